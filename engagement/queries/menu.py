"""The menu of techniques, so that they can be compared on one page (W46)."""

from dataclasses import dataclass

from engagement.models import Technique


@dataclass(frozen=True)
class MenuLine:
    """A technique with whom it reaches well, and what one use costs for each person heard; None where not known."""

    technique: Technique
    groups: list
    minutes_each: int | None

    @property
    def each_in_words(self):
        if self.minutes_each is None:
            return ""
        return f"{self.minutes_each} minutes" if self.minutes_each < 120 else f"{round(self.minutes_each / 60)} hours"


def menu(*, group=None, sort=""):
    """The lines of the menu in use: by name, or with the cheapest or the widest first. Two queries."""
    techniques = Technique.objects.in_use().prefetch_related("groups").order_by("name", "pk")
    if group:
        techniques = techniques.filter(groups=group)
    lines = [_line(technique) for technique in techniques]
    keys = {
        "hours": lambda line: _known(line.technique.hours),
        "reaches": lambda line: _known(line.technique.reaches and -line.technique.reaches),
        "each": lambda line: _known(line.minutes_each),
    }
    return sorted(lines, key=keys[sort]) if sort in keys else lines


def _line(technique):
    groups = sorted(
        (each for each in technique.groups.all() if not each.retired_at), key=lambda g: (g.position, g.name)
    )
    known = technique.hours is not None and technique.reaches
    return MenuLine(technique, groups, round(60 * technique.hours / technique.reaches) if known else None)


def _known(value):
    """What is not known comes last."""
    return value is None, value or 0
