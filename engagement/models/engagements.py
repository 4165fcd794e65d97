"""The menu of techniques, and each use of one in a place."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from engagement.models.groups import Group
from pact.accounts.models import Agency, Permission
from pact.cycles.models import Cycle
from profiles.models import PriorityActionArea

PERSON = settings.AUTH_USER_MODEL
ONE_DAY = timedelta(days=1)


class TechniqueQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(retired_at=None)


class Technique(models.Model):
    """An item of the menu (W46)."""

    class Form(models.TextChoices):
        INTERVIEW = "interview", "KIN interview form"
        WALKABOUT = "walkabout", "EVA walkabout form"
        NONE = "none", "No form of its own"

    class Money(models.TextChoices):
        NOTHING = "nothing", "Nothing"
        LITTLE = "little", "Under £200"
        SOME = "some", "£200 to £1,000"
        MUCH = "much", "Over £1,000"

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80, unique=True)
    form = models.CharField(max_length=10, choices=Form, default=Form.NONE)
    guidance = models.TextField(blank=True)
    suits = models.CharField("when it suits", max_length=300, blank=True)
    hours = models.PositiveSmallIntegerField("hours of staff for one use", null=True, blank=True)
    money = models.CharField("other cost of one use", max_length=8, choices=Money, blank=True)
    reaches = models.PositiveSmallIntegerField("people heard in one use", null=True, blank=True)
    groups = models.ManyToManyField(Group, blank=True, related_name="techniques", help_text="Whom it reaches well.")
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = TechniqueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(form__in=["interview", "walkabout", "none"]), name="technique_form_is_known"
            ),
            models.CheckConstraint(
                condition=Q(money__in=["", "nothing", "little", "some", "much"]), name="technique_money_is_known"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("engagement:technique", args=[self.slug])

    @property
    def has_form(self):
        return self.form != self.Form.NONE

    @property
    def asks_people(self):
        return self.form == self.Form.INTERVIEW

    @property
    def walks(self):
        return self.form == self.Form.WALKABOUT

    @property
    def counted_as(self):
        """The same for `counted`, which knows one from many."""
        return {"interview": "interview", "walkabout": "walkabout", "none": "person,people"}[self.form]

    @property
    def counts(self):
        """What its progress is counted in."""
        return {"interview": "interviews", "walkabout": "walkabouts", "none": "people"}[self.form]


class EngagementQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(cycle__pact__ward__in=user.wards(Permission.SEE_CYCLE))

    def recorded_by(self, user):
        """Where this person may record: in the wards where their role does, and where they are on the team."""
        teams = Engagement.team.through.objects.filter(user=user).values("engagement")
        return self.filter(
            Q(cycle__pact__ward__in=user.wards(Permission.RECORD_ENGAGEMENT))
            | Q(pk__in=teams, cycle__pact__ward__in=user.wards(Permission.JOIN_ENGAGEMENT))
        )

    def open(self):
        return self.filter(closed_at=None)

    def published(self):
        """Those whose findings went to the participants and the meeting (rule 25 rests on one)."""
        return self.filter(findings_published_at__isnull=False)

    def for_display(self):
        return self.select_related("technique", "cycle__pact__ward")

    def with_progress(self):
        """Adds `area_count`, `interview_count` and `walkabout_count`, each counted by itself."""
        areas = Engagement.areas.through.objects.filter(engagement=OuterRef("pk"))
        interviews = Engagement.interviews.rel.related_model.objects.filter(engagement=OuterRef("pk"))
        walkabouts = Engagement.walkabouts.rel.related_model.objects.filter(engagement=OuterRef("pk"))
        return self.annotate(
            area_count=_count_of(areas),
            interview_count=_count_of(interviews),
            walkabout_count=_count_of(walkabouts),
        )


def _count_of(rows):
    counted = rows.order_by().values("engagement").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=models.IntegerField()), 0)


class Engagement(models.Model):
    """One use of a technique in a place for a purpose (W28). Its forms carry this consent text and version.

    `ends_on` is exclusive. `target` is counted in each area: interviews, walkabouts, or people taking part.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="engagements")
    technique = models.ForeignKey(Technique, on_delete=models.PROTECT, related_name="engagements")
    areas = models.ManyToManyField(PriorityActionArea, related_name="engagements")
    title = models.CharField(max_length=120)
    purpose = models.TextField(help_text="Who is asked what, and why.")
    can_change = models.TextField("what can change", blank=True)
    cannot_change = models.TextField("what cannot change", blank=True)
    groups = models.ManyToManyField(Group, blank=True, related_name="engagements", help_text="Whom it wants to hear.")
    team = models.ManyToManyField(PERSON, blank=True, related_name="+")
    agencies = models.ManyToManyField(Agency, blank=True, related_name="+", help_text="Partners who take part.")
    starts_on = models.DateField()
    ends_on = models.DateField()
    target = models.PositiveSmallIntegerField("aimed at in each area", default=20)
    consent_text = models.TextField()
    consent_version = models.CharField(max_length=20)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    took_part = models.PositiveIntegerField(
        "how many people took part", null=True, blank=True, help_text="Where the technique has no form to count."
    )
    shortfall_reason = models.TextField(blank=True, help_text="Why it closed under its target (rule 14).")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    findings_published_at = models.DateTimeField(null=True, blank=True)
    findings_published_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = EngagementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="an_engagement_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(target__gt=0), name="an_engagement_aims_at_something"),
            models.CheckConstraint(
                condition=~Q(consent_text="") & ~Q(consent_version=""),
                name="an_engagement_says_what_is_consented_to",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="a_closed_engagement_says_who_closed_it",
            ),
            models.CheckConstraint(
                condition=Q(findings_published_at=None, findings_published_by=None)
                | Q(findings_published_at__isnull=False, findings_published_by__isnull=False, closed_at__isnull=False),
                name="published_findings_are_closed_and_signed",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("engagement:engagement", args=[self.pk])

    @property
    def findings_title(self):
        """A walk asks nobody."""
        return "What was found" if self.technique.walks else "What people told us"

    @property
    def is_closed(self):
        return self.closed_at is not None

    @property
    def findings_are_published(self):
        return self.findings_published_at is not None

    @property
    def last_day(self):
        return self.ends_on - ONE_DAY

    def lasts_on(self, day):
        return self.starts_on <= day < self.ends_on

    @property
    def total_target(self):
        """Over all areas. Needs `with_progress()`."""
        return self.target * max(1, self.area_count)

    @property
    def total_done(self):
        """Interviews, walkabouts or people so far. Needs `with_progress()`, and the technique selected."""
        counted = {"interview": self.interview_count, "walkabout": self.walkabout_count, "none": self.took_part or 0}
        return counted[self.technique.form]
