"""Charts are pictures that everybody can read: in grey, at 320 pixels, on paper, and by ear."""

import logging
import re
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from pact.core import charts, drawing
from pact.core.charts import Bar, BarChart, LineChart, Series, Sparkline, Spine, SpineChart, Stack, StackedChart
from pact.core.suppression import suppress

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = tuple(f"{month} 2026" for month in ("January", "February", "March", "April", "May", "June"))
FIGURES = st.one_of(st.none(), st.integers(0, 5000), st.floats(-50, 5000), st.just(float("nan")))


def bars(*figures, **options):
    return BarChart("Concerns by ward", tuple(Bar(f"Ward {n}", f) for n, f in enumerate(figures)), **options)


def every_kind():
    wards = ["Ince", "Standish with Langtree", "Golborne and Lowton West"]
    spines = [Spine.among(f"Measure {n}", 3, [1, 2, 3, 4, 50], unit="%", higher_is_worse=True) for n in range(10)]
    return [
        BarChart(
            "Concerns by ward",
            tuple(Bar(ward, 3 + n, compared=5, is_highlighted=n == 1) for n, ward in enumerate(wards * 8)),
            unit="concerns",
            compared_with="last quarter",
            line=("Wigan", 7.5),
        ),
        LineChart(
            "Claimant rate",
            MONTHS * 2,
            tuple(Series(ward, tuple(float(n + k) for k in range(12))) for n, ward in enumerate([*wards, "Wigan"])),
            unit="%",
            places=1,
            target=("Target", 2.5),
        ),
        StackedChart(
            "Actions by state",
            ("Complete", "Green", "Amber", "Red", "Not accepted"),
            tuple(Stack(ward, (5, 3, 1, 0, 2)) for ward in wards),
            colours=("blue", "green", "amber", "red", "grey"),
        ),
        SpineChart("How Ince compares", tuple(spines), "Ince", "Wigan's wards"),
        Sparkline("Burglaries", (3, 4, None, 9)),
    ]


# Every chart


@pytest.mark.parametrize("chart", every_kind(), ids=lambda chart: type(chart).__name__)
def test_a_chart_is_a_small_picture_with_a_title_and_words(chart):
    picture = ElementTree.fromstring(chart.svg)

    assert picture.get("role") == "img"
    assert picture.find(f"{SVG}title").text == chart.title
    assert picture.find(f"{SVG}desc").text == chart.description
    assert picture.get("font-family")
    assert len(chart.svg.encode()) < 5 * 1024


@pytest.mark.parametrize("chart", every_kind(), ids=lambda chart: type(chart).__name__)
def test_a_chart_has_no_style_or_script_that_the_policy_would_refuse(chart):
    picture = ElementTree.fromstring(chart.svg)

    assert {element.tag.removeprefix(SVG) for element in picture.iter()} <= {
        *("svg", "title", "desc", "g", "rect", "path", "circle", "text")
    }
    assert not any("style" in element.attrib for element in picture.iter())


@pytest.mark.parametrize("chart", every_kind(), ids=lambda chart: type(chart).__name__)
def test_all_text_of_a_chart_lies_inside_it(chart):
    picture = ElementTree.fromstring(chart.svg)
    across, down = float(picture.get("width")), float(picture.get("height"))

    for word in picture.iter(f"{SVG}text"):
        width = drawing.width_of(word.text, drawing.SMALL) * 0.85
        start = float(word.get("x")) - {None: 0, "middle": 0.5, "end": 1}[word.get("text-anchor")] * width
        assert start > -1, word.text
        assert start + width < across + 1, word.text
        assert 0 < float(word.get("y")) <= down, word.text


def test_equal_figures_make_equal_bytes():
    assert [chart.svg for chart in every_kind()] == [chart.svg for chart in every_kind()]


def test_what_people_typed_cannot_become_markup():
    chart = BarChart('<b>"Title"</b>', (Bar("<script>alert(1)</script>", 3),), line=("&amp; <i>", 2))

    assert "<script" not in chart.svg
    assert "<i>" not in chart.svg
    assert "&lt;b&gt;" in chart.svg


@given(figures=st.lists(FIGURES, max_size=8))
def test_no_figures_whatever_break_a_chart(figures):
    line = LineChart("Trend", MONTHS[:2] * 4, (Series("", tuple([*figures, *[None] * 8][:8])),))
    spine = Spine.among("Measure", figures[0] if figures else None, figures)
    pictures = [bars(*figures), line, Sparkline("", tuple(figures)), SpineChart("", (spine,) if spine else (), "", "")]

    for chart in pictures:
        ElementTree.fromstring(chart.svg)
        assert "nan" not in chart.svg.lower().replace("financ", "")
        assert len(chart.rows) >= 0 if hasattr(chart, "rows") else True


@pytest.mark.parametrize("chart", every_kind()[:4], ids=lambda chart: type(chart).__name__)
def test_the_table_of_a_chart_has_as_many_cells_in_every_row_as_columns(chart):
    assert chart.rows
    assert {len(row) for row in chart.rows} == {len(chart.columns)}


def test_a_chart_is_shown_with_its_figures_without_loading_anything():
    chart = bars(3, 1200, unit="concerns", source="Police <data>")

    html = Template("{% chart c %}").render(Context({"c": chart}))

    assert "<svg" in html
    assert re.search(r"1,200 concerns\s*</td>", html)
    assert "Source: Police &lt;data&gt;" in html
    assert "<details" not in Template("{% chart c table=False %}").render(Context({"c": chart}))


def test_charts_keep_their_title_as_alternative_text_in_a_pdf_and_nothing_is_logged(caplog):
    weasyprint = pytest.importorskip("weasyprint", exc_type=OSError)
    pictures = "".join(chart.svg for chart in every_kind())
    html = f'<html lang="en"><title>Charts</title><body><h1>Charts</h1>{pictures}</body></html>'

    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf = weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1", uncompressed_pdf=True)

    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []
    assert b"/Alt (Concerns by ward)" in pdf


# Colours


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("fill", [*drawing.SERIES, *drawing.STEPS, *drawing.STATES.values()])
def test_text_on_every_fill_is_legible(fill):
    assert contrast(drawing.ink_on(fill), fill) >= 4.5


def test_lines_and_bars_stand_out_from_paper():
    assert min(contrast(colour, drawing.PAPER) for colour in (*drawing.SERIES, drawing.HOT, drawing.SOFT)) >= 3


def test_the_steps_of_a_map_and_the_states_of_an_action_differ_in_grey():
    states = [drawing.STATES[state] for state in ("blue", "red", "green", "amber", "grey")]

    for colours in (drawing.STEPS[::-1], states):
        assert all(contrast(one, two) > 1.3 for one, two in zip(colours, colours[1:], strict=False))
        assert sorted(colours, key=luminance) == list(colours)


# Bars


def drawn_bars(chart):
    """(start, width) of every bar."""
    path = next(p for p in ElementTree.fromstring(chart.svg).iter(f"{SVG}path") if "chart-bar" in p.get("class", ""))
    return [tuple(map(float, pair)) for pair in re.findall(r"M([\d.]+) [\d.]+h([\d.]+)v", path.get("d"))]


def test_a_suppressed_count_is_named_and_not_drawn():
    hidden = suppress([3, 12, 4000]).cells
    chart = bars(*hidden)

    assert [row[1] for row in chart.rows] == ["suppressed", "suppressed", "4,000"]
    assert len(drawn_bars(chart)) == 1
    assert chart.description == "Bar chart. Ward 2 is highest with 4,000."


def test_bars_are_as_long_as_their_figures():
    chart = bars(50, 100)

    short, long = [width for _, width in drawn_bars(chart)]
    assert long == pytest.approx(2 * short, abs=0.1)


def test_a_figure_below_nothing_is_drawn_to_the_left():
    left, right = [start for start, _ in drawn_bars(bars(-50, 50))]

    assert left < right


def test_bars_say_who_is_highest_and_how_the_one_that_matters_does():
    chart = BarChart(
        "Burglaries", (Bar("Ince", 9), Bar("Bryn", 5, is_highlighted=True), Bar("Orrell", 2)), line=("Wigan", 6.26)
    )

    assert chart.description == (
        "Bar chart. Ince is highest with 9, Orrell lowest with 2, Bryn has 5 and Wigan is 6.3."
    )


def test_a_chart_of_nothing_says_so():
    assert bars(None).description == "There are no figures to show."
    assert bars().rows == []


# Lines


def test_a_line_breaks_where_there_is_no_figure():
    chart = LineChart("Trend", MONTHS, (Series("", (1, 2, None, 4, 5, None)),))

    path = next(p for p in ElementTree.fromstring(chart.svg).iter(f"{SVG}path") if "L" in p.get("d"))
    assert path.get("d").count("M") == 2
    assert [row[1] for row in chart.rows] == ["1", "2", "no figure", "4", "5", "no figure"]


def test_the_axis_of_a_trend_begins_at_nothing():
    chart = LineChart("Trend", MONTHS[:2], (Series("", (40, 42)),))

    assert ">0</text>" in chart.svg
    assert ">50</text>" in chart.svg


def test_a_trend_tells_its_story_in_words():
    chart = LineChart("Claimants", MONTHS[:3], (Series("Ince", (2.0, 3.5, 3.0)),), unit="%", places=1)

    assert (
        chart.description
        == "Line chart. Ince: 2.0% in January 2026, 3.0% in March 2026, at most 3.5% in February 2026."
    )


# Stacks and spines


def test_a_divided_bar_names_its_parts_and_leaves_out_the_empty_ones():
    chart = StackedChart("Actions", ("Green", "Red"), (Stack("Ince", (3, 0)), Stack("Bryn", (1, 2))))

    assert chart.description == "Divided bars. Ince: 3 green. Bryn: 1 green and 2 red."
    assert chart.rows == [["Ince", "3", "0"], ["Bryn", "1", "2"]]


def test_a_place_is_compared_with_its_like_in_quarters():
    spine = Spine.among("Claimants", 9, [1, 2, 3, 4, 9], unit="%")

    assert (spine.low, spine.lower, spine.middle, spine.upper, spine.high) == (1, 2, 3, 4, 9)
    assert spine.standing == "highest quarter"
    assert Spine.among("Claimants", 2, [1, 2, 3, 4, 9]).standing == "lowest quarter"
    assert Spine.among("Claimants", None, [1, 2, 3, 4, 9]).standing == ""
    assert Spine.among("Claimants", 1, [1, 2, None]) is None


def test_better_is_always_to_the_right():
    crime = Spine.among("Crime", 9, [1, 2, 3, 4, 9], higher_is_worse=True)
    homes = Spine.among("Homes", 9, [1, 2, 3, 4, 9], higher_is_worse=False)

    assert crime.scale(9) < drawing.WIDTH / 2 < homes.scale(9)
    assert ">better</text>" in SpineChart("", (crime, homes), "Ince", "all").svg
    assert ">better</text>" not in SpineChart("", (crime, Spine.among("People", 9, [1, 2, 3, 9])), "Ince", "all").svg


def test_the_examples_in_the_docstrings_hold():
    import doctest

    assert doctest.testmod(drawing).failed == 0
    assert doctest.testmod(charts).failed == 0
