"""What is typed of members of the network, and of services that introduce people."""

from django import forms

from engagement.models import Member, ReferralRoute
from pact.core.forms import DateField, Form, Radios, Section


class MemberForm(Form):
    submit = "Save this member"
    layout = [
        Section("What they are to the neighbourhood", "role"),
        Section("How to reach them", "name", "organisation", "phone", "email", "agreed_on", "agreed"),
    ]

    role = forms.ChoiceField(label="Role", choices=Member.Role.choices, widget=Radios(small=True))
    name = forms.CharField(label="Name", max_length=120)
    organisation = forms.CharField(label="School, shop or group", max_length=120, required=False)
    phone = forms.CharField(
        label="Phone number", max_length=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        error_messages={"invalid": "Enter an e-mail address like name@example.com."},
    )
    agreed_on = DateField(label="When did they agree to be a member?", noun="day on which they agreed")
    agreed = forms.BooleanField(
        label="They agree that the co-ordinator keeps these and asks them once a quarter",
        error_messages={"required": "Tick that they agree. Without that, nothing can be kept."},
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreed_on"].latest = today

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("phone") or cleaned.get("email") or self.errors.get("email")):
            self.add_error("phone", "Give a phone number or an e-mail address to reach them by.")
        return cleaned

    def answers(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "agreed"}


def asked_field():
    return forms.IntegerField(
        label="How many people has the service asked so far?",
        min_value=0,
        max_value=1000,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
    )


class RouteForm(Form):
    submit = "Register this service"

    role = forms.ChoiceField(label="Whom does it introduce?", choices=ReferralRoute.Role.choices, widget=Radios)
    service = forms.CharField(
        label="Which service?",
        help_text="For example Victim Support, probation, or the council’s complaints team. Never a person.",
        max_length=80,
    )
    asked = asked_field()


class AskedForm(Form):
    submit = "Save the number"

    asked = asked_field()
