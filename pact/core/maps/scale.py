"""Five shades for figures."""

import bisect
from dataclasses import dataclass

from pact.core.charts import value_of
from pact.core.drawing import STEPS

STEP_COUNT = len(STEPS)


@dataclass(frozen=True)
class Scale:
    """Five steps with about equally many areas in each; equal figures share a step. `steps` are (least, most)."""

    steps: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, figures):
        """The scale of some figures, of which those suppressed or missing have no step."""
        known = sorted(value for value in map(value_of, figures) if value is not None)
        members = {}
        for value in known:
            members.setdefault(bisect.bisect_left(known, value) * STEP_COUNT // len(known), []).append(value)
        return cls(tuple((min(values), max(values)) for _, values in sorted(members.items())))

    def step(self, figure):
        """Which shade a figure has: 1 the palest to 5 the darkest, 0 for none."""
        value = value_of(figure)
        if value is None or not self.steps:
            return 0
        place = bisect.bisect_left([most for _, most in self.steps], value)
        return self.shade(min(place, len(self.steps) - 1))

    def shade(self, place):
        """Fewer than five steps are spread from the palest to the darkest shade."""
        if len(self.steps) == 1:
            return 1
        return STEP_COUNT - (len(self.steps) - 1 - place) * (STEP_COUNT - 1) // (len(self.steps) - 1)
