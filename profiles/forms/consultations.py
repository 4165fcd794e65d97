"""What is typed into the register of past consultations."""

from django import forms

from pact.core.forms import Checkboxes, DateField, FilterForm, Form, ManyField, Radios, Section
from pact.places.models import Borough, Township, Ward
from pact.taxonomy.models import IssueType
from profiles.models import PastConsultation

MOST_PEOPLE = 10_000_000
FEW_FIGURES = {"class": "govuk-input--width-5", "inputmode": "numeric"}


class ConsultationFilter(FilterForm):
    q = forms.CharField(label="Words", max_length=80)
    method = forms.ChoiceField(label="How", choices=[("", "Any way"), *PastConsultation.Method.choices])
    ward = forms.ModelChoiceField(Ward.objects.none(), empty_label="Any", label="Ward")
    state = forms.ChoiceField(label="State", choices=[("", "In use"), ("withdrawn", "Withdrawn")])

    def __init__(self, *args, wards, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ward"].queryset = wards.order_by("name", "pk")


class ConsultationForm(Form):
    submit = "Save the consultation"
    layout = [
        "borough",
        "title",
        Section("How people were asked", "method", "asked_by", "starts_on", "ends_on", "sample_size", "asked"),
        Section("Where", "reach", "townships", "wards"),
        "report",
    ]

    borough = forms.ModelChoiceField(Borough.objects.none(), empty_label=None, label="Borough")
    title = forms.CharField(max_length=150, label="What is it called?", help_text="For example, “Place survey 2024”.")
    method = forms.ChoiceField(choices=PastConsultation.Method.choices, widget=Radios, label="How were people asked?")
    asked_by = forms.CharField(max_length=120, label="Who asked?", help_text="A council service, a partner, a group.")
    starts_on = DateField(label="First day", noun="first day")
    ends_on = DateField(label="Last day", noun="last day", required=False)
    sample_size = forms.IntegerField(
        label="How many people answered?", required=False, min_value=0, max_value=MOST_PEOPLE
    )
    asked = forms.IntegerField(label="Of how many asked?", required=False, min_value=0, max_value=MOST_PEOPLE)
    reach = forms.ChoiceField(choices=PastConsultation.Reach.choices, widget=Radios, label="Who was it about?")
    townships = ManyField(Township.objects.none(), required=False, widget=Checkboxes(small=True), label="Townships")
    wards = ManyField(Ward.objects.none(), required=False, widget=Checkboxes(small=True), label="Wards")
    report = forms.CharField(
        max_length=300,
        required=False,
        label="Where is the report?",
        help_text="Its web address, or who keeps it.",
    )

    def __init__(self, *args, boroughs, townships, wards, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["borough"].queryset = boroughs
        if len(boroughs) == 1:
            self.fields["borough"].widget = forms.HiddenInput()
            self.fields["borough"].initial = boroughs[0]
        self.fields["townships"].queryset = townships
        self.fields["wards"].queryset = wards


class FindingForm(Form):
    submit = "Save the finding"

    issue_type = forms.ModelChoiceField(IssueType.objects.none(), empty_label="Choose one", label="Issue type")
    sentence = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        label="What was found, in a sentence",
        help_text="As it can be read out. Nothing that points at a person.",
    )
    count = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        label="How many people said so",
        widget=forms.NumberInput(attrs=FEW_FIGURES),
        help_text="Or the percentage below, as the report has it. Fewer than five are never shown as a number.",
    )
    share = forms.FloatField(
        required=False,
        min_value=0,
        max_value=100,
        label="Percentage who said so",
        widget=forms.NumberInput(attrs=FEW_FIGURES | {"step": "any"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["issue_type"].queryset = IssueType.objects.in_use().order_by("name")


class ConsultationWithdrawalForm(Form):
    submit = "Withdraw it"
    is_dangerous = True

    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        label="Why is it withdrawn?",
        error_messages={"required": "Say why it is withdrawn."},
    )
