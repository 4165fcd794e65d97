from django import forms

from pact.core.forms import Form
from pact.notifications.models import Preference


class PreferenceForm(Form):
    submit = "Save"

    delivery = forms.ChoiceField(
        label="How should PACT tell you?",
        choices=Preference.Delivery,
        widget=forms.RadioSelect,
        help_text="Whatever you choose, every notice is also kept here.",
    )
