"""The walk on paper: what the sheet for a clipboard asks, and what the children's sheet asks in their words.

A face stands for all grades that weigh the same in the score (rule 17), so that a score is what it would have been:
good for A, B+ and B; so-so for B−; bad for C, C− and D. It is kept as the grade in `FACES`, and the walk says so.
"""

from engagement.models import GRADED, Grade, Item

STRETCHES = 5  # a block each on the sheet: what fits on one side
FINDINGS = 6
MEANINGS = (
    ("A", "None", "None"),
    ("B", "Mostly free, some small items", "Present but minor; many would not notice"),
    ("C", "Widespread, minor accumulations", "Clearly visible; seen from at least one end"),
    ("D", "Heavily affected, significant accumulations", "Extensive, obtrusive, seen from any point"),
)
GRADES = tuple(grade.label for grade in Grade)

FACES = ((Grade.B, "Good"), (Grade.B_MINUS, "So-so"), (Grade.C, "Bad"))
ASKED_OF_CHILDREN = {
    Item.LITTER: "Litter: wrappers, cans, bottles",
    Item.DETRITUS: "Dirt: mud, grit, old leaves on the pavement",
    Item.GRAFFITI: "Writing or paint on walls",
    Item.FLY_POSTING: "Posters stuck where they should not be",
}
SPOTTED_BY_CHILDREN = {
    Item.FLY_TIPPING: "Big rubbish that somebody dumped",
    Item.DOG_FOULING: "Dog poo",
    Item.LIGHTING: "A street light that does not work",
    Item.VEGETATION: "Bushes or branches in the way",
    Item.DAMAGE: "Something smashed or broken on purpose",
    Item.NEEDLES: "Needles: do not touch, tell an adult",
    Item.PAVING: "A hole or a trip in the pavement or road",
    Item.FURNITURE: "A sign, bench or swing that is broken",
    Item.BINS: "A bin that is too full",
    Item.BLIND_SPOT: "A hidden or dark place that feels scary",
    Item.FIRES: "Something that was burnt",
}


def graded():
    """What is graded, as an adult's sheet calls it."""
    return [Item(item).called for item in GRADED]
