from uuid import uuid4

import pytest

from engagement import queries
from engagement.models import EqualityAnswers
from tests import make

pytestmark = pytest.mark.django_db


def test_evidence_counts_a_person_once_with_their_strongest_effect():
    """Rule 11: one person named litter twice, in two interviews of a cycle."""
    engagement = make.engagement()
    person = uuid4()
    first = make.interview(engagement=engagement, respondent=person)
    again = make.interview(engagement=engagement, respondent=person)
    another = make.interview(engagement=engagement)
    concerns = [
        make.concern(interview=first, effect_feel=1),
        make.concern(interview=again, effect_feel=0, effect_act=3),
        make.concern(interview=another, effect_feel=2),
    ]

    [litter] = queries.evidence(engagement.cycle)

    assert litter.respondents == 2
    assert litter.mean_effect == 2.5
    assert litter.concerns == tuple(concern.pk for concern in concerns)
    assert litter.eva_poor_items == 0


def test_evidence_counts_what_a_walk_graded_c_or_worse_or_found_serious():
    walk = make.walkabout()
    stretch = make.transect(walkabout=walk)
    tipping = make.known_type("TIP")
    for fields in (
        {"severity": "serious"},
        {"severity": "minor"},
        {"transect": stretch, "item": "litter", "grade": "C-"},
        {"transect": stretch, "item": "graffiti", "grade": "B-"},
    ):
        make.concern(finding=make.finding(walkabout=walk, issue_type=tipping, **fields))

    [found] = queries.evidence(walk.engagement.cycle)

    assert (found.eva_poor_items, len(found.concerns)) == (2, 4)
    assert (found.respondents, found.mean_effect) == (0, 0.0)


def test_evidence_keeps_areas_and_the_rest_of_the_ward_apart():
    engagement = make.engagement()
    area = engagement.areas.get()
    make.concern(interview=make.interview(engagement=engagement))
    make.concern(cycle=engagement.cycle)
    make.concern()  # of another cycle

    found = queries.evidence(engagement.cycle)

    assert [(e.issue_type.code, e.area) for e in found] == [("LIT", None), ("LIT", area)]


def test_evidence_costs_the_same_however_much_was_said(costs_the_same):
    engagement = make.engagement()

    def say(n):
        for _ in range(n):
            make.concern(interview=make.interview(engagement=engagement))

    costs_the_same(say, fetch=lambda: queries.evidence(engagement.cycle))


def test_issue_counts_go_over_all_areas_with_the_most_named_first():
    engagement = make.engagement()
    make.concern(cycle=engagement.cycle, issue_type=make.known_type("DOG"))
    for _ in range(2):
        make.concern(interview=make.interview(engagement=engagement), effect_feel=3)

    counts = queries.issue_counts(engagement.cycle)

    assert [(c.issue_type.code, c.concerns, c.respondents, c.mean_effect) for c in counts] == [
        ("LIT", 2, 2, 3.0),
        ("DOG", 1, 0, 0.0),
    ]


def test_issue_counts_of_one_engagement_leave_the_others_out():
    engagement = make.engagement()
    make.concern(interview=make.interview(engagement=engagement))
    make.concern(cycle=engagement.cycle)

    [count] = queries.issue_counts(engagement.cycle, engagement=engagement)

    assert count.concerns == 1


@pytest.mark.parametrize(("published_at", "expected"), [(make.NOON, True), (None, False)])
def test_findings_are_published_once_one_engagement_says_so(published_at, expected):
    """Rule 25 rests on it."""
    engagement = make.engagement()
    make.closed_engagement(engagement, findings_published_at=published_at)

    assert queries.findings_are_published(engagement.cycle) is expected


def test_heard_from_counts_roles_plainly_and_makes_equality_answers_safe():
    """Rules 13 and 64: preferring not to say is counted apart from saying nothing."""
    engagement = make.engagement()
    for number in range(16):
        interview = make.interview(engagement=engagement, roles=["lives", "business"] if number < 2 else ["lives"])
        if number < 14:
            sex = "female" if number < 6 else "unsaid" if number < 11 else "male"
            EqualityAnswers.objects.create(interview=interview, sex=sex)

    heard = queries.heard_from(engagement)

    assert dict(heard.roles)["Runs a business here"] == 2
    sex = {label: str(cell) for label, cell in dict(heard.equality)["Sex"]}
    assert sex == {"Female": "6", "Male": "suppressed", "Prefer not to say": "5", "Not answered": "suppressed"}
