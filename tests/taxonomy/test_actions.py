import pytest

from pact.audit.models import Entry
from pact.core.refusals import Refused
from pact.taxonomy import actions, queries
from pact.taxonomy.models import IssueType, Theme
from tests import make

pytestmark = pytest.mark.django_db

FACTS = {"strand": "C", "lead_service": "Wardens", "support": "", "lgsl": "", "target": "", "target_working_days": 3}


def test_an_issue_type_gets_its_lead_agency_and_the_trail_says_what_changed():
    litter, agency, editor = IssueType.objects.get(code="LIT"), make.agency(), make.person()

    actions.map_lead_agency(litter, agency=agency, by=editor, at=make.NOON)
    actions.map_lead_agency(litter, agency=agency, by=editor, at=make.NOON)

    litter.refresh_from_db()
    assert litter.lead_agency == agency
    assert Entry.objects.get().detail == {"changed": ["lead_agency"]}


@pytest.mark.parametrize(
    ("code", "name", "reason"),
    [("ZZZ", "drug litter", "called drug litter already"), ("LIT", "Something else", "the code LIT already")],
)
def test_names_and_codes_are_used_once(code, name, reason):
    with pytest.raises(Refused, match=reason):
        actions.add_issue_type(code=code, name=name, **FACTS, by=None, at=make.NOON)


def test_what_is_retired_is_kept_at_the_end_of_the_list_and_can_come_back():
    litter = IssueType.objects.get(code="LIT")

    actions.retire(litter, by=None, at=make.NOON)
    actions.retire(litter, by=None, at=make.NOON)

    assert litter not in IssueType.objects.in_use()
    assert queries.issue_types().last() == litter
    actions.bring_back(litter, by=None, at=make.NOON)
    assert litter in IssueType.objects.in_use()
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == ["retired", "brought back"]


def test_the_last_theme_in_use_cannot_be_retired():
    first, *others = Theme.objects.order_by("position")
    for theme in others:
        actions.retire(theme, by=None, at=make.NOON)

    with pytest.raises(Refused, match="only one in use"):
        actions.retire(first, by=None, at=make.NOON)


def test_a_new_theme_stands_last():
    theme = actions.add_theme(name="A city that remembers", by=None, at=make.NOON)

    assert queries.themes().last() == theme
    with pytest.raises(Refused, match="already"):
        actions.add_theme(name="a city that REMEMBERS", by=None, at=make.NOON)
