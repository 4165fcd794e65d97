"""Photographs: sending one, and saying which parts of it must not be recognised."""

from django import forms

from pact.core import photos, uploads
from pact.core.forms import Form, Section, UploadField

MOST_AREAS = 6
SIDES = {"left": "From the left", "top": "From the top", "width": "Width", "height": "Height"}


class PhotoField(UploadField):
    """A photograph, or none; what comes out is the picture as it is kept (`pact.core.photos`)."""

    def __init__(self, **kwargs):
        help_text = "JPEG, PNG, WebP or HEIC, up to 15 MB. No faces, number plates or windows."
        kwargs = {"label": "Photo", "help_text": help_text, "required": False} | kwargs
        super().__init__(kinds=uploads.PHOTOS, max_mb=15, noun="photo", **kwargs)

    def to_python(self, data):
        upload = super().to_python(data)
        if upload is None:
            return None
        try:
            return photos.cleaned(upload)
        except photos.NotAPhoto as problem:
            raise forms.ValidationError(str(problem)) from problem


class Rectangle(Section):
    """The four numbers of a rectangle in one row."""

    def __init__(self, legend, *fields):
        super().__init__(legend, *fields, css_class="rectangle")


class BlurringForm(Form):
    """Up to six rectangles in percent of the photo's width and height."""

    submit = "Make the blurred copy"
    marks_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_AREAS + 1):
            for side, label in SIDES.items():
                field = forms.IntegerField(
                    label=label,
                    required=False,
                    min_value=0 if side in ("left", "top") else 1,
                    max_value=100,
                    error_messages={"invalid": "Give whole numbers from 0 to 100."},
                    widget=forms.NumberInput(attrs={"class": "govuk-input--width-3", "data-side": side}),
                )
                self.fields[f"area{number}_{side}"] = field
        self.layout = [
            Rectangle(f"Rectangle {number}", *[f"area{number}_{side}" for side in SIDES])
            for number in range(1, MOST_AREAS + 1)
        ]

    def clean(self):
        cleaned = super().clean()
        cleaned["areas"] = []
        for number in range(1, MOST_AREAS + 1):
            area = [cleaned.get(f"area{number}_{side}") for side in SIDES]
            if None not in area:
                cleaned["areas"].append(area)
            elif any(value is not None for value in area):
                empty = next(side for side, value in zip(SIDES, area, strict=True) if value is None)
                if f"area{number}_{empty}" not in self.errors:
                    self.add_error(f"area{number}_{empty}", f"Fill in all four numbers of rectangle {number}.")
        return cleaned

    @staticmethod
    def initial_of(areas):
        """What was blurred before, to begin with."""
        numbered = enumerate(areas[:MOST_AREAS], 1)
        return {f"area{number}_{side}": area[n] for number, area in numbered for n, side in enumerate(SIDES)}


class ClearingForm(Form):
    submit = "Clear it for publication"

    looked = forms.BooleanField(
        label="I looked at the blurred copy: no face, number plate, child or inside of a home can be recognised"
    )
