from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from pact.accounts import actions
from pact.accounts.permissions import Role
from pact.core.refusals import Refused
from pact.places.models import Borough


class Command(BaseCommand):
    help = "Invite the first administrator of a borough, who then invites everybody else in the browser."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--borough", required=True, help="the borough's name, slug or ONS code")

    def handle(self, *, email, name, borough, **options):
        place = self._borough(borough)
        try:
            person = actions.invite(
                email=email, name=name, role=Role.ADMINISTRATOR, agency=None, place=place, by=None, at=timezone.now()
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        invitation = person.invitations.waiting(now=timezone.now()).first()
        if invitation is None:
            self.stdout.write(f"{person} is now administrator of {place}, and is in already.")
            return
        link = settings.BASE_URL + reverse("accounts:acceptance", args=[invitation.token])
        self.stdout.write(
            f"{person} is invited as administrator of {place}. The letter says, and so does this:\n{link}"
        )

    def _borough(self, wanted):
        current = Borough.objects.on(timezone.localdate())
        found = [place for place in current if wanted.lower() in {place.name.lower(), place.slug, place.code.lower()}]
        if len(found) == 1:
            return found[0]
        known = ", ".join(Borough.objects.order_by("name", "pk").values_list("slug", flat=True)) or "none yet: load one"
        raise CommandError(f"There is no one borough called {wanted}. There are: {known}.")
