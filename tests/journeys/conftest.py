"""What the journeys start from. Loaded before Django is set up, so it imports late."""

import pytest


@pytest.fixture
def inspection(accessible):
    """Every kind of page that a journey is refused on is looked at; what is wrong with any fails it at the end."""
    from tests.journeys.visitor import Inspection

    inspection = Inspection(accessible)
    yield inspection
    assert not inspection.findings, "\n".join(inspection.findings)


@pytest.fixture
def wigan_west(real_data, new_context, inspection):
    """Wigan, loaded from its open data, seen from one of its 25 wards."""
    from tests.journeys import town

    return town.wigan(folder=real_data, new_context=new_context, inspection=inspection)


@pytest.fixture
def town_without_script(live_server, new_context):
    """A small made-up town, whose people have switched JavaScript off."""
    from tests.journeys import town

    return town.made_up(new_context=new_context, has_script=False)
