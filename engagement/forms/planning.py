"""Planning an engagement, closing it out, and the menu of techniques."""

from datetime import timedelta

from django import forms

from engagement.models import Technique
from pact.core.forms import Checkboxes, DateField, FilterForm, Form, ManyField, Radios, Section

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
        Section("When and how many", "starts_on", "last_day", "target"),
        Section("Consent", "consent_text", "consent_version"),
    ]

    def __init__(self, *args, techniques, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["technique"].queryset = techniques
        self.fields["areas"].queryset = areas

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


class TechniqueForm(Form):
    submit = "Save the technique"

    name = forms.CharField(label="Name", max_length=80)
    form = forms.ChoiceField(
        label="Which form goes with it?",
        choices=Technique.Form.choices,
        widget=Radios(
            hints={
                "interview": "Progress is counted in interviews.",
                "walkabout": "Progress is counted in walkabouts.",
                "none": "You say at the end how many people took part, and enter what they raised as reports.",
            }
        ),
    )
    guidance = forms.CharField(
        label="How to use it well",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
        help_text="A few sentences for whoever plans with it",
    )

    def __init__(self, *args, technique=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.technique = technique

    def clean_name(self):
        same = Technique.objects.filter(name__iexact=self.cleaned_data["name"])
        if self.technique:
            same = same.exclude(pk=self.technique.pk)
        if same.exists():
            raise forms.ValidationError("There is a technique of this name already.")
        return self.cleaned_data["name"]
