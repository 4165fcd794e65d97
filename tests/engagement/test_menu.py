"""The menu of techniques, compared on one page, and the groups that it reaches (W46)."""

from datetime import date

import pytest
from django.urls import reverse

from engagement import actions, queries
from engagement.models import Engagement, Group, Technique
from pact.accounts.permissions import Role
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def menu():
    Technique.objects.update(retired_at=make.NOON)
    anglers = make.group("Anglers")
    stall = make.technique("Stall", hours=10, reaches=100, suits="Many pass.")
    doors = make.technique("Doors", hours=4, reaches=2)
    doors.groups.add(anglers)
    make.technique("Walk")
    return anglers, stall, doors


@pytest.mark.parametrize(
    ("sort", "names"),
    [("", "DSW"), ("hours", "DSW"), ("reaches", "SDW"), ("each", "SDW")],
)
def test_the_menu_puts_first_what_is_asked_for_and_last_what_is_not_known(menu, sort, names):
    assert "".join(line.technique.name[0] for line in queries.menu(sort=sort)) == names


def test_the_menu_of_a_group_has_only_what_reaches_it_well(menu):
    anglers, _, doors = menu

    lines = queries.menu(group=anglers)

    assert [(line.technique, line.groups, line.each_in_words) for line in lines] == [(doors, [anglers], "2 hours")]


def test_the_page_compares_and_a_bad_filter_breaks_nothing(client, menu):
    client.force_login(make.person(Role.COORDINATOR, make.ward().borough))

    page = client.get(reverse("engagement:technique_list"), {"sort": "each"}).text
    odd = client.get(reverse("engagement:technique_list"), {"sort": "nonsense", "group": "x"})

    assert "Many pass." in page
    assert "6 minutes" in page
    assert odd.status_code == 200


def test_a_new_installation_has_the_techniques_of_the_reports_with_what_they_cost():
    """A26, C5, M35, A29."""
    named = {"road-show", "bus-tour", "back-the-box", "participatory-appraisal", "open-meeting", "awareness-event"}

    known = Technique.objects.exclude(suits="").exclude(hours=None).filter(groups__isnull=False)

    assert named <= set(known.values_list("slug", flat=True))


def test_the_impact_form_has_its_eight_labels_and_they_can_be_changed():
    """W71: the report speaks of seven and prints eight."""
    person = make.person()

    actions.edit_group(Group.objects.get(slug="class"), name="Income", is_in_use=True, by=person, at=make.NOON)

    assert list(Group.objects.to_assess().values_list("name", flat=True)) == [
        "Race",
        "Ethnicity",
        "Age",
        "Income",
        "Disability",
        "Gender",
        "Religion",
        "Sexual orientation",
    ]


def test_a_plan_keeps_whom_it_wants_to_hear_and_who_does_it():
    cycle = make.cycle(open_stage="engagement")
    group, agency = make.group(), make.agency()

    engagement = actions.plan(
        cycle,
        technique=make.technique(),
        areas=[make.confirmed_area(cycle.ward)],
        starts_on=date(2026, 3, 1),
        ends_on=date(2026, 3, 29),
        title="Doorsteps",
        purpose="What matters here.",
        target=20,
        consent_text="You need not answer.",
        consent_version="1",
        groups=[group],
        team=[cycle.pact.coordinator],
        agencies=[agency],
        by=cycle.pact.coordinator,
        at=make.NOON,
    )

    who = queries.who_does_it(Engagement.objects.get(pk=engagement.pk))
    assert (who.groups, who.team, who.agencies) == ([group.name], [cycle.pact.coordinator.name], [agency.name])
