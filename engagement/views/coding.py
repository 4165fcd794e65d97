"""How what people said is coded: the second person, the codebook, what is the same problem, what may be quoted."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement import actions, coding, forms, queries, rules
from engagement.models import Concern, SecondCoding
from engagement.views.common import cycles_of, issue_types
from pact.accounts.models import Permission
from pact.core.redaction import redact
from pact.core.refusals import Refused
from pact.cycles.models import Cycle
from pact.places.models import Borough

REFERENCE = re.compile(r"[A-Z0-9]{1,20}")


@login_required
@require_safe
def codebook(request):
    """What belongs to each issue type, for everybody who codes; with how well suggestions have done."""
    cycles = list(cycles_of(request.user.wards(Permission.SEE_ANSWERS))) if _codes(request.user) else []
    wards = request.user.wards(Permission.SEE_ANSWERS)
    borough = Borough.objects.filter(wards__in=wards).order_by("name", "pk").first()
    model = queries.latest_model(borough) if borough else None
    context = {
        "chapters": queries.codebook(request.user),
        "cycles": cycles,
        "learned": _learned(borough, model) if model else None,
        "codes": _codes(request.user),
    }
    return render(request, "engagement/codebook.html", context)


def _codes(user):
    return user.can(Permission.SEE_ANSWERS)


def _learned(borough, model):
    """A model with what it would have said of what came later: `(from %, to %, right, of)` for each confidence."""
    ways = [(coding.WAYS[row["way"]], row["right"], row["tried"], row["way"] == model.way) for row in model.measured]
    chosen = next((row for row in model.measured if row["way"] == model.way), {"bands": []})
    bands = [(round(100 * low), round(100 * high), right, many) for low, high, many, right, _ in chosen["bands"]]
    return {"borough": borough, "model": model, "ways": ways, "bands": bands}


@login_required
@require_safe
def cycle_coding(request, cycle):
    """One cycle: how alike two people code, what is to be settled, and what may be the same problem."""
    cycle = _cycle_for(request.user, cycle)
    agreement, differing, waiting = queries.agreement_in(cycle)
    return render(
        request,
        "engagement/cycle_coding.html",
        {
            "cycle": cycle,
            "agreement": agreement,
            "differing": differing,
            "waiting": waiting,
            "pairs": queries.perhaps_the_same(cycle),
        },
    )


@login_required
@require_POST
def cycle_coding_sample(request, cycle):
    cycle = _cycle_for(request.user, cycle)
    try:
        drawn = actions.draw_sample(cycle, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        said = f"{drawn} more are drawn." if drawn else "The tenth is drawn already."
        messages.success(request, f"{said} Somebody who did not code them first codes them now.")
    return redirect("engagement:cycle_coding", cycle.pk)


@login_required
@require_http_methods(["GET", "POST"])
def second_coding(request, pk):
    """Blind until it is coded; then both codes, to be settled where they differ."""
    if not _codes(request.user):
        raise PermissionDenied
    found = SecondCoding.objects.visible_to(request.user).select_related(
        "concern__cycle__pact__ward", "first", "second"
    )
    second = get_object_or_404(found, pk=pk)
    kind = forms.SettlingForm if second.coded_at else forms.SecondCodingForm
    form = kind(request.POST or None, issue_types=issue_types())
    act = actions.settle if second.coded_at else actions.code_second
    if request.method == "POST" and form.is_valid():
        try:
            act(second, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "Your code is saved.")
            return redirect("engagement:cycle_coding", second.cycle_id)

    return render(request, "engagement/second_coding.html", {"second": second, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def concern_merging(request, reference):
    concern = _concern_for(request.user, reference)
    others = queries.others_in_cycle(concern)
    asked = request.GET.get("into", "")
    shown = others.filter(reference=asked).first() if REFERENCE.fullmatch(asked) else None
    form = forms.MergingForm(request.POST or None, others=others, initial={"into": shown and shown.reference})
    form.cancel_href = concern.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        try:
            actions.merge(concern, into=into, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{concern.reference} is counted with {into.reference} from now on.")
            return redirect(concern)

    context = {"concern": concern, "form": form, "into": shown, "into_words": _words(shown)}
    return render(request, "engagement/concern_merging.html", context)


def _words(concern):
    return Concern.objects.values_list("words", flat=True).get(pk=concern.pk) if concern else ""


@login_required
@require_POST
def concern_parting(request, reference):
    concern = _concern_for(request.user, reference)
    actions.part(concern, by=request.user, at=timezone.now())
    messages.success(request, f"{concern.reference} is counted by itself again.")
    return redirect(concern)


@login_required
@require_http_methods(["GET", "POST"])
def concern_quotation(request, reference):
    """What was said and what may be shown, side by side, for a person to read and clear."""
    concern = _concern_for(request.user, reference)
    quotation = getattr(concern, "quotation", None)
    redacted = redact(concern.words)
    text = quotation.text if quotation else redacted.text[:300]
    form = forms.QuotationForm(request.POST or None, initial={"text": text})
    form.cancel_href = concern.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        try:
            actions.clear_quotation(concern, text=form.cleaned_data["text"], by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "These words may be shown with the findings and in the newsletter.")
            return redirect(concern)

    context = {"concern": concern, "form": form, "quotation": quotation, "taken": redacted.taken}
    return render(request, "engagement/concern_quotation.html", context)


@login_required
@require_POST
def concern_quotation_withdrawal(request, reference):
    concern = _concern_for(request.user, reference)
    actions.withdraw_quotation(concern, by=request.user, at=timezone.now())
    messages.success(request, "These words are not shown any more.")
    return redirect(concern)


def _cycle_for(user, pk):
    cycle = get_object_or_404(Cycle.objects.visible_to(user).for_display(), pk=pk)
    if not rules.may_report(user, cycle.ward):
        raise PermissionDenied
    return cycle


def _concern_for(user, reference):
    found = Concern.objects.visible_to(user).for_display().defer(None)
    concern = get_object_or_404(
        found.select_related("quotation", "issue_type", "cycle__pact__ward"), reference=reference
    )
    if not rules.may_report(user, concern.cycle.ward):
        raise PermissionDenied
    return concern
