"""The EVA walkabout sheet (handbook 6): the header, then a transect or a finding at a time."""

from django import forms

from engagement.checklist import COUNTED
from engagement.forms.parts import (
    Disclosure,
    FormKey,
    Grades,
    IssueTypeField,
    Scale,
    StretchField,
    has_something,
    point_field,
    put,
)
from engagement.forms.pictures import PhotoField
from engagement.models import GRADED, Finding, Grade, Item, Reinspection, Walkabout
from pact.core.forms import DateField, Form, Radios, Section, TimeField

GRADES = [("", "Not assessed"), *Grade.choices]
HINTS = {
    "litter": "A: none. B: a few small items. C: widespread. D: heavy, piled up.",
    "detritus": "Grit, soil, rotted leaves. Only on a paved or metalled surface.",
    "graffiti": "A: none. B: minor, easily missed. C: clearly visible. D: extensive. Leave out authorised walls.",
    "fly_posting": "A: none. B: minor, easily missed. C: clearly visible. D: extensive.",
}


class WalkaboutForm(Form):
    submit = "Start walking"

    uuid = FormKey()
    area = forms.ModelChoiceField(None, label="Which area?", empty_label=None, widget=Radios)
    held_on = DateField(label="Day", noun="day of the walk")
    started = TimeField(label="Started at", noun="time it started")
    route = forms.CharField(
        label="The way",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Where it begins, the streets in order, where it ends: chapel, Mill Road, Alma Street, park gate",
    )
    surveyors = forms.CharField(
        label="Surveyors’ initials", max_length=60, help_text="Initials only, like AB, CD. Never names."
    )
    others = forms.CharField(
        label="Who else came",
        max_length=150,
        required=False,
        help_text="By role: two residents, a councillor, pupils of Year 5",
    )
    weather = forms.CharField(label="Weather", max_length=60, required=False)
    daylight = forms.TypedChoiceField(
        label="Light",
        choices=[("1", "Daylight"), ("", "Dark")],
        coerce=bool,
        empty_value=False,
        required=False,
        widget=Radios(inline=True),
    )
    land_use = forms.ChoiceField(
        label="Land use", choices=[("", "Choose one"), *Walkabout.LandUse.choices], help_text="What most of it is"
    )
    layout = [
        Section("The walk", "area", "held_on", "started", "land_use", "route"),
        Section("Who walks, and in what weather", "surveyors", "others", "weather", "daylight"),
    ]

    def __init__(self, *args, engagement, today, now, **kwargs):
        areas = engagement.areas.order_by("name", "pk")
        initial = {"held_on": today, "started": now, "daylight": "1"}
        if len(areas) == 1:
            initial["area"] = areas[0].pk
        kwargs["initial"] = initial | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas
        self.fields["held_on"].latest = today


class TransectForm(Form):
    submit = "Save and add another"
    other_submits = {"finish": "Save and finish"}
    marks_optional = False

    uuid = FormKey()
    street = forms.CharField(label="Street", max_length=120)
    from_point = forms.CharField(
        label="From", max_length=120, help_text="Something that does not move: a house number, lamp post or shop"
    )
    to_point = forms.CharField(label="To", max_length=120, help_text="About 50 metres on. Never a parked car.")
    is_paved = forms.TypedChoiceField(
        label="Is the surface paved or metalled?",
        choices=[("1", "Yes"), ("", "No")],
        coerce=bool,
        empty_value=False,
        required=False,
        widget=Radios(inline=True),
    )

    def __init__(self, *args, walkabout, **kwargs):
        kwargs["initial"] = {"is_paved": "1"} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        put(self, "point", point_field("transect", [walkabout.area], walkabout.engagement.cycle.ward))
        for item in GRADED:
            grade = forms.ChoiceField(
                label=Item(item).called,
                help_text=HINTS[item],
                choices=GRADES,
                required=False,
                widget=Radios(inline=True),
                error_messages={"invalid_choice": "Choose one of the seven grades."},
            )
            put(self, item, grade)
        self.layout = [
            Section(
                "Where it runs",
                "street",
                "from_point",
                "to_point",
                Disclosure("Show it on the map", "point", is_open=has_something(self, ["point"])),
                "is_paved",
            ),
            Section("How it looks", *[Grades(item) for item in GRADED]),
        ]

    def clean(self):
        """Rule 16."""
        cleaned = super().clean()
        if not cleaned.get("is_paved") and cleaned.get("detritus"):
            self.add_error(
                "detritus", "Detritus is graded only on a paved surface. Choose “Not assessed”, or say it is paved."
            )
        return cleaned


class FindingForm(Form):
    submit = "Save and add another"
    other_submits = {"finish": "Save and finish"}

    uuid = FormKey()
    item = forms.ChoiceField(label="What did you find?", choices=[("", "Choose one"), *[(i, i.label) for i in COUNTED]])
    what = forms.CharField(
        label="More about it",
        max_length=200,
        required=False,
        help_text="A column number, a colour, a size. No names, no number plates.",
    )
    severity = forms.ChoiceField(
        label="How bad is it?",
        choices=[(Finding.Severity.MINOR, "Minor"), (Finding.Severity.SERIOUS, "Serious")],
        widget=Radios(inline=True),
        help_text="A serious one is referred to the agency that leads on it.",
    )
    count = forms.IntegerField(
        label="How many?",
        min_value=1,
        max_value=999,
        initial=1,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )
    transect = StretchField(label="On which stretch?", required=False, empty_label="None of these")
    place = forms.CharField(
        label="Or where?", max_length=150, required=False, help_text="If it is not on one of the stretches"
    )
    photo = PhotoField()
    reinspect_on = DateField(
        label="Look again on",
        noun="day to look again",
        required=False,
        help_text="Left empty, the working day after it is due to be dealt with",
    )

    def __init__(self, *args, walkabout, issue_types, today, **kwargs):
        super().__init__(*args, **kwargs)
        transects = walkabout.transects.order_by("pk")
        self.fields["transect"].queryset = transects
        hint = "Needed only for something else"
        put(self, "issue_type", IssueTypeField(issue_types, label="Kind of issue", required=False, help_text=hint))
        put(self, "point", point_field("finding", [walkabout.area], walkabout.engagement.cycle.ward))
        self.fields["reinspect_on"].earliest = today
        if not transects and walkabout.pk:  # else the device that walks has them
            del self.fields["transect"]
            self.fields["place"].label, self.fields["place"].help_text = "Where?", ""
        more = ("issue_type", "point", "reinspect_on")
        self.layout = [
            "item",
            Scale("severity"),
            *[name for name in ("count", "transect", "place") if name in self.fields],
            "photo",
            "what",
            Disclosure("Kind of issue, map, and when to look again", *more, is_open=has_something(self, more)),
        ]

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("transect") and not cleaned.get("place") and not self.errors.get("place"):
            self.add_error("place", "Say where it is.")
        if cleaned.get("item") == Item.OTHER:
            if not cleaned.get("issue_type"):
                self.add_error("issue_type", "Choose which kind of issue it is.")
            if not cleaned.get("what"):
                self.add_error("what", "Say what you found.")
        return cleaned


class ReinspectionForm(Form):
    submit = "Save"

    held_on = DateField(label="When did you look again?", noun="day")
    outcome = forms.ChoiceField(label="How is it now?", choices=Reinspection.Outcome.choices, widget=Radios)
    photo = PhotoField(label="Photo of how it is now")

    def __init__(self, *args, finding, today, **kwargs):
        kwargs["initial"] = {"held_on": today} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["held_on"].latest = today
        if finding.grade:
            put(
                self,
                "grade",
                forms.ChoiceField(label="The grade now", choices=Grade.choices, widget=Radios(inline=True)),
            )
            self.layout = ["held_on", "outcome", Scale("grade"), "photo"]
