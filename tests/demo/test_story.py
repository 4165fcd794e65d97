from datetime import date

import pytest
from django.core.management import CommandError, call_command

from engagement import queries
from engagement.models import Contact, Interview
from feedback.models import Newsletter
from pact.accounts.models import User
from pact.cycles.models import Cycle, Override
from pact.cycles.stages import all_stages
from pact.demo.management.commands.build_demo import build, work_done_at_once
from pact.documents.models import Document
from pact.notifications.models import Notice
from pact.places.models import Borough, Ward
from profiles import queries as profiles
from profiles.models import AreaProfile, FiguresRequest, HotSpot, HotSpotRun, Incident, SuggestedArea
from tasking import queries as tasking


@pytest.fixture
def demonstration(settings):
    settings.DEMO = True


# A worker reads what is committed, and the seeds of the migrations outlive the tests that empty the tables.
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.sqlite
@pytest.mark.usefixtures("demonstration")
def test_the_story_can_be_told_over_christmas_and_shows_every_state():
    """One turn finished, one under way, every colour of an action, an override, every state of a newsletter."""
    today = date(2027, 1, 1)

    with work_done_at_once():
        for _ in build(today):
            pass

    cycles = list(Cycle.objects.prefetch_related("openings"))
    assert any(all(cycle.stage_has_been_opened(stage.slug) for stage in all_stages()) for cycle in cycles)
    colours = tasking.rag_counts(cycles, today).values()
    for colour in ("red", "amber", "green", "grey", "blue"):
        assert any(counts[colour] for counts in colours), colour
    assert Override.objects.exists()
    assert {newsletter.state for newsletter in Newsletter.objects.all()} == {"Draft", "Approved", "Published"}
    assert Incident.objects.count() > 40_000
    assert set(HotSpot.objects.values_list("kind", flat=True)) == {"busy", "repeat"}
    waiting = SuggestedArea.objects.waiting().filter(run=HotSpotRun.objects.current(Borough.objects.get()))
    assert [suggestion.ward.name for suggestion in waiting] == ["Canal Side"]
    then, now = (profiles.Numbers.from_json(each.frozen) for each in _versions_of("Canal Side"))
    assert sum(change.old != change.new for change in profiles.figure_changes(then, now)) > 5
    assert Interview.objects.count() > 150
    assert Contact.objects.exists()
    assert Document.objects.exists()
    request = FiguresRequest.objects.get()
    assert sorted(asked.state for asked in request.agencies.all()) == ["Answered", "Not answered yet"]
    assert Notice.objects.filter(name="profiles.figures_due").count() == 1
    compared = [queries.perception_of(ward).whole for ward in Ward.objects.all()]
    assert any(each.spoken_of and each.recorded for each in compared)
    assert User.objects.filter(email="coordinator@demo.example", is_active=True).exists()


def _versions_of(ward):
    return AreaProfile.objects.published().filter(ward__name=ward).order_by("version")


@pytest.mark.django_db
def test_outside_demonstration_mode_nothing_is_built(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="only in demonstration mode"):
        call_command("build_demo")
