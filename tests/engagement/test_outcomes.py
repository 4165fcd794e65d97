"""Findings on a page, on paper and as data, all made safe (W70, M3, M9, rules 24, 25, 64, 65)."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from engagement import actions, queries
from engagement.models import Engagement, Introduction
from engagement.queries.outcomes import Control
from engagement.ratings import agreement
from pact.core.refusals import Refused
from tests import make
from tests.papers import Made

pytestmark = pytest.mark.django_db
NAME, PHONE, HOME, SAID = "Philippa Zebedee", "01632 960 888", "3 Nightjar Passage", "The man at the kiosk swears"


@pytest.fixture
def published():
    """Twelve interviews on litter and two on dogs; eight of fourteen agree that they can influence; a helper."""
    engagement = make.engagement(cycle=make.cycle(ward=make.ward("Ashfield"), open_stage="engagement"))
    for number in range(14):
        interview = make.interview(
            engagement=engagement, can_influence=5 if number < 8 else 2, safe_by_day=5, what_helped=SAID
        )
        code = "LIT" if number < 12 else "DOG"
        make.concern(interview=interview, issue_type=make.known_type(code), words=SAID, place=HOME, often="weekly")
    make.contact(interview=interview, name=NAME, phone=PHONE, wants_to_help=True)
    make.closed_engagement(engagement, findings_published_at=make.NOON)
    return Engagement.objects.for_display().with_progress().get(pk=engagement.pk)


def outcomes(engagement):
    return queries.outcomes(engagement, queries.published_findings(engagement), today=timezone.localdate())


def wished(found, wish):
    return next(each.words for each in found.wishes if wish in each.label)


def public(engagement, name):
    return reverse(f"engagement:{name}", args=[engagement.cycle.ward.slug, engagement.pk])


def test_ratings_say_who_agrees_with_a_margin_and_hide_a_handful(published):
    rated = {rating.key: rating.words for rating in outcomes(published).ratings}

    assert rated["can_influence"] == "57% of 14 agree; of everybody, it may well be 33% to 79%"
    assert rated["safe_after_dark"] == "Too few answers to show"
    assert agreement(8, 14).margin == pytest.approx(24.5, abs=0.5)


def test_influence_is_told_quarter_by_quarter_each_person_once_and_of_published_engagements_only(published):
    """M3: the idea of NI 4, quarterly."""
    again = published.interviews.first()
    make.interview(engagement=published, respondent=again.respondent, can_influence=1)
    earlier = make.engagement(cycle=published.cycle, starts_on=date(2025, 10, 1), ends_on=date(2025, 11, 1))
    for number in range(12):
        make.interview(engagement=earlier, held_on=date(2025, 10, 9), can_influence=5 if number < 6 else 1)

    unpublished = outcomes(published).influence
    make.closed_engagement(earlier, findings_published_at=make.NOON)
    told = outcomes(published).influence

    assert [(each.agreement.agree, each.agreement.answers) for each in unpublished] == [(7, 14)]
    assert [round(each.agreement.percent) for each in told] == [50, 50]


def test_what_was_named_in_three_of_the_last_four_cycles_keeps_coming_back(published):
    """Rule 24, M9; a small count is not given away by it (rule 64)."""
    pact = published.cycle.pact
    for back in (1, 2):
        days = timedelta(days=91 * back)
        start = published.cycle.starts_on - days
        before = make.cycle(pact=pact, starts_on=start, ends_on=start + timedelta(days=90), name=f"Q-{back}")
        for code in ("LIT", "DOG"):
            make.concern(cycle=before, issue_type=make.known_type(code))

    found = outcomes(published).recurring

    assert len(found) <= 1
    assert "DOG" not in str(found)


def test_volunteers_are_counted_outside_and_listed_for_the_coordinator_alone(client, published):
    """W70."""
    coordinator = published.cycle.pact.coordinator
    client.force_login(coordinator)
    published.interviews.update(recorded_at=timezone.now())

    listed = client.get(reverse("engagement:contact_search"), {"wish": "help"}).text

    assert wished(outcomes(published), "help") == "Not shown"
    assert "to help with a project" in listed
    assert NAME not in listed


def test_an_introduction_names_the_group_once_and_goes_with_the_contact(published):
    contact = published.interviews.exclude(contact=None).get().contact

    for _ in range(2):
        actions.introduce(contact, to="In bloom", is_new_group=True, by=contact.pact.coordinator, at=make.NOON)
    count = Introduction.objects.count()
    actions.withdraw_contact(contact, by=contact.pact.coordinator, at=make.NOON)

    assert count == 1
    with pytest.raises(Refused, match="no longer"):
        actions.introduce(contact, to="Friends", by=contact.pact.coordinator, at=make.NOON)


@pytest.mark.parametrize("name", ["public_findings", "findings_csv", "findings_json"])
def test_nobody_reads_findings_before_they_are_published_and_nothing_personal_after(client, published, name):
    """Rules 25 and 65: planted names, phones, addresses and words."""
    shown = client.get(public(published, name)).getvalue().decode()
    Engagement.objects.filter(pk=published.pk).update(findings_published_at=None, findings_published_by=None)

    assert client.get(public(published, name)).status_code == 404
    assert [planted for planted in (NAME, PHONE, HOME, SAID) if planted in shown] == []
    assert make.known_type("LIT").name in shown


def test_a_kept_page_is_asked_for_anew_and_changes_as_soon_as_a_clearing_is_withdrawn(client, published):
    concern = published.concerns.first()
    actions.clear_quotation(concern, text="It is dark", by=published.cycle.pact.coordinator, at=make.NOON)
    kept = client.get(public(published, "public_findings"))
    known = {"If-None-Match": kept["ETag"]}

    same = client.get(public(published, "public_findings"), headers=known)
    actions.withdraw_quotation(concern, by=published.cycle.pact.coordinator, at=make.NOON)
    later = client.get(public(published, "public_findings"), headers=known)

    assert set(kept["Cache-Control"].split(", ")) == {"public", "max-age=0", "must-revalidate"}
    assert (same.status_code, same.content) == (304, b"")
    assert (later.status_code, "It is dark" in later.text) == (200, False)


def test_the_open_data_hides_what_the_page_hides(client, published):
    """Rule 64."""
    rows = list(
        csv.DictReader(io.StringIO(client.get(public(published, "findings_csv")).getvalue().decode("utf-8-sig")))
    )
    data = client.get(public(published, "findings_json")).json()

    assert {row["issue"]: row["concerns"] for row in rows} == {"DOG": "", "LIT": ""}
    assert [issue["concerns"] for issue in data["issues"]] == [None, None]
    assert {rating["question"]: rating["agree_percent"] for rating in data["ratings"]}["Feel safe after dark"] is None


def test_an_area_has_what_was_said_in_it_over_all_published_engagements(client, published):
    area = published.areas.get()
    unpublished = make.engagement(cycle=published.cycle, areas=[area])
    make.concern(interview=make.interview(engagement=unpublished), issue_type=make.known_type("NOI"))

    found = queries.area_findings(area, today=timezone.localdate())

    assert found.findings.total == "14"
    assert {issue.issue_type.code for issue in found.findings.issues} == {"DOG", "LIT"}


def asked(engagement, area, *, number, named, **answers):
    """So many people, of whom the first few name something that has made it better and would like to help."""
    for n in range(number):
        interview = make.interview(
            engagement=engagement,
            area=area,
            recorded_at=timezone.now(),
            what_helped=SAID if n < named else "",
            **answers,
        )
        if n < named:
            make.contact(interview=interview, name=NAME, wants_to_help=True)


@pytest.fixture
def two_areas():
    """Two engagements in both areas of a ward; in the second, too few in the first area name anything to show."""
    cycle = make.cycle(ward=make.ward("Ashfield"), open_stage="engagement")
    profile = make.profile(cycle.ward)
    here, there = make.area(profile=profile), make.area(profile=profile)
    for day, named, influence in ((date(2026, 1, 12), 15, 2), (date(2026, 4, 12), 3, 5)):
        engagement = make.engagement(cycle=cycle, areas=[here, there], starts_on=day, ends_on=day + timedelta(days=9))
        asked(engagement, here, number=20, named=named, can_influence=5)
        asked(engagement, there, number=30, named=6, can_influence=influence)
        make.closed_engagement(engagement, findings_published_at=make.NOON)
    return here, there


def test_an_area_compares_control_signals_and_adds_up_helpers(two_areas):
    """W70 and decision 13: where one engagement hides its part, so is the sum."""
    here, _ = two_areas

    found = queries.area_findings(here, today=timezone.localdate())

    assert found.control.here.answers == 20
    assert found.control.words.startswith("75% of 20 named something; of everybody")
    assert found.control.compared == "Elsewhere in the ward it is 20% of 30: more here, beyond chance."
    assert wished(found, "help") == "15 or more"
    assert wished(found, "walk") == "0"


@pytest.mark.parametrize(
    ("here", "there", "compared"),
    [
        ((4, 20), (9, 30), "Elsewhere in the ward it is 30% of 30: the difference may be chance."),
        ((4, 40), (20, 30), "Elsewhere in the ward it is 67% of 30: fewer here, beyond chance."),
        ((4, 40), None, ""),
    ],
)
def test_two_shares_are_called_different_only_beyond_chance(here, there, compared):
    control = Control(here=agreement(*here), elsewhere=there and agreement(*there), quarters=[])

    assert control.compared == compared


def test_an_area_has_its_own_trend_on_its_page_and_in_its_data(client, two_areas):
    """M3."""
    here, there = two_areas
    address = [here.ward.slug, there.pk]

    page = client.get(reverse("engagement:public_area_findings", args=address)).text
    data = client.get(reverse("engagement:area_findings_json", args=address)).json()

    assert [each["agree_percent"] for each in data["influence_by_quarter"]] == [0, 100]
    assert f"Feel that they can influence decisions in {there.name}" in page
    assert data["control_signals"]["here"]["answers"] == 30
    assert NAME not in page


def test_what_keeps_coming_back_in_an_area_is_read_from_what_is_published_of_it(two_areas):
    """M9, rule 24; a later profile may have drawn the area anew under its name."""
    here, there = two_areas
    pact = Engagement.objects.first().cycle.pact
    for back, area in ((0, here), (1, here), (2, make.area(name=here.name, profile=make.profile(here.ward)))):
        start = date(2026, 1, 1) - timedelta(days=91 * back)
        cycle = pact.cycles.first() if not back else make.cycle(pact=pact, starts_on=start, name=f"Q-{back}")
        engagement = make.engagement(cycle=cycle, areas=[area])
        make.concern(interview=make.interview(engagement=engagement, area=area), issue_type=make.known_type("LIT"))
        if back < 2:
            make.closed_engagement(engagement, findings_published_at=make.NOON)

    before = queries.area_findings(here, today=timezone.localdate()).recurring
    make.closed_engagement(engagement, findings_published_at=make.NOON)

    assert before == []
    assert queries.area_findings(here, today=timezone.localdate()).recurring == [make.known_type("LIT").name]
    assert queries.area_findings(there, today=timezone.localdate()).recurring == []


def test_what_is_being_forgotten_is_no_longer_counted_and_does_not_shrink_from_day_to_day(published):
    """One interview of the engagement is older than its words and contacts are kept."""
    published.interviews.update(recorded_at=timezone.now())
    kept = outcomes(published)
    oldest = published.interviews.first()
    published.interviews.filter(pk=oldest.pk).update(recorded_at=timezone.now() - timedelta(days=800))

    forgotten = outcomes(published)

    assert kept.control.here.answers == 14
    assert forgotten.control.here is None
    assert {wish.words for wish in forgotten.wishes} == {"No longer kept"}


def test_the_pdf_is_tagged_and_says_nothing_personal(published, tmp_path):
    made = Made("engagement.findings", published)

    assert made.faults_of_accessibility(tmp_path) == []
    assert "57% of 14 agree" in made.text
    assert [planted for planted in (NAME, PHONE, HOME, SAID) if planted in made.text] == []
