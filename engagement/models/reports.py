"""What people send in by any door, until somebody has coded it as a concern or set it aside."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from engagement.models.concerns import Concern
from pact.accounts.models import Permission
from pact.cycles.models import Cycle, Pact

PERSON = settings.AUTH_USER_MODEL


class ReportFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """They hold what people wrote, so: those who read answers of the ward."""
        return self.filter(cycle__pact__ward__in=user.wards(Permission.SEE_ANSWERS))


def where_it_lies(file, filename=""):
    return f"reports/{file.sha256}"


class ReportFile(models.Model):
    """A file of the council's own reporting system, for one cycle. Its bytes go when it is taken or thrown away.

    Its row is the truth about the job: taking it twice adds nothing, so a message that is lost is sent again.
    """

    class State(models.TextChoices):
        CHECKED = "checked", "To be looked at"
        ASKED = "asked", "Being taken"
        DONE = "done", "Taken"
        REFUSED = "refused", "Refused"

    COLOURS = {State.CHECKED: "amber", State.ASKED: "blue", State.DONE: "green", State.REFUSED: "red"}

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="report_files")
    file = models.FileField(upload_to=where_it_lies, max_length=120, blank=True)
    filename = models.CharField(max_length=150)
    sha256 = models.CharField(max_length=64)
    system = models.CharField(max_length=60, help_text="Whose numbers they are: with them it tells one report.")
    only_whole = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State, default=State.CHECKED)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    percent = models.PositiveSmallIntegerField(default=0, help_text="How far it is read, while it is being taken.")
    asked_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict, help_text="read, new, coded, waiting, known, outside, placeless, refused.")
    refused_rows = models.JSONField(default=list, help_text="Numbers and reasons; never what a row says.")
    reasons = models.JSONField(default=list)

    objects = ReportFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "sha256"], name="a_file_of_reports_is_sent_once_to_a_cycle"),
            models.CheckConstraint(
                condition=Q(state__in=["checked", "asked", "done", "refused"]), name="report_file_state_is_known"
            ),
        ]

    def __str__(self):
        return self.filename

    def get_absolute_url(self):
        return reverse("engagement:report_file", args=[self.pk])

    @property
    def colour(self):
        return self.COLOURS[self.state]

    @property
    def percent_words(self):
        return f"{self.percent}%"


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What people wrote has not been read by anybody yet: those who read answers of the ward, and nobody else."""
        return self.filter(pact__ward__in=user.wards(Permission.SEE_ANSWERS))

    def casework_of(self, user):
        """What a councillor sent in, for as long as the ward is theirs."""
        return self.filter(councillor=user, pact__ward__in=user.wards(Permission.SEND_CASEWORK))

    def waiting(self):
        return self.filter(concern=None, set_aside_at=None)

    def for_display(self):
        return self.select_related("pact__ward", "cycle", "concern__issue_type", "councillor")


class Report(models.Model):
    """What somebody sent in. It counts nowhere until it is a concern."""

    class Door(models.TextChoices):
        PUBLIC = "public", "The ward’s public page"
        SYSTEM = "system", "The council’s reporting system"
        STAFF = "staff", "Typed in by staff"
        MEMBER = "member", "A councillor’s casework"

    class Aside(models.TextChoices):
        SPAM = "spam", "It is spam or makes no sense"
        ABUSE = "abuse", "It attacks or names a person"
        SERVICE = "service", "It is for a service, not for the PACT: passed on"
        KNOWN = "known", "It is counted already"
        ELSEWHERE = "elsewhere", "It is not of this ward"

    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    door = models.CharField(max_length=6, choices=Door)
    pact = models.ForeignKey(Pact, on_delete=models.PROTECT, related_name="reports")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    councillor = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Whose casework it is."
    )
    file = models.ForeignKey(ReportFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="reports")
    system = models.CharField(max_length=60, blank=True)
    system_reference = models.CharField(max_length=64, blank=True)
    category = models.CharField(max_length=80, blank=True, help_text="As the other system calls it.")
    words = models.TextField(blank=True, help_text="Never leaves engagement unredacted.")
    place = models.CharField(max_length=150)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    sent_at = models.DateTimeField()
    concern = models.OneToOneField(Concern, on_delete=models.SET_NULL, null=True, blank=True, related_name="report")
    set_aside = models.CharField(max_length=9, choices=Aside, blank=True)
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["system", "system_reference"],
                condition=~Q(system_reference=""),
                name="another_systems_report_is_here_once",
            ),
            models.CheckConstraint(
                condition=Q(door__in=["public", "system", "staff", "member"]), name="report_door_is_known"
            ),
            models.CheckConstraint(
                condition=Q(door="member", councillor__isnull=False) | ~Q(door="member") & Q(councillor=None),
                name="casework_says_whose_it_is",
            ),
            models.CheckConstraint(condition=~Q(place=""), name="a_report_has_a_place"),
            models.CheckConstraint(
                condition=Q(set_aside="", set_aside_at=None) | ~Q(set_aside="") & Q(set_aside_at__isnull=False),
                name="what_is_set_aside_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["pact", "-sent_at"], condition=Q(concern=None, set_aside_at=None), name="reports_wait"
            ),
            models.Index(fields=["councillor", "-sent_at"], name="casework_of_a_councillor"),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("engagement:report_waiting", args=[self.reference])

    @property
    def is_waiting(self):
        return self.concern_id is None and self.set_aside_at is None
