import re

import pytest
from django.core import mail
from django.urls import reverse

from pact.accounts import actions
from pact.accounts.models import Agency, User
from pact.accounts.permissions import Role
from tests import make

pytestmark = pytest.mark.django_db

ELSEWHERE = {"role": "coordinator", "agency": ""}


@pytest.fixture
def borough():
    return make.borough("Millbrook")


@pytest.fixture
def administrator(borough):
    return make.person(Role.ADMINISTRATOR, borough, name="Ada")


@pytest.fixture
def signed_in(client, administrator):
    client.force_login(administrator)
    return client


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def people_on(response):
    return {row[0]["text"] for row in response.context["rows"]}


# Who gets in


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", ["people", "invitation", "agency_new"])
def test_only_administrators_manage_people_and_agencies(client, borough, role, name):
    client.force_login(make.person(role, borough))

    response = client.get(reverse(f"accounts:{name}"))

    assert response.status_code == (200 if role == Role.ADMINISTRATOR else 403)


@pytest.mark.parametrize("role", Role)
def test_agencies_are_read_by_whoever_works_with_the_cycle(client, borough, role):
    agency = make.agency()
    client.force_login(make.person(role, borough))
    expected = 403 if role in {Role.PRINT_UNIT, Role.DATA_PROTECTION} else 200

    assert client.get(reverse("accounts:agencies")).status_code == expected
    assert client.get(agency.get_absolute_url()).status_code == expected


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", ["me", "my_details", "permissions"])
def test_everybody_has_a_page_of_their_own_and_can_read_who_may_what(client, borough, role, name):
    client.force_login(make.person(role, borough))

    assert client.get(reverse(f"accounts:{name}")).status_code == 200


@pytest.mark.parametrize("name", ["people", "invitation", "agencies", "agency_new", "permissions", "me", "my_details"])
def test_without_a_log_in_every_page_leads_to_the_log_in(client, name):
    response = client.get(reverse(f"accounts:{name}"))

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


PERSON_PAGES = [
    ("person", "get"),
    ("person_details", "get"),
    ("role", "get"),
    ("departure", "get"),
    ("departure", "post"),
    ("invitation_again", "post"),
    ("second_factor", "post"),
]


@pytest.mark.parametrize(("name", "method"), PERSON_PAGES)
def test_an_administrator_finds_nobody_of_another_borough(signed_in, name, method):
    """Rule 69."""
    stranger = make.person(Role.COORDINATOR, make.ward(), name="Stranger")

    response = getattr(signed_in, method)(reverse(f"accounts:{name}", args=[stranger.pk]))

    assert response.status_code == 404
    assert User.objects.get(pk=stranger.pk).is_active


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
@pytest.mark.parametrize(("name", "method"), PERSON_PAGES)
def test_whoever_does_not_manage_people_finds_nobody(client, borough, role, name, method):
    colleague = make.person(Role.COORDINATOR, borough)
    client.force_login(make.person(role, borough))

    response = getattr(client, method)(reverse(f"accounts:{name}", args=[colleague.pk]))

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["person_details", "departure"])
def test_somebody_with_a_role_elsewhere_too_is_seen_but_not_deactivated(signed_in, borough, administrator, name):
    shared = make.person(Role.COORDINATOR, borough)
    other = make.borough()
    actions.give_role(shared, role=Role.ANALYST, agency=None, place=other, by=administrator, at=make.NOON)

    assert signed_in.get(reverse(f"accounts:{name}", args=[shared.pk])).status_code == 403
    page = text_of(signed_in.get(shared.get_absolute_url()))
    assert "PACT co-ordinator in Millbrook" in page
    assert "Analyst" not in page


def test_a_role_cannot_be_ended_in_another_borough(signed_in, borough, administrator):
    shared = make.person(Role.COORDINATOR, borough)
    elsewhere = actions.give_role(
        shared, role=Role.ANALYST, agency=None, place=make.borough(), by=administrator, at=make.NOON
    )

    response = signed_in.post(reverse("accounts:role_end", args=[shared.pk, elsewhere.pk]))

    assert response.status_code == 404
    elsewhere.refresh_from_db()
    assert elsewhere.ended_at is None


def test_a_role_cannot_be_given_in_another_borough(signed_in, borough):
    person = make.person(Role.COORDINATOR, borough)
    other = make.borough("Elsewhere")

    response = signed_in.post(reverse("accounts:role", args=[person.pk]), ELSEWHERE | {"place": f"borough-{other.pk}"})

    assert response.status_code == 200
    assert response.context["form"].errors == {"place": ["Choose a place from the list."]}


# The list


def test_the_list_shows_the_people_of_ones_own_borough(signed_in, borough, administrator):
    ward = make.ward(township=make.township(borough=borough))
    make.person(Role.COUNCILLOR, ward, name="Cole")
    make.person(Role.COORDINATOR, make.ward(), name="Stranger")
    actions.deactivate(make.person(Role.ANALYST, borough, name="Left"), by=administrator, at=make.NOON)

    assert people_on(signed_in.get("/people/")) == {"Ada", "Cole"}
    assert people_on(signed_in.get("/people/?state=left")) == {"Left"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("search=co", {"Cole"}),
        ("role=councillor", {"Cole"}),
        ("role=councillor&place=borough-{borough}", {"Cole"}),
        ("place=township-{township}", {"Cole"}),
        ("place=ward-{ward}", {"Cole"}),
        ("state=invited", {"Noor"}),
        ("agency={agency}", {"Fay"}),
        ("search=nobody", set()),
        ("role=king&place=ward-0&agency=x&page=900", {"Ada", "Cole", "Fay", "Noor"}),
    ],
)
def test_the_list_can_be_narrowed(signed_in, borough, administrator, query, found):
    township = make.township(borough=borough)
    ward = make.ward(township=township)
    agency = make.agency()
    make.person(Role.COUNCILLOR, ward, name="Cole")
    make.person(Role.OFFICER, borough, agency=agency, name="Fay")
    actions.invite(
        email="noor@example.org",
        name="Noor",
        role=Role.ANALYST,
        agency=None,
        place=borough,
        by=administrator,
        at=make.NOON,
    )

    places = {"borough": borough.pk, "township": township.pk, "ward": ward.pk, "agency": agency.pk}
    assert people_on(signed_in.get("/people/?" + query.format(**places))) == found


def test_the_list_of_people_costs_the_same_with_many(signed_in, borough, costs_the_same):
    def more(count):
        ward = make.ward(township=make.township(borough=borough))
        for _ in range(count):
            make.person(Role.OFFICER, ward)

    costs_the_same(more, signed_in, "/people/")


def test_the_list_of_agencies_costs_the_same_with_many(signed_in, borough, costs_the_same):
    def more(count):
        for _ in range(count):
            agency = make.agency()
            agency.point_of_contact = make.person(Role.OFFICER, borough, agency=agency)
            agency.save()

    costs_the_same(more, signed_in, "/agencies/")


# What people do


def test_an_invitation_is_sent_followed_and_used(signed_in, client, borough, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = signed_in.post(
            "/people/invitation/",
            {"name": "Noor", "email": "noor@example.org", "role": "analyst", "place": f"borough-{borough.pk}"},
            follow=True,
        )
    assert "Invited" in text_of(response)
    link = re.search(r"http://\S+?(/accounts/invitation/\S+)", mail.outbox[0].body)[1]
    client.logout()

    assert client.get(link).status_code == 200
    answer = {"name": "Noor Khan", "phone": "", "password": "three odd words", "password_again": "three odd words"}
    response = client.post(link, answer)

    assert response.url == "/accounts/login/"
    assert client.login(email="noor@example.org", password="three odd words")
    assert client.get(link).status_code == 410


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"password_again": "another"}, "The two passwords are not the same."),
        ({"password": "short", "password_again": "short"}, "at least 10 characters"),
        ({"name": ""}, "Enter a name."),
    ],
)
def test_a_refused_acceptance_keeps_what_was_typed(client, borough, administrator, changed, error):
    person = actions.invite(
        email="n@example.org", name="N", role=Role.ANALYST, agency=None, place=borough, by=administrator, at=NOW()
    )
    answer = {"name": "Noor", "phone": "01632 960 100", "password": "three odd words"}

    response = client.post(
        reverse("accounts:acceptance", args=[person.invitations.get().token]),
        answer | {"password_again": "three odd words"} | changed,
    )

    assert error in text_of(response)
    assert "01632 960 100" in response.content.decode()


def NOW():
    from django.utils import timezone

    return timezone.now()


def test_a_made_up_invitation_is_not_found(client):
    assert client.get(reverse("accounts:acceptance", args=["0" * 64])).status_code == 404
    assert client.get(reverse("accounts:acceptance", args=["é%00"])).status_code == 404


def test_a_refused_invitation_keeps_what_was_typed(signed_in, borough):
    response = signed_in.post(
        "/people/invitation/",
        {"name": "Noor", "email": "not an address", "role": "officer", "place": f"borough-{borough.pk}"},
    )

    assert "correct format" in text_of(response)
    assert 'value="Noor"' in response.content.decode()
    assert "not an address" in response.content.decode()


def test_the_reasons_of_a_refusal_are_shown_on_the_form(signed_in, borough):
    response = signed_in.post(
        "/people/invitation/",
        {"name": "Noor", "email": "noor@example.org", "role": "officer", "place": f"borough-{borough.pk}"},
    )

    assert "Choose the agency: front-line officers work for one." in text_of(response)
    assert not User.objects.filter(email="noor@example.org").exists()


def test_departure_asks_first_and_then_says_what_is_true(signed_in, borough):
    person = make.person(Role.ANALYST, borough, name="Olu")
    url = reverse("accounts:departure", args=[person.pk])

    assert "Deactivate the account" in text_of(signed_in.get(url))
    response = signed_in.post(url, follow=True)

    assert "Olu can no longer sign in and holds no role." in text_of(response)


def test_the_last_administrator_is_told_why_the_role_stays(signed_in, administrator):
    membership = administrator.memberships.get()
    url = reverse("accounts:role_end", args=[administrator.pk, membership.pk])

    response = signed_in.post(url)

    assert "Ada is the only administrator of Millbrook." in text_of(response)


def test_details_of_a_person_and_of_oneself_are_edited(signed_in, borough, administrator):
    person = make.person(Role.ANALYST, borough)

    signed_in.post(reverse("accounts:person_details", args=[person.pk]), {"name": "Olu Ade", "phone": "01632 960 2"})
    signed_in.post("/me/details/", {"name": "Ada Lane", "phone": ""})

    person.refresh_from_db()
    administrator.refresh_from_db()
    assert (person.name, person.phone, administrator.name) == ("Olu Ade", "01632 960 2", "Ada Lane")


def test_a_councillor_from_a_list_gets_an_address_and_an_invitation(signed_in, borough, administrator):
    ward = make.ward(township=make.township(borough=borough))
    seat = {"role": Role.COUNCILLOR, "agency": None, "place": ward}
    listed = actions.enrol(email="ann.e05@councillors.invalid", name="Ann", **seat, by=administrator, at=make.NOON)
    page = signed_in.get(reverse("accounts:person", args=[listed.pk])).content.decode()

    refused = signed_in.post(reverse("accounts:person_address", args=[listed.pk]), {"email": administrator.email})
    signed_in.post(reverse("accounts:person_address", args=[listed.pk]), {"email": "ann@example.gov.uk"})

    assert "Not known yet" in page
    assert "Somebody else has this address." in refused.content.decode()
    listed.refresh_from_db()
    assert listed.email == "ann@example.gov.uk"
    assert listed.invitations.count() == 1


def test_an_agency_is_added_and_gets_its_point_of_contact(signed_in, borough):
    """A8."""
    signed_in.post("/agencies/new/", {"name": "Street Cleansing", "kind": "council"})
    agency = Agency.objects.get()
    manager = make.person(Role.MANAGER, borough, agency=agency, name="Max")

    response = signed_in.post(
        reverse("accounts:agency_details", args=[agency.slug]),
        {"name": "Street Care", "kind": "council", "point_of_contact": manager.pk},
        follow=True,
    )

    assert "Street Care" in text_of(response)
    assert "Max" in text_of(response)


def test_a_second_agency_of_the_same_name_is_refused_beside_its_field(signed_in):
    make.agency("Parks")
    name = Agency.objects.get().name

    response = signed_in.post("/agencies/new/", {"name": name, "kind": "council"})

    assert response.context["form"].errors["name"] == [f"There is an agency called {name} already."]


def test_the_permission_table_shows_what_the_code_says(signed_in):
    response = signed_in.get("/permissions/")

    row = next(row for row in response.context["rows"] if row[0] == "Read and export the trail")
    columns = [column["text"] for column in response.context["columns"][1:]]
    assert [role for role, cell in zip(columns, row[1], strict=True) if cell] == ["Data protection lead"]
