"""What people were asked before, how, and what they said: the register of past consultations (W36, W74)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from pact.core.dates import short_day, span
from pact.core.suppression import is_small, suppress_one
from pact.core.wording import counted, number, percent
from pact.places.models import Borough, Township, TownshipWard, Ward
from pact.taxonomy.models import IssueType
from profiles.models.withdrawals import BoroughWideQuerySet, Withdrawable

PERSON = settings.AUTH_USER_MODEL
TOO_FEW = "too few to say"  # rule 64


class PastConsultationQuerySet(BoroughWideQuerySet):
    def covering(self, *wards):
        """Those that asked people of any of these: by name, in its township on that day, or in the whole borough."""
        townships = TownshipWard.objects.filter(ward__in=wards, township=models.OuterRef("townships"))
        then = townships.filter(Q(ends_on=None) | Q(ends_on__gt=models.OuterRef("starts_on")))
        reach = PastConsultation.Reach
        return self.filter(
            Q(reach=reach.BOROUGH, borough__in={ward.borough_id for ward in wards})
            | Q(reach=reach.TOWNSHIPS) & models.Exists(then)
            | Q(reach=reach.WARDS, wards__in=wards)
        ).distinct()


class PastConsultation(Withdrawable, models.Model):
    """People were asked, outside PACT or before it, and there is a report of it."""

    class Method(models.TextChoices):
        SURVEY = "survey", "Survey"
        PANEL = "panel", "Citizens’ panel"
        MEETING = "meeting", "Public meeting"
        DROP_IN = "drop_in", "Drop-in"
        INTERVIEWS = "interviews", "Interviews"
        GROUP = "group", "Discussion group"
        ONLINE = "online", "Online"
        OTHER = "other", "Another way"

    class Reach(models.TextChoices):
        WARDS = "wards", "Some wards"
        TOWNSHIPS = "townships", "Whole townships"
        BOROUGH = "borough", "The whole borough"

    borough = models.ForeignKey(Borough, on_delete=models.PROTECT, related_name="past_consultations")
    title = models.CharField(max_length=150)
    method = models.CharField(max_length=12, choices=Method)
    asked_by = models.CharField("who asked", max_length=120)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day", null=True, blank=True)
    sample_size = models.PositiveIntegerField("how many answered", null=True, blank=True)
    asked = models.PositiveIntegerField("of how many asked", null=True, blank=True)
    reach = models.CharField(max_length=10, choices=Reach)
    wards = models.ManyToManyField(Ward, blank=True, related_name="past_consultations")
    townships = models.ManyToManyField(Township, blank=True, related_name="past_consultations")
    report = models.CharField("where the report is", max_length=300, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawal_reason = models.TextField(blank=True)

    objects = PastConsultationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    method__in=["survey", "panel", "meeting", "drop_in", "interviews", "group", "online", "other"]
                ),
                name="consultation_method_is_known",
            ),
            models.CheckConstraint(
                condition=Q(reach__in=["wards", "townships", "borough"]), name="consultation_reach_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="a_past_consultation_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(sample_size=None) | Q(asked=None) | Q(asked__gte=F("sample_size")),
                name="no_more_answer_than_are_asked",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawal_reason=""),
                name="a_withdrawn_consultation_says_who_and_why",
            ),
            models.UniqueConstraint(
                fields=["borough", "title", "starts_on"],
                condition=Q(withdrawn_at=None),
                name="a_past_consultation_is_registered_once",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("profiles:consultation", args=[self.pk])

    @property
    def when(self):
        return span(self.starts_on, self.ends_on or self.starts_on)

    @property
    def sample_in_words(self):
        """How many answered, of how many; a handful is not told as a number (rule 64)."""
        if self.sample_size is None:
            return "Not known"
        answered = suppress_one(self.sample_size)
        if answered.is_suppressed:
            return f"{answered} people"
        if not self.asked:
            return counted(self.sample_size, "person,people")
        share = percent(100 * self.sample_size / self.asked)
        return f"{number(self.sample_size)} of {counted(self.asked, 'person,people')} asked ({share})"

    @property
    def standing_in_words(self):
        if self.is_withdrawn:
            return f"Withdrawn {short_day(self.withdrawn_at)} by {self.withdrawn_by.name}: {self.withdrawal_reason}"
        return f"Added {short_day(self.added_at)} by {self.added_by.name}."


class PastFinding(models.Model):
    """What a consultation found about one issue type: in a sentence, with how many said so or which share."""

    consultation = models.ForeignKey(PastConsultation, on_delete=models.CASCADE, related_name="findings")
    issue_type = models.ForeignKey(IssueType, on_delete=models.PROTECT, related_name="+")
    sentence = models.TextField()
    count = models.PositiveIntegerField("how many said so", null=True, blank=True)
    share = models.FloatField("percent who said so", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__gte=0, share__lte=100), name="a_share_lies_between_0_and_100"
            ),
            models.CheckConstraint(
                condition=Q(share=None) | Q(count=None), name="a_finding_has_a_share_or_a_count_and_not_both"
            ),
            models.CheckConstraint(condition=~Q(sentence=""), name="a_finding_is_a_sentence"),
            models.UniqueConstraint(
                fields=["consultation", "issue_type", "sentence"], name="a_finding_is_recorded_once"
            ),
        ]

    def __str__(self):
        return f"{self.issue_type}: {self.sentence}"

    @property
    def people(self):
        """How many people are behind it, or None where that is not known."""
        if self.count is not None or self.share is None or self.consultation.sample_size is None:
            return self.count
        return round(self.share * self.consultation.sample_size / 100)

    @property
    def weight(self):
        """The share of those who answered who said it, in percent; None where nobody can know."""
        if self.share is not None or not self.count or not self.consultation.sample_size:
            return self.share
        return 100 * self.count / self.consultation.sample_size

    @property
    def is_hidden(self):
        return is_small(self.people, settings.SUPPRESS_BELOW)

    @property
    def shown(self):
        """ "41%", "12 people", or that they are too few to say (rule 64); "" where neither is known."""
        if self.is_hidden:
            return TOO_FEW
        if self.share is not None:
            return percent(self.share)
        return "" if self.count is None else counted(self.count, "person,people")
