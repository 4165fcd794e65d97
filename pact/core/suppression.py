"""Small numbers made safe to publish (rule 64). Every published count, percentage and rate goes through here.

A count from 1 to 4 is hidden, and with it as many others as it takes that nobody can work it out from what is
shown. In a table every hidden number prints alike, so that a small count cannot be told from its cover. The
promise: whatever is known of the shown numbers and totals, each small count could still be anything from 1 to 4,
and no hidden number or total can be only one thing. Zeros are shown. Hidden values are not carried in the result,
so no template, export or log can let them out.

Not promised: safety against a second table of the same people cut another way, and against order: a list sorted
by the true count gives it away, so sort by name, or by what is shown.
"""

from collections import defaultdict, deque
from dataclasses import dataclass

from django.conf import settings

from pact.core.wording import number

SUPPRESSED = "suppressed"
MISSING = "no figure"


@dataclass(frozen=True, slots=True)
class Cell:
    """One number as it may be shown: `value` is None where it is suppressed or was never known."""

    value: int | None
    base: int | None = None
    is_suppressed: bool = False
    words: str = ""

    @property
    def percent(self):
        """The share of the base, 0 to 100; None where it would give a suppressed number away."""
        return 100 * self.value / self.base if self.value is not None and self.base else None

    def per(self, population, *, each=1000):
        """How many in each `each` people; None where the count is suppressed or nobody lives there."""
        return self.value * each / population if self.value is not None and population else None

    def __str__(self):
        return self.words or number(self.value)


@dataclass(frozen=True, slots=True)
class Line:
    """Numbers that add up to a total."""

    cells: tuple[Cell, ...]
    total: Cell

    def __iter__(self):
        return iter(self.cells)

    @property
    def hides_something(self):
        return any(cell.is_suppressed for cell in (*self.cells, self.total))


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers that add up in two directions: `lines` are the rows with their totals, `foot` the column totals."""

    lines: tuple[Line, ...]
    foot: Line

    def __iter__(self):
        return iter(self.lines)

    @property
    def total(self):
        return self.foot.total

    @property
    def hides_something(self):
        return self.foot.hides_something or any(line.hides_something for line in self.lines)


def suppress_one(count, *, below=None):
    """A number that stands alone, with no total that it is part of: "1 to 4", or as it is."""
    below = below or settings.SUPPRESS_BELOW
    if is_small(count, below):
        return Cell(None, is_suppressed=True, words=f"1 to {below - 1}")
    return _cell(count)


def suppress(counts, *, hidden=(), below=None):
    """A `Line` of counts (non-negative, or None where there is no figure) whose total is published or known.

    `hidden` are positions of counts that another line hides already, and that this one must not give back.
    """
    below = below or settings.SUPPRESS_BELOW
    counts = _checked(counts)
    total = sum(n or 0 for n in counts)
    hidden = {i for i, n in enumerate(counts) if is_small(n, below)} | {i for i in hidden if counts[i]}
    total_hidden = is_small(total, below)
    while hidden and not total_hidden and not _line_is_safe([counts[i] for i in hidden], below):
        cover = min((i for i, n in enumerate(counts) if n and i not in hidden), key=counts.__getitem__, default=None)
        if cover is None:
            total_hidden = True
        else:
            hidden.add(cover)
    base = None if total_hidden else total
    return Line(
        tuple(_cell(n, base=base, hide=i in hidden) for i, n in enumerate(counts)),
        _cell(total, base=base, hide=total_hidden),
    )


def suppress_by(counts, *, below=None):
    """A dictionary of counts as a dictionary of `Cell`s, in the same order."""
    return dict(zip(counts, suppress(counts.values(), below=below), strict=True))


def add(cells):
    """The sum of published cells about different people: it says nothing that they do not say (decision 13).

    Where one of them is hidden, so is the sum; what is shown of it is its least: "12 or more".
    """
    cells = list(cells)
    shown = sum(cell.value or 0 for cell in cells)
    if any(cell.is_suppressed for cell in cells):
        return Cell(None, is_suppressed=True, words=f"{number(shown)} or more" if shown else SUPPRESSED)
    return Cell(shown)


def suppress_table(rows, *, base="row", below=None):
    """A `Table` of rows of counts, all of one length; percentages are of the `base`: "row", "column" or "all"."""
    below = below or settings.SUPPRESS_BELOW
    rows = [_checked(row) for row in rows]
    grid = _Grid([[n or 0 for n in row] for row in rows], below)
    grid.hide_what_gives_small_counts_away()
    last = (grid.height, grid.width)

    def cell(i, j, value):
        of = {"row": (i, last[1]), "column": (last[0], j), "all": last}[base]
        return _cell(value, base=None if of in grid.hidden else grid.at(of), hide=(i, j) in grid.hidden)

    def line(i, values):
        inner = tuple(cell(i, j, value) for j, value in enumerate(values))
        return Line(inner, cell(i, last[1], grid.at((i, last[1]))))

    return Table(
        tuple(line(i, row) for i, row in enumerate(rows)),
        line(last[0], [grid.at((last[0], j)) for j in range(grid.width)]),
    )


def is_small(count, below):
    """Whether a count is one that could point at a person: more than none and below the threshold."""
    return count is not None and 0 < count < below


def _checked(counts):
    counts = list(counts)
    if any(n is not None and n < 0 for n in counts):
        raise ValueError("A count cannot be less than nothing.")
    return counts


def _cell(value, *, base=None, hide=False):
    if value is None:
        return Cell(None, base=base, words=MISSING)
    if hide:
        return Cell(None, base=base, is_suppressed=True, words=SUPPRESSED)
    return Cell(value, base=base)


def _line_is_safe(hidden, below):
    """Whether hidden numbers of known sum, each at least 1, could each be anything up to `below - 1`."""
    return len(hidden) > 1 and sum(hidden) - (len(hidden) - 1) >= max(below - 1, 2)


class _Grid:
    """A table with its totals as a last row and column, and which of its cells are hidden.

    Somebody who knows all that is shown can only move hidden cells, by amounts that cancel out along every row and
    column: a closed walk along hidden cells, row to column to row. Whether a cell can take another value is
    therefore whether such a walk leads through it, which a breadth-first search from the true values finds.
    """

    def __init__(self, rows, below):
        self.height, self.width = len(rows), len(rows[0]) if rows else 0
        columns = [sum(column) for column in zip(*rows, strict=True)] or [0] * self.width
        self.values = [[*row, sum(row)] for row in rows] + [[*columns, sum(columns)]]
        self.below = below
        self.hidden, self._beside = set(), defaultdict(list)  # the hidden cells, also those of each row and column
        self.hide((i, j) for i, row in enumerate(self.values) for j, value in enumerate(row) if is_small(value, below))

    def hide(self, cells):
        for cell in cells:
            if cell not in self.hidden:
                self.hidden.add(cell)
                self._beside["row", cell[0]].append(cell)
                self._beside["column", cell[1]].append(cell)

    def at(self, cell):
        return self.values[cell[0]][cell[1]]

    def hide_what_gives_small_counts_away(self):
        """Hide cover for one small count after another. Hiding more never gives away what was safe before."""
        for cell in sorted(self.hidden):
            up, down = max(self.below - 1, 2) - self.at(cell), self.at(cell) - 1
            if self.is_total(cell):
                down = 0  # a total of two cells that are not nothing is known to be two or more
            while not (self.can_move(cell, +1, up) and self.can_move(cell, -1, down)):
                self.hide(self.best_rectangle(cell, up, down) or [self.next_cover(cell)])

    def can_move(self, cell, direction, steps):
        """Whether a hidden cell could be `steps` more (+1) or less (-1) with every shown number as it is."""
        moved = defaultdict(int)
        return all(self._move_once(cell, direction, moved) for _ in range(steps))

    def _move_once(self, cell, direction, moved):
        """Add one closed walk through `cell` to what was `moved`; False where there is none."""
        rises = direction * self.sign(cell) > 0
        start, goal = (("column", cell[1]), ("row", cell[0]))[:: 1 if rises else -1]
        came_from = {start: None}
        queue = deque([start])
        while queue and goal not in came_from:
            node = queue.popleft()
            for step in self._steps_from(node, moved):
                ahead = ("column", step[1]) if node[0] == "row" else ("row", step[0])
                if step != cell and ahead not in came_from:
                    came_from[ahead] = (node, step)
                    queue.append(ahead)
        if goal not in came_from:
            return False
        moved[cell] += direction
        node = goal
        while came_from[node]:
            node, step = came_from[node]
            moved[step] += self.sign(step) * (1 if node[0] == "row" else -1)
        return True

    def _steps_from(self, node, moved):
        """The hidden cells along which a walk can go on: up from a row, down from a column, none below 1."""
        side = 1 if node[0] == "row" else -1
        for cell in self._beside[node]:
            if self.sign(cell) * side > 0 or self.at(cell) + moved.get(cell, 0) > 1:
                yield cell

    def is_total(self, cell):
        return cell[0] == self.height or cell[1] == self.width

    def sign(self, cell):
        """A total weighs against what it is the total of; the total of all weighs with it again."""
        return -1 if (cell[0] == self.height) != (cell[1] == self.width) else 1

    def best_rectangle(self, cell, up, down):
        """The three cells that make a walk with this one, at least cost; nothing where no three are large enough."""
        i, j = cell
        mine = self.sign(cell)

        def priced(others, side):
            """[(cost, other)] of those large enough to go this way, the cheapest first."""
            fitting = (each for each in others if self.at(each) > (up if side * self.sign(each) * mine < 0 else down))
            return sorted((self.cost(each), each) for each in fitting)

        beside = priced(((i, column) for column in range(self.width + 1) if column != j), -1)
        below = priced(((row, j) for row in range(self.height + 1) if row != i), -1)
        best = None
        for cost_below, (row, _) in below:
            for cost_beside, (_, column) in beside:
                least = cost_below + cost_beside
                if best and (least, (row, column)) > best:
                    break  # and so are those that follow
                for cost, corner in priced([(row, column)], 1):
                    best = min(best or (least + cost, corner), (least + cost, corner))
        if best is None:
            return set()
        row, column = best[1]
        return {(i, column), (row, j), (row, column)}

    def next_cover(self, cell):
        """Where no rectangle will do: the cheapest cell that is still shown, in the same row or column first."""
        shown = (
            (i, j)
            for i in range(self.height + 1)
            for j in range(self.width + 1)
            if self.values[i][j] and (i, j) not in self.hidden
        )
        return min(shown, key=lambda c: (c[0] != cell[0] and c[1] != cell[1], self.cost(c), c))

    def cost(self, cell):
        """What a reader loses: the number of people in it, and a total far more than any cell."""
        if cell in self.hidden:
            return 0
        totals = (cell[0] == self.height) + (cell[1] == self.width)
        return self.at(cell) + totals * (self.values[-1][-1] + 1) * 4
