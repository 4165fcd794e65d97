"""The KIN interview form (handbook 7): one page, phone first, in the order of a conversation on a doorstep."""

from crispy_forms.layout import HTML
from django import forms

from engagement import reply_codes
from engagement.forms import equality, problems
from engagement.forms.parts import Disclosure, FormKey, Scale, has_something, put
from engagement.models import RATINGS, Interview
from engagement.rules import MOST_PROBLEMS, names_a_house
from engagement.sheet import RATED, WANTS
from pact.core.forms import Checkboxes, DateField, Form, Radios, Section, TimeField

ONE_TO_FIVE = [(str(number), str(number)) for number in range(1, 6)]
SAFE, UNSAFE = "yes", "no"
LANGUAGE = ("language", "interpreter")
ABOUT = ("held_on", "mode", "started", "ended", "on_paper", "held_by", "paper_version")
CONTACT = ("name", "email", "phone", "address")
PLAIN = (
    *("uuid", "area", "held_on", "mode", "language", "interpreter", "started", "ended"),
    *("roles", "what_helped", "helped_place", "reply_code", *RATINGS),
)
A_DAY = 24 * 60


class InterviewForm(Form):
    submit = "Save the interview"
    other_submits = {"another": "Save and start another"}
    marks_optional = False  # nearly everything is, and the page says so once

    uuid = FormKey()
    consent_version = forms.CharField(max_length=20, widget=forms.HiddenInput)
    safe_to_talk = forms.ChoiceField(
        label="Can they talk safely, here and now, with nobody they fear listening?",
        choices=[(SAFE, "Yes"), (UNSAFE, "No, or not sure")],
        widget=Radios(inline=True),
        error_messages={"required": "Say whether it is safe for them to talk. If you are not sure, it is not."},
    )
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
    helped_place = forms.CharField(
        label="Where was that?",
        help_text="A street, corner or landmark, no house number",
        max_length=150,
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
    language = forms.CharField(label="Language you spoke", max_length=40, initial="English")
    interpreter = forms.ChoiceField(
        label="An interpreter",
        choices=[("", "Not needed"), *Interview.Interpreter.choices],
        required=False,
        widget=Radios(small=True),
    )
    started = TimeField(label="Started", noun="time it started", required=False)
    ended = TimeField(label="Ended", noun="time it ended", required=False)
    on_paper = forms.BooleanField(label="It was written on paper and is typed in now", required=False)
    paper_version = forms.CharField(
        label="Version of the notice on the sheet",
        help_text="Only if it is not the version that is in use now",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    held_by = forms.ModelChoiceField(None, label="Who held it?", empty_label="I did", required=False)
    route = forms.ModelChoiceField(
        None,
        label="Which service introduced them?",
        help_text="Counted for the service, and not kept with the answers. No contact details then.",
        empty_label="None",
        required=False,
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

    def __init__(self, *args, engagement, issue_types, today, now=None, routes=None, **kwargs):
        areas = list(engagement.areas.order_by("name", "pk"))
        initial = {"held_on": today, "mode": "doorstep", "consent_version": engagement.consent_version, "started": now}
        if len(areas) == 1:
            initial["area"] = areas[0].pk
        kwargs["initial"] = initial | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.engagement, self.today = engagement, today
        self.fields["area"].queryset = engagement.areas.order_by("name", "pk")
        self.fields["held_on"].latest = today
        if team := engagement.team.order_by("name", "pk"):
            self.fields["held_by"].queryset = team
        else:
            del self.fields["held_by"]
        if routes:
            self.fields["route"].queryset = routes
        else:
            del self.fields["route"]
        self._add_problems(areas, issue_types)
        self._add_ratings()
        equality.add_fields(self)
        self.layout = self._layout()

    def _add_problems(self, areas, issue_types):
        for number in range(1, MOST_PROBLEMS + 1):
            for name, field in problems.fields(areas, self.engagement.cycle.ward, issue_types).items():
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

    # How it is laid out

    def _layout(self):
        return [
            HTML('{% include "engagement/_notice.html" %}'),
            Scale("safe_to_talk"),
            HTML('{% include "engagement/_unsafe.html" %}'),
            Disclosure("Another language, or an interpreter", *LANGUAGE, is_open=self._is_wrong(LANGUAGE)),
            "agreed",
            "area",
            *[problems.section(self, number) for number in range(1, MOST_PROBLEMS + 1)],
            Section("What helps", "what_helped", "helped_place"),
            Section("How it is here", *[Scale(name) for name in RATINGS]),
            Section("About them", "roles", "reply_code", *self._introduced()),
            Section("Hearing back", "wants", self._how_to_reach_them()),
            equality.section(self),
            self._how_it_was_held(),
        ]

    def _how_it_was_held(self):
        shown = [name for name in ABOUT if name in self.fields]
        is_open = self._is_wrong(shown) or bool(self["on_paper"].value())
        return Disclosure("Change the day, the times or how you met; or it was on paper", *shown, is_open=is_open)

    def _introduced(self):
        """Only where a service is registered."""
        if "route" not in self.fields:
            return []
        return [Disclosure("They came through a service", "route", is_open=has_something(self, ["route"]))]

    def _how_to_reach_them(self):
        return Disclosure(
            "How to reach them",
            HTML('{% include "engagement/_contact_note.html" %}'),
            *CONTACT,
            "contact_agreed",
            is_open=has_something(self, (*CONTACT, "contact_agreed")) or self._wants_something(),
        )

    def _is_wrong(self, names):
        return self.is_bound and any(self.errors.get(name) for name in names)

    def _wants_something(self):
        return self.is_bound and bool(self["wants"].data)

    # What was typed

    def clean_safe_to_talk(self):
        if (safe := self.cleaned_data["safe_to_talk"]) == UNSAFE:
            raise forms.ValidationError("Where it is not safe to talk, stop kindly. Nothing of this is kept.")
        return safe

    def clean_reply_code(self):
        code = self.cleaned_data["reply_code"]
        if code and not reply_codes.has_its_shape(code):
            raise forms.ValidationError("A reply code is two words and four figures, like maple-otter-4821.")
        return reply_codes.tidied(code) if code else ""

    def clean_helped_place(self):
        if names_a_house(place := self.cleaned_data["helped_place"]):
            raise forms.ValidationError(problems.NO_HOUSE)
        return place

    def clean(self):
        cleaned = super().clean()
        for number in range(1, MOST_PROBLEMS + 1):
            problems.check(self, number, cleaned)
        equality.check(self, cleaned)
        self._check_contact(cleaned)
        self._check_route(cleaned)
        return cleaned

    def _check_contact(self, cleaned):
        ways = any(cleaned.get(way) or self.errors.get(way) for way in ("email", "phone", "address"))
        details = ways or cleaned.get("name")
        if (cleaned.get("wants") or cleaned.get("contact_agreed") or cleaned.get("name")) and not ways:
            self.add_error("phone", "Give a phone number, an e-mail address or an address to reach them by.")
        if details and not cleaned.get("contact_agreed"):
            self.add_error("contact_agreed", "Tick that they agree, or clear their contact details.")

    def _check_route(self, cleaned):
        """W45: a role that is held against nobody comes with nothing that leads to somebody."""
        leads = [name for name in (*CONTACT, "wants", "contact_agreed", "reply_code") if cleaned.get(name)]
        if cleaned.get("route") and leads:
            self.add_error("route", "Clear the contact details and the reply code, or choose no service.")

    def answers(self):
        """What was typed, as `actions.record_interview` takes it."""
        cleaned = self.cleaned_data
        wants = {name: name in cleaned["wants"] for name, _ in WANTS}
        return {
            **{name: cleaned[name] for name in PLAIN},
            "on_paper": cleaned["on_paper"],
            "consent_version": (cleaned["on_paper"] and cleaned["paper_version"]) or cleaned["consent_version"],
            "held_by": cleaned.get("held_by"),
            "route": cleaned.get("route"),
            "minutes": _minutes(cleaned["started"], cleaned["ended"]),
            "problems": [part for n in range(1, MOST_PROBLEMS + 1) if (part := problems.answered(self, n))],
            "contact": ({name: cleaned[name] for name in CONTACT} | wants) if cleaned["contact_agreed"] else None,
            "equality": {name: cleaned[name] for name in equality.NAMES},
        }

    @property
    def is_unsafe(self):
        """Whether it was said that it is not safe to talk. Then nothing else of the form is looked at, or kept."""
        return self.is_bound and self["safe_to_talk"].data == UNSAFE


def _minutes(started, ended):
    """From one to the other, past midnight if need be; None where one is missing."""
    if started is None or ended is None:
        return None
    return (ended.hour * 60 + ended.minute - started.hour * 60 - started.minute) % A_DAY or None


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
