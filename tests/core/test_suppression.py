"""Published counts from 1 to 4 cannot be worked out (rule 64; handbook 12)."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pact.core.suppression import suppress, suppress_by, suppress_one, suppress_table

COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 60))
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(COUNTS, min_size=width, max_size=width), min_size=1, max_size=5)
)


def shown(line):
    return [str(cell) for cell in line]


# A number that stands alone


@pytest.mark.parametrize(("count", "written"), [(0, "0"), (1, "1 to 4"), (4, "1 to 4"), (5, "5"), (1200, "1,200")])
def test_a_single_count_from_1_to_4_is_written_as_a_range(count, written):
    assert str(suppress_one(count)) == written


def test_the_threshold_is_the_councils(settings):
    settings.SUPPRESS_BELOW = 10

    assert str(suppress_one(9)) == "1 to 9"
    assert shown(suppress([9, 20, 300])) == ["suppressed", "suppressed", "300"]


# A line with a total


def test_a_small_count_is_covered_by_the_next_smallest():
    line = suppress([3, 12, 40, 0])

    assert shown(line) == ["suppressed", "suppressed", "40", "0"]
    assert str(line.total) == "55"
    assert line.hides_something


def test_nothing_is_hidden_where_nothing_is_small():
    line = suppress([5, 12, 0])

    assert shown(line) == ["5", "12", "0"]
    assert not line.hides_something


def test_two_ones_do_not_cover_each_other():
    assert shown(suppress([1, 1, 50, 60])) == ["suppressed", "suppressed", "suppressed", "60"]


def test_the_total_goes_too_where_nothing_else_is_left_to_cover():
    line = suppress([1, 1, 1, 1, 1])

    assert str(line.total) == "suppressed"
    assert shown(suppress([3, 0, 0])) == ["suppressed", "0", "0"]
    assert str(suppress([7]).total) == "7"


def test_percentages_are_hidden_with_their_counts_and_with_their_base():
    covered = suppress([3, 12, 45])
    tiny = suppress([1, 1, 1, 1, 1])

    assert [cell.percent for cell in covered] == [None, None, 75.0]
    assert [cell.percent for cell in tiny] == [None] * 5
    assert covered.cells[0].per(1000) is None
    assert covered.cells[2].per(1000) == 45.0


def test_a_missing_figure_is_neither_nothing_nor_small():
    line = suppress([None, 12, 40])

    assert shown(line) == ["no figure", "12", "40"]
    assert not line.hides_something


def test_counts_by_name_keep_their_names():
    assert {name: str(cell) for name, cell in suppress_by({"Ince": 2, "Orrell": 9}).items()} == {
        "Ince": "suppressed",
        "Orrell": "suppressed",
    }


def test_a_suppressed_cell_does_not_carry_what_it_hides():
    line = suppress([3, 4123, 9999])

    assert "3" not in repr(line.cells[0])
    assert "4123" not in repr(line.cells[1])


def test_a_count_below_nothing_is_a_mistake():
    with pytest.raises(ValueError, match="less than nothing"):
        suppress([3, -1])


# A table with totals both ways


def test_a_small_count_in_a_table_is_covered_in_its_row_and_its_column():
    table = suppress_table([[3, 20, 30], [40, 50, 60], [70, 80, 90]])

    assert [shown(line) for line in table] == [
        ["suppressed", "suppressed", "30"],
        ["suppressed", "suppressed", "60"],
        ["70", "80", "90"],
    ]
    assert [str(line.total) for line in table] == ["53", "150", "240"]
    assert shown(table.foot) == ["113", "150", "180"]
    assert str(table.total) == "443"


def test_percentages_in_a_table_are_of_the_row_unless_told():
    rows = [[10, 30], [50, 10]]

    assert [c.percent for c in suppress_table(rows).lines[0]] == [25.0, 75.0]
    assert [c.percent for c in suppress_table(rows, base="all").lines[0]] == [10.0, 30.0]
    assert suppress_table(rows, base="column").lines[1].cells[1].percent == 25.0


def test_an_empty_table_is_only_a_total_of_nothing():
    assert str(suppress_table([]).total) == "0"


def test_a_whole_borough_by_type_is_quick_enough_for_a_page():
    rows = [[(17 * ward * kind + 5 * ward + kind) % 23 for kind in range(18)] for ward in range(25)]

    assert suppress_table(rows).hides_something


# Laws: what somebody with all the shown numbers can work out


@given(counts=st.lists(COUNTS, max_size=7))
def test_every_small_count_in_a_line_could_be_anything_from_1_to_4(counts):
    line = suppress(counts)
    hidden = [n for n, cell in zip(counts, line, strict=True) if cell.is_suppressed]

    assert {n for n in counts if 0 < n < 5} <= set(hidden) | {0}
    assert line.total.is_suppressed or not hidden or len(hidden) > 1
    if hidden and not line.total.is_suppressed:
        left = sum(counts) - sum(cell.value for cell in line if cell.value is not None)
        assert left - (len(hidden) - 1) >= 4


@given(rows=TABLES)
def test_no_hidden_cell_is_a_sum_or_difference_of_shown_ones(rows):
    """By linear algebra, independent of how covers are found: no hidden cell lies in the span of the equations."""
    table = suppress_table(rows)
    grid = _with_totals(table)
    hidden = [(i, j) for i, line in enumerate(grid) for j, cell in enumerate(line) if cell.is_suppressed]
    equations = _equations(grid, hidden)

    assert all(not 0 < (cell.value or 0) < 5 for line in grid for cell in line)
    assert [cell for n, cell in enumerate(hidden) if _is_determined(n, equations)] == []


@settings(max_examples=40)
@given(rows=st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), min_size=2, max_size=2))
def test_every_small_count_in_a_table_could_be_anything_from_1_to_4(rows):
    """By trying every table that shows the same numbers."""
    table = suppress_table(rows)
    possible = {}
    inner = [(i, j) for i in range(2) for j in range(2)]
    choices = [
        range(1, 14) if table.lines[i].cells[j].is_suppressed else [table.lines[i].cells[j].value] for i, j in inner
    ]
    for values in itertools.product(*choices):
        guess = dict(zip(inner, values, strict=True))
        if _shows_the_same(guess, table):
            for cell, value in guess.items():
                possible.setdefault(cell, set()).add(value)

    small = [cell for cell in inner if 0 < rows[cell[0]][cell[1]] < 5]
    assert [cell for cell in small if not possible[cell] >= {1, 2, 3, 4}] == []


def _with_totals(table):
    return [[*line.cells, line.total] for line in (*table.lines, table.foot)]


def _shows_the_same(guess, table):
    rows = [[guess[i, j] for j in range(2)] for i in range(2)]
    totals = [(sum(row), line.total) for row, line in zip(rows, table.lines, strict=True)]
    totals += [(rows[0][j] + rows[1][j], table.foot.cells[j]) for j in range(2)]
    totals += [(sum(guess.values()), table.total)]
    return all(cell.value == total if not cell.is_suppressed else total > 0 for total, cell in totals)


def _equations(grid, hidden):
    """One row for each row and column of the table: the weight of every hidden cell in it."""
    height, width = len(grid), len(grid[0])
    lines = [[(i, j) for j in range(width)] for i in range(height)]
    lines += [[(i, j) for i in range(height)] for j in range(width)]
    return [[(-1 if cell == line[-1] else 1) * (cell in line) for cell in hidden] for line in lines]


def _is_determined(column, equations):
    """Whether adding "this cell = something" adds nothing to the equations."""
    unit = [int(n == column) for n in range(len(equations[0]))]
    return _rank(equations) == _rank([*equations, unit])


def _rank(matrix):
    rows = [[Fraction(n) for n in row] for row in matrix]
    rank = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((r for r in range(rank, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for r in range(rank + 1, len(rows)):
            factor = rows[r][column] / rows[rank][column]
            rows[r] = [a - factor * b for a, b in zip(rows[r], rows[rank], strict=True)]
        rank += 1
    return rank
