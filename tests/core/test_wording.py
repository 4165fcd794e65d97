"""How dates, numbers and text are written (handbook 11 and 13)."""

import datetime
import doctest

import pytest
from django.template import Context, Template

from pact.core import dates, wording

THURSDAY = datetime.date(2024, 7, 25)


def render(source, **context):
    return Template(source).render(Context(context))


@pytest.mark.parametrize("module", [dates, wording])
def test_the_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(module).attempted > 5
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("{{ on|day }}", "Thursday 25 July 2024"),
        ("{{ on|short_day }}", "25 July 2024"),
        ("{{ at|moment }}", "Thursday 25 July 2024, 5:30pm"),
        ("{{ on|month }}", "July 2024"),
        ("{{ on|quarter }}", "July to September 2024"),
        ("{{ on|span:last }}", "25 July to 2 August 2024"),
        ("{{ 9394|number }}", "9,394"),
        ("{{ 12.5|percent:1 }}", "12.5%"),
        ("{{ 12.5|rate }}", "12.5 per 1,000"),
        ('{{ 2|counted:"concern" }}', "2 concerns"),
        ("{{ names|sentence_list }}", "Ada, Bo &amp; Co and Cy"),
        ("{{ missing|day }}{{ missing|number }}{{ missing|sentence_list }}{{ missing|markdown }}", ""),
    ],
)
def test_every_template_has_the_filters_without_loading_them(source, written):
    at = datetime.datetime(2024, 7, 25, 16, 30, tzinfo=datetime.UTC)
    last = datetime.date(2024, 8, 2)

    assert render(source, on=THURSDAY, at=at, last=last, names=["Ada", "Bo & Co", "Cy"]) == written


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[click](javascript:alert(1))",
        "![x](http://elsewhere.example/track.png)",
        '<a href="x" onclick="alert(1)">x</a>',
        "<style>p{display:none}</style>",
        "[x](data:text/html,<script>alert(1)</script>)",
    ],
)
def test_markdown_lets_nothing_run_or_call_home(text):
    html = render("{{ text|markdown }}", text=text)

    for harm in ("<script", "<img", "<style", 'href="javascript', 'href="data', '<a href="x"'):
        assert harm not in html


def test_markdown_keeps_headings_below_the_page_and_tables_for_a_reader():
    html = render("{{ text|markdown:3 }}", text="# Bins\n\n| Street | Day |\n|:--|--:|\n| A | Monday |\n")

    assert "<h3>Bins</h3>" in html
    assert '<th scope="col">Street</th>' in html
    assert "style=" not in html
