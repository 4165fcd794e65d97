"""What was said at a meeting or sent in, and what is looked for among concerns."""

from django import forms

from engagement.forms.parts import (
    KINDS,
    OFTEN,
    Disclosure,
    FormKey,
    IssueTypeField,
    Scale,
    effect,
    has_something,
    point_field,
    put,
)
from engagement.forms.suggestions import place_for
from engagement.models import Concern
from pact.core.forms import FilterForm, Form, Radios, Section

EFFECTS = ("effect_feel", "effect_act", "effect_think")

CONTACT = ("contact_name", "contact_email", "contact_phone")


class ToldForm(Form):
    """What somebody told, with how they may be reached if they want to hear back."""

    uuid = FormKey()
    contact_name = forms.CharField(label="Name", max_length=120, required=False)
    contact_email = forms.EmailField(label="E-mail address", max_length=254, required=False)
    contact_phone = forms.CharField(label="Phone number", max_length=30, required=False)

    def hear_back(self):
        return Disclosure("They want to hear back", *CONTACT, is_open=has_something(self, CONTACT))

    def clean(self):
        """How they may be reached comes out as one `contact`, or None: it is kept apart from what they said."""
        cleaned = super().clean()
        name, email, phone = (cleaned.pop(field, "") for field in CONTACT)
        if name and not email and not phone and not self.errors:
            self.add_error("contact_email", "Give an e-mail address or a phone number, or leave the name out.")
        cleaned["contact"] = {"name": name, "email": email, "phone": phone} if email or phone else None
        return cleaned


class ReportForm(ToldForm):
    submit = "Record the concern"
    other_submits = {"another": "Record and add another"}

    source = forms.ChoiceField(
        label="Where does it come from?",
        choices=[
            (Concern.Source.MEETING, "Said at a meeting or session"),
            (Concern.Source.REPORT, "Reported: e-mail, phone, card or letter"),
            (Concern.Source.DROP_IN, "Told at a drop-in or surgery"),
            (Concern.Source.CASEWORK, "A councillor’s casework"),
        ],
        widget=Radios,
    )
    words = forms.CharField(
        label="What is it?",
        help_text="As it was said. No names, nothing that points to a person.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        required=False,
    )
    place = forms.CharField(label="Where?", help_text="A street, corner or landmark", max_length=150)
    effect_feel = effect("How much does it affect how people feel?")
    effect_act = effect("What they do: avoid a place, stay in?")
    effect_think = effect("What they think of the area?")
    often = forms.ChoiceField(label="How often?", choices=OFTEN, required=False, widget=Radios(inline=True))
    kind = forms.ChoiceField(label="What kind of problem?", choices=KINDS, required=False, widget=Radios)

    def __init__(self, *args, cycle, areas, engagements, issue_types, **kwargs):
        super().__init__(*args, **kwargs)
        put(self, "issue_type", IssueTypeField(issue_types, label="Kind of issue"))
        put(self, "area", _choice(areas, "In which area?", "Elsewhere in the ward"))
        put(self, "engagement", _choice(engagements, "At which engagement?", "None of these"))
        put(self, "point", point_field("concern", areas, cycle.ward))
        more = ("often", "kind")
        self.layout = [
            Section("What was said", "source", "engagement", "words", place_for("words"), "issue_type"),
            Section(
                "Where it is",
                "place",
                "area",
                Disclosure("Show it on the map", "point", is_open=has_something(self, ["point"])),
            ),
            Section("What it does to people", *[Scale(name) for name in EFFECTS]),
            Disclosure("How often, and what kind", *more, is_open=has_something(self, more)),
            self.hear_back(),
        ]


def _choice(queryset, label, empty_label):
    return forms.ModelChoiceField(queryset, label=label, required=False, empty_label=empty_label)


class ConcernFilter(FilterForm):
    ward = forms.ModelChoiceField(None, label="Ward", empty_label="Every ward")
    issue_type = forms.ModelChoiceField(None, label="Kind of issue", empty_label="Every kind")
    source = forms.ChoiceField(label="From", choices=[("", "Every source"), *Concern.Source.choices])
    area = forms.ModelChoiceField(None, label="Area", empty_label="Every area")

    def __init__(self, *args, wards, issue_types, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ward"].queryset = wards
        self.fields["issue_type"].queryset = issue_types
        self.fields["area"].queryset = areas


class RecodingForm(Form):
    submit = "Save the kind of issue"

    def __init__(self, *args, issue_types, **kwargs):
        super().__init__(*args, **kwargs)
        put(self, "issue_type", IssueTypeField(issue_types, label="Kind of issue"))
