"""What the forms of engagement share: parts that fold away, scales for a thumb, issue types by their strand."""

from uuid import uuid4

from crispy_forms.layout import Div
from django import forms
from django.core.exceptions import ValidationError

from engagement.models import Concern
from engagement.sheet import EFFECTS
from pact.core.forms import PointField, PointOnMap, Radios, Section, speak_plainly


class Disclosure(Section):
    """Fields that fold away without a script, and are open where something in them was filled in or is wrong."""

    template = "engagement/layout/disclosure.html"

    def __init__(self, legend, *fields, is_open=False, **kwargs):
        super().__init__(legend, *fields, **kwargs)
        self.is_open = is_open


class Scale(Div):
    """Radios as a row of boxes, each large enough for a thumb."""

    def __init__(self, *fields, css_class="scale"):
        super().__init__(*fields, css_class=css_class)


class Grades(Scale):
    """The seven grades, and before them that it was not assessed."""

    def __init__(self, *fields):
        super().__init__(*fields, css_class="scale scale--grades")


def put(form, name, field):
    """Add a field that depends on what the form is about, with our words in its errors."""
    speak_plainly(field, field.label)
    form.fields[name] = field


def has_something(form, names):
    """Whether any of these fields of a form that was sent is filled in or wrong."""
    return form.is_bound and any(
        form.errors.get(name) or _is_filled(form[name].data) for name in names if name in form.fields
    )


def _is_filled(data):
    return any(str(part or "").strip() for part in data) if isinstance(data, list | tuple) else bool(data)


class FormKey(forms.UUIDField):
    """Made with the empty form, so that sending it twice is one row (contract 5)."""

    def __init__(self):
        super().__init__(widget=forms.HiddenInput, initial=uuid4, error_messages={"required": GONE, "invalid": GONE})


class StretchField(forms.ModelChoiceField):
    """A stretch of a walk by the uuid that it was given where it was graded: it may be on the way here still."""

    def __init__(self, **kwargs):
        super().__init__(None, to_field_name="uuid", **kwargs)

    def to_python(self, value):
        try:
            return super().to_python(value)
        except ValidationError:  # no uuid at all has words of its own in Django
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from None


GONE = "Something is missing from this page. Load it again, then send it."


class IssueTypeField(forms.ModelChoiceField):
    """One of the issue types, under the strand that it belongs to."""

    def __init__(self, queryset, **kwargs):
        super().__init__(queryset.order_by("name", "pk"), empty_label="Choose one", **kwargs)


def effect(label):
    return forms.TypedChoiceField(
        label=label, choices=EFFECTS, coerce=int, empty_value=0, required=False, widget=Radios(inline=True)
    )


def point_field(noun, areas, ward):
    return PointField(
        label="Point on the map",
        noun=noun,
        required=False,
        help_text="Only if it helps somebody find it. The ward and its areas are drawn.",
        widget=PointOnMap(map_data=ground(areas, ward)),
    )


def ground(areas, ward):
    """What a map of an engagement shows: its areas where they are drawn, else its ward."""
    shapes = [area.boundary for area in areas if area.boundary] or [ward.boundary]
    features = [{"type": "Feature", "properties": {}, "geometry": shape} for shape in shapes if shape]
    data = {"outline": {"type": "FeatureCollection", "features": features}} if features else {}
    if ward.north is not None:
        data["centre"] = [(ward.north + ward.south) / 2, (ward.east + ward.west) / 2]
    return data


KINDS = Concern.Kind.choices
OFTEN = Concern.Often.choices
