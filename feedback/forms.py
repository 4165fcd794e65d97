"""What is typed about newsletters, and what residents look for."""

from crispy_forms.layout import Div
from django import forms
from django.conf import settings

from pact.core.forms import FilterForm, Form, PointField, PointOnMap, Section
from pact.core.open_forms import OpenedField, TrapField
from pact.places.models import Township, Ward

MOST_PHOTOS = 2  # of an item: how it was and how it is
MOST_COPIES = 1_000_000


def long_text(rows=4):
    return forms.Textarea(attrs={"rows": rows})


class NewsletterForm(Form):
    """The texts of a newsletter and three boxes for each of its items, named `said_<pk>`, `did_<pk>`, `left_<pk>`."""

    submit = "Save the draft"

    title = forms.CharField(max_length=120, label="Title", error_messages={"required": "Give it a title."})
    introduction = forms.CharField(widget=long_text(3), required=False, label="Introduction")
    next_meeting = forms.CharField(widget=long_text(2), required=False, label="Next meeting")
    how_to_raise = forms.CharField(widget=long_text(2), required=False, label="How to raise an issue")
    other_formats = forms.CharField(widget=long_text(2), required=False, label="Languages and formats")

    def __init__(self, *args, items, photos, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = list(items)
        self.photos = {str(photo.pk): photo for photo in photos}
        sections = []
        for item in self.items:
            said, did, left = (f"{part}_{item.pk}" for part in ("said", "did", "left"))
            self.fields[said] = forms.CharField(
                widget=long_text(2),
                initial=item.you_said,
                label="You said",
                help_text="The theme, never a person.",
                error_messages={"required": f"Say what people said about “{item.priority}”."},
            )
            self.fields[did] = forms.CharField(widget=long_text(), initial=item.we_did, required=False, label="We did")
            self.fields[left] = forms.CharField(
                widget=long_text(),
                initial=item.still_to_do,
                required=False,
                label="Still to do, and why not",
                help_text="Say honestly what has not happened.",
            )
            sections.append(Section(str(item.priority), said, did, left, *self._photo_fields(item)))
        self.layout = ["title", "introduction", *sections, "next_meeting", "how_to_raise", "other_formats"]

    def _photo_fields(self, item):
        """A choice and a description for each place beside an item, where there is anything to choose from."""
        if not self.photos:
            return []
        choices = [("", "No photo"), *((key, f"{key}: {photo.in_words}") for key, photo in self.photos.items())]
        chosen = [each for each in item.photos.all()]
        for n, words in enumerate(("Photo", "Second photo, beside it"), 1):
            now = next((each for each in chosen if each.position == n), None)
            self.fields[f"photo{n}_{item.pk}"] = forms.ChoiceField(
                choices=choices,
                required=False,
                label=words,
                initial=str(now.photo_id) if now else "",
                error_messages={"invalid_choice": "This photo may not be published any more. Choose another, or none."},
            )
            self.fields[f"alt{n}_{item.pk}"] = forms.CharField(
                max_length=200,
                required=False,
                label="What it shows, for who cannot see it",
                help_text="Say what is to be seen, and name nobody.",
                initial=now.alt if now else "",
            )
        return [f"{part}{n}_{item.pk}" for n in range(1, MOST_PHOTOS + 1) for part in ("photo", "alt")]

    def _check_photos(self, item, cleaned):
        keys = [cleaned.get(f"photo{n}_{item.pk}") for n in range(1, MOST_PHOTOS + 1)]
        for n, key in enumerate(keys, 1):
            alt = f"alt{n}_{item.pk}"
            if key and not cleaned.get(alt, "").strip():
                self.add_error(alt, f"Say what the photo beside “{item.priority}” shows.")
        if keys[0] and keys[0] == keys[1]:
            self.add_error(f"photo2_{item.pk}", "This photo is chosen already. Choose another, or none.")

    def clean(self):
        cleaned = super().clean()
        for item in self.items if self.photos else []:
            self._check_photos(item, cleaned)
        for item in self.items:
            did, left = f"did_{item.pk}", f"left_{item.pk}"
            if not cleaned.get(did, "").strip() and not cleaned.get(left, "").strip():
                self.add_error(did, f"Say what was done about “{item.priority}”, or what is still to do.")
        return cleaned

    @property
    def texts(self):
        return {name: self.cleaned_data[name] for name in self.base_fields}

    @property
    def item_texts(self):
        """`{item.pk: {"you_said": …, "we_did": …, "still_to_do": …}}`."""
        parts = {"you_said": "said", "we_did": "did", "still_to_do": "left"}
        return {
            item.pk: {field: self.cleaned_data[f"{part}_{item.pk}"] for field, part in parts.items()}
            for item in self.items
        }

    @property
    def item_photos(self):
        """`{item.pk: [(photo, what it shows), …]}`; nothing is said of items where there was nothing to choose."""
        chosen = {item.pk: [] for item in self.items if self.photos}
        for item in chosen:
            for n in range(1, MOST_PHOTOS + 1):
                if key := self.cleaned_data[f"photo{n}_{item}"]:
                    chosen[item].append((self.photos[key], self.cleaned_data[f"alt{n}_{item}"].strip()))
        return chosen


class ApprovalForm(Form):
    submit = "Approve it as it stands"


class PublicationForm(Form):
    submit = "Publish it"


class PrintRunForm(Form):
    submit = "Order the print run"

    addresses = forms.IntegerField(
        min_value=1,
        max_value=MOST_COPIES,
        label="Addresses in the ward",
        help_text="Every one gets a copy.",
        error_messages={"required": "Say how many addresses there are."},
    )
    copies = forms.IntegerField(
        min_value=1,
        max_value=MOST_COPIES,
        label="Copies",
        help_text="Addresses, 3% spoilage and library copies, rounded up to 50.",
        error_messages={"required": "Say how many copies to print."},
    )


class NewsletterFilter(FilterForm):
    ward = forms.ModelChoiceField(Ward.objects.none(), empty_label="All wards", label="Ward")
    state = forms.ChoiceField(
        choices=[("", "Any"), ("draft", "Draft"), ("approved", "Approved"), ("published", "Published")], label="State"
    )

    def __init__(self, *args, wards, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ward"].queryset = wards


class RegisterFilter(FilterForm):
    search = forms.CharField(label="Ward, PACT or another name", max_length=100)
    township = forms.ModelChoiceField(Township.objects.none(), empty_label="All", label=settings.WORDS["township"])

    def __init__(self, *args, townships, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["township"].queryset = townships


class PublicReportForm(Form):
    """What a resident tells without an account. `report` is what `engagement.send_in` takes."""

    submit = "Send it"
    marks_optional = True

    words = forms.CharField(
        label="What is the problem?",
        help_text="What you see or hear, and how often. Please name nobody, and no house number.",
        widget=long_text(5),
        max_length=1000,
    )
    place = forms.CharField(label="Where is it?", help_text="A street, corner or landmark", max_length=150)
    email = forms.EmailField(
        label="Your e-mail address, if you want to hear back",
        help_text="For the reference, and what came of it. It is kept apart from what you tell us, seen only by the "
        "PACT’s co-ordinator, and deleted after 12 months or when you say so.",
        required=False,
        max_length=254,
    )
    website = TrapField()

    def __init__(self, *args, ward, pacts, **kwargs):
        super().__init__(*args, **kwargs)
        self.ward = ward
        self.fields["opened"] = OpenedField(ward.slug)
        self.fields["pact"] = forms.ModelChoiceField(
            pacts,
            label="Which group is it for?",
            to_field_name="slug",
            empty_label=None,
            error_messages={"required": "Choose which group it is for."},
        )
        names = ["words", "place"]
        if len(pacts) == 1:
            self.fields["pact"].widget = forms.HiddenInput()
            self.fields["pact"].initial = pacts[0].slug
        else:
            names.insert(0, "pact")
        self.fields["point"] = PointField(
            label="Point on the map",
            noun="problem",
            required=False,
            help_text="Only if it helps somebody find it.",
            widget=PointOnMap(map_data=_ground(ward)),
        )
        self.layout = [*names, "point", "email", Div("website", css_class="trap")]

    def clean(self):
        """A page that was open for too long, or was tampered with, is opened anew with what was typed."""
        cleaned = super().clean()
        if any(error.code != "quick" for error in self.errors.get("opened", self.error_class()).as_data()):
            self.data = self.data.copy()
            self.data["opened"] = self.fields["opened"].initial()
        return cleaned

    @property
    def is_of_a_robot(self):
        return bool(self.cleaned_data["website"])

    @property
    def report(self):
        said = self.cleaned_data
        return {name: said[name] for name in ("pact", "words", "place", "point", "email")} | {"uuid": said["opened"]}


def _ground(ward):
    """The ward as the map of a form shows it."""
    feature = {"type": "Feature", "properties": {}, "geometry": ward.boundary}
    data = {"outline": {"type": "FeatureCollection", "features": [feature]}} if ward.boundary else {}
    if ward.north is not None:
        data["centre"] = [(ward.north + ward.south) / 2, (ward.east + ward.west) / 2]
    return data
