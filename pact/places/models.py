"""Boroughs, townships, wards and what lies inside them, each with the dates on which it exists."""

from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse


class DatedQuerySet(models.QuerySet):
    def on(self, day):
        """Those that exist on this day; the end is exclusive."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)

    def between(self, starts_on, ends_on):
        """Those that exist on any day from `starts_on` to before `ends_on` (None: without end)."""
        lasting = self.filter(Q(ends_on=None) | Q(ends_on__gt=starts_on))
        return lasting.filter(starts_on__lt=ends_on) if ends_on else lasting


class WardQuerySet(DatedQuerySet):
    def around(self, longitude, latitude):
        """Those whose bounding box holds this point: a short list to look at more closely."""
        return self.filter(west__lte=longitude, east__gte=longitude, south__lte=latitude, north__gte=latitude)

    def in_township(self, township, *, on):
        return self.filter(memberships__in=TownshipWard.objects.on(on).filter(township=township))

    def for_display(self):
        """With all that `borough` and `township_on` need: two queries for any number of wards."""
        memberships = TownshipWard.objects.select_related("township")
        return self.select_related("borough").prefetch_related(Prefetch("memberships", queryset=memberships))


class Dated(models.Model):
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def exists_on(self, day):
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


def ends_after_start(name):
    return models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name=name)


def one_current(name):
    """A code names one current place. That former ones do not overlap either, the loading action checks."""
    return models.UniqueConstraint(fields=["code"], condition=Q(ends_on=None), name=name)


class Borough(Dated):
    code = models.CharField(max_length=9)
    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=120, unique=True)

    class Meta:
        constraints = [
            ends_after_start("borough_ends_after_it_starts"),
            one_current("one_current_borough_per_code"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("places:borough", args=[self.slug])


class Township(Dated):
    """A group of wards for overview and scrutiny: township, LNP, community committee, area board."""

    borough = models.ForeignKey(Borough, on_delete=models.PROTECT, related_name="townships")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=120, unique=True)

    class Meta:
        constraints = [
            ends_after_start("township_ends_after_it_starts"),
            one_current("one_current_township_per_code"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("places:township", args=[self.slug])


class Ward(Dated):
    """A ward as it stood between two dates. A cycle points at the row, so it keeps its old boundary."""

    borough = models.ForeignKey(Borough, on_delete=models.PROTECT, related_name="wards")
    code = models.CharField(max_length=9)
    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=120, unique=True)
    boundary = models.JSONField(null=True, blank=True, help_text="GeoJSON Polygon or MultiPolygon, WGS84.")
    west = models.FloatField(null=True, blank=True)
    south = models.FloatField(null=True, blank=True)
    east = models.FloatField(null=True, blank=True)
    north = models.FloatField(null=True, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    households = models.PositiveIntegerField(null=True, blank=True)
    addresses = models.PositiveIntegerField(null=True, blank=True)

    objects = WardQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_start("ward_ends_after_it_starts"),
            one_current("one_current_ward_per_code"),
            models.UniqueConstraint(fields=["code", "starts_on"], name="a_ward_starts_once_a_day"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("places:ward", args=[self.slug])

    def township_on(self, day):
        """The township that this ward belonged to on that day, or None."""
        return next((membership.township for membership in self.memberships.all() if membership.exists_on(day)), None)

    @property
    def box(self):
        """West, south, east, north in degrees, or None without a boundary."""
        return None if self.west is None else (self.west, self.south, self.east, self.north)


class TownshipWard(Dated):
    """Between these dates the ward belongs to the township."""

    township = models.ForeignKey(Township, on_delete=models.CASCADE, related_name="memberships")
    ward = models.ForeignKey(Ward, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        constraints = [
            ends_after_start("township_membership_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["ward"], condition=Q(ends_on=None), name="a_ward_is_in_one_township_at_a_time"
            ),
        ]

    def __str__(self):
        return f"{self.ward} in {self.township}"


class Neighbourhood(models.Model):
    """A part of a ward that people have a name for."""

    ward = models.ForeignKey(Ward, on_delete=models.CASCADE, related_name="neighbourhoods")
    name = models.CharField(max_length=100)
    boundary = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ward", "name"], name="a_neighbourhood_name_is_used_once_in_a_ward")
        ]

    def __str__(self):
        return self.name


class SmallArea(models.Model):
    """A lower layer super output area of one census, with its best-fit ward."""

    code = models.CharField(max_length=9)
    name = models.CharField(max_length=100)
    vintage = models.PositiveSmallIntegerField(help_text="Year of the census that drew it: 2011 or 2021.")
    ward = models.ForeignKey(Ward, on_delete=models.SET_NULL, null=True, blank=True, related_name="small_areas")
    boundary = models.JSONField(null=True, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "vintage"], name="one_small_area_per_code_and_vintage")]

    def __str__(self):
        return self.name


class SmallAreaLink(models.Model):
    """How small areas of 2011 became those of 2021: unchanged, split or merged."""

    old = models.ForeignKey(SmallArea, on_delete=models.CASCADE, related_name="successors")
    new = models.ForeignKey(SmallArea, on_delete=models.CASCADE, related_name="predecessors")
    change = models.CharField(max_length=1, choices={"U": "Unchanged", "S": "Split", "M": "Merged", "X": "Irregular"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="two_small_areas_are_linked_once"),
            models.CheckConstraint(condition=Q(change__in=["U", "S", "M", "X"]), name="small_area_change_is_known"),
        ]

    def __str__(self):
        return f"{self.old_id} to {self.new_id}"


class Postcode(models.Model):
    """A postcode unit with its point. `code` has no space and is upper case."""

    code = models.CharField(max_length=8, primary_key=True)
    ward = models.ForeignKey(Ward, on_delete=models.SET_NULL, null=True, blank=True, related_name="postcodes")
    longitude = models.FloatField()
    latitude = models.FloatField()
    quality = models.PositiveSmallIntegerField(null=True, blank=True)

    def __str__(self):
        return f"{self.code[:-3]} {self.code[-3:]}"
