"""What the figures mean, in words that a councillor can read aloud. A manifest may add its own."""

from dataclasses import dataclass

from profiles.loading.figures import AGE_BANDS, POPULATION, share_of

PEOPLE, AGE, ETHNIC_GROUP, DEPRIVATION, WORK = "People", "Age", "Ethnic group", "Deprivation", "Work"
HOMES, STREETS = "Homes", "Streets"


@dataclass(frozen=True)
class Facts:
    """An indicator as it is described to readers. `better` is "high", "low" or "neither"."""

    name: str
    topic: str = ""
    unit: str = ""
    meaning: str = ""
    better: str = "neither"
    decimals: int = 0
    is_count_of_people: bool = False


def _ages():
    for band in AGE_BANDS:
        words = band.replace("-", " ")
        yield (
            f"aged-{band}",
            Facts(f"People aged {words}", AGE, "people", "Residents of this age.", is_count_of_people=True),
        )
        yield (
            share_of(f"aged-{band}"),
            Facts(f"Share aged {words}", AGE, "%", f"Of every 100 residents, how many are {words}.", decimals=1),
        )


ETHNIC_GROUPS = {
    "ethnic-white": "White",
    "ethnic-mixed": "Mixed or multiple ethnic groups",
    "ethnic-asian": "Asian, Asian British or Asian Welsh",
    "ethnic-black": "Black, Black British, Black Welsh, Caribbean or African",
    "ethnic-other": "Other ethnic group",
}


def _ethnic_groups():
    for slug, group in ETHNIC_GROUPS.items():
        yield (
            slug,
            Facts(
                f"{group}: people", ETHNIC_GROUP, "people", "Residents who chose this group.", is_count_of_people=True
            ),
        )
        yield (
            share_of(slug),
            Facts(
                f"{group}: share", ETHNIC_GROUP, "%", "Of every 100 residents, how many chose this group.", decimals=1
            ),
        )


SEXES = {"sex-female": "Women and girls", "sex-male": "Men and boys"}
DISABILITY = {"disability-yes": "Disabled people", "disability-no": "People who are not disabled"}


def _sexes_and_disability():
    """What engagement is compared with, beside age and ethnic group."""
    for slug, words in (SEXES | DISABILITY).items():
        yield slug, Facts(words, PEOPLE, "people", f"{words} who live here.", is_count_of_people=True)
        yield share_of(slug), Facts(f"{words}: share", PEOPLE, "%", "Of every 100 residents.", decimals=1)


# What residents report through FixMyStreet, by mySociety's categories put together.
REPORTS = {
    "abandoned-vehicles": "abandoned vehicles",
    "dog-fouling": "dog fouling",
    "rubbish": "rubbish and fly-tipping",
    "incivilities": "graffiti, fly-posting and other incivilities",
    "green-spaces": "parks, trees and overgrown plants",
    "street-lights": "street lights",
    "parking": "parking",
    "roads-and-pavements": "roads, pavements and street furniture",
    "other": "anything else",
}


def _reports():
    for slug, words in REPORTS.items():
        meaning = f"Reports of {words} in the year. They show who reports as well as what there is to report."
        yield f"reports-{slug}", Facts(f"Reports through FixMyStreet: {words}", STREETS, "reports", meaning)


WARD_SCORE = (
    " Higher means more deprived. The ward’s value was put together from its small areas; it is not an official index"
    " of wards."
)
CATALOGUE = {
    POPULATION: Facts("Population", PEOPLE, "people", "Everybody who usually lives here, of any age."),
    **dict(_ages()),
    "census-residents": Facts(
        "Residents at the census", PEOPLE, "people", "Everybody who was counted as living here at the census."
    ),
    **dict(_ethnic_groups()),
    **dict(_sexes_and_disability()),
    "imd-score": Facts(
        "Deprivation score",
        DEPRIVATION,
        "score",
        "Income, work, education, health, crime, housing and surroundings in one score. Higher means more deprived.",
        "low",
        1,
    ),
    "imd-decile": Facts(
        "Deprivation decile",
        DEPRIVATION,
        "decile",
        "All small areas of England in ten equal groups: 1 is the most deprived tenth, 10 the least.",
        "high",
    ),
    "imd-income": Facts(
        "People in income deprivation",
        DEPRIVATION,
        "%",
        "Of every 100 residents, how many live on a low income or on benefits that top it up." + WARD_SCORE,
        "low",
        1,
    ),
    "imd-employment": Facts(
        "People shut out of work",
        DEPRIVATION,
        "%",
        "Of every 100 people of working age, how many would like to work and cannot." + WARD_SCORE,
        "low",
        1,
    ),
    "imd-education": Facts(
        "Education and skills score", DEPRIVATION, "score", "How little schooling and skills." + WARD_SCORE, "low", 1
    ),
    "imd-health": Facts(
        "Health and disability score",
        DEPRIVATION,
        "score",
        "Early death, illness and disability; nought is the average of England." + WARD_SCORE,
        "low",
        2,
    ),
    "imd-crime": Facts(
        "Crime score",
        DEPRIVATION,
        "score",
        "The risk of violence, burglary, theft and damage; nought is the average of England." + WARD_SCORE,
        "low",
        2,
    ),
    "imd-housing": Facts(
        "Barriers to housing and services score",
        DEPRIVATION,
        "score",
        "How far away services are and how hard it is to afford a home." + WARD_SCORE,
        "low",
        1,
    ),
    "imd-surroundings": Facts(
        "Living environment score",
        DEPRIVATION,
        "score",
        "Poor homes, dirty air and road accidents." + WARD_SCORE,
        "low",
        1,
    ),
    "social-rented-households": Facts(
        "Households that rent from the council or a housing association",
        HOMES,
        "households",
        "Homes rented from the council or a housing association.",
    ),
    "adults-without-qualifications": Facts(
        "Adults without qualifications",
        WORK,
        "people",
        "People of working age who have no qualification.",
        "low",
        is_count_of_people=True,
    ),
    "lone-parents-out-of-work": Facts(
        "Lone parents out of work",
        WORK,
        "households",
        "Households of one parent with children where the parent has no job.",
        "low",
        is_count_of_people=True,
    ),
    **dict(_reports()),
    "claimant-rate": Facts(
        "People claiming out-of-work benefits",
        WORK,
        "%",
        "Of every 100 people of working age, how many claim benefits because they are out of work.",
        "low",
        1,
    ),
}
