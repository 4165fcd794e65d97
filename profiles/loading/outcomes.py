"""What became of a file: counts, reasons and every row that was not taken. Plan and report are made of these."""

from dataclasses import dataclass, field

from pact.core.refusals import Refused
from pact.core.wording import counted, number
from profiles.loading.runs import runs
from profiles.loading.tables import Fault

NEW, REPLACED, UNCHANGED, REFUSED = "new", "replaced", "unchanged", "refused"
STATES = {NEW: "New", REPLACED: "Replaces", UNCHANGED: "Unchanged", REFUSED: "Refused"}
NO_PLACE = "It has no place."
MOST_FAULTS = 5_000


@dataclass
class Outcome:
    """Rows are of the file; `new`, `changed` and `same` count what is kept of them, in `things`."""

    title: str
    things: str = "row"
    state: str = NEW
    read: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    faults: list = field(default_factory=list)
    placeless: list = field(default_factory=list)
    outside: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    reasons: list = field(default_factory=list)

    @property
    def taken(self):
        return self.read - len(self.faults) - len(self.placeless) - len(self.outside)

    @property
    def outside_runs(self):
        return runs(sorted(self.outside))

    def fault(self, row, reason):
        """Count a row that was read and is wrong."""
        self.read += 1
        self.faults.append(Fault(row, reason[:200]))

    def own_rows(self):
        """The rows that may be of this borough and were not taken, by number, with the reason."""
        return sorted([*self.faults, *(Fault(row, NO_PLACE) for row in self.placeless)], key=lambda fault: fault.row)

    def not_taken(self):
        """Every row that was not taken, with its reason; rows of other places last."""
        yield from self.own_rows()
        yield from (Fault(row, "It is of another place.") for row in sorted(self.outside))

    def refuse_if_hopeless(self, name):
        """A long file of which more than half cannot be read need not be read to its end."""
        if len(self.faults) > MOST_FAULTS and 2 * len(self.faults) > self.read:
            rows = f"{number(len(self.faults))} of the first {number(self.read)} rows of {name}"
            raise Refused([f"{rows} cannot be read. Row {self.faults[0].row}: {self.faults[0].reason}"])

    def refuse_if_nothing_is_taken(self, name, borough):
        """A file of which nothing is taken is the wrong file."""
        if not self.read:
            raise Refused([f"{name} has a heading and no rows."])
        if not self.taken:
            first = f" Row {self.faults[0].row}: {self.faults[0].reason}" if self.faults else ""
            raise Refused([f"None of the {counted(self.read, 'row')} of {name} can be taken for {borough}.{first}"])

    def refuse_if_not_whole(self, name):
        """Whoever wants all or nothing gets nothing if one row is refused. Rows of other places are no fault."""
        if self.faults:
            first = min(self.faults, key=lambda fault: fault.row)
            rows = f"{counted(len(self.faults), 'row')} of {name}"
            raise Refused([f"{rows} cannot be taken, so none is. Row {first.row}: {first.reason}"])

    def in_words(self):
        """One line for the plan: what is kept, and how many rows were not taken and why."""
        if self.state == REFUSED:
            return "refused: " + " ".join(self.reasons)
        kept = [f"{number(n)} {word}" for n, word in ((self.new, "new"), (self.changed, "changed")) if n]
        kept += [f"{number(self.same)} unchanged"] if self.same or not kept else []
        left = [
            f"{number(len(rows))} {word}"
            for rows, word in ((self.faults, "refused"), (self.outside, "outside"), (self.placeless, "without place"))
            if rows
        ]
        things = self.things.partition(",")[2] or f"{self.things}s"
        rows = f" of {counted(self.read, 'row')}" if self.read else ""
        return f"{things} {', '.join(kept)}{rows}" + (f"; rows {', '.join(left)}" if left else "")
