"""What WeasyPrint leaves to be done so that a PDF is right: for a screen reader, and for a printer's machine."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name

from pact.documents.papers import FOR_PRINT

MILLIMETRE = 72 / 25.4  # in points
BLEED = 3 * MILLIMETRE
PRINTED = 4  # the Print flag of an annotation


def finish(content, *, variant):
    """Return the bytes of a PDF, finished: the same bytes for the same input."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        print_links(pdf)
        if variant == FOR_PRINT:
            set_bleed_boxes(pdf)
        elif Name.StructTreeRoot in pdf.Root:
            scope_header_cells(pdf)
            take_furniture_out_of_the_reading(pdf)
        finished = io.BytesIO()
        pdf.save(finished, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return finished.getvalue()


def print_links(pdf):
    """Let links appear on paper as they do on the screen."""
    for page in pdf.pages:
        for annotation in page.get(Name.Annots, []):
            annotation.F = int(annotation.get(Name.F, 0)) | PRINTED


def set_bleed_boxes(pdf):
    """Draw the bleed box 3 mm round the trim box, but not beyond the medium; crop marks need a larger medium."""
    for page in pdf.pages:
        left, bottom, right, top = (float(edge) for edge in page.TrimBox)
        media = [float(edge) for edge in page.MediaBox]
        page.BleedBox = Array(
            [
                max(left - BLEED, media[0]),
                max(bottom - BLEED, media[1]),
                min(right + BLEED, media[2]),
                min(top + BLEED, media[3]),
            ]
        )


def scope_header_cells(pdf):
    """Say of every header cell whether it heads a column or a row."""
    for element, ancestors in elements(pdf.Root.StructTreeRoot):
        if element.get(Name.S) != Name.TH:
            continue
        above = {str(ancestor.get(Name.S)) for ancestor in ancestors}
        attributes = element.get(Name.A) or Dictionary(O=Name.Table)
        attributes.Scope = Name.Column if "/THead" in above or _heads_columns(ancestors[-1]) else Name.Row
        element.A = attributes


def _heads_columns(row):
    """Whether a row holds headings only, as the first row of a table without a head does."""
    return all(cell.get(Name.S) == Name.TH for cell in _children(row))


def take_furniture_out_of_the_reading(pdf):
    """Make artifacts of running heads and page numbers: content that is marked but hangs in no structure.

    WeasyPrint marks the margin boxes of a page and leaves them out of the structure tree, so that a screen reader
    would read them in the middle of a sentence that runs over the page.
    """
    read = content_in_the_structure(pdf)
    for page in pdf.pages:
        known = read.get(page.obj.objgen, set())
        instructions = []
        changed = False
        for operands, operator in pikepdf.parse_content_stream(page):
            number = _marked_content(operands, operator)
            if number is not None and number not in known:
                operands, operator, changed = [Name.Artifact], pikepdf.Operator("BMC"), True
            instructions.append((operands, operator))
        if changed:
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
    _forget_unread_content(pdf, read)


def _marked_content(operands, operator):
    """The number of the marked content that begins here, or None."""
    if str(operator) == "BDC" and isinstance(operands[1], Dictionary) and Name.MCID in operands[1]:
        return int(operands[1].MCID)
    return None


def content_in_the_structure(pdf):
    """Return {page's object number: the marked content of that page which a screen reader reaches}."""
    read = {}
    for element, _ in elements(pdf.Root.StructTreeRoot):
        for child in _children(element):
            if isinstance(child, int):
                read.setdefault(element.Pg.objgen, set()).add(int(child))
    return read


def _forget_unread_content(pdf, read):
    """Take what became an artifact out of the tree that leads from content to structure."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    by_key = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    for page in pdf.pages:
        parents = by_key.get(int(page.get(Name.StructParents, -1)))
        if isinstance(parents, Array):
            for number in set(range(len(parents))) - read.get(page.obj.objgen, set()):
                parents[number] = None


def elements(root):
    """Every structure element below `root` with the list of its ancestors, in reading order."""
    waiting = [(root, [])]
    while waiting:
        element, ancestors = waiting.pop()
        if ancestors:
            yield element, ancestors
        below = [*ancestors, element]
        waiting += [
            (child, below)
            for child in reversed(_children(element))
            if isinstance(child, Dictionary) and child.get(Name.Type) != Name.OBJR
        ]


def _children(element):
    children = element.get(Name.K, Array())
    return list(children) if isinstance(children, Array) else [children]
