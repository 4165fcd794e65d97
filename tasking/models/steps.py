"""Everything that happens to an action, each thing as a row of its own: who, when and what."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pact.accounts.models import Agency

PERSON = settings.AUTH_USER_MODEL


class Step(models.Model):
    """Something that happened to an action: who, when."""

    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


class Acceptance(Step):
    """The owner, or the agency's manager, took the action on or refused it."""

    action = models.OneToOneField("tasking.Action", on_delete=models.CASCADE, related_name="acceptance")
    is_refusal = models.BooleanField(default=False)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(is_refusal=False) | ~Q(reason=""), name="a_refusal_gives_its_reason")
        ]

    def __str__(self):
        return f"{'Refusal' if self.is_refusal else 'Acceptance'} of {self.action}"


class ProgressNote(Step):
    action = models.ForeignKey("tasking.Action", on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    photo = models.ImageField(upload_to="actions/%Y/%m/", blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_progress_note_says_something")]

    def __str__(self):
        return self.text[:60]


class Block(Step):
    """Something stands in the way, with the reason and who must act (rule 36)."""

    action = models.ForeignKey("tasking.Action", on_delete=models.CASCADE, related_name="blocks")
    reason = models.TextField()
    who_must_act = models.CharField(max_length=150)
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(who_must_act=""), name="a_block_says_why_and_who_must_act"
            ),
            models.UniqueConstraint(
                fields=["action"], condition=Q(cleared_at=None), name="an_action_is_blocked_once_at_a_time"
            ),
        ]

    def __str__(self):
        return f"{self.action} blocked: {self.reason[:40]}"


class Redating(Step):
    action = models.ForeignKey("tasking.Action", on_delete=models.CASCADE, related_name="redatings")
    was_due_on = models.DateField()
    due_on = models.DateField()
    reason = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_redating_gives_its_reason")]

    def __str__(self):
        return f"{self.action} re-dated to {self.due_on}"


class Handover(Step):
    action = models.ForeignKey("tasking.Action", on_delete=models.CASCADE, related_name="handovers")
    from_owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    to_owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    from_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    refusal = models.TextField(blank=True, help_text="Why the former owner had refused it, if they had.")

    def __str__(self):
        return f"{self.action} handed to {self.to_owner}"


class Completion(Step):
    """The owner says that it is done, with evidence or the reason why there is none (rule 31)."""

    action = models.OneToOneField("tasking.Action", on_delete=models.CASCADE, related_name="completion")
    outcome = models.TextField()
    evidence = models.FileField(upload_to="actions/%Y/%m/", blank=True)
    why_no_evidence = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(outcome=""), name="a_completion_says_what_changed"),
            models.CheckConstraint(
                condition=~Q(evidence="") | ~Q(why_no_evidence=""),
                name="a_completion_has_evidence_or_says_why_not",
            ),
        ]

    def __str__(self):
        return f"Completion of {self.action}"


class SendBack(Step):
    """Somebody looked at what was said to be done and did not agree. Keeps what was claimed and by whom."""

    action = models.ForeignKey("tasking.Action", on_delete=models.CASCADE, related_name="send_backs")
    reason = models.TextField()
    outcome = models.TextField()
    evidence = models.FileField(blank=True)
    why_no_evidence = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField()
    done_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_send_back_gives_its_reason")]

    def __str__(self):
        return f"{self.action} sent back"


class Verification(Step):
    """Somebody other than the owner confirmed it (rule 32)."""

    action = models.OneToOneField("tasking.Action", on_delete=models.CASCADE, related_name="verification")
    note = models.TextField(blank=True)

    def __str__(self):
        return f"Verification of {self.action}"


class Closing(Step):
    """The action ended without being done: carried over or not achievable, with the reason that is published."""

    class Kind(models.TextChoices):
        CARRIED_OVER = "carried", "Carried over"
        NOT_ACHIEVABLE = "not_achievable", "Not achievable"

    action = models.OneToOneField("tasking.Action", on_delete=models.CASCADE, related_name="closing")
    kind = models.CharField(max_length=14, choices=Kind)
    reason = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["carried", "not_achievable"]), name="closing_kind_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_closing_gives_its_reason"),
        ]

    def __str__(self):
        return f"{self.action}: {self.get_kind_display()}"
