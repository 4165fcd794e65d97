"""The append-only trail: who did what, and who looked at what is sensitive."""

from django.db import models
from django.urls import reverse


class TrailError(Exception):
    """Somebody tried to change or delete what has been recorded."""


class EntryQuerySet(models.QuerySet):
    def about(self, thing):
        return self.filter(subject_label=thing._meta.label_lower, subject_pk=str(thing.pk))

    def looks(self):
        return self.filter(kind=Entry.Kind.LOOK)

    def update(self, **kwargs):
        raise TrailError("The trail is append-only.")

    def delete(self):
        raise TrailError("The trail is append-only.")


class Entry(models.Model):
    """One thing that was done or seen. Holds labels and copies, no keys, so that it outlives its subject."""

    class Kind(models.TextChoices):
        CHANGE = "change", "Change"
        LOOK = "look", "Look"

    kind = models.CharField(max_length=6, choices=Kind, default=Kind.CHANGE)
    verb = models.CharField(max_length=60)
    subject_label = models.CharField(max_length=80)
    subject_pk = models.CharField(max_length=40)
    subject_name = models.CharField(max_length=250)
    actor_pk = models.CharField(max_length=40, blank=True)
    actor_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=["change", "look"]), name="trail_kind_is_known")
        ]
        indexes = [
            models.Index(fields=["subject_label", "subject_pk"], name="trail_by_subject"),
            models.Index(fields=["-at"], name="trail_by_time"),
            models.Index(fields=["actor_pk", "-at"], name="trail_by_actor"),
        ]

    def __str__(self):
        return f"{self.actor_name} {self.verb} {self.subject_name}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TrailError("The trail is append-only.")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        """All that is recorded about the same subject."""
        return reverse("audit:subject", args=[self.subject_label, self.subject_pk])

    def delete(self, *args, **kwargs):
        raise TrailError("The trail is append-only.")

    @property
    def detail_in_words(self):
        """ "place: Millbrook; role: Analyst", in the same order on every database, without what is empty."""
        facts = [(name.replace("_", " "), value) for name, value in sorted(self.detail.items())]
        return "; ".join(f"{name}: {_in_words(value)}" for name, value in facts if value not in (None, "", [], {}))


def _in_words(value):
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_in_words(item)}" for name, item in value.items())
    if isinstance(value, list):
        return ", ".join(_in_words(item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
