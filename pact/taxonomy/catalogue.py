"""The words that every installation starts with: 18 issue types and seven themes. A council edits them on its pages.

Source: handbook, section 8. `target` is the published example, `days` the working days that our clocks count; a
target in hours counts as one day, 28 days as 20 working days.
"""

from typing import NamedTuple


class Seed(NamedTuple):
    code: str
    strand: str
    name: str
    lead_service: str
    support: str
    lgsl: str
    target: str
    days: int
    is_restricted: bool = False


ISSUE_TYPES = [
    Seed("LIT", "C", "Litter and detritus", "Street cleansing", "Wardens, business", "580", "1 working day", 1),
    Seed("TIP", "C", "Fly-tipping and alley waste", "Waste or enforcement", "Housing", "587", "24 hours", 1),
    Seed("DOG", "C", "Dog fouling, stray or dangerous dogs", "Dog warden", "Police", "577, 432", "24 hours", 1),
    Seed(
        "GRA",
        "C",
        "Graffiti and fly-posting",
        "Street cleansing",
        "Owner, police",
        "584, 588",
        "5 working days; offensive graffiti 24 hours",
        5,
    ),
    Seed("NDL", "C", "Drug litter", "Street cleansing", "Public health", "428", "4 working hours", 1),
    Seed(
        "ABV",
        "C",
        "Abandoned or nuisance vehicles",
        "Enforcement",
        "Police, DVLA",
        "372",
        "Investigated within 24 hours; notices of 24 hours, 7 or 15 days",
        1,
    ),
    Seed(
        "GRN",
        "G",
        "Overgrown vegetation, parks and play areas",
        "Green spaces",
        "Housing, owners",
        "461",
        "28 days (trees)",
        20,
    ),
    Seed(
        "ROA",
        "G",
        "Roads, pavements, signs and street furniture",
        "Highways (county or unitary)",
        "Utilities",
        "557, 537, 559",
        "10 working days",
        10,
    ),
    Seed(
        "LGT",
        "S",
        "Street lighting and dark spots",
        "Highways",
        "Police designing-out-crime",
        "564",
        "5 working days",
        5,
    ),
    Seed(
        "EMP",
        "G",
        "Empty, derelict or insecure buildings",
        "Housing or planning",
        "Fire and rescue",
        "684",
        "10 working days",
        10,
    ),
    Seed(
        "VAN",
        "S",
        "Criminal damage, vandalism and deliberate fires",
        "Police",
        "Fire and rescue, landlord",
        "586",
        "5 working days",
        5,
    ),
    Seed(
        "YTH",
        "S",
        "Groups causing nuisance; nothing to do",
        "Neighbourhood police team",
        "Youth service, schools",
        "",
        "10 working days",
        10,
    ),
    Seed(
        "SUB",
        "S",
        "Substance misuse: street drinking, under-age sales, drug use and dealing",
        "Police (neighbourhood, licensing)",
        "Trading standards, housing, health",
        "860",
        "5 working days",
        5,
        is_restricted=True,
    ),
    Seed("NOI", "S", "Noise and neighbour nuisance", "Environmental health", "Landlord", "412", "5 working days", 5),
    Seed(
        "TRA",
        "S",
        "Speeding, dangerous driving and off-road bikes",
        "Police roads team",
        "Highways",
        "571",
        "10 working days",
        10,
    ),
    Seed(
        "PRK",
        "S",
        "Obstructive and school-gate parking",
        "Civil enforcement",
        "Police, school",
        "471",
        "10 working days",
        10,
    ),
    Seed(
        "ACQ",
        "S",
        "Burglary, vehicle crime and shed theft",
        "Police",
        "Housing, Neighbourhood Watch",
        "870",
        "5 working days",
        5,
    ),
    Seed(
        "HAR",
        "S",
        "Harassment, hate incidents and neighbour disputes",
        "Police",
        "Anti-social behaviour team, landlord, victim services",
        "",
        "24 hours",
        1,
        is_restricted=True,
    ),
]

THEMES = [
    "A healthy city",
    "A safe city",
    "A learning and creative city",
    "A city where children and young people are valued",
    "An inclusive city",
    "An economically prosperous city",
    "A city that's good to live in",
]
