"""One row per message and recipient, with a natural key, so that nothing is sent twice (contract 5)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(recipient=user)

    def unread(self):
        return self.filter(read_at=None)

    def to_be_sent(self):
        return self.filter(sending=Notice.Sending.WAITING)


class Notice(models.Model):
    """A message to one person. Read in the app, and sent by e-mail at once, in the daily digest, or not."""

    class Sending(models.TextChoices):
        WAITING = "waiting", "To be sent"
        DIGEST = "digest", "For the next digest"
        SENT = "sent", "Sent"
        IN_APP = "in_app", "In the app only"
        FAILED = "failed", "Could not be sent"

    name = models.CharField(max_length=60, help_text='Which message: "tasking.action_overdue".')
    recipient = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="notices")
    about_label = models.CharField(max_length=80)
    about_pk = models.CharField(max_length=40)
    occasion = models.CharField(max_length=40, help_text="What makes this one distinct, by default the day.")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    href = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    sending = models.CharField(max_length=10, choices=Sending, default=Sending.WAITING)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name", "recipient", "about_label", "about_pk", "occasion"],
                name="a_message_reaches_a_person_once",
            ),
            models.CheckConstraint(
                condition=Q(sending__in=["waiting", "digest", "sent", "in_app", "failed"]),
                name="sending_is_known",
            ),
        ]
        indexes = [models.Index(fields=["recipient", "-made_at"], name="notices_by_recipient")]

    def __str__(self):
        return self.subject


class Preference(models.Model):
    """How a person wants to be told. Without a row: at once, by e-mail."""

    class Delivery(models.TextChoices):
        AT_ONCE = "at_once", "By e-mail, at once"
        DAILY = "daily", "By e-mail, once a day"
        IN_APP = "in_app", "Only here, no e-mail"

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="notice_preference")
    delivery = models.CharField(max_length=10, choices=Delivery, default=Delivery.AT_ONCE)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(delivery__in=["at_once", "daily", "in_app"]), name="delivery_is_known")
        ]

    def __str__(self):
        return f"{self.person}: {self.get_delivery_display()}"
