"""Reviews, packs and recommendations, and the clocks that run on them (rules 42, 46 to 49, 51 and 53)."""

from datetime import date, datetime, timedelta

import pytest

from pact.accounts.permissions import Role
from pact.audit.models import Entry
from pact.core.refusals import Refused
from pact.documents.models import Job
from pact.notifications.models import Notice
from scrutiny import actions, rules
from scrutiny.models import Recommendation, Response, Review
from tests import make
from tests.make.times import LONDON

pytestmark = pytest.mark.django_db

MEETING = datetime(2026, 4, 16, 18, 30, tzinfo=LONDON)  # a Thursday; Easter Monday is 6 April


@pytest.fixture
def township():
    return make.township()


@pytest.fixture
def officer(township):
    return make.person(Role.SCRUTINY, township.borough)


@pytest.fixture
def manager(township):
    return make.person(Role.MANAGER, township.borough, name="Mo")


@pytest.fixture
def agency(manager):
    return manager.memberships.get().agency


def plan(township, officer, **fields):
    values = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 4, 1), "venue": "Town Hall"}
    times = {"starts_at": MEETING, "ends_at": MEETING + timedelta(hours=2)}
    return actions.plan(township, **values | times | fields, by=officer, at=make.NOON)


def recommend(review, agency, officer, *, at=make.NOON, **fields):
    values = {"text": "Empty the bins twice.", "reason": "", "addressee": agency, "received_on": make.TODAY}
    return actions.recommend(review, **values | fields, by=officer, at=at)


def with_pack(review):
    review.pack = make.job(paper="scrutiny.pack", subject_pk=review.pk, state="done", finished_at=make.NOON)
    review.save()
    return review


def told(name):
    return sorted(notice.recipient.name for notice in Notice.objects.filter(name=name))


# Planning


def test_a_review_asks_its_members_and_its_partners_and_takes_the_cycles_of_the_quarter(township, officer, manager):
    """W51, W52."""
    ward = make.ward(township=township)
    make.person(Role.COUNCILLOR, ward, name="Ada")
    elsewhere = make.ward(township=make.township(borough=township.borough))
    make.person(Role.COUNCILLOR, elsewhere, name="Not asked")
    now = make.cycle(ward=ward)
    make.cycle(ward=ward, starts_on=date(2025, 10, 1), ends_on=date(2026, 1, 1))
    make.cycle(ward=elsewhere)

    review = plan(township, officer)

    assert [invitation.person.name for invitation in review.meeting.invitations.order_by("person__name")] == [
        "Ada",
        "Mo",
    ]
    assert list(review.cycles.all()) == [now]
    assert review.title == "Review of Riverside, January to March 2026"


def test_a_quarter_of_a_township_is_reviewed_once(township, officer):
    first = plan(township, officer)

    with pytest.raises(Refused) as refusal:
        plan(township, officer, starts_on=date(2026, 3, 1), ends_on=date(2026, 6, 1))

    assert refusal.value.reasons == [f"{first} covers these months already."]


def test_a_review_is_planned_ahead(township, officer):
    with pytest.raises(Refused, match="lies in the past"):
        plan(township, officer, starts_at=make.NOON - timedelta(days=1), ends_at=make.NOON)
    assert not Review.objects.exists()


# The pack


def test_a_pack_is_made_from_the_rows_as_they_stand(township, officer):
    """W59. A cycle that began after the review was planned is in it."""
    review = plan(township, officer)
    cycle = make.cycle(ward=make.ward(township=township))

    job = actions.make_pack(review, by=officer, at=make.NOON)

    assert (job.paper, job.subject_pk, job.state) == ("scrutiny.pack", str(review.pk), Job.State.QUEUED)
    assert list(review.cycles.all()) == [cycle]


@pytest.mark.parametrize(
    ("published", "is_late"),
    [
        # Clear days are working days between: 9, 10, 13, 14 and 15 April.
        (date(2026, 4, 8), False),
        (date(2026, 4, 9), True),
    ],
)
def test_a_pack_goes_out_five_clear_days_before_or_says_why_it_is_urgent(township, officer, published, is_late):
    """Rule 42."""
    review = with_pack(plan(township, officer))
    at = datetime.combine(published, MEETING.time(), LONDON)

    if is_late:
        with pytest.raises(Refused) as refusal:
            actions.publish_pack(review, urgency_reason=" ", by=officer, at=at)
        assert refusal.value.reasons == [
            "The meeting is on Thursday 16 April 2026, so the pack was due by Wednesday 8 April 2026: "
            "5 clear days before. Give the reason why it is urgent."
        ]

    reason = "The figures came on Tuesday." if is_late else ""
    review = actions.publish_pack(review, urgency_reason=reason, by=officer, at=at)
    assert (review.state, review.urgency_reason) == ("Pack is out", reason)
    assert Entry.objects.get(verb="published the pack of").detail["urgency"] == reason


def test_where_every_day_counts_as_clear_the_pack_may_go_out_later(township, officer, settings):
    """Rule 42 leaves to the council's standing orders which days are clear: 11 to 15 April are five of the calendar."""
    settings.CLEAR_DAYS_ARE_WORKING_DAYS = False
    review = with_pack(plan(township, officer))

    assert rules.pack_due_on(review) == date(2026, 4, 10)
    at = datetime.combine(date(2026, 4, 10), MEETING.time(), LONDON)
    assert actions.publish_pack(review, urgency_reason="", by=officer, at=at).urgency_reason == ""


def test_nobody_publishes_a_pack_that_is_not_made(township, officer):
    review = plan(township, officer)
    actions.make_pack(review, by=officer, at=make.NOON)

    with pytest.raises(Refused, match="Make the pack first"):
        actions.publish_pack(review, urgency_reason="", by=officer, at=make.NOON)


def test_a_pack_that_is_out_stays_as_members_got_it(township, officer, manager):
    review = with_pack(plan(township, officer))
    actions.publish_pack(review, urgency_reason="", by=officer, at=make.NOON)

    with pytest.raises(Refused, match="stays as members got it"):
        actions.make_pack(review, by=officer, at=make.NOON)
    with pytest.raises(Refused, match="published already"):
        actions.publish_pack(review, urgency_reason="", by=officer, at=make.NOON)
    assert told("scrutiny.pack_published") == ["Mo"]


def test_a_review_is_held_once_and_not_before_it_meets(township, officer):
    review = plan(township, officer)

    with pytest.raises(Refused, match="It can be recorded as held after that"):
        actions.hold(review, by=officer, at=MEETING - timedelta(minutes=1))
    assert actions.hold(review, by=officer, at=MEETING).state == "Held"
    with pytest.raises(Refused, match="held already"):
        actions.hold(review, by=officer, at=MEETING)


# Recommendations


def test_an_answer_is_due_28_days_after_receipt(township, officer, agency):
    """Rules 46 and 47: received on 5 March, due on 2 April."""
    review = plan(township, officer)

    recommendation = recommend(review, agency, officer, received_on=date(2026, 3, 5))

    assert recommendation.respond_by == date(2026, 4, 2)
    assert told("scrutiny.recommendation_made") == ["Mo"]


def test_recommendations_are_numbered_through_the_council_s_year(township, officer, agency):
    """Handbook 10: council year and number. The year begins with the annual meeting in May."""
    review = plan(township, officer)
    first, second = recommend(review, agency, officer), recommend(review, agency, officer, text="Light the alley.")
    may = recommend(review, agency, officer, text="Mend the gate.", at=datetime(2026, 5, 20, tzinfo=LONDON))

    assert [r.reference for r in (first, second, may)] == ["2025/01", "2025/02", "2026/01"]


def test_a_recommendation_has_one_addressee_who_can_answer_it(township, officer):
    """Rule 48: and somebody there answers for it."""
    elsewhere = make.person(Role.MANAGER, make.borough()).memberships.get().agency

    with pytest.raises(Refused, match="Nobody answers for"):
        recommend(plan(township, officer), elsewhere, officer)


def test_the_manager_of_another_borough_is_not_told_and_has_nothing_to_answer(township, officer, manager, agency):
    """Rule 48: an agency such as the police works in several boroughs."""
    colleague = make.person(Role.MANAGER, make.borough(), agency=agency, name="Elsewhere")

    recommendation = recommend(plan(township, officer), agency, officer)

    assert told("scrutiny.recommendation_made") == ["Mo"]
    assert list(Recommendation.objects.to_be_answered_by(manager)) == [recommendation]
    assert not Recommendation.objects.to_be_answered_by(colleague).exists()


@pytest.mark.parametrize("kind", [Response.Kind.PART, Response.Kind.REJECTED])
def test_accepting_less_than_all_needs_reasons(manager, kind):
    """Rule 49."""
    recommendation = make.recommendation()

    with pytest.raises(Refused, match="Give the reasons"):
        actions.respond(recommendation, kind=kind, text=" ", by=manager, at=make.NOON)

    assert actions.respond(recommendation, kind=kind, text="No money.", by=manager, at=make.NOON).kind == kind


@pytest.mark.parametrize(
    ("kind", "due"),
    [("accepted", date(2026, 9, 11)), ("part", date(2026, 9, 11)), ("rejected", None)],
)
def test_what_is_accepted_is_to_be_reported_on_six_months_later(manager, kind, due):
    """Rule 53."""
    response = actions.respond(make.recommendation(), kind=kind, text="From April.", by=manager, at=make.NOON)

    assert response.update_due_on == due


def test_a_recommendation_is_answered_once(manager):
    recommendation = make.recommendation()
    make.response(recommendation)

    with pytest.raises(Refused, match="answered already"):
        actions.respond(recommendation, kind="accepted", text="", by=manager, at=make.NOON)


def test_members_accept_as_complete_what_was_answered(township):
    """Rule 51."""
    recommendation = make.recommendation()
    member = make.person(Role.COUNCILLOR, make.ward(township=recommendation.review.township))

    with pytest.raises(Refused, match="not been answered"):
        actions.complete(recommendation, by=member, at=make.NOON)
    make.response(recommendation)
    assert actions.complete(recommendation, by=member, at=make.NOON).state == "Complete"
    with pytest.raises(Refused, match="already"):
        actions.complete(recommendation, by=member, at=make.NOON)


# Reminders


@pytest.mark.parametrize(
    ("days", "occasion"),
    [(-8, None), (-7, "week-before"), (0, "on-the-day"), (6, "on-the-day"), (7, "late-1"), (15, "late-2")],
)
def test_an_addressee_is_reminded_a_week_before_on_the_day_and_every_week_after(manager, township, days, occasion):
    """Rule 41: and a second run on the same day sends nothing more."""
    review = make.review(township=township)
    agency = manager.memberships.get().agency
    make.recommendation(review=review, addressee=agency, received_on=make.TODAY - timedelta(days=28 + days))
    answered = make.recommendation(review=review, addressee=agency, received_on=make.TODAY - timedelta(days=28))
    make.response(answered)

    for _ in range(2):
        actions.remind_addressees(at=make.NOON)

    assert [n.occasion for n in Notice.objects.filter(name="scrutiny.response_due")] == ([occasion] if occasion else [])
