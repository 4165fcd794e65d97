from django import forms

from pact.accounts.models import Agency
from pact.core.forms import Form, Radios, Section
from pact.taxonomy.models import IssueType


class IssueTypeForm(Form):
    layout = [
        Section("What it is", "name", "strand", "is_restricted"),
        Section("Who deals with it", "lead_service", "lead_agency", "support"),
        Section("How soon", "target", "target_working_days"),
        Section("For data exchange", "lgsl"),
    ]

    name = forms.CharField(max_length=80, error_messages={"required": "Enter a name."})
    strand = forms.ChoiceField(
        choices=IssueType.Strand.choices,
        widget=Radios(small=True),
        error_messages={"required": "Choose a strand."},
    )
    is_restricted = forms.BooleanField(
        label="What people write about it is never shown outside the team",
        help_text="For issues where a few words can give a person away.",
        required=False,
    )
    lead_service = forms.CharField(
        label="Kind of service that leads",
        max_length=80,
        error_messages={"required": "Enter the kind of service that leads, such as street cleansing."},
    )
    lead_agency = forms.ModelChoiceField(
        queryset=Agency.objects.order_by("name", "pk"),
        required=False,
        empty_label="Nobody yet",
        label="Agency that leads here",
        help_text="New actions and referrals of this type go to it.",
    )
    support = forms.CharField(label="Who supports", max_length=120, required=False)
    target = forms.CharField(
        label="First response, in words",
        max_length=120,
        required=False,
        help_text="As it is published, for example “24 hours”.",
    )
    target_working_days = forms.IntegerField(
        label="First response, in working days",
        min_value=1,
        max_value=260,
        help_text="The number that reminders count by.",
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
        error_messages={
            "required": "Enter a number of working days.",
            "invalid": "Enter a whole number of working days, like 10.",
            "min_value": "The first response takes at least 1 working day.",
            "max_value": "Enter at most 260 working days.",
        },
    )
    lgsl = forms.RegexField(
        r"^\s*(\d{1,5}(\s*,\s*\d{1,5})*)?\s*$",
        label="LGSL numbers",
        max_length=40,
        required=False,
        help_text="Numbers in the Local Government Services List, with commas between them.",
        error_messages={"invalid": "Enter numbers with commas between them, like 577, 432."},
    )


class NewIssueTypeForm(IssueTypeForm):
    submit = "Add this issue type"
    layout = [Section("What it is", "name", "code", "strand", "is_restricted"), *IssueTypeForm.layout[1:]]

    code = forms.RegexField(
        r"^[A-Za-z]{3}$",
        help_text="Three letters for lists and exports. It cannot be changed later.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3"}),
        error_messages={"required": "Enter a code of three letters.", "invalid": "The code must be three letters."},
    )

    def clean_code(self):
        return self.cleaned_data["code"].upper()


class NewThemeForm(Form):
    submit = "Add this theme"

    name = forms.CharField(max_length=100, error_messages={"required": "Enter a name."})


class ThemeForm(NewThemeForm):
    submit = "Save"

    position = forms.IntegerField(
        label="Place in the list",
        min_value=1,
        max_value=99,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
        error_messages={
            "required": "Enter a number.",
            "invalid": "Enter a whole number, like 3.",
            "min_value": "The first place is 1.",
            "max_value": "Enter a number up to 99.",
        },
    )
