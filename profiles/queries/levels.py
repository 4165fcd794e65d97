"""What the council and others put first in two versions of a profile, and how people's priorities stood to it (C2)."""

from dataclasses import dataclass

from pact.core.wording import counted, number, sentence_list
from profiles.queries.council import Level

BESIDE = (
    ("shared", "Named by both now", "No longer named by both"),
    (
        "lacking",
        "Named by people now, with no priority about it",
        "No longer named by people without a priority about it",
    ),
)


@dataclass(frozen=True)
class LevelChange:
    """Whose priorities, and what became of them as sentences; none where they stand as they did."""

    name: str
    sentences: list


def level_changes(old, new):
    """A `LevelChange` for each whose priorities either version (a `Mismatch`) records, the council's first."""
    before, after = ({level.name: level for level in (each, *each.others) if level.recorded} for each in (old, new))
    names = dict.fromkeys([*after, *before])
    return [LevelChange(name, _sentences(before.get(name, Level()), after.get(name, Level()))) for name in names]


def _sentences(old, new):
    if not old.recorded:
        return [f"Recorded since the earlier version: {_titles(new)}."]
    if not new.recorded:
        return [f"No longer recorded: {_titles(old)}."]
    pairs = [pair for fact, *words in BESIDE for pair in _came_and_went(getattr(old, fact), getattr(new, fact), words)]
    return [*_priorities(old, new), *pairs, *_unheard(old, new), *_tensions(old, new)]


def _priorities(old, new):
    """Which came and went; a version frozen before titles were kept only says how many there were."""
    if old.titles and new.titles:
        return _came_and_went(_named(old.titles), _named(new.titles), ("New", "Gone"))
    if old.recorded == new.recorded:
        return []
    return [f"{number(old.recorded)} before, {number(new.recorded)} now."]


def _unheard(old, new):
    """Priorities that were here already, and are named by people now or no more."""
    stayed = {title for title, _ in old.titles} & {title for title, _ in new.titles}
    before, after = ([f"“{title}”" for title, _ in each.unheard if title in stayed] for each in (old, new))
    return _came_and_went(before, after, ("Not named by people any more", "Named by people now"))


def _tensions(old, new):
    before, after = ([f"“{title}”: {words}" for title, words in each.tensions] for each in (old, new))
    return _came_and_went(before, after, ("Pulls against people’s now", "No longer noted as pulling against people’s"))


def _came_and_went(before, after, words):
    came, went = ([each for each in some if each not in others] for some, others in ((after, before), (before, after)))
    told = [f"{said}: {'; '.join(some)}" for said, some in zip(words, (came, went), strict=True) if some]
    return [each if each.endswith((".", "!", "?")) else f"{each}." for each in told]


def _titles(level):
    return sentence_list(_named(level.titles)) or counted(level.recorded, "priority,priorities")


def _named(titles):
    return [f"“{title}” ({source})" for title, source in titles]
