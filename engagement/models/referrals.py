"""What was found on a walk and an agency is asked to put right (rule 19): sent, answered, and seen again."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from engagement.models.walkabouts import Finding, Reinspection
from pact.accounts.models import Agency, Membership, Permission
from pact.places.models import TownshipWard

PERSON = settings.AUTH_USER_MODEL
WARD = "finding__walkabout__engagement__cycle__pact__ward"


class ReferralQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of walks that this person sees."""
        return self.filter(**{f"{WARD}__in": user.wards(Permission.SEE_CYCLE)})

    def answered_by(self, user):
        """Those that this person answers: as its agency's point of contact, or as its manager in that ward."""
        ward, townships = OuterRef(WARD), TownshipWard.objects.filter(ward=OuterRef(OuterRef(WARD)))
        managing = Membership.objects.current().holding(Permission.MANAGE_AGENCY)
        managing = managing.filter(person=user, agency=OuterRef("agency")).filter(
            Q(ward=ward) | Q(borough=OuterRef(f"{WARD}__borough")) | Q(township__in=townships.values("township"))
        )
        return self.visible_to(user).filter(Q(agency__point_of_contact=user) | Exists(managing))

    def with_the_agency(self):
        """Sent, and neither given back nor settled by a second look."""
        return self.filter(look=None, outcome__in=["", Referral.Outcome.DONE])

    def open(self):
        """The agency has not said anything yet."""
        return self.filter(look=None, outcome="")

    def overdue(self, *, today):
        return self.open().filter(due_on__lt=today)

    def given_back(self):
        return self.filter(outcome__in=Referral.GIVEN_BACK)

    def for_display(self):
        return self.select_related("agency", "look", "finding__transect", "finding__issue_type", f"{WARD}__borough")


class Referral(models.Model):
    """An agency was asked to put something right by a day; what it answered; and the second look that settled it."""

    class Outcome(models.TextChoices):
        DONE = "done", "It is done"
        NOT_OURS = "not_ours", "It is not ours"
        CANNOT = "cannot", "We cannot do it"

    GIVEN_BACK = (Outcome.NOT_OURS, Outcome.CANNOT)

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="referrals")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    reinspect_on = models.DateField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    done_on = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    look = models.OneToOneField(
        Reinspection, on_delete=models.CASCADE, null=True, blank=True, related_name="settled_referral"
    )

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", done_on=None, words="", answered_at=None, answered_by=None)
                | Q(outcome="done", done_on__isnull=False, answered_at__isnull=False, answered_by__isnull=False)
                | Q(outcome__in=["not_ours", "cannot"], done_on=None, answered_at__isnull=False)
                & Q(answered_by__isnull=False)
                & ~Q(words=""),
                name="an_answered_referral_says_what_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(look=None) | Q(outcome__in=["", "done"]),
                name="a_second_look_settles_no_referral_given_back",
            ),
            models.UniqueConstraint(
                fields=["finding"],
                condition=Q(look=None, outcome__in=["", "done"]),
                name="a_finding_is_with_one_agency_at_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.finding}, to {self.agency}"

    def get_absolute_url(self):
        return reverse("engagement:referral", args=[self.pk])

    @property
    def is_open(self):
        return not self.outcome and self.look_id is None

    @property
    def is_given_back(self):
        return self.outcome in self.GIVEN_BACK

    def is_overdue(self, *, today):
        return self.is_open and self.due_on < today


class Omission(models.Model):
    """A draft that is not to be sent to anybody, and why."""

    finding = models.OneToOneField(Finding, on_delete=models.CASCADE, related_name="omission")
    reason = models.CharField(max_length=200)
    omitted_at = models.DateTimeField()
    omitted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="an_omission_says_why")]

    def __str__(self):
        return f"{self.finding}, not referred"
