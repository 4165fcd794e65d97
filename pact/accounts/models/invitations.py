"""Letters that let somebody set a password."""

import hashlib
from datetime import UTC

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from pact.accounts.models.people import DEMO_DOMAIN


class InvitationQuerySet(models.QuerySet):
    def waiting(self, *, now):
        """Those that can still be accepted."""
        return self.filter(accepted_at=None, expires_at__gt=now)

    def unsent(self, *, now):
        """Those whose letter has not gone out. Addresses of a demonstration reach nobody."""
        return self.waiting(now=now).filter(emailed_at=None).exclude(person__email__endswith=DEMO_DOMAIN)

    def with_token(self, token):
        return self.filter(token_hash=Invitation.hashed(token))


class Invitation(models.Model):
    """A letter that lets one person set a password once, until it expires.

    The database holds only a hash of the token. The token itself is made from SECRET_KEY, so that a letter which
    was lost on its way to the mail server can be written again.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    emailed_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gte=F("sent_at")), name="an_invitation_expires_after_it_is_sent"
            )
        ]

    def __str__(self):
        return f"Invitation of {self.person}"

    @property
    def token(self):
        """What the link in the letter ends with."""
        sent_at = self.sent_at.astimezone(UTC).isoformat()
        return salted_hmac("pact.accounts.invitation", f"{self.person_id} {sent_at}", algorithm="sha256").hexdigest()

    @staticmethod
    def hashed(token):
        return hashlib.sha256(token.encode()).hexdigest()
