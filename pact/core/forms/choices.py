"""Choosing one of a few, or any of them."""

from django import forms
from django.core.exceptions import ValidationError


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


class ManyField(forms.ModelMultipleChoiceField):
    """Any of the rows of a queryset. A number that no database can hold is no answer either."""

    widget = Checkboxes

    def clean(self, value):
        try:
            return super().clean(value)
        except OverflowError:  # SQLite's, which Django forestalls for `=` and not for `IN`
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": ""}
            ) from None
