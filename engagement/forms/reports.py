"""What is asked about reports, files of them, coding and quoting."""

from django import forms

from engagement.forms.concerns import ToldForm
from engagement.forms.parts import IssueTypeField, put
from engagement.models import Report
from pact.core import uploads
from pact.core.forms import FilterForm, Form, Radios, UploadField
from pact.cycles.models import Cycle

MAX_MB = 20
SYSTEM = "FixMyStreet"


class ReportListFilter(FilterForm):
    ward = forms.ModelChoiceField(None, label="Ward", empty_label="Every ward")
    door = forms.ChoiceField(label="From", choices=[("", "Every door"), *Report.Door.choices])
    state = forms.ChoiceField(
        label="State",
        choices=[("waiting", "To be coded"), ("counted", "Counted"), ("aside", "Set aside"), ("all", "All")],
    )

    def __init__(self, *args, wards, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ward"].queryset = wards


class CaseworkForm(ToldForm):
    """What a councillor was told. They do not code it: somebody who reads all of a ward's does."""

    submit = "Send it in"
    other_submits = {"another": "Send and add another"}

    words = forms.CharField(
        label="What is the problem?",
        help_text="As it was told, without names and without what points to a person.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
    )
    place = forms.CharField(
        label="Where is it?", help_text="A street, corner or landmark, and no house number", max_length=150
    )

    def __init__(self, *args, cycles, **kwargs):
        super().__init__(*args, **kwargs)
        cycle = forms.ModelChoiceField(cycles, label="For which group?", empty_label="Choose one")
        cycle.label_from_instance = lambda cycle: f"{cycle.ward}: {cycle.pact}, {cycle.name}"
        if len(cycles) == 1:
            cycle.widget, cycle.initial = forms.HiddenInput(), cycles[0].pk
        put(self, "cycle", cycle)
        self.layout = ["cycle", "words", "place", self.hear_back()]


class CountingForm(Form):
    submit = "Count it as a concern"

    def __init__(self, *args, suggestions, areas, issue_types, **kwargs):
        super().__init__(*args, **kwargs)
        put(self, "issue_type", issue_type_choice(suggestions, issue_types))
        put(
            self,
            "place",
            forms.CharField(
                label="Where?", help_text="A street, corner or landmark, and no house number", max_length=150
            ),
        )
        put(
            self,
            "area",
            forms.ModelChoiceField(areas, label="In which area?", required=False, empty_label="Elsewhere in the ward"),
        )
        self.layout = ["issue_type", "place", "area"]


def issue_type_choice(suggestions, issue_types):
    """The suggested type is chosen where PACT is sure; where it is not, a person has to choose."""
    first = suggestions.likeliest[0].issue_type.pk if suggestions.is_sure else None
    return IssueTypeField(issue_types, label="Kind of issue", initial=first)


class SettingAsideForm(Form):
    submit = "Set it aside"

    why = forms.ChoiceField(label="Why is it not counted?", choices=Report.Aside.choices, widget=Radios)


class ReportFileForm(Form):
    submit = "Send the file"

    cycle = forms.ModelChoiceField(Cycle.objects.none(), label="For which ward and cycle?", empty_label="Choose one")
    system = forms.CharField(
        label="Which system does it come from?",
        help_text="The numbers of one system tell its reports apart, so use the same name each time.",
        initial=SYSTEM,
        max_length=60,
    )
    file = UploadField(
        kinds=(uploads.CSV, uploads.GZIP, uploads.WORKBOOK, uploads.GEOJSON), max_mb=MAX_MB, label="The file"
    )

    def __init__(self, *args, cycles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cycle"].queryset = cycles
        self.fields["cycle"].label_from_instance = lambda cycle: f"{cycle.ward}: {cycle.name} ({cycle.pact})"


class TakingForm(Form):
    submit = "Take these reports"

    only_whole = forms.TypedChoiceField(
        label="What if a row is refused?",
        choices=[("no", "Take the sound rows"), ("yes", "Take none")],
        coerce=lambda value: value == "yes",
        widget=Radios,
        error_messages={"required": "Choose what happens if a row is refused."},
    )


class SecondCodingForm(Form):
    submit = "Save my code"

    def __init__(self, *args, issue_types, **kwargs):
        super().__init__(*args, **kwargs)
        put(self, "issue_type", IssueTypeField(issue_types, label="Kind of issue"))


class SettlingForm(SecondCodingForm):
    submit = "Settle it"


class MergingForm(Form):
    submit = "Count them as one"

    into = forms.ModelChoiceField(
        None,
        to_field_name="reference",
        label="Reference of the one to keep",
        widget=forms.TextInput(attrs={"size": 12}),
        help_text="Both stay; only this one is counted. You can take it back.",
        error_messages={"invalid_choice": "No concern that counts in this cycle has that reference."},
    )

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = others


class QuotationForm(Form):
    submit = "Clear it for use"

    text = forms.CharField(
        label="What may be shown",
        help_text="Shorten it as you like. It is shown without a source.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=300,
    )
    is_read = forms.BooleanField(label="I have read it: nobody can be recognised by it")
