"""The menu of techniques, and the groups of people that it reaches."""

from django import forms

from engagement.models import EqualityAnswers, Group, Technique
from pact.core.forms import Checkboxes, FilterForm, Form, ManyField, Radios, Section

QUESTIONS = {
    "age_band": EqualityAnswers.AgeBand,
    "sex": EqualityAnswers.Sex,
    "ethnic_group": EqualityAnswers.EthnicGroup,
    "disability": EqualityAnswers.Disability,
}
NAMES = {"age_band": "Age", "sex": "Sex", "ethnic_group": "Ethnic group", "disability": "Disabled"}
ANSWERS = [
    (f"{question}:{value}", f"{NAMES[question]}: {label}")
    for question, choices in QUESTIONS.items()
    for value, label in choices.choices
    if value != "unsaid"
]


class MenuFilter(FilterForm):
    SORTS = [
        ("", "Name"),
        ("hours", "Least hours"),
        ("reaches", "Most people"),
        ("each", "Least hours for each person"),
    ]

    group = forms.ModelChoiceField(None, label="Whom do you want to reach?", empty_label="Everybody")
    sort = forms.ChoiceField(label="Put first", choices=SORTS)

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups


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
    suits = forms.CharField(
        label="When it suits", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    guidance = forms.CharField(
        label="How to use it well",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
        help_text="A few sentences for whoever plans with it",
    )
    groups = ManyField(None, label="Whom it reaches well", widget=Checkboxes, required=False)
    hours = forms.IntegerField(
        label="Hours of staff",
        min_value=0,
        max_value=2000,
        required=False,
        help_text="For one use, with everybody’s hours and the preparation",
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
    )
    money = forms.ChoiceField(
        label="Other cost", choices=[("", "Not known"), *Technique.Money.choices], required=False, widget=Radios
    )
    reaches = forms.IntegerField(
        label="People heard",
        min_value=0,
        max_value=30_000,
        required=False,
        help_text="In one use, as a rule",
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
    )
    layout = [
        "name",
        "form",
        Section("When and how", "suits", "guidance", "groups"),
        Section("What one use of it costs, and brings", "hours", "money", "reaches"),
    ]

    def __init__(self, *args, groups, technique=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.technique = technique
        self.fields["groups"].queryset = groups

    def clean_name(self):
        same = Technique.objects.filter(name__iexact=self.cleaned_data["name"])
        if self.technique:
            same = same.exclude(pk=self.technique.pk)
        if same.exists():
            raise forms.ValidationError("There is a technique of this name already.")
        return self.cleaned_data["name"]


class GroupForm(Form):
    submit = "Save the group"

    name = forms.CharField(label="Name", max_length=60)
    is_reached = forms.BooleanField(
        label="It can be chosen as whom to reach, on the menu and in a plan", required=False, initial=True
    )
    is_assessed = forms.BooleanField(label="It stands on the impact assessment form", required=False)
    answers = forms.MultipleChoiceField(
        label="Which answers count as this group?",
        choices=ANSWERS,
        widget=Checkboxes,
        required=False,
        help_text="So that PACT can say which techniques reach those who were not heard. It may stay empty.",
    )
    is_in_use = forms.BooleanField(label="In use", required=False, initial=True)

    def __init__(self, *args, group=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.group = group

    def clean_name(self):
        same = Group.objects.filter(name__iexact=self.cleaned_data["name"])
        if self.group:
            same = same.exclude(pk=self.group.pk)
        if same.exists():
            raise forms.ValidationError("There is a group of this name already.")
        return self.cleaned_data["name"]
