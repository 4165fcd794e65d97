"""What is typed about reviews and recommendations."""

from datetime import datetime

from django import forms
from django.conf import settings
from django.utils import timezone

from pact.accounts.models import Agency
from pact.core.forms import DateField, FilterForm, Form, Radios, TimeField
from pact.places.models import Township
from scrutiny.models import Response


def long_text(rows=4):
    return forms.Textarea(attrs={"rows": rows})


class ReviewForm(Form):
    submit = "Plan the review and call its meeting"

    township = forms.ModelChoiceField(Township.objects.none(), label=settings.WORDS["township"])
    starts_on = DateField(label="First day of the quarter", noun="first day")
    ends_on = DateField(
        label="Day after the last", noun="day after the last", help_text="For January to March, 1 4 and the year."
    )
    meets_on = DateField(label="The review meets on", noun="day of the meeting")
    starts = TimeField(label="Starts at", noun="time it starts")
    ends = TimeField(label="Ends at", noun="time it ends")
    venue = forms.CharField(max_length=200, label="Venue")
    access = forms.CharField(max_length=300, required=False, label="Getting in and getting there")

    def __init__(self, *args, townships, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["township"].queryset = townships

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if cleaned["ends_on"] <= cleaned["starts_on"]:
            self.add_error("ends_on", "The quarter has to end after it starts.")
        if cleaned["ends"] <= cleaned["starts"]:
            self.add_error("ends", "The meeting has to end after it starts.")
        return cleaned

    @property
    def facts(self):
        """As `actions.plan` takes them, the times as moments in local time."""
        typed = dict(self.cleaned_data)
        day, zone = typed.pop("meets_on"), timezone.get_current_timezone()
        typed["starts_at"] = datetime.combine(day, typed.pop("starts"), zone)
        typed["ends_at"] = datetime.combine(day, typed.pop("ends"), zone)
        return typed


class PackPublicationForm(Form):
    submit = "Publish the pack"

    urgency_reason = forms.CharField(
        widget=long_text(3),
        required=False,
        label="Why it is urgent",
        help_text="Needed only with less notice than the law asks for. Printed in the minutes.",
    )


class HoldingForm(Form):
    submit = "Record that it was held"


class RecommendationForm(Form):
    submit = "Make the recommendation"

    text = forms.CharField(widget=long_text(), label="What is recommended", help_text="One thing, to one body.")
    reason = forms.CharField(widget=long_text(3), required=False, label="Why")
    addressee = forms.ModelChoiceField(
        Agency.objects.none(), label="To whom", help_text="To several bodies: one recommendation each."
    )
    received_on = DateField(label="Received on", noun="day it is received", help_text="The time to answer starts then.")

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["addressee"].queryset = agencies


class ResponseForm(Form):
    submit = "Send the answer"

    kind = forms.ChoiceField(choices=Response.Kind, widget=Radios(), label="Your answer")
    text = forms.CharField(
        widget=long_text(), required=False, label="What you will do, or why not", help_text="Needed unless you accept."
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") in {"part", "rejected"} and not cleaned.get("text", "").strip():
            self.add_error("text", "Give the reasons for accepting only a part or none of it.")
        return cleaned


class ReviewFilter(FilterForm):
    township = forms.ModelChoiceField(Township.objects.none(), empty_label="All", label=settings.WORDS["township"])

    def __init__(self, *args, townships, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["township"].queryset = townships


class TrackerFilter(ReviewFilter):
    addressee = forms.ModelChoiceField(Agency.objects.order_by("name"), empty_label="Everybody", label="To whom")
    state = forms.ChoiceField(
        choices=[
            ("", "Any"),
            ("unanswered", "Not answered"),
            ("late", "Late"),
            ("answered", "Answered"),
            ("complete", "Complete"),
        ],
        label="State",
    )
