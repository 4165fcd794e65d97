"""What must be true of a newsletter or a pack as a file: for who reads it, for a screen reader, and for the press."""

import outloud
import pikepdf
import pypdfium2
from pikepdf import Name

MILLIMETRE = 72 / 25.4
A4, A4_WITH_BLEED = (210, 297), (216, 303)
OWN_OPERATORS = {"rg": "/DeviceRGB", "RG": "/DeviceRGB", "g": "/DeviceGray", "G": "/DeviceGray"}
OWN_OPERATORS |= {"k": "/DeviceCMYK", "K": "/DeviceCMYK"}


def must_be_fit_to_read(file, *, says, overlooking=frozenset()):
    """PDF/UA-1: tagged, with its language and title, headings in order, its typefaces inside, and these words.

    `overlooking` names rules of the checker that are guesses and not the standard's.
    """
    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo[Name.Title]).strip()
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        tags = [str(tag) for tag in _tags(pdf.Root.StructTreeRoot)]
        assert tags.count("/H1") == 1
        assert {"/H2", "/P"} <= set(tags)
        assert not _typefaces_left_outside(pdf)
    findings = [f for f in outloud.check(str(file)).findings if f.severity in ("error", "warning")]
    assert not [(f.rule, f.message) for f in findings if f.rule not in overlooking]
    _must_say(file, says)


def must_be_fit_to_print(file, *, says):
    """A4 with 3 mm of bleed on every side, no colour of the screen, its typefaces inside, and these words (rule 59)."""
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            assert _size(page.TrimBox) == A4
            assert _size(page.BleedBox) == A4_WITH_BLEED
            assert _size(page.MediaBox) == A4_WITH_BLEED
            assert _colours(page) == {"/DeviceCMYK"}
        assert not _typefaces_left_outside(pdf)
    _must_say(file, says)


def _must_say(file, sentences):
    document = pypdfium2.PdfDocument(file)
    words = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    document.close()
    for sentence in sentences:
        assert sentence in words, f"{file.name} does not say “{sentence}”"


def _size(box):
    left, bottom, right, top = (float(edge) for edge in box)
    return round((right - left) / MILLIMETRE, 1), round((top - bottom) / MILLIMETRE, 1)


def _colours(page):
    """The colour spaces that are painted in, named outright (`cs`) or by an operator of their own (`rg`, `k`, …)."""
    spaces = set()
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("cs", "CS"):
            spaces.add(str(operands[0]))
        elif str(operator) in OWN_OPERATORS:
            spaces.add(OWN_OPERATORS[str(operator)])
    return spaces


def _tags(element):
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from _tags(child)
    elif isinstance(element, pikepdf.Dictionary):
        if Name.S in element:
            yield element.S
        if Name.K in element:
            yield from _tags(element.K)


def _typefaces_left_outside(pdf):
    return [str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values() if not _is_inside(font)]


def _is_inside(font):
    descriptor = (font.DescendantFonts[0] if Name.DescendantFonts in font else font).FontDescriptor
    return any(file in descriptor for file in (Name.FontFile, Name.FontFile2, Name.FontFile3))
