"""What was loaded: datasets, the figures in them, and every row that was not taken."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

from pact.places.models import Borough, Ward
from profiles.models.withdrawals import BoroughWideQuerySet, Withdrawable

PERSON = settings.AUTH_USER_MODEL
ENGLAND = "E92000001"


class DatasetQuerySet(BoroughWideQuerySet):
    def for_display(self):
        return self.select_related("borough", "loaded_by", "withdrawn_by")


class Dataset(Withdrawable, models.Model):
    """One loaded file with its source, licence and period. The same bytes load once per borough (checksum)."""

    class Kind(models.TextChoices):
        FIGURES = "figures", "Figures"
        INCIDENTS = "incidents", "Incidents"
        PLACES = "places", "Places"
        PEOPLE = "people", "People"

    borough = models.ForeignKey(Borough, on_delete=models.CASCADE, related_name="datasets")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=150)
    source = models.CharField(max_length=200)
    licence = models.CharField(max_length=120)
    attribution = models.TextField(blank=True)
    period = models.CharField(max_length=60, help_text='In words: "January 2024", "2019".')
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, help_text="Of the file’s content, unpacked.")
    recipe = models.CharField(max_length=64, blank=True, help_text="How it was read: another way loads it anew.")
    rows_read = models.PositiveIntegerField(default=0)
    rows_taken = models.PositiveIntegerField(default=0)
    rows_outside = models.PositiveIntegerField(default=0, help_text="Rows of other places, counted and not taken.")
    rows_without_place = models.PositiveIntegerField(default=0)
    rows_refused = models.PositiveIntegerField(default=0)
    outside = models.JSONField(default=list, help_text="Which rows those were, as [first, last] pairs.")
    notes = models.JSONField(default=list, help_text="Sentences about what a reader of the figures should know.")
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = DatasetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["figures", "incidents", "places", "people"]),
                name="dataset_kind_is_known",
            ),
            models.UniqueConstraint(
                fields=["borough", "sha256", "title"],
                condition=Q(withdrawn_at=None),
                name="the_same_file_is_loaded_once",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("profiles:dataset", args=[self.pk])

    @property
    def has_rows_not_taken(self):
        return self.rows_taken < self.rows_read

    @property
    def can_be_withdrawn(self):
        """Boundaries and people stand on their own once they are loaded; figures and incidents belong to their file."""
        return self.kind in {self.Kind.FIGURES, self.Kind.INCIDENTS}


class RefusedRow(models.Model):
    """A row of a file that was not taken, by its number in the file, with the reason as a sentence.

    Rows of other places are not among them: `Dataset.outside` keeps their numbers.
    """

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="refused_rows")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)

    def __str__(self):
        return f"Row {self.number}: {self.reason}"


class IndicatorQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those with a figure in any borough this person works in."""
        return self.filter(
            Exists(Figure.objects.filter(indicator=OuterRef("pk"), dataset__in=Dataset.objects.visible_to(user)))
        )


class Indicator(models.Model):
    """Something that is measured for areas, with what high and low mean in plain words."""

    class Better(models.TextChoices):
        HIGH = "high", "Higher is better"
        LOW = "low", "Lower is better"
        NEITHER = "neither", "Neither"

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=150)
    topic = models.CharField(max_length=60, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    meaning = models.TextField(blank=True)
    better = models.CharField(max_length=8, choices=Better, default=Better.NEITHER)
    decimals = models.PositiveSmallIntegerField(default=0)
    is_count_of_people = models.BooleanField(default=False, help_text="Small counts are suppressed when published.")

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(better__in=["high", "low", "neither"]), name="indicator_better_is_known")
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("profiles:indicator", args=[self.slug])


class FigureQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(dataset__withdrawn_at=None)

    def of(self, ward):
        """Those of the ward as a whole."""
        return self.filter(ward=ward, area_code=ward.code)

    def inside(self, ward):
        """Those of the small areas in the ward."""
        return self.filter(ward=ward).exclude(area_code=ward.code)

    def of_borough(self, borough):
        return self.filter(dataset__borough=borough, ward=None, area_code=borough.code)

    def latest(self):
        """Of each indicator and area, the one value of the latest period; loaded twice, the one loaded last."""
        same = Figure.objects.in_use().filter(indicator=OuterRef("indicator"), area_code=OuterRef("area_code"))
        newest = same.order_by("-period", "-dataset__loaded_at", "-pk").values("pk")[:1]
        return self.filter(pk=Subquery(newest))

    def for_display(self):
        return self.select_related("indicator", "dataset")


class Figure(models.Model):
    """One value of an indicator for one area and period (rule 5). `area_code` says which geography it is."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="figures")
    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="figures")
    area_code = models.CharField(max_length=9)
    ward = models.ForeignKey(Ward, on_delete=models.CASCADE, null=True, blank=True, related_name="figures")
    period = models.CharField(max_length=20, help_text='As published, sortable: "2019", "2018-11", "2020-Q1".')
    value = models.FloatField()

    objects = FigureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "indicator", "area_code", "period"],
                name="one_value_per_indicator_area_and_period",
            )
        ]
        indexes = [
            models.Index(fields=["ward", "indicator"], name="figures_of_a_ward"),
            models.Index(fields=["area_code", "indicator"], name="figures_of_an_area"),
        ]

    def __str__(self):
        return f"{self.indicator}, {self.area_code}, {self.period}: {self.value}"
