"""Files that PACT makes in the background. The job's row is the truth; a broker's message only hurries it along."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import get_valid_filename


class JobQuerySet(models.QuerySet):
    def unfinished(self):
        return self.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])

    def stale(self, *, before):
        """Unfinished and not heard of since `before`: queued with its message lost, or its worker killed."""
        return self.unfinished().filter(heard_at__lt=before)


class Job(models.Model):
    """A file that somebody asked for: `paper` names how it is made, `subject_pk` what it is made from."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting"
        RUNNING = "running", "Being made"
        DONE = "done", "Ready"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    paper = models.CharField(max_length=60, help_text='The registered name, for example "feedback.newsletter".')
    subject_pk = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    options = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    percent = models.PositiveSmallIntegerField(default=0)
    attempt = models.PositiveSmallIntegerField(default=0)
    failure = models.TextField(blank=True, help_text="A sentence that says what to do.")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    heard_at = models.DateTimeField(help_text="When its worker was last heard of.")
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="a_job_is_at_most_all_done"),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running", "done", "failed", "cancelled"]),
                name="job_state_is_known",
            ),
            models.UniqueConstraint(
                fields=["paper", "subject_pk", "options"],
                condition=Q(state__in=["queued", "running"]),
                name="a_file_is_being_made_once_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "heard_at"], name="jobs_by_state")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("documents:job", args=[self.pk])


def where_it_lies(document, filename=""):
    return document.where_it_lies()


class Document(models.Model):
    """A finished file, with its checksum and what it was made from."""

    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="document")
    file = models.FileField(upload_to=where_it_lies, max_length=250)
    filename = models.CharField(max_length=150)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    made_from = models.JSONField(default=dict, help_text="Subject, moment and counts of rows behind it.")
    made_at = models.DateTimeField()

    def __str__(self):
        return self.filename

    def get_absolute_url(self):
        return reverse("documents:file", args=[self.job_id])

    def where_it_lies(self):
        """The name of its file in the store: one for a job, so that a second attempt overwrites the first."""
        return f"documents/{self.job.asked_at:%Y/%m}/{self.job_id}-{get_valid_filename(self.filename)}"


class WorkerSign(models.Model):
    """The last sign of life from a worker, for /healthz."""

    name = models.CharField(max_length=120, unique=True)
    seen_at = models.DateTimeField()

    def __str__(self):
        return f"{self.name} at {self.seen_at:%H:%M}"
