"""What is typed when agencies are asked for figures, and when they answer."""

import math

from django import forms
from django.core.exceptions import ValidationError

from pact.accounts.models import Agency
from pact.core.forms import Checkboxes, DateField, Form, ManyField, Section, UploadField
from profiles.models import SubmittedFile
from profiles.rules import MOST_TYPED, TABLES

LINES_AT_FIRST = 5


def long_text(rows=5):
    return forms.Textarea(attrs={"rows": rows})


class RequestForm(Form):
    """`places` maps the value of each place to the Borough or Township; `hints` says who answers for which agency."""

    submit = "Ask these agencies"
    layout = [
        Section("What is asked", "title", "words", "place", "period", "due_on"),
        Section("Whom", "agencies"),
    ]

    title = forms.CharField(
        max_length=120, label="Which figures", help_text="In a few words, such as “Noise complaints by street”."
    )
    words = forms.CharField(
        widget=long_text(),
        max_length=4000,
        label="What to send",
        help_text="What each row should be, which columns you need, and how small an area.",
    )
    place = forms.ChoiceField(label="Of which place")
    period = forms.CharField(max_length=60, label="Period", help_text="Such as “January to March 2026”.")
    due_on = DateField(label="Answer by", noun="day by which they are to answer")
    agencies = ManyField(
        Agency.objects.none(),
        label="Agencies",
        help_text="Each is asked through its point of contact.",
        error_messages={"required": "Choose at least one agency."},
    )

    def __init__(self, *args, places, agencies, hints, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = places
        self.fields["place"].choices = [(value, str(place)) for value, place in places.items()]
        self.fields["agencies"].widget = Checkboxes(hints=hints)
        self.fields["agencies"].queryset = agencies

    def clean_place(self):
        return self.places[self.cleaned_data["place"]]

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())

    def clean_period(self):
        return " ".join(self.cleaned_data["period"].split())


class TypedFigures(forms.Widget):
    """A small table to type into: what, where and the number, line by line, with some empty lines below."""

    field_template = "profiles/_typed_figures.html"
    use_fieldset = True
    needs_multipart_form = False

    def value_from_datadict(self, data, files, name):
        lines = [
            [str(data.get(f"{name}-{line}-{part}") or "").strip() for part in ("what", "where", "number")]
            for line in range(MOST_TYPED)
        ]
        return [line for line in lines if any(line)]

    def value_omitted_from_data(self, data, files, name):
        return f"{name}-0-what" not in data

    def first_id(self, field):
        return f"{field.auto_id}-1-what"

    def parts(self, field):
        """The lines as the template takes them: each its number and its three boxes."""
        filled = [[str(part) for part in line] for line in field.value() or []][:MOST_TYPED]
        empty = min(max(LINES_AT_FIRST - len(filled), 2), MOST_TYPED - len(filled))
        return [
            {
                "number": number,
                "cells": [
                    {"name": f"{field.html_name}-{number - 1}-{part}", "label": label, "value": value, "part": part}
                    for (part, label), value in zip(COLUMNS, line, strict=True)
                ],
            }
            for number, line in enumerate(filled + [[""] * 3] * empty, 1)
        ]


COLUMNS = (("what", "What"), ("where", "Where"), ("number", "Number"))


class TypedFiguresField(forms.Field):
    """A list of (what, where, value), the value a float."""

    widget = TypedFigures

    def clean(self, value):
        figures, problems = [], []
        for number, (what, where, typed) in enumerate(value or [], 1):
            amount = _number(typed)
            if not what:
                problems.append(f"Line {number}: say what is counted.")
            elif amount is None:
                problems.append(f"Line {number}: write a number, such as 41 or 12.5.")
            elif max(len(what), len(where)) > 120:
                problems.append(f"Line {number}: use 120 characters or fewer for what and where.")
            figures.append((what, where, amount))
        if problems:
            raise ValidationError(problems)
        return figures


def _number(typed):
    """41, 1,204 or 12.5 as a float; None for anything else."""
    try:
        amount = float(typed.replace(",", "").rstrip("%").strip())
    except ValueError:
        return None
    return amount if math.isfinite(amount) else None


class SubmissionForm(Form):
    submit = "Send"
    layout = [Section("Files", "file", "take_back"), Section("Or a few figures", "figures"), "words"]

    file = UploadField(
        kinds=TABLES,
        required=False,
        label="A file",
        noun="file",
        help_text="CSV or Excel workbook (.xlsx), up to 10 MB. Kept apart; every time somebody opens it is recorded.",
    )
    take_back = ManyField(SubmittedFile.objects.none(), required=False, label="Take back what was sent before")
    figures = TypedFiguresField(required=False, label="Figures", help_text="Leave empty the lines you do not need.")
    words = forms.CharField(
        widget=long_text(),
        max_length=4000,
        required=False,
        label="In your words",
        help_text="What a reader of these figures should know: what is counted, what is missing, what changed.",
    )

    def __init__(self, *args, files, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["take_back"].queryset = files
        if files:
            self.submit = "Send the correction"
        else:
            del self.fields["take_back"]
            self.layout = [Section("Files", "file"), *self.layout[1:]]


class TensionsForm(Form):
    submit = "Keep this note"

    words = forms.CharField(
        widget=long_text(8),
        max_length=4000,
        required=False,
        label="What was recorded, and not reported",
        help_text="Tensions, and what staff have seen or heard. Name nobody. Leave it empty to take your note back.",
    )
