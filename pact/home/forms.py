"""What is looked for on the map of activity."""

from django import forms

from pact.core.forms import FilterForm
from profiles.models import PriorityActionArea

ANY = ("", "Any")


class ActivityFilter(FilterForm):
    """`places` and `periods` are (value, text) pairs, the places in groups; the first is shown without a choice."""

    place = forms.ChoiceField(label="Place")
    period = forms.ChoiceField(label="Period")
    kind = forms.ChoiceField(
        label="What", choices=[("", "Engagements and actions"), ("engagement", "Engagements"), ("action", "Actions")]
    )
    state = forms.ChoiceField(label="Areas", choices=[ANY, *PriorityActionArea.State.choices])

    def __init__(self, *args, places, periods, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places
        self.fields["period"].choices = periods
