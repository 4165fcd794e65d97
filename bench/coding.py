"""How well PACT suggests an issue type for what people write, on real reports in the order in which they came.

    python -m bench.coding REPORTS.csv

Each report is tried with what was learned from the days before it, never from its own day or later. What the council's
own category says, brought to the 18 types, counts as the truth; reports whose category belongs to none are left out.
"""

import csv
import sys
import time
from itertools import groupby

from engagement.coding import SEEDS, SURE, WAYS, measure
from profiles.loading.categories import issue_type_of


def examples_of(path):
    """(examples, splits by day), the oldest first."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if issue_type_of(row["service_name"])]
    rows.sort(key=lambda row: row["requested_datetime"])
    examples = [(said(row["title"], row["detail"]), issue_type_of(row["service_name"])) for row in rows]
    splits, past = [], 0
    for _, of_day in groupby(rows, key=lambda row: row["requested_datetime"][:10]):
        until = past + len(list(of_day))
        splits.append((past, until))
        past = until
    return examples, splits


def said(title, detail):
    """As the importer joins them: many people write the same twice."""
    return detail if detail.startswith(title) else f"{title}. {detail}"


def main(path):
    examples, splits = examples_of(path)
    print(f"{len(examples)} reports, {len({code for _, code in examples})} types, {len(splits)} days")
    for way, words in WAYS.items():
        began = time.perf_counter()
        found = measure(way, examples, list(SEEDS), splits)
        dared, right = found.when_sure()
        print(f"\n{way}: {words}")
        print(f"  right {found.right} of {found.tried} ({found.accuracy:.0%}), among three {found.among_three}")
        print(f"  surprise {found.surprise:.2f}; when {SURE:.0%} sure or more: {right} of {dared} right")
        for low, high, many, hits, mean in found.bands:
            print(f"    {low:.0%} to {high:.0%} sure (mean {mean:.0%}): {hits} of {many} right ({hits / many:.0%})")
        print(f"  {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main(*sys.argv[1:])
