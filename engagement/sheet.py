"""On paper: what the sheets of a walk and of an interview ask, and the children's in their words.

A face stands for all grades that weigh the same in the score (rule 17), so that a score is what it would have been:
good for A, B+ and B; so-so for B−; bad for C, C− and D. It is kept as the grade in `FACES`, and the walk says so.
"""

from engagement.models import GRADED, Concern, EqualityAnswers, Grade, Item

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


# The interview, in the order of a conversation (handbook 7); its form on the screen asks the same.

EFFECTS = [("0", "Not at all"), ("1", "A little"), ("2", "A lot"), ("3", "Very much")]
AFFECTS = ("Feel", "Do, or avoid", "Think of here")
RATED = {
    "safe_by_day": ("How safe do you feel around here by day?", "1 is very unsafe, 5 is very safe"),
    "safe_after_dark": ("And after dark?", "1 is very unsafe, 5 is very safe"),
    "services_deal_with_it": (
        "Police and council deal with what matters here",
        "1 is strongly disagree, 5 is strongly agree",
    ),
    "people_get_on": ("People around here get on with each other", "1 is strongly disagree, 5 is strongly agree"),
    "can_influence": ("I can influence decisions about this area", "1 is strongly disagree, 5 is strongly agree"),
}
WANTS = [
    ("wants_updates", "Hear what was done"),
    ("wants_walkabout", "Join a walkabout"),
    ("wants_to_help", "Help with a project"),
]
ASKED_OF_PROBLEMS = (
    ("How often", Concern.Often.labels),
    ("When worst", Concern.TimeOfDay.labels),
    ("Since", Concern.Since.labels),
    ("Affects", Concern.Affected.labels),
    ("Reported to", Concern.ReportedTo.labels),
)
EQUALITY = {
    "age_band": ("Age", EqualityAnswers.AgeBand),
    "sex": ("Sex", EqualityAnswers.Sex),
    "ethnic_group": ("Ethnic group", EqualityAnswers.EthnicGroup),
    "disability": ("A disability or long-term illness that limits daily life", EqualityAnswers.Disability),
}
# The second step of the ethnic group under the first: `[(group, [backgrounds])]`, in the census's order.
BACKGROUNDS = [
    (group, [each for each in EqualityAnswers.Background if each.partition("_")[0] == group])
    for group in EqualityAnswers.EthnicGroup
    if group != EqualityAnswers.EthnicGroup.UNSAID
]
