"""Which of the 18 issue types a provider's category belongs to. What fits none is kept under its own name only."""

import re

# data.police.uk: the names in its CSV files, the slugs of its API, and names it used before 2014.
POLICE_UK = {
    "Anti-social behaviour": "YTH",
    "Bicycle theft": "ACQ",
    "Burglary": "ACQ",
    "Criminal damage and arson": "VAN",
    "Drugs": "SUB",
    "Other crime": "",
    "Other theft": "ACQ",
    "Possession of weapons": "",
    "Public disorder and weapons": "HAR",
    "Public order": "HAR",
    "Robbery": "ACQ",
    "Shoplifting": "",
    "Theft from the person": "ACQ",
    "Vehicle crime": "ACQ",
    "Violence and sexual offences": "",
    "Violent crime": "",
}
POLICE_UK_API = {
    "anti-social-behaviour": "Anti-social behaviour",
    "bicycle-theft": "Bicycle theft",
    "burglary": "Burglary",
    "criminal-damage-arson": "Criminal damage and arson",
    "drugs": "Drugs",
    "other-crime": "Other crime",
    "other-theft": "Other theft",
    "possession-of-weapons": "Possession of weapons",
    "public-disorder-weapons": "Public disorder and weapons",
    "public-order": "Public order",
    "robbery": "Robbery",
    "shoplifting": "Shoplifting",
    "theft-from-the-person": "Theft from the person",
    "vehicle-crime": "Vehicle crime",
    "violent-crime": "Violence and sexual offences",
}
# FixMyStreet and the councils that use it, as their categories compare; "" is decided to belong nowhere.
FIXMYSTREET = {
    "abandoned vehicles": "ABV",
    "abandoned vehicle": "ABV",
    "bin repair": "",
    "bin replacement": "",
    "bridge culvert defects": "ROA",
    "bus stops damage": "ROA",
    "bus stops": "ROA",
    "car parking": "PRK",
    "dangerous building structure": "EMP",
    "dog fouling": "DOG",
    "dog mess": "DOG",
    "drainage": "ROA",
    "drug litter": "NDL",
    "environmental health": "",
    "fences": "",
    "floral displays": "GRN",
    "fly posting": "GRA",
    "fly tipping": "TIP",
    "flyposting": "GRA",
    "flytipping": "TIP",
    "garden waste": "",
    "graffiti": "GRA",
    "gritting": "ROA",
    "grounds maintenance": "GRN",
    "highways enquiries": "ROA",
    "incivilities": "",
    "litter": "LIT",
    "litter bin": "LIT",
    "missed collection": "",
    "missed collection green waste": "",
    "needles": "NDL",
    "noise": "NOI",
    "open spaces parks": "GRN",
    "other": "",
    "overgrown fallen veg trees": "GRN",
    "parking": "PRK",
    "parks green spaces": "GRN",
    "parks landscapes": "GRN",
    "pavement defects": "ROA",
    "pavement footway defects": "ROA",
    "pavement jetting": "LIT",
    "pavements footpaths": "ROA",
    "pot hole": "ROA",
    "potholes": "ROA",
    "property damage": "VAN",
    "public toilets": "",
    "retaining wall": "",
    "right of way": "ROA",
    "road safety": "TRA",
    "road surface defects": "ROA",
    "road traffic signs": "ROA",
    "roads highways": "ROA",
    "rubbish": "LIT",
    "rubbish refuse and recycling": "",
    "street cleaning": "LIT",
    "street cleansing": "LIT",
    "street furniture": "ROA",
    "street lighting": "LGT",
    "street lights": "LGT",
    "street nameplates": "ROA",
    "trade waste": "",
    "traffic lights": "ROA",
    "tree": "GRN",
    "trees": "GRN",
    "utility works": "ROA",
}


def issue_type_of(category, also=()):
    """The code of the issue type for a provider's category, "" if none. `also` is a manifest's own mapping.

    >>> issue_type_of("Burglary"), issue_type_of("criminal-damage-arson"), issue_type_of("Shoplifting")
    ('ACQ', 'VAN', '')
    >>> issue_type_of("Missed bins", {"Missed bins": "LIT"}), issue_type_of("Missed bins")
    ('LIT', '')
    """
    return dict(also).get(category, _decided(category) or "")


def is_known(category, also=()):
    """Whether somebody has decided where the category belongs, be it nowhere."""
    return category in dict(also) or _decided(category) is not None


def _decided(category):
    """The code, "" for nowhere, None if nobody has decided."""
    name = POLICE_UK_API.get(category, category)
    return POLICE_UK.get(name, FIXMYSTREET.get(re.sub(r"[^a-z0-9]+", " ", name.casefold()).strip()))
