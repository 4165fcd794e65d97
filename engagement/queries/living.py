"""How many of each group live where an engagement goes: in the small areas that it covers, else in the whole ward."""

from dataclasses import dataclass

from pact.core import geometry
from pact.core.wording import counted
from profiles.models import Figure
from profiles.queries.censuses import bridges, carried
from profiles.queries.small_areas import small_areas_of

# Which figures say how many live here, by question and answer. Under 16s are seldom asked, and not compared.
CENSUS = {
    "age_band": {
        "16_24": "aged-16-to-24",
        "25_44": "aged-25-to-44",
        "45_64": "aged-45-to-64",
        "65_over": "aged-65-and-over",
    },
    "sex": {"female": "sex-female", "male": "sex-male"},
    "ethnic_group": {
        "white": "ethnic-white",
        "mixed": "ethnic-mixed",
        "asian": "ethnic-asian",
        "black": "ethnic-black",
        "other": "ethnic-other",
    },
    "disability": {"yes": "disability-yes", "no": "disability-no"},
}
SLUGS = {slug for answers in CENSUS.values() for slug in answers.values()}
HALF = 0.5


@dataclass(frozen=True)
class Living:
    """`by_question` is {question: ({answer: how many live there} or None, where that is from)}."""

    by_question: dict
    sentence: str


def living_where(engagement):
    """The `Living` of an engagement with its cycle's ward: of small areas where all that it goes to is made of them."""
    ward = engagement.cycle.ward
    whole, small = census_of(ward), _small_areas(engagement, ward)
    if small is None:
        why = "PACT does not know which small areas these areas cover"
        return Living(whole, f"Compared with the whole of {ward}: {why}.")
    parts = _census_of_small_areas(ward, small)
    there = f"the {'small area' if len(small) == 1 else counted(len(small), 'small area')} that it goes to"
    if not any(counts for counts, _ in parts.values()):
        return Living(whole, f"Compared with the whole of {ward}: no such figures are loaded for {there}.")
    by_question = {name: parts[name] if parts[name][0] else whole[name] for name in CENSUS}
    if all(parts[name][0] or not whole[name][0] for name in CENSUS):
        return Living(by_question, f"Compared with {there}.")
    return Living(by_question, f"Compared with {there}; with the whole of {ward} where figures of theirs are missing.")


def census_of(ward):
    """`{question: ({answer: how many live here} or None, where that is from)}`: the latest figures of the ward."""
    figures = Figure.objects.of(ward).filter(indicator__slug__in=SLUGS).latest().for_display()
    known = {figure.indicator.slug: figure for figure in figures}
    return _by_question({slug: figure.value for slug, figure in known.items()}, known, "")


def _small_areas(engagement, ward):
    """Those that its areas were picked by, or that lie by half in what was drawn; None where an area has neither."""
    areas = list(engagement.areas.prefetch_related("small_areas"))
    drawn = None
    found = {}
    for area in areas:
        covered = list(area.small_areas.all())
        if not covered and area.boundary:
            drawn = _outlines(ward) if drawn is None else drawn
            shape = geometry.parse(area.boundary)
            covered = [small for small, outline in drawn if geometry.shared(shape, outline) >= HALF]
        if not covered:
            return None
        found |= {small.pk: small for small in covered}
    return sorted(found.values(), key=lambda small: small.code) or None


def _outlines(ward):
    return [(small, geometry.parse(small.boundary)) for small in small_areas_of(ward) if small.boundary]


def _census_of_small_areas(ward, areas):
    """Added up. A figure that one of them lacks is none: a sum of the others would be somebody else's."""
    found = bridges(areas)
    codes = {area.code for area in areas}.union(*(bridge.codes for bridge in found.values()))
    figures = Figure.objects.filter(area_code__in=codes, dataset__borough=ward.borough_id, indicator__slug__in=SLUGS)
    values, any_of = {}, {}
    for figure in figures.latest().for_display():
        values.setdefault(figure.indicator.slug, {})[figure.area_code] = figure.value
        any_of[figure.indicator.slug] = figure
    sums = {}
    for slug, known in values.items():
        there = carried(known, areas, found, is_count=True)
        if len(there) == len(areas):
            sums[slug] = sum(there.values())
    return _by_question(sums, any_of, f", {counted(len(areas), 'small area')}")


def _by_question(values, figures, where):
    found = {}
    for question, answers in CENSUS.items():
        if all(slug in values for slug in answers.values()):
            dataset = figures[next(iter(answers.values()))].dataset
            counts = {answer: values[slug] for answer, slug in answers.items()}
            found[question] = (counts, f"{dataset.title}, {dataset.period}{where}")
        else:
            found[question] = (None, "")
    return found
