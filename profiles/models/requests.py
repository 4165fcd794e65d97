"""Agencies are asked for their figures, each through its single point of contact, and what they send (A8)."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from pact.accounts.models import Agency, Membership, Permission
from pact.places.models import Borough, Township

PERSON = settings.AUTH_USER_MODEL


class FiguresRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those for a borough or township in which this person writes profiles."""
        return self.filter(_within(user, ""))

    def for_display(self):
        """With place and asker, and `.asked` and `.sent`: how many agencies were asked, and how many have answered."""
        counted = {"asked": Count("agencies"), "sent": Count("agencies__submission")}
        return self.select_related("borough", "township", "asked_by").annotate(**counted)


class FiguresRequest(models.Model):
    """What was asked of several agencies at once: which figures, of which place and period, by when."""

    borough = models.ForeignKey(Borough, on_delete=models.PROTECT, related_name="+")
    township = models.ForeignKey(Township, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=120)
    words = models.TextField(help_text="What is asked, as the agency reads it.")
    period = models.CharField(max_length=60, help_text='In words: "January to March 2026".')
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    objects = FiguresRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            # SQLite tells one NULL from another in a unique constraint, so no township counts as 0.
            models.UniqueConstraint(
                F("borough"),
                Coalesce("township", Value(0)),
                F("title"),
                F("period"),
                name="the_same_figures_are_asked_for_once",
            ),
        ]

    def __str__(self):
        return f"{self.title}, {self.period}"

    def get_absolute_url(self):
        return reverse("profiles:figures_request", args=[self.pk])

    @property
    def place(self):
        """The township, or the whole borough."""
        return self.township or self.borough


def _within(user, before, permission=Permission.WRITE_PROFILE):
    """A condition on requests, or on what hangs from them by `before`: in a place where `user` holds `permission`.

    A role in a ward does not reach its township.
    """
    held = user.memberships.current().holding(permission)
    boroughs = held.filter(borough__isnull=False).values("borough")
    townships = held.filter(township__isnull=False).values("township")
    return Q(**{f"{before}borough__in": boroughs}) | Q(**{f"{before}township__in": townships})


class AskedAgencyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those whose request this person may see, those that they answer, and those that they wrote a note about."""
        wrote = Exists(TensionsNote.objects.filter(asked=OuterRef("pk"), written_by=user))
        return self.filter(_within(user, "request__") | _answers(user) | wrote)

    def answered_by(self, user):
        """Those that this person answers: as its point of contact, or as a manager while it has none."""
        return self.filter(_answers(user))

    def unanswered(self):
        return self.filter(submission=None)

    def for_display(self):
        return self.select_related(
            "agency__point_of_contact",
            "request__borough",
            "request__township",
            "request__asked_by",
            "submission__submitted_by",
            "submission__accepted_by",
        )


def _answers(user):
    borough = OuterRef("request__borough")
    managing = Membership.objects.current().holding(Permission.MANAGE_AGENCY).in_borough(borough)
    managed = Exists(managing.filter(person=user, agency=OuterRef("agency")))
    return Q(agency__point_of_contact=user) | Q(agency__point_of_contact=None) & managed


class AskedAgency(models.Model):
    """One agency that was asked. Who answers is read when it matters, so that a new point of contact takes over."""

    request = models.ForeignKey(FiguresRequest, on_delete=models.CASCADE, related_name="agencies")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    objects = AskedAgencyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "agency"], name="an_agency_is_asked_once_for_the_same_figures"),
        ]

    def __str__(self):
        return f"{self.request}: {self.agency}"

    def get_absolute_url(self):
        return reverse("profiles:asked_agency", args=[self.pk])

    @property
    def is_answered(self):
        return hasattr(self, "submission")

    @property
    def is_accepted(self):
        return self.is_answered and self.submission.accepted_at is not None

    @property
    def state(self):
        return "Accepted" if self.is_accepted else "Answered" if self.is_answered else "Not answered yet"

    @property
    def colour(self):
        return {"Accepted": "green", "Answered": "blue"}.get(self.state, "amber")


class Submission(models.Model):
    """What an agency sent. It can be corrected until it is accepted; `version` counts how often it was sent."""

    asked = models.OneToOneField(AskedAgency, on_delete=models.CASCADE, related_name="submission")
    words = models.TextField(blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="an_accepted_submission_says_by_whom",
            ),
        ]

    def __str__(self):
        return f"What {self.asked.agency} sent for {self.asked.request}"


class SubmittedFigure(models.Model):
    """A figure that was typed instead of sent in a file."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="figures")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=120)
    where = models.CharField(max_length=120, blank=True)
    value = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "position"], name="a_typed_figure_has_its_own_line"),
            models.CheckConstraint(condition=~Q(what=""), name="a_typed_figure_says_what_it_counts"),
        ]

    def __str__(self):
        return f"{self.what}: {self.value:g}"


def where_it_lies(file, filename=""):
    """Under a name of ours: what the agency called it is kept in the row, and never becomes a path."""
    return f"figures/{uuid4()}{'.xlsx' if filename.lower().endswith('.xlsx') else '.csv'}"


class SubmittedFile(models.Model):
    """A table that was sent. The same bytes are kept once, so that sending a form twice adds nothing."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(upload_to=where_it_lies, max_length=120)
    filename = models.CharField(max_length=150)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "sha256"], name="a_submitted_file_is_kept_once"),
        ]

    def __str__(self):
        return self.filename

    def get_absolute_url(self):
        return reverse("profiles:submitted_file", args=[self.pk])


class TensionsNoteQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those of the places where one may read them."""
        return self.filter(Q(written_by=user) | _within(user, "asked__request__", Permission.SEE_TENSIONS))

    def for_display(self):
        return self.select_related("written_by", "asked__agency", "asked__request")


class TensionsNote(models.Model):
    """What an agency recorded, and did not report: kept apart, and read by few (A8).

    Nothing but its own two pages reads `words`: no search, notice, export, paper or entry of the trail.
    """

    asked = models.ForeignKey(AskedAgency, on_delete=models.CASCADE, related_name="tensions")
    words = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    objects = TensionsNoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asked", "written_by"], name="a_person_writes_one_note_of_tensions"),
            models.CheckConstraint(condition=~Q(words=""), name="a_note_of_tensions_says_something"),
        ]

    def __str__(self):
        return f"Note of tensions, {self.asked}"
