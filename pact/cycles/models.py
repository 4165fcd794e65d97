"""The register of PACTs, their cycles, and which stages are open."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from pact.accounts.models import Permission
from pact.core.dates import short_day, span
from pact.places.models import Ward

PERSON = settings.AUTH_USER_MODEL


class PactQuerySet(models.QuerySet):
    def active(self):
        return self.filter(status=Pact.Status.ACTIVE)

    def visible_to(self, user):
        return self.filter(ward__in=user.wards(Permission.SEE_CYCLE))


class Pact(models.Model):
    """An entry in the register: who meets, where, what for, and whether it should go on (M22, M27)."""

    class Kind(models.TextChoices):
        PACT = "pact", "PACT"
        YOUTH = "youth", "Youth PACT"
        PANEL = "panel", "Neighbourhood panel"
        OTHER = "other", "Other group"

    class Status(models.TextChoices):
        ACTIVE = "active", "Active"
        DORMANT = "dormant", "Dormant"
        CLOSED = "closed", "Closed"

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="pacts")
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140, unique=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PACT)
    status = models.CharField(max_length=10, choices=Status, default=Status.ACTIVE)
    purpose = models.TextField()
    coordinator = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    chair = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    contact_name = models.CharField("public contact", max_length=120)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    meets = models.CharField("when and where it meets", max_length=200, blank=True)
    councillors_vote = models.BooleanField(default=False)
    priority_limit = models.PositiveSmallIntegerField(default=3)
    started_on = models.DateField()
    next_validation_on = models.DateField("next review of whether it should go on")

    objects = PactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(priority_limit__range=(1, 6)), name="a_pact_has_one_to_six_priorities"),
            models.CheckConstraint(
                condition=Q(status__in=["active", "dormant", "closed"]), name="pact_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["pact", "youth", "panel", "other"]), name="pact_kind_is_known"
            ),
            models.CheckConstraint(condition=~Q(purpose=""), name="a_pact_says_what_it_is_for"),
            models.CheckConstraint(
                condition=~Q(contact_email="", contact_phone=""), name="a_pact_can_be_reached_by_the_public"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("cycles:pact", args=[self.slug])

    @property
    def status_colour(self):
        return {"active": "green", "dormant": "amber"}.get(self.status, "grey")


class Alias(models.Model):
    """Another name that a PACT goes by (M6)."""

    pact = models.ForeignKey(Pact, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120)

    class Meta:
        verbose_name_plural = "aliases"
        constraints = [models.UniqueConstraint(fields=["pact", "name"], name="a_pact_has_each_alias_once")]

    def __str__(self):
        return self.name


class CouncillorInvitation(models.Model):
    """A ward councillor was invited to a PACT: once each, automatically (rule 2, M30)."""

    pact = models.ForeignKey(Pact, on_delete=models.CASCADE, related_name="councillor_invitations")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pact", "person"], name="a_councillor_is_invited_to_a_pact_once")
        ]

    def __str__(self):
        return f"{self.person} invited to {self.pact}"


class Validation(models.Model):
    """A decision on whether a PACT should go on (M15)."""

    class Outcome(models.TextChoices):
        CONTINUE = "continue", "Should go on"
        CHANGE = "change", "Should go on, changed"
        STOP = "stop", "Should stop"

    pact = models.ForeignKey(Pact, on_delete=models.CASCADE, related_name="validations")
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["continue", "change", "stop"]), name="validation_outcome_is_known"
            )
        ]

    def __str__(self):
        return f"{self.pact}: {self.get_outcome_display()}"

    @property
    def meta(self):
        return [short_day(self.at), self.by.name]


class CycleQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(pact__ward__in=user.wards(Permission.SEE_CYCLE))

    def on(self, day):
        return self.filter(starts_on__lte=day, ends_on__gt=day)

    def for_display(self):
        return self.select_related("pact__ward__borough", "pact__coordinator")

    def latest_of_each_pact(self):
        """The latest cycle of each PACT."""
        newer = Cycle.objects.filter(pact=models.OuterRef("pact"), starts_on__gt=models.OuterRef("starts_on"))
        return self.filter(~models.Exists(newer))


class Cycle(models.Model):
    """One turn of a PACT, usually a quarter. `ends_on` is exclusive."""

    pact = models.ForeignKey(Pact, on_delete=models.PROTECT, related_name="cycles")
    name = models.CharField(max_length=80, help_text='As people say it: "January to March 2026".')
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = CycleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="a_cycle_ends_after_it_starts"),
            models.UniqueConstraint(fields=["pact", "starts_on"], name="a_pact_starts_one_cycle_a_day"),
        ]

    def __str__(self):
        return f"{self.pact}, {self.name}"

    def get_absolute_url(self):
        return reverse("cycles:cycle", args=[self.pk])

    @property
    def days(self):
        """The days it covers, in words."""
        return span(self.starts_on, self.ends_on - timedelta(days=1))

    @property
    def ward(self):
        return self.pact.ward

    def stage_is_open(self, slug):
        """Whether this stage is open now. Uses prefetched `openings` if they are there."""
        return any(o.stage == slug and o.closed_at is None for o in self.openings.all())

    def stage_has_been_opened(self, slug):
        return any(o.stage == slug for o in self.openings.all())

    def passed_gates(self):
        """What was passed over with a reason (rule 7), and by whom. Uses prefetched `overrides` if they are there."""
        known = getattr(self, "_prefetched_objects_cache", {}).get("overrides")
        return self.overrides.select_related("by").order_by("pk") if known is None else known


class StageOpening(models.Model):
    """From when to when a stage of a cycle was open, and who said so."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="openings")
    stage = models.SlugField(max_length=20)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "stage"],
                condition=Q(closed_at=None),
                name="one_open_stage_of_a_kind_per_cycle",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")),
                name="a_stage_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None) | Q(closed_at__isnull=False),
                name="who_closed_a_stage_also_has_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.stage} of {self.cycle}"


class Override(models.Model):
    """A gate that was passed although something stood in the way, with the reason shown wherever the cycle is."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="overrides")
    stage = models.SlugField(max_length=20)
    obstacles = models.JSONField(help_text="The sentences that stood in the way.")
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="an_override_gives_its_reason")]

    def __str__(self):
        return f"{self.stage} of {self.cycle} opened although: {self.reason}"

    @property
    def in_words(self):
        """What was passed over, by whom and why, to be shown wherever the cycle is (rule 7)."""
        return f"Opened although: {' '.join(self.obstacles)} {self.by.name} gave this reason: {self.reason}"
