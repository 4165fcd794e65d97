"""The frame that every form stands in, and the fields and widgets that GOV.UK's patterns ask for.

A form says its fields, the words on its button, and its layout if that is not simply the order of the fields:

    class CompletionForm(Form):
        submit = "Mark as complete"
        layout = [Section("What was done", "outcome", "done_on")]

        outcome = forms.CharField(label="What changed?", widget=forms.Textarea, max_length=2000)
        done_on = DateField(label="When was it done?", noun="date it was done")

and the template says `{% crispy form %}`.
"""

from pact.core.forms.choices import Checkboxes, ManyField, Radios
from pact.core.forms.dates import DateField, DateInput, TimeField
from pact.core.forms.files import UploadField
from pact.core.forms.frame import FilterForm, Form, Frame, Problem, Section, speak_plainly
from pact.core.forms.maps import AreaField, AreaOnMap, Point, PointField, PointOnMap

__all__ = [
    "AreaField",
    "AreaOnMap",
    "Checkboxes",
    "DateField",
    "DateInput",
    "FilterForm",
    "Form",
    "Frame",
    "ManyField",
    "Point",
    "PointField",
    "PointOnMap",
    "Problem",
    "Radios",
    "Section",
    "TimeField",
    "UploadField",
    "speak_plainly",
]
