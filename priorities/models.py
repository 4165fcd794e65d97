"""What the community decided to put first, and what the decision rested on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from engagement.models import Concern, Technique
from pact.accounts.models import Permission
from pact.cycles.models import Cycle
from pact.meetings.models import Meeting
from pact.taxonomy.models import IssueType, Theme
from profiles.models import PriorityActionArea

PERSON = settings.AUTH_USER_MODEL


class PriorityQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(cycle__pact__ward__in=user.wards(Permission.SEE_CYCLE))

    def live(self):
        return self.filter(ending=None)

    def for_display(self):
        return self.select_related("issue_type", "area", "cycle__pact__ward", "theme", "ending__replaced_by")

    def of_pact(self, pact):
        """Those of every cycle of a PACT."""
        return self.filter(cycle__pact=pact)

    def about(self, issue_type, place):
        """Those of this issue type at this place, however the place was typed."""
        return self.filter(issue_type=issue_type, place_key=place_key(place))


def place_key(place):
    """What makes two typed places the same one: case, punctuation and spacing aside.

    >>> place_key("Alma Street, by the shops"), place_key("ALMA  STREET by the shops.")
    ('alma street by the shops', 'alma street by the shops')
    """
    return " ".join("".join(c if c.isalnum() else " " for c in place.casefold().replace("'", "")).split())


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
    place_key = models.CharField(max_length=150, help_text="The place as rules 23 and 24 compare it.")
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
            models.CheckConstraint(condition=~Q(place="") & ~Q(place_key=""), name="a_priority_has_a_place"),
            models.CheckConstraint(condition=~Q(goal="") & ~Q(title=""), name="a_priority_says_what_will_be_different"),
        ]
        indexes = [models.Index(fields=["issue_type", "place_key"], name="priorities_by_issue_and_place")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("priorities:priority", args=[self.pk])

    @property
    def ward(self):
        return self.cycle.pact.ward

    @property
    def is_live(self):
        return getattr(self, "ending", None) is None


class Ending(models.Model):
    """A priority is over: resolved or retired by a recorded community decision, perhaps replaced (rules 26, 27)."""

    class Kind(models.TextChoices):
        RESOLVED = "resolved", "Resolved"
        RETIRED = "retired", "Retired"
        REPLACED = "replaced", "Replaced"

    priority = models.OneToOneField(Priority, on_delete=models.CASCADE, related_name="ending")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.TextField()
    decision = models.TextField("how the community decided", blank=True)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="priorities_ended"
    )
    replaced_by = models.ForeignKey(Priority, on_delete=models.SET_NULL, null=True, blank=True, related_name="replaces")
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["resolved", "retired", "replaced"]), name="ending_kind_is_known"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="an_ending_gives_its_reason"),
            models.CheckConstraint(
                condition=~Q(kind="resolved") | ~Q(decision=""), name="the_community_decides_that_it_is_resolved"
            ),
        ]

    def __str__(self):
        return f"{self.priority}: {self.get_kind_display()}"


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(cycle__pact__ward__in=user.wards(Permission.SEE_CYCLE))

    def for_new_priorities(self):
        return self.filter(priority=None)


class Proposal(models.Model):
    """Somebody asks the meeting to take an issue up, or with `priority`, to call one resolved (rule 26)."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="proposals")
    priority = models.ForeignKey(
        Priority, on_delete=models.CASCADE, null=True, blank=True, related_name="ending_proposals"
    )
    issue_type = models.ForeignKey(IssueType, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(PriorityActionArea, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=150)
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason="") & ~Q(place=""), name="a_proposal_says_what_and_why"),
            models.UniqueConstraint(
                fields=["priority", "by"],
                condition=Q(priority__isnull=False),
                name="a_person_proposes_an_ending_once",
            ),
        ]

    def __str__(self):
        return f"{self.issue_type}, {self.place}"
