"""What is typed about the council's own priorities."""

from django import forms

from pact.core.forms import Checkboxes, DateField, FilterForm, Form, ManyField
from pact.places.models import Borough
from pact.taxonomy.models import IssueType, Theme


class CouncilPriorityFilter(FilterForm):
    q = forms.CharField(label="Words", max_length=80)
    state = forms.ChoiceField(label="State", choices=[("", "In use"), ("withdrawn", "Withdrawn")])


class CouncilPriorityForm(Form):
    submit = "Save the priority"

    borough = forms.ModelChoiceField(Borough.objects.none(), empty_label=None, label="Borough")
    title = forms.CharField(max_length=150, label="What has the council put first?")
    source = forms.CharField(
        max_length=200, label="Where is it written?", help_text="For example, “Corporate plan 2025 to 2029, page 8”."
    )
    issue_types = ManyField(
        IssueType.objects.none(),
        required=False,
        widget=Checkboxes(small=True),
        label="Which issue types is it about?",
        help_text="None, if it is about something else: it is then held beside nothing.",
    )
    theme = forms.ModelChoiceField(Theme.objects.none(), required=False, empty_label="None", label="Theme")
    starts_on = DateField(label="From", noun="first day")
    ends_on = DateField(label="Until", noun="day on which it ends", required=False)

    def __init__(self, *args, boroughs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["borough"].queryset = boroughs
        if len(boroughs) == 1:
            self.fields["borough"].widget = forms.HiddenInput()
            self.fields["borough"].initial = boroughs[0]
        self.fields["issue_types"].queryset = IssueType.objects.in_use().order_by("name")
        self.fields["theme"].queryset = Theme.objects.in_use().order_by("position", "pk")
