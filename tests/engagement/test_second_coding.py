"""The second person, what is the same problem, what may be quoted, and what is learned from it all."""

from datetime import timedelta

import pytest

from engagement import actions, coding, duplicates, queries
from engagement.coding.sampling import sample
from engagement.models import CodingModel, SecondCoding
from pact.accounts.permissions import Role
from pact.core.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle():
    return make.cycle(open_stage="engagement")


@pytest.fixture
def second_person(cycle):
    return make.person(Role.COORDINATOR, cycle.ward.borough)


def said(cycle, words="Bags in the alley", **fields):
    return make.concern(cycle=cycle, words=words, recorded_by=cycle.pact.coordinator, **fields)


# The second person


def test_a_tenth_is_drawn_the_same_for_everybody(cycle):
    concerns = [said(cycle) for _ in range(21)]

    drawn = [actions.draw_sample(cycle, by=cycle.pact.coordinator, at=make.NOON) for _ in range(2)]

    assert drawn == [3, 0]
    references = set(SecondCoding.objects.values_list("concern__reference", flat=True))
    assert references == set(sample([concern.reference for concern in concerns]))


def test_whoever_coded_first_does_not_code_second(cycle, second_person):
    second = make.second_coding(said(cycle))

    with pytest.raises(Refused, match="You coded this one first"):
        actions.code_second(second, issue_type=make.known_type("TIP"), by=cycle.pact.coordinator, at=make.NOON)
    actions.code_second(second, issue_type=make.known_type("TIP"), by=second_person, at=make.NOON)

    agreement, differing, waiting = queries.agreement_in(cycle)
    assert (agreement.pairs, agreement.same, agreement.reopens_codebook) == (1, 0, True)
    assert (differing, waiting) == ([second], [])


def test_settling_changes_the_code_and_not_the_agreement(cycle, second_person):
    concern = said(cycle)
    second = make.second_coding(concern, second=make.known_type("TIP"), by=second_person)

    actions.settle(second, issue_type=make.known_type("TIP"), by=second_person, at=make.NOON)

    concern.refresh_from_db()
    agreement, differing, _ = queries.agreement_in(cycle)
    assert (concern.issue_type.code, agreement.same, differing) == ("TIP", 0, [])


def test_kappa_takes_out_what_chance_would_agree_on():
    by_chance = coding.agreement([("A", "A"), ("A", "B"), ("B", "A"), ("B", "B")])
    perfect = coding.agreement([("A", "A"), ("B", "B")] * 10)

    assert (by_chance.share, by_chance.kappa) == (0.5, 0.0)
    assert (perfect.kappa, perfect.reopens_codebook) == (1.0, False)
    assert coding.agreement([("A", "A")] * 3).kappa is None


# The same problem told twice


def test_near_alike_and_soon_is_suggested_as_one(cycle):
    at, point = make.NOON, {"latitude": 53.505, "longitude": -2.595}
    first = said(cycle, "A sofa dumped by the chapel", **point)
    again = said(cycle, "Sofa dumped by the chapel again", recorded_at=at + timedelta(days=2), **point)
    said(cycle, "A sofa dumped by the chapel", latitude=53.509, longitude=-2.595)
    said(cycle, "A sofa dumped by the chapel", recorded_at=at + timedelta(days=200), **point)
    said(cycle, "Loud music all night", **point)

    assert [(one, other) for _, one, other in queries.perhaps_the_same(cycle)] == [(first, again)]


def test_what_is_merged_is_counted_once_everywhere_and_can_be_taken_back(cycle):
    kept, twin = said(cycle), said(cycle)
    by = {"by": cycle.pact.coordinator, "at": make.NOON}

    actions.merge(twin, into=kept, **by)

    assert [count.concerns for count in queries.issue_counts(cycle)] == [1]
    assert queries.evidence(cycle)[0].concerns == (kept.pk,)
    assert queries.summaries([cycle])[cycle.pk].concerns == 1
    actions.part(twin, **by)
    assert [count.concerns for count in queries.issue_counts(cycle)] == [2]


def test_an_interview_is_never_merged_away_nor_a_chain_made():
    interview = make.interview()
    cycle = interview.engagement.cycle
    spoken, first, second = make.concern(interview=interview), said(cycle), said(cycle)
    by = {"by": cycle.pact.coordinator, "at": make.NOON}

    with pytest.raises(Refused, match="always counted by itself"):
        actions.merge(spoken, into=first, **by)
    actions.merge(first, into=spoken, **by)
    with pytest.raises(Refused, match="merged into another itself"):
        actions.merge(second, into=first, **by)


def test_pairs_are_found_in_one_pass_over_many():
    told = [
        duplicates.Told(n, 1, "", -2.6 + n / 1000, 53.5, make.NOON, f"word{n} sofa", may_go=True) for n in range(2_000)
    ]

    assert duplicates.pairs(told) == []


# What may be quoted


def test_only_words_that_a_person_cleared_are_shown_and_nothing_that_points_to_somebody(cycle):
    engagement = make.engagement(cycle=cycle)
    concern = said(cycle, "Mr Smith at 12 Mill Road deals", engagement=engagement)
    by = {"by": cycle.pact.coordinator, "at": make.NOON}

    with pytest.raises(Refused, match="still seems to hold: name, number"):
        actions.clear_quotation(concern, text=concern.words, **by)
    actions.clear_quotation(concern, text="Somebody deals on Mill Road", **by)

    assert queries.quotations_of(engagement) == ["Somebody deals on Mill Road"]
    actions.withdraw_quotation(concern, **by)
    assert queries.quotations_of(engagement) == []


def test_words_of_a_restricted_type_are_never_cleared_nor_shown_after_recoding(cycle):
    hate = make.known_type("HAR")
    hate.is_restricted = True
    hate.save()
    engagement = make.engagement(cycle=cycle)
    concern = said(cycle, "They shout at us", engagement=engagement)
    by = {"by": cycle.pact.coordinator, "at": make.NOON}
    actions.clear_quotation(concern, text="They shout at us", **by)

    actions.recode(concern, issue_type=hate, **by)

    assert queries.quotations_of(engagement) == []
    with pytest.raises(Refused, match="never shown outside"):
        actions.clear_quotation(concern, text="They shout", **by)


# What is learned


def test_a_model_is_learned_once_enough_is_coded_and_again_only_after_more(cycle):
    borough, noise = cycle.ward.borough, make.known_type("NOI")
    for n in range(30):
        said(cycle, f"Zorbing again {n}", issue_type=noise)

    first, again = (actions.learn(borough, at=make.NOON) for _ in range(2))

    assert (first.version, first.examples, again) == (1, 30, None)
    assert CodingModel.objects.count() == 1
    assert queries.suggest("zorbing", borough).likeliest[0].issue_type == noise


def test_before_that_pact_suggests_from_seed_words_and_says_when_it_is_not_sure(cycle):
    make.known_type("TIP"), make.known_type("LGT")

    sure = queries.suggest("A mattress and a fridge dumped, fly-tipping", cycle.ward.borough)
    unsure = queries.suggest("It is not nice here", cycle.ward.borough)

    assert (sure.is_sure, sure.likeliest[0].issue_type.code) == (True, "TIP")
    assert not unsure.is_sure
