"""What is asked when the meeting decides, and when somebody proposes. Choices come from the view."""

from django import forms

from engagement.models import Technique
from pact.core.forms import Checkboxes, FilterForm, Form, ManyField, Radios, Section
from pact.meetings.models import Meeting
from pact.places.models import Ward
from pact.taxonomy.models import IssueType, Theme
from priorities.models import Ending, Priority
from profiles.models import PriorityActionArea

LONG = 2000
ENDINGS = [(Ending.Kind.RESOLVED.value, "Resolved"), (Ending.Kind.RETIRED.value, "Retired")]


class WordsForm(Form):
    """How a priority is put. These words can be corrected later; what the decision rests on cannot."""

    submit = "Save the words"

    title = forms.CharField(
        label="Title",
        help_text="What will be different, for example: Clean alleys behind Alma Street",
        max_length=150,
        error_messages={"required": "Give the priority a title."},
    )
    goal = forms.CharField(
        label="Goal",
        help_text="What people will notice when it is reached, in words that residents use",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONG,
        error_messages={"required": "Say what will be different."},
    )
    term = forms.ChoiceField(label="How long will it take?", choices=Priority.Term, widget=Radios())
    theme = forms.ModelChoiceField(Theme.objects.none(), label="Theme", required=False, empty_label="None")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = Theme.objects.filter(retired_at=None).order_by("position", "pk")


class DecisionForm(WordsForm):
    """A decision of the meeting (rule 22)."""

    submit = "Record the decision"
    layout = [
        Section("What it is about", "issue_type", "area", "place"),
        Section("What the meeting wants", "title", "goal", "term", "theme"),
        Section("How it was found", "methods", "method_note", "departure_reason"),
    ]

    issue_type = forms.ModelChoiceField(
        IssueType.objects.none(),
        label="Issue type",
        empty_label="Choose an issue type",
        error_messages={"required": "Choose the issue type."},
    )
    area = forms.ModelChoiceField(
        PriorityActionArea.objects.none(),
        label="Priority action area",
        required=False,
        empty_label="The rest of the ward",
    )
    place = forms.CharField(
        label="Place",
        help_text="A street, an estate or a spot that people know",
        max_length=150,
        error_messages={"required": "Say which place it is about."},
    )
    methods = ManyField(
        Technique.objects.none(),
        label="Methods by which it was found",
        widget=Checkboxes(small=True),
        error_messages={"required": "Choose the methods by which it was found."},
    )
    method_note = forms.CharField(
        label="Anything else about the methods",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONG,
        required=False,
    )
    departure_reason = forms.CharField(
        label="Why the meeting departs from the ranking",
        help_text="Needed where it is not one of the candidates at the top.",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONG,
        required=False,
    )
    replaces = forms.ModelChoiceField(
        Priority.objects.none(), label="Does it take the place of another?", required=False, empty_label="No"
    )
    replacement_reason = forms.CharField(
        label="Why the other one ends", widget=forms.Textarea(attrs={"rows": 2}), max_length=LONG, required=False
    )

    def __init__(self, *args, areas, live, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["issue_type"].queryset = IssueType.objects.in_use().order_by("name", "pk")
        self.fields["methods"].queryset = Technique.objects.filter(retired_at=None).order_by("name", "pk")
        self.fields["area"].queryset = areas
        self.fields["replaces"].queryset = live
        if live:
            replacing = Section("In place of a priority that is live now", "replaces", "replacement_reason")
            self.layout = [*self.layout, replacing]
        else:
            del self.fields["replaces"], self.fields["replacement_reason"]


class EndingForm(Form):
    submit = "Record the decision"
    is_dangerous = True

    kind = forms.ChoiceField(
        label="How does it end?",
        choices=ENDINGS,
        widget=Radios(
            hints={
                Ending.Kind.RESOLVED: "The community agrees that it is solved.",
                Ending.Kind.RETIRED: "It is no longer a priority, solved or not.",
            }
        ),
        error_messages={"required": "Choose how the priority ends."},
    )
    reason = forms.CharField(
        label="Why?",
        help_text="This is published, so write it for residents.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONG,
        error_messages={"required": "Say why it ends. It is published."},
    )
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label="Meeting that decided it", required=False, empty_label="None of these"
    )
    decision = forms.CharField(
        label="How the community decided",
        help_text="Needed for what is resolved, unless a meeting is named: only the community can call it solved.",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONG,
        required=False,
    )

    def __init__(self, *args, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings
        if not meetings:
            del self.fields["meeting"]


class ProposalForm(Form):
    submit = "Propose it"

    issue_type = forms.ModelChoiceField(
        IssueType.objects.none(),
        label="Issue type",
        empty_label="Choose an issue type",
        error_messages={"required": "Choose the issue type."},
    )
    area = forms.ModelChoiceField(
        PriorityActionArea.objects.none(),
        label="Priority action area",
        required=False,
        empty_label="The rest of the ward",
    )
    place = forms.CharField(
        label="Place", help_text="A street or a spot that people know", max_length=150, required=False
    )
    reason = forms.CharField(
        label="Why should the meeting take it up?",
        help_text="Please name nobody. Everybody who works in the ward can read it.",
        widget=forms.Textarea,
        max_length=LONG,
        error_messages={"required": "Say why the meeting should take it up."},
    )

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["issue_type"].queryset = IssueType.objects.in_use().order_by("name", "pk")
        self.fields["area"].queryset = areas


class EndingProposalForm(Form):
    submit = "Propose it"

    reason = forms.CharField(
        label="Why do you think that it is solved?",
        help_text="Only a decision of the community ends a priority. This puts the question to it.",
        widget=forms.Textarea,
        max_length=LONG,
        error_messages={"required": "Say why you think that it is solved."},
    )


class PriorityFilter(FilterForm):
    """What is looked for in the list of priorities."""

    q = forms.CharField(label="Words", max_length=100)
    ward = forms.ModelChoiceField(Ward.objects.none(), label="Ward", empty_label="Any")
    issue_type = forms.ModelChoiceField(IssueType.objects.none(), label="Issue type", empty_label="Any")
    state = forms.ChoiceField(label="State", choices=[("", "Live"), ("ended", "Ended"), ("all", "Live and ended")])

    def __init__(self, *args, wards, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ward"].queryset = wards
        self.fields["issue_type"].queryset = IssueType.objects.order_by("name", "pk")
