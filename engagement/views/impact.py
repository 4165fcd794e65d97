"""Impact assessments: the list, one of them, its form, its plan, its review and its PDF."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement import actions, forms, queries, rules
from engagement.models import Group, ImpactAction, ImpactAssessment
from engagement.papers import ASSESSMENT
from engagement.views.common import cycles_of, page_of, remembered
from pact.accounts.models import Permission
from pact.core.refusals import Refused
from pact.cycles.models import Cycle
from pact.documents import actions as documents


@login_required
@require_safe
def assessment_list(request):
    user, today = request.user, timezone.localdate()
    filters = forms.AssessmentFilter(
        remembered(request, "assessments") or None,
        wards=user.wards(Permission.SEE_CYCLE).filter(ends_on=None).order_by("name", "pk"),
    )
    visible = ImpactAssessment.objects.visible_to(user)
    page = page_of(request, queries.assessments(visible, today=today, **filters.chosen()))
    context = {
        "filters": filters,
        "page": page,
        "rows": [(assessment, assessment.is_due(today=today)) for assessment in page],
        "cycles": cycles_of(user.wards(Permission.PLAN_ENGAGEMENT)) if user.can(Permission.PLAN_ENGAGEMENT) else [],
    }
    return render(request, "engagement/assessment_list.html", context)


@login_required
@require_safe
def assessment(request, pk):
    assessment = _assessment_for(request.user, pk)
    context = {
        "assessment": assessment,
        "sheet": queries.sheet(assessment),
        "is_due": assessment.is_due(today=timezone.localdate()),
        "may_write": rules.may_plan(request.user, assessment.cycle.ward),
    }
    return render(request, "engagement/assessment.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_assessment(request, cycle):
    cycle = get_object_or_404(Cycle.objects.visible_to(request.user).for_display(), pk=cycle)
    if not rules.may_plan(request.user, cycle.ward):
        raise PermissionDenied

    form = forms.AssessmentForm(request.POST or None, **_offered(cycle))
    if request.method == "POST" and form.is_valid():
        try:
            assessment = actions.assess(cycle, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The assessment is saved. Plan what follows from it.")
            return redirect(assessment)

    return render(request, "engagement/assessment_form.html", {"form": form, "cycle": cycle})


@login_required
@require_http_methods(["GET", "POST"])
def assessment_form(request, pk):
    assessment = _written_assessment(request.user, pk)
    initial = forms.initial_of(assessment)
    form = forms.AssessmentForm(request.POST or None, **_offered(assessment.cycle), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reassess(assessment, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The assessment is changed.")
            return redirect(assessment)

    context = {"form": form, "cycle": assessment.cycle, "assessment": assessment}
    return render(request, "engagement/assessment_form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def assessment_action(request, pk):
    assessment = _written_assessment(request.user, pk)
    form = forms.ImpactActionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.plan_impact_action(assessment, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "It is in the action plan.")
        return redirect(assessment)

    context = {"form": form, "assessment": assessment, "heading": "Add to the action plan"}
    return render(request, "engagement/assessment_step.html", context)


@login_required
@require_POST
def assessment_action_removal(request, pk):
    visible = ImpactAssessment.objects.visible_to(request.user)
    row = get_object_or_404(ImpactAction.objects.filter(assessment__in=visible), pk=pk)
    assessment = _written_assessment(request.user, row.assessment_id)
    actions.drop_impact_action(row, by=request.user, at=timezone.now())
    messages.success(request, "It is out of the action plan.")
    return redirect(assessment)


@login_required
@require_http_methods(["GET", "POST"])
def assessment_review(request, pk):
    assessment = _written_assessment(request.user, pk)
    form = forms.AssessmentReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.review_assessment(assessment, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The review is recorded.")
            return redirect(assessment)

    context = {"form": form, "assessment": assessment, "heading": "Record the further review"}
    return render(request, "engagement/assessment_step.html", context)


@login_required
@require_POST
def assessment_paper(request, pk):
    """The form as a PDF, made in the background."""
    assessment = _assessment_for(request.user, pk)
    title = f"Impact assessment: {assessment}"
    return redirect(documents.ask_for(ASSESSMENT, assessment.pk, title=title, by=request.user, at=timezone.now()))


def _offered(cycle):
    return {"groups": Group.objects.to_assess(), "engagements": cycle.engagements.order_by("starts_on", "pk")}


def _assessment_for(user, pk):
    return get_object_or_404(ImpactAssessment.objects.visible_to(user).for_display(), pk=pk)


def _written_assessment(user, pk):
    assessment = _assessment_for(user, pk)
    if not rules.may_plan(user, assessment.cycle.ward):
        raise PermissionDenied
    return assessment
