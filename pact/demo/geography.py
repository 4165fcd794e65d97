"""Where the demonstration happens: Ferndale, a borough that does not exist, of twelve wards in three townships."""

import math
import random
from dataclasses import dataclass

BOROUGH_CODE, BOROUGH = "E08900001", "Ferndale"
WEST, SOUTH = -2.46, 53.40
COLUMNS, ROWS = 4, 3
PARTS = 5  # small areas in each ward
WIDTH, HEIGHT = 0.030, 0.018  # of a ward, in degrees of longitude and latitude: about two kilometres each way

# Name, and how hard the ward has it: 0 comfortable to 1 the hardest. West to east, from the north down.
WARDS = [
    ("Ashfield", 0.85),
    ("Birch Hill", 0.35),
    ("Canal Side", 0.95),
    ("Dene", 0.25),
    ("Eastbrook", 0.60),
    ("Foundry", 0.90),
    ("Grange", 0.15),
    ("Holt Park", 0.30),
    ("Ings", 0.70),
    ("Juniper Road", 0.55),
    ("Kirkstead", 0.20),
    ("Lockwood", 0.45),
]
TOWNSHIPS = {
    "Moorside": ["Ashfield", "Birch Hill", "Canal Side", "Dene"],
    "Riverside": ["Eastbrook", "Foundry", "Grange", "Holt Park"],
    "Southgate": ["Ings", "Juniper Road", "Kirkstead", "Lockwood"],
}
STREETS = [
    *("Alma Street", "Bobbin Lane", "Chapel Row", "Dyehouse Lane", "Elm Grove", "Ferry Road", "Gas Street"),
    *("High Street", "Inkerman Terrace", "Jubilee Way", "Kiln Street", "Lock Road", "Market Street", "Nelson Street"),
    *("Orchard Close", "Park Road", "Quarry Bank", "Rope Walk", "Station Road", "Tannery Street"),
]


@dataclass(frozen=True)
class Place:
    """A ward of the demonstration: code, name, ring of [longitude, latitude], hardship and how many live there."""

    code: str
    name: str
    ring: list
    hardship: float
    population: int

    @property
    def households(self):
        return round(self.population / 2.3)

    @property
    def addresses(self):
        return round(self.population / 2.2)

    @property
    def centre(self):
        """Longitude and latitude of its middle."""
        return (
            sum(point[0] for point in self.ring[:-1]) / (len(self.ring) - 1),
            sum(point[1] for point in self.ring[:-1]) / (len(self.ring) - 1),
        )

    def somewhere(self, chance, *, spread=1.0):
        """A point that certainly lies inside: in the triangle of the middle and two neighbouring corners."""
        edge, (x, y) = chance.randrange(len(self.ring) - 1), self.centre
        (ax, ay), (bx, by) = self.ring[edge : edge + 2]
        reach, along = 0.9 * spread * math.sqrt(chance.random()), chance.random()
        return (
            round(x + reach * (ax + along * (bx - ax) - x), 6),
            round(y + reach * (ay + along * (by - ay) - y), 6),
        )


def wards():
    """The twelve wards, the same each time: a grid with its corners pushed about and its edges bent."""
    chance = random.Random(1848)  # noqa: S311 - a made-up map, not a secret
    corner = {
        (i, j): (
            WEST + i * WIDTH + chance.uniform(-0.006, 0.006),
            SOUTH + (ROWS - j) * HEIGHT + chance.uniform(-0.004, 0.004),
        )
        for i in range(COLUMNS + 1)
        for j in range(ROWS + 1)
    }
    bends = {}

    def edge(start, end):
        """The points between two corners; from either side the same, so that wards leave no gap."""
        key = tuple(sorted((start, end)))
        if key not in bends:
            (x1, y1), (x2, y2) = corner[key[0]], corner[key[1]]
            bends[key] = [
                (
                    x1 + (x2 - x1) * t + chance.uniform(-0.0015, 0.0015),
                    y1 + (y2 - y1) * t + chance.uniform(-0.001, 0.001),
                )
                for t in (0.2, 0.4, 0.6, 0.8)
            ]
        return bends[key] if key == (start, end) else bends[key][::-1]

    made = []
    for number, (name, hardship) in enumerate(WARDS):
        i, j = number % COLUMNS, number // COLUMNS
        corners = [(i, j + 1), (i + 1, j + 1), (i + 1, j), (i, j), (i, j + 1)]
        ring = []
        for start, end in zip(corners, corners[1:], strict=False):
            ring += [corner[start], *edge(start, end)]
        ring = [[round(x, 6), round(y, 6)] for x, y in [*ring, ring[0]]]
        population = round(9500 + 6500 * hardship + chance.uniform(-900, 900))
        made.append(Place(f"E0590{number + 1:04}", name, ring, hardship, population))
    return made


@dataclass(frozen=True)
class Part:
    """A small area of a ward: code, name, ring, the share of the ward's hardship and of its people that it has."""

    code: str
    name: str
    ring: list
    hardship: float
    population: int


def parts(place, *, number):
    """The five small areas of a ward (the borough's `number`th), each from the middle to a stretch of its edge."""
    chance = random.Random(place.code)  # noqa: S311 - a made-up map, not a secret
    middle = [round(value, 6) for value in place.centre]
    step = (len(place.ring) - 1) // PARTS
    made = []
    for n in range(PARTS):
        edge = place.ring[n * step : (n + 1) * step + 1]
        made.append(
            Part(
                code=f"E0190{(number - 1) * PARTS + n + 1:04}",
                name=f"{BOROUGH} {number:03}{'ABCDE'[n]}",
                ring=[middle, *edge, middle],
                hardship=min(1, max(0, place.hardship + chance.uniform(-0.2, 0.2))),
                population=round(place.population / PARTS + chance.uniform(-250, 250)),
            )
        )
    return made
