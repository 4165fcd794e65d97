"""What must be true of a PDF before anybody is told that it is ready (rules 59 and 65's neighbours in section 11)."""

import io

import pikepdf
from pikepdf import Name

from pact.documents.finishing import MILLIMETRE, elements
from pact.documents.papers import FOR_PRINT

TOLERANCE = 0.5 * MILLIMETRE


def faults(content, *, variant):
    """Why this PDF is not fit for its purpose, as sentences; an empty list if it is."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = [] if pdf.pages else ["It has no pages."]
        if not title(pdf):
            found.append("It has no title.")
        if not str(pdf.Root.get(Name.Lang, "")):
            found.append("It does not say which language it is in.")
        if loose := fonts_not_embedded(pdf):
            found.append(f"Fonts are not embedded: {', '.join(loose)}.")
        found += _faults_of_print(pdf) if variant == FOR_PRINT else _faults_of_tags(pdf)
        return found


def title(pdf):
    return str(pdf.docinfo.get(Name.Title, "")).strip()


def _faults_of_tags(pdf):
    if not pdf.Root.get(Name.MarkInfo, {}).get(Name.Marked) or Name.StructTreeRoot not in pdf.Root:
        return ["It is not tagged, so a screen reader cannot read it."]
    found = []
    kinds = [element for element, _ in elements(pdf.Root.StructTreeRoot)]
    if any(e.get(Name.S) == Name.Figure and not str(e.get(Name.Alt, "")) for e in kinds):
        found.append("A picture has no description.")
    if any(e.get(Name.S) == Name.TH and Name.Scope not in e.get(Name.A, {}) for e in kinds):
        found.append("A table's header cell does not say what it heads.")
    return found


def _faults_of_print(pdf):
    found = []
    for number, page in enumerate(pdf.pages, start=1):
        if Name.TrimBox not in page or Name.BleedBox not in page:
            found.append(f"Page {number} does not say where it is trimmed.")
            continue
        if min(bleed(page)) < 3 * MILLIMETRE - TOLERANCE:
            found.append(f"Page {number} has less than 3 mm of bleed.")
    return found


def bleed(page):
    """How far the bleed box reaches beyond the trim box: left, bottom, right, top, in points."""
    trim, box = ([float(edge) for edge in page[name]] for name in (Name.TrimBox, Name.BleedBox))
    return [trim[0] - box[0], trim[1] - box[1], box[2] - trim[2], box[3] - trim[3]]


def page_size(page, name="/TrimBox"):
    """Width and height of a page's box in millimetres."""
    left, bottom, right, top = (float(edge) for edge in page[name])
    return (right - left) / MILLIMETRE, (top - bottom) / MILLIMETRE


def fonts_not_embedded(pdf):
    """The names of fonts that the reader's or printer's machine would have to have."""
    return sorted({name for page in pdf.pages for name, embedded in _fonts(page) if not embedded})


def _fonts(page):
    for font in page.get(Name.Resources, {}).get(Name.Font, {}).values():
        if font.get(Name.Subtype) == Name.Type3:  # drawn inside the file itself
            continue
        holder = font.DescendantFonts[0] if Name.DescendantFonts in font else font
        descriptor = holder.get(Name.FontDescriptor, {})
        files = (Name.FontFile, Name.FontFile2, Name.FontFile3)
        yield str(font.get(Name.BaseFont, "a font")), any(file in descriptor for file in files)


def screen_colours(content):
    """The numbers of the pages that use the screen's colours (RGB), which a printer turns into something else."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            number
            for number, page in enumerate(pdf.pages, start=1)
            if any(str(operator) in ("rg", "RG") for _, operator in pikepdf.parse_content_stream(page))
        ]
