"""What is asked when somebody does something with an action. Choices that depend on the person come from the view."""

from django import forms

from pact.accounts.models import Agency, Membership, User
from pact.core.forms import DateField, FilterForm, Form, Radios, Section, UploadField
from pact.core.uploads import PDF, PHOTOS
from pact.places.models import Ward
from tasking.models import Action, Closing
from tasking.models.actions import Status
from tasking.rag import Rag

LONG = 2000
LARGEST = 15  # MB; a photo from a phone


class OwnerField(forms.ModelChoiceField):
    """A person and the agency they work for, chosen together so that the two always fit (rule 28)."""

    def __init__(self, **kwargs):
        super().__init__(Membership.objects.none(), **kwargs)
        self.error_messages["required"] = "Choose who owns the action."

    def offer(self, memberships):
        """Offer these memberships, under the name of each agency."""
        memberships = memberships.select_related("person", "agency").order_by("agency__name", "person__name", "pk")
        self.queryset = memberships
        groups = {}
        for membership in memberships:
            people = groups.setdefault(membership.agency.name, {})
            people.setdefault(membership.person_id, (membership.pk, membership.person.name))
        self.choices = [
            ("", "Choose a person"),
            *((agency, list(people.values())) for agency, people in groups.items()),
        ]


class OwnedForm(Form):
    """A form whose `owner` names a membership; the action is told the person and the agency."""

    def __init__(self, *args, owners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].offer(owners)

    def clean(self):
        cleaned = super().clean()
        if membership := cleaned.get("owner"):
            cleaned |= {"owner": membership.person, "agency": membership.agency}
        return cleaned


class ActionForm(OwnedForm):
    submit = "Add the action"
    layout = [
        "title",
        "owner",
        "due_on",
        Section("More about it", "detail", "success_measure", "continues", "bends_mainstream"),
    ]

    title = forms.CharField(
        label="What will be done?",
        help_text="As a promise, for example: Fit gates to the alley behind Alma Street",
        max_length=150,
        error_messages={"required": "Say what will be done."},
    )
    owner = OwnerField(label="Who owns it?", help_text="One person, for one agency. They are told at once.")
    due_on = DateField(label="When will it be done by?", noun="due date", help_text="For example, 27 3 2026")
    detail = forms.CharField(label="Details", widget=forms.Textarea, max_length=LONG, required=False)
    success_measure = forms.CharField(label="How will we know that it worked?", max_length=200, required=False)
    continues = forms.ModelChoiceField(
        Action.objects.none(),
        label="Does it take up an action that was carried over?",
        required=False,
        empty_label="No, it is new",
    )
    bends_mainstream = forms.BooleanField(
        label="A mainstream service changes what it does to make this happen", required=False
    )

    def __init__(self, *args, carried, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["continues"].queryset = carried
        if not carried.exists():
            del self.fields["continues"]
            more = Section("More about it", "detail", "success_measure", "bends_mainstream")
            self.layout = [*self.layout[:-1], more]


class RefusalForm(Form):
    submit = "Refuse the action"
    is_dangerous = True

    reason = forms.CharField(
        label="Why can you not take this on?",
        help_text="The co-ordinator is told, and finds somebody else.",
        widget=forms.Textarea,
        max_length=LONG,
        error_messages={"required": "Say why you cannot take this on."},
    )


class ProgressForm(Form):
    submit = "Save progress"

    text = forms.CharField(
        label="What has happened?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONG,
        error_messages={"required": "Say what has happened."},
    )
    photo = UploadField(
        label="Photo",
        kinds=PHOTOS,
        max_mb=LARGEST,
        noun="photo",
        required=False,
        help_text="No faces, children or number plates, please. Where it was taken is removed.",
    )


class BlockForm(Form):
    submit = "Mark as blocked"

    reason = forms.CharField(
        label="What stands in the way?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONG,
        error_messages={"required": "Say what stands in the way."},
    )
    who_must_act = forms.CharField(
        label="Who must act to clear it?",
        help_text="A person, a team or an organisation",
        max_length=150,
        error_messages={"required": "Say who must act."},
    )


class CompletionForm(Form):
    submit = "Mark as done"

    outcome = forms.CharField(
        label="What changed as a result?",
        help_text="In words that residents would use: it may be printed in the newsletter.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONG,
        error_messages={"required": "Say what changed as a result."},
    )
    evidence = UploadField(
        label="Photo or document",
        kinds=(*PHOTOS, PDF),
        max_mb=LARGEST,
        noun="photo or document",
        required=False,
        help_text="A photo or a PDF. No faces, children or number plates, please.",
    )
    why_no_evidence = forms.CharField(label="If there is none, why?", max_length=200, required=False)

    def clean(self):
        cleaned = super().clean()
        offered = cleaned.get("evidence") or "evidence" in self.errors
        if not offered and not cleaned.get("why_no_evidence"):
            self.add_error("evidence", "Add a photo or a document, or say below why there is none.")
        return cleaned


class VerificationForm(Form):
    submit = "Yes, it is done"

    note = forms.CharField(
        label="Note", help_text="How you know, if it helps", widget=forms.Textarea, max_length=LONG, required=False
    )


class SendBackForm(Form):
    submit = "Send it back"

    reason = forms.CharField(
        label="What is still to do?",
        help_text="The owner is told.",
        widget=forms.Textarea,
        max_length=LONG,
        error_messages={"required": "Say what is still to do."},
    )


class RedatingForm(Form):
    submit = "Move the due date"

    due_on = DateField(label="New due date", noun="new due date", help_text="For example, 27 3 2026")
    reason = forms.CharField(
        label="Why does the date move?",
        widget=forms.Textarea,
        max_length=LONG,
        error_messages={"required": "Say why the date moves."},
    )


class HandoverForm(OwnedForm):
    submit = "Hand it over"

    owner = OwnerField(label="Who takes it over?", help_text="They are told at once, and asked to accept it.")
    reason = forms.CharField(label="Why?", widget=forms.Textarea, max_length=LONG, required=False)


class ClosingForm(Form):
    submit = "Close the action"
    is_dangerous = True

    kind = forms.ChoiceField(
        label="How does it end?",
        choices=Closing.Kind,
        widget=Radios(
            hints={
                Closing.Kind.CARRIED_OVER: "It goes on in a later cycle, as a new action that takes this one up.",
                Closing.Kind.NOT_ACHIEVABLE: "It will not be done.",
            }
        ),
        error_messages={"required": "Choose how the action ends."},
    )
    reason = forms.CharField(
        label="Why?",
        help_text="This is published, so write it for residents.",
        widget=forms.Textarea,
        max_length=LONG,
        error_messages={"required": "Say why. It is published."},
    )


class ActionFilter(FilterForm):
    """What is looked for in the list of actions."""

    whose = forms.ChoiceField(label="Whose", choices=())
    q = forms.CharField(label="Words", max_length=100)
    ward = forms.ModelChoiceField(Ward.objects.none(), label="Ward", empty_label="Any")
    agency = forms.ModelChoiceField(Agency.objects.none(), label="Agency", empty_label="Any")
    rag = forms.ChoiceField(label="Colour", choices=[("", "Any"), *Rag.choices])
    status = forms.ChoiceField(label="Status", choices=[("", "Open"), ("all", "Open and finished"), *Status.choices])
    owner = forms.ModelChoiceField(User.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args, whose, wards, agencies, owners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["whose"].choices = whose
        self.fields["ward"].queryset = wards
        self.fields["agency"].queryset = agencies
        self.fields["owner"].queryset = owners
