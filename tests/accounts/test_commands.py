from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pact.accounts.models import User
from pact.accounts.permissions import Permission
from tests import make

pytestmark = pytest.mark.django_db


def invite(*arguments):
    said = StringIO()
    call_command("invite_administrator", *arguments, stdout=said)
    return said.getvalue()


def test_the_first_administrator_is_invited_from_the_command_line():
    borough = make.borough("Wigan")

    said = invite("ada@example.org", "--name", "Ada", "--borough", "wigan")

    ada = User.objects.get(email="ada@example.org")
    assert ada.can(Permission.MANAGE_PEOPLE, within=borough)
    assert ada.invitations.get().token in said


def test_a_borough_that_is_not_there_is_refused_with_those_that_are():
    make.borough("Wigan", slug="wigan")

    with pytest.raises(CommandError, match="There are: wigan"):
        invite("ada@example.org", "--name", "Ada", "--borough", "Medway")
