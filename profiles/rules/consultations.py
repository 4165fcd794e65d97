"""The register of past consultations: who may, and whether now. Nothing here writes."""

from pact.accounts.models import Permission
from pact.core.refusals import Obstacle
from profiles.models import PastConsultation


def may_register(user):
    return user.can(Permission.WRITE_PROFILE)


def may_change_consultation(user, consultation):
    """Whoever writes the profile of every place that it covers."""
    places = [*consultation.wards.all(), *consultation.townships.all()] or [consultation.borough]
    return all(user.can(Permission.WRITE_PROFILE, within=place) for place in places)


def obstacles_to_registering(borough, facts, *, wards, townships, besides=None):
    reach, places = facts["reach"], [*wards, *townships]
    if reach != PastConsultation.Reach.BOROUGH and not places:
        return [f"Choose the {reach} in which people were asked."]
    obstacles = [f"{place} is not in {borough}." for place in places if place.borough_id != borough.pk]
    same = PastConsultation.objects.in_use().filter(
        borough=borough, title__iexact=facts["title"], starts_on=facts["starts_on"]
    )
    if twin := same.exclude(pk=besides and besides.pk).first():
        obstacles.append(Obstacle("The register has it already.", href=twin.get_absolute_url()))
    if facts["ends_on"] and facts["ends_on"] < facts["starts_on"]:
        obstacles.append("The last day comes before the first.")
    if None not in (facts["asked"], facts["sample_size"]) and facts["asked"] < facts["sample_size"]:
        obstacles.append("More people answered than were asked. Check the two numbers.")
    return obstacles


def obstacles_to_changing(consultation):
    return ["It is withdrawn and stays as it is."] if consultation.is_withdrawn else []


def obstacles_to_withdrawing_consultation(reason):
    return [] if reason.strip() else ["Say why it is withdrawn."]


def obstacles_to_recording_finding(consultation, *, issue_type, sentence, count, share, besides=None):
    obstacles = []
    if count is not None and share is not None:
        obstacles.append("Give how many people said so, or the percentage, and not both.")
    if count is not None and consultation.sample_size is not None and count > consultation.sample_size:
        obstacles.append("More people said so than answered at all. Check the number.")
    same = consultation.findings.filter(issue_type=issue_type, sentence=sentence)
    if same.exclude(pk=besides and besides.pk).exists():
        obstacles.append("This finding is recorded already.")
    return obstacles


def obstacles_to_removing_finding(consultation):
    if consultation.cited_by.exists():
        return ["A published profile cites this consultation. Correct the finding instead, or withdraw the whole."]
    return []
