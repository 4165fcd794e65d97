"""Actions: promises with one named owner each, and useful sets of them."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, F, FilteredRelation, OuterRef, Q, Subquery, TextChoices, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from pact.accounts.models import Agency, Permission
from priorities.models import Priority
from tasking.models.steps import ProgressNote, Redating
from tasking.rag import BLOCKED_TOO_LONG, SILENCE, SOON, Facts, Rag

PERSON = settings.AUTH_USER_MODEL
FACTS_OF_STEPS = ("acceptance", "completion", "verification", "closing")


class Status(TextChoices):
    """How far an action has come, in the handbook's words. Read from its steps, never stored."""

    PROPOSED = "proposed", "Proposed"
    REFUSED = "refused", "Refused"
    ACCEPTED = "accepted", "Accepted"
    IN_PROGRESS = "in_progress", "In progress"
    BLOCKED = "blocked", "Blocked"
    DONE = "done", "Done"
    VERIFIED = "verified", "Verified"
    CARRIED_OVER = "carried", "Carried over"
    NOT_ACHIEVABLE = "not_achievable", "Not achievable"


class ActionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the wards a person works in, of the agencies they manage, and whatever they own themselves."""
        return self.filter(
            Q(priority__cycle__pact__ward__in=user.wards(Permission.SEE_CYCLE))
            | Q(agency__in=user.agencies_with(Permission.MANAGE_AGENCY))
            | Q(owner=user)
        )

    def owned_by(self, user):
        return self.filter(owner=user)

    def open(self):
        """Neither verified nor ended in another way."""
        return self.filter(verification=None, closing=None)

    def unfinished(self):
        """Open, and their owner has not said that they are done."""
        return self.open().filter(completion=None)

    def for_display(self):
        """With everything that a row or a page shows of them, in one query."""
        return self.select_related(
            "owner",
            "agency",
            "priority__issue_type",
            "priority__cycle__pact__ward",
            "continues",
            "continued_by",
            *FACTS_OF_STEPS,
        ).with_facts()

    def with_facts(self):
        """With `blocked_at`, `blocked_reason`, `blocked_who`, `redating_count` and `status`."""
        redatings = Redating.objects.filter(action=OuterRef("pk")).order_by().values("action")
        return self._with_block().annotate(
            blocked_reason=F("open_block__reason"),
            blocked_who=F("open_block__who_must_act"),
            redating_count=Coalesce(Subquery(redatings.annotate(n=Count("pk")).values("n")), 0),
            status=Case(
                When(closing__isnull=False, then=F("closing__kind")),
                When(verification__isnull=False, then=Value(Status.VERIFIED)),
                When(completion__isnull=False, then=Value(Status.DONE)),
                When(blocked_at__isnull=False, then=Value(Status.BLOCKED)),
                When(acceptance__is_refusal=True, then=Value(Status.REFUSED)),
                When(
                    Q(acceptance__isnull=False) & Exists(ProgressNote.objects.filter(action=OuterRef("pk"))),
                    then=Value(Status.IN_PROGRESS),
                ),
                When(acceptance__isnull=False, then=Value(Status.ACCEPTED)),
                default=Value(Status.PROPOSED),
                output_field=models.CharField(),
            ),
        )

    def with_rag(self, *, today):
        """With `rag`, so that the database can filter and count by colour; `tasking.rag.rag` is the law it follows."""
        return self._with_block().annotate(
            rag=Case(
                When(closing__isnull=False, then=Value(Rag.CLOSED)),
                When(verification__isnull=False, then=Value(Rag.BLUE)),
                When(
                    Q(due_on__lt=today)
                    | Q(blocked_at__lt=_midnight(today, days_ago=BLOCKED_TOO_LONG))
                    | Q(acceptance__is_refusal=True),
                    then=Value(Rag.RED),
                ),
                When(
                    Q(due_on__lte=today + datetime.timedelta(days=SOON), completion=None)
                    | Q(blocked_at__isnull=False)
                    | Exists(Redating.objects.filter(action=OuterRef("pk")))
                    | Q(heard_at__lt=_midnight(today, days_ago=SILENCE - 1)),
                    then=Value(Rag.AMBER),
                ),
                When(acceptance__isnull=False, then=Value(Rag.GREEN)),
                default=Value(Rag.GREY),
                output_field=models.CharField(),
            )
        )

    def _with_block(self):
        if "blocked_at" in self.query.annotations:
            return self
        return self.annotate(
            open_block=FilteredRelation("blocks", condition=Q(blocks__cleared_at=None)), blocked_at=F("open_block__at")
        )


def _midnight(today, *, days_ago):
    """The first moment, in London, of the day so many days ago."""
    day = today - datetime.timedelta(days=days_ago)
    return datetime.datetime.combine(day, datetime.time(), tzinfo=timezone.get_default_timezone())


class Action(models.Model):
    """A promise with one named owner, that owner's agency and a due date (rule 28, W56)."""

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="actions")
    title = models.CharField(max_length=150)
    detail = models.TextField(blank=True)
    success_measure = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="actions")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="actions")
    due_on = models.DateField()
    original_due_on = models.DateField()
    level = models.PositiveSmallIntegerField(default=1, help_text="0 officers, 1 local, 2 borough, 3 board.")
    bends_mainstream = models.BooleanField("bends a mainstream service", default=False)
    continues = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="continued_by"
    )
    times_carried = models.PositiveSmallIntegerField(
        default=0, help_text="How often it was carried over to become this."
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    heard_at = models.DateTimeField(help_text="When anything last happened to it.")

    objects = ActionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="an_action_says_what_is_promised"),
            models.CheckConstraint(condition=Q(level__lte=3), name="an_action_has_one_of_four_levels"),
        ]
        indexes = [
            models.Index(fields=["owner", "due_on"], name="actions_of_an_owner"),
            models.Index(fields=["due_on"], name="actions_by_due_date"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("tasking:action", args=[self.pk])

    @property
    def cycle(self):
        return self.priority.cycle

    @property
    def ward(self):
        return self.priority.cycle.pact.ward

    @property
    def status_word(self):
        """Needs `with_facts()`."""
        return Status(self.status).label

    @property
    def rag_word(self):
        """Needs `with_rag()`."""
        return Rag(self.rag).label

    @property
    def rag_colour(self):
        """As the component draws it: what is closed has no colour of its own. Needs `with_rag()`."""
        return Rag.GREY.value if self.rag == Rag.CLOSED else self.rag

    def has(self, step):
        """Whether the one step of this name ("acceptance", "completion", "verification", "closing") happened."""
        return getattr(self, step, None) is not None

    @property
    def is_accepted(self):
        return self.has("acceptance") and not self.acceptance.is_refusal

    @property
    def is_refused(self):
        return self.has("acceptance") and self.acceptance.is_refusal

    @property
    def is_done(self):
        return self.has("completion")

    @property
    def is_verified(self):
        return self.has("verification")

    @property
    def is_closed(self):
        return self.has("closing")

    @property
    def is_open(self):
        return not (self.is_verified or self.is_closed)

    def facts(self):
        """What its colour rests on. Read it through `with_facts()`, or this costs four queries and fails."""
        return Facts(
            due_on=self.due_on,
            heard_on=timezone.localdate(self.heard_at),
            is_accepted=self.is_accepted,
            is_refused=self.is_refused,
            is_done=self.is_done,
            is_verified=self.is_verified,
            is_closed=self.is_closed,
            blocked_on=timezone.localdate(self.blocked_at) if self.blocked_at else None,
            redatings=self.redating_count,
        )
