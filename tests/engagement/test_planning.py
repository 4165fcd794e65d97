"""Planning an engagement, closing it out and publishing its findings."""

from datetime import date

import pytest

from engagement import actions, queries
from engagement.models import Engagement
from pact.accounts.permissions import Role
from pact.core.refusals import Refused
from pact.notifications.models import Notice
from tests import make

pytestmark = pytest.mark.django_db


def plan_details(cycle, **fields):
    return {
        "technique": make.technique(),
        "areas": [make.confirmed_area(cycle.ward)],
        "starts_on": date(2026, 3, 1),
        "ends_on": date(2026, 3, 29),
        "title": "Doorsteps",
        "purpose": "What matters here.",
        "can_change": "How often bins are emptied.",
        "cannot_change": "The budget.",
        "target": 20,
        "consent_text": "You need not answer.",
        "consent_version": "1",
    } | fields


def replan(engagement, **fields):
    kept = ("technique", "starts_on", "ends_on", "title", "purpose", "can_change", "cannot_change", "target")
    now = {name: getattr(engagement, name) for name in (*kept, "consent_text", "consent_version")}
    now["areas"] = list(engagement.areas.all())
    return actions.replan(engagement, **(now | fields), by=engagement.planned_by, at=make.NOON)


def test_plan_keeps_what_people_will_be_told():
    cycle = make.cycle()

    engagement = actions.plan(cycle, **plan_details(cycle), by=cycle.pact.coordinator, at=make.NOON)

    assert engagement.can_change == "How often bins are emptied."
    assert engagement.last_day == date(2026, 3, 28)
    assert [area.ward for area in engagement.areas.all()] == [cycle.ward]


def test_plan_refuses_an_area_of_another_ward_or_one_that_is_not_agreed():
    """Rule 6."""
    cycle = make.cycle()
    elsewhere = make.confirmed_area(make.ward())
    proposed = make.confirmed_area(cycle.ward, state="proposed", decided_at=None, decided_by=None)

    with pytest.raises(Refused) as refusal:
        actions.plan(cycle, **plan_details(cycle, areas=[elsewhere, proposed]), by=cycle.pact.coordinator, at=make.NOON)

    assert refusal.value.reasons == [
        f"{elsewhere} is not in {cycle.ward}.",
        f"{proposed} is not agreed with the ward’s members.",
    ]


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"starts_on": date(2026, 3, 9), "ends_on": date(2026, 3, 9)}, "The last day must not come before the first."),
        ({"starts_on": date(2026, 4, 1), "ends_on": date(2026, 4, 9)}, "Choose days within January to March 2026."),
    ],
)
def test_plan_refuses_days_that_make_no_sense(days, sentence):
    cycle = make.cycle()

    with pytest.raises(Refused) as refusal:
        actions.plan(cycle, **plan_details(cycle, **days), by=cycle.pact.coordinator, at=make.NOON)

    assert refusal.value.reasons == [sentence]


def test_plan_refuses_once_engagement_has_closed():
    cycle = make.cycle()
    make.open_stage(cycle, "engagement", closed_at=make.NOON, closed_by=cycle.pact.coordinator)

    with pytest.raises(Refused, match="Engagement has closed"):
        actions.plan(cycle, **plan_details(cycle), by=cycle.pact.coordinator, at=make.NOON)


def test_a_notice_that_was_agreed_to_changes_only_under_a_new_version():
    """Rule 8: what people agreed to can always be shown."""
    engagement = make.engagement()
    make.interview(engagement=engagement)

    with pytest.raises(Refused, match="People agreed to version 1"):
        replan(engagement, consent_text="Something else.")

    assert replan(engagement, consent_text="Something else.", consent_version="2").consent_version == "2"


def test_close_out_under_target_wants_a_written_reason():
    """Rule 14."""
    engagement = make.engagement(target=2)
    make.interview(engagement=engagement)

    with pytest.raises(Refused, match="It closes under its target"):
        actions.close_out(engagement, by=engagement.planned_by, at=make.NOON)
    closed = actions.close_out(engagement, shortfall_reason="Rain.", by=engagement.planned_by, at=make.NOON)

    assert (closed.is_closed, closed.shortfall_reason) == (True, "Rain.")


def test_close_out_looks_at_every_area_by_itself():
    """Two interviews in one area do not make up for none in the other."""
    cycle = make.cycle(open_stage="engagement")
    near, far = make.confirmed_area(cycle.ward), make.confirmed_area(cycle.ward)
    engagement = make.engagement(cycle=cycle, areas=[near, far], target=1)
    for _ in range(2):
        make.interview(engagement=engagement, area=near)

    with pytest.raises(Refused, match="It closes under its target"):
        actions.close_out(engagement, by=engagement.planned_by, at=make.NOON)


def test_close_out_at_target_needs_no_reason():
    engagement = make.engagement(target=1)
    make.interview(engagement=engagement)

    assert actions.close_out(engagement, by=engagement.planned_by, at=make.NOON).is_closed


def test_close_out_of_a_technique_without_a_form_asks_how_many_came():
    engagement = make.engagement(form="none", target=30)

    with pytest.raises(Refused, match="Say how many people took part"):
        actions.close_out(engagement, by=engagement.planned_by, at=make.NOON)

    assert actions.close_out(engagement, took_part=34, by=engagement.planned_by, at=make.NOON).took_part == 34


def test_findings_are_published_only_once_it_is_closed_out():
    engagement = make.engagement()
    make.concern(interview=make.interview(engagement=engagement))

    with pytest.raises(Refused, match="Close this engagement out first"):
        actions.publish_findings(engagement, by=engagement.planned_by, at=make.NOON)
    make.closed_engagement(engagement)
    published = actions.publish_findings(engagement, by=engagement.planned_by, at=make.NOON)

    assert published.findings_are_published
    assert queries.findings_are_published(engagement.cycle)


def test_published_findings_hide_small_counts_and_another_with_them():
    """Rule 64."""
    engagement = make.engagement()
    for code, count in (("DOG", 2), ("LIT", 6), ("NOI", 9)):
        for _ in range(count):
            make.concern(interview=make.interview(engagement=engagement), issue_type=make.known_type(code))
    engagement = Engagement.objects.for_display().with_progress().get(pk=engagement.pk)

    findings = queries.published_findings(engagement)

    shown = {issue.issue_type.code: (issue.concerns, issue.effect) for issue in findings.issues}
    assert shown == {"DOG": ("suppressed", ""), "LIT": ("suppressed", ""), "NOI": ("9", "strong")}
    assert findings.total == "17"
    assert findings.hides_something


def test_published_findings_are_told_once_to_the_wards_councillors_and_the_chair():
    chair = make.person(Role.CHAIR, make.ward())
    engagement = make.engagement(cycle=make.cycle(pact=make.pact(chair=chair), open_stage="engagement"))
    councillor = make.person(Role.COUNCILLOR, engagement.cycle.ward)
    make.person(Role.COUNCILLOR, make.ward())
    make.concern(interview=make.interview(engagement=engagement))
    make.closed_engagement(engagement)

    actions.publish_findings(engagement, by=engagement.planned_by, at=make.NOON)

    told = Notice.objects.filter(name="engagement.findings_published")
    assert {notice.recipient for notice in told} == {chair, councillor}
