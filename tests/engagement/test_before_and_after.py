"""W47: going back with a camera, what is due, and what may be published of a photograph (rule 20)."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image

from engagement import actions, papers, queries
from engagement.models import BlurredPhoto, Finding, Reinspection
from pact.accounts.permissions import Role
from pact.core.blurring import blurred
from pact.core.refusals import Refused
from tests import make
from tests.papers import Made

pytestmark = pytest.mark.django_db


def picture(size=(200, 100)):
    """Black and white lines, a pixel each: as much detail as there can be."""
    image = Image.new("RGB", size, "white")
    for x in range(0, size[0], 2):
        image.paste("black", (x, 0, x + 1, size[1]))
    out = BytesIO()
    image.save(out, "PNG")
    return ContentFile(out.getvalue(), name="photo.png")


def kept(file):
    with file.open("rb") as content:
        return content.read()


def contrast(image, box):
    low, high = image.convert("L").crop(box).getextrema()
    return high - low


@pytest.fixture
def finding():
    return make.finding(photo=picture(), reinspect_on=make.TODAY)


def look(finding, **fields):
    fields = {"held_on": make.TODAY, "outcome": "gone", "photo": picture()} | fields
    return actions.reinspect(finding, **fields, by=finding.recorded_by, at=make.NOON)


def test_what_is_blurred_cannot_be_made_out_and_the_rest_can():
    with Image.open(blurred(picture(), [(0, 0, 50, 100)])) as image:
        assert contrast(image, (10, 10, 90, 90)) < 20
        assert contrast(image, (120, 10, 190, 90)) > 150


def test_a_new_blurred_copy_takes_the_place_of_the_old_and_is_cleared_for_nothing(finding):
    by = finding.recorded_by
    original = kept(finding.photo)
    first = actions.blur(finding, areas=[(0, 0, 50, 50)], by=by, at=make.NOON)
    actions.clear_photo(first, by=by, at=make.NOON)

    second = actions.blur(finding, areas=[(10, 10, 50, 50)], by=by, at=make.NOON)

    assert list(BlurredPhoto.objects.values_list("pk", "cleared_at")) == [(second.pk, None)]
    finding.refresh_from_db()
    assert kept(finding.photo) == original
    assert finding.photo.name.partition(".")[0] not in second.image.name


def test_nothing_is_blurred_without_a_photo():
    finding = make.finding()

    with pytest.raises(Refused, match="no photo"):
        actions.blur(finding, areas=[], by=finding.recorded_by, at=make.NOON)


def test_a_pair_is_the_finding_and_the_last_look_with_a_photo(finding):
    look(finding, outcome="better")
    last = look(make.finding(walkabout=finding.walkabout, photo=picture()), photo=None)

    both, before_only = queries.pairs(queries.findings(finding.walkabout))

    assert (both.look.outcome, both.words) == ("better", "Better, not yet right")
    assert (before_only.look, before_only.last) == (None, last)


@pytest.mark.parametrize(
    ("outcome", "days_after", "is_due"), [("gone", -1, False), ("same", -1, True), ("same", 0, False)]
)
def test_a_finding_is_due_until_it_is_put_right_or_looked_at_on_its_day(outcome, days_after, is_due):
    finding = make.finding(reinspect_on=make.TODAY)
    held_on = make.TODAY + timedelta(days=days_after)
    Reinspection.objects.create(
        finding=finding, held_on=held_on, outcome=outcome, recorded_at=make.NOON, recorded_by=finding.recorded_by
    )

    assert queries.due_again(Finding.objects.all(), make.TODAY).exists() is is_due


@pytest.mark.parametrize(("days", "is_due"), [(-1, True), (14, True), (15, False)])
def test_a_finding_nobody_went_back_to_is_due_from_two_weeks_before_its_day(days, is_due):
    make.finding(reinspect_on=make.TODAY + timedelta(days=days))

    assert queries.due_again(Finding.objects.all(), make.TODAY).exists() is is_due


def test_the_photo_of_how_it_is_now_is_shown_beside_the_first_and_blurred_by_typing_percentages(client, finding):
    later = look(finding)
    client.force_login(finding.recorded_by)
    address = reverse("engagement:finding_blurring", args=[finding.pk]) + f"?look={later.pk}"

    client.post(address, {"area1_left": 5, "area1_top": 5, "area1_width": 20, "area1_height": 30})
    refused = client.post(address, {"area1_left": 5})
    client.post(reverse("engagement:photo_clearing", args=[finding.pk]) + f"?look={later.pk}", {"looked": "on"})

    assert f"?look={later.pk}" in client.get(finding.get_absolute_url()).content.decode()
    copy = BlurredPhoto.objects.get()
    assert (copy.look, copy.areas, copy.is_cleared) == (later, [[5, 5, 20, 30]], True)
    assert "Fill in all four numbers of rectangle 1" in refused.content.decode()
    for name in ("finding_photo", "blurred_photo"):
        answer = client.get(reverse(f"engagement:{name}", args=[finding.pk]) + f"?look={later.pk}")
        assert answer["Content-Type"] == "image/jpeg"


def test_nobody_clears_a_copy_without_saying_that_they_looked(client, finding):
    actions.blur(finding, areas=[], by=finding.recorded_by, at=make.NOON)
    clearing = reverse("engagement:photo_clearing", args=[finding.pk])
    client.force_login(finding.recorded_by)

    client.post(clearing)
    client.force_login(make.person(Role.OFFICER, finding.walkabout.engagement.cycle.ward))
    answer = client.post(clearing, {"looked": "on"})

    assert answer.status_code == 403
    assert not BlurredPhoto.objects.get().is_cleared


def test_copies_and_later_photos_are_forgotten_with_the_photo(finding, django_capture_on_commit_callbacks):
    """Rule 68."""
    later = look(finding)
    copy = actions.blur(finding, look=later, areas=[], by=finding.recorded_by, at=make.NOON)

    with django_capture_on_commit_callbacks(execute=True):
        actions.forget(by=None, at=make.NOON + timedelta(days=800))

    later.refresh_from_db()
    assert (later.photo.name, BlurredPhoto.objects.count()) == ("", 0)
    assert not copy.image.storage.exists(copy.image.name)


# In public


def public(copy):
    ward = copy.finding.walkabout.engagement.cycle.ward
    return reverse("engagement:public_photo", args=[ward.slug, copy.pk])


def test_anybody_sees_a_cleared_copy_with_the_findings_and_nothing_keeps_it(client, finding):
    later = look(finding)
    before = make.blurred_photo(finding=finding)
    after = make.blurred_photo(finding=finding, look=later)
    walk = finding.walkabout.engagement
    ward = walk.cycle.ward

    page = client.get(reverse("engagement:public_findings", args=[ward.slug, walk.pk])).text
    area = client.get(reverse("engagement:public_area_findings", args=[ward.slug, walk.areas.get().pk])).text
    answer = client.get(public(before))

    assert [address in page and address in area for address in (public(before), public(after))] == [True, True]
    assert ": put right" in page
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    with Image.open(BytesIO(answer.content)) as image:
        assert not image.getexif()


@pytest.mark.parametrize("why", ["not cleared", "not published", "restricted", "another ward"])
def test_nobody_outside_reaches_any_other_photo(client, finding, why):
    copy = make.blurred_photo(finding=finding, cleared=why != "not cleared", published=why != "not published")
    if why == "restricted":
        type(finding.issue_type).objects.filter(pk=finding.issue_type_id).update(is_restricted=True)
    slug = make.ward("Elsewhere").slug if why == "another ward" else finding.walkabout.engagement.cycle.ward.slug

    assert client.get(reverse("engagement:public_photo", args=[slug, copy.pk])).status_code == 404
    assert client.get(reverse("engagement:finding_photo", args=[finding.pk])).status_code == 302


def test_the_coordinator_takes_the_clearing_back_and_nobody_else_does(client, finding):
    copy = make.blurred_photo(finding=finding)
    withdrawal = reverse("engagement:photo_withdrawal", args=[finding.pk])
    client.force_login(make.person(Role.OFFICER, finding.walkabout.engagement.cycle.ward))
    refused = client.post(withdrawal).status_code
    still = client.get(public(copy)).status_code

    client.force_login(finding.walkabout.engagement.cycle.pact.coordinator)
    client.post(withdrawal)

    assert (refused, still, client.get(public(copy)).status_code) == (403, 200, 404)


def test_the_findings_paper_shows_cleared_copies(finding, tmp_path):
    copy = make.blurred_photo(finding=finding)
    engagement = type(copy.finding.walkabout.engagement).objects.get(pk=finding.walkabout.engagement_id)

    made = Made("engagement.findings", engagement)

    assert made.faults_of_accessibility(tmp_path) == []
    assert "What was found, in pictures" in made.text


# For the group that walked


def test_the_paper_of_a_walk_says_who_is_asked_and_shows_cleared_photos_only(finding, tmp_path):
    finding.what, finding.reference = "Sofa by Mrs Quartermaine’s wall", "EVA-77"
    finding.referred_to, finding.severity, finding.due_on = make.agency(), "serious", make.TODAY
    finding.save()
    after = look(finding, outcome="better")
    make.transect(walkabout=finding.walkabout, litter="C")
    for each in (None, after):
        copy = actions.blur(finding, look=each, areas=[(0, 0, 50, 50)], by=finding.recorded_by, at=make.NOON)
    first = Made(papers.REPORT, finding.walkabout)
    actions.clear_photo(copy, by=finding.recorded_by, at=make.NOON)

    made = Made(papers.REPORT, finding.walkabout)

    for words in ("EVA-77", str(finding.referred_to), "100", "better, not yet right", "Sofa by"):
        assert words in made.text
    assert "Quartermaine" not in made.text
    assert ("2 photos are left out" in first.text, "1 photo is left out" in made.text) == (True, True)
    assert made.faults_of_accessibility(tmp_path) == []


def test_of_a_restricted_kind_the_paper_says_no_more_than_the_kind(finding):
    finding.issue_type = make.issue_type(is_restricted=True)
    finding.what = "Threats shouted from the flats"
    finding.save()

    assert "shouted" not in Made(papers.REPORT, finding.walkabout).text
