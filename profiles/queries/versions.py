"""Two versions of a ward's profile side by side: their words, their figures and their areas."""

import difflib
import re
from dataclasses import dataclass, replace

from pact.core.suppression import SUPPRESSED
from pact.core.wording import counted
from profiles import references
from profiles.models import AreaProfile, SectionSave
from profiles.queries.levels import level_changes
from profiles.queries.numbers import numbers_of

PARAGRAPH = "\n\n"


@dataclass(frozen=True)
class Piece:
    """A stretch of text that is "same", "added" or "removed"."""

    kind: str
    text: str


def word_changes(old, new):
    """[[Piece, …], …]: both texts in one by paragraphs, with the words that came and went. Spaces are no change."""
    before, after = _words(old), _words(new)
    pieces = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("same", after[c:d]))
        else:
            pieces += [("removed", before[a:b]), ("added", after[c:d])]
    return _paragraphs(pieces)


def as_read(text):
    """Markdown without its marks, a line of a list behind a dot.

    >>> as_read("### Who\\n- **Aged 65**: [12%](/x) of *all*\\n\\n1. First")
    'Who\\n• Aged 65: 12% of all\\n\\n1. First'
    """
    text = re.sub(r"(?m)^\s{0,3}#{1,6}\s+", "", text or "")
    text = re.sub(r"(?m)^(\s*)[-*+]\s+", r"\1• ", text)
    text = re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", text)
    return re.sub(r"(\*\*|__|\*)(?=\S)(.+?)(?<=\S)\1", r"\2", text)


def _words(text):
    """Words, ends of lines and, as two of these, ends of paragraphs."""
    text = re.sub(r"\n\s*\n", PARAGRAPH, (text or "").replace("\r\n", "\n").strip())
    return re.findall(r"\n\n|\n|[^\s]+", text)


def _paragraphs(pieces):
    paragraphs = [[]]
    for kind, words in pieces:
        for number, part in enumerate(_split(words)):
            if number:
                paragraphs.append([])
            # The end of a line stays with what came or went: a line of a list is a line of its own.
            if text := re.sub(r" ?\n ?", "\n", " ".join(part)).strip(" "):
                paragraphs[-1].append(Piece(kind, text))
    return [paragraph for paragraph in paragraphs if paragraph]


def _split(words):
    """The words of each paragraph."""
    parts = [[]]
    for word in words:
        if word == PARAGRAPH:
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


@dataclass(frozen=True)
class FigureChange:
    """A figure in two versions, as each may be shown. `direction` is -1, 0 or 1; `better` as an indicator's."""

    name: str
    old: str
    new: str
    direction: int
    better: str = "neither"
    note: str = ""

    @property
    def has_moved(self):
        return self.old != self.new

    @property
    def is_better(self):
        return bool(self.direction) and self.better == ("high" if self.direction > 0 else "low")

    @property
    def is_worse(self):
        return bool(self.direction) and self.better == ("low" if self.direction > 0 else "high")

    @property
    def in_words(self):
        """ "Up, which is worse", "The same", "New in this version" or what else `note` says."""
        if self.note or not self.direction:
            return self.note or "The same"
        judged = ", which is better" if self.is_better else ", which is worse" if self.is_worse else ""
        return f"{'Up' if self.direction > 0 else 'Down'}{judged}"


@dataclass(frozen=True)
class Changes:
    """`FigureChange`s from one version to another."""

    figures: list

    @property
    def moved(self):
        return [change for change in self.figures if change.has_moved]

    @property
    def rest_in_words(self):
        """How many stayed as they were."""
        same = len(self.figures) - len(self.moved)
        if not self.moved:
            return "No figure has changed." if same else ""
        return f"{counted(same, 'other figure is the same,other figures are the same')}." if same else ""


def figure_changes(old, new):
    """`FigureChange`s from the `Numbers` of one version to those of another, in the order of the later one."""
    changes = [
        _change("People", old.population, new.population, old.population_shown, new.population_shown),
        _change("Households", old.households, new.households, old.households_shown, new.households_shown),
    ]
    before, after = ({row.slug: row for row in numbers.indicators} for numbers in (old, new))
    changes += [_indicator_change(before.get(slug), after.get(slug)) for slug in dict.fromkeys([*after, *before])]
    changes += _incident_changes(old, new)
    return [change for change in changes if change.old or change.new]


def _incident_changes(old, new):
    """In all and by issue type. A count of more months is larger by being of more months: that is said, not judged."""
    all_told = [None if each.incidents_shown == SUPPRESSED else each.incidents for each in (old, new)]
    changes = [_change("Incidents", *all_told, old.incidents_shown, new.incidents_shown)]
    before, after = ({line.row.code: line for line in numbers.issue_lines} for numbers in (old, new))
    if before and after:
        changes += [_issue_change(before.get(code), after.get(code)) for code in dict.fromkeys([*after, *before])]
    months = len(old.months), len(new.months)
    if not all(months) or months[0] == months[1]:
        return changes
    note = f"Of {counted(months[1], 'month')}; before, of {months[0]}"
    return [replace(each, direction=0, note=note) if each.direction else each for each in changes]


def _change(name, old, new, old_shown, new_shown, better="neither"):
    if not old_shown or not new_shown:
        note = "New in this version" if new_shown else "No longer there"
        return FigureChange(name, old_shown, new_shown, 0, better, note)
    if old is None or new is None or old_shown == new_shown:
        note = "" if old_shown == new_shown else "Cannot be compared"
        return FigureChange(name, old_shown, new_shown, 0, better, note)
    return FigureChange(name, old_shown, new_shown, 1 if new > old else -1, better)


def _indicator_change(old, new):
    latest = new or old
    return _change(
        latest.name,
        None if old is None or old.is_hidden else old.value,
        None if new is None or new.is_hidden else new.value,
        old.shown if old else "",
        new.shown if new else "",
        latest.better,
    )


def _issue_change(old, new):
    latest = new or old
    return _change(
        f"{latest.row.name}, incidents",
        *(0 if line is None else None if line.is_hidden else line.row.count for line in (old, new)),
        *("0" if line is None else line.shown for line in (old, new)),
    )


def last_published(profile):
    """The version before this one that readers had, or None."""
    earlier = profile.ward.profiles.published().filter(version__lt=profile.version)
    return earlier.select_related("ward__borough").order_by("-version").first()


def changes_since(profile, numbers, *, today):
    """`Changes` from the last published version to these numbers; None where this is the first."""
    before = last_published(profile)
    return None if before is None else Changes(figure_changes(numbers_of(before, today=today), numbers))


def written(profile, numbers):
    """`{section: text}` with its figures in, as readers see it."""
    return {section: references.told(text, numbers.vocabulary) for section, text in profile.sections.items()}


def problems(profile, numbers):
    """[(section in words, sentence)] of every figure in the text that cannot be put in."""
    titles = profile.SECTIONS
    return [
        (titles[section], problem)
        for section, text in profile.sections.items()
        for problem in references.problems(text, numbers.vocabulary)
    ]


def last_saves(profile):
    """`{section: SectionSave}`: who saved each section last."""
    saves = SectionSave.objects.filter(profile=profile).select_related("saved_by").order_by("pk")
    return {save.section: save for save in saves}


@dataclass(frozen=True)
class Comparison:
    """Two versions: `words` is [(section in words, paragraphs of Pieces)], `areas` [(name, what became of it)],
    `levels` a `LevelChange` for each whose priorities are recorded.
    """

    old: AreaProfile
    new: AreaProfile
    words: list
    figures: Changes
    areas: list
    levels: list


def compared(old, new, *, today):
    """What came, went and moved from one version to another. A draft's numbers are those of today."""
    numbers = {profile.pk: numbers_of(profile, today=today) for profile in (old, new)}
    texts = {profile.pk: written(profile, numbers[profile.pk]) for profile in (old, new)}
    titles = AreaProfile.SECTIONS.items()
    words = [(title, word_changes(*(as_read(texts[each.pk][name]) for each in (old, new)))) for name, title in titles]
    return Comparison(
        old=old,
        new=new,
        words=words,
        figures=Changes(figure_changes(numbers[old.pk], numbers[new.pk])),
        areas=_area_changes(old, new),
        levels=level_changes(*(numbers[profile.pk].council for profile in (old, new))),
    )


def _area_changes(old, new):
    """[(name, what became of it)] of the areas that either version proposes, by name."""
    before, after = ({area.name.casefold(): area for area in profile.areas.all()} for profile in (old, new))
    said = []
    for key in sorted({*before, *after}):
        area, then = after.get(key), before.get(key)
        if then is None:
            words = f"New, {area.get_state_display().lower()}"
        elif area is None:
            words = f"Not proposed again; {then.get_state_display().lower()} before"
        else:
            words = f"In both: {then.get_state_display().lower()} before, {area.get_state_display().lower()} now"
        said.append((str(area or then), words))
    return said
