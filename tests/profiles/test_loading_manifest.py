"""Every mistake in a manifest is a sentence, and all of them are said at once."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pact.core.refusals import Refused
from profiles.loading import manifest as manifests
from profiles.loading.indicators import Facts
from tests.make.boroughs import MANIFEST

BOROUGHS = Path(__file__).resolve().parents[2] / "boroughs"


def read(tmp_path, text):
    path = tmp_path / "borough.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return manifests.read(path)


def mistakes(tmp_path, text):
    with pytest.raises(Refused) as refusal:
        read(tmp_path, text)
    return refusal.value.reasons


def test_a_manifest_is_read_in_the_order_in_which_files_build_on_each_other(tmp_path):
    first, _, rest = MANIFEST.partition('[[file]]\nkind = "wards"')
    figures_first = first + '[[file]]\nkind = "wards"' + rest

    manifest = read(tmp_path, figures_first)

    assert (manifest.code, manifest.name, manifest.starts_on) == ("E08009999", "Millbrook", date(2013, 12, 1))
    assert [file.kind for file in manifest.files] == sorted(
        [file.kind for file in manifest.files], key=manifests.KINDS.index
    )
    assert manifest.files[0].attribution == "Contains numbers."
    assert [township.code for township in manifest.townships] == ["E08009999-north", "E08009999-south"]


@pytest.mark.parametrize("name", ["wigan.toml", "medway.toml"])
def test_the_manifests_that_we_ship_are_sound(name):
    manifest = manifests.read(BOROUGHS / name)

    assert all(3 <= len(township.wards) <= 4 for township in manifest.townships)
    text = (BOROUGHS / name).read_text()
    assert "/work" not in text
    assert "../" not in text


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('code = "E08009999"', 'code = "Millbrook"', "borough: “Millbrook” is not an ONS code like E08000010."),
        ('code = "E08009999"', "code = 8", "borough: “code” must be text."),
        ('name = "Millbrook"\n', "", "borough: “name” is missing."),
        ("2013-12-01", '"2013-12-01"', "borough: “starts_on” must be a date like 2013-12-01."),
        ("2013-12-01", "2013-12-01T10:00:00", "borough: “starts_on” must be a date like 2013-12-01."),
        ('name = "Millbrook"', f'name = "{"x" * 101}"', "borough: “name” has more than 100 characters."),
        ('name = "Millbrook"', r'name = "Mill\u0000"', "borough: “name” must be text."),
        ('slug = "everybody-else"', 'slug = "everybody-else"\ndecimals = 9', "“decimals” must be between 0 and 6."),
        ("[borough]", "[borough]\ncolour = 1", "borough: “colour” is not known here."),
        ("[borough]", "colour = 1\n[borough]", "“colour” is not known here."),
        ('licence = "Open', 'license = "Open', "source “ons”: “licence” is missing."),
        ('licence = "Open', 'license = "Open', "source “ons”: “license” is not known here. Did you mean “licence”?"),
        ('from = "ons"', 'from = "osn"', "there is no source “osn” in [sources]."),
        ('from = "ons"\n', "", "“source” is missing."),
        ('from = "ons"\n', "", "“licence” is missing."),
        ('path = "wards.geojson"', 'path = "../wards.geojson"', "“path” must stay inside the data folder"),
        ('path = "wards.geojson"', 'path = "/etc/passwd"', "“path” must stay inside the data folder"),
        ('path = "wards.geojson"', 'pth = "wards.geojson"', "“path” is missing."),
        ('path = "wards.geojson"', 'pth = "wards.geojson"', "“pth” is not known here. Did you mean “path”?"),
        ('title = "Wards"', 'title = "Changes"', "file: Changes is there more than once."),
        ('kind = "wards"', 'kind = "ward"', "“ward” is not a kind of file. It can be wards, small-areas"),
        ('period = "2013-12"', 'period = "Christmas"', "“period” must be like 2019, 2018-11, 2020-Q1 or 2023/24"),
        ('period = "2013-12"', "", "“period” is missing: the month or year that the file is of"),
        ("vintage = 2011", "vintage = 1999", "“vintage” is the year of the census"),
        ('shape = "ages"', 'shape = "round"', "“shape” must be columns, periods, long, groups or ages."),
        ('fills = "population"', 'fills = "glasses"', "“fills” must be population, households or addresses."),
        ('"ethnic-white"', '"ethnic-whit"', "there is no indicator “ethnic-whit”. Describe it with"),
        ('period_column = "Date"', "", "give either “period” or “period_column”."),
        ('"claimant-rate" }]', '"claimant-rate", times = "9" }]', "“times” must be a number."),
        ("[{ name = \"Value\", indicator = \"claimant-rate\" }]", "[]", "say what is in it with at least one"),
        ('path = "crime.csv"', 'path = "a.csv"\ncolumns = { month = "M" }', "which column holds the category,"),
        ('path = "crime.csv"', 'path = "a.csv"\ncolumns = { moon = "M" }', "An incident has no moon."),
        ('path = "crime.csv"', 'path = "a.csv"\nissue_types = { Noise = "loud" }', "“issue_types” must give codes"),
        ('["Mill Bridge", "Riverside"]', '["Ashfield"]', "township “South”: Ashfield is in North already."),
        ('["Mill Bridge", "Riverside"]', "[]", "township “North”: “wards” must list the names of its wards."),
        ('leads = ["LIT"]', 'leads = ["litter"]', "“leads” must list codes of issue types"),
        ('leads = ["LIT"]', 'kind = "band"', "“kind” must be council, police"),
        ('slug = "everybody-else"', 'slug = "Everybody else"', "“slug” must be small letters"),
        ('slug = "everybody-else"', 'slug = "everybody-else"\nbetter = "best"', "“better” must be high, low"),
    ],
)  # fmt: skip
def test_each_mistake_is_a_sentence(tmp_path, old, new, sentence):
    assert old in MANIFEST

    found = mistakes(tmp_path, MANIFEST.replace(old, new, 1))

    assert any(sentence in reason for reason in found), found


def test_all_mistakes_are_said_at_once(tmp_path):
    found = mistakes(tmp_path, MANIFEST.replace('name = "Millbrook"\n', "").replace('path = "crime.csv"\n', ""))

    assert found == ["borough: “name” is missing.", "file 8 (“Crime, January 2024”): “path” is missing."]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "borough: “code” is missing."),
        (b"[borough", "borough.toml is not TOML:"),
        (b"\xff\xfe", "borough.toml is not written in UTF-8."),
        (b"#" * 2_000_000, "borough.toml is too large to be a manifest."),
        (b"borough = 1", "borough: this must be a table."),
        (b"file = 1", "borough: “code” is missing."),
    ],
)
def test_what_is_no_manifest_is_refused(tmp_path, content, sentence):
    assert mistakes(tmp_path, content)[0].startswith(sentence)


def test_a_manifest_that_is_not_there_is_said(tmp_path):
    with pytest.raises(Refused, match="There is no manifest nothing"):
        manifests.read(tmp_path / "nothing.toml")


def test_a_file_is_known_by_how_it_is_read_and_not_by_its_words(tmp_path):
    first = read(tmp_path, MANIFEST).files
    reworded = read(tmp_path, MANIFEST.replace("Contains numbers.", "Other words.")).files
    reread = read(tmp_path, MANIFEST.replace('value_column = "n"', 'value_column = "m"')).files

    assert [file.recipe for file in first] == [file.recipe for file in reworded]
    assert [file.title for file, other in zip(first, reread, strict=True) if file.recipe != other.recipe] == ["Groups"]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["kind", "title", "name"]), inner),
    max_leaves=6,
)
WORDS = ["borough", "aliases", "indicator", "sources", "township", "agency", "file", "else"]


@given(st.dictionaries(st.sampled_from(WORDS), ANYTHING))
def test_whatever_the_document_says_it_is_taken_or_refused(document):
    checker = manifests.Checker()

    checker.manifest(document)

    assert all(isinstance(mistake, str) for mistake in checker.mistakes)


# One file alone, as the browser describes it


def test_an_entry_from_the_browser_is_the_same_file_in_a_manifest(tmp_path):
    indicators = {"cars": {"name": "Cars “here”", "meaning": "How many\ncars.", "decimals": 1}}
    entry = {"kind": "figures", "title": 'Cars \\ "vans"', "path": "cars.csv", "source": "A", "licence": "B"}
    entry |= {"shape": "columns", "area_column": "Área", "period": "2021", "adds_up": True, "vintage": 2011}
    entry |= {"column": [{"name": "Cars, all", "indicator": "cars", "times": 0.5}], "attribution": ""}
    borough = '[borough]\ncode = "E08009999"\nname = "Millbrook"\nstarts_on = 2013-12-01\n\n'
    (tmp_path / "borough.toml").write_text(borough + manifests.as_toml(entry, indicators), encoding="utf-8")

    (file,) = manifests.read(tmp_path / "borough.toml").files

    described = {slug: Facts(**facts) for slug, facts in indicators.items()}
    assert file == manifests.file_of(entry, indicators=described)


def test_a_day_in_an_entry_is_a_day_in_a_manifest():
    entry = {"kind": "wards", "title": "Wards", "path": "w.geojson", "source": "A", "licence": "B"}
    entry |= {"period": "2023", "starts_on": "2023-05-04"}

    assert manifests.file_of(entry).starts_on == date(2023, 5, 4)
    assert "starts_on = 2023-05-04\n" in manifests.as_toml(entry)


def test_every_mistake_in_an_entry_is_said():
    with pytest.raises(Refused) as refusal:
        manifests.file_of({"kind": "wards", "title": "Wards", "path": "../w", "starts_on": "soon"})

    assert "“source” is missing." in refusal.value.reasons
    assert "“starts_on” must be a date like 2013-12-01." in refusal.value.reasons
    assert len(refusal.value.reasons) >= 4
