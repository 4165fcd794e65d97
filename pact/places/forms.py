from django import forms
from django.urls import reverse

from pact.core.forms import FilterForm


class FindForm(FilterForm):
    submit = "Find"

    q = forms.CharField(
        label="Postcode, ward or point",
        help_text="For example, WN1 1AA, Standish, or 53.545, -2.632",
        max_length=100,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"max_length": "Write at most 100 characters."},
    )

    @property
    def helper(self):
        helper = super().helper
        helper.form_action = reverse("places:find")  # it stands on other pages too
        return helper
