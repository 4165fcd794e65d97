"""Writing a draft section by section, by two people, with live figures (W36, W60)."""

import pytest

from pact.accounts.permissions import Role
from pact.core.refusals import Refused
from profiles import actions, queries
from profiles.models import SectionSave
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return make.ward("Ashfield")


@pytest.fixture
def analyst(ward):
    return make.person(Role.ANALYST, ward.borough, name="Dev")


@pytest.fixture
def draft(ward):
    return make.profile(ward, published=False)


def save(draft, text, *, seen, by, section="people"):
    return actions.write_section(draft, section, text=text, seen=seen, by=by, at=make.NOON)


def test_of_two_at_once_the_later_is_told_by_whom_and_neither_loses_a_word(draft, analyst):
    priya = make.person(Role.COORDINATOR, draft.ward.borough, name="Priya")
    save(draft, "Dev’s.", seen=0, by=analyst)

    with pytest.raises(actions.Overtaken, match="Dev saved this section after you opened it") as overtaken:
        save(draft, "Priya’s.", seen=0, by=priya)
    save(draft, "Priya’s.", seen=overtaken.value.save.pk, by=priya)

    draft.refresh_from_db()
    assert draft.people == "Priya’s."
    assert list(SectionSave.objects.order_by("pk").values_list("text", flat=True)) == ["Dev’s.", "Priya’s."]


def test_two_who_write_the_same_or_other_sections_do_not_meet(draft, analyst):
    save(draft, "Same.", seen=0, by=analyst)
    save(draft, "Same.", seen=0, by=analyst)
    save(draft, "Other.", seen=0, by=analyst, section="partners")

    assert SectionSave.objects.count() == 2


def test_a_first_draft_fills_only_what_is_empty(draft, analyst):
    actions.write(draft, people="Mine.", by=analyst, at=make.NOON)
    make.past_finding(make.consultation(wards=[draft.ward]))

    for _ in range(2):
        actions.write_first_draft(draft, by=analyst, at=make.NOON)

    draft.refresh_from_db()
    assert draft.people == "Mine."
    assert draft.consultation.startswith("In one earlier consultation that covered Ashfield")
    assert SectionSave.objects.count() == 2


def test_figures_in_the_text_are_live_in_a_draft_and_frozen_with_publication(draft, analyst):
    figure = make.figure(draft.ward, 5, indicator="Claimants")
    make.area(profile=draft, confirmed=False)
    actions.write(draft, people="[[Claimants]] claim.", by=analyst, at=make.NOON)

    def read(profile):
        return queries.written(profile, queries.numbers_of(profile, today=make.TODAY))["people"]

    draft.refresh_from_db()
    assert read(draft) == "5 claim."
    profile = actions.publish(draft, by=analyst, at=make.NOON)
    figure.value = 9
    figure.save()
    assert read(profile) == "5 claim."


def test_a_profile_is_not_published_while_a_figure_in_its_text_is_missing(draft, analyst):
    make.figure(draft.ward, 5, indicator="Claimants")
    make.area(profile=draft, confirmed=False)
    actions.write(draft, people="[[Claimant]] claim.", by=analyst, at=make.NOON)

    with pytest.raises(Refused) as refusal:
        actions.publish(draft, by=analyst, at=make.NOON)

    assert refusal.value.reasons == [
        "Who lives and works here: No figure is called “Claimant”. Did you mean [[Claimants]]?"
    ]


# Pages


def test_a_section_is_previewed_without_being_saved(client, draft, analyst):
    client.force_login(analyst)

    page = client.post(
        f"/profiles/{draft.pk}/draft/people/", {"text": "[[population]] of us", "seen": 0, "preview": "preview"}
    ).content.decode()

    assert "<p>12,000 of us</p>" in page
    draft.refresh_from_db()
    assert draft.people == "Many people live here."


def test_who_comes_later_sees_both_texts_and_saves_again_knowingly(client, draft, analyst):
    save(draft, "Dev’s words.", seen=0, by=analyst)
    client.force_login(make.person(Role.COORDINATOR, draft.ward.borough))
    address = f"/profiles/{draft.pk}/draft/people/"

    refused = client.post(address, {"text": "My words.", "seen": 0})
    page = refused.content.decode()
    again = client.post(address, {"text": "My words.", "seen": refused.context["form"].initial["seen"]})

    assert "Dev saved this section after you opened it" in page
    assert "My words." in page
    assert "Dev’s" in page
    assert again.status_code == 302


def test_the_draft_shows_who_saved_what_last_and_offers_a_first_draft(client, draft, analyst):
    save(draft, "Words.", seen=0, by=analyst)
    client.force_login(analyst)

    page = client.get(f"/profiles/{draft.pk}/draft/").content.decode()

    assert "Saved Wednesday 11 March 2026, midday by Dev" in page
    assert "Write a first draft" in page


def test_a_section_that_there_is_not_is_not_found(client, draft, analyst):
    client.force_login(analyst)

    assert client.get(f"/profiles/{draft.pk}/draft/nonsense/").status_code == 404
