"""What the journeys start from. Loaded before Django is set up, so it imports late."""

import pytest


@pytest.fixture
def inspection(accessible):
    """Every kind of page that a journey comes to is looked at; what is wrong with any fails it at the end."""
    from tests.journeys.visitor import Inspection

    inspection = Inspection(accessible)
    yield inspection
    assert not inspection.findings, "\n".join(inspection.findings)


@pytest.fixture
def wigan_west(real_data, new_context, inspection):
    """Wigan, loaded from its open data, seen from one of its 25 wards."""
    from tests.journeys.town import town_of

    return town_of("Wigan West", folder=real_data, new_context=new_context, inspection=inspection)
