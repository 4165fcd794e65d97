"""The register of past consultations: the list, one of them, and what is written into it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pact.accounts.models import Permission
from pact.core.refusals import Refused
from pact.places.models import Borough
from profiles import actions, forms, queries, rules
from profiles.models import PastConsultation, PastFinding

PAGE = 25
COLUMNS = [
    {"text": "Consultation"},
    {"text": "How"},
    {"text": "Who asked"},
    {"text": "When"},
    {"text": "Answered"},
    {"text": "Where"},
    {"text": "Findings", "is_number": True},
]


@login_required
@require_safe
def consultation_list(request):
    wards = request.user.wards(Permission.SEE_CYCLE).on(timezone.localdate())
    filters = forms.ConsultationFilter(request.GET, wards=wards)
    found = queries.consultations(PastConsultation.objects.visible_to(request.user), **filters.chosen())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "page": page,
        "columns": COLUMNS,
        "rows": [_row(each) for each in page],
        "may_register": rules.may_register(request.user),
    }
    return render(request, "profiles/consultation_list.html", context)


def _row(consultation):
    return [
        {"text": consultation.title, "href": consultation.get_absolute_url()},
        consultation.get_method_display(),
        consultation.asked_by,
        consultation.when,
        consultation.sample_in_words,
        queries.covered(consultation),
        str(consultation.n),
    ]


@login_required
@require_safe
def consultation(request, pk):
    consultation = _consultation_for(request.user, pk)
    may_change = rules.may_change_consultation(request.user, consultation) and not consultation.is_withdrawn
    return render(
        request,
        "profiles/consultation.html",
        {
            "consultation": consultation,
            "facts": queries.consultation_facts(consultation),
            "findings": consultation.findings.select_related("issue_type", "consultation").order_by(
                "issue_type__name", "pk"
            ),
            "may_change": may_change,
            "may_remove": may_change and not rules.obstacles_to_removing_finding(consultation),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def consultation_registration(request):
    if not rules.may_register(request.user):
        raise PermissionDenied
    form = forms.ConsultationForm(request.POST or None, **_places_of(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            consultation = actions.add_consultation(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"“{consultation}” is registered. Now add what it found.")
            return redirect(consultation)

    return render(request, "profiles/consultation_registration.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def consultation_correction(request, pk):
    consultation = _changeable(request.user, pk)
    words = {field: getattr(consultation, field) for field in forms.ConsultationForm.base_fields}
    known = words | {"wards": consultation.wards.all(), "townships": consultation.townships.all()}
    form = forms.ConsultationForm(request.POST or None, initial=known, **_places_of(request.user))
    form.cancel_href = consultation.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if name != "borough"}
        try:
            actions.change_consultation(consultation, **facts, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The register is corrected. Published profiles keep what they said.")
            return redirect(consultation)

    return render(request, "profiles/consultation_correction.html", {"form": form, "consultation": consultation})


@login_required
@require_http_methods(["GET", "POST"])
def consultation_withdrawal(request, pk):
    consultation = _changeable(request.user, pk)
    form = forms.ConsultationWithdrawalForm(request.POST or None)
    form.cancel_href = consultation.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_consultation(consultation, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"“{consultation}” is withdrawn. Profiles still to be published leave it out.")
            return redirect(consultation)

    return render(request, "profiles/consultation_withdrawal.html", {"form": form, "consultation": consultation})


@login_required
@require_http_methods(["GET", "POST"])
def finding_addition(request, pk):
    consultation = _changeable(request.user, pk)

    def save(facts):
        actions.add_finding(consultation, **facts, by=request.user, at=timezone.now())

    return _finding_page(request, consultation, save, title="Add a finding", initial={})


@login_required
@require_http_methods(["GET", "POST"])
def finding_correction(request, pk):
    finding = _finding_for(request.user, pk)

    def save(facts):
        actions.change_finding(finding, **facts, by=request.user, at=timezone.now())

    initial = {field: getattr(finding, field) for field in forms.FindingForm.base_fields}
    return _finding_page(request, finding.consultation, save, title="Correct a finding", initial=initial)


@login_required
@require_POST
def finding_removal(request, pk):
    finding = _finding_for(request.user, pk)
    try:
        actions.remove_finding(finding, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, "The finding is removed.")
    return redirect(finding.consultation)


def _finding_page(request, consultation, save, *, title, initial):
    form = forms.FindingForm(request.POST or None, initial=initial)
    form.cancel_href = consultation.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        try:
            save(form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The finding is saved.")
            return redirect(consultation)

    return render(request, "profiles/finding.html", {"form": form, "consultation": consultation, "title": title})


def _places_of(user):
    """The boroughs, townships and wards whose profiles this person writes, for the choices of a form."""
    today = timezone.localdate()
    wards = user.wards(Permission.WRITE_PROFILE).on(today)
    return {
        "boroughs": Borough.objects.filter(pk__in=wards.values("borough")).order_by("name", "pk"),
        "townships": user.townships(Permission.WRITE_PROFILE).on(today).order_by("name", "pk"),
        "wards": wards.order_by("name", "pk"),
    }


def _consultation_for(user, pk):
    rows = PastConsultation.objects.visible_to(user).select_related("borough", "added_by", "withdrawn_by")
    return get_object_or_404(rows.prefetch_related("wards", "townships"), pk=pk)


def _changeable(user, pk):
    consultation = _consultation_for(user, pk)
    if not rules.may_change_consultation(user, consultation):
        raise PermissionDenied
    return consultation


def _finding_for(user, pk):
    visible = PastConsultation.objects.visible_to(user).values("pk")
    finding = get_object_or_404(PastFinding.objects.filter(consultation__in=visible), pk=pk)
    finding.consultation = _changeable(user, finding.consultation_id)
    return finding
