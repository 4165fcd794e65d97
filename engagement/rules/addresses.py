"""Streets and their doors, read from what somebody pastes. Pure; no name of a person gets through."""

import csv
import re
from dataclasses import dataclass, field

MOST_DOORS = 1000
LONGEST_RUN = 400
RUN = re.compile(r"^(\d{1,4})\s*(?:-|–|to)\s*(\d{1,4})(?:\s+(odds?|evens?))?$", re.IGNORECASE)
NUMBERED = re.compile(
    r"^((?:(?:flat|apartment|apt|unit|room)\s+\w{1,5},?\s+)?\d{1,4}\s?[a-z]?(?:/\d+)?),?\s+(\D.*)$", re.I
)
FIRST_NUMBER = re.compile(r"\d+")
A_PERSON = re.compile(r"@|\b(mr|mrs|ms|miss|mx|dr|rev)\b\.?\s|\d[\d\s]{8,}\d", re.IGNORECASE)
STREET_COLUMNS, DOOR_COLUMNS = ("street", "street name", "road"), ("number", "door", "house", "name", "address")


@dataclass
class Streets:
    """`{street: [label of a door]}` in the order in which they came, and what could not be read, as sentences."""

    doors: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)

    @property
    def count(self):
        return sum(map(len, self.doors.values()))

    def add(self, street, labels):
        known = self.doors.setdefault(self._same(street), [])
        seen = {label.lower() for label in known}
        for label in labels:
            if label.lower() not in seen:
                seen.add(label.lower())
                known.append(label)

    def _same(self, street):
        return next((name for name in self.doors if name.lower() == street.lower()), street)


def read(text):
    """Lines such as "Alma Street: 1-25 odd, 2-24 even, The Lodge", "12 Gas Street", or a table with a heading.

    >>> read("Alma Street: 1-7 odd, 2, The Lodge").doors
    {'Alma Street': ['1', '3', '5', '7', '2', 'The Lodge']}
    >>> read("12 Gas Street\\nFlat 3, 14a Gas Street, Ferndale").doors
    {'Gas Street': ['12', 'Flat 3, 14a']}
    >>> read("street,number\\nLock Road,9").doors
    {'Lock Road': ['9']}
    >>> read("Mrs Marsh, 12 Gas Street").problems
    ['Line 1 seems to name somebody. Leave names and phone numbers out: only streets and doors are kept.']
    """
    found = Streets()
    lines = [line.strip() for line in text.splitlines()]
    if rows := _table(lines):
        lines = rows
    for number, line in enumerate(lines, 1):
        if line:
            _read_line(found, number, line)
    if found.count > MOST_DOORS:
        found.problems.append(f"These are {found.count} doors. A round has at most {MOST_DOORS}: make two.")
    return found


def _table(lines):
    """The lines of a table with a heading as "street: door", or None."""
    heading = [part.strip().lower() for part in (lines[0] if lines else "").split(",")]
    street = next((name for name in STREET_COLUMNS if name in heading), None)
    door = next((name for name in DOOR_COLUMNS if name in heading), None)
    if street is None or len(heading) < 2:
        return None
    rows = csv.DictReader(lines[1:], fieldnames=heading)
    return ["", *(f"{row[street] or ''}: {(row[door] or '') if door else ''}" for row in rows)]


def _read_line(found, number, line):
    if A_PERSON.search(line):
        found.problems.append(
            f"Line {number} seems to name somebody. Leave names and phone numbers out: only streets and doors are kept."
        )
        return
    street, labels = _parted(line)
    if not street or len(street) > 100 or street.isdecimal():
        found.problems.append(f"Line {number} names no street.")
        return
    doors = []
    for label in labels:
        run = _run(label)
        if run is None or len(label) > 40:
            found.problems.append(f"Line {number}: “{label[:40]}” is not a run of doors.")
        else:
            doors += run
    found.add(street, doors)


def _parted(line):
    street, colon, rest = line.partition(":")
    if colon:
        return street.strip(), [part.strip() for part in re.split(r"[,;]", rest) if part.strip()]
    if match := NUMBERED.match(line):
        return match[2].split(",")[0].strip(), [match[1].strip().rstrip(",")]
    return line.strip(), []


def _run(label):
    """The doors that a part of a line stands for; None where a run goes backwards or too far."""
    match = RUN.match(label)
    if not match:
        return [label]
    first, last, which = int(match[1]), int(match[2]), (match[3] or "").lower()
    if last < first or last - first > LONGEST_RUN:
        return None
    wanted = {"odd": [1], "even": [0]}.get(which.rstrip("s"), [0, 1])
    return [str(number) for number in range(first, last + 1) if number % 2 in wanted]


def number_of(label):
    """By which a door is put in order and on a side: the last number in "Flat 3, 14a" is the house's."""
    numbers = FIRST_NUMBER.findall(label)
    return int(numbers[-1][:6]) if numbers else None


def side_of(label):
    number = number_of(label)
    if number is None:
        return "named"
    return "odd" if number % 2 else "even"
