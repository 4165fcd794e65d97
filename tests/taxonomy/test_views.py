import re

import pytest
from django.urls import reverse

from pact.accounts.permissions import Role
from pact.taxonomy.models import IssueType, Theme
from tests import make

pytestmark = pytest.mark.django_db

EDITORS = {Role.ADMINISTRATOR, Role.COORDINATOR}
OUTSIDERS = {Role.PRINT_UNIT, Role.DATA_PROTECTION}
FACTS = {"strand": "S", "lead_service": "Wardens", "target_working_days": "3", "lgsl": "577, 432"}


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def editor(client):
    client.force_login(make.person(Role.COORDINATOR, make.borough()))
    return client


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", ["issue_types", "themes"])
def test_the_words_are_read_by_whoever_works_with_the_cycle(client, role, name):
    client.force_login(make.person(role, make.borough()))

    assert client.get(reverse(f"taxonomy:{name}")).status_code == (403 if role in OUTSIDERS else 200)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("issue_type_new", "get"),
        ("issue_type", "get"),
        ("issue_type_retirement", "post"),
        ("theme_new", "get"),
        ("theme", "get"),
        ("theme_retirement", "post"),
    ],
)
def test_the_words_are_edited_by_administrators_and_coordinators(client, role, name, method):
    model = Theme if name.startswith("theme") else IssueType
    args = [] if name.endswith("new") else [model.objects.first().pk]
    client.force_login(make.person(role, make.borough()))

    response = getattr(client, method)(reverse(f"taxonomy:{name}", args=args), {"state": "retired"})

    assert response.status_code == (403 if role not in EDITORS else 302 if method == "post" else 200)


@pytest.mark.parametrize("name", ["issue_types", "themes", "issue_type_new", "theme_new"])
def test_without_a_log_in_every_page_leads_to_the_log_in(client, name):
    assert client.get(reverse(f"taxonomy:{name}")).url.startswith("/accounts/login/")


@pytest.mark.parametrize("url", ["/issue-types/0/", "/themes/0/"])
def test_what_does_not_exist_is_not_found(editor, url):
    assert editor.get(url).status_code == 404


def test_the_list_of_issue_types_costs_the_same_with_many(editor, costs_the_same):
    costs_the_same(
        lambda count: [make.issue_type(lead_agency=make.agency()) for _ in range(count)], editor, "/issue-types/"
    )


def test_the_list_of_themes_costs_the_same_with_many(editor, costs_the_same):
    def more(count):
        for _ in range(count):
            Theme.objects.create(name=f"Theme {Theme.objects.count()}", position=1)

    costs_the_same(more, editor, "/themes/")


def test_an_issue_type_is_added_edited_retired_and_brought_back(editor):
    agency = make.agency("Wardens")
    editor.post("/issue-types/new/", FACTS | {"code": "bon", "name": "Bonfires"})
    bonfires = IssueType.objects.get(code="BON")

    response = editor.post(
        bonfires.get_absolute_url(), FACTS | {"name": "Bonfires and smoke", "lead_agency": agency.pk}, follow=True
    )
    assert f"BON Crime and disorder {agency}" in text_of(response)

    retirement = reverse("taxonomy:issue_type_retirement", args=[bonfires.pk])
    assert "is retired" in text_of(editor.post(retirement, {"state": "retired"}, follow=True))
    assert "is in use again" in text_of(editor.post(retirement, {"state": "in use"}, follow=True))
    assert editor.post(retirement, {"state": "nonsense"}).status_code == 404


def test_a_refused_issue_type_keeps_what_was_typed_and_says_why(editor):
    response = editor.post(
        "/issue-types/new/",
        FACTS | {"code": "four", "name": "Bonfires", "target_working_days": "soon", "lgsl": "five"},
    )

    errors = response.context["form"].errors
    assert errors["code"] == ["The code must be three letters."]
    assert errors["target_working_days"] == ["Enter a whole number of working days, like 10."]
    assert errors["lgsl"] == ["Enter numbers with commas between them, like 577, 432."]
    for typed in ("four", "Bonfires", "soon", "five"):
        assert f'value="{typed}"' in response.content.decode()


def test_a_name_that_is_taken_is_refused_beside_its_field(editor):
    response = editor.post("/issue-types/new/", FACTS | {"code": "ZZZ", "name": "Drug litter"})
    assert "There is an issue type called Drug litter already." in text_of(response)

    first, second = Theme.objects.order_by("position")[:2]
    response = editor.post(second.get_absolute_url(), {"name": first.name, "position": "2"})
    assert response.context["form"].errors["name"] == [f"There is a theme called {first.name} already."]


def test_a_theme_is_added_and_moved(editor):
    editor.post("/themes/new/", {"name": "A city that remembers"})
    theme = Theme.objects.get(name="A city that remembers")

    editor.post(theme.get_absolute_url(), {"name": "A city that remembers well", "position": "1"})

    theme.refresh_from_db()
    assert (theme.name, theme.position) == ("A city that remembers well", 1)
