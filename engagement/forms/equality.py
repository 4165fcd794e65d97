"""The equality questions, last, optional and explained apart (handbook 7 H)."""

from crispy_forms.layout import HTML
from django import forms

from engagement.forms.parts import Disclosure, has_something, put
from engagement.sheet import BACKGROUNDS, EQUALITY
from pact.core.forms import Radios, Section

NAMES = ("age_band", "sex", "ethnic_group", "ethnic_background", "disability")


def add_fields(form):
    for name, (label, choices) in EQUALITY.items():
        widget = Radios(small=True)
        put(form, name, forms.ChoiceField(label=label, choices=choices.choices, required=False, widget=widget))
    background = forms.ChoiceField(
        label="Which of these, if they want to say", choices=backgrounds(), required=False, help_text="The second step"
    )
    put(form, "ethnic_background", background)


def backgrounds():
    groups = [(group.label, [(each.value, each.label) for each in among]) for group, among in BACKGROUNDS]
    return [("", "Not asked, or not said"), *groups]


def section(form):
    explained = HTML('{% include "engagement/_equality_note.html" %}')
    asked = Disclosure("Ask the equality questions", explained, *NAMES, is_open=has_something(form, NAMES))
    return Section("Equality", asked)


def check(form, cleaned):
    """The second step is one of the first; where only the second was chosen, the first follows from it."""
    group, background = cleaned.get("ethnic_group"), cleaned.get("ethnic_background")
    if background and not group:
        cleaned["ethnic_group"] = background.partition("_")[0]
    elif background and background.partition("_")[0] != group:
        form.add_error("ethnic_background", "Choose one that belongs to the ethnic group above, or none.")
