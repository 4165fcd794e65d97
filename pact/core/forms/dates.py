"""Days and times of day as people write them."""

import re
from datetime import date, time

from django import forms
from django.core.exceptions import ValidationError

from pact.core import dates

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
FULL_MONTHS = [date(2000, number, 1).strftime("%B").lower() for number in range(1, 13)]


def month_number(typed):
    """1 to 12 for "3", "03", "mar" or "March", else None."""
    typed = typed.strip().lower().rstrip(".")
    if typed.isdecimal() and typed.isascii():
        number = typed.lstrip("0")
        return int(number) if len(number) in (1, 2) and int(number) <= 12 else None
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
        except (ValueError, OverflowError):  # the latter where there are more figures than a date can take
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
