"""Maps are drawn by the server, for pages without script, for paper and for screen readers."""

import re
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from pact.core import drawing, geometry
from pact.core.maps import Area, Map, Outline, Patch, Point, Scale
from pact.core.suppression import suppress

SVG = "{http://www.w3.org/2000/svg}"


def square(west, south, size=0.02):
    corners = [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
    return geometry.parse({"type": "Polygon", "coordinates": [corners]})


def three_areas(*figures, **options):
    names = ("Ince", "Bryn", "Orrell")
    return tuple(
        Area(name, square(-2.7 + 0.02 * n, 53.5), figure, **options)
        for n, (name, figure) in enumerate(zip(names, figures, strict=True))
    )


def shades(chart):
    return re.findall(r'class="map-area map-area-(\d)"', chart.svg)


# The scale


@given(figures=st.lists(st.one_of(st.none(), st.integers(0, 30)), min_size=1, max_size=40))
def test_equal_figures_share_a_step_and_more_is_never_paler(figures):
    scale = Scale.of(figures)
    known = sorted(figure for figure in figures if figure is not None)

    steps = [scale.step(figure) for figure in known]
    assert steps == sorted(steps)
    assert set(steps) <= {1, 2, 3, 4, 5}
    assert all(scale.step(f) == 0 for f in figures if f is None)
    assert all(1 <= least <= most or 0 <= least <= most for least, most in scale.steps)


def test_five_steps_hold_about_equally_many_areas():
    scale = Scale.of(range(25))

    assert scale.steps == ((0, 4), (5, 9), (10, 14), (15, 19), (20, 24))
    assert [scale.step(n) for n in (0, 4, 5, 24)] == [1, 1, 2, 5]


def test_few_figures_are_spread_over_the_shades():
    assert [Scale.of([1, 9]).step(n) for n in (1, 9)] == [1, 5]
    assert Scale.of([7, 7]).step(7) == 1
    assert Scale.of([]).step(7) == 0


# The picture


def test_a_map_is_a_picture_with_title_and_words():
    chart = Map("Concerns by ward", three_areas(9, 20, 5), unit="concerns")

    picture = ElementTree.fromstring(chart.svg)

    assert picture.get("role") == "img"
    assert picture.find(f"{SVG}title").text == "Concerns by ward"
    assert picture.find(f"{SVG}desc").text == (
        "Map of 3 areas. Highest: Bryn 20 concerns, Ince 9 concerns and Orrell 5 concerns."
    )
    assert "style=" not in chart.svg
    assert chart.rows == [["Ince", "9 concerns"], ["Bryn", "20 concerns"], ["Orrell", "5 concerns"]]


def test_areas_are_shaded_by_step_and_a_suppressed_one_is_not():
    assert shades(Map("", three_areas(9, 20, 5))) == ["3", "5", "1"]
    hidden = Map("", three_areas(*suppress([2, 7, 4000]).cells))
    assert shades(hidden) == ["0", "0", "1"]
    assert "suppressed or no figure" in hidden.svg
    assert [row[1] for row in hidden.rows] == ["suppressed", "suppressed", "4,000"]


def test_a_square_is_drawn_as_high_as_it_is_wide_on_the_ground():
    chart = Map("", (Area("Ince", square(-2.7, 53.5, size=0.02), None),), is_shaded=False)

    across, down = map(int, re.search(r'd="M\d+ \d+l(\d+) 0 0-(\d+)', chart.svg).groups())
    assert down / across == pytest.approx(1 / 0.5946, rel=0.01)


def test_an_area_with_a_page_links_to_it_and_the_map_is_then_no_single_image():
    chart = Map("", three_areas(1, 2, 3, href="/wards/7/"))

    picture = ElementTree.fromstring(chart.svg)

    assert picture.get("role") == "group"
    assert [link.get("href") for link in picture.iter(f"{SVG}a")] == ["/wards/7/"] * 3
    assert [link.find(f"{SVG}path/{SVG}title").text for link in picture.iter(f"{SVG}a")][0] == "Ince: 1"
    assert chart.rows[0][0] == {"text": "Ince", "href": "/wards/7/"}


def test_a_name_that_does_not_fit_is_given_a_number_that_the_key_explains():
    long = Area("Shevington with Lower Ground and Standish", square(-2.7, 53.5, size=0.001), 3)
    chart = Map("", (long, *three_areas(1, 2, 3)))

    assert [row[0] for row in chart.rows] == ["1. Shevington with Lower Ground and Standish", "Ince", "Bryn", "Orrell"]
    assert ">1</text>" in chart.svg


def test_what_people_typed_cannot_become_markup():
    chart = Map(
        "<b>",
        (Area("<script>alert(1)</script>", square(-2.7, 53.5), 1),),
        outlines=(Outline("<i>", square(-2.7, 53.5)),),
    )

    assert not {"<script", "<b>", "<i>"} & set(re.findall(r"<script|<b>|<i>", chart.svg))


def test_a_map_of_nothing_is_still_a_picture():
    assert "Nothing to show." in Map("Empty").svg


# Points and outlines


def test_points_that_crowd_are_drawn_as_one_with_their_number():
    crowd = [Point(-2.69, 53.51)] * 40 + [Point(-2.6901, 53.5101)] * 2
    chart = Map("", (Area("Ince", square(-2.7, 53.5)),), points=(*crowd, Point(-2.685, 53.505)), is_shaded=False)

    picture = ElementTree.fromstring(chart.svg)
    points = next(group for group in picture.iter(f"{SVG}g") if group.get("class") == "map-point")

    assert len(points) == 2
    assert ">42</text>" in chart.svg
    assert "Points: 43 incidents" in chart.description


def test_a_public_map_does_not_draw_a_crowd_of_too_few():
    points = [Point(-2.69, 53.51)] * 6 + [Point(-2.685, 53.505)] * 3
    chart = Map("", (Area("Ince", square(-2.7, 53.5)),), points=tuple(points), is_shaded=False, fewest=5)

    assert ">6</text>" in chart.svg
    assert ">3</text>" not in chart.svg
    assert "Points: 6 incidents" in chart.description


@given(st.lists(st.tuples(st.floats(-2.7, -2.68), st.floats(53.5, 53.52)), max_size=60))
def test_no_point_is_lost_in_a_crowd(places):
    chart = Map(
        "", (Area("Ince", square(-2.7, 53.5)),), points=tuple(Point(*place) for place in places), is_shaded=False
    )

    assert sum(crowd.count for crowd in chart.picture.crowds) == len(places)


def test_an_outline_is_drawn_dashed_and_named_in_the_key():
    chart = Map("", three_areas(1, 2, 3), outlines=(Outline("Higher Ince", geometry.circle(-2.69, 53.51, metres=300)),))

    assert "stroke-dasharray" in chart.svg
    assert ">Higher Ince</text>" in chart.svg
    assert chart.description.endswith("Outlined: Higher Ince.")


# Real wards


@pytest.mark.parametrize(
    ("council", "wards", "kilobytes"), [("wigan", 25, 16), ("medway", 22, 16), ("wiltshire", 98, 48)]
)
def test_every_ward_of_a_real_council_is_drawn_and_weighs_little(real_data, council, wards, kilobytes):
    found = geometry.features((real_data / f"boundaries/wards_2013_{council}.geojson").read_text())
    chart = Map("Wards", tuple(Area(f.properties["WD13NM"], f.shape, n) for n, f in enumerate(found)))

    outlines = re.findall(r'<path d="([^"]*)" class="map-area', chart.svg)

    assert len(outlines) == wards
    assert all(outlines)
    assert len(chart.svg.encode()) < kilobytes * 1024
    assert float(ElementTree.fromstring(chart.svg).get("width")) == drawing.WIDTH


def test_a_map_is_shown_with_its_figures_by_the_same_tag():
    html = Template("{% chart m %}").render(Context({"m": Map("Wards", three_areas(1, 2, 3, href="/w/"))}))

    assert '<a class="govuk-link" href="/w/">Ince</a>' in html
    assert "<svg" in html


# Patches


def patched(*kinds, size=0.002):
    patches = tuple(
        Patch(
            f"Place {n}",
            geometry.box(-2.695 + 0.004 * n, 53.505, -2.695 + 0.004 * n + size, 53.505 + size),
            kind,
            str(n),
            look=int(kind == "Repeat"),
        )
        for n, kind in enumerate(kinds, 1)
    )
    return Map("Hot spots", areas=three_areas(None, None, None)[:1], patches=patches, is_shaded=False)


def test_patches_are_told_in_words_by_kind_and_named_in_the_legend():
    chart = patched("Busy", "Repeat", "Busy")

    assert "Busy: 2 places, Place 1, Place 3. Repeat: 1 place, Place 2" in chart.description
    assert [chart.svg.count(f">{kind}</text>") for kind in ("Busy", "Repeat")] == [1, 1]


def test_kinds_of_patches_are_told_apart_by_more_than_colour():
    picture = ElementTree.fromstring(patched("Busy", "Repeat").svg)
    groups = [group for group in picture.iter(f"{SVG}g") if "map-patch" in group.get("class", "")]

    assert [group.get("stroke-dasharray") for group in groups] == [None, "6 5"]


def test_a_patch_that_would_be_too_small_to_see_is_drawn_wide_enough_for_its_numeral():
    picture = ElementTree.fromstring(patched("Busy", size=0.00001).svg)

    squares = [square for square in picture.iter(f"{SVG}rect") if square.get("width") == "36"]
    assert len(squares) == 1


def test_numerals_stand_on_their_patches():
    assert all(f">{n}</text>" in patched("Busy", "Busy").svg for n in (1, 2))
