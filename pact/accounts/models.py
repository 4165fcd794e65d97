"""People, the agencies they work for, and the roles they hold there in a place."""

import hashlib
from datetime import UTC
from functools import cached_property

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.crypto import salted_hmac

from pact.accounts.permissions import MAY, Permission, Role, roles_that_may
from pact.places.models import Borough, Township, TownshipWard, Ward

NOWHERE = ".invalid"  # reserved by RFC 2606: people who are known of, and have no address here yet
DEMO_DOMAIN = "@demo.example"  # people of a demonstration, with a password that everybody knows


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The people whom `user` may look up: those with a role, past or present, where `user` manages people."""
        held = Membership.objects.filter(person=OuterRef("pk")).managed_by(user)
        return self.filter(Exists(held))

    def active(self):
        return self.filter(is_active=True)

    def with_current_roles(self):
        """With `.current_roles`, a list of memberships that name their agency and place without a further query."""
        roles = Membership.objects.current().for_display().order_by("started_at", "pk")
        return self.prefetch_related(models.Prefetch("memberships", roles, to_attr="current_roles"))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by e-mail. Residents do not: they have no account."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    phone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"

    def __str__(self):
        return self.name or self.email

    def get_absolute_url(self):
        return reverse("accounts:person", args=[self.pk])

    @property
    def is_invited(self):
        """Whether this person has been invited and has not yet come in."""
        return self.is_active and self.last_login is None and not self.has_usable_password()

    @property
    def has_address(self):
        """Whether a letter to this person can arrive."""
        return not self.email.endswith(NOWHERE)

    @property
    def is_of_a_demonstration(self):
        return self.email.endswith(DEMO_DOMAIN)

    @cached_property
    def current_memberships(self):
        """This person's memberships that have not ended, read once per request."""
        return list(self.memberships.current().for_display())

    @property
    def roles(self):
        return {membership.role for membership in self.current_memberships}

    def can(self, permission, *, within=None):
        """Whether this person holds `permission`, within a ward, township or borough if one is given.

        A role in a borough reaches its townships and wards, one in a township its wards; never upwards.
        """
        holding = [m for m in self.current_memberships if permission in MAY[m.role]]
        if not self.is_active or not holding:
            return False
        return within is None or any(m.reaches(within) for m in holding)

    def boroughs(self, permission):
        """The boroughs for the whole of which this person holds `permission`."""
        if not self.is_active:
            return Borough.objects.none()
        held = self.memberships.current().holding(permission)
        return Borough.objects.filter(pk__in=held.filter(borough__isnull=False).values("borough"))

    def wards(self, permission):
        """The wards, of any date, in which this person holds `permission`: a set for `filter(ward__in=…)`."""
        if not self.is_active:
            return Ward.objects.none()
        held = self.memberships.current().filter(role__in=roles_that_may(permission))
        return Ward.objects.filter(
            Q(pk__in=held.values("ward"))
            | Q(borough__in=held.values("borough"))
            | Q(pk__in=TownshipWard.objects.filter(township__in=held.values("township")).values("ward"))
        )

    def townships(self, permission):
        """The townships this person reaches with `permission`: by borough, itself, or through one of its wards."""
        if not self.is_active:
            return Township.objects.none()
        held = self.memberships.current().filter(role__in=roles_that_may(permission))
        return Township.objects.filter(
            Q(pk__in=held.values("township"))
            | Q(borough__in=held.values("borough"))
            | Q(pk__in=TownshipWard.objects.filter(ward__in=held.values("ward")).values("township"))
        )

    def agencies_with(self, permission):
        """Primary keys of the agencies for which this person holds `permission`. No query once roles are read."""
        return {m.agency_id for m in self.current_memberships if m.agency_id and permission in MAY[m.role]}


class Agency(models.Model):
    """A partner that sends people and owns actions, with one point of contact for its figures (A8)."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "Council service"
        POLICE = "police", "Police"
        FIRE = "fire", "Fire and rescue"
        HOUSING = "housing", "Housing"
        HEALTH = "health", "Health"
        VOLUNTARY = "voluntary", "Voluntary and community"
        OTHER = "other", "Other"

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=140, unique=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.COUNCIL)
    public_phone = models.CharField(max_length=30, blank=True)
    public_email = models.EmailField(blank=True)
    point_of_contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "agencies"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["council", "police", "fire", "housing", "health", "voluntary", "other"]),
                name="agency_kind_is_known",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("accounts:agency", args=[self.slug])


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


class InvitationQuerySet(models.QuerySet):
    def waiting(self, *, now):
        """Those that can still be accepted."""
        return self.filter(accepted_at=None, expires_at__gt=now)

    def unsent(self, *, now):
        """Those whose letter has not gone out. Addresses of a demonstration reach nobody."""
        return self.waiting(now=now).filter(emailed_at=None).exclude(person__email__endswith=DEMO_DOMAIN)

    def with_token(self, token):
        return self.filter(token_hash=Invitation.hashed(token))


class Invitation(models.Model):
    """A letter that lets one person set a password once, until it expires.

    The database holds only a hash of the token. The token itself is made from SECRET_KEY, so that a letter which
    was lost on its way to the mail server can be written again.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    emailed_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gte=F("sent_at")), name="an_invitation_expires_after_it_is_sent"
            )
        ]

    def __str__(self):
        return f"Invitation of {self.person}"

    @property
    def token(self):
        """What the link in the letter ends with."""
        sent_at = self.sent_at.astimezone(UTC).isoformat()
        return salted_hmac("pact.accounts.invitation", f"{self.person_id} {sent_at}", algorithm="sha256").hexdigest()

    @staticmethod
    def hashed(token):
        return hashlib.sha256(token.encode()).hexdigest()


__all__ = ["Agency", "Invitation", "Membership", "Permission", "Role", "User"]
