"""Who coded what, how alike two people code, and what may be quoted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from engagement.models.concerns import Concern
from pact.accounts.models import Permission
from pact.cycles.models import Cycle
from pact.places.models import Borough
from pact.taxonomy.models import IssueType

PERSON = settings.AUTH_USER_MODEL


class CodingModel(models.Model):
    """How words are brought to issue types in one borough, as learned one night. Numbers only: nobody's words."""

    borough = models.ForeignKey(Borough, on_delete=models.CASCADE, related_name="coding_models")
    version = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    examples = models.PositiveIntegerField()
    way = models.CharField(max_length=8)
    numbers = models.JSONField()
    measured = models.JSONField(default=list, help_text="What each way would have said of what came later.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["borough", "version"], name="a_coding_model_has_its_own_version"),
            models.CheckConstraint(
                condition=Q(way__in=["mix", "seeded", "weighed", "learned"]), name="coding_way_is_known"
            ),
        ]

    def __str__(self):
        return f"Version {self.version}"


class SecondCodingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(concern__cycle__pact__ward__in=user.wards(Permission.SEE_ANSWERS))

    def waiting(self):
        return self.filter(coded_at=None)


class SecondCoding(models.Model):
    """One concern of the tenth that a second person codes without seeing the first code (handbook 7).

    `first` is kept as it was when the second person coded, so that settling a difference does not mend the agreement.
    """

    concern = models.OneToOneField(Concern, on_delete=models.CASCADE, related_name="second_coding")
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="second_codings")
    drawn_at = models.DateTimeField()
    first = models.ForeignKey(IssueType, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    second = models.ForeignKey(IssueType, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    coded_at = models.DateTimeField(null=True, blank=True)
    coded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SecondCodingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first=None, second=None, coded_at=None, coded_by=None)
                | Q(first__isnull=False, second__isnull=False, coded_at__isnull=False, coded_by__isnull=False),
                name="a_second_code_has_its_first_and_its_coder",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(coded_at__isnull=False), name="only_what_was_coded_twice_is_settled"
            ),
        ]

    def __str__(self):
        return f"Second coding of {self.concern.reference}"

    def get_absolute_url(self):
        return reverse("engagement:second_coding", args=[self.pk])

    @property
    def agrees(self):
        return self.coded_at is not None and self.first_id == self.second_id


class QuotationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(concern__cycle__pact__ward__in=user.wards(Permission.SEE_CYCLE))

    def cleared(self):
        """What may be shown outside: cleared by a person, of a type that is not restricted, still kept."""
        return self.filter(withdrawn_at=None, concern__issue_type__is_restricted=False)


class Quotation(models.Model):
    """Words that a person has read and cleared for use. They are as cleared, not as said; no source is shown."""

    concern = models.OneToOneField(Concern, on_delete=models.CASCADE, related_name="quotation")
    text = models.CharField(max_length=300)
    cleared_at = models.DateTimeField()
    cleared_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = QuotationQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_quotation_says_something")]

    def __str__(self):
        return f"“{self.text}”"
