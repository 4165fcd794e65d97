"""A newsletter in the browser: drafted, edited, approved by somebody else, published, printed."""

import pytest
from django.urls import reverse

from feedback.models import Newsletter, PrintRun
from pact.accounts.permissions import Role
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return make.ward("Ashfield")


@pytest.fixture
def priority(ward):
    return make.priority(cycle=make.cycle(ward=ward))


@pytest.fixture
def coordinator(priority):
    return priority.cycle.pact.coordinator


@pytest.fixture
def signed_in(client, coordinator):
    client.force_login(coordinator)
    return client


def at(name, thing, *more):
    return reverse(f"feedback:{name}", args=[thing.pk, *more])


def typed(newsletter, **changed):
    item = newsletter.items.get()
    texts = {"title": newsletter.title, "introduction": "", "next_meeting": "", "how_to_raise": "", "other_formats": ""}
    parts = {f"said_{item.pk}": "12 people told us.", f"did_{item.pk}": "- Gates fitted.", f"left_{item.pk}": ""}
    return texts | parts | changed


def run_of(newsletter, **fields):
    return PrintRun.objects.create(
        **{"newsletter": newsletter, "addresses": 5200, "copies": 5400, "ordered_at": make.NOON}
        | {"ordered_by": newsletter.drafted_by}
        | fields
    )


# The list


def test_the_list_shows_what_is_to_be_drafted_and_what_is_there(signed_in, priority):
    untold = make.priority(cycle=make.cycle(ward=priority.ward, pact=make.pact(ward=priority.ward)))
    newsletter = make.newsletter(priority=priority)
    make.newsletter()  # of another borough

    page = signed_in.get(reverse("feedback:newsletter_list"))

    assert [cycle for cycle in page.context["to_draft"]] == [untold.cycle]
    assert list(page.context["page"]) == [newsletter]


def test_a_newsletter_is_drafted_from_the_list_of_newsletters(signed_in, priority):
    offered = signed_in.get("/newsletters/")
    drafted = signed_in.post(f"/cycles/{priority.cycle.pk}/newsletter/", follow=True)

    assert list(offered.context["to_draft"]) == [priority.cycle]
    assert "Draft it" in offered.text
    assert drafted.redirect_chain[-1][0] == Newsletter.objects.get(cycle=priority.cycle).get_absolute_url()
    assert not signed_in.get("/newsletters/").context["to_draft"]


def test_only_a_cycle_with_priorities_that_one_may_write_about_is_offered(client, priority):
    make.cycle(), make.priority()  # without any, and elsewhere
    for role, offered in [(Role.CHAIR, []), (Role.COORDINATOR, [priority.cycle])]:
        client.force_login(make.person(role, priority.ward))

        assert list(client.get("/newsletters/").context["to_draft"]) == offered


@pytest.mark.parametrize("state", ["", "draft", "approved", "published"])
def test_the_list_can_be_narrowed_to_a_state(signed_in, ward, state):
    made = {
        name: make.newsletter(priority=make.priority(cycle=make.cycle(pact=make.pact(ward=ward))), **fields)
        for name, fields in [("draft", {}), ("approved", {"approved": True}), ("published", {"published": True})]
    }

    page = signed_in.get(reverse("feedback:newsletter_list"), {"state": state})

    assert set(page.context["page"]) == ({made[state]} if state else set(made.values()))


def test_the_list_costs_the_same_with_many(signed_in, ward, costs_the_same):
    def add(count):
        for number in range(count):
            pact = make.pact(ward=ward)
            make.newsletter(priority=make.priority(cycle=make.cycle(pact=pact)), approved=bool(number % 2))
            make.priority(cycle=make.cycle(pact=make.pact(ward=ward)))

    costs_the_same(add, signed_in, reverse("feedback:newsletter_list"))


def test_the_page_of_a_newsletter_costs_the_same_with_many_items(signed_in, priority, costs_the_same):
    newsletter = make.newsletter(priority=priority)

    def add(count):
        for number in range(count):
            more = make.priority(cycle=priority.cycle)
            newsletter.items.create(priority=more, position=number + 2, you_said="Said.", we_did="Did.")
            run_of(newsletter)

    costs_the_same(add, signed_in, newsletter.get_absolute_url())


def test_the_print_unit_finds_what_is_approved_and_nothing_else(client, ward):
    """Handbook 3: it may not see anything unapproved."""
    draft, approved = (
        make.newsletter(priority=make.priority(cycle=make.cycle(pact=make.pact(ward=ward))), approved=is_approved)
        for is_approved in (False, True)
    )
    client.force_login(make.person(Role.PRINT_UNIT, ward.borough))

    assert list(client.get(reverse("feedback:newsletter_list")).context["page"]) == [approved]
    page = client.get(approved.get_absolute_url())
    assert page.status_code == 200
    assert "/trace/" not in page.text
    for name in ("newsletter", "newsletter_preview"):
        assert client.get(at(name, draft)).status_code == 404
    assert client.post(at("newsletter_pdf", draft, "print")).status_code == 404


# Drafting and editing


def test_drafting_leads_to_the_draft_and_a_second_time_to_the_same(signed_in, priority):
    first = signed_in.post(at("newsletter_draft", priority.cycle))
    again = signed_in.post(at("newsletter_draft", priority.cycle), follow=True)

    newsletter = Newsletter.objects.get()
    assert first.url == newsletter.get_absolute_url()
    assert again.redirect_chain[-1][0] == newsletter.get_absolute_url()
    assert "This cycle has a newsletter already." in again.text


def test_a_cycle_without_priorities_says_why_nothing_is_drafted(signed_in, ward):
    cycle = make.cycle(pact=make.pact(ward=ward))

    page = signed_in.post(at("newsletter_draft", cycle), follow=True)

    assert "No priority is decided in this cycle yet." in page.text


def test_each_line_leads_to_where_it_came_from(signed_in, priority):
    """W22: the trace."""
    page = signed_in.get(make.newsletter(priority=priority).get_absolute_url())

    assert reverse("home:priority_trace", args=[priority.pk]) in page.text


def test_the_text_is_edited_and_whoever_edited_it_is_an_author(signed_in, priority):
    newsletter = make.newsletter(priority=priority, author=make.person(Role.COORDINATOR, priority.ward.borough))

    answer = signed_in.post(at("newsletter_text", newsletter), typed(newsletter, title="What became of it"))

    newsletter.refresh_from_db()
    assert answer.url == newsletter.get_absolute_url()
    assert newsletter.title == "What became of it"
    assert newsletter.authors.filter(pk=priority.cycle.pact.coordinator.pk).exists()


def test_an_item_that_says_nothing_is_refused_beside_its_box_and_keeps_what_was_typed(signed_in, priority):
    newsletter = make.newsletter(priority=priority)
    item = newsletter.items.get()

    page = signed_in.post(
        at("newsletter_text", newsletter), typed(newsletter, introduction="Dear all,", **{f"did_{item.pk}": " "})
    )

    assert page.status_code == 200
    assert f"did_{item.pk}" in page.context["form"].errors
    assert "Dear all," in page.text


@pytest.mark.parametrize("name", ["newsletter_text", "newsletter_missing"])
def test_what_is_published_is_not_edited(signed_in, priority, name):
    newsletter = make.newsletter(priority=priority, published=True)

    page = signed_in.post(at(name, newsletter), typed(newsletter), follow=True)

    assert "It stays as people got it." in page.text


def test_what_is_printed_is_not_edited(signed_in, priority):
    newsletter = make.newsletter(priority=priority, approved=True)
    run_of(newsletter, printed_at=make.NOON, printed_by=newsletter.drafted_by)

    page = signed_in.post(at("newsletter_text", newsletter), typed(newsletter))

    assert "Copies of this newsletter are printed." in page.text


def test_a_priority_decided_later_is_shown_as_missing_and_comes_in(signed_in, priority):
    """Rule 58."""
    newsletter = make.newsletter(priority=priority)
    late = make.priority(cycle=priority.cycle, title="Slower cars")
    assert "Slower cars" in signed_in.get(newsletter.get_absolute_url()).text

    page = signed_in.post(at("newsletter_missing", newsletter), follow=True)

    assert "now has every priority of the cycle" in page.text
    assert newsletter.items.filter(priority=late).exists()


# Approving and publishing


def test_somebody_else_approves_it_and_the_author_cannot(client, signed_in, priority, ward):
    """Rule 57."""
    newsletter = make.newsletter(priority=priority)
    assert signed_in.get(at("newsletter_approval", newsletter)).status_code == 403

    chair = make.person(Role.CHAIR, ward)
    client.force_login(chair)
    page = client.post(at("newsletter_approval", newsletter), follow=True)

    assert "The newsletter is approved." in page.text
    assert Newsletter.objects.get(pk=newsletter.pk).approval.by == chair


def test_an_approval_that_is_refused_says_why(client, priority, ward):
    newsletter = make.newsletter(priority=priority)
    make.priority(cycle=priority.cycle, title="Slower cars")
    client.force_login(make.person(Role.CHAIR, ward))

    page = client.post(at("newsletter_approval", newsletter))

    assert "“Slower cars” is missing." in page.text


def test_a_newsletter_that_cannot_go_out_yet_says_why_instead_of_a_button(signed_in, priority):
    """Rule 55."""
    make.newsletter(priority=make.priority(cycle=make.cycle(pact=make.pact(ward=priority.ward))), published=True)
    Publication = Newsletter.publication.related.related_model
    Publication.objects.update(at=make.NOON.replace(year=2099))
    newsletter = make.newsletter(priority=priority, approved=True)

    page = signed_in.get(at("newsletter_publication", newsletter))

    assert "not more often than quarterly" in page.text
    assert "Publish it" not in page.text


def test_publishing_puts_it_on_the_ward_s_public_page(client, signed_in, priority, ward):
    newsletter = make.newsletter(priority=priority, approved=True)

    signed_in.post(at("newsletter_publication", newsletter))
    client.logout()

    public = client.get(reverse("feedback:public_newsletter", args=[ward.slug, newsletter.pk]))
    assert public.status_code == 200
    assert "12 people told us." in public.text


def test_a_preview_says_that_it_is_one(signed_in, priority):
    page = signed_in.get(at("newsletter_preview", make.newsletter(priority=priority)))

    assert "This newsletter is not published." in page.text


# Printing


@pytest.mark.parametrize("kind", ["read", "print"])
def test_asking_for_a_pdf_leads_to_how_it_is_getting_on(signed_in, priority, kind):
    answer = signed_in.post(at("newsletter_pdf", make.newsletter(priority=priority), kind))

    assert answer.status_code == 302
    assert answer.url.startswith("/documents/")


def test_there_is_no_third_kind_of_pdf(signed_in, priority):
    assert signed_in.post(at("newsletter_pdf", make.newsletter(priority=priority), "poster")).status_code == 404


@pytest.mark.parametrize(
    ("addresses", "copies", "reason"),
    [(5000, 6000, "The ward has 5,200 addresses"), (5300, 5200, "at least one copy for every address")],
)
def test_a_print_run_short_of_the_ward_is_refused_and_keeps_what_was_typed(
    signed_in, priority, addresses, copies, reason
):
    """Rule 61."""
    newsletter = make.newsletter(priority=priority, approved=True)

    page = signed_in.post(at("print_run", newsletter), {"addresses": addresses, "copies": copies})

    assert reason in page.text
    assert f'value="{copies}"' in page.text


def test_the_form_suggests_every_address_with_spoilage(signed_in, priority):
    page = signed_in.get(at("print_run", make.newsletter(priority=priority, approved=True)))

    assert page.context["form"].initial == {"addresses": 5200, "copies": 5450}


def test_the_print_unit_prints_and_delivers_in_that_order(client, priority):
    """Rule 62: delivered is said once every address is served."""
    newsletter = make.newsletter(priority=priority, approved=True)
    run = run_of(newsletter)
    client.force_login(make.person(Role.PRINT_UNIT, priority.ward.borough))

    too_early = client.post(at("print_run_delivery", run), follow=True)
    client.post(at("print_run_printing", run))
    delivered = client.post(at("print_run_delivery", run), follow=True)

    assert "It has not been printed yet." in too_early.text
    assert "The run is delivered to every address." in delivered.text
