"""How long a table of 25 wards by 18 issue types takes to be made safe to publish, beside writing it as CSV."""

import random

from _yardstick import compare

from pact.core.spreadsheets import csv_lines
from pact.core.suppression import suppress_table

KINDS = {"sparse": [0] * 10 + [1, 2, 3], "mixed": [0, 0, 0, 1, 2, 3, 5, 8, 20], "rare": [3] + [20] * 30}


def main():
    chance = random.Random(1)
    for name, counts in KINDS.items():
        rows = [[chance.choice(counts) for _ in range(18)] for _ in range(25)]
        compare(
            name,
            lambda rows=rows: suppress_table(rows),
            "written as CSV",
            lambda rows=rows: list(csv_lines(range(18), rows)),
        )


if __name__ == "__main__":
    main()
