"""What each column of a file holds, what else must be said of it, and where it comes from: an entry of a manifest."""

from dataclasses import asdict

from django import forms
from django.core.exceptions import ValidationError

from pact.core.forms import DateField, Form, Section
from pact.core.refusals import Refused
from profiles.loading import manifest as manifests
from profiles.loading import mapping, periods
from profiles.loading.figures import share_of
from profiles.loading.indicators import Facts
from profiles.loading.mapping import INDICATOR, NEW, NOTHING

NUMBERS = {"population": "the population", "households": "the households", "addresses": "the addresses"}


class PeriodField(forms.CharField):
    """A month, a quarter or a year, however it is written; kept as `periods` writes it."""

    def clean(self, value):
        written = super().clean(value).strip()
        if written and not periods.canonical(written):
            raise ValidationError("Write the period like 2019, 2018-11, 2020-Q1 or 2023/24.", code="invalid")
        return periods.canonical(written) if written else ""


# What a reading may ask beside the columns, by the word of the manifest.
ASKED = {
    "period": lambda: PeriodField(
        label="Period",
        required=False,
        max_length=30,
        help_text="What it is of: 2019, 2018-11, 2020-Q1 or 2023/24",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    ),
    "vintage": lambda: forms.TypedChoiceField(
        label="Which small areas (LSOAs) are in it?",
        choices=[("", "None"), ("2011", "Those of 2011"), ("2021", "Those of 2021")],
        coerce=int,
        empty_value=0,
        required=False,
    ),
    "adds_up": lambda: forms.BooleanField(
        label="These are counts: add small areas up to wards and the borough", required=False
    ),
    "fills": lambda: forms.ChoiceField(
        label="Write a number into the wards as well?",
        choices=[("", "No"), *((name, f"Yes, {words}") for name, words in NUMBERS.items())],
        required=False,
    ),
    "provider": lambda: forms.CharField(
        label="Who recorded these?",
        max_length=80,
        required=False,
        help_text="For example, Kent Police. Leave it empty if a column says it.",
    ),
    "category": lambda: forms.CharField(
        label="What happened?",
        max_length=60,
        required=False,
        help_text="For example, Road casualty. Leave it empty if a column says it.",
    ),
    "starts_on": lambda: DateField(label="From which day do these boundaries hold?", noun="day they came in"),
    "total": lambda: forms.ChoiceField(label="Which indicator is the number of all?"),
    "indicator": lambda: forms.ChoiceField(label="Which indicator is it?"),
}
# What may be in a column, or else is said once for all.
EITHER = {
    "period": ("period_column", "Say of which month or year it is, or which column says it."),
    "provider": ("provider", "Say who recorded these, or which column says it."),
    "category": ("category", "Say what happened, or which column says it."),
}


class DescriptionForm(Form):
    """Once it is valid it has the `entry`, its `file`, and the `indicators` that nobody has described before."""

    submit = "Check the file"
    other_submits = {"preview": "Show the first rows again"}
    marks_optional = False

    edition = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(
        label="Title",
        max_length=150,
        help_text="What it is known by. A file of the same title that is in use will be replaced.",
    )
    source = forms.CharField(
        label="Source", max_length=200, help_text="Who publishes it", widget=forms.TextInput(attrs={"list": "sources"})
    )
    licence = forms.CharField(
        label="Licence",
        max_length=120,
        required=False,
        help_text="For example, Open Government Licence v3.0. Leave it empty if it is that of this source’s last file.",
    )
    attribution = forms.CharField(
        label="Attribution",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The words that the licence asks for",
    )

    def __init__(self, *args, guess, known, issue_types, sources, **kwargs):
        """`guess` is what the file seems to be, `known` {slug: Facts} are the indicators described here, `issue_types`
        [(code, name)], and `sources` {name: {"licence", "attribution"}} what the last file of each said."""
        self.guess, self.reading, self.issue_types, self.sources = guess, guess.reading, issue_types, sources
        self.known = known
        self.offered = guess.indicators | self.known
        self.file = self.entry = None
        self.indicators = {}
        super().__init__(*args, **kwargs)
        self.columns = {f"column_{number}": column.title for number, column in enumerate(guess.columns)}
        self.groups = {f"group_{number}": value for number, value in enumerate(guess.groups)}
        self.categories = {f"category_{number}": value for number, value in enumerate(guess.categories)}
        self._add_fields()
        self.initial = self._initial() | self.initial

    def _add_fields(self):
        for name, column in zip(self.columns, self.guess.columns, strict=True):
            self.fields[name] = self._column(column)
        for name, value in self.groups.items():
            choices = self._indicators("A new indicator for this group")
            self.fields[name] = forms.ChoiceField(label=f"Group “{value}”", choices=choices)
        for name, value in self.categories.items():
            choices = [("", "None of them"), *self.issue_types]
            self.fields[name] = forms.ChoiceField(label=f"“{value}”", choices=choices, required=False)
        asked = [name for name in self.reading.asks if name in ASKED]
        for name in asked:
            self.fields[name] = ASKED[name]()
        for name in {"total", "indicator"} & set(asked):
            self.fields[name].choices = self._indicators("A new indicator, called as the file")
        self.layout = [
            "edition",
            *([Section("What each column holds", *self.columns)] if self.columns else []),
            *([Section("Which indicator each group is", *self.groups)] if self.groups else []),
            *([Section("To which issue type each kind belongs", *self.categories)] if self.categories else []),
            Section("What it is and where it comes from", "title", *asked, "source", "licence", "attribution"),
        ]

    def _column(self, column):
        choices = [(NOTHING, "Not used"), *((fact.key, fact.words) for fact in self.reading.facts)]
        if self.reading.measures:
            choices += self._indicators("A new indicator, called as the column")
        return forms.ChoiceField(label=column.title, choices=choices, required=False, help_text=column.examples)

    def _indicators(self, new):
        named = sorted((facts.name, INDICATOR + slug) for slug, facts in self.offered.items())
        return [(NEW, new), *((choice, name) for name, choice in named)]

    def _initial(self):
        entry = self.guess.entry
        choices = mapping.choices_of(entry)
        columns = {name: choices.get(title, NOTHING) for name, title in self.columns.items()}
        slugs = entry.get("groups", {})
        groups = {name: INDICATOR + slugs[value] if value in slugs else NEW for name, value in self.groups.items()}
        given = entry.get("issue_types", {})
        kinds = {name: given.get(value, "") for name, value in self.categories.items()}
        whole = {name: INDICATOR + entry[name] if entry.get(name) else NEW for name in ("total", "indicator")}
        return {**entry, **columns, **groups, **kinds, **whole}

    def understood(self):
        """(File, entry) with what is said now, or with the guess before that; (None, None) while they make none."""
        if self.is_bound:
            return (self.file, self.entry) if self.is_valid() else (None, None)
        unsaid = {"source": "-", "licence": "-", "path": self.guess.filename}
        unsaid |= {name: "-" for name in ("provider", "category") if name in self.reading.asks}
        entry = unsaid | {name: value for name, value in self.guess.entry.items() if value}
        for name in {"provider", "category"} & set(entry.get("columns", {})):
            entry.pop(name, None)
        if "period" in self.reading.asks and "period_column" not in entry:
            entry.setdefault("period", "2000")
        try:
            return manifests.file_of(entry, indicators=self.offered), entry
        except Refused:
            return None, None

    # Checking

    def clean(self):
        cleaned = super().clean()
        self._check_columns(cleaned)
        self._check_source(cleaned)
        for name, (column, sentence) in EITHER.items():
            if name in self.fields and not cleaned.get(name) and not self._holding(cleaned, column):
                self._say(name, sentence)
        if not self.errors:
            self._make_entry(cleaned)
        return cleaned

    def _say(self, name, sentence):
        if name not in self.errors:
            self.add_error(name, sentence)

    def _holding(self, cleaned, choice):
        return [name for name in self.columns if cleaned.get(name) == choice]

    def _check_columns(self, cleaned):
        for fact in self.reading.facts:
            if fact.is_needed and not self._holding(cleaned, fact.key):
                self.add_error(None, f"Say which column holds this: {fact.words.lower()}.")
        chosen = [(name, cleaned.get(name)) for name in self.columns]
        for position, (name, choice) in enumerate(chosen):
            if choice not in {NOTHING, NEW, None} and choice in {before for _, before in chosen[:position]}:
                self.add_error(name, "Another column is said to hold this already.")
        if self.reading.measures and not any(_is_measure(choice) for _, choice in chosen):
            self.add_error(None, "Say which column is an indicator.")

        if "groups" in self.reading.asks and not self.groups:
            self.add_error(None, "Choose the column of the groups, then say below which indicator each is.")

    def _check_source(self, cleaned):
        """What the last file of this source said is said for this one, where nothing else is."""
        last = self.sources.get(cleaned.get("source"), {})
        cleaned["licence"] = cleaned.get("licence") or last.get("licence", "")
        cleaned["attribution"] = cleaned.get("attribution") or last.get("attribution", "")
        if not cleaned["licence"] and "source" not in self.errors:
            self._say("licence", "Say under which licence it is published.")

    # The entry

    def _make_entry(self, cleaned):
        facts = {**cleaned, "path": self.guess.filename}
        choices = {title: self._named(cleaned[name], title) for name, title in self.columns.items()}
        if self.groups:
            facts["groups"] = {value: self._group(cleaned[name], value) for name, value in self.groups.items()}
        facts["issue_types"] = {value: cleaned[name] for name, value in self.categories.items() if cleaned[name]}
        for name in {"total", "indicator"} & set(facts):
            facts[name] = self._named(facts[name], cleaned["title"]).removeprefix(INDICATOR)
        if facts.get("starts_on"):
            facts["starts_on"] = facts["starts_on"].isoformat()
        self.entry = mapping.entry_of(self.reading, choices, facts, former=self.guess.entry)
        self._bring_indicators()
        described = self.known | {slug: Facts(**facts) for slug, facts in self.indicators.items()}
        try:
            self.file = manifests.file_of(self.entry, indicators=described)
        except Refused as refusal:
            self.add_error(None, refusal.reasons)

    def _named(self, choice, title):
        return INDICATOR + self._new(title) if choice == NEW else choice

    def _new(self, name, **facts):
        slug = mapping.slug_of(name, {*self.offered, *self.indicators})
        unit = "%" if "%" in name or "per cent" in name.lower() else ""
        self.indicators[slug] = asdict(Facts(**{"name": name[:150], "unit": unit, "decimals": 1} | facts))
        return slug

    def _group(self, choice, value):
        """A group is a count of people and a share of all, so a new one brings two indicators."""
        if choice != NEW:
            return choice.removeprefix(INDICATOR)
        slug = self._new(value, unit="people", decimals=0, is_count_of_people=True)
        self.indicators[share_of(slug)] = asdict(Facts(f"{value[:140]}: share", unit="%", decimals=1))
        return slug

    def _bring_indicators(self):
        """The new ones that the entry names, each with a sentence on what it means until somebody writes a better."""
        named = mapping.slugs_of(self.entry)
        named |= {share_of(slug) for slug in self.entry.get("groups", {}).values()}
        for slug in sorted(named - self.known.keys() - self.indicators.keys()):
            if slug in self.offered:
                self.indicators[slug] = asdict(self.offered[slug])
        for facts in self.indicators.values():
            facts["meaning"] = facts["meaning"] or f"As its publisher calls it: {facts['name']}."


def _is_measure(choice):
    return choice == NEW or (choice or "").startswith(INDICATOR)
