import pytest

from feedback.models import Newsletter
from pact.accounts.permissions import Role
from tests import make

pytestmark = pytest.mark.django_db


def test_a_newsletter_is_drafted_from_the_list_of_newsletters(client):
    priority = make.priority()
    client.force_login(priority.cycle.pact.coordinator)

    offered = client.get("/newsletters/")
    drafted = client.post(f"/cycles/{priority.cycle.pk}/newsletter/", follow=True)

    assert list(offered.context["to_draft"]) == [priority.cycle]
    assert "Draft it" in offered.content.decode()
    assert drafted.redirect_chain[-1][0] == Newsletter.objects.get(cycle=priority.cycle).get_absolute_url()
    assert not client.get("/newsletters/").context["to_draft"]


def test_only_a_cycle_with_priorities_that_one_may_write_about_is_offered(client):
    priority, without, elsewhere = make.priority(), make.cycle(), make.priority()
    client.force_login(make.person(Role.CHAIR, priority.cycle.ward))
    assert not client.get("/newsletters/").context["to_draft"]

    client.force_login(make.person(Role.COORDINATOR, priority.cycle.ward))

    assert without.priorities.count() == 0
    assert elsewhere.cycle.ward != priority.cycle.ward
    assert list(client.get("/newsletters/").context["to_draft"]) == [priority.cycle]
