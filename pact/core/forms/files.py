"""Files that people send."""

from django import forms
from django.core.exceptions import ValidationError

from pact.core import uploads


class UploadField(forms.FileField):
    """A file of one of `kinds` (from `pact.core.uploads`), told by what is in it, of at most `max_mb` megabytes."""

    widget = forms.FileInput

    def __init__(self, *, kinds, max_mb=10, noun="file", **kwargs):
        self.kinds, self.max_mb, self.noun = tuple(kinds), max_mb, noun
        kwargs.setdefault("help_text", f"{uploads.in_words(self.kinds)}, up to {max_mb} MB")
        super().__init__(**kwargs)
        self.error_messages.update(
            {
                "required": f"Choose a {noun}.",
                "empty": f"The {noun} is empty.",
                "invalid": f"Choose a {noun}.",
                "missing": f"Choose a {noun}.",
            }
            | (kwargs.get("error_messages") or {})
        )

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {
            "accept": ",".join(ext for kind in self.kinds for ext in kind.extensions)
        }

    def to_python(self, data):
        upload = super().to_python(data)
        if upload is None:
            return None
        if upload.size > self.max_mb * 1024 * 1024:
            raise ValidationError(f"The {self.noun} must be smaller than {self.max_mb} MB.", code="too_big")
        if uploads.kind_of(upload, self.kinds) is None:
            raise ValidationError(f"The {self.noun} must be {uploads.in_words(self.kinds)}.", code="wrong_kind")
        return upload
