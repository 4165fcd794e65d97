"""PDFs as they leave the house: tagged for a screen reader, boxed for a printer, and made of our own files only."""

import io

import outloud
import pikepdf
import pytest

from pact.core.refusals import Refused
from pact.documents import checks, finishing, render
from pact.documents.papers import Paper
from tests import make
from tests.documents import papers


def leaflet(**options):
    return papers.leaflet("1", options=options, at=make.NOON)


def framed(**fields):
    return Paper("tests/framed.html", {"rows": range(40)}, "framed.pdf", "You said – We did", **fields)


def test_an_accessible_pdf_passes_every_rule_of_pdf_ua(tmp_path):
    file = tmp_path / "leaflet.pdf"
    file.write_bytes(render.pdf(leaflet(rows=12)))

    result = outloud.check(str(file))

    assert [(f.rule, f.message) for f in result.findings if f.severity in ("error", "warning")] == []


def test_the_frame_of_every_paper_passes_every_rule_of_pdf_ua(tmp_path):
    file = tmp_path / "framed.pdf"
    file.write_bytes(render.pdf(framed()))

    result = outloud.check(str(file))

    assert [(f.rule, f.message) for f in result.findings if f.severity in ("error", "warning")] == []


def test_the_frame_of_every_paper_prints_in_process_colours():
    content = render.pdf(framed(variant="print"))
    pdf = opened(content)

    assert checks.screen_colours(content) == []
    assert checks.page_size(pdf.pages[0]) == pytest.approx((210, 297), abs=0.5)


def test_header_cells_say_whether_they_head_a_column_or_a_row():
    pdf = opened(render.pdf(leaflet()))

    scopes = [str(element.A.Scope) for element, _ in finishing.elements(pdf.Root.StructTreeRoot) if element.S == "/TH"]

    assert scopes == ["/Column"] * 3 + ["/Row"] * 2


def test_page_numbers_are_artifacts_and_not_read_in_the_middle_of_the_text():
    pdf = opened(render.pdf(leaflet()))

    read = finishing.content_in_the_structure(pdf)
    for page in pdf.pages:
        marked = {
            int(operands[1].MCID)
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and "/MCID" in operands[1]
        }
        assert marked == read[page.obj.objgen]


def test_a_print_pdf_is_trimmed_to_a5_with_three_millimetres_of_bleed():
    """Rule 59: A5 trim 148 × 210, media 154 × 216."""
    pdf = opened(render.pdf(leaflet(variant="print")))

    for page in pdf.pages:
        assert checks.page_size(page, "/TrimBox") == pytest.approx((148, 210), abs=0.5)
        assert checks.page_size(page, "/BleedBox") == pytest.approx((154, 216), abs=0.5)
        assert checks.page_size(page, "/MediaBox") == pytest.approx((154, 216), abs=0.5)
    assert checks.fonts_not_embedded(pdf) == []


def test_crop_marks_stand_on_a_larger_medium_outside_the_bleed():
    pdf = opened(render.pdf(leaflet(variant="print", marks=True)))

    page = pdf.pages[0]

    assert checks.page_size(page, "/TrimBox") == pytest.approx((148, 210), abs=0.5)
    assert checks.page_size(page, "/BleedBox") == pytest.approx((154, 216), abs=0.5)
    assert checks.page_size(page, "/MediaBox") == pytest.approx((166, 228), abs=0.5)


def test_a_page_whose_colours_are_all_process_colours_has_no_screen_colours():
    content = render.pdf(leaflet(variant="print"))

    assert b"device-cmyk" not in content
    assert checks.screen_colours(content) == []


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"title": ""}, "It has no title."),
        ({"lang": ""}, "It does not say which language it is in."),
        ({"text": "Heiroglyph \U0001342f"}, "The typeface does not have these characters: \U0001342f (U+1342F)."),
    ],
)
def test_what_would_be_unfit_to_give_out_is_refused_with_its_reason(options, reason):
    with pytest.raises(Refused) as refusal:
        render.pdf(leaflet(**options))

    assert reason in str(refusal.value)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:1/x.png",
        "https://example.org/x.png",
        "https://pact.invalid/media/secret.png",
        "https://pact.invalid/static/../pact/settings.py",
        "https://pact.invalid/static/%2e%2e/%2e%2e/etc/passwd",
        "https://pact.invalid/static/nothing-of-this-name.css",
    ],
)
def test_a_paper_shows_nothing_but_our_static_files(address):
    with pytest.raises(ValueError, match=r"."):
        render.static_file(address)


def test_a_paper_finds_a_static_file_by_its_address():
    assert render.static_file("https://pact.invalid/static/img/favicon.svg").read_bytes().startswith(b"<svg")


def test_two_renderings_of_the_same_paper_are_the_same_bytes():
    assert render.pdf(leaflet()) == render.pdf(leaflet())


def test_progress_is_told_in_rising_percent():
    told = []

    render.pdf(leaflet(), progress=told.append)

    assert told == sorted(told)
    assert told[0] == 5
    assert told[-1] == 95


def opened(content):
    return pikepdf.open(io.BytesIO(content))
