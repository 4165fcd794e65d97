"""An area picked by the small areas that it is made of, without a map (W38, rule 6)."""

import pytest

from pact.accounts.permissions import Role
from pact.core import geometry
from pact.core.refusals import Refused
from pact.places.models import SmallArea
from profiles import actions, queries
from profiles.models import Figure, MemberAnswer, PriorityActionArea
from tests import make
from tests.browser import PHONE

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return make.ward("Ashfield")


@pytest.fixture
def draft(ward):
    return make.profile(ward, published=False)


def propose(draft, **where):
    return actions.propose_area(
        draft, **{"name": "Canal", "evidence": "Calls."} | where, by=draft.started_by, at=make.NOON
    )


def test_its_outline_is_what_they_cover_of_the_ward(ward, draft):
    first, second = make.small_area(ward, across=(0, 0.4)), make.small_area(ward, "Millbrook 001B", across=(0.4, 1.6))

    area = propose(draft, small_areas=[first, second], boundary={"type": "Polygon", "coordinates": []})

    assert geometry.bounds(geometry.parse(area.boundary)) == pytest.approx(ward.box, abs=1e-6)
    assert set(area.small_areas.all()) == {first, second}


def test_two_that_do_not_touch_make_an_area_of_two_parts(ward, draft):
    apart = [make.small_area(ward, name, across=across) for name, across in [("A", (0, 0.2)), ("B", (0.8, 1))]]

    assert propose(draft, small_areas=apart).boundary["type"] == "MultiPolygon"


def test_without_outlines_their_names_stand_as_streets_do(ward, draft):
    area = propose(draft, small_areas=[make.small_area(ward, boundary=None)], streets="Lock Road")

    assert (area.boundary, area.streets) == (None, "Millbrook 001A\nLock Road")


def test_those_of_another_ward_are_refused(ward, draft):
    """Rule 6."""
    other = make.ward("Birch", township=ward.memberships.get().township)

    with pytest.raises(Refused, match="Millbrook 001A is not in Ashfield"):
        propose(draft, small_areas=[make.small_area(other)])


def test_each_is_offered_with_what_is_known_of_it(ward):
    """Rule 64: a small count is not told, nor what it could be worked out from."""
    busy = make.small_area(ward, "A")
    make.small_area(ward, "B", across=(0.5, 1), population=1540)
    dataset = make.dataset(ward.borough)
    make.figure(ward, 31.25, indicator="Low income", unit="%", better="low", decimals=1, dataset=dataset)
    Figure.objects.update(area_code=busy.code)
    for _ in range(40):
        make.incident(ward)
    make.incident(ward, longitude=ward.east - 0.001)

    hints = [line.hint for line in queries.small_area_lines(ward)]

    assert hints == ["number of incidents suppressed; Low income 31.2%", "1,540 people; number of incidents suppressed"]


def test_those_that_are_drawn_are_offered_before_those_of_a_later_census(ward):
    drawn = make.small_area(ward, vintage=2011)
    make.small_area(ward, "B", vintage=2021, boundary=None)

    assert [line.area for line in queries.small_area_lines(ward)] == [drawn]


def test_many_cost_no_more_queries_than_one(ward, django_assert_num_queries):
    for n in range(12):
        make.small_area(ward, f"Millbrook {n:03}", across=(n / 12, (n + 1) / 12))
    make.incident(ward)

    with django_assert_num_queries(6):
        assert len(queries.small_area_lines(ward)) == 12


def test_what_is_typed_that_is_no_small_area_of_the_ward_is_refused_and_kept(client, ward, draft):
    own = make.small_area(ward)
    elsewhere = make.small_area(make.ward("Birch", township=ward.memberships.get().township))
    client.force_login(draft.started_by)

    page = client.post(
        f"/profiles/{draft.pk}/areas/",
        {"name": "Canal", "evidence": "Calls.", "small_areas": [own.pk, elsewhere.pk, 10**30]},
    ).content.decode()

    assert "There is a problem" in page
    assert 'value="Canal"' in page
    assert not PriorityActionArea.objects.exists()


def test_a_suggested_area_is_named_redrawn_published_and_agreed_and_another_refused(tab_of, live_server, ward):
    """W37, W38: with the keyboard's own controls, on a phone, without JavaScript."""
    draft = make.profile(ward, published=False)
    make.figure(ward, 4)  # nothing is published without any
    picked = make.small_area(ward)
    run = make.hot_spot_run(ward.borough)
    taken, other = (make.suggested_area(ward, spots=[make.hot_spot(ward, run=run)]) for _ in range(2))
    make.person(Role.COUNCILLOR, ward)
    tab = tab_of(draft.started_by, viewport=PHONE, java_script_enabled=False)

    tab.goto(taken.get_absolute_url())
    tab.get_by_role("link", name="Name it and propose it").click()
    tab.get_by_label("Name", exact=True).fill("Canal Streets")
    tab.get_by_label(f"Millbrook 001A ({picked.code})").press("Space")
    tab.get_by_role("button", name="Propose this area").click()
    assert "Canal Streets is proposed." in tab.locator("main").inner_text()

    tab.goto(other.get_absolute_url())
    tab.get_by_role("button", name="Do not take it up").click()
    tab.get_by_label("Why not?").fill("It is the market, and market day.")
    tab.get_by_role("button", name="Do not take it up").click()
    assert "Your reason is kept with it." in tab.locator("main").inner_text()

    tab.goto(f"/profiles/{draft.pk}/publication/")
    tab.get_by_role("button", name="Publish and ask the members").click()
    area = PriorityActionArea.objects.get()
    MemberAnswer.objects.update(answer="agrees", answered_at=make.NOON)
    tab.goto(f"/areas/{area.pk}/decision/")
    tab.get_by_label("Confirm it").check()
    tab.get_by_role("button", name="Record the decision").click()
    assert "Canal Streets is decided: agreed." in tab.locator("main").inner_text()

    area.refresh_from_db()
    assert (area.state, area.suggestion, list(area.small_areas.all())) == ("confirmed", taken, [picked])
    assert area.boundary != taken.boundary
    assert SmallArea.objects.count() == 1
