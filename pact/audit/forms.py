from django import forms

from pact.audit.models import Entry
from pact.audit.queries import subjects
from pact.core.forms import DateField, FilterForm


class TrailFilter(FilterForm):
    who = forms.CharField(max_length=200)
    verb = forms.CharField(label="Did what", max_length=60)
    kind = forms.ChoiceField(label="Changes or looks", choices=[("", "Both"), *Entry.Kind.choices])
    about = forms.ChoiceField(label="About what")
    subject = forms.CharField(label="Its name", max_length=250)
    since = DateField(label="From", noun="first day")
    until = DateField(label="To", noun="last day")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", "Anything"), *subjects().items()]
