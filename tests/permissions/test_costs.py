"""What a page costs does not grow with the rows behind it: every page of the table of permissions."""

import pytest
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext

from tests.permissions.crowd import grow
from tests.permissions.rows import COORDINATOR, MANAGER, OFFICER
from tests.site import addresses

FEW, MANY = 2, 6  # rows of each kind; the tests of the rooms add to one kind, and more


@pytest.mark.once
@pytest.mark.django_db
def test_every_page_costs_the_same_with_many_rows(world):
    grow(world, FEW)
    costs(world)  # what is made at the first look, such as the address of one's calendar, is not the rows' cost
    few = costs(world)
    grow(world, MANY - FEW)
    many = costs(world)

    assert {page: (few[page], many[page]) for page in few if few[page] != many[page]} == {}


def costs(world):
    """`{(name of a page, who looks): number of queries}`."""
    found = {}
    for name, row, address in addresses(world):
        if row.method == "get" and row.ok == 200:
            for who in readers(name, row):
                found[name, who] = cost(world.clients[who], address)
    return found


def readers(name, row):
    """A board is another page for each role. A list holds other rows for some; of a thing's page, one has the most."""
    if name == "home:board":
        return sorted(row.may)
    reach = [COORDINATOR] if row.at else [COORDINATOR, MANAGER, OFFICER]
    return [role for role in reach if role in row.may] or [min(row.may)]


def cost(client, address):
    reset_queries()  # the log holds 9,000, and there are more pages than that
    with CaptureQueriesContext(connection) as queries:
        client.get(address).getvalue()
    return len(queries)
