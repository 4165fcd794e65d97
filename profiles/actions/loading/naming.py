"""Areas that a file names without their codes: "Wigan West" and not E05000855."""

import difflib
from collections import defaultdict

from pact.core.wording import counted
from pact.places.names import plain
from profiles.loading import periods
from profiles.loading.tables import CODE_FIRST, Fault, shown
from profiles.models import ENGLAND

ALIKE = 0.85  # a name as near as that to one of the borough's is taken for a slip of the pen


class Names:
    """The names of a borough and of the wards and small areas in it, each with the codes that it stands for."""

    def __init__(self, borough, wards, small_areas):
        """`wards` {code: [Ward, …]}, `small_areas` [(code, name)] of the census that the file is of."""
        self._borough, self._wards = borough, wards
        self._codes = defaultdict(set)
        self._codes[plain(borough.name)].add(borough.code)
        self._codes["england"].add(ENGLAND)
        for code, rows in wards.items():
            for ward in rows:
                self._codes[plain(ward.name)].add(code)
        for code, name in small_areas:
            self._codes[plain(name)].add(code)

    def resolve(self, row):
        """The row of a file with a code in place of a name. A Fault where the name cannot be told, or is misspelt.

        A name that is not of the borough stays as it is: the row is of another place.
        """
        name = row.area
        if not name or CODE_FIRST.match(name):
            return row
        codes = self._codes.get(plain(name), set())
        if len(codes) > 1:
            codes = self._standing(codes, getattr(row, "period", "")) or codes
        if len(codes) == 1:
            return row._replace(area=next(iter(codes)))
        if codes:
            return f"{shown(name)} is the name of {counted(len(codes), 'area')} of {self._borough}. Give its code."
        if near := difflib.get_close_matches(plain(name), self._codes, n=1, cutoff=ALIKE):
            return f"No area of {self._borough} is called {shown(name)}. Is it “{self._as_written(near[0])}”?"
        return row

    def _standing(self, codes, period):
        """Those of the codes whose ward stands in the period; a small area or the borough always stands."""
        if not period:
            return codes
        day = periods.first_day(period)
        return {
            code for code in codes if code not in self._wards or any(ward.exists_on(day) for ward in self._wards[code])
        }

    def _as_written(self, known):
        wards = (ward.name for rows in self._wards.values() for ward in rows)
        return next((name for name in (self._borough.name, *wards) if plain(name) == known), known.title())


class Twins:
    """Rows that have one name and one place in a file: of two areas called alike, which is ours cannot be told."""

    def __init__(self):
        self._numbers = defaultdict(list)

    def met(self, name, key, number):
        """Whether a row by this name stands for the same already."""
        self._numbers[key].append((number, name))
        return len(self._numbers[key]) > 1

    def faults(self):
        """(key, Faults) of what was met more than once."""
        for key, met in self._numbers.items():
            if len(met) > 1:
                rows = " and ".join(str(number) for number, _ in met[:3])
                reason = f"{shown(met[0][1])} stands in rows {rows}, and which of them is meant cannot be told."
                yield key, [Fault(number, reason) for number, _ in met]
