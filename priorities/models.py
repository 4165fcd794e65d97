"""What the community decided to put first, and what the decision rested on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from engagement.models import Concern, Technique
from pact.accounts.models import Permission
from pact.cycles.models import Cycle
from pact.taxonomy.models import IssueType, Theme
from profiles.models import PriorityActionArea

PERSON = settings.AUTH_USER_MODEL


class PriorityQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(cycle__pact__ward__in=user.wards(Permission.SEE_CYCLE))

    def live(self):
        return self.filter(ending=None)

    def for_display(self):
        return self.select_related("issue_type", "area", "cycle__pact__ward", "theme")


class Priority(models.Model):
    """One of at most three things a PACT works on: issue, place, evidence and the methods used (rule 22)."""

    class Term(models.TextChoices):
        SHORT = "short", "Short term, this quarter"
        MEDIUM = "medium", "Medium term, within a year"
        LONG = "long", "Long term, up to three years"

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="priorities")
    issue_type = models.ForeignKey(IssueType, on_delete=models.PROTECT, related_name="priorities")
    area = models.ForeignKey(
        PriorityActionArea, on_delete=models.PROTECT, null=True, blank=True, related_name="priorities"
    )
    place = models.CharField(max_length=150)
    title = models.CharField(max_length=150)
    goal = models.TextField(help_text="What will be different, in words residents would use.")
    term = models.CharField(max_length=6, choices=Term, default=Term.SHORT)
    theme = models.ForeignKey(Theme, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(help_text="1 is first.")
    evidence = models.JSONField(help_text="The candidate's parts as they stood when the decision was made.")
    methods = models.ManyToManyField(Technique, related_name="+")
    method_note = models.TextField(blank=True)
    concerns = models.ManyToManyField(Concern, blank=True, related_name="priorities")
    departure_reason = models.TextField(blank=True, help_text="Why the meeting departed from the ranking.")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    objects = PriorityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "priorities"
        constraints = [
            models.CheckConstraint(condition=Q(term__in=["short", "medium", "long"]), name="priority_term_is_known"),
            models.CheckConstraint(condition=~Q(place=""), name="a_priority_has_a_place"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("priorities:priority", args=[self.pk])


class Ending(models.Model):
    """A priority is over: resolved or retired by a recorded community decision, perhaps replaced (rules 26, 27)."""

    class Kind(models.TextChoices):
        RESOLVED = "resolved", "Resolved"
        RETIRED = "retired", "Retired"
        REPLACED = "replaced", "Replaced"

    priority = models.OneToOneField(Priority, on_delete=models.CASCADE, related_name="ending")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.TextField()
    replaced_by = models.ForeignKey(Priority, on_delete=models.SET_NULL, null=True, blank=True, related_name="replaces")
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["resolved", "retired", "replaced"]), name="ending_kind_is_known"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="an_ending_gives_its_reason"),
        ]

    def __str__(self):
        return f"{self.priority}: {self.get_kind_display()}"
