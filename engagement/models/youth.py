"""Whose pupils sit on a youth PACT (M36). Schools are named, young people never (rule 70)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pact.cycles.models import Pact
from pact.places.models import Borough

PERSON = settings.AUTH_USER_MODEL


class School(models.Model):
    """A secondary school, or a youth parliament, that a youth PACT should have members from."""

    borough = models.ForeignKey(Borough, on_delete=models.PROTECT, related_name="schools")
    name = models.CharField(max_length=120)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["borough", "name"], name="a_school_is_listed_once"),
            models.CheckConstraint(condition=~Q(name=""), name="a_school_has_a_name"),
        ]

    def __str__(self):
        return self.name


class SchoolSeats(models.Model):
    """How many young people of a school are members of a youth PACT: a number, and no more is kept of them."""

    pact = models.ForeignKey(Pact, on_delete=models.CASCADE, related_name="school_seats")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="seats")
    members = models.PositiveSmallIntegerField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "school seats"
        constraints = [models.UniqueConstraint(fields=["pact", "school"], name="a_school_has_its_seats_once")]

    def __str__(self):
        return f"{self.school}: {self.members}"


class Introduction(models.Model):
    """Somebody who would like to help was put in touch with a group (W70). It names the group, and nobody."""

    contact = models.ForeignKey("engagement.Contact", on_delete=models.CASCADE, related_name="introductions")
    to = models.CharField("which group", max_length=120)
    is_new_group = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "to"], name="a_person_is_introduced_to_a_group_once"),
            models.CheckConstraint(condition=~Q(to=""), name="an_introduction_names_the_group"),
        ]

    def __str__(self):
        return f"Introduction to {self.to}"
