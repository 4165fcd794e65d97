"""Files that somebody sent in the browser, on their way to becoming datasets."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from pact.accounts.models import Permission
from pact.places.models import Borough
from profiles.models.figures import Dataset

PERSON = settings.AUTH_USER_MODEL


def where_it_lies(upload, filename=""):
    return upload.where_it_lies()


class UploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the boroughs for which this person loads data; to everybody else they are not there."""
        return self.filter(borough__in=user.boroughs(Permission.LOAD_DATA))

    def busy(self):
        return self.filter(state__in=Upload.BUSY)

    def stale(self, *, before):
        """Busy and not heard of since `before`: its message was lost, or its worker killed."""
        return self.busy().filter(heard_at__lt=before)

    def loaded(self):
        return self.filter(state=Upload.State.DONE)

    def for_display(self):
        return self.select_related("borough", "uploaded_by", "asked_by", "dataset", "former")


class Upload(models.Model):
    """A file as it was sent, and what is to become of it. The same bytes are one upload of a borough.

    `entry` is what a manifest would say of it, so the browser and the command line read it alike; `indicators` are
    those that the entry names and nobody has described yet. While it is busy it is its own job, and its row is the
    truth about that: a message only hurries it along.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", "Not described yet"
        MAPPED = "mapped", "Not checked yet"
        CHECKING = "checking", "Being checked"
        CHECKED = "checked", "Checked"
        APPLYING = "applying", "Being loaded"
        DONE = "done", "Loaded"
        FAILED = "failed", "Refused"
        CANCELLED = "cancelled", "Stopped"

    BUSY = (State.CHECKING, State.APPLYING)
    COLOURS = {
        State.CHECKING: "blue",
        State.CHECKED: "amber",
        State.APPLYING: "blue",
        State.DONE: "green",
        State.FAILED: "red",
    }

    borough = models.ForeignKey(Borough, on_delete=models.CASCADE, related_name="uploads")
    file = models.FileField(upload_to=where_it_lies, max_length=250, blank=True)
    filename = models.CharField(max_length=150)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, help_text="Of the bytes as they were sent.")
    headings = models.CharField(
        max_length=64, blank=True, help_text="A fingerprint of its headings: known ones map alike."
    )
    entry = models.JSONField(default=dict, blank=True)
    indicators = models.JSONField(default=dict, blank=True)
    edition = models.PositiveIntegerField(default=0, help_text="How often it was described.")
    only_whole = models.BooleanField(default=False, help_text="One refused row refuses the file.")
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    is_taken = models.BooleanField(default=False, help_text="A worker has it in hand.")
    percent = models.PositiveSmallIntegerField(default=0)
    attempt = models.PositiveIntegerField(default=0, help_text="Never counted anew: it tells one worker from another.")
    tries = models.PositiveSmallIntegerField(default=0, help_text="Since the check or load was asked for.")
    failure = models.TextField(blank=True, help_text="Sentences, one a line.")
    counts = models.JSONField(default=dict, blank=True, help_text="What the last check or load found.")
    former = models.ForeignKey(Dataset, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    dataset = models.ForeignKey(Dataset, on_delete=models.SET_NULL, null=True, blank=True, related_name="uploads")
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True, help_text="For the last check or load.")
    asked_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    heard_at = models.DateTimeField(help_text="When anybody last did something with it.")

    objects = UploadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["borough", "sha256"], name="the_same_bytes_are_one_upload"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="an_upload_is_at_most_all_done"),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        *("uploaded", "mapped", "checking", "checked", "applying", "done", "failed", "cancelled"),
                    ]
                ),
                name="upload_state_is_known",
            ),
        ]
        indexes = [models.Index(fields=["state", "heard_at"], name="uploads_by_state")]

    def __str__(self):
        return self.entry.get("title") or self.filename

    def get_absolute_url(self):
        return reverse("profiles:upload", args=[self.pk])

    def where_it_lies(self):
        """The name of its file in the store: one for its content, so that a second attempt overwrites the first."""
        return f"uploads/{self.borough_id}/{self.sha256}"

    @property
    def is_busy(self):
        return self.state in self.BUSY

    @property
    def is_loaded(self):
        return self.state == self.State.DONE

    @property
    def can_be_applied(self):
        return self.state == self.State.CHECKED

    @property
    def can_be_undone(self):
        return bool(self.dataset) and self.dataset.can_be_withdrawn and not self.dataset.is_withdrawn

    @property
    def may_be_checked_again(self):
        return bool(self.entry) and self.state in {self.State.MAPPED, self.State.FAILED, self.State.CANCELLED}

    @property
    def replaced(self):
        """The dataset whose place this one took, if there was one and it is not this one itself."""
        return self.former if self.former_id != self.dataset_id else None

    @property
    def has_rows_not_taken(self):
        return bool(self.counts) and self.counts["taken"] < self.counts["read"]

    @property
    def colour(self):
        return self.COLOURS.get(self.state, "grey")

    @property
    def failures(self):
        return self.failure.splitlines()


class UploadRow(models.Model):
    """A row that the last check of an upload would not take, or its load did not: its number, and why as a sentence."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)

    def __str__(self):
        return f"Row {self.number}: {self.reason}"
