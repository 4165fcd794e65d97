"""How allauth behaves here. It calls these from its views: an edge, like our own views."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib.sites.shortcuts import get_current_site
from django.utils import timezone

from pact.accounts import actions, rules, tasks

JUST_NOW = 300  # seconds


class InvitedOnly(DefaultAccountAdapter):
    """Nobody signs up by themselves: people are invited. Every sign-in is recorded, and every failure."""

    def is_open_for_signup(self, request):
        return False

    def pre_login(self, request, user, **details):
        if not rules.may_sign_in(user):
            clear_login(request)
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **details)

    def post_login(self, request, user, **details):
        methods = [record["method"] for record in get_authentication_records(request, user)]
        actions.note_sign_in(user, method=" and ".join(dict.fromkeys(methods)), by=user, at=timezone.now())
        return super().post_login(request, user, **details)

    def is_reauthentication_required(self, **details):
        """Not of somebody who typed their password a moment ago, on the way to setting up a second factor."""
        return super().is_reauthentication_required(**details) and not self._has_just_signed_in()

    def _has_just_signed_in(self):
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0)
        return timezone.now().timestamp() - latest < JUST_NOW

    def send_mail(self, template_prefix, email, context):
        """In the background: how long the post takes would tell a stranger whether an address is known."""
        facts = {"request": self.request, "email": email, "current_site": get_current_site(self.request)} | context
        letter = self.render_mail(template_prefix, email, facts)
        tasks.post.delay_on_commit(subject=letter.subject, text=letter.body, to=email)

    def authentication_failed(self, request, **credentials):
        actions.note_failed_sign_in(credentials.get("email", ""), why="password", by=None, at=timezone.now())


class KnownPeopleOnly(DefaultSocialAccountAdapter):
    """The council's single sign-on opens the door to people whose verified address has been invited, nobody else."""

    def is_open_for_signup(self, request, sociallogin):
        return False
