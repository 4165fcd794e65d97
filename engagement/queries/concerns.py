"""The list of concerns and where they lie."""


def concerns(visible, *, ward=None, issue_type=None, source="", area=None, engagement=None):
    found = visible.for_display()
    chosen = {"cycle__pact__ward": ward, "issue_type": issue_type, "source": source, "area": area}
    chosen |= {"engagement": engagement}
    return found.filter(**{name: value for name, value in chosen.items() if value}).order_by("-recorded_at", "-pk")


MOST_ON_A_MAP = 2000


def places_of(concerns):
    """The latest of these concerns that have a point, as (longitude, latitude)."""
    placed = concerns.filter(latitude__isnull=False).order_by("-recorded_at", "-pk")
    return placed.values_list("longitude", "latitude")[:MOST_ON_A_MAP]
