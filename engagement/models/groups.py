"""Groups of people: whom an engagement wants to hear, and whom a plan may affect."""

from django.db import models
from django.db.models import Q
from django.urls import reverse


class GroupQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(retired_at=None)

    def to_reach(self):
        return self.in_use().filter(is_reached=True).order_by("position", "name", "pk")

    def to_assess(self):
        return self.in_use().filter(is_assessed=True).order_by("position", "name", "pk")


class Group(models.Model):
    """An editable group: on the menu and the calendar, on the impact assessment form (W71, W72), or on both.

    `answers` says which answers to the equality questions count as it, as "question:answer"; it may be empty.
    """

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=60, unique=True)
    is_reached = models.BooleanField("can be chosen as whom to reach", default=True)
    is_assessed = models.BooleanField("stands on the impact assessment form", default=False)
    answers = models.JSONField(default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=100)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="a_group_has_a_name")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("engagement:group", args=[self.slug])
