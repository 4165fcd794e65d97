"""Which of the 18 issue types a provider's category belongs to. What fits none is kept under its own name only."""

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


def issue_type_of(category, also=()):
    """The code of the issue type for a provider's category, "" if none. `also` is a manifest's own mapping.

    >>> issue_type_of("Burglary"), issue_type_of("criminal-damage-arson"), issue_type_of("Shoplifting")
    ('ACQ', 'VAN', '')
    >>> issue_type_of("Missed bins", {"Missed bins": "LIT"}), issue_type_of("Missed bins")
    ('LIT', '')
    """
    name = POLICE_UK_API.get(category, category)
    return dict(also).get(category, POLICE_UK.get(name, ""))


def is_known(category, also=()):
    """Whether somebody has decided where the category belongs, be it nowhere."""
    return category in dict(also) or POLICE_UK_API.get(category, category) in POLICE_UK
