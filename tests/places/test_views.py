"""Places are public knowledge: whoever is signed in sees them, and nobody else."""

from datetime import date

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pact.accounts.permissions import Role
from pact.places import actions
from pact.places.models import Neighbourhood, Postcode
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return make.ward("Ashfield", population=12_345, households=5_100)


@pytest.fixture
def signed_in(client):
    client.force_login(make.person())
    return client


def pages(ward):
    township = ward.township_on(make.TODAY)
    return [
        reverse("places:boroughs"),
        reverse("places:find"),
        ward.borough.get_absolute_url(),
        township.get_absolute_url(),
        ward.get_absolute_url(),
    ]


def test_a_visitor_is_asked_to_sign_in(client, ward):
    for url in pages(ward):
        assert client.get(url).status_code == 302, url


@pytest.mark.parametrize("role", [None, *Role])
def test_everybody_who_is_signed_in_sees_places(client, ward, role):
    elsewhere = make.ward()
    client.force_login(make.person(role, elsewhere.borough) if role else make.person())

    for url in pages(ward):
        assert client.get(url).status_code == 200, url


def test_nothing_is_posted_to_places(signed_in, ward):
    for url in pages(ward):
        assert signed_in.post(url).status_code == 405, url


@pytest.mark.parametrize("kind", ["borough", "township", "ward"])
def test_a_place_that_is_not_there_is_not_found(signed_in, kind):
    assert signed_in.get(reverse(f"places:{kind}", args=["nowhere"])).status_code == 404


def test_a_borough_shows_its_wards_by_township_with_a_map(signed_in, ward):
    make.ward("Beech", township=ward.township_on(make.TODAY), square_at=(-2.585, 53.5), population=None)

    response = signed_in.get(ward.borough.get_absolute_url())

    page = response.content.decode()
    assert [row[0]["text"] for row in response.context["table"].rows] == ["Ashfield", "Beech"]
    assert "12,345" in page
    assert "<svg" in page
    assert "people live here" not in page  # Beech has not been counted, so a sum would be wrong


def test_a_ward_shows_its_facts_and_its_other_boundaries(signed_in, ward):
    Neighbourhood.objects.create(ward=ward, name="Canal Side")
    boundary = ward.boundary
    new = actions.redraw_ward(ward, name="Ashfield", boundary=boundary, on=date(2023, 5, 4), by=None, at=make.NOON)

    old_page = signed_in.get(ward.get_absolute_url()).content.decode()
    new_page = signed_in.get(new.get_absolute_url()).content.decode()

    assert "Not a ward today" in old_page
    assert "from 6 May 2010 until 4 May 2023" in old_page
    assert "Canal Side" in old_page
    assert "Not a ward today" not in new_page
    assert ward.get_absolute_url() in new_page


def test_a_ward_without_a_boundary_has_a_page_without_a_map(signed_in):
    ward = make.ward(boundary=None, west=None, south=None, east=None, north=None, population=None)

    for url in pages(ward):
        response = signed_in.get(url)
        assert response.status_code == 200
        assert b"<svg" not in response.content or b"map-area" not in response.content


def test_a_ward_is_found_by_postcode_on_the_page(signed_in, ward):
    Postcode.objects.create(code="WN11AA", ward=ward, longitude=-2.59, latitude=53.505)

    page = signed_in.get(reverse("places:find"), {"q": " wn1  1aa"}).content.decode()

    assert f'href="{ward.get_absolute_url()}"' in page
    assert "1 ward for “WN1 1AA”" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("ZZ1 1ZZ", "ZZ1 1ZZ is in no ward that is loaded"),
        ("51.5, 0.1", "No ward that is loaded holds this point"),
        ("Atlantis", "No ward is called “Atlantis”"),
        ("x" * 101, "Write at most 100 characters."),
    ],
)
def test_what_is_not_found_is_said(signed_in, ward, typed, sentence):
    assert sentence in signed_in.get(reverse("places:find"), {"q": typed}).content.decode()


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=120), page=st.text(max_size=5))
def test_no_search_breaks_the_page(signed_in, typed, page):
    # An address with a zero byte is refused before it reaches any page.
    expected = 400 if "\0" in typed + page else 200
    assert signed_in.get(reverse("places:find"), {"q": typed, "page": page}).status_code == expected


# Cost


def test_finding_costs_the_same_for_any_number_of_wards(signed_in, costs_the_same):
    borough = make.borough()

    def rows(n):
        for _ in range(n):
            make.ward("Ashfield", township=make.township(borough=borough))

    costs_the_same(rows, signed_in, reverse("places:find") + "?q=ashfield")


def test_the_list_of_boroughs_costs_the_same_for_any_number(signed_in, costs_the_same):
    costs_the_same(lambda n: [make.ward() for _ in range(n)], signed_in, reverse("places:boroughs"))


def test_a_borough_costs_the_same_for_any_number_of_wards(signed_in, ward, costs_the_same):
    def rows(n):
        for _ in range(n):
            make.ward(township=make.township(borough=ward.borough))

    costs_the_same(rows, signed_in, ward.borough.get_absolute_url())
    costs_the_same(
        lambda n: [make.ward(township=ward.township_on(make.TODAY)) for _ in range(n)],
        signed_in,
        ward.township_on(make.TODAY).get_absolute_url(),
    )
