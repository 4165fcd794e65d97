"""Places and datasets in a real browser."""

import pytest

from pact.accounts.permissions import Role
from pact.places.models import Postcode
from profiles.models import RefusedRow
from tests import make
from tests.browser import DESKTOP, NARROW


@pytest.fixture
def ward(db):
    ward = make.ward("Aspull New Springs Whelley", households=5_000)
    make.ward("Ince", township=ward.township_on(make.TODAY), square_at=(-2.585, 53.5))
    Postcode.objects.create(code="WN11AA", ward=ward, longitude=-2.59, latitude=53.505)
    return ward


@pytest.fixture
def dataset(ward):
    dataset = make.dataset(
        ward.borough, kind="incidents", rows_read=40, rows_taken=1, rows_refused=30, rows_outside=9, notes=["Note."]
    )
    make.incident(ward, dataset=dataset)
    for number in range(30):
        RefusedRow.objects.create(dataset=dataset, number=number + 2, reason="“May” is not a month like 2024-01.")
    return dataset


@pytest.mark.parametrize("viewport", [DESKTOP, NARROW], ids=["desktop", "narrow"])
def test_every_page_is_accessible_and_fits(page, signs_in, accessible, viewport, ward, dataset):
    signs_in(make.person(Role.ANALYST, ward.borough))
    page.set_viewport_size(viewport)

    for address in [
        "/places/",
        "/places/find/?q=wn1 1aa",
        "/places/find/?q=atlantis",
        f"/places/find/?q={'x' * 120}",
        ward.borough.get_absolute_url(),
        ward.township_on(make.TODAY).get_absolute_url(),
        ward.get_absolute_url(),
        "/datasets/",
        dataset.get_absolute_url(),
        f"{dataset.get_absolute_url()}withdrawal/",
    ]:
        page.goto(address)
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{address} is too wide"
        accessible(page)


def test_a_ward_is_found_by_keyboard(page, signs_in, ward):
    signs_in(make.person())
    page.goto("/places/")

    page.get_by_label("Postcode, ward or point").focus()
    page.keyboard.type(" wn1 1aa ")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Aspull New Springs Whelley").focus()
    page.keyboard.press("Enter")

    page.get_by_role("heading", level=1, name="Aspull New Springs Whelley").wait_for()
