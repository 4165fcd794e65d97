"""What is typed about meetings."""

from datetime import datetime

from django import forms

from pact.core.dates import LONDON
from pact.core.forms import Checkboxes, DateField, Form, ManyField, Radios, Section, TimeField
from pact.meetings.models import AgendaItem, Meeting


class MeetingForm(Form):
    """When, where and how a meeting is held. Answers `starts_at` and `ends_at` in place of day and times."""

    submit = "Save and tell everybody invited"
    layout = [
        "title",
        Section("When", "on", "starts", "ends"),
        Section("Where", "venue", "access"),
        "is_public",
    ]

    title = forms.CharField(
        label="Title",
        max_length=150,
        help_text="As it is announced, for example “Ashfield PACT, spring meeting”.",
        error_messages={"required": "Give the meeting a title."},
    )
    on = DateField(label="Day", noun="day of the meeting")
    starts = TimeField(label="Starts", noun="time it starts")
    ends = TimeField(label="Ends", noun="time it ends")
    venue = forms.CharField(
        label="Venue",
        max_length=200,
        help_text="Name, street and postcode.",
        error_messages={"required": "Say where it is held."},
    )
    access = forms.CharField(
        label="Getting in and getting there",
        max_length=300,
        required=False,
        help_text="Steps, hearing loop, parking, buses.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_public = forms.BooleanField(
        label="Anybody may come", required=False, help_text="It is then announced on the public pages of the ward."
    )

    def clean(self):
        typed = super().clean()
        day, starts, ends = (typed.pop(name, None) for name in ("on", "starts", "ends"))
        if day and starts and ends:
            typed["starts_at"], typed["ends_at"] = (
                datetime.combine(day, time, tzinfo=LONDON) for time in (starts, ends)
            )
            if ends <= starts:
                self.add_error("ends", "The time it ends must be after the time it starts.")
        return typed


class CallForm(MeetingForm):
    """A new meeting. `places` are (place, pact) by the value of their choice, grouped as `choices`."""

    submit = "Call the meeting"
    layout = ["body", "whose", *MeetingForm.layout]

    body = forms.ChoiceField(
        label="What kind of meeting is it?",
        choices=Meeting.Body,
        widget=Radios,
        error_messages={"required": "Choose the kind of meeting."},
    )
    whose = forms.ChoiceField(
        label="Whose meeting is it?",
        help_text="A PACT’s, or of a whole ward or a group of wards.",
        error_messages={"required": "Choose whose meeting it is."},
    )

    def __init__(self, *args, choices, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = places
        self.fields["whose"].choices = choices

    def clean(self):
        typed = super().clean()
        if whose := typed.pop("whose", None):
            typed["place"], typed["pact"] = self.places[whose]
        return typed


class CancellationForm(Form):
    submit = "Cancel the meeting"
    is_dangerous = True

    reason = forms.CharField(
        label="Why is it cancelled?",
        max_length=300,
        help_text="Everybody who is invited gets to read this.",
        error_messages={"required": "Say why it is cancelled."},
    )


class InvitationForm(Form):
    """`people` is whoever may be invited, each with a role and perhaps an agency."""

    submit = "Invite them"

    people = ManyField(
        queryset=None,
        label="Whom do you want to invite?",
        widget=Checkboxes(small=True),
        error_messages={"required": "Tick at least one person."},
    )

    def __init__(self, *args, people, hints, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people
        self.fields["people"].widget.hints = hints


class ItemForm(Form):
    submit = "Put it on the agenda"

    title = forms.CharField(label="Item", max_length=200, error_messages={"required": "Say what the item is."})
    purpose = forms.ChoiceField(
        label="What is it for?",
        choices=AgendaItem.Purpose,
        widget=Radios(inline=True),
        initial=AgendaItem.Purpose.DISCUSSION,
        error_messages={"required": "Choose what the item is for."},
    )


class AttendanceForm(Form):
    """`people` are those invited and those who came."""

    submit = "Save who came"
    marks_optional = False

    people = ManyField(queryset=None, label="Who came?", widget=Checkboxes(small=True), required=False)
    residents = forms.IntegerField(
        label="How many residents came?",
        min_value=0,
        max_value=5000,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
        help_text="Residents are counted, not named.",
        error_messages={
            "required": "Enter how many residents came, or 0.",
            "invalid": "The number of residents must be a whole number, like 14.",
            "min_value": "The number of residents must be 0 or more.",
            "max_value": "The number of residents must be 5,000 or fewer.",
        },
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people


class MinutesForm(Form):
    submit = "Save the minutes"

    text = forms.CharField(
        label="Minutes",
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text="Write in plain text. # makes a heading, - a list. Name no residents.",
        error_messages={"required": "Write the minutes."},
    )
