"""What stands in the way of taking what people send in, and of counting it."""

from engagement.rules.stage import has_closed
from pact.core.redaction import redact
from pact.core.refusals import Obstacle


def obstacles_to_taking(cycle):
    """Of a file for a cycle."""
    if has_closed(cycle):
        return [f"Engagement has closed for {cycle.name}. Take these reports into the next cycle."]
    return []


def obstacles_to_casework(cycle):
    """Of what a councillor sends in: the cycle still counts."""
    if has_closed(cycle):
        return [f"Engagement has closed for {cycle.name}. Send it in once the next cycle has begun."]
    return []


def obstacles_to_counting(report, *, cycle, area, place):
    obstacles = []
    if report.concern_id:
        obstacles.append(Obstacle("It is counted already.", href=report.concern.get_absolute_url()))
    if report.set_aside_at:
        obstacles.append("It was set aside. Take that back first.")
    if cycle is None:
        obstacles.append(Obstacle("No cycle of this PACT has been started.", href=report.pact.get_absolute_url()))
    elif has_closed(cycle):
        obstacles.append(f"Engagement has closed for {cycle.name}. Count it in the next cycle.")
    if area and area.ward_id != report.pact.ward_id:
        obstacles.append(f"{area} is not in {report.pact.ward}.")
    if redact(place):
        obstacles.append(
            "The place points to a home or a person. Say the street, the corner or the landmark, and no more."
        )
    return obstacles
