"""W47: the walks of an area beside each other."""

from datetime import timedelta

import pytest
from django.urls import reverse

from engagement import queries
from engagement.models import Reinspection, Walkabout
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def walks():
    """Two walks of one area, three months apart."""
    first = make.walkabout(held_on=make.TODAY - timedelta(days=90))
    return first, make.walkabout(engagement=first.engagement)


def compared(walks):
    return queries.walks_of(Walkabout.objects.all(), walks[0].area)


def test_each_item_is_told_in_words_from_the_first_walk_to_the_last(walks):
    for walk, litter, graffiti in zip(walks, ("C", "A"), ("A", "B-"), strict=True):
        make.transect(walkabout=walk, litter=litter, graffiti=graffiti)

    litter, detritus, graffiti, _ = [trend.words for trend in queries.trends(compared(walks))]

    assert litter == "Litter: 100.0% in a poor state at first, 0.0% the last time it was assessed: better."
    assert graffiti.endswith("50.0% the last time it was assessed: worse.")
    assert detritus == "Detritus: assessed on fewer than two walks, so nothing can be compared."


def test_a_second_look_says_what_became_of_a_finding_and_without_one_the_next_walk_does(walks):
    first, last = walks
    looked, worse, gone = [make.finding(walkabout=first, place=f"Spot {n}", severity="minor") for n in range(3)]
    Reinspection.objects.create(
        finding=looked, held_on=make.TODAY, outcome="gone", recorded_at=make.NOON, recorded_by=first.recorded_by
    )
    make.finding(walkabout=last, place=" spot  1", severity="serious")

    before, now = compared(walks)

    assert before.fates == {"gone": 1, "worse": 1, "unseen": 1}
    assert (now.found, now.fates_in_words) == (1, [])


def test_the_page_shows_the_chart_and_never_the_national_indicators_name(walks, client):
    for walk in walks:
        make.transect(walkabout=walk, litter="C")
    client.force_login(walks[0].recorded_by)

    page = client.get(reverse("engagement:area_walks", args=[walks[0].area_id])).content.decode()

    assert "<svg" in page
    assert "NI 195" not in page
