"""Those who sign in."""

from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from pact.accounts.models.memberships import Membership
from pact.accounts.permissions import MAY, roles_that_may
from pact.places.models import Borough, Township, TownshipWard, Ward

NOWHERE = ".invalid"  # reserved by RFC 2606: people who are known of, and have no address here yet
DEMO_DOMAIN = "@demo.example"  # people of a demonstration, with a password that everybody knows


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The people whom `user` may look up: those with a role, past or present, where `user` manages people."""
        held = Membership.objects.filter(person=OuterRef("pk")).managed_by(user)
        return self.filter(Exists(held))

    def active(self):
        return self.filter(is_active=True)

    def with_current_roles(self):
        """With `.current_roles`, a list of memberships that name their agency and place without a further query."""
        roles = Membership.objects.current().for_display().order_by("started_at", "pk")
        return self.prefetch_related(models.Prefetch("memberships", roles, to_attr="current_roles"))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by e-mail. Residents do not: they have no account."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    phone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"

    def __str__(self):
        return self.name or self.email

    def get_absolute_url(self):
        return reverse("accounts:person", args=[self.pk])

    @property
    def is_invited(self):
        """Whether this person has been invited and has not yet come in."""
        return self.is_active and self.last_login is None and not self.has_usable_password()

    @property
    def has_address(self):
        """Whether a letter to this person can arrive."""
        return not self.email.endswith(NOWHERE)

    @property
    def is_of_a_demonstration(self):
        return self.email.endswith(DEMO_DOMAIN)

    @cached_property
    def current_memberships(self):
        """This person's memberships that have not ended, read once per request."""
        return list(self.memberships.current().for_display())

    @property
    def roles(self):
        return {membership.role for membership in self.current_memberships}

    def can(self, permission, *, within=None):
        """Whether this person holds `permission`, within a ward, township or borough if one is given.

        A role in a borough reaches its townships and wards, one in a township its wards; never upwards.
        """
        holding = [m for m in self.current_memberships if permission in MAY[m.role]]
        if not self.is_active or not holding:
            return False
        return within is None or any(m.reaches(within) for m in holding)

    def boroughs(self, permission):
        """The boroughs for the whole of which this person holds `permission`."""
        if not self.is_active:
            return Borough.objects.none()
        held = self.memberships.current().holding(permission)
        return Borough.objects.filter(pk__in=held.filter(borough__isnull=False).values("borough"))

    def wards(self, permission):
        """The wards, of any date, in which this person holds `permission`: a set for `filter(ward__in=…)`."""
        if not self.is_active:
            return Ward.objects.none()
        held = self.memberships.current().filter(role__in=roles_that_may(permission))
        return Ward.objects.filter(
            Q(pk__in=held.values("ward"))
            | Q(borough__in=held.values("borough"))
            | Q(pk__in=TownshipWard.objects.filter(township__in=held.values("township")).values("ward"))
        )

    def townships(self, permission):
        """The townships this person reaches with `permission`: by borough, itself, or through one of its wards."""
        if not self.is_active:
            return Township.objects.none()
        held = self.memberships.current().filter(role__in=roles_that_may(permission))
        return Township.objects.filter(
            Q(pk__in=held.values("township"))
            | Q(borough__in=held.values("borough"))
            | Q(pk__in=TownshipWard.objects.filter(ward__in=held.values("ward")).values("township"))
        )

    def agencies_with(self, permission):
        """Primary keys of the agencies for which this person holds `permission`. No query once roles are read."""
        return {m.agency_id for m in self.current_memberships if m.agency_id and permission in MAY[m.role]}
