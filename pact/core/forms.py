"""The frame that every form stands in, and the fields and widgets that GOV.UK's patterns ask for.

A form says its fields, the words on its button, and its layout if that is not simply the order of the fields:

    class CompletionForm(Form):
        submit = "Mark as complete"
        layout = [Section("What was done", "outcome", "done_on")]

        outcome = forms.CharField(label="What changed?", widget=forms.Textarea, max_length=2000)
        done_on = DateField(label="When was it done?", noun="date it was done")

and the template says `{% crispy form %}`.
"""

import re
from datetime import date, time
from typing import NamedTuple

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import pretty_name

from pact.core import dates, uploads


class Section(Fieldset):
    """Fields that belong together under a legend: `Section("Where it is", "street", "point")`."""


class Problem(ValidationError):
    """A reason why the form cannot be taken, with `href` where that can be mended."""

    def __init__(self, message, *, href=""):
        super().__init__(message)
        self.href = href


class Frame:
    """What our forms share. `submit` is the button; `other_submits` are further buttons by the name they are sent as.

    `cancel_href` may be set on the form by the view.
    """

    submit = "Save"
    other_submits = {}
    layout = None
    method = "post"
    css_class = "form"
    is_dangerous = False
    marks_optional = True
    cancel_href = ""
    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            speak_plainly(field, field.label or pretty_name(name))

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_method = self.method
        helper.form_class = self.css_class
        helper.layout = Layout(*(self.layout or self.fields))
        helper.render_hidden_fields = True
        helper.buttons = self.buttons()
        helper.cancel_href = self.cancel_href
        return helper

    def buttons(self):
        """The buttons below the form as the template takes them: text, name, css_class."""
        first = {"text": self.submit, "name": "", "css_class": "govuk-button--warning" if self.is_dangerous else ""}
        others = [
            {"text": text, "name": name, "css_class": "govuk-button--secondary"}
            for name, text in self.other_submits.items()
        ]
        return [first, *others] if self.submit else others

    def add_error(self, field, error):
        """As Django's, and takes the reasons of a refusal as they are, keeping the link that each may carry."""
        if field is None and isinstance(error, list | tuple):
            for reason in error:
                super().add_error(None, Problem(str(reason), href=getattr(reason, "href", "")))
        else:
            super().add_error(field, error)


def speak_plainly(field, label):
    """Put our words in place of those of Django's errors that the form's author left as they are."""
    if isinstance(field, forms.BooleanField):
        required = f"Tick “{label}” to go on."
    elif isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        required = f"Choose an answer for “{label}”."
    else:
        required = f"Fill in “{label}”."
    ours = {
        "required": required,
        "invalid_choice": f"Choose one of the answers that are offered for “{label}”.",
        "max_length": f"“{label}” must have %(limit_value)d characters or fewer.",
        "min_length": f"“{label}” must have at least %(limit_value)d characters.",
        "max_value": f"“{label}” must be %(limit_value)s or less.",
        "min_value": f"“{label}” must be %(limit_value)s or more.",
    }
    theirs = {
        code: text for cls in type(field).__mro__ for code, text in getattr(cls, "default_error_messages", {}).items()
    }
    for code, text in ours.items():
        if field.error_messages.get(code) == theirs.get(code):
            field.error_messages[code] = text


class Form(Frame, forms.Form):
    """A form that is sent to change something."""


class FilterForm(Frame, forms.Form):
    """What is looked for in a list: short, in a row where there is room, sent by GET so that it can be a link.

    `FilterForm(request.GET)`; nothing is required, and `form.chosen()` is what was asked for and understood.
    """

    submit = "Show"
    method = "get"
    css_class = "filter"
    is_compact = True
    marks_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    def chosen(self):
        """The filters that were filled in and make sense; what does not is left out, and said beside its field."""
        self.full_clean()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if not _is_blank(value)}


def _is_blank(value):
    return value is None or value == "" or (hasattr(value, "__len__") and len(value) == 0)


# Choices


class Radios(forms.RadioSelect):
    """One of a few. `hints` maps a value to a line below it; `inline` sets two or three short ones side by side."""

    def __init__(self, attrs=None, choices=(), *, hints=None, inline=False, small=False):
        super().__init__(attrs, choices)
        self.hints, self.inline, self.small = hints or {}, inline, small


class Checkboxes(forms.CheckboxSelectMultiple):
    """Any of a few. `hints`, `inline` and `small` as for `Radios`."""

    def __init__(self, attrs=None, choices=(), *, hints=None, inline=False, small=False):
        super().__init__(attrs, choices)
        self.hints, self.inline, self.small = hints or {}, inline, small


# Dates and times

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
FULL_MONTHS = [date(2000, number, 1).strftime("%B").lower() for number in range(1, 13)]


def month_number(typed):
    """1 to 12 for "3", "03", "mar" or "March", else None."""
    typed = typed.strip().lower().rstrip(".")
    if typed.isdecimal() and typed.isascii():
        return int(typed) if 1 <= int(typed[:4]) <= 12 else None
    if typed in FULL_MONTHS or typed in [*MONTHS, "sept"]:
        return MONTHS.index(typed[:3]) + 1
    return None


class DateInput(forms.MultiWidget):
    """Day, month and year in three boxes. A whole date by its plain name (2024-05-01) is read too."""

    field_template = "pact/fields/date.html"
    use_fieldset = True
    is_birthday = False

    def __init__(self, attrs=None):
        super().__init__({name: forms.TextInput() for name in ("day", "month", "year")}, attrs)

    def decompress(self, value):
        if isinstance(value, str):
            value = _iso_parts(value)
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        return value or ["", "", ""]

    def value_from_datadict(self, data, files, name):
        typed = [str(part or "").strip() for part in super().value_from_datadict(data, files, name)]
        if not any(typed) and data.get(name):
            return self.decompress(str(data[name]))
        return typed

    def value_omitted_from_data(self, data, files, name):
        return name not in data and super().value_omitted_from_data(data, files, name)

    def parts(self, field):
        """The three boxes as the template takes them."""
        value = field.value()
        values = value if isinstance(value, list) else self.decompress(value)
        wrong = getattr(field.field, "wrong_parts", lambda values: [])(values) if field.errors else []
        return [
            {
                "id": f"{field.auto_id}_{index}",
                "name": f"{field.html_name}_{name}",
                "label": name.capitalize(),
                "value": "" if values[index] is None else values[index],
                "width": f"govuk-input--width-{4 if name == 'year' else 2}",
                # A keypad of digits would shut out those who write a month as a word.
                "inputmode": "" if name == "month" else "numeric",
                "autocomplete": f"bday-{name}" if self.is_birthday else "",
                "is_wrong": bool(field.errors) and (not wrong or name in wrong),
            }
            for index, name in enumerate(("day", "month", "year"))
        ]

    def first_id(self, field):
        """The first box that is wrong, or the first."""
        parts = self.parts(field)
        return next((part["id"] for part in parts if part["is_wrong"]), parts[0]["id"])


def _iso_parts(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        parts = (text.split("-") + ["", "", ""])[:3]
        return parts[::-1]


class DateField(forms.Field):
    """A date in three boxes; months may be words. `noun` names it in errors: "The due date must include a year."

    `earliest` and `latest` (dates, both included) may also be set on the field by the form's `__init__`.
    """

    widget = DateInput

    def __init__(self, *, noun="date", earliest=None, latest=None, **kwargs):
        self.noun, self.earliest, self.latest = noun, earliest, latest
        super().__init__(**kwargs)
        self.error_messages.setdefault("required", f"Enter the {noun}.")
        if "required" not in (kwargs.get("error_messages") or {}):
            self.error_messages["required"] = f"Enter the {noun}."

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, date):
            return value or None
        typed = dict(zip(("day", "month", "year"), self.widget.decompress(value), strict=False))
        if not any(str(part).strip() for part in typed.values()):
            return None
        if missing := [name for name, part in typed.items() if not str(part).strip()]:
            raise ValidationError(f"The {self.noun} must include a {' and a '.join(missing)}.", code="incomplete")
        if len(typed["year"]) != 4:
            raise ValidationError(f"The {self.noun} must include a year in four figures, like 2026.", code="year")
        try:
            return date(int(typed["year"]), month_number(typed["month"]) or 0, int(typed["day"]))
        except ValueError:
            raise ValidationError(f"The {self.noun} must be a real date, like 27 3 2026.", code="invalid") from None

    def validate(self, value):
        super().validate(value)
        if value and self.earliest and value < self.earliest:
            raise ValidationError(f"The {self.noun} must be {dates.short_day(self.earliest)} or later.", code="early")
        if value and self.latest and value > self.latest:
            raise ValidationError(f"The {self.noun} must be {dates.short_day(self.latest)} or earlier.", code="late")

    def wrong_parts(self, values):
        """The names of the boxes to mark; none in particular (that is, all) where only the whole is wrong."""
        day, month, year = (str(part).strip() for part in values)
        if missing := [n for n, part in zip(("day", "month", "year"), (day, month, year), strict=True) if not part]:
            return missing if len(missing) < 3 else []
        if len(year) != 4 or not year.isdecimal():
            return ["year"]
        if month_number(month) is None:
            return ["month"]
        return []

    def has_changed(self, initial, data):
        try:
            return (self.to_python(initial) or None) != (self.to_python(data) or None)
        except ValidationError:
            return True


TIME = re.compile(r"^\s*(\d{1,2})(?:[:.]?(\d{2}))?\s*([ap]\.?m\.?)?\s*$", re.IGNORECASE)


class TimeField(forms.CharField):
    """A time of day as people write it: 18:30, 6.30pm, 6pm, midday, midnight."""

    def __init__(self, *, noun="time", **kwargs):
        self.noun = noun
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "govuk-input--width-5"}))
        kwargs.setdefault("help_text", "For example, 6.30pm or 18:30")
        super().__init__(**kwargs)
        if "required" not in (kwargs.get("error_messages") or {}):
            self.error_messages["required"] = f"Enter the {noun}."

    def prepare_value(self, value):
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def to_python(self, value):
        if isinstance(value, time):
            return value
        typed = super().to_python(value)
        if typed in self.empty_values:
            return None
        if (word := typed.lower()) in ("midday", "noon", "midnight"):
            return time(0 if word == "midnight" else 12)
        if match := TIME.match(typed):
            hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()[:1]
            if half and 1 <= hour <= 12:
                hour = hour % 12 + (12 if half == "p" else 0)
            elif half:
                hour = 99
            if (half or match[2]) and hour < 24 and minute < 60:
                return time(hour, minute)
        raise ValidationError(f"The {self.noun} must be a real time, like 6.30pm or 18:30.", code="invalid")


# Files


class UploadField(forms.FileField):
    """A file of one of `kinds` (from `pact.core.uploads`), told by what is in it, of at most `max_mb` megabytes."""

    widget = forms.FileInput

    def __init__(self, *, kinds, max_mb=10, noun="file", **kwargs):
        self.kinds, self.max_mb, self.noun = tuple(kinds), max_mb, noun
        kwargs.setdefault("help_text", f"{uploads.in_words(self.kinds)}, up to {max_mb} MB")
        super().__init__(**kwargs)
        self.error_messages.update(
            {
                "required": f"Choose a {noun}.",
                "empty": f"The {noun} is empty.",
                "invalid": f"Choose a {noun}.",
                "missing": f"Choose a {noun}.",
            }
            | (kwargs.get("error_messages") or {})
        )

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {
            "accept": ",".join(ext for kind in self.kinds for ext in kind.extensions)
        }

    def to_python(self, data):
        upload = super().to_python(data)
        if upload is None:
            return None
        if upload.size > self.max_mb * 1024 * 1024:
            raise ValidationError(f"The {self.noun} must be smaller than {self.max_mb} MB.", code="too_big")
        if uploads.kind_of(upload, self.kinds) is None:
            raise ValidationError(f"The {self.noun} must be {uploads.in_words(self.kinds)}.", code="wrong_kind")
        return upload


# Places on a map


class Point(NamedTuple):
    """A place: degrees north, degrees east (WGS 84)."""

    latitude: float
    longitude: float


class PointOnMap(forms.MultiWidget):
    """Latitude and longitude in two boxes, which a script turns into a map to touch. `map_data` is what it shows.

    `map_data` may hold `centre` ([latitude, longitude]), `zoom` and `outline` (GeoJSON, such as the ward's boundary).
    """

    field_template = "pact/fields/point.html"
    use_fieldset = True

    def __init__(self, attrs=None, *, map_data=None):
        self.map_data = map_data or {}
        super().__init__({name: forms.TextInput() for name in ("latitude", "longitude")}, attrs)

    def decompress(self, value):
        return [value[0], value[1]] if value else ["", ""]

    def parts(self, field):
        value = field.value()
        values = value if isinstance(value, list) else self.decompress(value)
        return [
            {
                "id": f"{field.auto_id}_{index}",
                "name": f"{field.html_name}_{name}",
                "label": name.capitalize(),
                "value": "" if values[index] is None else values[index],
                "is_wrong": bool(field.errors),
            }
            for index, name in enumerate(("latitude", "longitude"))
        ]


class PointField(forms.Field):
    """A place on the map, as a `Point` within the British Isles. `noun` names it in errors."""

    widget = PointOnMap
    # South, north, west, east: a swapped or mistyped figure falls outside.
    BOUNDS = (49.0, 61.5, -9.5, 2.5)

    def __init__(self, *, noun="place", **kwargs):
        self.noun = noun
        super().__init__(**kwargs)
        if "required" not in (kwargs.get("error_messages") or {}):
            self.error_messages["required"] = f"Show the {noun} on the map."

    def to_python(self, value):
        if value in self.empty_values or not any(str(part or "").strip() for part in value):
            return None
        try:
            point = Point(*(float(part) for part in value))
        except (TypeError, ValueError):
            message = f"The {self.noun} must have a latitude and a longitude, like 53.5451 and -2.6325."
            raise ValidationError(message, code="invalid") from None
        south, north, west, east = self.BOUNDS
        if not (south <= point.latitude <= north and west <= point.longitude <= east):
            raise ValidationError(f"The {self.noun} must be in the British Isles.", code="far")
        return point


class AreaOnMap(forms.Textarea):
    """An area, one corner a line (latitude, longitude), which a script turns into a map to draw on."""

    field_template = "pact/fields/area.html"

    def __init__(self, attrs=None, *, map_data=None):
        self.map_data = map_data or {}
        super().__init__(attrs)

    def format_value(self, value):
        if isinstance(value, dict):
            ring = value["coordinates"][0]
            return "\n".join(f"{latitude:.6f}, {longitude:.6f}" for longitude, latitude, *_ in ring[:-1])
        return super().format_value(value)


class AreaField(forms.CharField):
    """An area drawn on the map, as a GeoJSON Polygon (closed ring of [longitude, latitude])."""

    widget = AreaOnMap
    MOST_CORNERS = 500

    def __init__(self, *, noun="area", **kwargs):
        self.noun = noun
        kwargs.setdefault("help_text", "One corner on each line: latitude, longitude. At least three.")
        super().__init__(**kwargs)
        if "required" not in (kwargs.get("error_messages") or {}):
            self.error_messages["required"] = f"Draw the {noun} on the map."

    def prepare_value(self, value):
        return value

    def to_python(self, value):
        if isinstance(value, dict):
            return value
        typed = super().to_python(value)
        if typed in self.empty_values:
            return None
        point = PointField(noun=f"{self.noun}'s corner")
        ring = []
        for number, line in enumerate(filter(str.strip, typed.splitlines()), 1):
            corner = re.split(r"[,\s]+", line.strip())
            if len(corner) != 2:
                raise ValidationError(f"Corner {number} must be a latitude and a longitude.", code="invalid")
            latitude, longitude = point.to_python(corner)
            ring.append([longitude, latitude])
        if ring and ring[0] == ring[-1]:
            ring.pop()
        if len(ring) < 3:
            raise ValidationError(f"The {self.noun} must have at least three corners.", code="too_few")
        if len(ring) > self.MOST_CORNERS:
            raise ValidationError(f"The {self.noun} must have at most {self.MOST_CORNERS} corners.", code="too_many")
        return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
