"""Rules 15 to 20: transects, grades, findings and the referrals that they make."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from PIL import Image

from engagement import actions, queries
from engagement.models import Concern, Finding, Transect, Walkabout
from pact.core import photos
from pact.core.refusals import Refused
from pact.taxonomy.models import IssueType
from tests import make

pytestmark = pytest.mark.django_db


def grade(walkabout, **fields):
    where = {"street": "Mill Road", "from_point": "Lamp post 4", "to_point": "The chapel", "is_paved": True}
    grades = {"litter": "A", "detritus": "", "graffiti": "", "fly_posting": ""}
    return actions.add_transect(
        walkabout, uuid=uuid4(), **(where | grades | fields), by=walkabout.recorded_by, at=make.NOON
    )


def find(walkabout, **fields):
    found = {"uuid": uuid4(), "item": "fly_tipping", "severity": "serious", "place": "Behind the chapel"}
    return actions.add_finding(walkabout, **(found | fields), by=walkabout.recorded_by, at=make.NOON)


def leading(code, **fields):
    """The issue type of this code, with an agency that leads on it."""
    issue_type = make.known_type(code)
    issue_type.lead_agency = make.agency()
    for name, value in fields.items():
        setattr(issue_type, name, value)
    issue_type.save()
    return issue_type


def photo_with_place():
    """A JPEG whose EXIF says where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010E] = "Outside number 12"
    out = BytesIO()
    Image.new("RGB", (60, 40), "red").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("IMG_1.jpg", out.getvalue())


def test_a_walkabout_is_begun_once_however_often_it_is_sent():
    engagement, key = make.engagement(form="walkabout"), uuid4()
    header = {"area": engagement.areas.first(), "held_on": make.TODAY, "started": "10:30", "surveyors": "AB"}

    for _ in range(2):
        actions.start_walkabout(
            engagement, uuid=key, **header, land_use="medium", by=engagement.planned_by, at=make.NOON
        )

    assert Walkabout.objects.count() == 1


@pytest.mark.parametrize("missing", ["street", "from_point", "to_point"])
def test_a_transect_says_where_it_runs_even_with_a_point(missing):
    """Rule 15."""
    walkabout = make.walkabout()

    with pytest.raises(Refused, match="even where there is a point"):
        grade(walkabout, point=(53.5, -2.6), **{missing: " "})
    with pytest.raises(IntegrityError, match="a_transect_says_where_it_runs"), transaction.atomic():
        make.transect(walkabout=walkabout, **{missing: ""})


def test_detritus_is_refused_on_an_unpaved_transect():
    """Rule 16."""
    walkabout = make.walkabout()

    with pytest.raises(Refused, match="Detritus is graded only on a paved surface"):
        grade(walkabout, is_paved=False, detritus="B")
    with pytest.raises(IntegrityError, match="detritus_is_graded_only_on_a_paved_surface"), transaction.atomic():
        make.transect(walkabout=walkabout, is_paved=False, detritus="B")

    assert not Transect.objects.exists()


def test_only_the_seven_grades_are_valid():
    """Rule 17."""
    walkabout = make.walkabout()

    with pytest.raises(Refused, match="E is not one of the seven grades"):
        grade(walkabout, litter="E")
    with pytest.raises(IntegrityError, match="litter_has_one_of_seven_grades"), transaction.atomic():
        make.transect(walkabout=walkabout, litter="E")


def test_a_walk_scores_each_item_over_its_transects():
    """Rules 17 and 18."""
    walkabout = make.walkabout()
    for litter in ["A"] * 4 + ["B+"] * 3 + ["B"] * 6 + ["B-"] * 4 + ["C"] * 2 + ["C-"]:
        make.transect(walkabout=walkabout, litter=litter)

    litter, *others = queries.scores(walkabout.transects.all())

    assert (litter.value, litter.words) == (Decimal("25.0"), "25.0% in a poor state")
    assert [(score.value, score.words) for score in others] == [(None, "Not assessed")] * 3


def test_a_grade_of_c_or_worse_makes_a_draft_referral_to_the_lead_agency():
    """Rule 19."""
    litter = leading("LIT", target_working_days=1)
    walkabout = make.walkabout()

    grade(walkabout, litter="C", graffiti="B-")

    [finding] = Finding.objects.all()
    assert (finding.item, finding.grade, finding.referred_to) == ("litter", "C", litter.lead_agency)
    assert (finding.due_on, finding.reinspect_on) == (date(2026, 3, 12), date(2026, 3, 13))
    assert finding.reference == finding.concern.reference
    assert finding.concern.issue_type == litter


def test_the_due_date_counts_the_working_days_of_the_issue_type():
    leading("TIP", target_working_days=10)

    finding = find(make.walkabout())

    assert finding.due_on == date(2026, 3, 25)


def test_a_serious_finding_is_referred_and_a_minor_one_is_only_a_concern():
    """Rule 19."""
    tipping = leading("TIP")
    walkabout = make.walkabout()

    serious, minor = find(walkabout), find(walkabout, severity="minor")

    assert (serious.referred_to, bool(serious.due_on)) == (tipping.lead_agency, True)
    assert (minor.referred_to, minor.due_on) == (None, None)
    assert set(Concern.objects.values_list("finding", flat=True)) == {serious.pk, minor.pk}


def test_a_referral_is_drafted_even_where_nobody_leads_yet():
    issue_type = leading("TIP")
    issue_type.lead_agency = None
    issue_type.save()

    finding = find(make.walkabout())

    assert finding.is_poor
    assert "no agency is named for it yet" in finding.draft_in_words


def test_a_poor_grade_is_refused_where_its_issue_type_is_gone():
    """Rule 19 cannot be kept then, and nothing is half kept."""
    IssueType.objects.filter(code="LIT").update(code="OLD")

    with pytest.raises(Refused) as refusal:
        grade(make.walkabout(), litter="C")

    assert refusal.value.reasons == [
        "Litter this bad is referred as LIT, and there is no issue type LIT. Ask an administrator."
    ]
    assert not Transect.objects.exists()


def test_something_else_needs_its_kind_of_issue_and_every_finding_a_place():
    with pytest.raises(Refused) as refusal:
        find(make.walkabout(), item="other", place="")

    assert refusal.value.reasons == ["Choose which kind of issue it is.", "Say where it is."]


def test_sending_a_transect_or_a_finding_twice_keeps_one():
    """Contract 5."""
    walkabout, key = make.walkabout(), uuid4()

    for _ in range(2):
        actions.add_transect(
            walkabout,
            uuid=key,
            **{"street": "Mill Road", "from_point": "No 4", "to_point": "No 40", "is_paved": True, "litter": "D"},
            by=walkabout.recorded_by,
            at=make.NOON,
        )
        find(walkabout, uuid=key)

    assert (Transect.objects.count(), Finding.objects.count(), Concern.objects.count()) == (1, 2, 2)


def test_a_walk_is_over_when_its_engagement_is_closed_out():
    walkabout = make.walkabout()
    make.closed_engagement(walkabout.engagement)

    with pytest.raises(Refused, match="closed out"):
        grade(walkabout)
    with pytest.raises(Refused, match="closed out"):
        find(walkabout)


def test_a_photo_is_kept_without_where_it_was_taken():
    """Rule 20."""
    finding = find(make.walkabout(), photo=photos.cleaned(photo_with_place()))

    with finding.photo.open("rb") as kept, Image.open(kept) as image:
        assert not image.getexif()
        assert b"Outside number 12" not in image.tobytes()
    assert "IMG_1" not in finding.photo.name


def test_a_second_look_is_recorded_once_a_day_and_not_before_the_walk():
    """W47."""
    finding = make.finding()
    look = {"outcome": "gone", "by": finding.recorded_by, "at": make.NOON}

    actions.reinspect(finding, held_on=make.TODAY, **look)
    with pytest.raises(Refused, match="is recorded already"):
        actions.reinspect(finding, held_on=make.TODAY, **look)
    with pytest.raises(Refused, match="comes after that"):
        actions.reinspect(finding, held_on=date(2026, 3, 1), **look)

    assert finding.reinspections.get().get_outcome_display() == "Put right"


def test_no_page_calls_a_score_by_the_national_indicators_name():
    """Handbook 6: an EVA is far too small for it."""
    from pathlib import Path

    pages = Path(__file__).parents[2] / "templates" / "engagement"

    assert not [page.name for page in pages.rglob("*.html") if "NI 195" in page.read_text()]
