"""EVA walkabouts: who walked where, how each transect was graded, and what was found."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from engagement.models.engagements import Engagement
from pact.accounts.models import Agency, Permission
from pact.core.dates import short_day
from pact.taxonomy.models import IssueType
from profiles.models import PriorityActionArea

PERSON = settings.AUTH_USER_MODEL


class Grade(models.TextChoices):
    """The seven points of the sourced scale (rule 17)."""

    A = "A", "A"
    B_PLUS = "B+", "B+"
    B = "B", "B"
    B_MINUS = "B-", "B−"
    C = "C", "C"
    C_MINUS = "C-", "C−"
    D = "D", "D"


GRADED = ("litter", "detritus", "graffiti", "fly_posting")
POOR = (Grade.C, Grade.C_MINUS, Grade.D)


class WalkaboutQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(engagement__cycle__pact__ward__in=user.wards(Permission.SEE_CYCLE))

    def for_display(self):
        return self.select_related("engagement__cycle__pact__ward", "area", "recorded_by")


class Walkabout(models.Model):
    """A structured walk by officers, partners and residents (W47). Surveyors by initials, others by role."""

    class LandUse(models.TextChoices):
        MAIN_RETAIL = "main_retail", "Main retail"
        OTHER_RETAIL = "other_retail", "Other retail"
        HIGH = "high", "High obstruction housing"
        MEDIUM = "medium", "Medium obstruction housing"
        LOW = "low", "Low obstruction housing"
        INDUSTRY = "industry", "Industry"
        MAIN_ROAD = "main_road", "Main road"
        RURAL_ROAD = "rural_road", "Rural road"
        OTHER_HIGHWAY = "other_highway", "Other highway"
        RECREATION = "recreation", "Recreation area"

    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="walkabouts")
    area = models.ForeignKey(PriorityActionArea, on_delete=models.PROTECT, related_name="walkabouts")
    held_on = models.DateField()
    started = models.TimeField()
    surveyors = models.CharField("surveyors' initials", max_length=60)
    others = models.CharField("others by role", max_length=150, blank=True)
    route = models.CharField(max_length=300, blank=True, help_text="The way in words; each stretch has its own ends.")
    weather = models.CharField(max_length=60, blank=True)
    daylight = models.BooleanField(default=True)
    land_use = models.CharField(max_length=14, choices=LandUse)
    with_faces = models.BooleanField(
        "graded with faces", default=False, help_text="On the children's sheet: B stands for A to B, C for C to D."
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    objects = WalkaboutQuerySet.as_manager()

    def __str__(self):
        return f"Walkabout of {self.area}, {self.held_on:%-d %B %Y}"

    def get_absolute_url(self):
        return reverse("engagement:walkabout", args=[self.pk])


class Transect(models.Model):
    """A length, normally 50 m, between two things that do not move (rule 15). An empty grade is "not assessed"."""

    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    walkabout = models.ForeignKey(Walkabout, on_delete=models.CASCADE, related_name="transects")
    street = models.CharField(max_length=120)
    from_point = models.CharField("from", max_length=120)
    to_point = models.CharField("to", max_length=120)
    is_paved = models.BooleanField(default=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    litter = models.CharField(max_length=2, choices=Grade, blank=True)
    detritus = models.CharField(max_length=2, choices=Grade, blank=True)
    graffiti = models.CharField(max_length=2, choices=Grade, blank=True)
    fly_posting = models.CharField(max_length=2, choices=Grade, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_point="") & ~Q(to_point="") & ~Q(street=""),
                name="a_transect_says_where_it_runs",
            ),
            models.CheckConstraint(
                condition=Q(is_paved=True) | Q(detritus=""), name="detritus_is_graded_only_on_a_paved_surface"
            ),
            *[
                models.CheckConstraint(
                    condition=Q(**{f"{item}__in": ["", *Grade.values]}),
                    name=f"{item}_has_one_of_seven_grades",
                )
                for item in GRADED
            ],
        ]

    def __str__(self):
        return f"{self.street}, {self.from_point} to {self.to_point}"

    @property
    def grades(self):
        """`{"litter": "B+", …}`, an empty grade where it was not assessed."""
        return {item: getattr(self, item) for item in GRADED}


class Item(models.TextChoices):
    """What an EVA looks for: the four graded items, then those that are counted (handbook 6)."""

    LITTER = "litter", "Litter"
    DETRITUS = "detritus", "Detritus: grit, soil, rotted leaves"
    GRAFFITI = "graffiti", "Graffiti"
    FLY_POSTING = "fly_posting", "Fly-posting"
    FLY_TIPPING = "fly_tipping", "Fly-tipping"
    DOG_FOULING = "dog_fouling", "Dog fouling"
    VEHICLE = "vehicle", "Abandoned or untaxed vehicle"
    LIGHTING = "lighting", "Street light out"
    VEGETATION = "vegetation", "Overgrown vegetation"
    DAMAGE = "damage", "Criminal damage"
    NEEDLES = "needles", "Needles"
    PAVING = "paving", "Broken paving or road"
    FURNITURE = "furniture", "Missing or damaged sign or street furniture"
    BINS = "bins", "Overflowing bin"
    BUILDING = "building", "Empty or insecure building"
    FENCING = "fencing", "Broken fencing, communal door or lock"
    BLIND_SPOT = "blind_spot", "Hidden alley or blind spot"
    FIRES = "fires", "Evidence of fires"
    DRUGS = "drugs", "Evidence of drinking or drugs"
    OTHER = "other", "Something else"

    @property
    def called(self):
        """What the sheet calls it, without its explanation."""
        return self.label.partition(":")[0]


class FindingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(walkabout__engagement__cycle__pact__ward__in=user.wards(Permission.SEE_CYCLE))

    def for_display(self):
        """With where it is, what it counts as, and how far its referral is."""
        rows = self.select_related("walkabout", "transect", "issue_type", "referred_to", "concern", "omission")
        return rows.prefetch_related("referrals__agency", "referrals__look")

    def poor(self):
        """Those at grade C or worse, or serious: what makes a draft referral (rule 19)."""
        return self.filter(Q(grade__in=POOR) | Q(severity=Finding.Severity.SERIOUS))


class Finding(models.Model):
    """Something found on a walk: graded, or counted with how serious it is. A poor one is referred (rule 19)."""

    class Severity(models.TextChoices):
        NONE = "none", "None"
        MINOR = "minor", "Minor"
        SERIOUS = "serious", "Serious"

    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    walkabout = models.ForeignKey(Walkabout, on_delete=models.CASCADE, related_name="findings")
    transect = models.ForeignKey(Transect, on_delete=models.CASCADE, null=True, blank=True, related_name="findings")
    item = models.CharField(max_length=12, choices=Item, default=Item.OTHER)
    issue_type = models.ForeignKey(IssueType, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=200)
    place = models.CharField(max_length=150, blank=True, help_text="Where, when it is not on a transect.")
    grade = models.CharField(max_length=2, choices=Grade, blank=True)
    severity = models.CharField(max_length=8, choices=Severity, blank=True)
    count = models.PositiveSmallIntegerField(default=1)
    photo = models.ImageField(upload_to="walkabouts/%Y/%m/", blank=True)
    referred_to = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reference = models.CharField(max_length=20, blank=True)
    due_on = models.DateField(null=True, blank=True)
    reinspect_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    objects = FindingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(severity__in=["none", "minor", "serious"], grade="")
                | Q(severity="", grade__in=Grade.values),
                name="a_finding_is_graded_or_counted",
            ),
            models.CheckConstraint(condition=Q(item__in=Item.values), name="finding_item_is_known"),
            models.CheckConstraint(condition=Q(transect__isnull=False) | ~Q(place=""), name="a_finding_is_somewhere"),
            models.CheckConstraint(condition=Q(grade="") | Q(transect__isnull=False), name="a_grade_is_of_a_transect"),
            models.UniqueConstraint(
                fields=["transect", "item"],
                condition=~Q(grade=""),
                name="an_item_is_graded_once_on_a_transect",
            ),
        ]

    def __str__(self):
        return f"{self.called}, {self.reference or 'no reference yet'}"

    def get_absolute_url(self):
        return reverse("engagement:finding", args=[self.pk])

    @property
    def called(self):
        """What the sheet calls it, without its explanation."""
        return Item(self.item).called

    @property
    def is_poor(self):
        """At grade C or worse, or serious (rule 19)."""
        return self.grade in POOR or self.severity == self.Severity.SERIOUS

    @property
    def has_words(self):
        """Whether it says more than what the sheet calls it."""
        return self.what != self.get_item_display() and not self.grade

    @property
    def referral(self):
        """The last one, or None. Needs `for_display()`."""
        return max(self.referrals.all(), key=lambda referral: referral.pk, default=None)

    @property
    def draft_in_words(self):
        """Needs `referred_to` and the issue type selected."""
        who = self.referred_to or f"{self.issue_type.lead_service} (no agency is named for it yet)"
        return f"To {who}, due by {short_day(self.due_on)}" if self.due_on else f"To {who}"

    @property
    def where(self):
        return str(self.transect) if self.transect else self.place

    @property
    def standing(self):
        """How bad, in words: "Grade C" or "Serious"."""
        return f"Grade {self.get_grade_display()}" if self.grade else self.get_severity_display()


class Reinspection(models.Model):
    """Somebody went back and looked again (W47)."""

    class Outcome(models.TextChoices):
        GONE = "gone", "Put right"
        BETTER = "better", "Better, not yet right"
        SAME = "same", "The same"
        WORSE = "worse", "Worse"

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="reinspections")
    held_on = models.DateField()
    outcome = models.CharField(max_length=6, choices=Outcome)
    photo = models.ImageField(upload_to="walkabouts/%Y/%m/", blank=True)
    grade = models.CharField(max_length=2, choices=Grade, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["gone", "better", "same", "worse"]), name="reinspection_outcome_is_known"
            ),
            models.CheckConstraint(
                condition=Q(grade__in=["", *Grade.values]), name="reinspection_has_one_of_seven_grades"
            ),
            models.UniqueConstraint(fields=["finding", "held_on"], name="a_finding_is_looked_at_again_once_a_day"),
        ]

    def __str__(self):
        return f"{self.finding} on {self.held_on:%-d %B %Y}: {self.get_outcome_display()}"
