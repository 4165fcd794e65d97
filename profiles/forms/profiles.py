"""What is typed about profiles and areas."""

from django import forms
from django.conf import settings

from pact.core.forms import AreaField, Checkboxes, FilterForm, Form, ManyField, Radios
from pact.places.models import Borough, SmallArea, Township
from pact.taxonomy.models import IssueType
from profiles.models import AreaProfile, Dataset, Indicator, MemberAnswer


def long_text(rows=6):
    return forms.Textarea(attrs={"rows": rows})


class SectionForm(Form):
    """One written section of a draft, in Markdown, with figures between double square brackets."""

    submit = "Save this section"
    other_submits = {"preview": "Preview"}

    text = forms.CharField(widget=long_text(16), required=False, max_length=20_000, strip=False)
    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=2**62)

    def __init__(self, *args, title, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = title
        self.fields["text"].label = title
        self.fields["text"].help_text = (
            "Write [[population]] and readers see the figure of the day; it stays live until the profile is "
            "published. A line that begins with “- ” becomes a bullet."
        )

    def keep_as(self, name):
        """Where the browser keeps what is typed and not yet saved."""
        self.fields["text"].widget.attrs["data-keep"] = name

    def clean_text(self):
        return self.cleaned_data["text"].replace("\r\n", "\n").strip()


class AreaForm(Form):
    submit = "Propose this area"

    name = forms.CharField(
        max_length=100,
        label="Name",
        help_text="As people there would call it.",
        error_messages={"required": "Name the area."},
    )
    boundary = AreaField(
        required=False,
        label="On the map",
        help_text="Draw round the area. Without a map, list its streets below instead.",
    )
    small_areas = ManyField(
        SmallArea.objects.none(),
        required=False,
        label="Small areas",
        help_text="Tick one or more. Together they take the place of what is drawn on the map. "
        "The incidents are those of the latest year that is loaded.",
    )
    streets = forms.CharField(widget=long_text(4), required=False, label="Streets", help_text="One a line.")
    evidence = forms.CharField(
        widget=long_text(4),
        label="Why here",
        help_text="A sentence or two that a councillor can read aloud.",
        error_messages={"required": "Say why this area needs attention."},
    )
    issue_types = ManyField(IssueType.objects.none(), required=False, widget=Checkboxes, label="Issues seen there")

    def __init__(self, *args, ward, small_areas=(), **kwargs):
        """`small_areas` are the `SmallAreaLine`s to choose from."""
        super().__init__(*args, **kwargs)
        self._offer(small_areas)
        self.fields["issue_types"].queryset = IssueType.objects.in_use().order_by("name")
        self.fields["boundary"].widget.map_data = {"outline": ward.boundary}

    def _offer(self, lines):
        if not lines:
            del self.fields["small_areas"]
            return
        field, labels = self.fields["small_areas"], {line.area.pk: line.label for line in lines}
        field.queryset = SmallArea.objects.filter(pk__in=labels).defer("boundary").order_by("name", "code")
        field.label_from_instance = lambda area: labels[area.pk]
        field.widget.hints = {line.area.pk: line.hint for line in lines}
        self.fields[
            "boundary"
        ].help_text = "Draw round the area. Without a map, tick small areas or list streets below."

    def clean(self):
        cleaned = super().clean()
        said = cleaned.get("boundary") or cleaned.get("small_areas") or cleaned.get("streets", "").strip()
        if not self.errors and not said:
            also = "tick small areas, " if "small_areas" in self.fields else ""
            self.add_error("streets", f"Draw the area on the map, {also}or list its streets here.")
        return cleaned


class DecisionForm(Form):
    submit = "Record the decision"

    confirm = forms.TypedChoiceField(
        choices=[("yes", "Confirm it: engagement goes here"), ("no", "Do not take it forward")],
        coerce=lambda value: value == "yes",
        widget=Radios,
        label="What was decided?",
        error_messages={"required": "Choose what was decided."},
    )
    note = forms.CharField(
        widget=long_text(4),
        required=False,
        label="Decision note",
        help_text="What members said and how it was taken into account. Needed if the area is not taken forward.",
    )


class MemberAnswerForm(Form):
    submit = "Send my answer"

    answer = forms.ChoiceField(
        choices=MemberAnswer.CHOICES,
        widget=Radios,
        label="What do you say to these areas?",
        error_messages={"required": "Choose whether you agree, would change something or disagree."},
    )
    words = forms.CharField(
        widget=long_text(4),
        required=False,
        label="In your words",
        help_text="Needed if you would change something or disagree. Shown to everyone who works on this ward.",
    )


class OverviewFilter(FilterForm):
    borough = forms.ModelChoiceField(Borough.objects.none(), empty_label="All", label="Borough")
    township = forms.ModelChoiceField(Township.objects.none(), empty_label="All", label=settings.WORDS["township"])

    def __init__(self, *args, boroughs, townships, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["township"].queryset = townships
        _ask_for_borough(self, boroughs)


class VersionsForm(FilterForm):
    submit = "Compare"

    old = forms.ModelChoiceField(AreaProfile.objects.none(), empty_label="The one before the latest", label="From")
    new = forms.ModelChoiceField(AreaProfile.objects.none(), empty_label="The latest", label="To")

    def __init__(self, *args, versions, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.queryset = versions
            field.label_from_instance = lambda profile: f"Version {profile.version}, {profile.state.lower()}"


class PublicationForm(Form):
    submit = "Publish and ask the members"


class IndicatorFilter(FilterForm):
    q = forms.CharField(label="Words", max_length=80)
    topic = forms.ChoiceField(label="Topic")

    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [("", "Any"), *((topic, topic) for topic in dict.fromkeys(topics) if topic)]


class BoroughFilter(FilterForm):
    borough = forms.ModelChoiceField(Borough.objects.none(), empty_label=None, label="Borough")

    def __init__(self, *args, boroughs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["borough"].queryset = boroughs


class IndicatorForm(Form):
    submit = "Save the description"

    name = forms.CharField(label="Name", max_length=150)
    meaning = forms.CharField(
        label="What high and low mean",
        widget=long_text(3),
        max_length=1000,
        required=False,
        help_text="For example, “Of every 100 residents, how many have no qualification. High means fewer skills.”",
    )
    topic = forms.CharField(label="Topic", max_length=60, required=False, help_text="What it stands under on a profile")
    unit = forms.CharField(label="Unit", max_length=40, required=False, help_text="For example, %, people or days")
    better = forms.ChoiceField(label="Which way is better?", choices=Indicator.Better, widget=Radios(inline=True))
    decimals = forms.IntegerField(
        label="Figures after the point",
        min_value=0,
        max_value=4,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
    )


def _ask_for_borough(form, boroughs):
    """Only where there are several."""
    if len(boroughs) > 1:
        form.fields["borough"].queryset = boroughs
    else:
        del form.fields["borough"]


class DatasetFilter(FilterForm):
    borough = forms.ModelChoiceField(Borough.objects.none(), empty_label="All", label="Borough")
    kind = forms.ChoiceField(label="Kind", choices=[("", "Any"), *Dataset.Kind.choices])
    state = forms.ChoiceField(label="State", choices=[("", "Any"), ("in use", "In use"), ("withdrawn", "Withdrawn")])

    def __init__(self, *args, boroughs, **kwargs):
        super().__init__(*args, **kwargs)
        _ask_for_borough(self, boroughs)
