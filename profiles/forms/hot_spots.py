"""What is looked for among hot spots, and what is said to an area that they suggest."""

from django import forms

from pact.core.forms import FilterForm, Form
from pact.places.models import Borough, Ward
from pact.taxonomy.models import IssueType
from profiles.models import HotSpot


class HotSpotFilter(FilterForm):
    borough = forms.ModelChoiceField(Borough.objects.none(), empty_label=None, label="Borough")
    ward = forms.ModelChoiceField(Ward.objects.none(), empty_label="All", label="Ward")
    issue_type = forms.ModelChoiceField(IssueType.objects.none(), empty_label="Any", label="Issue type")
    kind = forms.ChoiceField(label="Kind", choices=[("", "Any"), *HotSpot.Kind.choices])
    trend = forms.ChoiceField(label="Trend", choices=[("", "Any"), *HotSpot.Trend.choices])

    def __init__(self, *args, boroughs, wards, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ward"].queryset = wards
        self.fields["issue_type"].queryset = IssueType.objects.in_use().order_by("name")
        if len(boroughs) > 1:
            self.fields["borough"].queryset = boroughs
        else:
            del self.fields["borough"]


class RefusalForm(Form):
    submit = "Do not take it up"

    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        label="Why not?",
        help_text="It is shown when the same place is suggested again.",
        error_messages={"required": "Say why this area is not taken up."},
    )
