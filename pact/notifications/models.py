"""One row per message and recipient, with a natural key, so that nothing is sent twice (contract 5)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

PERSON = settings.AUTH_USER_MODEL


class Sending(models.TextChoices):
    """How far an e-mail is. `SENDING` is the moment in which a kill would leave it unknown whether it went."""

    WAITING = "waiting", "To be sent"
    SENDING = "sending", "Being sent"
    DIGEST = "digest", "For the next digest"
    SENT = "sent", "Sent"
    IN_APP = "in_app", "In the app only"
    UNSURE = "unsure", "Perhaps sent"
    FAILED = "failed", "Could not be sent"


UNSETTLED = Q(sending__in=["waiting", "sending"])


def sending_is_known(name):
    return models.CheckConstraint(condition=Q(sending__in=Sending.values), name=name)


class PostedQuerySet(models.QuerySet):
    def to_be_sent(self, *, refused_before):
        """Waiting, and not refused by the mail server since `refused_before`."""
        return self.filter(Q(tried_at=None) | Q(tried_at__lt=refused_before), sending=Sending.WAITING)

    def left_in_the_middle(self, *, before):
        """Claimed by a worker that has not been heard of since."""
        return self.filter(sending=Sending.SENDING, tried_at__lt=before)


class Posted(models.Model):
    """Something that goes out by e-mail at most once."""

    sending = models.CharField(max_length=10, choices=Sending, default=Sending.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Digest(Posted):
    """The notices of one person that go out together on one day."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="digests")
    on = models.DateField()
    made_at = models.DateTimeField()

    objects = PostedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "on"], name="a_person_gets_one_digest_a_day"),
            sending_is_known("digest_sending_is_known"),
        ]
        indexes = [
            models.Index(fields=["tried_at"], condition=Q(sending__in=["waiting", "sending"]), name="digests_due")
        ]

    def __str__(self):
        return f"Digest of {self.on} for {self.person}"


class Reply(Posted):
    """A letter to somebody without an account. It says to whom by a key; the address is asked for when it leaves.

    So no address is copied out of the room that keeps it, and whoever withdraws is out of what still waits (rule 66).
    """

    name = models.CharField(max_length=60)
    addressee_label = models.CharField(max_length=80, help_text='Whose address to ask for: "engagement.contact".')
    addressee_pk = models.CharField(max_length=40)
    occasion = models.CharField(max_length=80, help_text="What makes this one distinct.")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    made_at = models.DateTimeField()

    objects = PostedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name", "addressee_label", "addressee_pk", "occasion"], name="a_reply_reaches_somebody_once"
            ),
            sending_is_known("reply_sending_is_known"),
        ]
        indexes = [models.Index(fields=["tried_at"], condition=UNSETTLED, name="replies_due")]

    def __str__(self):
        return self.subject


class NoticeQuerySet(PostedQuerySet):
    def visible_to(self, user):
        return self.filter(recipient=user)

    def unread(self):
        return self.filter(read_at=None)

    def for_the_next_digest(self):
        return self.filter(sending=Sending.DIGEST, digest=None)


class Notice(Posted):
    """A message to one person. Read in the app, and sent by e-mail at once, in the daily digest, or not."""

    Sending = Sending

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
    digest = models.ForeignKey(Digest, on_delete=models.SET_NULL, null=True, blank=True, related_name="notices")
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name", "recipient", "about_label", "about_pk", "occasion"],
                name="a_message_reaches_a_person_once",
            ),
            sending_is_known("sending_is_known"),
        ]
        indexes = [
            models.Index(fields=["recipient", "-made_at"], name="notices_by_recipient"),
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="unread_notices"),
            models.Index(fields=["tried_at"], condition=UNSETTLED, name="notices_due"),
        ]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return reverse("notifications:notice", args=[self.pk])

    @property
    def email_doubt(self):
        """What its reader should know of an e-mail that failed, or may have; empty where there is nothing to say."""
        return {Sending.FAILED: "Not sent by e-mail", Sending.UNSURE: "Perhaps not sent by e-mail"}.get(
            self.sending, ""
        )


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
