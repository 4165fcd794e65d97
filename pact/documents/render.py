"""From a Paper to the bytes of a PDF. The only importer of WeasyPrint, and it fetches nothing but our own files."""

import logging
import mimetypes
import re
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation
from django.template.loader import render_to_string

from pact.core.refusals import Refused, refuse_if
from pact.documents import checks, finishing
from pact.documents.papers import FOR_PRINT

HERE = "https://pact.invalid/"  # where relative addresses on a paper are taken to point; no such host can exist
FONTS = "css/paper_fonts.css"
# What a browser colours by itself comes in the screen's colours; the paper's own stylesheet goes before this one.
INK = """
html { color: device-cmyk(0 0 0 1) }
:link, :visited { color: inherit }
hr { color: device-cmyk(0 0 0 0.5); border-style: solid }
"""
MISSING_GLYPH = re.compile(r"unsupported by fonts.*\(U\+([0-9A-F]{4,6})\)")
STEPS = {1: 5, 2: 10, 3: 15, 4: 20, 5: 25, 6: 75, 7: 90}  # WeasyPrint's steps and the percent done at their start
LAYOUT = 5
PAGE = re.compile(r"Step 5 - Creating layout - Page (\d+)")


def html(paper):
    """The paper as HTML, for a preview and for tests that read it.

    A template gets `title`, `variant`, `is_for_print` and the council's `words` besides the paper's own context.
    """
    facts = {"title": paper.title, "variant": paper.variant, "is_for_print": paper.variant == FOR_PRINT}
    return render_to_string(paper.template, {**facts, "words": settings.WORDS, **paper.context})


def pdf(paper, *, progress=lambda percent: None):
    """The finished and checked PDF as bytes. Calls `progress(percent)` on the way, from 5 to 95.

    Raises `Refused` for what its author can mend: no title, no language, characters that the fonts do not have,
    pictures without a description.
    """
    with _listening(progress) as warnings:
        weasyprint = _weasyprint()
        document = weasyprint.HTML(string=html(paper), base_url=HERE, url_fetcher=_fetcher())
        content = document.write_pdf(
            pdf_variant=None if paper.variant == FOR_PRINT else paper.variant,
            stylesheets=[*_fonts(), *_print_stylesheets(paper)],
            font_config=_font_configuration(),
        )
    refuse_if(_unprintable(warnings))
    content = finishing.finish(content, variant=paper.variant)
    progress(95)
    if found := checks.faults(content, variant=paper.variant):
        raise Refused([f"The PDF was made but is not fit to be given out. {' '.join(found)}"])
    return content


@cache
def _weasyprint():
    # Importing it takes a second or two and fails where Pango is not installed, so only a worker that renders does.
    import weasyprint  # noqa: PLC0415

    return weasyprint


@cache
def _font_configuration():
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    return FontConfiguration()


@cache
def _fetcher():
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class OwnFilesOnly(URLFetcher):
        """Knows static files and inline data. Residents' words reach these pages, and may hold any address."""

        def fetch(self, url, headers=None):
            if url.startswith("data:"):
                return super().fetch(url, headers)
            path = static_file(url)
            content_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": content_type})

    return OwnFilesOnly(allowed_protocols=["data"])


def static_file(url):
    """The path of the static file that an address on a paper means; ValueError for every other address."""
    here = HERE.rstrip("/") + settings.STATIC_URL
    if not url.startswith(here):
        raise ValueError("A paper can show only static files and inline data.")
    name = unquote(urlsplit(url).path.removeprefix(settings.STATIC_URL))
    try:
        collected = Path(staticfiles_storage.path(name)) if settings.STATIC_ROOT else None
        found = finders.find(name)
    except SuspiciousFileOperation:
        raise ValueError("A paper can show only static files and inline data.") from None
    if collected and collected.is_file():
        return collected
    if not found:
        raise ValueError(f"There is no static file {name}.")
    return Path(found)


@cache
def _fonts():
    """Our typefaces, read once a process. They live apart from paper.css, which every paper reads anew."""
    path = finders.find(FONTS)
    if not path:
        return []
    url = f"{HERE.rstrip('/')}{settings.STATIC_URL}{FONTS}"
    weasyprint = _weasyprint()
    return [weasyprint.CSS(url=url, url_fetcher=_fetcher(), font_config=_font_configuration())]


def _print_stylesheets(paper):
    if paper.variant != FOR_PRINT:
        return []
    # Marks are drawn outside the trimmed page, on paper that the bleed does not reach.
    page = "@page { bleed: 9mm; marks: crop cross }" if paper.marks else "@page { bleed: 3mm; marks: none }"
    return [_weasyprint().CSS(string=page + INK)]


@contextmanager
def _listening(progress):
    """Collect WeasyPrint's warnings, and report its steps as percent done."""
    warnings = _Warnings()
    steps = _Steps(progress)
    logger, progress_logger = logging.getLogger("weasyprint"), logging.getLogger("weasyprint.progress")
    before = progress_logger.level, progress_logger.propagate
    logger.addHandler(warnings)
    progress_logger.addHandler(steps)
    progress_logger.setLevel(logging.INFO)
    progress_logger.propagate = False
    try:
        yield warnings.said
    finally:
        logger.removeHandler(warnings)
        progress_logger.removeHandler(steps)
        progress_logger.setLevel(before[0])
        progress_logger.propagate = before[1]


class _Warnings(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.said = []

    def emit(self, record):
        self.said.append(record.getMessage())


class _Steps(logging.Handler):
    def __init__(self, progress):
        super().__init__(logging.INFO)
        self.progress = progress

    def emit(self, record):
        said = record.getMessage()
        if page := PAGE.match(said):
            # How many pages there will be is not known: each moves half of a hundredth less towards the next step.
            self.progress(round(STEPS[LAYOUT + 1] - (STEPS[LAYOUT + 1] - STEPS[LAYOUT]) * 0.97 ** int(page[1])))
        elif said.startswith("Step ") and said[5:6].isdigit():
            self.progress(STEPS.get(int(said[5]), STEPS[LAYOUT]))


def _unprintable(warnings):
    codes = sorted({int(found[1], 16) for said in warnings if (found := MISSING_GLYPH.search(said))})
    if not codes:
        return []
    shown = ", ".join(f"{chr(code)} (U+{code:04X})" for code in codes[:5])
    return [f"The typeface does not have these characters: {shown}. Take them out and ask again."]
