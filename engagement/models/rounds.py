"""Street rounds: which doors are left to knock on, and nothing by which an answer could be found at a door.

An interview says when it was held and by whom. So a door says neither, not even the day, and calls are kept in no
order: put side by side, the two tables have nothing in common but the round (contract 3; docs/doorstep.md).
"""

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Q, Value, When
from django.db.models.functions import Lower
from django.urls import reverse

from engagement.models.engagements import Engagement
from pact.accounts.models import Permission
from pact.places.models import Ward
from profiles.models import PriorityActionArea

PERSON = settings.AUTH_USER_MODEL


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those that this person walks, and all of the wards where they plan."""
        walked = Round.officers.through.objects.filter(user=user).values("round")
        return self.filter(
            Q(engagement__cycle__pact__ward__in=user.wards(Permission.PLAN_ENGAGEMENT))
            | Q(pk__in=walked, engagement__in=Engagement.objects.recorded_by(user))
        )

    def open(self):
        return self.filter(ended_at=None)

    def for_display(self):
        return self.select_related("engagement__cycle__pact__ward", "area")


class Round(models.Model):
    """Going from door to door in one area for one engagement. Once it is over, its doors are blank again."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="rounds")
    area = models.ForeignKey(PriorityActionArea, on_delete=models.PROTECT, related_name="rounds")
    officers = models.ManyToManyField(PERSON, related_name="rounds")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    tally = models.JSONField(default=dict, blank=True, help_text="How many doors of each state when it ended.")

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "area"], condition=Q(ended_at=None), name="one_open_round_in_an_area"
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(ended_at__isnull=False), name="a_round_ended_by_somebody_has_ended"
            ),
        ]

    def __str__(self):
        return f"Round of {self.area}"

    def get_absolute_url(self):
        return reverse("engagement:round", args=[self.pk])

    @property
    def is_over(self):
        return self.ended_at is not None


class StreetQuerySet(models.QuerySet):
    def with_progress(self):
        """Adds `door_count` and `left_count`: how many doors there are, and how many are still to knock on."""
        left = Count("doors", filter=Q(doors__state__in=Door.LEFT))
        return self.annotate(door_count=Count("doors"), left_count=left)


class Street(models.Model):
    """A street of a round. One officer at a time is on it, or on a side of it."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="streets")
    name = models.CharField(max_length=100)

    objects = StreetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("round", Lower("name"), name="a_street_is_once_in_a_round"),
            models.CheckConstraint(condition=~Q(name=""), name="a_street_has_a_name"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("engagement:street", args=[self.round_id, self.pk])


class Side(models.TextChoices):
    ODD = "odd", "odd side"
    EVEN = "even", "even side"
    NAMED = "named", "houses without a number"


class Part(models.TextChoices):
    """When nobody was in: enough to come at another time, too little to tell the day."""

    DAY = "day", "by day"
    EVENING = "evening", "in the evening"
    WEEKEND = "weekend", "at the weekend"


class DoorQuerySet(models.QuerySet):
    def left(self):
        return self.filter(state__in=Door.LEFT)

    def in_order(self):
        return self.order_by("number", "label", "pk")

    def in_order_of_calling(self):
        """Those not knocked on yet first, then those where nobody was in, the fewest times first."""
        waits = Case(When(state=Door.State.BACK, then=Value(1)), default=Value(0))
        return self.order_by(waits, "not_in", "number", "label", "pk")


class Door(models.Model):
    """A home: its number or name and how it stands now, never who lives there, when it was called on, or by whom.

    `not_in` counts the times nobody was in. What is said of the door in `note` goes on `note_ends_on`.
    """

    class State(models.TextChoices):
        NEW = "new", "Not knocked yet"
        NOT_IN = "not_in", "Not in"
        BACK = "back", "Come back"
        DONE = "done", "Interviewed"
        REFUSED = "refused", "Refused"
        UNSAFE = "unsafe", "Not safe"
        EMPTY = "empty", "Empty"

    LEFT = (State.NEW, State.NOT_IN, State.BACK)

    street = models.ForeignKey(Street, on_delete=models.CASCADE, related_name="doors")
    label = models.CharField("number or name", max_length=40)
    number = models.PositiveIntegerField(null=True, blank=True)
    side = models.CharField(max_length=5, choices=Side)
    state = models.CharField(max_length=7, choices=State, default=State.NEW)
    not_in = models.PositiveSmallIntegerField(default=0)
    tried = models.JSONField(default=list, blank=True, help_text="Values of `Part`.")
    back_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=60, blank=True)
    note_ends_on = models.DateField(null=True, blank=True)

    objects = DoorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("street", Lower("label"), name="a_door_is_once_in_a_street"),
            models.CheckConstraint(condition=~Q(label=""), name="a_door_has_a_number_or_a_name"),
            models.CheckConstraint(condition=Q(side__in=["odd", "even", "named"]), name="door_side_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=["new", "not_in", "back", "done", "refused", "unsafe", "empty"]),
                name="door_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="back", back_at__isnull=False) | ~Q(state="back") & Q(back_at=None),
                name="only_a_door_to_come_back_to_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(note="", note_ends_on=None) | ~Q(note="") & Q(note_ends_on__isnull=False),
                name="a_note_on_a_door_has_its_end",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def is_left(self):
        return self.state in self.LEFT

    @property
    def times_not_in(self):
        return {1: "once", 2: "twice"}.get(self.not_in, f"{self.not_in} times")

    @property
    def is_called_on(self):
        """Somebody called and is to come again: what they said last can be taken back."""
        return self.state in (self.State.NOT_IN, self.State.BACK)

    @property
    def is_unsafe(self):
        return self.state == self.State.UNSAFE

    @property
    def tried_in_words(self):
        words = dict(Part.choices)
        return [words[part] for part in self.tried if part in words]


class Call(models.Model):
    """That a call has arrived, so that it counts once however often it is sent. Of which door, it does not say."""

    uuid = models.UUIDField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="calls")

    def __str__(self):
        return f"Call {self.uuid}"


class ClaimQuerySet(models.QuerySet):
    def live(self, *, at):
        return self.filter(until__gt=at)


class Claim(models.Model):
    """Somebody is on this side of this street. Gone as soon as they leave it or stop calling."""

    street = models.ForeignKey(Street, on_delete=models.CASCADE, related_name="claims")
    side = models.CharField(max_length=5, choices=Side)
    by = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street", "side"], name="one_officer_on_a_side_of_a_street"),
            models.CheckConstraint(condition=Q(side__in=["odd", "even", "named"]), name="claim_side_is_known"),
        ]

    def __str__(self):
        return f"{self.by} on {self.street}, {self.get_side_display()}"


class RestingDoor(models.Model):
    """A door where somebody refused: nobody asks there again before `until_on` (fatigue). It says no more."""

    ward = models.ForeignKey(Ward, on_delete=models.CASCADE, related_name="+")
    street = models.CharField(max_length=100)
    label = models.CharField(max_length=40)
    until_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint("ward", Lower("street"), Lower("label"), name="a_door_rests_once"),
        ]

    def __str__(self):
        return f"{self.label} {self.street}"
