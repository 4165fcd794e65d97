from datetime import date, timedelta
from itertools import count

import pytest

from priorities import queries
from profiles.models import Dataset
from tests import make
from tests.make import NOON, TODAY

pytestmark = pytest.mark.django_db
rows = count(1)


@pytest.fixture
def cycle():
    return make.cycle(open_stage="priorities")


@pytest.fixture
def doorsteps(cycle):
    return make.engagement(cycle=cycle)


def said(engagement, issue_type, *, feel=2, respondent=None, **fields):
    interview = make.interview(engagement=engagement, **({"respondent": respondent} if respondent else {}))
    return make.concern(interview=interview, issue_type=issue_type, effect_feel=feel, **fields)


def dataset(ward, **fields):
    number = next(rows)
    return Dataset.objects.create(
        **{"borough": ward.borough, "kind": "incidents", "title": f"Crime {number}", "source": "Police"}
        | {"licence": "OGL", "period": "2026", "filename": "crime.csv", "sha256": f"{number:064}", "loaded_at": NOON}
        | fields
    )


def incidents(ward, issue_type, number, *, month=date(2026, 2, 1), of=None):
    of = of or dataset(ward)
    for _ in range(number):
        make.incident(ward, issue_type=issue_type, month=month, dataset=of)


# Candidates (handbook 5)


def test_candidates_are_ranked_by_what_was_heard_seen_and_recorded(cycle, doorsteps):
    litter, noise = make.issue_type("Litter"), make.issue_type("Noise")
    area = doorsteps.areas.get()
    for _ in range(3):
        said(doorsteps, noise, feel=3)
    said(doorsteps, litter, feel=1)
    walk = make.walkabout(engagement=make.engagement(cycle=cycle, form="walkabout", areas=[area]))
    make.concern(finding=make.finding(walkabout=walk, issue_type=litter))
    incidents(cycle.ward, litter, 4)

    first, second = queries.candidates(cycle)

    # Litter: 25 of 25 for the walk and for the records, 1 × 1 of 3 × 3 heard. Noise: all of the half for interviews.
    assert (first.issue_type, first.area, first.score) == (litter, area, 55.6)
    assert [part.words for part in first.parts] == [
        "1 person, effect 1.0 of 3",
        "1 poor item",
        "4 in twelve months",
    ]
    assert (second.issue_type, second.rank, second.score) == (noise, 2, 50.0)


def test_a_person_counts_once_however_often_they_name_it(cycle, doorsteps):
    """Rule 11."""
    litter = make.issue_type("Litter")
    interview = make.interview(engagement=doorsteps)
    make.concern(interview=interview, issue_type=litter)
    make.concern(interview=interview, issue_type=litter)

    [candidate] = queries.candidates(cycle)

    assert candidate.heard.words == "1 person, effect 2.0 of 3"
    assert len(candidate.concerns) == 2


def test_what_services_recorded_and_nobody_named_is_a_candidate_of_the_whole_ward(cycle):
    burglary = make.issue_type("Burglary")
    incidents(cycle.ward, burglary, 2)

    [candidate] = queries.candidates(cycle)

    assert (candidate.area, candidate.place, candidate.score) == (None, str(cycle.ward), 25.0)
    assert candidate.heard.words == "Nobody named it"


def test_only_the_last_twelve_months_of_the_data_count(cycle):
    burglary = make.issue_type("Burglary")
    incidents(cycle.ward, burglary, 1, month=date(2026, 2, 1))
    incidents(cycle.ward, burglary, 1, month=date(2025, 3, 1))
    incidents(cycle.ward, burglary, 1, month=date(2025, 2, 1))
    incidents(make.ward("Elsewhere"), burglary, 1)
    incidents(cycle.ward, burglary, 1, of=dataset(cycle.ward, withdrawn_at=NOON))

    assert queries.recorded_incidents(cycle.ward).by_type == {burglary.pk: 2}
    assert queries.recorded_incidents(cycle.ward).period == "March 2025 to February 2026"
    assert sum(n for _, n in queries.incidents_by_month(cycle.ward, burglary)) == 2


def test_what_was_proposed_is_listed_with_whoever_proposed_it(cycle):
    proposal = make.proposal(cycle=cycle)

    [candidate] = queries.candidates(cycle)

    assert (candidate.issue_type, candidate.score) == (proposal.issue_type, 0.0)
    assert candidate.proposed_by == str(proposal.by)


def test_a_candidate_knows_the_live_priority_of_its_issue_and_place(cycle, doorsteps):
    litter = make.issue_type("Litter")
    said(doorsteps, litter)
    area = doorsteps.areas.get()
    live = make.priority(cycle=cycle, issue_type=litter, place=area.name.upper())

    [candidate] = queries.candidates(cycle)

    assert candidate.live == live


def test_candidates_cost_the_same_for_any_number(cycle, doorsteps, costs_the_same):
    def add(number):
        for n in range(number):
            issue_type = make.issue_type(f"Issue {n}")
            said(doorsteps, issue_type)
            make.proposal(cycle=cycle)
            make.priority(cycle=make.cycle(pact=cycle.pact, starts_on=date(2000, 1, 1) + timedelta(days=next(rows))))

    found = costs_the_same(add, fetch=lambda: queries.candidates(cycle))

    assert len(found) == 60


def test_no_evidence_holds_what_somebody_said(cycle, doorsteps):
    """Rule 65 begins here: words stay in engagement."""
    said(doorsteps, make.issue_type("Litter"), words="Mrs Jones throws it")

    [candidate] = queries.candidates(cycle)

    assert "Jones" not in str(candidate.as_evidence(of=1))
    assert "words" in queries.concerns_behind(candidate).get().get_deferred_fields()


# The same issue again (rule 24)


def quarters(pact, number):
    """So many cycles in a row, the latest last."""
    return [
        make.cycle(pact=pact, starts_on=date(2025 + n // 4, 3 * (n % 4) + 1, 1), ends_on=date(2027, 1, 1))
        for n in range(number)
    ]


def test_a_priority_in_three_of_the_last_four_cycles_recurs():
    """Rule 24."""
    litter = make.issue_type("Litter")
    cycles = quarters(make.pact(), 4)
    about = {"issue_type": litter}
    make.priority(cycle=cycles[0], place="Alma Street", **about)
    make.priority(cycle=cycles[1], place="ALMA STREET.", **about)
    last = make.priority(cycle=cycles[3], place="Alma street", **about)
    make.priority(cycle=cycles[3], place="Beech Street", **about)
    make.priority(cycle=cycles[2], place="Alma Street", issue_type=make.issue_type("Noise"))

    assert queries.recurring([cycles[3]]) == {last.pk: 3}
    assert queries.recurring(cycles[:3]) == {}


def test_what_was_a_priority_five_cycles_ago_is_out_of_sight():
    """Rule 24."""
    litter = make.issue_type("Litter")
    cycles = quarters(make.pact(), 5)
    for n in (0, 3, 4):
        make.priority(cycle=cycles[n], place="Alma Street", issue_type=litter)

    assert queries.recurring([cycles[4]]) == {}


def test_a_priority_of_another_pact_does_not_make_one_recur():
    litter = make.issue_type("Litter")
    cycles, others = quarters(make.pact(), 4), quarters(make.pact(), 4)
    for cycle in [*cycles[2:], *others[:2]]:
        make.priority(cycle=cycle, place="Alma Street", issue_type=litter)

    assert queries.recurring([cycles[3], others[3]]) == {}


def test_a_candidate_warns_that_it_would_recur():
    litter = make.issue_type("Litter")
    cycles = quarters(make.pact(), 3)
    for cycle in cycles[:2]:
        make.ending(make.priority(cycle=cycle, place=str(cycle.ward), issue_type=litter))
    incidents(cycles[2].ward, litter, 1)

    [candidate] = queries.candidates(cycles[2])

    assert candidate.earlier_cycles == 2
    assert candidate.would_recur


def test_recurrence_costs_the_same_for_any_number(costs_the_same):
    cycles = []

    def add(number):
        for _ in range(number):
            cycles.append(make.priority().cycle)

    costs_the_same(add, fetch=lambda: queries.recurring(cycles))


# How far cycles are


def test_the_standing_of_many_cycles_takes_two_queries(cycle, doorsteps, django_assert_num_queries):
    make.closed_engagement(doorsteps, findings_published_at=NOON)
    make.engagement(cycle=cycle)
    make.engagement(cycle=cycle, starts_on=date(2026, 6, 1), ends_on=date(2026, 7, 1))
    make.priority(cycle=cycle)
    other = make.cycle()

    with django_assert_num_queries(2):
        standing = queries.standing([cycle, other], TODAY)

    assert standing == {cycle.pk: queries.Standing(1, 1, 1), other.pk: queries.Standing(0, 0, 0)}
