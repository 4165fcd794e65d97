"""Lists of who holds a seat. Parties and addresses are not read: nothing here needs them."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from pact.places import names
from profiles.loading import tables
from profiles.loading.tables import Fault, shown

WARD = re.compile(r" (ward|ed|electoral division|division)$")
TITLE = re.compile(r"^(councillor|cllr)\.?\s+", re.IGNORECASE)
VACANCIES = {"vacancy", "vacant", "vac", "vacant seat"}


class Seat(NamedTuple):
    number: int
    borough: str
    ward: str
    name: str


@dataclass(frozen=True)
class Seats:
    """`borough_column` holds the borough's code where a list is of several councils; `first_name_column` what goes
    before the name where that is only a surname.
    """

    ward_column: str
    name_column: str
    borough_column: str = ""
    first_name_column: str = ""

    def rows(self, source):
        also = {"first": self.first_name_column, "borough": self.borough_column}
        facts = {fact: title for fact, title in also.items() if title}
        for number, cells in tables.cells_of(source, [self.ward_column, self.name_column, *facts.values()]):
            ward, name, *others = (" ".join(cell.split()) for cell in cells)
            also = dict(zip(facts, others, strict=True))
            name = TITLE.sub("", f"{also.get('first', '')} {name}".strip())
            if not ward:
                yield Fault(number, "It does not name a ward.")
            elif not name or len(name) > 150:
                yield Fault(number, f"{shown(name)} is not a name.")
            else:
                yield Seat(number, also.get("borough", ""), ward, name)


def address_of(name, ward_code):
    """A placeholder of an address: a list that names councillors has none that we may use. Nothing can be sent to it.

    >>> address_of("Ann O’Neill", "E05000840")
    'ann-oneill.e05000840@councillors.invalid'
    """
    local = re.sub(r"[^a-z0-9]+", "-", names.plain(name)).strip("-")[:40] or "councillor"
    return f"{local}.{ward_code.lower()}@councillors.invalid"


def is_vacant(name):
    return names.plain(name) in VACANCIES


class WardNames:
    """Finds wards by a name that may be written otherwise than on the boundary, or be declared as an alias."""

    def __init__(self, wards, aliases):
        self._aliases = {names.plain(alias): names.plain(name) for alias, name in aliases.items()}
        self._wards = {}
        for ward in wards:
            self._wards.setdefault(names.plain(ward.name), []).append(ward)

    def named(self, name):
        """The one ward of that name, or None if there is none or more than one. "Bryn Ward" is Bryn."""
        for plain in (whole := names.plain(name), WARD.sub("", whole)):
            found = self._wards.get(self._aliases.get(plain, plain), [])
            if found:
                return found[0] if len(found) == 1 else None
        return None
