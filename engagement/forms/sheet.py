"""A whole sheet typed in on one page: the walk, its stretches and what was found, each with a key of its own."""

import re

from django import forms

from engagement.checklist import COUNTED
from engagement.forms.parts import Disclosure, FormKey, IssueTypeField, put
from engagement.forms.pictures import PhotoField
from engagement.forms.walkabouts import GRADES, WalkaboutForm
from engagement.models import GRADED, Finding, Item
from engagement.sheet import ASKED_OF_CHILDREN, FACES, FINDINGS, SPOTTED_BY_CHILDREN, STRETCHES
from pact.core.forms import Section

WHERE = ("street", "from_point", "to_point")
SEVERE = [("", "Choose one"), (Finding.Severity.MINOR, "Minor"), (Finding.Severity.SERIOUS, "Serious")]

# It cannot be told for certain what names a child; this is what children write when they do.
NAMES_SOMEBODY = re.compile(
    r"@|\d{5,}|\b(mr|mrs|ms|miss|name is|named|called|lives|brother|sister|mum|dad|friend)\b", re.IGNORECASE
)


class SheetForm(WalkaboutForm):
    """The sheet of a group with a clipboard. What was left empty on paper is left empty here."""

    submit = "Keep the whole sheet"
    marks_optional = False
    grades = [("", "–"), *GRADES[1:]]
    severities = SEVERE
    with_faces = False

    def __init__(self, *args, issue_types, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, STRETCHES + 1):
            self._put_stretch(f"stretch{number}_")
        for number in range(1, FINDINGS + 1):
            self._put_finding(f"found{number}_", issue_types)
        self.layout = [
            *WalkaboutForm.layout,
            *[self._part(f"Stretch {n}", f"stretch{n}_", "typed-stretch", n == 1) for n in range(1, STRETCHES + 1)],
            *[self._part(f"Found {n}", f"found{n}_", "typed-finding", n == 1) for n in range(1, FINDINGS + 1)],
        ]

    def items(self):
        return [("", "Choose one"), *[(item, item.label) for item in COUNTED]]

    def name_of(self, item):
        return Item(item).called

    def _put_stretch(self, name):
        put(self, f"{name}uuid", FormKey())
        for part, label in zip(WHERE, ("Street", "From", "To"), strict=True):
            put(self, f"{name}{part}", forms.CharField(label=label, max_length=120, required=False))
        for item in GRADED:
            grade = forms.ChoiceField(label=self.name_of(item), choices=self.grades, required=False)
            put(self, f"{name}{item}", grade)
        unpaved = forms.BooleanField(label="Not paved or metalled", required=False)
        put(self, f"{name}unpaved", unpaved)

    def _put_finding(self, name, issue_types):
        numbers = [("", "None of them"), *[(str(n), f"Stretch {n}") for n in range(1, STRETCHES + 1)]]
        put(self, f"{name}uuid", FormKey())
        put(self, f"{name}item", forms.ChoiceField(label="What", choices=self.items(), required=False))
        put(self, f"{name}severity", forms.ChoiceField(label="How bad", choices=self.severities, required=False))
        count = forms.IntegerField(label="How many", min_value=1, max_value=999, required=False)
        count.widget.attrs["class"] = "govuk-input--width-3"
        put(self, f"{name}count", count)
        put(self, f"{name}stretch", forms.ChoiceField(label="On which stretch", choices=numbers, required=False))
        put(self, f"{name}place", forms.CharField(label="Or where", max_length=150, required=False))
        put(self, f"{name}what", forms.CharField(label="More about it", max_length=200, required=False))
        put(self, f"{name}issue_type", IssueTypeField(issue_types, label="Kind of issue", required=False))
        self.fields[f"{name}issue_type"].help_text = "Needed only for something else"
        put(self, f"{name}photo", PhotoField())

    def _part(self, legend, name, css_class, is_first):
        fields = [field for field in self.fields if field.startswith(name) and not field.endswith("_uuid")]
        if is_first:
            return Section(legend, *fields, css_class=css_class)
        return Disclosure(legend, *fields, is_open=self._is_begun(name), css_class=css_class)

    def _is_begun(self, name):
        """Whether anything of this part was typed or sent; its key does not count."""
        parts = [field for field in self.fields if field.startswith(name) and not field.endswith("_uuid")]
        return self.is_bound and any(self[field].data for field in parts)

    def clean(self):
        cleaned = super().clean()
        begun = {n for n in range(1, STRETCHES + 1) if self._is_begun(f"stretch{n}_")}
        for number in begun:
            self._check_stretch(f"stretch{number}_", cleaned)
        for number in range(1, FINDINGS + 1):
            if self._is_begun(f"found{number}_"):
                self._check_finding(f"found{number}_", cleaned, begun)
        return cleaned

    def _check_stretch(self, name, cleaned):
        """Rules 15 and 16."""
        for part, sentence in zip(
            WHERE,
            ("Say on which street.", "Say from where: something that does not move.", "Say to where."),
            strict=True,
        ):
            self._need(f"{name}{part}", cleaned, sentence)
        if cleaned.get(f"{name}unpaved") and cleaned.get(f"{name}detritus"):
            self.add_error(f"{name}detritus", "Detritus is graded only on a paved surface. Leave it empty.")

    def _check_finding(self, name, cleaned, begun):
        self._need(f"{name}item", cleaned, "Choose what was found.")
        self._need(f"{name}severity", cleaned, "Choose how bad it is.")
        number = cleaned.get(f"{name}stretch")
        if number and int(number) not in begun:
            self.add_error(f"{name}stretch", f"Stretch {number} is empty. Fill it in, or say where it is.")
        elif not number:
            self._need(f"{name}place", cleaned, "Say where it is.")
        if cleaned.get(f"{name}item") == Item.OTHER:
            self._need(f"{name}what", cleaned, "Say what was found.")
            self._need(f"{name}issue_type", cleaned, "Choose which kind of issue it is.")

    def _need(self, name, cleaned, sentence):
        if not cleaned.get(name) and name not in self.errors:
            self.add_error(name, sentence)

    def sheet(self):
        """What `actions.record_sheet` takes: header, stretches and findings."""
        header = {name: self.cleaned_data[name] for name in WalkaboutForm.base_fields}
        stretches = {
            str(n): self._stretch(f"stretch{n}_") for n in range(1, STRETCHES + 1) if self._is_begun(f"stretch{n}_")
        }
        findings = [self._finding(f"found{n}_") for n in range(1, FINDINGS + 1) if self._is_begun(f"found{n}_")]
        return {"header": header | {"with_faces": self.with_faces}, "stretches": stretches, "findings": findings}

    def _stretch(self, name):
        typed = {part: self.cleaned_data[f"{name}{part}"] for part in ("uuid", *WHERE, *GRADED)}
        return typed | {"is_paved": not self.cleaned_data[f"{name}unpaved"]}

    def _finding(self, name):
        parts = ("uuid", "item", "severity", "stretch", "place", "what", "issue_type", "photo")
        typed = {part: self.cleaned_data[f"{name}{part}"] for part in parts}
        return typed | {"count": self.cleaned_data[f"{name}count"] or 1}


class FacesForm(SheetForm):
    """The children's sheet. Nobody's name belongs on it."""

    grades = [("", "–"), *FACES]
    severities = [("", "Choose one"), (Finding.Severity.MINOR, "A little"), (Finding.Severity.SERIOUS, "A lot")]
    with_faces = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["surveyors"].label = "Adults’ initials"
        self.fields["surveyors"].help_text = "Of the adults who walked with them, like AB, CD. No child’s."
        self.fields["others"].label = "Which group?"
        self.fields["others"].help_text = "How many of which class or club: 12 pupils of Year 5. No names."
        for number in range(1, FINDINGS + 1):
            del self.fields[f"found{number}_issue_type"]
        for part in self.layout[2:]:
            part.fields = [name for name in part.fields if not str(name).endswith("_issue_type")]

    def items(self):
        return [("", "Choose one"), *SPOTTED_BY_CHILDREN.items()]

    def name_of(self, item):
        return ASKED_OF_CHILDREN[item]

    def clean(self):
        cleaned = super().clean()
        words = ["others", *[f"found{n}_{part}" for n in range(1, FINDINGS + 1) for part in ("what", "place")]]
        for name in words:
            if NAMES_SOMEBODY.search(cleaned.get(name) or ""):
                self.add_error(name, "This seems to say who somebody is. Leave out names and descriptions.")
        return cleaned

    def _finding(self, name):
        self.cleaned_data[f"{name}issue_type"] = None
        return super()._finding(name)
