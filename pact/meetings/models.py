"""A meeting of any body: who was asked, what about, who came, what was said."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from pact.accounts.models import Permission
from pact.cycles.models import Pact
from pact.places.models import Township, Ward

PERSON = settings.AUTH_USER_MODEL


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(
            Q(township__in=user.townships(Permission.SEE_CYCLE))
            | Q(ward__in=user.wards(Permission.SEE_CYCLE))
            | Q(pk__in=Invitation.objects.filter(person=user).values("meeting"))
        )

    def upcoming(self, *, at):
        return self.filter(starts_at__gte=at, cancelled_at=None)

    def to_come(self, *, at):
        """Those that have not ended, the cancelled ones among them: people must see that they are off."""
        return self.filter(ends_at__gt=at)

    def past(self, *, at):
        return self.filter(ends_at__lte=at)

    def for_display(self):
        return self.select_related("ward", "township", "pact")


class Meeting(models.Model):
    """A public PACT meeting, a tasking meeting, a quarterly review: of a ward or of a township."""

    class Body(models.TextChoices):
        PACT = "pact", "PACT meeting"
        TASKING = "tasking", "Tasking meeting"
        REVIEW = "review", "Quarterly review"
        PRACTITIONERS = "practitioners", "Practitioner group"
        OPEN = "open", "Open meeting"
        OTHER = "other", "Other meeting"

    body = models.CharField(max_length=14, choices=Body)
    title = models.CharField(max_length=150)
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings")
    township = models.ForeignKey(Township, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings")
    pact = models.ForeignKey(Pact, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    venue = models.CharField(max_length=200)
    access = models.CharField("getting in and getting there", max_length=300, blank=True)
    is_public = models.BooleanField(default=False)
    called_at = models.DateTimeField()
    called_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cancel_reason = models.CharField("why it is off", max_length=300, blank=True)
    revision = models.PositiveSmallIntegerField(default=0, help_text="How often it was changed, for calendar programs.")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_meeting_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(ward__isnull=False, township=None) | Q(ward=None, township__isnull=False),
                name="a_meeting_is_of_a_ward_or_a_township",
            ),
            models.CheckConstraint(
                condition=Q(body__in=["pact", "tasking", "review", "practitioners", "open", "other"]),
                name="meeting_body_is_known",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by=None) | Q(cancelled_at__isnull=False),
                name="who_cancelled_a_meeting_also_has_a_time",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("meetings:meeting", args=[self.pk])

    @property
    def place(self):
        return self.ward or self.township

    @property
    def is_cancelled(self):
        return self.cancelled_at is not None

    @property
    def is_open(self):
        """Whether no issues are arranged beforehand: those who come say what it is about (M35)."""
        return self.body == self.Body.OPEN

    @property
    def hides_names(self):
        """Whether those who came stay unnamed: young people do (rule 70)."""
        return self.pact is not None and self.pact.kind == Pact.Kind.YOUTH

    def has_started(self, *, at):
        return self.starts_at <= at


class Invitation(models.Model):
    class Answer(models.TextChoices):
        NONE = "", "No answer yet"
        COMING = "coming", "Coming"
        APOLOGIES = "apologies", "Sends apologies"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="meeting_invitations")
    invited_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="a_person_is_invited_to_a_meeting_once"),
            models.CheckConstraint(condition=Q(answer__in=["", "coming", "apologies"]), name="meeting_answer_is_known"),
        ]

    def __str__(self):
        return f"{self.person} invited to {self.meeting}"


class AgendaItem(models.Model):
    class Purpose(models.TextChoices):
        INFORMATION = "information", "For information"
        DISCUSSION = "discussion", "For discussion"
        DECISION = "decision", "For decision"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=12, choices=Purpose, default=Purpose.DISCUSSION)
    minute = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="an_agenda_number_is_used_once"),
            models.CheckConstraint(
                condition=Q(purpose__in=["information", "discussion", "decision"]),
                name="agenda_purpose_is_known",
            ),
        ]

    def __str__(self):
        return f"{self.position}. {self.title}"


class Attendance(models.Model):
    """Somebody was there. Residents are counted in `Minutes.residents`, not named."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="a_person_attends_a_meeting_once")]

    def __str__(self):
        return f"{self.person} at {self.meeting}"


class Minutes(models.Model):
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="minutes")
    text = models.TextField(blank=True)
    residents = models.PositiveSmallIntegerField("residents who came", default=0)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_at=None, agreed_by=None) | Q(agreed_at__isnull=False, agreed_by__isnull=False),
                name="agreed_minutes_say_when_and_by_whom",
            )
        ]

    def __str__(self):
        return f"Minutes of {self.meeting}"

    @property
    def is_agreed(self):
        return self.agreed_at is not None


class CalendarFeed(models.Model):
    """A secret address of one person's calendar, to be subscribed to from any calendar program."""

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="calendar_feed")
    token = models.CharField(max_length=64, unique=True)

    def __str__(self):
        return f"Calendar of {self.person}"
