"""What PACT suggests, how well that went, how alike people code, and what may be the same twice."""

from dataclasses import dataclass

from engagement import coding, duplicates
from engagement.models import CodingModel, Concern, Quotation, SecondCoding
from engagement.rules.coding import MERGEABLE
from pact.core.redaction import redact
from pact.taxonomy.models import IssueType

SHOWN = 3
MOST_COMPARED = 3_000
MOST_PAIRS = 50


@dataclass(frozen=True)
class Suggestion:
    issue_type: IssueType
    chance: float

    @property
    def percent(self):
        return round(100 * self.chance)


@dataclass(frozen=True)
class Suggestions:
    """The likeliest types. `is_sure` where the first is likelier than not; else PACT says that it does not know."""

    likeliest: list
    is_sure: bool

    @property
    def offered(self):
        """What is offered while somebody types: the one, or where PACT is not sure, some."""
        return self.likeliest[:1] if self.is_sure else self.likeliest


def latest_model(borough):
    return CodingModel.objects.filter(borough=borough).order_by("-version").first()


def suggest(words, borough):
    """Suggestions for what somebody wrote, by what was learned in this borough. Two queries."""
    types = {issue_type.code: issue_type for issue_type in IssueType.objects.in_use()}
    kept = latest_model(borough)
    codes = [code for code in coding.SEEDS if code in types]
    model = coding.Model.from_json(kept.numbers) if kept else coding.fit(coding.SEEDED, [], codes or list(types))
    if not words.strip() or not types:
        return Suggestions([], is_sure=False)
    chances = model.probabilities([redact(words).text])[0]
    ranked = sorted(zip(model.codes, chances, strict=True), key=lambda pair: -pair[1])
    found = [Suggestion(types[code], float(chance)) for code, chance in ranked if code in types][:SHOWN]
    return Suggestions(found, is_sure=bool(found) and found[0].chance >= coding.SURE)


def seeds_to_take(borough):
    """What a phone needs to suggest by itself: seed words and how far each counts, and nothing that was said here."""
    types = {issue_type.code: issue_type.pk for issue_type in IssueType.objects.in_use()}
    kept = latest_model(borough)
    simple = coding.Model.from_json(kept.numbers) if kept and kept.way != coding.LEARNED else None
    model = simple or coding.fit(coding.SEEDED, [], [code for code in coding.SEEDS if code in types])
    kinds = [
        {"pk": types[code], "lean": float(lean), "phrases": coding.phrases(code)}
        for code, lean in zip(model.codes, model.lean, strict=True)
        if code in types
    ]
    return {"silent": sorted(coding.SILENT), "trust": model.trust, "types": kinds}


def agreement_in(cycle):
    """(Agreement, those that differ and are not settled, how many wait) of a cycle's second codings."""
    rows = list(
        SecondCoding.objects.filter(cycle=cycle).select_related("concern", "first", "second").order_by("coded_at", "pk")
    )
    coded = [row for row in rows if row.coded_at]
    found = coding.agreement((row.first_id, row.second_id) for row in coded)
    return found, [row for row in coded if not row.settled_at], [row for row in rows if not row.coded_at]


def perhaps_the_same(cycle):
    """Pairs of `duplicates.Pair` with their concerns: `[(pair, first, second), …]`, the likeliest first."""
    rows = Concern.objects.counted().filter(cycle=cycle).exclude(source=Concern.Source.WALKABOUT)
    rows = rows.order_by("-recorded_at", "-pk")[:MOST_COMPARED]
    told = [
        duplicates.Told(
            pk=concern.pk,
            issue=concern.issue_type_id,
            place=concern.place,
            longitude=concern.longitude,
            latitude=concern.latitude,
            at=concern.recorded_at,
            words=concern.words,
            may_go=concern.source in MERGEABLE,
        )
        for concern in rows
    ]
    pairs = duplicates.pairs(told)[:MOST_PAIRS]
    concerns = Concern.objects.for_display().in_bulk({pk for pair in pairs for pk in (pair.first.pk, pair.second.pk)})
    return [(pair, concerns[pair.first.pk], concerns[pair.second.pk]) for pair in pairs]


def others_in_cycle(concern):
    """Those that it could be merged into."""
    others = Concern.objects.counted().filter(cycle=concern.cycle_id).exclude(pk=concern.pk)
    return others.for_display().order_by("-recorded_at", "-pk")


@dataclass(frozen=True)
class Chapter:
    """One issue type of the codebook."""

    issue_type: IssueType
    belongs: str
    not_this: str
    examples: list


def codebook(user):
    """Every type in use, with examples that a person has cleared."""
    examples = {}
    cleared = Quotation.objects.visible_to(user).cleared().select_related("concern").order_by("-cleared_at", "-pk")
    for quotation in cleared[:200]:
        examples.setdefault(quotation.concern.issue_type_id, []).append(quotation.text)
    return [
        Chapter(issue_type, *coding.BOOK.get(issue_type.code, ("", "")), examples.get(issue_type.pk, [])[:SHOWN])
        for issue_type in IssueType.objects.in_use().order_by("name", "pk")
    ]


def quotations_of(engagement):
    """What may be shown with its findings: cleared by a person. Texts only, in the order in which they were cleared."""
    cleared = Quotation.objects.cleared().filter(concern__engagement=engagement, concern__merged_into=None)
    return list(cleared.order_by("cleared_at", "pk").values_list("text", flat=True)[:20])


def quotations_for(concerns):
    """The same of some concerns, for a newsletter."""
    cleared = Quotation.objects.cleared().filter(concern__in=concerns)
    return list(cleared.order_by("cleared_at", "pk").values_list("text", flat=True)[:20])
