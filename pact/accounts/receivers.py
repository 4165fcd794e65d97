"""What allauth tells us about people's keys goes into the trail. These are its signals; ours have none."""

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.utils import timezone

from pact.accounts import actions


def connect():
    for signal, verb in CHANGES.items():
        signal.connect(_noting(verb), weak=False, dispatch_uid=f"pact.accounts.{verb}")
    mfa.authentication_failed.connect(_second_factor_failed, dispatch_uid="pact.accounts.second_factor_failed")


CHANGES = {
    account.password_changed: "changed the password of",
    account.password_reset: "reset the password of",
    account.email_changed: "changed the e-mail address of",
    mfa.authenticator_added: "added a second factor to",
    mfa.authenticator_removed: "took a second factor from",
    mfa.authenticator_reset: "made new recovery codes for",
}


def _noting(verb):
    def note(*, user, **facts):
        actions.note_change_of_key(user, verb, by=user, at=timezone.now())

    return note


def _second_factor_failed(*, user, **facts):
    actions.note_failed_sign_in(user.email, why="second factor", by=None, at=timezone.now())
