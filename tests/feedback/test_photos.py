"""Cleared photos beside what was done: chosen, described, printed, and gone once the clearing is taken back."""

from io import BytesIO

import numpy
import pypdfium2
import pytest
from django.urls import reverse
from PIL import Image

from engagement import actions as engagement
from feedback import actions, rules
from pact.core.refusals import Refused
from pact.documents import checks, papers
from pact.documents.pictures import inline, process_colours
from tests import make
from tests.papers import Made

pytestmark = pytest.mark.django_db
ALT = "An alley with a gate, and nothing lying about"


@pytest.fixture
def photo():
    """A cleared copy with a second look, of a published walk in a ward whose cycle has a priority."""
    photo = make.blurred_photo()
    cycle = photo.finding.walkabout.engagement.cycle
    make.newsletter(priority=make.priority(cycle=cycle), author=cycle.pact.coordinator)
    return photo


@pytest.fixture
def newsletter(photo):
    return photo.finding.walkabout.engagement.cycle.newsletter


@pytest.fixture
def signed_in(client, newsletter):
    client.force_login(newsletter.drafted_by)
    return client


def typed(newsletter, **changed):
    item = newsletter.items.get()
    texts = dict.fromkeys(("introduction", "next_meeting", "how_to_raise", "other_formats"), "")
    parts = {f"said_{item.pk}": "12 people told us.", f"did_{item.pk}": "- Gates fitted.", f"left_{item.pk}": ""}
    return {"title": newsletter.title} | texts | parts | {f"{k}_{item.pk}": v for k, v in changed.items()}


def put(newsletter, photo, alt=ALT):
    item = newsletter.items.get()
    actions.edit(newsletter, items={}, photos={item.pk: [(photo, alt)]}, by=newsletter.drafted_by, at=make.NOON)
    return item


def fetched(client, document):
    answer = client.get(document.get_absolute_url())
    answer.getvalue()  # to the end, so that it is closed
    return answer.status_code


def test_a_cleared_photo_is_chosen_and_described(signed_in, newsletter, photo):
    address = reverse("feedback:newsletter_text", args=[newsletter.pk])

    refused = signed_in.post(address, typed(newsletter, photo1=photo.pk, alt1=""))
    twice = signed_in.post(address, typed(newsletter, photo1=photo.pk, alt1=ALT, photo2=photo.pk, alt2=ALT))
    signed_in.post(address, typed(newsletter, photo1=photo.pk, alt1=ALT))

    assert "Say what the photo beside" in refused.text
    assert "chosen already" in twice.text
    assert f'alt="{ALT}"' in signed_in.get(newsletter.get_absolute_url()).text
    assert list(newsletter.items.get().photos.values_list("photo", "alt", "position")) == [(photo.pk, ALT, 1)]


@pytest.mark.parametrize("fields", [{"cleared": False}, {"published": False}])
def test_no_other_photo_can_be_chosen(signed_in, newsletter, photo, fields):
    """Nor one of another ward, which is in nobody's list either."""
    walk = make.walkabout(engagement=make.engagement(cycle=newsletter.cycle, form="walkabout"))
    not_yet = make.blurred_photo(finding=make.finding(walkabout=walk), **fields)
    elsewhere = make.blurred_photo()

    for other in (not_yet, elsewhere):
        answer = signed_in.post(
            reverse("feedback:newsletter_text", args=[newsletter.pk]), typed(newsletter, photo1=other.pk, alt1=ALT)
        )
        assert "may not be published any more" in answer.text
        with pytest.raises(Refused, match="may not be published"):
            put(newsletter, other)


def test_what_is_withdrawn_is_gone_at_once_from_page_paper_and_files(client, newsletter, photo):
    item = put(newsletter, photo)
    made = make.document(
        paper="feedback.newsletter_print", subject_pk=newsletter.pk, by=newsletter.drafted_by, filename="paper.pdf"
    )
    made.made_from = papers.get("feedback.newsletter_print").build(newsletter.pk, options={}, at=make.NOON).made_from
    made.save(update_fields=["made_from"])
    client.force_login(newsletter.drafted_by)
    before = fetched(client, made)

    engagement.withdraw_photo(photo, by=newsletter.drafted_by, at=make.NOON)
    engagement.withdraw_photo(photo, by=newsletter.drafted_by, at=make.NOON)

    assert (before, fetched(client, made)) == (200, 302)
    assert "may no longer be published" in client.get(made.job.get_absolute_url()).text
    assert client.get(photo.get_absolute_url()).status_code == 404
    assert ALT not in client.get(reverse("feedback:newsletter_preview", args=[newsletter.pk])).text
    assert item.photos.count() == 1  # and back, should it be cleared again
    assert papers.get("feedback.newsletter").build(newsletter.pk, options={}, at=make.NOON).made_from["photos"] == []


def test_a_copy_that_is_blurred_anew_is_chosen_anew(newsletter, photo):
    put(newsletter, photo)
    photo.finding.photo.save("photo.jpg", make.jpeg())

    engagement.blur(photo.finding, areas=[], by=newsletter.drafted_by, at=make.NOON)

    assert not newsletter.items.get().photos.exists()


def test_the_paper_to_read_has_the_photo_and_its_description(newsletter, photo, tmp_path):
    put(newsletter, photo)
    made = Made("feedback.newsletter", newsletter)

    assert made.faults_of_accessibility(tmp_path) == []
    assert "Before," in made.text


def test_the_paper_for_the_printer_has_the_photo_in_process_colours(newsletter, photo):
    """Rule 59: a green picture comes out green, and no spot takes more ink than the paper holds."""
    put(newsletter, photo)
    made = Made("feedback.newsletter_print", newsletter)
    greys = Image.linear_gradient("L").convert("RGB")
    inks = numpy.asarray(process_colours(greys), dtype=int).sum(axis=2) / 255

    assert checks.screen_colours(made.content) == []
    assert inks.max() < 2.5
    assert _greenest(made.content) > 8


def test_a_photo_whose_file_is_gone_is_left_out(photo):
    photo.image.storage.delete(photo.image.name)

    assert inline(photo.image) == ""
    assert rules.obstacles_to_showing([], ward=photo.finding.walkabout.engagement.cycle.ward) == []


def _greenest(content):
    """How much more green than red the greenest spot of the first page has."""
    page = pypdfium2.PdfDocument(BytesIO(content))[0].render(scale=1).to_pil().convert("RGB")
    colours = numpy.asarray(page, dtype=int)
    return (colours[..., 1] - colours[..., [0, 2]].max(axis=2)).max()
