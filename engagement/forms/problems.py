"""One of the up to three problems of an interview: what is asked of it, and how it stands on the page."""

from crispy_forms.layout import HTML
from django import forms

from engagement.forms.parts import (
    KINDS,
    OFTEN,
    Disclosure,
    IssueTypeField,
    Scale,
    effect,
    has_something,
    point_field,
)
from engagement.forms.suggestions import place_for
from engagement.models import Concern
from engagement.rules import names_a_house
from pact.core.forms import Checkboxes, Radios, Section

EFFECTS = ("effect_feel", "effect_act", "effect_think")
FURTHER = ("often", "times_of_day", "since", "affected", "reported_to", "what_happened", "kind")
NAMES = ("words", "issue_type", "place", "point", *EFFECTS, *FURTHER)
NO_HOUSE = "Give the street or a landmark, and leave the house number out."
LEGENDS = {2: "Another problem", 3: "And a third"}


def fields(areas, ward, issue_types):
    return {
        "words": forms.CharField(
            label="What is it?",
            help_text="In their words. No names, nothing that points to a person.",
            widget=forms.Textarea(attrs={"rows": 2}),
            max_length=500,
            required=False,
        ),
        "issue_type": IssueTypeField(issue_types, label="Kind of issue", required=False),
        "place": forms.CharField(
            label="Where?", help_text="A street, corner or landmark, no house number", max_length=150, required=False
        ),
        "point": point_field("problem", areas, ward),
        "effect_feel": effect("How much does it affect how they feel?"),
        "effect_act": effect("What they do: avoid a place, stay in?"),
        "effect_think": effect("What they think of the area?"),
        "often": _one_of("How often?", OFTEN, inline=True),
        "times_of_day": _any_of("When is it worst?", Concern.TimeOfDay),
        "since": _one_of("Since when?", Concern.Since.choices, inline=True),
        "affected": _any_of("Whom does it affect?", Concern.Affected),
        "reported_to": _one_of("Whom was it reported to?", Concern.ReportedTo.choices),
        "what_happened": forms.CharField(
            label="And what happened then?", help_text="No names.", max_length=200, required=False
        ),
        "kind": _one_of("What kind of problem?", KINDS),
    }


def _one_of(label, choices, *, inline=False):
    widget = Radios(inline=inline, small=not inline)
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=widget)


def _any_of(label, choices):
    widget = Checkboxes(small=True)
    return forms.MultipleChoiceField(label=label, choices=choices.choices, required=False, widget=widget)


def section(form, number):
    """The first stands open under the question; the others fold away."""
    if number == 1:
        asked = HTML('{% include "engagement/_open_question.html" %}')
        return Section("What worries people", asked, *_parts(form, number))
    mine = [name for name in form.fields if name.startswith(f"problem{number}_")]
    is_open = has_something(form, mine)
    return Disclosure(LEGENDS[number], *_parts(form, number), is_open=is_open, css_class="disclosure--large")


def _parts(form, number):
    name = f"problem{number}_".__add__
    further = tuple(map(name, FURTHER))
    return [
        name("words"),
        place_for(name("words")),
        name("issue_type"),
        name("place"),
        Disclosure("Show it on the map", name("point"), is_open=has_something(form, [name("point")])),
        *[Scale(name(effect)) for effect in EFFECTS],
        Disclosure("How often, whom it affects, who was told", *further, is_open=has_something(form, further)),
    ]


def check(form, number, cleaned):
    """Rule 10: a problem that was begun has its place, its issue type and its effect."""
    part = {name: cleaned.get(f"problem{number}_{name}") for name in NAMES}
    place = part["place"] or ""
    if names_a_house(place):
        form.add_error(f"problem{number}_place", NO_HOUSE)
    if not any(part.values()):
        return
    if not part["issue_type"] and not form.errors.get(f"problem{number}_issue_type"):
        form.add_error(f"problem{number}_issue_type", "Choose which kind of issue it is.")
    if not place and not form.errors.get(f"problem{number}_place"):
        form.add_error(f"problem{number}_place", "Say where it is.")
    if not any(part[effect] for effect in EFFECTS):
        form.add_error(
            f"problem{number}_effect_feel",
            "Say how much it affects how they feel, what they do or what they think: at least one a little.",
        )


def answered(form, number):
    """What was typed of it as `actions.record_interview` takes it, or None."""
    part = {name: form.cleaned_data[f"problem{number}_{name}"] for name in NAMES}
    return part if part["issue_type"] else None
