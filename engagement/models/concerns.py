"""What somebody said or saw: the thing that priorities are made of."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from engagement.models.engagements import Engagement
from engagement.models.interviews import Interview
from engagement.models.walkabouts import Finding
from pact.accounts.models import Permission
from pact.core.wording import sentence_list
from pact.cycles.models import Cycle
from pact.taxonomy.models import IssueType
from profiles.models import PriorityActionArea

PERSON = settings.AUTH_USER_MODEL


class ConcernQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(cycle__pact__ward__in=user.wards(Permission.SEE_CYCLE))

    def counted(self):
        """Each problem once: what was merged into another concern is counted there."""
        return self.filter(merged_into=None)

    def for_display(self):
        """Without `words`: what somebody said word for word stays in `engagement`."""
        return self.select_related("issue_type", "area", "cycle__pact__ward").defer("words", "what_happened")


class Concern(models.Model):
    """A problem named by a person or found on a walk, with place, issue type and effect (rule 10)."""

    class Source(models.TextChoices):
        INTERVIEW = "interview", "KIN interview"
        WALKABOUT = "walkabout", "EVA walkabout"
        REPORT = "report", "Report"
        MEETING = "meeting", "Meeting"
        CASEWORK = "casework", "Councillor’s casework"
        DROP_IN = "drop_in", "Drop-in or surgery"

    class Kind(models.TextChoices):
        CRIMINAL = "criminal", "Criminal"
        SOCIAL = "social", "Social"
        ENVIRONMENTAL = "environmental", "Environmental"

    class Often(models.TextChoices):
        DAILY = "daily", "Daily"
        WEEKLY = "weekly", "Weekly"
        MONTHLY = "monthly", "Monthly"
        RARELY = "rarely", "Rarely"

    class TimeOfDay(models.TextChoices):
        MORNING = "morning", "Mornings"
        AFTERNOON = "afternoon", "Afternoons"
        EVENING = "evening", "Evenings"
        NIGHT = "night", "Nights"
        WEEKEND = "weekend", "Weekends"

    class Since(models.TextChoices):
        DAYS = "days", "A few days"
        WEEKS = "weeks", "Some weeks"
        MONTHS = "months", "Some months"
        YEARS = "years", "A year or longer"

    class Affected(models.TextChoices):
        """Kinds of people, never who."""

        SELF = "self", "Themselves"
        HOUSEHOLD = "household", "Their household"
        NEIGHBOURS = "neighbours", "Neighbours"
        YOUNG = "young", "Children and young people"
        OLDER = "older", "Older people"
        SHOPS = "shops", "Shops and businesses"
        PASSING = "passing", "People passing through"

    class ReportedTo(models.TextChoices):
        NOBODY = "nobody", "Nobody"
        COUNCIL = "council", "The council"
        POLICE = "police", "The police"
        LANDLORD = "landlord", "A landlord"
        COUNCILLOR = "councillor", "A councillor"
        OTHER = "other", "Somebody else"

    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="concerns")
    area = models.ForeignKey(
        PriorityActionArea, on_delete=models.PROTECT, null=True, blank=True, related_name="concerns"
    )
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, null=True, blank=True, related_name="concerns")
    source = models.CharField(max_length=10, choices=Source)
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, null=True, blank=True, related_name="concerns")
    finding = models.OneToOneField(Finding, on_delete=models.CASCADE, null=True, blank=True, related_name="concern")
    issue_type = models.ForeignKey(IssueType, on_delete=models.PROTECT, related_name="concerns")
    place = models.CharField(max_length=150)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    words = models.TextField(blank=True, help_text="As it was said. Never leaves engagement unredacted.")
    kind = models.CharField(max_length=13, choices=Kind, default=Kind.SOCIAL)
    often = models.CharField(max_length=8, choices=Often, blank=True)
    times_of_day = models.JSONField(default=list, blank=True, help_text="Values of `TimeOfDay`.")
    since = models.CharField(max_length=6, choices=Since, blank=True)
    affected = models.JSONField(default=list, blank=True, help_text="Values of `Affected`.")
    reported_to = models.CharField(max_length=10, choices=ReportedTo, blank=True)
    what_happened = models.CharField(max_length=200, blank=True, help_text="Then. As `words`, kept to engagement.")
    effect_feel = models.PositiveSmallIntegerField(default=0, help_text="0 none to 3 strong.")
    effect_act = models.PositiveSmallIntegerField(default=0)
    effect_think = models.PositiveSmallIntegerField(default=0)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    merged_into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged")

    objects = ConcernQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(place=""), name="a_concern_has_a_place"),
            models.CheckConstraint(
                condition=Q(effect_feel__lte=3, effect_act__lte=3, effect_think__lte=3),
                name="effects_are_nought_to_three",
            ),
            models.CheckConstraint(
                condition=Q(source__in=["interview", "walkabout", "report", "meeting", "casework", "drop_in"]),
                name="concern_source_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(source="interview") | Q(interview__isnull=False),
                name="a_kin_concern_has_its_interview",
            ),
            models.CheckConstraint(
                condition=~Q(source="walkabout") | Q(finding__isnull=False),
                name="an_eva_concern_has_its_finding",
            ),
            models.CheckConstraint(
                condition=~Q(source="interview") | Q(effect_feel__gt=0) | Q(effect_act__gt=0) | Q(effect_think__gt=0),
                name="a_kin_concern_has_an_effect",
            ),
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None)
                | Q(longitude__isnull=False, latitude__isnull=False)
                & Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="a_point_has_both_its_coordinates",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["criminal", "social", "environmental"]), name="concern_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=models.F("pk")),
                name="a_concern_is_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(often__in=["", "daily", "weekly", "monthly", "rarely"]), name="concern_often_is_known"
            ),
            models.CheckConstraint(
                condition=Q(since__in=["", "days", "weeks", "months", "years"]), name="concern_since_is_known"
            ),
            models.CheckConstraint(
                condition=Q(reported_to__in=["", "nobody", "council", "police", "landlord", "councillor", "other"]),
                name="concern_reported_to_is_known",
            ),
        ]
        indexes = [
            models.Index(fields=["cycle", "issue_type"], name="concerns_of_a_cycle"),
            models.Index(fields=["-recorded_at", "-id"], name="concerns_newest_first"),
        ]

    def __str__(self):
        return f"{self.reference}: {self.issue_type}"

    def get_absolute_url(self):
        return reverse("engagement:concern", args=[self.reference])

    @property
    def effect(self):
        """The strongest of the three effects, 0 to 3."""
        return max(self.effect_feel, self.effect_act, self.effect_think)

    @property
    def effect_in_words(self):
        """Of the strongest; a walk asks nobody how they feel."""
        if self.source == self.Source.WALKABOUT:
            return "Seen on a walk"
        return ("Not said", "A little", "A lot", "Very much")[self.effect]

    @property
    def further(self):
        """What else was said of it that names nobody, in words: when, since when, whom it affects, who was told."""
        times, affected = dict(self.TimeOfDay.choices), dict(self.Affected.choices)
        said = [
            sentence_list([times[each].lower() for each in self.times_of_day if each in times]),
            f"for {self.get_since_display().lower()}" if self.since else "",
            _after("affects ", [affected[each].lower() for each in self.affected if each in affected]),
            f"told {self.get_reported_to_display().lower()}" if self.reported_to else "",
        ]
        return [words[0].upper() + words[1:] for words in said if words]


def _after(start, words):
    return start + sentence_list(words) if words else ""
