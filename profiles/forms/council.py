"""What is typed about the priorities of the council and others."""

from django import forms

from pact.core.forms import Checkboxes, DateField, FilterForm, Form, ManyField, Radios
from pact.places.models import Borough
from pact.taxonomy.models import IssueType, Theme
from profiles.models import CouncilPriority

OWNERS = CouncilPriority.Owner.choices


class CouncilPriorityFilter(FilterForm):
    q = forms.CharField(label="Words", max_length=80)
    owner = forms.ChoiceField(label="Whose", choices=[("", "Anybody’s"), *OWNERS])
    state = forms.ChoiceField(label="State", choices=[("", "In use"), ("withdrawn", "Withdrawn")])


class CouncilPriorityForm(Form):
    submit = "Save the priority"

    borough = forms.ModelChoiceField(Borough.objects.none(), empty_label=None, label="Borough")
    owner = forms.ChoiceField(
        choices=OWNERS,
        widget=Radios,
        initial=CouncilPriority.Owner.COUNCIL,
        label="Whose priority is it?",
        error_messages={"required": "Choose whose priority it is."},
    )
    title = forms.CharField(max_length=150, label="What is put first?")
    source = forms.CharField(
        max_length=200, label="Where is it written?", help_text="For example, “Corporate plan 2025 to 2029, page 8”."
    )
    target = forms.CharField(
        max_length=200,
        required=False,
        label="Target",
        help_text="What is to be reached, and by when: “Burglary down by a fifth by March 2029”.",
    )
    issue_types = ManyField(
        IssueType.objects.none(),
        required=False,
        widget=Checkboxes(small=True),
        label="Which issue types is it about?",
        help_text="None, if it is about something else: it is then held beside nothing.",
    )
    tension = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=1000,
        label="Where it pulls against what people here want",
        help_text="For example, a target that takes officers away from what a ward has decided. Profiles show it.",
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
