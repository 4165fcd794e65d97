"""Hot spots as they were worked out, the areas that they suggest, and what people made of those."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from pact.accounts.models import Permission
from pact.places.models import Borough, Ward
from pact.taxonomy.models import IssueType
from profiles.models.figures import Dataset

PERSON = settings.AUTH_USER_MODEL


class HotSpotRunQuerySet(models.QuerySet):
    def current(self, borough):
        """The run that stands for the borough now, or None."""
        return self.filter(borough=borough).order_by("-current_since", "-pk").first()


class HotSpotRun(models.Model):
    """One working-out of a borough's hot spots. The same datasets, wards and method are worked out once (`key`).

    Runs are kept: a published profile cites the one that it was published with.
    """

    borough = models.ForeignKey(Borough, on_delete=models.CASCADE, related_name="hot_spot_runs")
    key = models.CharField(max_length=64, help_text="SHA-256 of everything that the outcome depends on.")
    method_version = models.PositiveSmallIntegerField()
    parameters = models.JSONField()
    datasets = models.ManyToManyField(Dataset, related_name="+")
    months = models.JSONField(help_text='First days as text, oldest first: ["2024-01-01", …].')
    providers = models.JSONField()
    basis = models.CharField(max_length=10, help_text="What people were counted by: residents, postcodes or ground.")
    units = models.PositiveIntegerField(help_text="Squares, or parts of them in a ward.")
    tests = models.JSONField(help_text="How many chances were looked at, by kind of hot spot.")
    dispersions = models.JSONField(help_text="By the code of the issue type.")
    coming_back = models.PositiveIntegerField(
        null=True, help_text="Incidents of the borough that came after a first of their kind at their place (W53)."
    )
    made_at = models.DateTimeField()
    current_since = models.DateTimeField(help_text="When it came to stand: again, if a dataset was withdrawn.")

    objects = HotSpotRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["borough", "key"], name="a_borough_is_worked_out_once_per_state")
        ]
        indexes = [models.Index(fields=["borough", "-current_since"], name="current_hot_spot_run")]

    def __str__(self):
        return f"Hot spots of {self.borough}, {self.made_at:%d.%m.%Y}"


class HotSpotQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(ward__in=user.wards(Permission.SEE_CYCLE))

    def for_lists(self):
        return self.select_related("ward", "issue_type").order_by("position", "pk")


class HotSpot(models.Model):
    """A square, or the part of one in a ward, where more is recorded than its people would lead one to expect."""

    class Kind(models.TextChoices):
        BUSY = "busy", "More than expected"
        REPEAT = "repeat", "Repeat complaints to different services"

    class Trend(models.TextChoices):
        NEW = "new", "New"
        GROWING = "growing", "Growing"
        STEADY = "steady", "Steady"
        FADING = "fading", "Fading"
        UNKNOWN = "unknown", "Too early to tell"

    run = models.ForeignKey(HotSpotRun, on_delete=models.CASCADE, related_name="spots")
    position = models.PositiveIntegerField(help_text="Its number in the run, the clearest first.")
    ward = models.ForeignKey(Ward, on_delete=models.CASCADE, related_name="hot_spots")
    kind = models.CharField(max_length=10, choices=Kind)
    issue_type = models.ForeignKey(IssueType, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    strand = models.CharField(max_length=1, choices=IssueType.Strand, blank=True, help_text="Of a repeat.")
    easting = models.PositiveIntegerField(help_text="Of the square's south-west corner, in metres.")
    northing = models.PositiveIntegerField()
    place = models.CharField(max_length=180)
    count = models.PositiveIntegerField()
    expected = models.FloatField()
    chance = models.FloatField()
    false_rate = models.FloatField()
    trend = models.CharField(max_length=10, choices=Trend, default=Trend.UNKNOWN)
    months = models.JSONField(help_text="Counts, in the order of the run's months.")
    providers = models.JSONField(help_text="[name, count, expected, months in which there were any]")
    evidence = models.TextField(help_text="What a councillor can read aloud.")

    objects = HotSpotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="a_run_numbers_its_hot_spots"),
            models.CheckConstraint(condition=Q(kind__in=["busy", "repeat"]), name="hot_spot_kind_is_known"),
            models.CheckConstraint(
                condition=Q(trend__in=["new", "growing", "steady", "fading", "unknown"]),
                name="hot_spot_trend_is_known",
            ),
            models.CheckConstraint(
                condition=Q(kind="busy", issue_type__isnull=False) | Q(kind="repeat", issue_type=None) & ~Q(strand=""),
                name="a_hot_spot_is_of_an_issue_or_of_a_strand",
            ),
        ]
        indexes = [models.Index(fields=["run", "ward", "position"], name="hot_spots_of_a_ward")]

    def __str__(self):
        return f"{self.title}: {self.subject}"

    def get_absolute_url(self):
        return reverse("profiles:hot_spot", args=[self.pk])

    @property
    def title(self):
        return self.place[:1].upper() + self.place[1:]

    @property
    def subject(self):
        """What there is too much of. Wants the issue type selected."""
        return self.issue_type.name if self.issue_type_id else self.get_strand_display()

    @property
    def is_repeat(self):
        return self.kind == self.Kind.REPEAT

    @property
    def trend_shown(self):
        """What can be said of its course; of repeats it is not asked."""
        return "" if self.is_repeat else self.get_trend_display()

    @property
    def colour(self):
        return {"new": "red", "growing": "red", "fading": "green", "steady": "amber"}.get(self.trend, "grey")


class SuggestedAreaQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(ward__in=user.wards(Permission.SEE_CYCLE))

    def waiting(self):
        """Neither taken into a profile nor refused."""
        return self.filter(refusal=None, areas=None)


class SuggestedArea(models.Model):
    """Neighbouring hot spots of one ward as an area that could become a priority action area (W37, W38, rule 6)."""

    run = models.ForeignKey(HotSpotRun, on_delete=models.CASCADE, related_name="suggestions")
    ward = models.ForeignKey(Ward, on_delete=models.CASCADE, related_name="suggested_areas")
    position = models.PositiveIntegerField(help_text="Its number in the run, that with the clearest hot spot first.")
    place = models.CharField(max_length=180)
    boundary = models.JSONField(help_text="GeoJSON Polygon, WGS84.")
    squares = models.JSONField(help_text="[easting, northing] of the south-west corners.")
    streets = models.TextField(help_text="One a line, the most often named first.")
    evidence = models.TextField()
    goes_on_in = models.JSONField(default=list, help_text="Names of wards in which a hot spot touches it.")
    spots = models.ManyToManyField(HotSpot, related_name="suggestions")

    objects = SuggestedAreaQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="a_run_numbers_its_suggestions")]

    def __str__(self):
        return f"Around {self.place}"

    def get_absolute_url(self):
        return reverse("profiles:suggested_area", args=[self.pk])

    @property
    def is_refused(self):
        """Wants the refusal selected."""
        return getattr(self, "refusal", None) is not None

    @property
    def state(self):
        """Wants the refusal selected and the areas prefetched."""
        if self.areas.all():
            return "Taken up"
        return "Not taken up" if self.is_refused else "Waiting"

    @property
    def colour(self):
        return {"Taken up": "green", "Waiting": "amber"}.get(self.state, "grey")


class SuggestionRefusal(models.Model):
    """A suggested area was not taken up, and why. It is shown again when the same place is suggested again."""

    suggestion = models.OneToOneField(SuggestedArea, on_delete=models.CASCADE, related_name="refusal")
    reason = models.TextField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_refused_suggestion_says_why")]

    def __str__(self):
        return f"{self.suggestion}, not taken up"
