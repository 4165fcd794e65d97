"""What people type about people. Places and agencies to choose from are passed in by the view."""

from django import forms
from django.contrib.auth import password_validation

from pact.accounts.models import Agency
from pact.accounts.permissions import Role
from pact.accounts.queries import STATES
from pact.core.forms import FilterForm, Form, Radios


class PlaceField(forms.ChoiceField):
    """A borough, township or ward; `offer` says which. Cleans to the place itself, or None."""

    def offer(self, places, empty="Choose a place"):
        self.choices = [("", empty), *places.choices]
        self.by_value = places.by_value

    def clean(self, value):
        return self.by_value.get(super().clean(value))


class RoleForm(Form):
    """A role, for an agency, in a place."""

    submit = "Give this role"

    role = forms.ChoiceField(
        choices=Role.choices, widget=Radios(small=True), error_messages={"required": "Choose a role."}
    )
    agency = forms.ModelChoiceField(
        queryset=Agency.objects.order_by("name", "pk"),
        required=False,
        empty_label="No agency",
        help_text="Front-line officers and agency managers work for one.",
        error_messages={"invalid_choice": "Choose an agency from the list."},
    )
    place = PlaceField(
        label="Where",
        help_text="A role in a borough reaches all its wards.",
        error_messages={"required": "Choose a place.", "invalid_choice": "Choose a place from the list."},
    )

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].offer(places)


class InvitationForm(RoleForm):
    submit = "Send the invitation"

    name = forms.CharField(max_length=150, error_messages={"required": "Enter their name."})
    email = forms.EmailField(
        label="E-mail address",
        help_text="We send the invitation there. It can be used once, within seven days.",
        error_messages={
            "required": "Enter their e-mail address.",
            "invalid": "Enter an e-mail address in the correct format, like name@example.gov.uk.",
        },
    )
    field_order = ["name", "email", "role", "agency", "place"]


class AddressForm(Form):
    """The address of somebody who is known from a list only."""

    submit = "Save it and send the invitation"

    email = forms.EmailField(
        label="E-mail address",
        help_text="We send the invitation there. It can be used once, within seven days.",
        error_messages={
            "required": "Enter their e-mail address.",
            "invalid": "Enter an e-mail address in the correct format, like name@example.gov.uk.",
        },
    )


class PersonForm(Form):
    name = forms.CharField(max_length=150, error_messages={"required": "Enter a name."})
    phone = forms.CharField(
        label="Telephone",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "class": "govuk-input--width-20"}),
    )


class AcceptanceForm(PersonForm):
    """The newcomer's first page. `person` is whoever was invited: the password may not be their name."""

    submit = "Start using PACT"

    password = forms.CharField(
        strip=False,
        help_text="At least 10 characters. Three words that do not belong together are easy to remember.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter a password."},
    )
    password_again = forms.CharField(
        label="The same password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter the password again."},
    )
    field_order = ["name", "phone", "password", "password_again"]

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self):
        password_validation.validate_password(self.cleaned_data["password"], self.person)
        return self.cleaned_data["password"]

    def clean(self):
        again = self.cleaned_data.pop("password_again", None)
        if again and "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            self.add_error("password_again", "The two passwords are not the same.")
        return self.cleaned_data


class PeopleFilter(FilterForm):
    search = forms.CharField(label="Name or e-mail")
    role = forms.ChoiceField(choices=[("", "Any role"), *Role.choices])
    agency = forms.ModelChoiceField(queryset=Agency.objects.order_by("name", "pk"), empty_label="Any agency")
    place = PlaceField(label="Where")
    state = forms.ChoiceField(label="State", choices=list(STATES.items()))

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].offer(places, empty="Anywhere")


class AgencyFilter(FilterForm):
    search = forms.CharField(label="Name")
    kind = forms.ChoiceField(choices=[("", "Any kind"), *Agency.Kind.choices])


class NewAgencyForm(Form):
    submit = "Add this agency"

    name = forms.CharField(max_length=120, error_messages={"required": "Enter the agency's name."})
    kind = forms.ChoiceField(
        choices=Agency.Kind.choices,
        widget=Radios(small=True),
        error_messages={"required": "Choose what kind of agency it is."},
    )
    public_phone = forms.CharField(
        label="Telephone for the public",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "class": "govuk-input--width-20"}),
    )
    public_email = forms.EmailField(
        label="E-mail for the public",
        required=False,
        error_messages={"invalid": "Enter an e-mail address in the correct format, like name@example.gov.uk."},
    )


class AgencyForm(NewAgencyForm):
    submit = "Save"

    point_of_contact = forms.ModelChoiceField(
        queryset=None,
        required=False,
        empty_label="Nobody yet",
        label="Point of contact",
        help_text="The one person who answers for the agency's figures. It must be somebody who holds a role for it.",
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["point_of_contact"].queryset = people
