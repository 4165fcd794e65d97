"""An action that its owner has accepted, and those around it.

Django is not ready yet when pytest reads this, so what needs it is imported late.
"""

import pytest


@pytest.fixture
def priority():
    from tests import make

    return make.priority(cycle=make.cycle(open_stage="tasking"))


@pytest.fixture
def agency():
    from tests import make

    return make.agency()


@pytest.fixture
def owner(priority, agency):
    from tests import make

    return make.officer(priority.ward, agency=agency)


@pytest.fixture
def coordinator(priority):
    return priority.cycle.pact.coordinator


@pytest.fixture
def action(priority, owner):
    from tests import make

    return make.action(priority=priority, owner=owner)
