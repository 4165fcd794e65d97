"""What is typed about PACTs and cycles."""

from django import forms

from pact.accounts.models import User
from pact.core.forms import DateField, FilterForm, Form, Radios
from pact.cycles.models import Pact, Validation
from pact.places.models import Ward


class PactForm(Form):
    """The entry of a PACT in the register. `ward` is chosen once; `wards` and `people` are the asker's choices."""

    submit = "Enter in the register"

    name = forms.CharField(
        max_length=120, label="Name", help_text="As it is announced.", error_messages={"required": "Give its name."}
    )
    ward = forms.ModelChoiceField(
        Ward.objects.none(), label="Ward", error_messages={"required": "Choose the ward it works in."}
    )
    kind = forms.ChoiceField(choices=Pact.Kind, label="Kind of group", initial=Pact.Kind.PACT)
    purpose = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        label="What it is for",
        error_messages={"required": "Say what this PACT is for."},
    )
    coordinator = forms.ModelChoiceField(
        User.objects.none(), label="Co-ordinator", error_messages={"required": "Choose its co-ordinator."}
    )
    chair = forms.ModelChoiceField(User.objects.none(), label="Chair", required=False, empty_label="Nobody yet")
    contact_name = forms.CharField(
        max_length=120,
        label="Public contact",
        help_text="Shown in the public register.",
        error_messages={"required": "Name whom the public can ask for."},
    )
    contact_email = forms.EmailField(
        label="Public e-mail address",
        required=False,
        help_text="Give an e-mail address, a phone number or both.",
        error_messages={"invalid": "Enter an e-mail address like pact@example.org."},
    )
    contact_phone = forms.CharField(max_length=30, label="Public phone number", required=False)
    meets = forms.CharField(
        max_length=200,
        label="When and where it meets",
        required=False,
        help_text="For example, first Tuesday of the month, 7pm, St Mark's hall.",
    )
    started_on = DateField(
        label="When it began",
        noun="day on which it began",
        required=False,
        help_text="Its ward is compared with others before and since. Without it, that is today.",
    )
    aliases = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}),
        label="Other names it goes by",
        required=False,
        help_text="One a line. People search by them.",
    )
    councillors_vote = forms.BooleanField(label="Ward councillors vote on its priorities", required=False)
    priority_limit = forms.IntegerField(
        min_value=1,
        max_value=6,
        initial=3,
        label="Most priorities at a time",
        error_messages={
            "min_value": "A PACT has one to six priorities at a time.",
            "max_value": "A PACT has one to six priorities at a time.",
            "required": "Say how many priorities it may have at a time.",
        },
    )

    def __init__(self, *args, wards, people, ward=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ward"].queryset = wards
        self.fields["coordinator"].queryset = people
        self.fields["chair"].queryset = people
        if ward:
            del self.fields["ward"]

    def clean_aliases(self):
        return list(dict.fromkeys(line.strip() for line in self.cleaned_data["aliases"].splitlines() if line.strip()))


class StatusForm(Form):
    submit = "Save"

    status = forms.ChoiceField(choices=Pact.Status, widget=Radios, label="Is it active?")


class ValidationForm(Form):
    submit = "Record the decision"

    outcome = forms.ChoiceField(
        choices=Validation.Outcome,
        widget=Radios,
        label="Should this PACT go on?",
        error_messages={"required": "Choose whether it should go on."},
    )
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        label="Why",
        error_messages={"required": "Give the reason, for the register."},
    )


class CycleForm(Form):
    submit = "Start this cycle"

    name = forms.CharField(
        max_length=80,
        label="Name",
        help_text="As people say it: January to March 2026.",
        error_messages={"required": "Name the cycle, for example January to March 2026."},
    )
    starts_on = DateField(label="First day")
    ends_on = DateField(label="Day after the last", help_text="A quarter that ends on 31 March 2026 has 1 4 2026 here.")


class OpeningForm(Form):
    """Opening a stage; `reason` is there only where something may be overridden."""

    submit = "Open the stage"

    override_reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        label="Why it should open all the same",
        help_text="Shown wherever this cycle is shown, with your name.",
        error_messages={"required": "Say why it should open all the same."},
    )

    def __init__(self, *args, needs_reason, **kwargs):
        super().__init__(*args, **kwargs)
        if not needs_reason:
            del self.fields["override_reason"]


class RegisterFilter(FilterForm):
    search = forms.CharField(label="Name")
    ward = forms.ModelChoiceField(Ward.objects.none(), empty_label="All wards", label="Ward")
    status = forms.ChoiceField(choices=[("", "Any"), *Pact.Status.choices], label="Status")
    kind = forms.ChoiceField(choices=[("", "Any"), *Pact.Kind.choices], label="Kind")

    def __init__(self, *args, wards, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ward"].queryset = wards


class ClosingForm(Form):
    submit = "Close the stage"
