"""What belongs to each issue type and what does not, for whoever codes. Written from handbook section 8."""

BOOK = {
    "LIT": (
        "Litter, broken glass, leaves, full or missing litter bins, streets not swept.",
        "Dumped bags or furniture: fly-tipping.",
    ),
    "TIP": (
        "Things dumped: bags, furniture, tyres, garden waste, also behind houses and in alleys.",
        "A full litter bin: litter.",
    ),
    "DOG": (
        "Dog mess, stray dogs, dogs that frighten people.",
        "Barking at night: noise.",
    ),
    "GRA": (
        "Graffiti, tags, posters stuck up.",
        "Things broken: criminal damage.",
    ),
    "NDL": (
        "Needles, syringes and other drug litter.",
        "People who take or sell drugs: substance misuse.",
    ),
    "ABV": (
        "Vehicles abandoned, untaxed, burnt out or for sale on the street.",
        "A car parked badly: parking.",
    ),
    "GRN": (
        "Hedges, trees, grass, weeds, parks and play areas.",
        "Litter in a park: litter.",
    ),
    "ROA": (
        "Potholes, pavements, drains, signs, bollards, crossings.",
        "How fast people drive: speeding.",
    ),
    "LGT": (
        "Lamps out, dark paths, places where nobody sees you.",
        "Fear of a group in the dark: nuisance groups.",
    ),
    "EMP": (
        "Houses and buildings that are empty, falling down or open to anybody.",
        "Damage to a used building: criminal damage.",
    ),
    "VAN": (
        "Things broken, fires set on purpose, paint thrown.",
        "Graffiti and tags: graffiti.",
    ),
    "YTH": (
        "Groups that intimidate or make a nuisance; nothing for young people to do.",
        "Drinking or drugs: substance misuse.",
    ),
    "SUB": (
        "Street drinking, under-age sales, drugs used or sold.",
        "Needles on the ground: drug litter.",
    ),
    "NOI": (
        "Loud music, parties, machines, barking, shouting at night.",
        "Threats by a neighbour: harassment.",
    ),
    "TRA": (
        "Speeding, racing, dangerous driving, bikes off the road.",
        "Parked vehicles: parking.",
    ),
    "PRK": (
        "Vehicles in the way: corners, pavements, school gates, drives.",
        "Vehicles left for weeks: abandoned vehicles.",
    ),
    "ACQ": (
        "Burglary, theft, break-ins to vehicles and sheds, robbery.",
        "A broken window with nothing taken: criminal damage.",
    ),
    "HAR": (
        "Threats, hate, abuse, disputes between neighbours.",
        "Noise without threats: noise.",
    ),
}
