"""Forms as GOV.UK's patterns want them: what is asked, what is refused and in which words, and the markup."""

from datetime import date, time

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template import Context, Template
from django.template.loader import render_to_string

from pact.core import uploads
from pact.core.forms import (
    AreaField,
    Checkboxes,
    DateField,
    FilterForm,
    Form,
    Point,
    PointField,
    Radios,
    Section,
    TimeField,
    UploadField,
)
from pact.core.refusals import Obstacle, Refused


class Completion(Form):
    submit = "Mark as complete"
    layout = [Section("What was done", "outcome", "done_on")]

    outcome = forms.CharField(label="What changed?", widget=forms.Textarea, max_length=200, help_text="In plain words")
    done_on = DateField(label="When?", noun="date it was done", earliest=date(2024, 1, 1), latest=date(2024, 12, 31))


class Finding(Form):
    effect = forms.ChoiceField(choices=[("0", "None"), ("3", "A lot")], widget=Radios(hints={"3": "They stay in"}))
    seen = forms.MultipleChoiceField(choices=[("light", "Light out"), ("bins", "Bins")], widget=Checkboxes)
    number = forms.IntegerField(label="How many?", required=False, min_value=1)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def shown(form):
    return Template("{% crispy form %}").render(Context({"form": form, "csrf_token": "t"}))


def typed(day, month, year, name="done_on"):
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


def completed(**data):
    return Completion({"outcome": "Alley cleared"} | data)


# Dates


@pytest.mark.parametrize("month", ["5", "05", "may", "May", "MAY"])
def test_a_month_may_be_a_figure_or_a_word(month):
    form = completed(**typed("1", month, "2024"))

    assert form.is_valid()
    assert form.cleaned_data["done_on"] == date(2024, 5, 1)


def test_a_whole_date_by_its_plain_name_is_read():
    form = completed(done_on="2024-05-01")

    assert form.is_valid()
    assert form.cleaned_data["done_on"] == date(2024, 5, 1)


@pytest.mark.parametrize(
    ("day", "month", "year", "sentence", "boxes"),
    [
        ("", "", "", "Enter the date it was done.", [0, 1, 2]),
        ("1", "", "", "The date it was done must include a month and a year.", [1, 2]),
        ("31", "2", "2024", "The date it was done must be a real date, like 27 3 2026.", [0, 1, 2]),
        ("1", "Mayday", "2024", "The date it was done must be a real date, like 27 3 2026.", [1]),
        ("9" * 30, "5", "2024", "The date it was done must be a real date, like 27 3 2026.", [0, 1, 2]),
        ("1", "0001" + "9" * 5000, "2024", "The date it was done must be a real date, like 27 3 2026.", [1]),
        ("1", "5", "24", "The date it was done must include a year in four figures, like 2026.", [2]),
        ("1", "5", "2023", "The date it was done must be 1 January 2024 or later.", [0, 1, 2]),
        ("1", "5", "2025", "The date it was done must be 31 December 2024 or earlier.", [0, 1, 2]),
        ("٣", "5", "2024\0", "The date it was done must include a year in four figures, like 2026.", [2]),
    ],
)
def test_a_date_that_cannot_be_is_refused_in_words_and_keeps_what_was_typed(day, month, year, sentence, boxes):
    form = completed(**typed(day, month, year))

    assert form.errors["done_on"] == [sentence]
    parts = form["done_on"].field.widget.parts(form["done_on"])
    assert [part["value"] for part in parts] == [day, month, year]
    assert [index for index, part in enumerate(parts) if part["is_wrong"]] == boxes


def test_a_date_shows_what_it_holds():
    html = shown(Completion(initial={"done_on": date(2024, 5, 1)}))

    assert 'name="done_on_day"' in html
    assert 'value="2024"' in html


# Times


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("18:30", time(18, 30)),
        ("6.30pm", time(18, 30)),
        ("6 p.m.", time(18)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("midday", time(12)),
        ("1830", time(18, 30)),
    ],
)
def test_a_time_is_read_as_people_write_it(typed, understood):
    assert TimeField().clean(typed) == understood


@pytest.mark.parametrize("typed", ["25:00", "13pm", "6", "six", "18:60", "0pm"])
def test_a_time_that_cannot_be_is_refused(typed):
    with pytest.raises(forms.ValidationError, match="The start must be a real time, like 6.30pm or 18:30."):
        TimeField(noun="start").clean(typed)


# Places


def test_a_place_is_a_point_in_the_british_isles():
    field = PointField(noun="place")

    assert field.clean(["53.5451", "-2.6325"]) == Point(53.5451, -2.6325)
    for typed in (["53", "x"], ["nan", "nan"], ["inf", "0"], ["-2.63", "53.5"], ["53", ""]):
        with pytest.raises(forms.ValidationError, match="The place must"):
            field.clean(typed)


def test_an_area_is_a_closed_ring_of_at_least_three_corners():
    field = AreaField(noun="area")

    area = field.clean("53.5, -2.6\n53.6 -2.6\n\n53.6, -2.5\n53.5, -2.6")

    assert area == {"type": "Polygon", "coordinates": [[[-2.6, 53.5], [-2.6, 53.6], [-2.5, 53.6], [-2.6, 53.5]]]}
    assert field.widget.format_value(area).splitlines()[0] == "53.500000, -2.600000"
    crossing, line = "53.5, -2.6\n53.6, -2.5\n53.6, -2.6\n53.5, -2.5", "53.5, -2.6\n53.6, -2.6\n53.7, -2.6"
    for typed in ("53.5, -2.6", "53.5\n53.6\n53.7", "a, b\nc, d\ne, f", crossing, line):
        with pytest.raises(forms.ValidationError):
            field.clean(typed)


# Files


PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("alley.png", PNG, None),
        ("ALLEY.PNG", PNG, None),
        ("alley.png", b"%PDF-1.7", "The photograph must be JPEG, PNG, WebP or HEIC."),
        ("alley.exe", PNG, "The photograph must be JPEG, PNG, WebP or HEIC."),
        ("alley.png", PNG + b"0" * 1024 * 1024, "The photograph must be smaller than 1 MB."),
        ("alley.png", b"", "The photograph is empty."),
    ],
)
def test_a_file_is_known_by_what_is_in_it(name, content, sentence):
    field = UploadField(kinds=uploads.PHOTOS, max_mb=1, noun="photograph")

    upload = SimpleUploadedFile(name, content)

    if sentence is None:
        assert field.clean(upload).read() == content
    else:
        with pytest.raises(forms.ValidationError) as refused:
            field.clean(upload)
        assert refused.value.messages == [sentence]


# Refusals and errors


def test_a_refusal_is_listed_with_the_link_that_each_reason_carries():
    form = completed(**typed("1", "5", "2024"))
    form.is_valid()

    form.add_error(
        None, Refused(["Tasking has closed.", Obstacle("Two members were not asked.", href="/ask/")]).reasons
    )

    html = shown(form)
    assert form.non_field_errors() == ["Tasking has closed.", "Two members were not asked."]
    assert '<a href="/ask/">Two members were not asked.</a>' in html
    assert html.count("Tasking has closed.") == 1


def test_errors_say_what_to_do_and_name_the_question():
    form = Finding({"number": "0"})

    assert form.errors == {
        "effect": ["Choose an answer for “Effect”."],
        "seen": ["Choose an answer for “Seen”."],
        "number": ["“How many?” must be 1 or more."],
    }


def test_an_error_of_ones_own_stays():
    class Own(Form):
        words = forms.CharField(error_messages={"required": "Say what changed as a result."})

    assert Own({}).errors == {"words": ["Say what changed as a result."]}


# Markup


def test_each_error_in_the_summary_links_to_an_element_that_takes_the_focus():
    form = Finding({})

    html = shown(form)

    for target in ("id_effect_0", "id_seen_0"):
        assert f'<a href="#{target}">' in html
        assert f'id="{target}"' in html


def test_a_page_that_lists_the_errors_above_its_heading_does_not_list_them_twice():
    form = Finding({})

    html = render_to_string("base.html", {"form": form}) + shown(form)

    assert "<title>Error:" in html.replace("\n", "")
    assert html.count("govuk-error-summary__title") == 1


def test_a_box_is_described_by_its_hint_its_error_and_its_count():
    html = shown(completed(outcome=""))

    assert 'aria-describedby="id_outcome_helptext id_outcome_error id_outcome-info"' in html
    for part in ("helptext", "error"):
        assert f'id="id_outcome_{part}"' in html
    assert 'data-maxlength="200"' in html
    assert "maxlength=" not in html.replace("data-maxlength=", "")


def test_what_may_be_left_out_says_so_and_a_number_is_typed_on_a_keypad():
    html = shown(Finding())

    assert html.count("(optional)") == 1
    assert 'inputmode="numeric"' in html
    assert 'type="number"' not in html


def test_radios_carry_their_hints_and_what_was_chosen():
    html = shown(Finding({"effect": "3", "seen": ["bins"]}))

    assert 'aria-describedby="id_effect_1_hint"' in html
    assert html.count("checked") == 2
    assert html.count("<fieldset") == 2


def test_a_form_with_a_file_is_sent_in_parts_and_any_form_only_once():
    class Evidence(Form):
        submit = "Add the photograph"
        photo = UploadField(kinds=uploads.PHOTOS)

    html = shown(Evidence())

    assert 'enctype="multipart/form-data"' in html
    assert 'data-prevent-double-click="true"' in html
    assert "Add the photograph</button>" in html
    assert 'name="csrfmiddlewaretoken"' in html


def test_every_hidden_field_is_sent_even_where_the_layout_forgets_it():
    class Partial(Finding):
        layout = ["effect", "seen", "number"]

    assert 'name="secret"' in shown(Partial())


def test_what_people_type_is_never_markup():
    form = Finding({"number": "<script>alert(1)</script>", "effect": '"><b>'})

    html = shown(form)

    assert "<script>" not in html
    assert "<b>" not in html


# Filters


class Wanted(FilterForm):
    words = forms.CharField(max_length=20)
    since = DateField(noun="start")
    kind = forms.MultipleChoiceField(choices=[("a", "A")], widget=Checkboxes)


def test_a_filter_leaves_out_what_was_not_asked_and_what_makes_no_sense():
    assert Wanted(QueryDict("")).chosen() == {}
    assert Wanted(QueryDict("words=gate&since=soon&kind=z")).chosen() == {"words": "gate"}
    assert Wanted(QueryDict("since=2024-05-01&kind=a")).chosen() == {"since": date(2024, 5, 1), "kind": ["a"]}


def test_a_filter_is_sent_by_get_without_a_token_and_marks_nothing_optional():
    html = shown(Wanted(QueryDict("words=gate")))

    assert 'method="get"' in html
    assert "csrfmiddlewaretoken" not in html
    assert "optional" not in html
    assert 'value="gate"' in html
