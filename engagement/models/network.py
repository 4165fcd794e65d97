"""The network of key individuals of a PACT, and roles that are counted and held against nobody."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from engagement.models.engagements import Engagement
from pact.accounts.models import Permission
from pact.cycles.models import Pact

PERSON = settings.AUTH_USER_MODEL


class MemberQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the PACTs that this person co-ordinates, and no others (contract 3)."""
        return self.filter(pact__coordinator=user, pact__ward__in=user.wards(Permission.SEE_CONTACTS))

    def current(self):
        return self.filter(left_on=None)


class Member(models.Model):
    """Somebody who meets many people here and sees beyond their own concerns. Who that is stands in `MemberContact`."""

    class Role(models.TextChoices):
        HEAD_TEACHER = "head_teacher", "Head teacher or school"
        SHOPKEEPER = "shopkeeper", "Shopkeeper"
        YOUTH_WORKER = "youth_worker", "Youth worker"
        YOUNG_PERSON = "young_person", "Young person"
        POSTAL_WORKER = "postal_worker", "Postal or delivery worker"
        CARETAKER = "caretaker", "Caretaker or neighbourhood warden"
        FAITH = "faith", "Faith group"
        HEALTH = "health", "Surgery, pharmacy or health visitor"
        RESIDENTS = "residents", "Residents’ or tenants’ group"
        TRANSPORT = "transport", "Bus or taxi driver"
        HOSPITALITY = "hospitality", "Pub, café or take-away"
        OTHER = "other", "Other"

    pact = models.ForeignKey(Pact, on_delete=models.PROTECT, related_name="network")
    role = models.CharField(max_length=14, choices=Role)
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    role__in=["head_teacher", "shopkeeper", "youth_worker", "young_person", "postal_worker"]
                    + ["caretaker", "faith", "health", "residents", "transport", "hospitality", "other"]
                ),
                name="member_role_is_known",
            )
        ]

    def __str__(self):
        return f"Member {self.pk}"

    def get_absolute_url(self):
        return reverse("engagement:member", args=[self.pk])


class MemberContact(models.Model):
    """Who a member is. Read by the co-ordinator alone, every look recorded; gone when they leave."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="contact")
    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    agreed_on = models.DateField(help_text="When they agreed to be in the network.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(email="", phone=""), name="a_member_can_be_reached_somehow"),
        ]

    def __str__(self):
        return f"Contact of {self.member}"


class Turn(models.Model):
    """What a member was asked and whether they answered, of one quarter: never the day of it (contract 3)."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="turns")
    quarter = models.DateField(help_text="Its first day.")
    invited_on = models.DateField(null=True, blank=True)
    has_answered = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "quarter"], name="a_member_has_one_turn_a_quarter"),
        ]

    def __str__(self):
        return f"{self.member}, {self.quarter:%Y-%m}"


class ReferralRoute(models.Model):
    """A service that introduces people with a role that is held against nobody: it counts them, and that is all (W45).

    Without a service it counts those who said so themselves.
    """

    class Role(models.TextChoices):
        COMPLAINANT = "complainant", "People who complained"
        VICTIM = "victim", "Victims"
        OFFENDER = "offender", "Offenders"

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="routes")
    role = models.CharField(max_length=11, choices=Role)
    service = models.CharField(max_length=80, blank=True)
    asked = models.PositiveSmallIntegerField(default=0, help_text="How many the service says it asked.")
    answered = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "role", "service"], name="a_route_is_registered_once"),
            models.CheckConstraint(
                condition=Q(role__in=["complainant", "victim", "offender"]), name="referral_role_is_known"
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}, through {self.service}" if self.service else self.get_role_display()
