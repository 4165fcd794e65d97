"""What is typed of street rounds: streets and doors, who walks, and how a door stands after a call."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone

from engagement.forms.parts import FormKey
from engagement.models import Door
from engagement.rules import addresses, hints_at_somebody
from pact.core import uploads
from pact.core.dates import WEEKDAYS, clock
from pact.core.forms import Form, ManyField, Radios, Section, UploadField

HOW_TO_LIST = (
    "A street a line, with its doors after a colon: “Alma Street: 1-25 odd, 2-24 even, The Lodge”. Or one address a "
    "line: “12 Alma Street”. Doors may also be added on the way. Never who lives there."
)
HOURS_TODAY = range(9, 21)
HOURS = (10, 14, 18)
DAYS_AHEAD = 7


class StreetsForm(Form):
    submit = "Add these doors"

    streets = forms.CharField(
        label="Streets and doors",
        help_text=HOW_TO_LIST,
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=40_000,
        required=False,
    )
    file = UploadField(
        label="Or a file",
        kinds=[uploads.CSV],
        max_mb=1,
        required=False,
        help_text="CSV with the columns “street” and “number”, or lines as above",
    )

    def clean(self):
        cleaned = super().clean()
        texts = {"streets": cleaned.get("streets") or "", "file": _text_of(cleaned.get("file"))}
        found = {name: addresses.read(text) for name, text in texts.items()}
        for name, read in found.items():
            for sentence in read.problems[:5]:
                self.add_error(name, sentence)
        cleaned["read"] = found["streets"]
        for street, labels in found["file"].doors.items():
            cleaned["read"].add(street, labels)
        return cleaned


class MoreStreetsForm(StreetsForm):
    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned["read"].doors:
            self.add_error("streets", "List at least one street, or choose a file.")
        return cleaned


def _text_of(upload):
    return upload.read().decode("utf-8-sig", errors="replace").replace("\0", "") if upload else ""


class RoundForm(StreetsForm):
    submit = "Make the round"
    layout = [Section("Where", "area", "streets", "file"), Section("Who walks", "officers")]

    area = forms.ModelChoiceField(None, label="Which area?", empty_label=None, widget=Radios)
    officers = ManyField(None, label="Officers and councillors", help_text="Whoever knows the area best")

    field_order = ["area", "streets", "file", "officers"]

    def __init__(self, *args, areas, walkers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset, self.fields["officers"].queryset = areas, walkers


class OfficersForm(Form):
    submit = "Save who walks"

    officers = ManyField(None, label="Officers and councillors")

    def __init__(self, *args, walkers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["officers"].queryset = walkers


class DoorsForm(Form):
    submit = "Add"

    doors = forms.CharField(
        label="Number or name",
        help_text="For example 7a, or 1-25 odd, or The Lodge. Never who lives there.",
        max_length=200,
    )

    def __init__(self, *args, street, **kwargs):
        super().__init__(*args, **kwargs)
        self.street = street

    def clean(self):
        cleaned = super().clean()
        if doors := cleaned.get("doors"):
            cleaned["read"] = addresses.read(f"{self.street.name}: {doors}")
            for sentence in cleaned["read"].problems:
                self.add_error("doors", sentence.partition(": ")[2] or sentence)
            if not self.errors and not cleaned["read"].count:
                self.add_error("doors", "Enter a number or a name.")
        return cleaned


class CallForm(Form):
    """How a door stands. Which door it is travels in the form, never in an address, which logs would keep."""

    uuid = FormKey()
    door = forms.ModelChoiceField(None, label="Door", error_messages={"invalid_choice": "This door is not there."})
    outcome = forms.ChoiceField(label="What happened", choices=Door.State.choices)
    back_at = forms.CharField(label="When to come back", required=False)
    note = forms.CharField(label="Note", required=False, max_length=60)
    called_at = forms.CharField(label="When it was", required=False)  # of a call that waited on a phone

    def __init__(self, *args, street, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["door"].queryset = street.doors.all()

    def clean_back_at(self):
        return self._moment("back_at")

    def clean_called_at(self):
        at = self._moment("called_at")
        return at if at is None or at <= self.now else self.now

    def _moment(self, name):
        typed = self.cleaned_data[name]
        if not typed:
            return None
        try:
            at = datetime.fromisoformat(typed)
            return at if timezone.is_aware(at) else timezone.make_aware(at)
        except (ValueError, OverflowError):
            raise forms.ValidationError("Choose one of the times that are offered.") from None

    def clean_note(self):
        note = self.cleaned_data["note"]
        if hints_at_somebody(note):
            raise forms.ValidationError(
                "A note is about the door, such as “bell is broken” or “home after 6”. "
                "Leave out names, numbers, and whatever describes somebody."
            )
        return note

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") != Door.State.BACK:
            cleaned["back_at"] = None
        elif not cleaned.get("back_at") and not self.errors.get("back_at"):
            self.add_error("back_at", "Say when to come back.")
        return cleaned


def times_to_come_back(now):
    """`[(day in words, [(value, words)])]`: the hours that are left of today, then three of each day of a week."""
    local = timezone.localtime(now)
    today = [time(hour) for hour in HOURS_TODAY if hour > local.hour]
    days = [("Today", local.date(), today)] if today else []
    for ahead in range(1, DAYS_AHEAD):
        day = local.date() + timedelta(days=ahead)
        days.append(("Tomorrow" if ahead == 1 else WEEKDAYS[day.weekday()], day, [time(hour) for hour in HOURS]))
    return [(words, [(_value(day, at), f"{words}, {clock(at)}") for at in times]) for words, day, times in days]


def _value(day, at):
    return datetime.combine(day, at).isoformat(timespec="minutes")
