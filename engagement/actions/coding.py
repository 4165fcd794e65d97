"""Coding: learning from it, the second person, what is the same problem, and what may be quoted."""

from django.db import transaction

from engagement import coding, rules
from engagement.actions.concerns import recode
from engagement.coding.sampling import sample
from engagement.models import CodingModel, Concern, Quotation, SecondCoding
from pact.audit import trail
from pact.core.redaction import redact
from pact.core.refusals import refuse_if
from pact.places.models import Borough
from pact.taxonomy.models import IssueType

FEWEST, NEW_CODES, MOST = 30, 20, 5_000


@transaction.atomic
def learn(borough, *, at):
    """Learn how words are coded in a borough, where enough was coded since the last time. None where not.

    Numbers, e-mails and names are taken out of the words first, and what is kept are numbers without any word.
    """
    borough = Borough.objects.select_for_update(of=("self",)).get(pk=borough.pk)
    latest = CodingModel.objects.filter(borough=borough).order_by("-version").first()
    coded = Concern.objects.counted().filter(cycle__pact__ward__borough=borough).exclude(words="")
    count = coded.count()
    if count < FEWEST or (latest and count - latest.examples < NEW_CODES):
        return None
    latest_first = coded.order_by("-recorded_at", "-pk").values_list("words", "issue_type__code")[:MOST]
    examples = [(redact(words).text, code) for words, code in list(latest_first)[::-1]]
    codes = sorted({*IssueType.objects.in_use().values_list("code", flat=True), *(code for _, code in examples)})
    way, measured = coding.chosen(examples, codes)
    return CodingModel.objects.create(
        borough=borough,
        version=latest.version + 1 if latest else 1,
        made_at=at,
        examples=count,
        way=way,
        numbers=coding.fit(way, examples, codes).to_json(),
        measured=[
            {"way": name, "tried": m.tried, "right": m.right, "surprise": round(m.surprise, 3), "bands": m.bands}
            for name, m in measured.items()
        ],
    )


# The second person


@transaction.atomic
def draw_sample(cycle, *, by, at):
    """A tenth of the cycle's concerns that have words, for a second person to code. Again adds what is missing."""
    cycle = type(cycle).objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    concerns = Concern.objects.counted().filter(cycle=cycle).exclude(words="").exclude(source=Concern.Source.WALKABOUT)
    by_reference = {concern.reference: concern for concern in concerns.only("reference")}
    refuse_if([] if by_reference else ["No concern of this cycle has words that could be coded again."])
    known = set(SecondCoding.objects.filter(cycle=cycle).values_list("concern__reference", flat=True))
    drawn = [reference for reference in sample(by_reference) if reference not in known]
    SecondCoding.objects.bulk_create(
        [SecondCoding(concern=by_reference[reference], cycle=cycle, drawn_at=at) for reference in drawn]
    )
    if drawn:
        trail.record("drew for a second coding", on=cycle, by=by, at=at, drawn=len(drawn))
    return len(drawn)


@transaction.atomic
def code_second(second, *, issue_type, by, at):
    """What the second person says, who did not see the first code. It changes nothing until it is settled."""
    second = (
        SecondCoding.objects.select_for_update(of=("self",)).select_related("concern__issue_type").get(pk=second.pk)
    )
    refuse_if(rules.obstacles_to_coding_second(second, by=by))
    second.first, second.second, second.coded_at, second.coded_by = second.concern.issue_type, issue_type, at, by
    if second.agrees:
        second.settled_at, second.settled_by = at, by
    second.save()
    trail.record("coded again", on=second.concern, by=by, at=at, agrees=second.agrees)
    return second


@transaction.atomic
def settle(second, *, issue_type, by, at):
    """Two people talked about a difference: this is the type from now on. The agreement stays what it was."""
    second = SecondCoding.objects.select_for_update(of=("self",)).select_related("concern").get(pk=second.pk)
    refuse_if([] if second.coded_at else ["It has not been coded by a second person yet."])
    recode(second.concern, issue_type=issue_type, by=by, at=at)
    if not second.settled_at:
        second.settled_at, second.settled_by = at, by
        second.save(update_fields=["settled_at", "settled_by"])
    return second


# The same problem told twice


@transaction.atomic
def merge(concern, *, into, by, at):
    """Both rows stay, and only `into` is counted from now on."""
    locked = Concern.objects.select_for_update(of=("self",)).in_bulk(sorted({concern.pk, into.pk}))
    concern, into = locked[concern.pk], locked[into.pk]
    if concern.merged_into_id == into.pk:
        return concern
    refuse_if(rules.obstacles_to_merging(concern, into=into))
    concern.merged.update(merged_into=into)
    concern.merged_into = into
    concern.save(update_fields=["merged_into"])
    trail.record("merged", on=concern, by=by, at=at, into=into.reference)
    return concern


@transaction.atomic
def part(concern, *, by, at):
    """Take a merging back: it counts by itself again."""
    concern = Concern.objects.select_for_update(of=("self",)).select_related(None).get(pk=concern.pk)
    if concern.merged_into_id is None:
        return concern
    concern.merged_into = None
    concern.save(update_fields=["merged_into"])
    trail.record("parted", on=concern, by=by, at=at)
    return concern


# What may be quoted


@transaction.atomic
def clear_quotation(concern, *, text, by, at):
    """A person has read these words beside what was said, and clears them for use outside."""
    concern = Concern.objects.select_for_update(of=("self",)).select_related("issue_type").get(pk=concern.pk)
    refuse_if(rules.obstacles_to_quoting(concern, text=text))
    fields = {"text": text, "cleared_at": at, "cleared_by": by, "withdrawn_at": None, "withdrawn_by": None}
    quotation, _ = Quotation.objects.update_or_create(concern=concern, defaults=fields)
    trail.record("cleared a quotation", on=concern, by=by, at=at)
    return quotation


@transaction.atomic
def withdraw_quotation(concern, *, by, at):
    changed = Quotation.objects.filter(concern=concern, withdrawn_at=None).update(withdrawn_at=at, withdrawn_by=by)
    if changed:
        trail.record("withdrew a quotation", on=concern, by=by, at=at)
