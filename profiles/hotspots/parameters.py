"""What an analyst may want to know or change about the method, each with its reason."""

from dataclasses import asdict, dataclass

METHOD_VERSION = 1  # raise it when the same data would give other hot spots: every borough is then worked out anew


@dataclass(frozen=True)
class Parameters:
    side: int = 200  # metres: a street or two, and more than what the police move a point by
    false_rate: float = 0.05  # of the hot spots on a list, at most this share is expected to be chance
    fewest: int = 5  # incidents: fewer could not be published (rule 64)
    floor: float = 0.25  # of an average square of the ward: so many people at least are taken to be in any square
    spread: int = 60  # metres: so far around its postcode's point people live
    catchment: int = 500  # metres: no further are people counted at a point to which incidents are moved
    recent: int = 3  # months that are compared with those before
    earlier: int = 3  # months before, at the least, to say what is new, growing or fading

    def as_json(self):
        return asdict(self)
