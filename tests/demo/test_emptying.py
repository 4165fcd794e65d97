"""Throwing the demonstration away, and nothing else: `scripts/demo --fresh` on a database that somebody gave."""

import pytest
from django.core.management import CommandError, call_command

from pact.accounts.models import User
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_a_demonstration(settings):
    settings.DEMO = True


def test_a_council_s_database_is_never_emptied():
    with pytest.raises(CommandError, match="set PACT_DEMO=1"):
        call_command("empty_demo")


@pytest.mark.usefixtures("in_a_demonstration")
def test_a_database_with_another_borough_is_left_as_it_is():
    make.borough()

    with pytest.raises(CommandError, match="more than the demonstration"):
        call_command("empty_demo")


@pytest.mark.usefixtures("in_a_demonstration")
def test_a_database_with_a_real_person_is_left_as_it_is():
    User.objects.create(email="ann@council.gov.uk")

    with pytest.raises(CommandError, match="more than the demonstration"):
        call_command("empty_demo")
