"""Keeping the register of past consultations (W36, W74). Nothing in it is deleted once a published profile cites it."""

from django.db import transaction

from pact.audit import trail
from pact.core.refusals import refuse_if
from profiles import rules
from profiles.models import PastConsultation, PastFinding

FACTS = ("title", "method", "asked_by", "starts_on", "ends_on", "sample_size", "asked", "reach", "report")


@transaction.atomic
def add_consultation(borough, *, by, at, wards=(), townships=(), **facts):
    """Register a consultation; `facts` are the fields in FACTS, `wards` and `townships` what its `reach` asks for."""
    type(borough).objects.select_for_update().get(pk=borough.pk)
    places = _places(facts["reach"], wards, townships)
    refuse_if(rules.obstacles_to_registering(borough, facts, **places))

    consultation = PastConsultation.objects.create(borough=borough, **facts, added_at=at, added_by=by)
    _cover(consultation, **places)
    trail.record("registered", on=consultation, by=by, at=at)
    return consultation


@transaction.atomic
def change_consultation(consultation, *, by, at, wards=(), townships=(), **facts):
    """Correct what the register says. Published profiles keep what they said."""
    type(consultation.borough).objects.select_for_update().get(pk=consultation.borough_id)
    consultation = _locked(consultation)
    places = _places(facts["reach"], wards, townships)
    refuse_if(
        [
            *rules.obstacles_to_changing(consultation),
            *rules.obstacles_to_registering(consultation.borough, facts, **places, besides=consultation),
        ]
    )

    changed = [field for field in FACTS if getattr(consultation, field) != facts[field]]
    for field in changed:
        setattr(consultation, field, facts[field])
    consultation.save(update_fields=changed)
    _cover(consultation, **places)
    trail.record("corrected", on=consultation, by=by, at=at, changed=changed)
    return consultation


@transaction.atomic
def withdraw_consultation(consultation, *, reason, by, at):
    """Take it out of profiles that are still to be published. Twice changes nothing."""
    consultation = _locked(consultation)
    if consultation.is_withdrawn:
        return consultation
    refuse_if(rules.obstacles_to_withdrawing_consultation(reason))

    consultation.withdrawn_at, consultation.withdrawn_by, consultation.withdrawal_reason = at, by, reason.strip()
    consultation.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    trail.record("withdrew", on=consultation, by=by, at=at, reason=reason.strip())
    return consultation


@transaction.atomic
def add_finding(consultation, *, issue_type, sentence, by, at, count=None, share=None):
    """What it found about one issue type, with how many said so, or which share in percent."""
    consultation = _locked(consultation)
    found = {"issue_type": issue_type, "sentence": sentence, "count": count, "share": share}
    refuse_if(
        [*rules.obstacles_to_changing(consultation), *rules.obstacles_to_recording_finding(consultation, **found)]
    )

    finding = PastFinding.objects.create(consultation=consultation, **found)
    trail.record("added a finding to", on=consultation, by=by, at=at, issue_type=issue_type.code)
    return finding


@transaction.atomic
def change_finding(finding, *, issue_type, sentence, by, at, count=None, share=None):
    consultation = _locked(finding.consultation)
    finding = PastFinding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    found = {"issue_type": issue_type, "sentence": sentence, "count": count, "share": share}
    refuse_if(
        [
            *rules.obstacles_to_changing(consultation),
            *rules.obstacles_to_recording_finding(consultation, **found, besides=finding),
        ]
    )

    for field, value in found.items():
        setattr(finding, field, value)
    finding.save(update_fields=list(found))
    trail.record("corrected a finding of", on=consultation, by=by, at=at, issue_type=issue_type.code)
    return finding


@transaction.atomic
def remove_finding(finding, *, by, at):
    """Take out a finding that was entered by mistake, while no published profile cites it."""
    consultation = _locked(finding.consultation)
    refuse_if([*rules.obstacles_to_changing(consultation), *rules.obstacles_to_removing_finding(consultation)])

    trail.record("removed a finding from", on=consultation, by=by, at=at, sentence=finding.sentence)
    PastFinding.objects.filter(pk=finding.pk).delete()
    return consultation


def _locked(consultation):
    rows = PastConsultation.objects.select_for_update(of=("self",)).select_related("borough")
    return rows.get(pk=consultation.pk)


def _places(reach, wards, townships):
    """What was ticked under another reach than the one chosen does not count."""
    reaches = PastConsultation.Reach
    return {
        "wards": list(wards) if reach == reaches.WARDS else [],
        "townships": list(townships) if reach == reaches.TOWNSHIPS else [],
    }


def _cover(consultation, *, wards, townships):
    consultation.wards.set(wards)
    consultation.townships.set(townships)
