"""The register of past consultations, and what the profile says people said before (W36 i, W74; rule 64)."""

from datetime import date, timedelta

import pytest

from pact.accounts.permissions import Role
from pact.audit.models import Entry
from pact.core.refusals import Refused
from profiles import actions, queries
from profiles.models import PastConsultation, PastFinding
from tests import make

pytestmark = pytest.mark.django_db

FACTS = {
    "title": "Place survey",
    "method": "survey",
    "asked_by": "The council",
    "starts_on": date(2024, 5, 1),
    "ends_on": None,
    "sample_size": 412,
    "asked": 3000,
    "reach": "wards",
    "report": "",
}


@pytest.fixture
def ward():
    return make.ward("Ashfield")


@pytest.fixture
def analyst(ward):
    return make.person(Role.ANALYST, ward.borough)


def register(ward, analyst, **fields):
    return actions.add_consultation(ward.borough, **({"wards": [ward]} | FACTS | fields), by=analyst, at=make.NOON)


def said(ward):
    return [row.consultation for row in queries.said_before(ward)]


# What is kept


def test_a_consultation_is_registered_with_its_findings_and_the_trail_says_so(ward, analyst):
    litter = make.issue_type("Litter")

    made = register(ward, analyst)
    actions.add_finding(made, issue_type=litter, sentence="Litter matters.", share=41, by=analyst, at=make.NOON)

    assert (made.sample_in_words, made.when) == ("412 of 3,000 people asked (14%)", "1 May 2024")
    assert [finding.shown for finding in made.findings.all()] == ["41%"]
    assert set(Entry.objects.values_list("verb", flat=True)) >= {"registered", "added a finding to"}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"wards": []}, "Choose the wards in which people were asked."),
        ({"ends_on": date(2024, 4, 1)}, "The last day comes before the first."),
        ({"asked": 100}, "More people answered than were asked. Check the two numbers."),
    ],
)
def test_what_cannot_be_true_is_refused(ward, analyst, fields, reason):
    with pytest.raises(Refused) as refusal:
        register(ward, analyst, **fields)

    assert refusal.value.reasons == [reason]
    assert not PastConsultation.objects.exists()


def test_a_ward_of_another_borough_is_refused(ward, analyst):
    elsewhere = make.ward("Elsewhere")

    with pytest.raises(Refused, match="Elsewhere is not in"):
        register(ward, analyst, wards=[ward, elsewhere])


def test_registered_twice_it_is_refused_with_a_link_to_the_first(ward, analyst):
    first = register(ward, analyst)

    with pytest.raises(Refused) as refusal:
        register(ward, analyst, title="place SURVEY")

    assert refusal.value.reasons[0].href == first.get_absolute_url()


def test_a_withdrawn_one_is_kept_says_why_and_stays_as_it_is(ward, analyst):
    made = register(ward, analyst)

    for _ in range(2):
        actions.withdraw_consultation(made, reason="It asked another ward.", by=analyst, at=make.NOON)

    made.refresh_from_db()
    assert made.withdrawal_reason == "It asked another ward."
    assert Entry.objects.filter(verb="withdrew").count() == 1
    with pytest.raises(Refused, match="stays as it is"):
        actions.change_consultation(made, **FACTS, wards=[ward], by=analyst, at=make.NOON)


# Rule 64


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ({"count": 4, "share": None}, "too few to say"),
        ({"count": 5, "share": None}, "5 people"),
        ({"count": 0, "share": None}, "0 people"),
        ({"count": None, "share": 0.5}, "too few to say"),  # 2 of 412
        ({"count": None, "share": 41.2}, "41%"),
        ({"count": None, "share": None}, ""),
    ],
)
def test_a_handful_of_people_is_never_told_as_a_number(ward, found, shown):
    finding = make.past_finding(make.consultation(wards=[ward]), **found)

    row = queries.said_before(ward)[0]
    assert (finding.shown, row.shown) == (shown, shown)
    assert row.weight is None or shown not in {"", "too few to say"}


def test_a_handful_who_answered_is_not_told_as_a_number_either(ward):
    assert make.consultation(wards=[ward], sample_size=3).sample_in_words == "1 to 4 people"


# Which wards it covers


def test_a_ward_hears_of_its_own_of_its_township_s_and_of_the_borough_s(ward):
    township = ward.memberships.get().township
    other = make.ward(township=make.township("Hillside", borough=ward.borough))
    reaching = {
        "own": make.consultation(wards=[ward, other]),
        "township": make.consultation(townships=[township]),
        "borough": make.consultation(borough=ward.borough),
    }
    for each in (*reaching.values(), make.consultation(wards=[other]), make.consultation()):
        make.past_finding(each)

    assert set(said(ward)) == {each.title for each in reaching.values()}


def test_a_withdrawn_one_is_not_told(ward, analyst):
    made = make.past_finding(make.consultation(wards=[ward])).consultation
    actions.withdraw_consultation(made, reason="Wrong.", by=analyst, at=make.NOON)

    assert said(ward) == []


def test_what_was_said_is_live_in_a_draft_and_frozen_with_publication(ward, analyst):
    made = make.past_finding(make.consultation(wards=[ward]), sentence="Litter matters.").consultation
    make.figure(ward, 5)
    draft = make.area(profile=make.profile(ward, published=False), confirmed=False).profile
    profile = actions.publish(draft, by=analyst, at=make.NOON)
    actions.withdraw_consultation(made, reason="Wrong.", by=analyst, at=make.NOON)

    assert [row.sentence for row in queries.numbers_of(profile, today=make.TODAY).said] == ["Litter matters."]
    assert list(profile.cites.all()) == [made]


def test_a_finding_that_a_published_profile_cites_is_not_removed(ward, analyst):
    finding = make.past_finding(make.consultation(wards=[ward]))
    make.profile(ward).cites.add(finding.consultation)

    with pytest.raises(Refused, match="A published profile cites this consultation"):
        actions.remove_finding(finding, by=analyst, at=make.NOON)

    assert PastFinding.objects.filter(pk=finding.pk).exists()


# Pages


def typed(ward, **fields):
    return {
        "borough": ward.borough.pk,
        "title": "Place survey",
        "method": "survey",
        "asked_by": "The council",
        "starts_on_day": "1",
        "starts_on_month": "5",
        "starts_on_year": "2024",
        "reach": "wards",
        "wards": [ward.pk],
    } | fields


def test_a_consultation_is_registered_on_its_page_and_filled_with_findings(client, ward, analyst):
    litter = make.issue_type("Litter")
    client.force_login(analyst)

    client.post("/consultations/new/", typed(ward))
    made = PastConsultation.objects.get()
    client.post(f"/consultations/{made.pk}/findings/", {"issue_type": litter.pk, "sentence": "Litter.", "share": "41"})
    page = client.get(f"/consultations/{made.pk}/").content.decode()

    assert "Litter. (41%)" in page
    assert "1 May 2024" in page


def test_a_refused_form_keeps_what_was_typed(client, ward, analyst):
    client.force_login(analyst)

    page = client.post("/consultations/new/", typed(ward, sample_size="50", asked="20")).content.decode()

    assert "More people answered than were asked" in page
    assert 'value="Place survey"' in page


def test_whoever_writes_for_one_ward_does_not_change_what_covers_the_borough(client, ward):
    writer = make.person(Role.COORDINATOR, ward)
    client.force_login(writer)
    wide, own = make.consultation(borough=ward.borough), make.consultation(wards=[ward])

    assert client.get(f"/consultations/{wide.pk}/correction/").status_code == 403
    assert client.get(f"/consultations/{own.pk}/correction/").status_code == 200


def test_the_list_finds_by_words_method_and_ward(client, ward, analyst):
    make.consultation(wards=[ward], title="Drop-in at the library", method="drop_in")
    make.consultation(borough=ward.borough, title="Place survey")
    client.force_login(analyst)

    def titles(query):
        page = client.get(f"/consultations/{query}").content.decode()
        return {title for title in ("Drop-in at the library", "Place survey") if title in page}

    assert titles("?q=library") == titles("?method=drop_in") == {"Drop-in at the library"}
    assert titles(f"?ward={ward.pk}") == {"Drop-in at the library", "Place survey"}
    assert titles("?state=withdrawn") == set()


def test_the_list_costs_the_same_with_many(client, ward, analyst, costs_the_same):
    client.force_login(analyst)

    def some(n):
        for number in range(n):
            make.past_finding(make.consultation(wards=[ward], starts_on=date(2024, 5, 1) - timedelta(days=number)))

    costs_the_same(some, client, "/consultations/")


def test_a_profile_costs_the_same_with_many_findings(client, ward, analyst, costs_the_same):
    profile = make.profile(ward, published=False)
    client.force_login(analyst)

    costs_the_same(
        lambda n: [make.past_finding(make.consultation(wards=[ward])) for _ in range(n)],
        client,
        profile.get_absolute_url(),
    )
