"""What stands in the way of planning an engagement, closing it out and publishing its findings."""

from engagement.models import Interview, Technique, Walkabout
from engagement.rules.stage import has_closed
from pact.core.refusals import Obstacle


def obstacles_to_planning(cycle, *, technique, areas, starts_on, ends_on):
    """Rules 6 and 14: in confirmed areas of the ward, within a cycle whose engagement is not over."""
    obstacles = []
    if has_closed(cycle):
        obstacles.append(f"Engagement has closed for {cycle.name}.")
    if technique.retired_at:
        obstacles.append(f"{technique} is no longer on the menu.")
    if not areas:
        obstacles.append("Choose at least one priority action area.")
    for area in areas:
        if area.ward_id != cycle.pact.ward_id:
            obstacles.append(f"{area} is not in {cycle.ward}.")
        elif area.state != area.State.CONFIRMED:
            obstacles.append(Obstacle(f"{area} is not agreed with the ward’s members.", href=area.get_absolute_url()))
    if ends_on <= starts_on:
        obstacles.append("The last day must not come before the first.")
    elif starts_on >= cycle.ends_on or ends_on <= cycle.starts_on:
        obstacles.append(f"Choose days within {cycle.name}.")
    return obstacles


def obstacles_to_planning_again(cycle, *, title, technique, starts_on):
    same = cycle.engagements.filter(title__iexact=title, technique=technique, starts_on=starts_on).first()
    return [Obstacle("This engagement is planned already.", href=same.get_absolute_url())] if same else []


def obstacles_to_replanning(engagement, *, technique, consent_text, consent_version):
    """Once people have answered, what they were asked must stay what it was (rule 8)."""
    if engagement.is_closed:
        return ["This engagement is closed out."]
    has_begun = engagement.interviews.exists() or engagement.walkabouts.exists()
    if not has_begun:
        return []
    obstacles = []
    if technique != engagement.technique:
        obstacles.append("People have taken part already, so the technique stays as it is. Plan another engagement.")
    text_changed = consent_text.strip() != engagement.consent_text.strip()
    if text_changed and consent_version == engagement.consent_version:
        obstacles.append(
            f"People agreed to version {engagement.consent_version} of the notice. Give the changed text a new version."
        )
    return obstacles


def obstacles_to_closing_out(engagement, *, took_part, shortfall_reason):
    """Rule 14: under the target only with a written reason. `engagement` comes with its progress."""
    if engagement.is_closed:
        return ["This engagement is closed out already."]
    if engagement.technique.form == Technique.Form.NONE and took_part is None:
        return ["Say how many people took part."]
    if shortfall_reason.strip():
        return []
    if engagement.technique.form == Technique.Form.NONE:
        short = took_part < engagement.total_target
    else:
        short = bool(areas_short_of_target(engagement))
    return ["It closes under its target. Say why: the reason is printed with the findings."] if short else []


def areas_short_of_target(engagement):
    """`[(area, done)]` of the areas in which there are fewer interviews or walkabouts than were aimed at."""
    done = done_by_area(engagement)
    areas = sorted(engagement.areas.all(), key=lambda area: (area.name, area.pk))
    return [(area, done.get(area.pk, 0)) for area in areas if done.get(area.pk, 0) < engagement.target]


def done_by_area(engagement):
    """`{area.pk: how many interviews or walkabouts}`, with nothing for an area without one. One query."""
    forms = {Technique.Form.INTERVIEW: Interview, Technique.Form.WALKABOUT: Walkabout}
    model = forms.get(engagement.technique.form)
    if model is None:
        return {}
    done = {}
    for area in model.objects.filter(engagement=engagement).values_list("area", flat=True):
        done[area] = done.get(area, 0) + 1
    return done


def obstacles_to_publishing_findings(engagement):
    obstacles = []
    if engagement.findings_are_published:
        return ["The findings are published already."]
    if not engagement.is_closed:
        obstacles.append(Obstacle("Close this engagement out first.", href=engagement.get_absolute_url()))
    if not engagement.concerns.exists():
        obstacles.append("Nothing has been found yet: there is no concern to publish.")
    return obstacles
