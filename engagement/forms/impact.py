"""The impact assessment form (W71). Its groups are the council's own list."""

from django import forms

from engagement.models import Engagement, ImpactAssessment
from pact.core.forms import DateField, FilterForm, Form, Radios, Section

YES_NO = [("", "Not answered yet"), ("yes", "Yes"), ("no", "No")]


def text(label, *, rows=3, required=False, **fields):
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=area, max_length=3000, required=required, **fields)


class AssessmentForm(Form):
    submit = "Save the assessment"

    title = forms.CharField(
        label="What is assessed?", max_length=150, help_text="A policy, a service, a way of engaging people"
    )
    engagement = forms.ModelChoiceField(
        Engagement.objects.none(),
        label="The engagement that it is about",
        required=False,
        empty_label="None",
    )
    aim = text("What is it meant to do?", required=True)
    evidence = text("What evidence is there?", help_text="Figures, research, earlier consultations")
    collected = text("How was it collected, and who was consulted?")
    lawful = forms.ChoiceField(
        label="Does it keep to equality law?", choices=ImpactAssessment.Lawful.choices, required=False, widget=Radios
    )
    legislation = text("Which laws were checked, and what was found?")
    other_plans = text("Other plans and policies that it touches", rows=2)
    review_on = DateField(label="Date for further review", noun="date for further review")

    def __init__(self, *args, groups, engagements, **kwargs):
        super().__init__(*args, **kwargs)
        self.groups = list(groups)
        self.fields["engagement"].queryset = engagements
        names = []
        for group in self.groups:
            names += [f"group_{group.pk}", f"evidence_{group.pk}"]
            self.fields[names[-2]] = forms.ChoiceField(
                label=f"{group.name}: are they affected differently?",
                choices=YES_NO,
                required=False,
                widget=Radios(inline=True),
            )
            self.fields[names[-1]] = text(f"{group.name}: how do you know?", rows=2)
        self.layout = [
            Section("What it is", "title", "engagement", "aim"),
            Section("Evidence", "evidence", "collected"),
            Section("Who is affected?", *names),
            Section("The law, and other plans", "lawful", "legislation", "other_plans"),
            "review_on",
        ]

    def clean(self):
        """Gather the answers under `groups`, as the action takes them."""
        cleaned = super().clean()
        answers = {}
        for group in self.groups:
            answer, why = cleaned.pop(f"group_{group.pk}", ""), cleaned.pop(f"evidence_{group.pk}", "")
            if answer == "yes" and not why:
                self.add_error(f"evidence_{group.pk}", f"Say how you know that it affects {group.name.lower()}.")
            if answer:
                answers[group] = (answer == "yes", why)
        return cleaned | {"groups": answers}


def initial_of(assessment):
    """What an assessment's form is filled with."""
    kept = ("title", "engagement", "aim", "evidence", "collected", "lawful", "legislation", "other_plans", "review_on")
    values = {name: getattr(assessment, name) for name in kept}
    for row in assessment.groups.all():
        values[f"group_{row.group_id}"] = "yes" if row.is_affected else "no"
        values[f"evidence_{row.group_id}"] = row.evidence
    return values


class ImpactActionForm(Form):
    submit = "Add it to the plan"

    action = forms.CharField(label="What will be done?", max_length=300)
    timescale = forms.CharField(label="By when?", max_length=80)
    responsibility = forms.CharField(label="Who is responsible?", max_length=120)
    comments = forms.CharField(label="Comments", max_length=500, required=False)


class AssessmentReviewForm(Form):
    submit = "Record the review"

    note = text("What did the review find?", required=True)
    review_on = DateField(label="Next date for review", noun="next date for review")


class AssessmentFilter(FilterForm):
    ward = forms.ModelChoiceField(None, label="Ward", empty_label="Every ward")
    due = forms.ChoiceField(label="Review", choices=[("", "Any time"), ("due", "Due now")])

    def __init__(self, *args, wards, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ward"].queryset = wards
