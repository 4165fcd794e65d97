"""Incidents that services recorded, and how many there are of each kind in each ward and month."""

from django.db import models
from django.db.models import Count, F, Q

from pact.core import bulk
from pact.places.models import Ward
from pact.taxonomy.models import IssueType
from profiles.models.figures import Dataset


class IncidentQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(dataset__withdrawn_at=None)

    def of(self, ward):
        return self.filter(ward=ward)

    def by_month(self):
        """`{"month": date, "count": int}` for each month that has any, oldest first."""
        return self.values("month").annotate(count=Count("pk")).order_by("month")

    def by_issue_type(self):
        """`{"issue_type": pk or None, "name": str or None, "count": int}`, most first."""
        named = self.values("issue_type", name=F("issue_type__name"))
        return named.annotate(count=Count("pk")).order_by("-count", "name")

    def by_category(self):
        """`{"provider": …, "category": …, "count": …}`, most first."""
        return (
            self.values("provider", "category").annotate(count=Count("pk")).order_by("-count", "category", "provider")
        )


class Incident(models.Model):
    """Something that was recorded by a service at a place in a month. Identical rows are separate incidents."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="incidents")
    row = models.PositiveIntegerField(help_text="Its number in the file.")
    month = models.DateField(help_text="The first of the month in which it was recorded.")
    provider = models.CharField(max_length=80)
    category = models.CharField(max_length=80, help_text="As the provider calls it.")
    issue_type = models.ForeignKey(IssueType, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reference = models.CharField(max_length=64, blank=True)
    location = models.CharField(max_length=150, blank=True)
    longitude = models.FloatField()
    latitude = models.FloatField()
    ward = models.ForeignKey(Ward, on_delete=models.CASCADE, related_name="incidents")

    objects = IncidentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dataset", "row"], name="a_row_becomes_one_incident")]
        indexes = [models.Index(fields=["ward", "month", "issue_type"], name="incidents_of_a_ward")]

    def __str__(self):
        return f"{self.category}, {self.location or 'no place named'}, {self.month:%B %Y}"


class IncidentCountQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(dataset__withdrawn_at=None)

    def count_anew(self, dataset):
        """Count the dataset's incidents, which are all there. For the action that has just stored them."""
        self.filter(dataset=dataset).delete()
        CategoryCount.objects.filter(dataset=dataset).delete()
        rows = Incident.objects.filter(dataset=dataset).order_by()
        kinds = rows.values_list("dataset", "ward", "month", "issue_type")
        bulk.insert(
            IncidentCount,
            ["dataset_id", "ward_id", "month", "issue_type_id", "count"],
            ((of, ward, month.isoformat(), kind, n) for of, ward, month, kind, n in kinds.annotate(n=Count("pk"))),
        )
        categories = rows.values_list("dataset", "provider", "category", "issue_type").annotate(n=Count("pk"))
        bulk.insert(CategoryCount, ["dataset_id", "provider", "category", "issue_type_id", "count"], categories)


class IncidentCount(models.Model):
    """How many incidents of an issue type a dataset has in a ward and month, counted as it was loaded.

    Incidents are never changed, so that a count holds for as long as its dataset. A page that adds up a borough's year
    reads a few thousand of these, not a hundred thousand rows.
    """

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="incident_counts")
    ward = models.ForeignKey(Ward, on_delete=models.CASCADE, related_name="incident_counts")
    month = models.DateField()
    issue_type = models.ForeignKey(IssueType, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    count = models.PositiveIntegerField()

    objects = IncidentCountQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(count__gt=0), name="an_incident_count_counts_something")]
        indexes = [models.Index(fields=["ward", "month"], name="incident_counts_of_a_ward")]

    def __str__(self):
        return f"{self.count} in {self.ward}, {self.month:%B %Y}"


class CategoryCount(models.Model):
    """How many incidents a dataset has of what its provider calls them, counted as it was loaded."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="category_counts")
    provider = models.CharField(max_length=80)
    category = models.CharField(max_length=80)
    issue_type = models.ForeignKey(IssueType, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(count__gt=0), name="a_category_count_counts_something")]

    def __str__(self):
        return f"{self.count} of {self.category}"
