"""The frame of every form: its button, its layout, and errors in plain words."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import pretty_name


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
