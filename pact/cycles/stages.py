"""The registry of stages. Stages register themselves; nothing here names one."""

from dataclasses import dataclass, field
from datetime import date

from pact.core.refusals import Obstacle


@dataclass(frozen=True)
class Card:
    """What a board shows of one stage of one cycle.

    `status` is one of "not started", "open", "closed"; `summary` one short line such as "12 of 20 interviews";
    `obstacles` what stands in the way of moving on; `due_on` the next day that matters and `due_for` what for.
    """

    status: str
    summary: str = ""
    href: str = ""
    tone: str = "grey"
    obstacles: list[Obstacle] = field(default_factory=list)
    due_on: date | None = None
    due_for: str = ""


class Stage:
    """One stage of the cycle. Subclass in an app's `stage.py` and `register()` it from its `AppConfig.ready`."""

    slug: str
    title: str
    position: int

    def obstacles_to_opening(self, cycle, *, today):
        """Why this stage of `cycle` cannot open today, as `Obstacle` sentences with links to what mends them."""
        return []

    def obstacles_to_closing(self, cycle, *, today):
        return []

    def can_be_overridden(self, obstacle):
        """Whether a co-ordinator may open the stage in spite of this obstacle by giving a reason."""
        return False

    def cards(self, cycles, *, user, today):
        """`{cycle.pk: Card}` for all these cycles in a number of queries that does not grow with them.

        `cycles` come with `pact__ward` selected and `openings` prefetched.
        """
        raise NotImplementedError

    def status_of(self, cycle):
        """ "open", "closed" or "not started", from the cycle's (prefetched) openings. No query of its own."""
        if cycle.stage_is_open(self.slug):
            return "open"
        return "closed" if cycle.stage_has_been_opened(self.slug) else "not started"


_registered = {}


def register(stage):
    _registered[stage.slug] = stage


def all_stages():
    """Every registered stage in the order of the cycle."""
    return sorted(_registered.values(), key=lambda stage: stage.position)


def get(slug):
    """The stage with this slug; KeyError if there is none."""
    return _registered[slug]
