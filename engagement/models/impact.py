"""The diversity impact assessment of a policy or an engagement, as the council's form has it (W71)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from engagement.models.engagements import Engagement
from engagement.models.groups import Group
from pact.accounts.models import Permission
from pact.cycles.models import Cycle

PERSON = settings.AUTH_USER_MODEL


class ImpactAssessmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(cycle__pact__ward__in=user.wards(Permission.SEE_CYCLE))

    def to_review(self, *, by_day):
        """Those whose review is due by that day."""
        return self.filter(review_on__lte=by_day)

    def for_display(self):
        return self.select_related("cycle__pact__ward", "cycle__pact__coordinator", "engagement", "written_by")


class ImpactAssessment(models.Model):
    """What a policy, or an engagement, may mean for each group; with its plan of action and its date for review."""

    class Lawful(models.TextChoices):
        UNKNOWN = "", "Not checked yet"
        YES = "yes", "Yes"
        NO = "no", "No, or not fully"

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="impact_assessments")
    engagement = models.ForeignKey(
        Engagement, on_delete=models.PROTECT, null=True, blank=True, related_name="impact_assessments"
    )
    title = models.CharField("what is assessed", max_length=150)
    aim = models.TextField("what it is meant to do")
    evidence = models.TextField("what evidence there is", blank=True)
    collected = models.TextField("how it was collected, and who was consulted", blank=True)
    lawful = models.CharField("does it keep to the law", max_length=3, choices=Lawful, blank=True, default="")
    legislation = models.TextField("which laws were checked, and what was found", blank=True)
    other_plans = models.TextField("other plans and policies that it touches", blank=True)
    review_on = models.DateField("date for further review")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    objects = ImpactAssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(lawful__in=["", "yes", "no"]), name="assessment_lawful_is_known"),
            models.UniqueConstraint(fields=["cycle", "title"], name="a_thing_is_assessed_once_in_a_cycle"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("engagement:assessment", args=[self.pk])

    def is_due(self, *, today):
        return self.review_on <= today


class ImpactOnGroup(models.Model):
    """Whether one group is affected differently, and how that is known. No row: not answered yet."""

    assessment = models.ForeignKey(ImpactAssessment, on_delete=models.CASCADE, related_name="groups")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    is_affected = models.BooleanField()
    evidence = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "group"], name="a_group_is_assessed_once"),
            models.CheckConstraint(condition=Q(is_affected=False) | ~Q(evidence=""), name="an_impact_has_its_evidence"),
        ]

    def __str__(self):
        return f"{self.group}: {'yes' if self.is_affected else 'no'}"


class ImpactAction(models.Model):
    """A row of the action plan."""

    assessment = models.ForeignKey(ImpactAssessment, on_delete=models.CASCADE, related_name="actions")
    action = models.CharField(max_length=300)
    timescale = models.CharField(max_length=80)
    responsibility = models.CharField(max_length=120)
    comments = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "action"], name="an_impact_action_is_planned_once"),
        ]

    def __str__(self):
        return self.action


class ImpactReview(models.Model):
    """The assessment was looked at again: what had changed, and when it is to be looked at next."""

    assessment = models.ForeignKey(ImpactAssessment, on_delete=models.CASCADE, related_name="reviews")
    due_on = models.DateField(help_text="The date for review that it was about.")
    note = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(note=""), name="an_impact_review_says_what_it_found")]

    def __str__(self):
        return f"Review of {self.assessment}"
