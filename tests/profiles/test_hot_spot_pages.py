"""Hot spots and suggested areas on their pages, in a profile and in its PDF."""

import pytest

from pact.accounts.permissions import Role
from pact.audit.models import Entry
from pact.core.refusals import Refused
from profiles import actions, queries
from profiles.actions import hot_spots
from profiles.models import PriorityActionArea, SuggestedArea
from tests import make
from tests.papers import Made
from tests.profiles.hot_places import hot_ward, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return make.ward("Ashfield")


@pytest.fixture
def coordinator(ward):
    return make.person(Role.COORDINATOR, ward.borough)


@pytest.fixture
def desk(client, coordinator):
    client.force_login(coordinator)
    return client


def text(response):
    assert response.status_code == 200
    return response.content.decode()


# The list


def test_the_list_says_how_many_are_expected_to_be_chance(desk, ward):
    make.hot_spot(ward)

    page = text(desk.get("/hot-spots/"))

    assert "At most 1 in 20 of these hot spots is expected to be chance: 300 chances were looked at, in squares" in page
    assert "High Street, WN1 1" in page


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", {"High Street", "Mill Lane", "Dock Road"}),
        ("kind=repeat", {"Mill Lane"}),
        ("trend=new", {"Dock Road"}),
        ("issue_type={issue}", {"High Street"}),
        ("ward={ward}", {"High Street", "Mill Lane"}),
        ("ward=999999&kind=nonsense", {"High Street", "Mill Lane", "Dock Road"}),
    ],
)
def test_the_filters_are_in_the_address(desk, ward, asked, shown):
    run = make.hot_spot_run(ward.borough)
    first = make.hot_spot(ward, run=run, place="High Street")
    make.hot_spot(ward, run=run, place="Mill Lane", kind="repeat", strand="S")
    other = make.ward("Birch", township=ward.memberships.get().township)
    make.hot_spot(other, run=run, place="Dock Road", trend="new")

    rows = desk.get(f"/hot-spots/?{asked.format(ward=ward.pk, issue=first.issue_type_id)}").context["rows"]

    assert {row[0]["text"].partition(". ")[2] or row[0]["text"] for row in rows} == shown


def test_only_the_run_that_stands_is_listed(desk, ward):
    make.hot_spot(ward, place="Long ago", run=make.hot_spot_run(ward.borough, current_since=make.NOON - make.A_DAY))
    make.hot_spot(ward, place="Now")

    page = text(desk.get("/hot-spots/"))

    assert "Now" in page
    assert "Long ago" not in page


def test_hot_spots_of_a_ward_that_is_not_theirs_are_not_listed(client, ward):
    other = make.ward("Birch", township=ward.memberships.get().township)
    run = make.hot_spot_run(ward.borough)
    make.hot_spot(ward, run=run, place="Ours")
    make.hot_spot(other, run=run, place="Theirs")
    client.force_login(make.person(Role.COUNCILLOR, ward))

    page = text(client.get("/hot-spots/"))

    assert "Ours" in page
    assert "Theirs" not in page


def test_the_list_costs_the_same_with_many_hot_spots(desk, ward, costs_the_same):
    run = make.hot_spot_run(ward.borough)

    def more(count):
        for n in range(count):
            make.suggested_area(ward, spots=[make.hot_spot(ward, run=run, easting=360_000 + 200 * n)])

    costs_the_same(more, desk, "/hot-spots/")


# One hot spot


def test_a_hot_spot_s_page_lists_exactly_the_incidents_that_it_counted(client):
    ward = hot_ward()
    client.force_login(make.person(Role.COORDINATOR, ward.borough))
    spot = hot_spots.work_out(ward.borough, today=make.TODAY, at=make.NOON).spots.get()

    behind = queries.rows_behind(spot)
    page = client.get(spot.get_absolute_url())

    assert len(behind) == len(set(behind)) == spot.count
    assert f"{spot.count} incidents" in text(page)
    assert len(page.context["rows"]) == 25


def test_a_hot_spot_s_page_costs_the_same_with_many_rows(desk, ward, costs_the_same):
    litter, dataset = make.issue_type("Litter"), make.dataset(ward.borough, kind="incidents")
    run = make.hot_spot_run(ward.borough)
    run.datasets.add(dataset)
    spot = make.hot_spot(ward, run=run, issue_type=litter)
    month = queries.months_of(run)

    answer = costs_the_same(
        lambda n: recorded(ward, n, litter, dataset, at=(0.005, 0.004), months=month), desk, spot.get_absolute_url()
    )

    assert answer.context["page"].paginator.count == 30


def test_counts_of_few_are_suppressed(desk, ward):
    """Rule 64: the provider with two is hidden, and so is the one that would give it away."""
    spot = make.hot_spot(ward, count=12, providers=[["Police", 10, 2.0, 1], ["Council", 2, 0.5, 1]])

    page = text(desk.get(spot.get_absolute_url()))

    assert "Police: suppressed; Council: suppressed" in page


def test_a_hot_spot_of_an_earlier_state_says_so(desk, ward):
    spot = make.hot_spot(ward, run=make.hot_spot_run(ward.borough, current_since=make.NOON - make.A_DAY))
    make.hot_spot_run(ward.borough)

    assert "This is of an earlier state of the data." in text(desk.get(spot.get_absolute_url()))


# Suggested areas


def test_the_co_ordinator_names_a_suggestion_and_it_is_proposed_with_what_was_found(desk, ward):
    suggestion, draft = make.suggested_area(ward), make.profile(ward, published=False)
    address = f"/profiles/{draft.pk}/areas/?suggestion={suggestion.pk}"

    form = desk.get(address).context["form"]
    begun = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    answer = desk.post(
        address,
        {
            "name": "The Parade",
            "boundary": form["boundary"].field.widget.format_value(begun["boundary"]),
            "streets": begun["streets"],
            "evidence": begun["evidence"],
            "issue_types": begun["issue_types"],
        },
    )

    area = PriorityActionArea.objects.get()
    assert answer.status_code == 302
    assert (area.name, area.suggestion, area.profile) == ("The Parade", suggestion, draft)
    assert area.streets.split() == suggestion.streets.split()
    assert [each.pk for each in area.issue_types.all()] == begun["issue_types"]
    assert "Taken up" in text(desk.get(suggestion.get_absolute_url()))


def test_streets_may_take_the_place_of_the_drawing(desk, ward):
    suggestion, draft = make.suggested_area(ward), make.profile(ward, published=False)

    desk.post(
        f"/profiles/{draft.pk}/areas/?suggestion={suggestion.pk}",
        {"name": "The Parade", "boundary": "", "streets": "High Street", "evidence": "Because."},
    )

    area = PriorityActionArea.objects.get()
    assert (area.boundary, area.streets, area.suggestion) == (None, "High Street", suggestion)


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "9" * 30, "²"])
def test_a_suggestion_that_is_none_is_no_error(desk, ward, number):
    draft = make.profile(ward, published=False)

    assert desk.get(f"/profiles/{draft.pk}/areas/?suggestion={number}").status_code == 200


def test_a_suggestion_of_another_ward_cannot_be_proposed_here(ward, coordinator):
    """Rule 6."""
    other = make.suggested_area(make.ward("Birch", township=ward.memberships.get().township))

    with pytest.raises(Refused) as refusal:
        actions.propose_area(
            make.profile(ward, published=False),
            **{"name": "A", "evidence": "B", "streets": "C", "suggestion": other},
            by=coordinator,
            at=make.NOON,
        )

    assert refusal.value.reasons == ["It was suggested for Birch. Take it into that ward’s profile."]


def test_a_refusal_keeps_its_reason_and_is_shown_when_the_place_comes_up_again(desk, ward):
    spot = make.hot_spot(ward)
    first = make.suggested_area(ward, spots=[spot])
    desk.post(f"/suggested-areas/{first.pk}/refusal/", {"reason": "It is the market, and market day."})
    later = make.suggested_area(ward, spots=[make.hot_spot(ward, easting=spot.easting, northing=spot.northing)])
    elsewhere = make.suggested_area(ward, spots=[make.hot_spot(ward, easting=spot.easting + 400)])

    assert "Not taken up on" in text(desk.get(first.get_absolute_url()))
    assert "It is the market, and market day." in text(desk.get(later.get_absolute_url()))
    assert "market day" not in text(desk.get(elsewhere.get_absolute_url()))
    assert set(SuggestedArea.objects.waiting()) == {later, elsewhere}


def test_a_refusal_needs_a_reason_and_keeps_what_was_typed(desk, ward):
    suggestion = make.suggested_area(ward)

    page = text(desk.post(f"/suggested-areas/{suggestion.pk}/refusal/", {"reason": " "}))

    assert "Say why this area is not taken up." in page
    assert not suggestion.is_refused


def test_a_refusal_is_taken_back_and_that_twice_is_harmless(desk, ward, coordinator):
    suggestion = make.suggested_area(ward)
    actions.refuse(suggestion, reason="No.", by=coordinator, at=make.NOON)

    for _ in range(2):
        assert desk.post(f"/suggested-areas/{suggestion.pk}/refusal/undo/").status_code == 302

    assert list(SuggestedArea.objects.waiting()) == [suggestion]
    assert Entry.objects.filter(verb="took back the refusal of").count() == 1


def test_what_is_taken_up_or_refused_is_not_refused_again(ward, coordinator):
    taken, refused = make.suggested_area(ward), make.suggested_area(ward)
    area = make.area(ward, suggestion=taken)
    actions.refuse(refused, reason="No.", by=coordinator, at=make.NOON)

    reasons = []
    for suggestion in (taken, refused):
        with pytest.raises(Refused) as refusal:
            actions.refuse(suggestion, reason="No.", by=coordinator, at=make.NOON)
        reasons += map(str, refusal.value.reasons)

    assert reasons == [f"It was taken up already, as {area}.", "It is refused already. Take that back first."]


def test_the_area_says_which_hot_spots_it_came_from(desk, ward):
    suggestion = make.suggested_area(ward)
    area = make.area(ward, suggestion=suggestion)

    assert suggestion.get_absolute_url() in text(desk.get(area.get_absolute_url()))


# In the profile


def test_a_published_profile_keeps_the_hot_spots_that_it_was_published_with(desk, ward, coordinator):
    make.incident(ward, issue_type=make.issue_type())
    make.hot_spot(ward, place="Old Street", evidence="Then.")
    draft = make.profile(ward, published=False)
    make.area(profile=draft, confirmed=False)
    actions.publish(draft, by=coordinator, at=make.NOON)
    later = make.hot_spot_run(ward.borough, current_since=make.NOON + make.A_DAY)
    make.hot_spot(ward, run=later, place="New Street", evidence="Now.")

    page = text(desk.get(f"/profiles/{draft.pk}/"))

    assert "Old Street" in page
    assert "New Street" not in page


def test_a_profile_s_page_and_pdf_have_the_map_and_the_list(desk, ward, tmp_path):
    make.hot_spot(ward)
    draft = make.profile(ward, published=False)

    page, paper = text(desk.get(f"/profiles/{draft.pk}/")), Made("profiles.profile", draft)

    assert "Hot spots in Ashfield" in page
    assert "about 2 would be expected" in page
    assert paper.faults_of_accessibility(tmp_path) == []
    assert "about 2 would be expected" in paper.text
    assert "1 in 20 of these hot spots" in paper.text


def test_a_profile_costs_the_same_with_many_hot_spots(desk, ward, costs_the_same):
    run, draft = make.hot_spot_run(ward.borough), make.profile(ward, published=False)

    costs_the_same(
        lambda n: [make.hot_spot(ward, run=run, easting=360_000 + 200 * k) for k in range(n)],
        desk,
        f"/profiles/{draft.pk}/",
    )
