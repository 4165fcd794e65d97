"""Papers of the stages, made as a worker makes them and looked at as a reader, a screen reader and a printer do."""

import io
import logging

import outloud
import pikepdf
import pypdfium2

from pact.documents import checks, papers, render
from tests.make.times import NOON

# Rules that guess, and guess wrong here: that the headings of a short table are one heading in pieces, and that
# the marks of a list, which are drawn after their page, are read in that order; the tags have them in their place.
GUESSES = {"TBL-010", "ORD-001"}


class Made:
    """A paper under its registered name, as a PDF. Fails on whatever WeasyPrint warns of."""

    def __init__(self, name, subject, *, at=NOON, **options):
        self.paper = papers.get(name).build(subject.pk, options=options, at=at)
        warnings = _Warnings()
        logger = logging.getLogger("weasyprint")
        logger.addHandler(warnings)
        try:
            self.content = render.pdf(self.paper)
        finally:
            logger.removeHandler(warnings)
        assert warnings.said == []
        assert checks.faults(self.content, variant=self.paper.variant) == []

    @property
    def text(self):
        """All its words, with single spaces."""
        with pypdfium2.PdfDocument(self.content) as document:
            return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())

    def sizes(self, box):
        """Width and height in millimetres of this box of every page."""
        with pikepdf.open(io.BytesIO(self.content)) as pdf:
            return [checks.page_size(page, box) for page in pdf.pages]

    def faults_of_accessibility(self, folder):
        """What breaks a rule of PDF/UA-1."""
        file = folder / "paper.pdf"
        file.write_bytes(self.content)
        found = outloud.check(str(file), skip=GUESSES).findings
        return [(finding.rule, finding.message) for finding in found if finding.severity in ("error", "warning")]


class _Warnings(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.said = []

    def emit(self, record):
        self.said.append(record.getMessage())
