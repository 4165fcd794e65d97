"""The KIN interview form (handbook 7): one page, phone first, in the order of a conversation on a doorstep."""

from crispy_forms.layout import HTML
from django import forms

from engagement import reply_codes
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
from engagement.models import RATINGS, EqualityAnswers, Interview
from engagement.rules import MOST_PROBLEMS, names_a_house
from pact.core.forms import Checkboxes, DateField, Form, Radios, Section

ONE_TO_FIVE = [(str(number), str(number)) for number in range(1, 6)]
RATED = {
    "safe_by_day": ("How safe do you feel around here by day?", "1 is very unsafe, 5 is very safe"),
    "safe_after_dark": ("And after dark?", "1 is very unsafe, 5 is very safe"),
    "services_deal_with_it": (
        "Police and council deal with what matters here",
        "1 is strongly disagree, 5 is strongly agree",
    ),
    "people_get_on": ("People around here get on with each other", "1 is strongly disagree, 5 is strongly agree"),
    "can_influence": ("I can influence decisions about this area", "1 is strongly disagree, 5 is strongly agree"),
}
WANTS = [
    ("wants_updates", "Hear what was done"),
    ("wants_walkabout", "Join a walkabout"),
    ("wants_to_help", "Help with a project"),
]
ABOUT = ("held_on", "mode", "language", "minutes")
CONTACT = ("name", "email", "phone", "address")
EQUALITY = ("age_band", "sex", "ethnic_group", "disability")
EFFECTS = ("effect_feel", "effect_act", "effect_think")


class InterviewForm(Form):
    submit = "Save the interview"
    other_submits = {"another": "Save and start another"}
    marks_optional = False  # nearly everything is, and the page says so once

    uuid = FormKey()
    consent_version = forms.CharField(max_length=20, widget=forms.HiddenInput)
    agreed = forms.BooleanField(
        label="They have heard or read this, and agree to answer",
        error_messages={"required": "Tick that they agree to answer. Without that, nothing can be kept."},
    )
    area = forms.ModelChoiceField(None, label="Which area is this about?", empty_label=None, widget=Radios)
    what_helped = forms.CharField(
        label="Has anyone done something that made it better?",
        help_text="By police, council, neighbours or anybody else. No names.",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        required=False,
    )
    roles = forms.MultipleChoiceField(
        label="Which of these apply to them?",
        choices=Interview.Role.choices,
        required=False,
        widget=Checkboxes,
    )
    held_on = DateField(label="Day", noun="day of the interview")
    mode = forms.ChoiceField(label="How", choices=Interview.Mode.choices, widget=Radios)
    language = forms.CharField(label="Language", max_length=40, initial="English")
    minutes = forms.IntegerField(
        label="How many minutes it took",
        min_value=1,
        max_value=600,
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
    )
    reply_code = forms.CharField(
        label="Their reply code, if they have one",
        help_text="Two words and a number from an earlier interview, like maple-otter-4821. So nobody counts twice.",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )
    wants = forms.MultipleChoiceField(label="Would they like to", choices=WANTS, required=False, widget=Checkboxes)
    name = forms.CharField(label="Name", max_length=120, required=False)
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        error_messages={"invalid": "Enter an e-mail address like name@example.com."},
    )
    phone = forms.CharField(
        label="Phone number", max_length=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    address = forms.CharField(label="Address", max_length=200, required=False)
    contact_agreed = forms.BooleanField(
        label="They agree that the co-ordinator keeps these details to get back to them, until they say stop",
        required=False,
    )

    def __init__(self, *args, engagement, issue_types, today, **kwargs):
        areas = list(engagement.areas.order_by("name", "pk"))
        initial = {"held_on": today, "mode": "doorstep", "consent_version": engagement.consent_version}
        if len(areas) == 1:
            initial["area"] = areas[0].pk
        kwargs["initial"] = initial | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.engagement, self.today = engagement, today
        self.fields["area"].queryset = engagement.areas.order_by("name", "pk")
        self.fields["held_on"].latest = today
        self._add_problems(areas, issue_types)
        self._add_ratings()
        self._add_equality()
        self.layout = self._layout()

    def _add_problems(self, areas, issue_types):
        for number in range(1, MOST_PROBLEMS + 1):
            for name, field in _problem_fields(areas, self.engagement.cycle.ward, issue_types).items():
                put(self, f"problem{number}_{name}", field)

    def _add_ratings(self):
        for name in RATINGS:
            label, help_text = RATED[name]
            rating = forms.TypedChoiceField(
                label=label,
                help_text=help_text,
                choices=ONE_TO_FIVE,
                coerce=int,
                empty_value=None,
                required=False,
                widget=Radios(inline=True),
            )
            put(self, name, rating)

    def _add_equality(self):
        asked = {
            "age_band": ("Age", EqualityAnswers.AgeBand),
            "sex": ("Sex", EqualityAnswers.Sex),
            "ethnic_group": ("Ethnic group", EqualityAnswers.EthnicGroup),
            "disability": ("A disability or long-term illness that limits daily life", EqualityAnswers.Disability),
        }
        for name, (label, choices) in asked.items():
            widget = Radios(small=True)
            put(self, name, forms.ChoiceField(label=label, choices=choices.choices, required=False, widget=widget))

    # How it is laid out

    def _layout(self):
        return [
            HTML('{% include "engagement/_notice.html" %}'),
            "agreed",
            "area",
            Section(
                "What worries people",
                HTML('{% include "engagement/_open_question.html" %}'),
                *self._problem_parts(1),
            ),
            *[
                Disclosure(
                    "Another problem" if number == 2 else "And a third",
                    *self._problem_parts(number),
                    is_open=has_something(self, self._names(number)),
                    css_class="disclosure--large",
                )
                for number in range(2, MOST_PROBLEMS + 1)
            ],
            Section("What helps", "what_helped"),
            Section("How it is here", *[Scale(name) for name in RATINGS]),
            Section("About them", "roles", "reply_code"),
            Section(
                "Hearing back",
                "wants",
                Disclosure(
                    "How to reach them",
                    HTML('{% include "engagement/_contact_note.html" %}'),
                    *CONTACT,
                    "contact_agreed",
                    is_open=has_something(self, (*CONTACT, "contact_agreed")) or self._wants_something(),
                ),
            ),
            Section(
                "Equality",
                Disclosure(
                    "Ask the equality questions",
                    HTML('{% include "engagement/_equality_note.html" %}'),
                    *EQUALITY,
                    is_open=has_something(self, EQUALITY),
                ),
            ),
            Disclosure(
                "Change the day, the language or how you met",
                *ABOUT,
                is_open=self.is_bound and any(self.errors.get(name) for name in ABOUT),
            ),
        ]

    def _problem_parts(self, number):
        name = f"problem{number}_".__add__
        point = name("point")
        more = tuple(map(name, ("kind", "often")))
        return [
            name("words"),
            name("issue_type"),
            name("place"),
            Disclosure("Show it on the map", point, is_open=has_something(self, [point])),
            *[Scale(name(effect)) for effect in EFFECTS],
            Disclosure("How often, and what kind", *more, is_open=has_something(self, more)),
        ]

    def _names(self, number):
        return [name for name in self.fields if name.startswith(f"problem{number}_")]

    def _wants_something(self):
        return self.is_bound and bool(self["wants"].data)

    # What was typed

    def clean_reply_code(self):
        code = self.cleaned_data["reply_code"]
        if code and not reply_codes.has_its_shape(code):
            raise forms.ValidationError("A reply code is two words and four figures, like maple-otter-4821.")
        return reply_codes.tidied(code) if code else ""

    def clean(self):
        cleaned = super().clean()
        for number in range(1, MOST_PROBLEMS + 1):
            self._check_problem(number, cleaned)
        self._check_contact(cleaned)
        return cleaned

    def _check_problem(self, number, cleaned):
        """Rule 10: a problem that was begun has its place, its issue type and its effect."""
        part = {name: cleaned.get(f"problem{number}_{name}") for name in _PROBLEM_NAMES}
        place = part["place"] or ""
        if names_a_house(place):
            self.add_error(f"problem{number}_place", "Give the street or a landmark, and leave the house number out.")
        if not any(part.values()):
            return
        if not part["issue_type"] and not self.errors.get(f"problem{number}_issue_type"):
            self.add_error(f"problem{number}_issue_type", "Choose which kind of issue it is.")
        if not place and not self.errors.get(f"problem{number}_place"):
            self.add_error(f"problem{number}_place", "Say where it is.")
        if not any(part[effect] for effect in EFFECTS):
            self.add_error(
                f"problem{number}_effect_feel",
                "Say how much it affects how they feel, what they do or what they think: at least one a little.",
            )

    def _check_contact(self, cleaned):
        ways = any(cleaned.get(way) or self.errors.get(way) for way in ("email", "phone", "address"))
        details = ways or cleaned.get("name")
        if (cleaned.get("wants") or cleaned.get("contact_agreed") or cleaned.get("name")) and not ways:
            self.add_error("phone", "Give a phone number, an e-mail address or an address to reach them by.")
        if details and not cleaned.get("contact_agreed"):
            self.add_error("contact_agreed", "Tick that they agree, or clear their contact details.")

    def answers(self):
        """What was typed, as `actions.record_interview` takes it."""
        cleaned = self.cleaned_data
        plain = ("uuid", "area", "held_on", "consent_version", "mode", "language", "minutes", "roles", "what_helped")
        wants = {name: name in cleaned["wants"] for name, _ in WANTS}
        return {
            **{name: cleaned[name] for name in (*plain, "reply_code", *RATINGS)},
            "problems": [problem for problem in map(self._problem, range(1, MOST_PROBLEMS + 1)) if problem],
            "contact": ({name: cleaned[name] for name in CONTACT} | wants) if cleaned["contact_agreed"] else None,
            "equality": {name: cleaned[name] for name in EQUALITY},
        }

    def _problem(self, number):
        part = {name: self.cleaned_data[f"problem{number}_{name}"] for name in _PROBLEM_NAMES}
        return part if part["issue_type"] else None


def _problem_fields(areas, ward, issue_types):
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
        "often": forms.ChoiceField(label="How often?", choices=OFTEN, required=False, widget=Radios(inline=True)),
        "kind": forms.ChoiceField(label="What kind of problem?", choices=KINDS, required=False, widget=Radios()),
    }


_PROBLEM_NAMES = ("words", "issue_type", "place", "point", *EFFECTS, "often", "kind")


class ErasureForm(Form):
    submit = "Delete these answers"
    is_dangerous = True

    REASONS = [
        ("asked", "The person asked for it"),
        ("mistake", "They were recorded by mistake"),
        ("names", "They name or point to somebody"),
    ]
    reason = forms.ChoiceField(label="Why?", choices=REASONS, widget=Radios)


class ContactSearchForm(Form):
    submit = "Find"

    sought = forms.CharField(
        label="Name, phone number or e-mail address", max_length=200, help_text="Of somebody who has asked for it"
    )
