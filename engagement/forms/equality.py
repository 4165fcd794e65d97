"""The equality questions, last, optional and explained apart (handbook 7 H)."""

from crispy_forms.layout import HTML
from django import forms

from engagement.forms.parts import Disclosure, has_something, put
from engagement.models import EqualityAnswers
from pact.core.forms import Radios, Section

ASKED = {
    "age_band": ("Age", EqualityAnswers.AgeBand),
    "sex": ("Sex", EqualityAnswers.Sex),
    "ethnic_group": ("Ethnic group", EqualityAnswers.EthnicGroup),
    "disability": ("A disability or long-term illness that limits daily life", EqualityAnswers.Disability),
}
NAMES = ("age_band", "sex", "ethnic_group", "ethnic_background", "disability")


def add_fields(form):
    for name, (label, choices) in ASKED.items():
        widget = Radios(small=True)
        put(form, name, forms.ChoiceField(label=label, choices=choices.choices, required=False, widget=widget))
    background = forms.ChoiceField(
        label="Which of these, if they want to say", choices=backgrounds(), required=False, help_text="The second step"
    )
    put(form, "ethnic_background", background)


def backgrounds():
    """The second step of the ethnic group under the first, in the census's order."""
    groups = [
        (group.label, [(each.value, each.label) for each in EqualityAnswers.Background if _is_of(each, group)])
        for group in EqualityAnswers.EthnicGroup
        if group != EqualityAnswers.EthnicGroup.UNSAID
    ]
    return [("", "Not asked, or not said"), *groups]


def _is_of(background, group):
    return background.partition("_")[0] == group


def section(form):
    explained = HTML('{% include "engagement/_equality_note.html" %}')
    asked = Disclosure("Ask the equality questions", explained, *NAMES, is_open=has_something(form, NAMES))
    return Section("Equality", asked)


def check(form, cleaned):
    """The second step is one of the first; where only the second was chosen, the first follows from it."""
    group, background = cleaned.get("ethnic_group"), cleaned.get("ethnic_background")
    if background and not group:
        cleaned["ethnic_group"] = background.partition("_")[0]
    elif background and not _is_of(background, group):
        form.add_error("ethnic_background", "Choose one that belongs to the ethnic group above, or none.")
