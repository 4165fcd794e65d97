"""The consultation calendar: what is looked for, what partners enter, and sharing an event."""

from datetime import timedelta

from django import forms

from pact.core.forms import Checkboxes, DateField, FilterForm, Form, ManyField, Radios, Section

ONE_DAY = timedelta(days=1)


class CalendarFilter(FilterForm):
    """`month` is a hidden "2026-03", so that another filter stays in the same month."""

    SHOW = [("", "Month"), ("list", "List")]

    ward = forms.ModelChoiceField(None, label="Ward", empty_label="Every ward")
    group = forms.ModelChoiceField(None, label="Group", empty_label="Every group")
    agency = forms.ModelChoiceField(None, label="Agency", empty_label="Every agency")
    show = forms.ChoiceField(label="Show as", choices=SHOW)
    month = forms.RegexField(r"^\d{4}-\d{2}$", widget=forms.HiddenInput)

    def __init__(self, *args, wards, groups, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        for name, rows in (("ward", wards), ("group", groups), ("agency", agencies)):
            self.fields[name].queryset = rows


class PartnerConsultationForm(Form):
    submit = "Put it on the calendar"

    agency = forms.ModelChoiceField(None, label="Which agency asks?", empty_label="Choose one")
    title = forms.CharField(label="What it is called", max_length=120)
    purpose = forms.CharField(
        label="Who is asked what, and why", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
    method = forms.CharField(label="How", max_length=120, help_text="For example, “postal survey”")
    wards = ManyField(None, label="In which wards?", widget=Checkboxes)
    streets = forms.CharField(
        label="Only in these streets",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line. Leave it empty for the whole of the wards",
    )
    groups = ManyField(None, label="Whom above all?", widget=Checkboxes, required=False)
    starts_on = DateField(label="First day", noun="first day")
    last_day = DateField(label="Last day", noun="last day")
    venue = forms.CharField(label="Where", max_length=200, required=False)
    layout = [
        Section("What", "agency", "title", "purpose", "method"),
        Section("Where and whom", "wards", "streets", "groups"),
        Section("When", "starts_on", "last_day", "venue"),
    ]

    def __init__(self, *args, agencies, wards, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies
        self.fields["wards"].queryset = wards
        self.fields["groups"].queryset = groups

    def clean(self):
        cleaned = super().clean()
        if last_day := cleaned.pop("last_day", None):
            cleaned["ends_on"] = last_day + ONE_DAY
            if cleaned.get("starts_on") and last_day < cleaned["starts_on"]:
                self.add_error("last_day", "The last day must not come before the first.")
        return cleaned


class SharingForm(Form):
    """`is_inviting` says whether others are invited, or one's own agency would join."""

    agency = forms.ModelChoiceField(None, label="Which agency?", empty_label="Choose one")
    words = forms.CharField(
        label="What would they bring, or like to ask?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, agencies, is_inviting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies
        self.submit = "Invite them" if is_inviting else "Ask to join"


class SharingAnswerForm(Form):
    submit = "Send the answer"

    answer = forms.ChoiceField(
        label="Your answer", choices=[("accepted", "Accept"), ("declined", "Decline")], widget=Radios
    )
    reply = forms.CharField(
        label="A word to them", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
