"""Planning an engagement and closing it out."""

from datetime import timedelta

from django import forms

from engagement.models import Technique
from pact.core.forms import Checkboxes, DateField, FilterForm, Form, ManyField, Section

ONE_DAY = timedelta(days=1)
CONSENT = """\
We work for {council} and its partners. We are asking people in {area} what worries them or spoils the area, so that \
the right things are put right first.

Taking part is up to you. You can leave out any question and stop at any time. We do not write down your name with \
your answers. We use the answers to choose what to work on, and we publish only numbers, never what one person said.

If you would like to hear back, you can leave contact details. They are kept apart from your answers, only the PACT \
co-ordinator sees them, and you can have them deleted at any time.

This is not the way to report a crime. In an emergency call 999, otherwise 101, or Crimestoppers on 0800 555 111 \
without giving your name."""


class PlanForm(Form):
    submit = "Save the plan"
    other_submits = {"check": "Check the calendar first"}

    technique = forms.ModelChoiceField(Technique.objects.none(), label="Technique", empty_label="Choose one")
    title = forms.CharField(
        label="What it is called", max_length=120, help_text="For example, “Doorsteps of Canal Street, March”"
    )
    areas = ManyField(
        None,
        label="Where",
        widget=Checkboxes,
        help_text="Priority action areas that the ward’s members have agreed",
        error_messages={"required": "Choose at least one area."},
    )
    groups = ManyField(
        None,
        label="Whom you want to hear above all",
        widget=Checkboxes,
        required=False,
        help_text="The calendar warns where the same group was asked here a short while ago",
    )
    purpose = forms.CharField(
        label="Who is asked what, and why", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
    can_change = forms.CharField(
        label="What can change",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
        help_text="Said to the people who are asked, so that nobody is promised what cannot be had",
    )
    cannot_change = forms.CharField(
        label="What cannot change", widget=forms.Textarea(attrs={"rows": 2}), max_length=1000, required=False
    )
    starts_on = DateField(label="First day", noun="first day")
    last_day = DateField(label="Last day", noun="last day")
    target = forms.IntegerField(
        label="Aimed at in each area",
        min_value=1,
        max_value=2000,
        help_text="Interviews, walkabouts or people taking part: 20 interviews or 1 walkabout is usual",
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
    )
    team = ManyField(None, label="The team", widget=Checkboxes, required=False)
    agencies = ManyField(
        None,
        label="Partners who take part",
        widget=Checkboxes,
        required=False,
        help_text="Agencies besides the team’s own",
    )
    consent_text = forms.CharField(
        label="The notice",
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=5000,
        help_text="What people hear or read before they answer",
    )
    consent_version = forms.CharField(
        label="Version of the notice",
        max_length=20,
        help_text="Kept with every answer. Give a changed notice a new version.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    layout = [
        Section("What and where", "technique", "title", "areas"),
        Section("What people are told", "purpose", "can_change", "cannot_change"),
        Section("When, how many and whom", "starts_on", "last_day", "target", "groups"),
        Section("Who does it", "team", "agencies"),
        Section("Consent", "consent_text", "consent_version"),
    ]

    def __init__(self, *args, techniques, areas, groups, team, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        offered = {"technique": techniques, "areas": areas, "groups": groups, "team": team, "agencies": agencies}
        for name, rows in offered.items():
            self.fields[name].queryset = rows

    def clean(self):
        """Turn the last day, as people say it, into the exclusive end that is kept."""
        cleaned = super().clean()
        last_day = cleaned.pop("last_day", None)
        if last_day:
            cleaned["ends_on"] = last_day + ONE_DAY
            if cleaned.get("starts_on") and last_day < cleaned["starts_on"]:
                self.add_error("last_day", "The last day must not come before the first.")
        return cleaned


class ClosingForm(Form):
    submit = "Close it out"

    took_part = forms.IntegerField(
        label="How many people took part?",
        min_value=0,
        max_value=100_000,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
    )
    shortfall_reason = forms.CharField(
        label="Why it fell short",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
        help_text="Printed with the findings. Needed only under the target.",
    )

    def __init__(self, *args, asks_how_many, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_how_many:
            del self.fields["took_part"]


class PublishingForm(Form):
    submit = "Publish the findings"


class EngagementFilter(FilterForm):
    WHEN = [("", "Any time"), ("now", "Going on now"), ("coming", "To come"), ("over", "Over")]

    ward = forms.ModelChoiceField(None, label="Ward", empty_label="Every ward")
    technique = forms.ModelChoiceField(None, label="Technique", empty_label="Every technique")
    when = forms.ChoiceField(label="When", choices=WHEN)

    def __init__(self, *args, wards, techniques, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ward"].queryset = wards
        self.fields["technique"].queryset = techniques
