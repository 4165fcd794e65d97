"""The roles that people hold for an agency in a place."""

from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from pact.accounts.models.agencies import Agency
from pact.accounts.permissions import Permission, Role, roles_that_may
from pact.places.models import Borough, Township, TownshipWard, Ward


class MembershipQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at=None)

    def for_display(self):
        """With agency and place, but not the outline of the ward, which can be a hundred kilobytes."""
        return self.select_related("agency", "borough", "township", "ward").defer("ward__boundary")

    def managed_by(self, user):
        """Those in places for which `user` gives and ends roles. A role in a ward never reaches its township."""
        if not user.is_active:
            return self.none()
        held = Membership.objects.filter(person=user.pk).current().holding(Permission.MANAGE_PEOPLE)
        boroughs, townships = held.values("borough"), held.values("township")
        return self.filter(
            Q(borough__in=boroughs)
            | Q(township__in=Township.objects.filter(Q(borough__in=boroughs) | Q(pk__in=townships)).values("pk"))
            | Q(ward__in=user.wards(Permission.MANAGE_PEOPLE).values("pk"))
        )

    def holding(self, permission):
        return self.filter(role__in=roles_that_may(permission))

    def in_borough(self, borough):
        """Those in the borough, or in a township or ward of it."""
        return self.filter(Q(borough=borough) | Q(township__borough=borough) | Q(ward__borough=borough))

    def within(self, ward):
        """Those whose role reaches this ward."""
        return self.filter(
            Q(ward=ward)
            | Q(borough=ward.borough_id)
            | Q(township__in=TownshipWard.objects.filter(ward=ward).values("township"))
        )


class Membership(models.Model):
    """A role that a person holds, for an agency, in exactly one place, from one moment to another."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    borough = models.ForeignKey(Borough, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    township = models.ForeignKey(Township, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(borough__isnull=False, township=None, ward=None)
                | Q(borough=None, township__isnull=False, ward=None)
                | Q(borough=None, township=None, ward__isnull=False),
                name="a_membership_is_in_one_place",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="membership_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="a_membership_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=["officer", "manager"]) | Q(agency__isnull=False),
                name="officers_and_managers_have_an_agency",
            ),
            # SQLite tells one NULL from another in a unique constraint, so a place that is not there counts as 0.
            models.UniqueConstraint(
                "person",
                "role",
                *(Coalesce(name, Value(0)) for name in ("agency", "borough", "township", "ward")),
                condition=Q(ended_at=None),
                name="a_role_is_held_once_at_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.get_role_display()}, {self.place}"

    @property
    def place(self):
        return self.borough or self.township or self.ward

    @property
    def in_words(self):
        """ "Agency manager for Street Cleansing in Ashfield"."""
        working_for = f" for {self.agency}" if self.agency_id else ""
        return f"{self.get_role_display()}{working_for} in {self.place}"

    def reaches(self, place):
        """Whether this role holds in `place`, a Ward, Township or Borough."""
        if isinstance(place, Borough):
            return self.borough_id == place.pk
        if isinstance(place, Township):
            return self.township_id == place.pk or self.borough_id == place.borough_id
        return (
            self.ward_id == place.pk
            or self.borough_id == place.borough_id
            or (self.township_id is not None and place.pk in self._township_wards)
        )

    @cached_property
    def _township_wards(self):
        return set(TownshipWard.objects.filter(township=self.township_id).values_list("ward", flat=True))
