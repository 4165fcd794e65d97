"""Numbers, lists and residents' Markdown as readers see them. Nothing (None or "") is written as nothing."""

import math
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

MINUS = "\N{MINUS SIGN}"
MARKDOWN_TAGS = {
    *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote"),
    *("strong", "em", "code", "pre", "a", "table", "thead", "tbody", "tr", "th", "td"),
}
MARKDOWN_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"scope"}}
MARKDOWN_SCHEMES = {"http", "https", "mailto", "tel"}

_markdown = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table").disable("image")


@lru_cache(maxsize=8192)
def number(value, places=None):
    """A number with thousands marked; whole as it is, otherwise to `places` decimals (one unless told).

    >>> number(9394), number(12.25, 2), number(12.34), number(12.0), number(-1500)
    ('9,394', '12.25', '12.3', '12', '−1,500')
    >>> number(12.0, 1), number(None), number(0), number(float("nan"))
    ('12.0', '', '0', '')
    """
    if value is None or value == "" or not math.isfinite(value):
        return ""
    if places is None:
        places = 0 if value == int(value) else 1
    written = f"{value:,.{int(places)}f}"
    if written.startswith("-"):
        # Half a hundredth below nothing is nothing: "−0" reads as a fault.
        return MINUS + written[1:] if written.strip("-0.,") else written[1:]
    return written


@lru_cache(maxsize=4096)
def percent(value, places=0):
    """A percentage (25 for a quarter) as people write it.

    >>> percent(25.0), percent(33.333, 1), percent(None)
    ('25%', '33.3%', '')
    """
    return "" if value is None or value == "" else f"{number(value, places)}%"


@lru_cache(maxsize=4096)
def rate(value, per=1000):
    """A rate, already divided, with what it is out of.

    >>> rate(12.34), rate(3, 100_000), rate(None)
    ('12.3 per 1,000', '3.0 per 100,000', '')
    """
    return "" if value is None or value == "" else f"{number(value, 1)} per {number(per)}"


def per(count, population, *, each=1000):
    """How many in each `each` people; None where nobody lives there or either is not known.

    >>> per(30, 12_000), per(5, 0), per(None, 100)
    (2.5, None, None)
    """
    return count * each / population if population and count is not None else None


@lru_cache(maxsize=4096)
def counted(value, noun):
    """A count with its noun; an uneven plural is written out after a comma.

    >>> counted(1, "action"), counted(1200, "action"), counted(0, "priority,priorities")
    ('1 action', '1,200 actions', '0 priorities')
    """
    if value is None or value == "":
        return ""
    return f"{number(value)} {noun.partition(',')[0] if value == 1 else plural(noun)}"


def plural(noun):
    """
    >>> plural("action"), plural("burglary,burglaries")
    ('actions', 'burglaries')
    """
    one, _, many = noun.partition(",")
    return many or f"{one}s"


def sentence_list(items, joiner="and"):
    """
    >>> sentence_list(["a", "b", "c"]), sentence_list(["a", "b"], "or"), sentence_list([])
    ('a, b and c', 'a or b', '')
    """
    items = [str(item) for item in items or ()]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joiner} {items[-1]}"


@lru_cache(maxsize=512)
def markdown(text, top=2):
    """Markdown as safe HTML: no raw HTML, images, scripts or styles; the highest heading is `top`.

    >>> markdown("# Bins\\n\\n*Fixed* <script>alert(1)</script>")
    '<h2>Bins</h2>\\n<p><em>Fixed</em> &lt;script&gt;alert(1)&lt;/script&gt;</p>\\n'
    """
    tokens = _markdown.parse(text or "")
    for token in tokens:
        if token.type.startswith("heading_"):
            token.tag = f"h{min(6, int(token.tag[1]) + int(top) - 1)}"
        elif token.type == "th_open":
            token.attrs = {"scope": "col"}
        elif token.type == "td_open":
            token.attrs = {}
    return nh3.clean(
        _markdown.renderer.render(tokens, _markdown.options, {}),
        tags=MARKDOWN_TAGS,
        attributes=MARKDOWN_ATTRIBUTES,
        url_schemes=MARKDOWN_SCHEMES,
        link_rel="nofollow noopener",
    )
