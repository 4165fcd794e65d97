"""Schools of a youth PACT, and introductions."""

from django import forms

from pact.core.forms import Form


class SchoolForm(Form):
    submit = "Add the school"

    name = forms.CharField(
        label="Name", max_length=120, help_text="A secondary school, a college, or the Youth Parliament"
    )


class SeatsForm(Form):
    """One number a school. Nobody's name is asked for."""

    submit = "Save the numbers"

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.seats = list(seats)
        for each in self.seats:
            self.fields[f"school_{each.school.pk}"] = forms.IntegerField(
                label=each.school.name,
                min_value=0,
                max_value=200,
                initial=each.members,
                widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
            )

    def clean(self):
        cleaned = super().clean()
        return {"members": {s.school: cleaned.get(f"school_{s.school.pk}", 0) for s in self.seats}}


class IntroductionForm(Form):
    submit = "Record it"

    to = forms.CharField(
        label="Which group?", max_length=120, help_text="For example, “Friends of the park” or “Neighbourhood in bloom”"
    )
    is_new_group = forms.BooleanField(label="It is a new group that is to be founded", required=False)
