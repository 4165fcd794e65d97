from datetime import date, datetime, timedelta

import pytest

from feedback import actions
from feedback.models import Approval, Newsletter
from pact.accounts.permissions import Role
from pact.core.refusals import Refused
from pact.notifications.models import Notice
from tests import make
from tests.make import tasking as make_tasking
from tests.make.times import LONDON

pytestmark = pytest.mark.django_db


def draft(cycle):
    return actions.draft(cycle, by=cycle.pact.coordinator, at=make.NOON)


def test_a_draft_has_every_priority_of_the_cycle_also_those_without_any_action():
    """Rule 58."""
    cycle = make.cycle()
    done, nothing_yet = (make.priority(cycle=cycle, position=n) for n in (1, 2))
    make_tasking.verification(make_tasking.action(priority=done))
    make.priority()  # of another cycle

    newsletter = draft(cycle)

    assert [item.priority for item in newsletter.items.order_by("position")] == [done, nothing_yet]
    first, second = newsletter.items.order_by("position")
    assert "Alley cleared and gated." in first.we_did
    assert second.still_to_do.startswith("Nothing has been agreed yet.")


def test_a_draft_says_honestly_what_is_left_and_what_cannot_be_done():
    """M17."""
    priority = make.priority()
    make_tasking.action(priority=priority, title="Fit alley gates", due_on=date(2026, 5, 1))
    make_tasking.closing(make_tasking.action(priority=priority, title="Move the bus stop"))

    item = draft(priority.cycle).items.get()

    assert "Fit alley gates" in item.still_to_do
    assert "by 1 May 2026." in item.still_to_do
    assert "Move the bus stop cannot be done: There is no money for gates." in item.still_to_do


@pytest.mark.parametrize(("people", "said"), [(3, "Some of you told us"), (6, "6 people told us")])
def test_a_draft_counts_people_from_the_rows_and_hides_small_numbers(people, said):
    """Rule 64; no total is typed."""
    priority = make.priority()
    priority.concerns.set([_concern_of_a_new_person(priority) for _ in range(people)])

    assert draft(priority.cycle).items.get().you_said.startswith(said)


def _concern_of_a_new_person(priority):
    interview = make.interview(engagement=make.engagement(cycle=priority.cycle))
    return make.concern(cycle=priority.cycle, interview=interview)


def test_a_cycle_has_one_newsletter():
    newsletter = make.newsletter()

    with pytest.raises(Refused, match="has a newsletter already"):
        draft(newsletter.cycle)

    assert Newsletter.objects.count() == 1


def test_whoever_wrote_any_of_it_cannot_approve_it():
    """Rule 57."""
    newsletter = make.newsletter()
    second_author = make.person(Role.COORDINATOR, newsletter.cycle.ward.borough)
    actions.edit(newsletter, items={}, introduction="Better.", by=second_author, at=make.NOON)

    for author in (newsletter.drafted_by, second_author):
        with pytest.raises(Refused, match="Somebody else has to approve it."):
            actions.approve(newsletter, by=author, at=make.NOON)

    assert not Approval.objects.exists()


def test_any_change_takes_the_approval_away():
    """Rule 57: approval is of the text as it stood."""
    newsletter = make.newsletter(approved=True)
    item = newsletter.items.get()

    actions.edit(newsletter, items={item.pk: {"we_did": "- More."}}, by=newsletter.drafted_by, at=make.NOON)

    assert not Approval.objects.exists()


def test_a_newsletter_that_leaves_out_a_priority_cannot_be_approved():
    """Rule 58."""
    newsletter = make.newsletter()
    late = make.priority(cycle=newsletter.cycle, title="Quieter nights")
    chair = make.person(Role.CHAIR, newsletter.cycle.ward)

    with pytest.raises(Refused, match="“Quieter nights” is missing."):
        actions.approve(newsletter, by=chair, at=make.NOON)
    actions.add_missing_priorities(newsletter, by=newsletter.drafted_by, at=make.NOON)
    actions.approve(newsletter, by=chair, at=make.NOON)

    assert late.newsletter_items.count() == 1


def test_only_an_approved_newsletter_is_published():
    newsletter = make.newsletter()

    with pytest.raises(Refused, match="It has not been approved yet."):
        actions.publish(newsletter, by=newsletter.drafted_by, at=make.NOON)


@pytest.mark.parametrize(("days_ago", "is_refused"), [(1, True), (89, True), (90, False), (120, False)])
def test_a_ward_gets_a_newsletter_no_more_often_than_quarterly(days_ago, is_refused):
    """Rule 55: today is 11 March 2026, so 11 December (90 days ago) is far enough."""
    last = make.newsletter(published=make.NOON - timedelta(days=days_ago))
    next_cycle = make.cycle(pact=last.cycle.pact, starts_on=date(2026, 4, 1), ends_on=date(2026, 7, 1))
    newsletter = make.newsletter(priority=make.priority(cycle=next_cycle), approved=True)

    if is_refused:
        with pytest.raises(Refused, match="not more often than quarterly"):
            actions.publish(newsletter, by=newsletter.drafted_by, at=make.NOON)
    else:
        actions.publish(newsletter, by=newsletter.drafted_by, at=make.NOON)
    assert Newsletter.objects.published().filter(pk=newsletter.pk).exists() is not is_refused


@pytest.mark.parametrize(
    ("day", "is_refused"), [((2026, 3, 22), False), ((2026, 3, 23), True), ((2026, 5, 7), True), ((2026, 5, 8), False)]
)
def test_nothing_is_published_before_an_election(settings, day, is_refused):
    """Rule 56."""
    settings.PRE_ELECTION_PERIODS = [(date(2026, 3, 23), date(2026, 5, 7))]
    newsletter = make.newsletter(approved=True)
    at = datetime(*day, 12, tzinfo=LONDON)

    if is_refused:
        with pytest.raises(Refused, match="pre-election period"):
            actions.publish(newsletter, by=newsletter.drafted_by, at=at)
    else:
        actions.publish(newsletter, by=newsletter.drafted_by, at=at)


def test_what_is_published_stays_as_people_got_it():
    newsletter = make.newsletter(published=True)

    with pytest.raises(Refused, match="It stays as people got it."):
        actions.edit(newsletter, items={}, title="New", by=newsletter.drafted_by, at=make.NOON)


def test_a_print_run_reaches_every_address():
    """Rule 61: the ward has 5,200 addresses."""
    newsletter = make.newsletter(approved=True)

    with pytest.raises(Refused, match="The ward has 5,200 addresses, and every one gets a copy."):
        actions.order_print(newsletter, addresses=5000, copies=6000, by=newsletter.drafted_by, at=make.NOON)
    with pytest.raises(Refused, match="at least one copy for every address"):
        actions.order_print(newsletter, addresses=5200, copies=5199, by=newsletter.drafted_by, at=make.NOON)
    run = actions.order_print(newsletter, addresses=5200, copies=5400, by=newsletter.drafted_by, at=make.NOON)

    assert run.copies == 5400


def test_a_run_is_delivered_only_after_it_is_printed_and_once():
    newsletter = make.newsletter(approved=True)
    run = actions.order_print(newsletter, addresses=5200, copies=5400, by=newsletter.drafted_by, at=make.NOON)
    printer = make.person(Role.PRINT_UNIT, newsletter.cycle.ward.borough)

    with pytest.raises(Refused, match="It has not been printed yet."):
        actions.mark_delivered(run, by=printer, at=make.NOON)
    actions.mark_printed(run, by=printer, at=make.NOON)
    for _ in range(2):
        run = actions.mark_delivered(run, by=printer, at=make.NOON)

    assert run.delivered_at == make.NOON


def test_the_print_unit_hears_of_an_approval_and_the_councillors_of_the_publication():
    newsletter = make.newsletter()
    ward = newsletter.cycle.ward
    printer, councillor = make.person(Role.PRINT_UNIT, ward.borough), make.person(Role.COUNCILLOR, ward)

    actions.approve(newsletter, by=make.person(Role.CHAIR, ward), at=make.NOON)
    actions.publish(newsletter, by=newsletter.drafted_by, at=make.NOON)

    told = {(notice.name, notice.recipient) for notice in Notice.objects.all()}
    assert ("feedback.newsletter_approved", printer) in told
    assert ("feedback.newsletter_published", councillor) in told
