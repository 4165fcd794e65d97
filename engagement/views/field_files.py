"""The page and the files that a phone keeps, and the script that keeps them."""

import json
import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from posixpath import dirname, join, normpath

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse

from pact.core.context import words

SCRIPTS = "js/field"
WORKER = f"{SCRIPTS}/worker.js"
# What the page's files ask for in turn, under the name by which they ask.
ASKED_FOR = ["js/map_input.js", "built/govuk-frontend.js", "built/leaflet/leaflet.js", "built/leaflet/leaflet.css"]
STYLES = "built/pact.css"
PAINTED = re.compile(rb"url\(\"?(?!data:)([^\")]+)\"?\)")
OURS = re.compile(rf'(?:href|src)="({re.escape(settings.STATIC_URL)}[^"]+)"')


def shell():
    """The page as HTML. It is rendered for nobody: no name, no token, no menu."""
    return render_to_string("engagement/field/field.html", words(None))


def worker():
    """The service worker, with its version, the address of the page and what to keep with it."""
    return _worker() if settings.DEBUG else _worker_of_this_process()


def _worker():
    page = shell()
    asked = [name for name in (*_modules(), *ASKED_FOR) if name != WORKER]
    painted = _painted()
    files = sorted({*OURS.findall(page), *(settings.STATIC_URL + name for name in asked), *map(static, painted)})
    content = b"".join(_content(name) for name in [*asked, WORKER, STYLES, *painted])
    kept = {
        "version": sha256(page.encode() + content).hexdigest()[:16],
        "page": reverse("engagement:field"),
        "static": settings.STATIC_URL,
        "files": files,
    }
    return f"const KEPT = {json.dumps(kept, indent=1)};\n\n{_content(WORKER).decode()}"


_worker_of_this_process = lru_cache(_worker)


def _modules():
    """Every script of ours for the page: nobody keeps a list."""
    return sorted(f"{SCRIPTS}/{file.name}" for file in Path(finders.find(WORKER)).parent.glob("*.js"))


def _painted():
    """The pictures and fonts that the style sheet names, but those of letters that we do not write in."""
    named = {normpath(join(dirname(STYLES), url.decode())) for url in PAINTED.findall(_content(STYLES))}
    return sorted(name for name in named if "-latin-ext-" not in name and "italic" not in name)


def _content(name):
    found = finders.find(name)
    return Path(found).read_bytes() if found else b""
