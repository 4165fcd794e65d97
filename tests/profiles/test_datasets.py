"""The pages about datasets: who sees them, what they say, and withdrawing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from pact.accounts.permissions import MAY, Permission, Role
from profiles.actions import loading
from profiles.models import Incident, RefusedRow
from tests import make
from tests.make.boroughs import cells

pytestmark = pytest.mark.django_db

SEE = {role for role, held in MAY.items() if Permission.SEE_CYCLE in held}
WITHDRAW = {role for role, held in MAY.items() if Permission.LOAD_DATA in held}


@pytest.fixture
def ward():
    return make.ward()


@pytest.fixture
def dataset(ward):
    dataset = make.dataset(
        ward.borough,
        kind="incidents",
        title="Crime, January 2024",
        filename="crime.csv.gz",
        rows_read=9,
        rows_taken=2,
        rows_refused=1,
        rows_without_place=1,
        rows_outside=5,
        outside=[[2, 4], [8, 9]],
        notes=["“Noise at sea” belongs to no issue type."],
    )
    make.incident(ward, dataset=dataset, category="Burglary")
    make.incident(ward, dataset=dataset, category="Burglary")
    RefusedRow.objects.create(dataset=dataset, number=6, reason="It has no place.")
    RefusedRow.objects.create(dataset=dataset, number=5, reason="“May” is not a month like 2024-01.")
    return dataset


@pytest.fixture
def analyst(client, ward):
    person = make.person(Role.ANALYST, ward.borough)
    client.force_login(person)
    return person


def url(name, dataset):
    return reverse(f"profiles:{name}", args=[dataset.pk])


@pytest.mark.parametrize("role", Role)
def test_who_works_with_the_cycle_sees_datasets_and_a_stranger_finds_none(client, ward, dataset, role):
    """Rule 69."""
    expected = 200 if role in SEE else 404

    client.force_login(make.person(role, ward.borough))
    assert client.get(url("dataset", dataset)).status_code == expected
    assert client.get(url("dataset_rows", dataset)).status_code == expected
    assert (dataset.title in client.get(reverse("profiles:dataset_list")).content.decode()) == (role in SEE)

    client.force_login(make.person(role, make.borough()))
    assert client.get(url("dataset", dataset)).status_code == 404
    assert client.get(url("dataset_rows", dataset)).status_code == 404
    assert client.get(url("dataset_withdrawal", dataset)).status_code == 404
    assert dataset.title not in client.get(reverse("profiles:dataset_list")).content.decode()


@pytest.mark.parametrize("role", sorted(SEE))
def test_only_who_loads_data_withdraws_it(client, ward, dataset, role):
    client.force_login(make.person(role, ward.borough))
    expected = 200 if role in WITHDRAW else 403

    assert client.get(url("dataset_withdrawal", dataset)).status_code == expected
    assert (url("dataset_withdrawal", dataset) in client.get(url("dataset", dataset)).content.decode()) == (
        role in WITHDRAW
    )


def test_an_analyst_of_one_ward_does_not_withdraw_for_the_borough(client, ward, dataset):
    client.force_login(make.person(Role.ANALYST, ward))

    assert client.get(url("dataset", dataset)).status_code == 200
    assert client.get(url("dataset_withdrawal", dataset)).status_code == 403


def test_a_visitor_is_asked_to_sign_in(client, dataset):
    for name in ("dataset", "dataset_rows", "dataset_withdrawal"):
        assert client.get(url(name, dataset)).status_code == 302
    assert client.get(reverse("profiles:dataset_list")).status_code == 302


def test_a_dataset_says_where_it_comes_from_and_what_it_holds(client, analyst, dataset):
    """Rule 5."""
    page = client.get(url("dataset", dataset)).content.decode()

    for words in ("Office of Figures", "OGL v3", "crime.csv.gz", "Wednesday 11 March 2026, midday, by PACT"):
        assert words in page
    assert "“Noise at sea” belongs to no issue type." in page
    assert "5 rows of other places were counted and not taken." in page
    assert page.index("“May” is not a month") < page.index("It has no place.")
    assert "Burglary" in page


def test_figures_are_told_with_their_meaning(client, analyst, ward):
    figure = make.figure(ward, 4.5, indicator="Claimants", meaning="Of every 100 people, how many claim.")

    page = client.get(figure.dataset.get_absolute_url()).content.decode()

    assert "Of every 100 people, how many claim." in page
    assert "Download every row" not in page


def test_every_row_that_was_not_taken_can_be_taken_away(client, analyst, dataset):
    response = client.get(url("dataset_rows", dataset))

    assert response["Content-Disposition"] == 'attachment; filename="rows-not-taken-crime.csv"'
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert cells(text) == [
        ["Row", "Reason"],
        ["5", "“May” is not a month like 2024-01."],
        ["6", "It has no place."],
        *[[number, "It is of another place."] for number in ("2", "3", "4", "8", "9")],
    ]


def test_a_withdrawn_dataset_is_no_longer_used_and_says_by_whom(client, analyst, dataset):
    assert client.get(url("dataset_withdrawal", dataset)).status_code == 200
    assert Incident.objects.in_use().count() == 2

    response = client.post(url("dataset_withdrawal", dataset), follow=True)

    page = response.content.decode()
    assert "is withdrawn. Profiles no longer use it." in page
    assert f"by {analyst}" in page
    assert "Withdraw this dataset" not in page
    assert not Incident.objects.in_use().exists()
    assert client.post(url("dataset_withdrawal", dataset)).status_code == 302


def test_what_used_a_withdrawn_dataset_says_so(client, analyst, ward, dataset):
    """Rule 5: the profile keeps the numbers that it was published with."""
    before = make.profile(ward, published=make.NOON - timedelta(days=1))
    used = make.profile(ward, published=make.NOON + timedelta(days=1))
    loading.withdraw(dataset, by=analyst, at=make.NOON + timedelta(days=2))
    after = make.profile(ward, published=make.NOON + timedelta(days=3))

    pages = [client.get(profile.get_absolute_url()).content.decode() for profile in (before, used, after)]

    assert ["figures behind it were taken back" in page for page in pages] == [False, True, False]
    assert "Crime, January 2024</a> was withdrawn on 13 March 2026." in pages[1]
    assert "1 published profile, which kept its numbers" in client.get(url("dataset", dataset)).content.decode()


def test_a_replaced_dataset_is_said_to_be_replaced(client, analyst, ward, dataset):
    profile = make.profile(ward, published=make.NOON + timedelta(days=1))
    loading.withdraw(dataset, by=analyst, at=make.NOON + timedelta(days=2))
    make.dataset(ward.borough, title=dataset.title, kind="incidents", loaded_at=make.NOON + timedelta(days=2))

    page = client.get(profile.get_absolute_url()).content.decode()

    assert "was replaced by a newer file on 13 March 2026." in page


def test_boundaries_offer_no_withdrawal(client, analyst, ward):
    places = make.dataset(ward.borough, kind="places")

    assert "Withdraw this dataset" not in client.get(url("dataset", places)).content.decode()
    assert "stand on their own" in client.get(url("dataset_withdrawal", places)).content.decode()
    assert "stand on their own" in client.post(url("dataset_withdrawal", places)).content.decode()
    places.refresh_from_db()
    assert not places.is_withdrawn


def test_the_list_can_be_narrowed(client, analyst, ward, dataset):
    make.dataset(ward.borough, kind="figures", title="Claims", withdrawn_at=make.NOON)

    def titles(**filters):
        rows = client.get(reverse("profiles:dataset_list"), filters).context["rows"]
        return [row[0]["text"] for row in rows]

    assert titles() == ["Claims", "Crime, January 2024"]
    assert titles(kind="incidents") == ["Crime, January 2024"]
    assert titles(state="withdrawn") == ["Claims"]
    assert titles(state="in use") == ["Crime, January 2024"]
    assert titles(kind="nonsense", page="99") == ["Claims", "Crime, January 2024"]


# Cost


def test_the_list_costs_the_same_for_any_number(client, analyst, ward, costs_the_same):
    costs_the_same(lambda n: [make.dataset(ward.borough) for _ in range(n)], client, reverse("profiles:dataset_list"))


def test_a_dataset_costs_the_same_for_any_number_of_rows(client, analyst, ward, dataset, costs_the_same):
    def rows(n):
        for number in range(n):
            RefusedRow.objects.create(dataset=dataset, number=number, reason="It is wrong.")
            make.incident(ward, dataset=dataset, category=f"Category {number}")

    costs_the_same(rows, client, url("dataset", dataset))


def test_figures_of_a_ward_cost_one_query_for_any_number(ward, django_assert_num_queries):
    from profiles.models import Figure

    for year in range(2000, 2020):
        make.figure(ward, year, period=str(year))
        make.figure(ward, year, indicator=f"Number {year}")

    with django_assert_num_queries(1):
        latest = [(f.indicator.name, f.dataset.source, f.value) for f in Figure.objects.of(ward).latest().for_display()]

    assert len(latest) == 21
    assert ("Claimants", "Office of Figures", 2019) in latest
