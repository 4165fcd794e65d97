"""What is asked of whoever sends a file: which it is, how it is read, and whether it is to be loaded."""

import tempfile
from pathlib import Path

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import get_valid_filename

from pact.core import uploads
from pact.core.forms import Form, Radios, UploadField
from pact.core.refusals import Refused
from pact.places.models import Borough
from profiles.loading import files
from profiles.loading.mapping import READINGS

KINDS = (uploads.CSV, uploads.GZIP, uploads.WORKBOOK, uploads.GEOJSON)


class DataField(UploadField):
    """A file of data. What is wrong with it as a whole is found out and said here, before it is kept."""

    def __init__(self, **kwargs):
        super().__init__(kinds=KINDS, max_mb=settings.UPLOAD_MB, **kwargs)
        self.error_messages["empty"] = "The file is empty. Fetch it again, and send that."

    def to_python(self, data):
        upload = forms.FileField.to_python(self, data)
        if upload is None:
            return None
        if upload.size > settings.UPLOAD_MB << 20:
            size = f"The file has {upload.size >> 20} MB, and PACT takes up to {settings.UPLOAD_MB} MB here."
            elsewhere = "Your administrator can load larger files from the command line."
            raise ValidationError(f"{size} Pack it with gzip, or send it in parts. {elsewhere}", code="too_big")
        with tempfile.TemporaryDirectory(prefix="pact-upload-") as folder:
            path = Path(folder) / get_valid_filename(upload.name)[-150:]
            with path.open("wb") as copy:
                copy.writelines(upload.chunks())
            try:
                files.examine(path, kind="any")
            except Refused as refusal:
                raise ValidationError(refusal.reasons, code="wrong_kind") from None
        upload.seek(0)
        return upload


class FileForm(Form):
    submit = "Send the file"

    borough = forms.ModelChoiceField(Borough.objects.none(), label="Which borough is it for?", empty_label=None)
    file = DataField(label="The file")

    def __init__(self, *args, boroughs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["borough"].queryset = boroughs


class ReadingForm(Form):
    """Another way to read the file: shows the page anew."""

    submit = "Read it in this way"
    method = "get"

    reading = forms.ChoiceField(
        label="What is in the file?", choices=[(reading.key, reading.words) for reading in READINGS.values()]
    )


class ApplicationForm(Form):
    """The last question before a checked file is loaded."""

    submit = "Load the file"

    action = ""  # where it is sent, set by the view: it stands on the page of the file

    edition = forms.IntegerField(widget=forms.HiddenInput)
    only_whole = forms.TypedChoiceField(
        label="What if a row is refused?",
        choices=[("no", "Take the sound rows"), ("yes", "Refuse the whole file")],
        coerce=lambda value: value == "yes",
        widget=Radios,
        error_messages={"required": "Choose what happens if a row is refused."},
    )

    @property
    def helper(self):
        helper = super().helper
        helper.form_action = self.action
        return helper
