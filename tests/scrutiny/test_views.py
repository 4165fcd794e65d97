"""What members, scrutiny officers and partners see of reviews and recommendations."""

import pytest
from django.urls import reverse

from pact.accounts.permissions import Role
from scrutiny.models import Recommendation, Review
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def township():
    return make.township()


@pytest.fixture
def officer(township):
    return make.person(Role.SCRUTINY, township.borough)


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


def at(name, thing=None):
    return reverse(f"scrutiny:{name}", args=[thing.pk] if thing else [])


def day(name, year, month, number):
    return {f"{name}_day": number, f"{name}_month": month, f"{name}_year": year}


# Reviews


def test_the_list_shows_the_reviews_of_one_s_own_townships(signed_in, township):
    make.review(township=township)
    elsewhere = make.review()

    page = signed_in.get(at("review_list"))

    assert [review.township for review in page.context["page"]] == [township]
    assert elsewhere.get_absolute_url() not in page.text


def test_lists_cost_the_same_with_many(signed_in, township, costs_the_same):
    def add(count):
        for _ in range(count):
            make.recommendation(review=make.review(township=make.township(borough=township.borough)))

    costs_the_same(add, signed_in, at("review_list"))


def test_the_tracker_costs_the_same_with_many(signed_in, township, costs_the_same):
    review = make.review(township=township)

    def add(count):
        for number in range(count):
            recommendation = make.recommendation(review=review)
            if number % 2:
                make.response(recommendation)

    costs_the_same(add, signed_in, at("recommendation_list"))


def test_the_page_of_a_review_costs_the_same_with_many_wards(signed_in, township, costs_the_same):
    review = make.review(township=township)

    def add(count):
        for _ in range(count):
            cycle = make.cycle(ward=make.ward(township=township))
            review.cycles.add(cycle)
            make.action(priority=make.priority(cycle=cycle), due_on=make.LONG_AGO)
            make.recommendation(review=review)

    costs_the_same(add, signed_in, at("review", review))


def test_a_review_shows_its_wards_with_their_colours_and_the_exceptions(signed_in, township):
    cycle = make.cycle(ward=make.ward("Ashfield", township=township))
    late = make.action(priority=make.priority(cycle=cycle), due_on=make.LONG_AGO, title="Fit alley gates")

    page = signed_in.get(at("review", make.review(cycles=[cycle])))

    assert "Ashfield" in page.text
    assert late.get_absolute_url() in page.text
    assert "Red" in page.text


def planned(township, **changed):
    meets = day("meets_on", "2099", "4", "16")
    hours = {"starts": "6.30pm", "ends": "20:30"}
    quarter = day("starts_on", "2099", "1", "1") | day("ends_on", "2099", "4", "1")
    return {"township": township.pk, "venue": "Town Hall", "access": ""} | meets | hours | quarter | changed


def test_a_review_is_planned_and_its_meeting_called(signed_in, township):
    answer = signed_in.post(at("review_plan"), planned(township))

    review = Review.objects.get()
    assert answer.url == review.get_absolute_url()
    assert (review.meeting.venue, review.meeting.is_public) == ("Town Hall", True)


def test_a_refused_plan_keeps_what_was_typed(signed_in, township):
    page = signed_in.post(at("review_plan"), planned(township, **day("meets_on", "2020", "4", "16")))

    assert page.status_code == 200
    assert "lies in the past" in page.text
    assert 'value="Town Hall"' in page.text
    assert 'value="2020"' in page.text


def test_a_role_in_one_ward_does_not_plan_the_review_of_its_township(client, township):
    client.force_login(make.person(Role.SCRUTINY, make.ward(township=township)))

    assert client.get(at("review_plan")).status_code == 403


def test_a_pack_without_a_file_cannot_go_out_and_the_reason_typed_is_kept(signed_in, township):
    review = make.review(township=township)

    page = signed_in.post(at("review_publication", review), {"urgency_reason": "Figures came late."})

    assert "Make the pack first" in page.text
    assert "Figures came late." in page.text


def test_making_the_pack_leads_to_how_it_is_getting_on(signed_in, township):
    review = make.review(township=township)

    answer = signed_in.post(at("review_pack", review))

    assert answer.status_code == 302
    review.refresh_from_db()
    assert answer.url == review.pack.get_absolute_url()


# Recommendations


def test_only_bodies_that_somebody_answers_for_here_can_be_addressed(signed_in, township):
    here = make.person(Role.MANAGER, township.borough).memberships.get().agency
    make.person(Role.MANAGER, make.borough())
    make.agency()

    page = signed_in.get(at("recommendation_new", make.review(township=township)))

    assert list(page.context["form"].fields["addressee"].queryset) == [here]


def test_a_recommendation_is_made_and_a_refused_one_keeps_what_was_typed(signed_in, township):
    agency = make.person(Role.MANAGER, township.borough).memberships.get().agency
    review = make.review(township=township)
    typed = {"text": "Empty the bins twice.", "reason": "", "addressee": agency.pk}

    refused = signed_in.post(at("recommendation_new", review), typed | day("received_on", "2020", "1", "1"))
    made = signed_in.post(at("recommendation_new", review), typed | day("received_on", "2026", "3", "5"))

    assert "Empty the bins twice." in refused.text
    assert "before the quarter" in refused.text
    assert made.url == Recommendation.objects.get().get_absolute_url()


def test_the_addressee_answers_and_a_refusal_without_reasons_keeps_the_choice(client, township):
    """Rule 49."""
    manager = make.person(Role.MANAGER, township.borough)
    recommendation = make.recommendation(
        review=make.review(township=township), addressee=manager.memberships.get().agency
    )
    client.force_login(manager)

    refused = client.post(at("recommendation_response", recommendation), {"kind": "rejected", "text": ""})
    answered = client.post(at("recommendation_response", recommendation), {"kind": "part", "text": "Fridays only."})

    assert "Give the reasons" in refused.text
    assert refused.context["form"]["kind"].value() == "rejected"
    assert answered.url == recommendation.get_absolute_url()
    page = client.get(answered.url)
    assert "Partly accepted" in page.text
    assert "What became of it is to be reported by" in page.text


def test_a_manager_of_the_same_agency_in_another_borough_finds_nothing(client, township):
    """Rule 48: the police of the next borough do not answer for those of this one."""
    agency = make.person(Role.MANAGER, township.borough).memberships.get().agency
    recommendation = make.recommendation(review=make.review(township=township), addressee=agency)
    client.force_login(make.person(Role.MANAGER, make.ward().borough, agency=agency))

    assert client.get(recommendation.get_absolute_url()).status_code == 404
    assert client.get(at("recommendation_response", recommendation)).status_code == 404


def test_only_members_of_the_township_accept_it_as_complete(client, township, officer):
    """Rule 51."""
    recommendation = make.recommendation(review=make.review(township=township))
    make.response(recommendation)
    member = make.person(Role.COUNCILLOR, make.ward(township=township))

    for person, status in [(officer, 403), (member, 302)]:
        client.force_login(person)
        assert client.post(at("recommendation_completion", recommendation)).status_code == status

    recommendation.refresh_from_db()
    assert recommendation.completed_by == member
