"""What the component gallery shows: every component in every state, and every kind of field."""

from datetime import UTC, date, datetime

from django import forms
from django.core.paginator import Paginator

from pact.core import geometry, uploads
from pact.core.charts import Bar, BarChart, LineChart, Series, Spine, SpineChart, Stack, StackedChart
from pact.core.forms import (
    AreaField,
    Checkboxes,
    DateField,
    FilterForm,
    Form,
    PointField,
    Radios,
    Section,
    TimeField,
    UploadField,
)
from pact.core.maps import Area, Map, Outline, Patch, Point
from pact.core.refusals import Obstacle

ISSUES = [("LIT", "Litter"), ("TIP", "Fly-tipping"), ("YTH", "Groups causing nuisance")]
# A made-up ward, as GeoJSON.
OUTLINE = {
    "type": "Polygon",
    "coordinates": [
        [[-2.66, 53.53], [-2.62, 53.528], [-2.605, 53.548], [-2.63, 53.562], [-2.662, 53.55], [-2.66, 53.53]]
    ],
}


class EveryField(Form):
    """One field of every kind that a form may have."""

    submit = "Record the walkabout"
    other_submits = {"draft": "Save as a draft"}
    cancel_href = "/gallery/"
    layout = [
        Section("What you saw", "summary", "detail", "notes", "number", "cost"),
        Section("What it is", "issue", "effect", "seen", "weather", "confirmed"),
        Section("When and where", "seen_on", "seen_at", "place", "area"),
        Section("Evidence and contact", "photo", "email", "password", "hidden"),
    ]

    summary = forms.CharField(label="Summary", max_length=80, help_text="In a few words, as you would say it")
    detail = forms.CharField(label="What did you see?", widget=forms.Textarea, max_length=500)
    notes = forms.CharField(label="Notes for colleagues", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    number = forms.IntegerField(
        label="How many items?", min_value=1, widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"})
    )
    cost = forms.DecimalField(
        label="Likely cost in pounds", required=False, widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"})
    )
    issue = forms.ChoiceField(label="Issue type", choices=[("", "Choose one"), *ISSUES])
    effect = forms.ChoiceField(
        label="How far does it change what people do?",
        choices=[("0", "Not at all"), ("2", "Somewhat"), ("3", "A great deal")],
        widget=Radios(hints={"3": "They stay in, or avoid the place"}),
    )
    seen = forms.MultipleChoiceField(
        label="What else was there?",
        help_text="Tick all that apply",
        choices=[("light", "Street light out"), ("bins", "Overflowing bins"), ("empty", "Empty building")],
        widget=Checkboxes(hints={"light": "Give the column number in the notes"}),
    )
    weather = forms.ChoiceField(
        label="Daylight", choices=[("day", "Day"), ("dusk", "Dusk"), ("dark", "Dark")], widget=Radios(inline=True)
    )
    confirmed = forms.BooleanField(label="I saw this myself")
    seen_on = DateField(
        label="When did you see it?",
        noun="date you saw it",
        help_text="For example, 27 3 2026",
        latest=date(2026, 11, 25),
    )
    seen_at = TimeField(label="At what time?", noun="time you saw it")
    place = PointField(label="Where is it?", noun="place")
    area = AreaField(label="Which area does it spoil?", noun="area", required=False)
    photo = UploadField(label="A photograph", kinds=uploads.PHOTOS, max_mb=8, noun="photograph")
    email = forms.EmailField(label="E-mail address", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
    hidden = forms.CharField(widget=forms.HiddenInput, initial="kept", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("place", "area"):
            self.fields[name].widget.map_data = {"outline": OUTLINE}


class ActionFilter(FilterForm):
    """The filters above a list of actions."""

    words = forms.CharField(label="Words", widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}))
    issue = forms.ChoiceField(label="Issue type", choices=[("", "Any"), *ISSUES])
    overdue = forms.BooleanField(label="Overdue only")


WARDS = ("Ince", "Pemberton", "Worsley Mesnes", "Winstanley", "Orrell", "Wigan West")


def pictures():
    """A chart of each kind, and a map. The figures are made up."""
    quarters = ("Spring 2023", "Summer 2023", "Autumn 2023", "Winter 2023", "Spring 2024")
    squares = [
        geometry.box(
            -2.68 + 0.02 * (n % 3), 53.53 + 0.012 * (n // 3), -2.66 + 0.02 * (n % 3), 53.542 + 0.012 * (n // 3)
        )
        for n in range(6)
    ]
    figures = (4.1, 3.2, 5.6, 2.0, 1.4, 3.9)
    source = "made-up figures, 2024"
    bars = tuple(
        Bar(ward, figure, is_highlighted=n == 2) for n, (ward, figure) in enumerate(zip(WARDS, figures, strict=True))
    )
    return [
        BarChart("Claimant rate by ward", bars, unit="%", places=1, line=("Wigan", 3.6), source=source),
        LineChart(
            "Anti-social behaviour by quarter",
            quarters,
            (Series("Worsley Mesnes", (41, 38, 52, 47, 31)), Series("Wigan, average ward", (30, 33, 29, 31, 30))),
            unit="incidents",
            source=source,
        ),
        StackedChart(
            "Actions by state",
            ("Complete", "Green", "Amber", "Red"),
            (Stack("Ince", (6, 4, 2, 1)), Stack("Worsley Mesnes", (3, 5, 1, 3))),
            colours=("blue", "green", "amber", "red"),
        ),
        SpineChart(
            "How Worsley Mesnes compares",
            (
                Spine.among("Claimants", 5.6, figures, unit="%", places=1, higher_is_worse=True),
                Spine.among("Feel safe after dark", 41, (38, 41, 55, 60, 72), unit="%", higher_is_worse=False),
            ),
            "Worsley Mesnes",
            "Wigan's wards",
        ),
        Map(
            "Claimant rate, and incidents in May",
            areas=tuple(Area(*of) for of in zip(WARDS, squares, figures, strict=True)),
            points=(Point(-2.63, 53.535, 14), Point(-2.65, 53.55, 3)),
            outlines=(Outline("Poolstock Lane", geometry.box(-2.635, 53.532, -2.625, 53.538)),),
            patches=(
                Patch("1. Poolstock Lane", geometry.box(-2.633, 53.534, -2.629, 53.536), "More than expected", "1"),
                Patch(
                    "2. Chapel Street", geometry.box(-2.645, 53.544, -2.641, 53.546), "Several services", "2", look=1
                ),
            ),
            unit="%",
            places=1,
            source=source,
        ),
    ]


def context():
    """Everything that the gallery's page shows."""
    return {
        "navigation": [
            ("Board", "/gallery/", True),
            ("Wards", "#wards", False),
            ("Actions", "#actions", False),
            ("Meetings", "#meetings", False),
            ("Newsletters", "#newsletters", False),
            ("Search", "#search", False),
        ],
        "trail": [("Wigan", "#"), ("Township of Ashfield", "#"), ("Worsley Mesnes", "#")],
        "tags": [
            ("Draft", "grey"),
            ("In progress", "blue"),
            ("Verified", "green"),
            ("Due soon", "amber"),
            ("Refused", "red"),
            ("Carried over", "purple"),
        ],
        "rags": [
            ("Red", "red", "12 days overdue"),
            ("Amber", "amber", "due in 3 days"),
            ("Green", "green", "on time"),
            ("Complete", "blue", "verified on 4 May"),
            ("Not yet accepted", "grey", ""),
        ],
        "obstacles": [
            Obstacle("Two ward councillors have not been asked about the priority action areas.", href="#ask"),
            "The area profile is 7 months old; publish a new one first.",
        ],
        "one_obstacle": ["Tasking has closed for this cycle."],
        "facts": [
            {"key": "Owner", "value": "Priya Sharma, Street cleansing", "href": "#", "change": "the owner"},
            {"key": "Due", "value": "Thursday 25 July 2024", "href": "#", "change": "the due date"},
            {"key": "Evidence", "value": ""},
        ],
        "columns": [
            {"text": "Action", "href": "?sort=action", "sorted": "ascending"},
            {"text": "State"},
            {"text": "Agency"},
            {"text": "Due", "href": "?sort=due"},
            {"text": "Concerns", "is_number": True},
        ],
        "rows": [
            [
                {"text": "Clear the alley behind Poolstock Lane", "href": "#"},
                {"template": "components/rag.html", "text": "Red", "colour": "red"},
                "Street cleansing",
                "Thu 4 April 2024",
                31,
            ],
            [
                {"text": "Fit a lockable gate at the Marus Bridge end", "href": "#"},
                {"template": "components/rag.html", "text": "Amber", "colour": "amber"},
                "Housing association",
                "Fri 3 May 2024",
                14,
            ],
            [
                {"text": "Youth session at the Deanery on Friday nights", "href": "#"},
                {"template": "components/rag.html", "text": "Green", "colour": "green"},
                "Youth service",
                "Mon 3 June 2024",
                0,
            ],
        ],
        "page": Paginator(range(1_234), 25).page(3),
        "sub_pages": [
            ("Overview", "#", True),
            ("Engagement", "#e", False),
            ("Priorities", "#p", False),
            ("Tasking", "#t", False),
        ],
        "events": [
            {
                "title": "Marked as complete",
                "at": datetime(2024, 5, 2, 14, 5, tzinfo=UTC),
                "by": "Priya Sharma",
                "text": "Alley cleared and photographed; gate ordered.",
            },
            {
                "title": "Due date moved from 4 April to 3 May 2024",
                "at": datetime(2024, 4, 3, 9, 30, tzinfo=UTC),
                "by": "Tom Okafor",
            },
            {"title": "Assigned to Street cleansing", "on": date(2024, 3, 11), "by": "PACT", "href": "#"},
        ],
        "stats": [
            {"number": "214", "label": "concerns recorded", "href": "#", "note": "in 3 priority action areas"},
            {
                "number": "5",
                "label": "actions overdue",
                "href": "#",
                "note": "2 for more than 28 days",
                "colour": "red",
            },
            {"number": "12", "label": "due in 7 days", "href": "#", "colour": "amber"},
            {"number": "87%", "label": "completed on time", "note": "this quarter", "colour": "green"},
        ],
        "tasks": [
            {"title": "Publish the area profile", "href": "#", "status": "Done"},
            {
                "title": "Ask each ward councillor",
                "href": "#",
                "hint": "2 of 3 have answered",
                "status": "In progress",
                "colour": "blue",
            },
            {"title": "Open engagement", "status": "Cannot start yet"},
        ],
        "cards": [
            {
                "title": "Clear the alley behind Poolstock Lane",
                "href": "#",
                "text": "Fly-tipping at both ends since March.",
                "meta": ["Street cleansing", "Due 4 April"],
                "rag_text": "Red",
                "rag_colour": "red",
            },
            {
                "title": "Youth session at the Deanery",
                "href": "#",
                "meta": ["Youth service", "Due 3 June"],
                "tag_text": "In progress",
                "tag_colour": "blue",
            },
            {"title": "A card with no more than a title and a text", "text": "Nothing to follow."},
        ],
        "prose": "Members walked the ward on *4 May*.\n\n# What they saw\n\n- two lights\n- a **mattress**",
        "pictures": pictures(),
        "stages": [
            {"title": "Area profile", "state": "done", "word": "Closed", "href": "#", "note": "4 March 2024"},
            {"title": "Engagement", "state": "done", "word": "Closed", "href": "#", "note": "63 interviews"},
            {"title": "Priorities", "state": "open", "word": "Open", "href": "#", "note": "2 of 3 decided"},
            {"title": "Tasking", "state": "blocked", "word": "Something stands in the way", "href": "#"},
            {"title": "Scrutiny", "state": "waiting", "word": "Not yet"},
            {"title": "You said, we did", "state": "waiting", "word": "Not yet"},
        ],
    }
