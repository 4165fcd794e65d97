"""Engagements: the list, the plan, the page of one, its end and its findings."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement import actions, forms, queries, rules
from engagement.forms.planning import CONSENT
from engagement.models import Engagement, Group, Technique
from engagement.showing import shown_of
from engagement.views.common import cycles_of, engagement_for, page_of, remembered
from pact.accounts.models import Agency, Permission, User
from pact.core.refusals import Refused
from pact.core.wording import sentence_list
from pact.cycles.models import Cycle, Pact
from profiles.models import PriorityActionArea

FOUR_WEEKS = timedelta(days=27)


@login_required
@require_safe
def engagement_list(request):
    visible = Engagement.objects.visible_to(request.user)
    filters = forms.EngagementFilter(
        remembered(request, "engagements") or None,
        wards=request.user.wards(Permission.SEE_CYCLE).order_by("name", "pk"),
        techniques=Technique.objects.order_by("name", "pk"),
    )
    today = timezone.localdate()
    page = page_of(request, queries.engagements(visible, today=today, **filters.chosen()))
    return render(
        request,
        "engagement/engagement_list.html",
        {
            "filters": filters,
            "page": page,
            "rows": [(engagement, queries.progress_in_all(engagement)) for engagement in page],
            "may_plan": request.user.can(Permission.PLAN_ENGAGEMENT),
            "youth_pacts": queries.youth_pacts(request.user),
        },
    )


@login_required
@require_safe
def engagement(request, pk):
    engagement = engagement_for(request.user, pk)
    ward = engagement.cycle.ward
    may_plan = rules.may_plan(request.user, ward)
    return render(
        request,
        "engagement/engagement.html",
        {
            "engagement": engagement,
            "in_all": queries.progress_in_all(engagement),
            "progress": queries.progress(engagement),
            "who": queries.who_does_it(engagement),
            "clashes": queries.clashes_with(queries.event_of(engagement), request.user)[:3] if may_plan else [],
            "sharings": queries.sharings_of(engagement) if may_plan else [],
            "may_share": may_plan or rules.may_ask_to_join(request.user),
            "may_plan": may_plan,
            "is_youth": engagement.cycle.pact.kind == Pact.Kind.YOUTH,
            "may_record": rules.may_record(request.user, engagement),
            "may_report": rules.may_report(request.user, ward),
            "may_see_findings": rules.may_see_findings(request.user, engagement),
            "obstacles": rules.obstacles_to_recording(engagement),
            "publishing_obstacles": rules.obstacles_to_publishing_findings(engagement),
            "counts": queries.issue_counts(engagement.cycle, engagement=engagement) if may_plan else [],
            "heard_from": queries.heard_from(engagement) if may_plan and engagement.interview_count else None,
            "may_see_network": rules.may_see_contacts(request.user, engagement.cycle.pact),
            "rounds": queries.rounds(engagement.rounds.visible_to(request.user)),
            "mine": queries.interviews(engagement.interviews.all(), by=request.user)[:5],
        },
    )


@login_required
@require_safe
def plan_start(request):
    """Choose the cycle to plan in; with one cycle only there is nothing to choose."""
    if not request.user.can(Permission.PLAN_ENGAGEMENT):
        raise PermissionDenied

    cycles = list(cycles_of(request.user.wards(Permission.PLAN_ENGAGEMENT)))
    if len(cycles) == 1:
        return redirect("engagement:new_engagement", cycles[0].pk)
    return render(request, "engagement/plan_start.html", {"cycles": cycles})


@login_required
@require_http_methods(["GET", "POST"])
def new_engagement(request, cycle):
    cycle = get_object_or_404(Cycle.objects.visible_to(request.user).for_display(), pk=cycle)
    if not rules.may_plan(request.user, cycle.ward):
        raise PermissionDenied

    areas = _areas_of(cycle)
    form = forms.PlanForm(
        request.POST or None,
        techniques=Technique.objects.in_use().order_by("name", "pk"),
        areas=areas,
        **_who_may_be_named(cycle),
        initial=_first_values(request, cycle, areas),
    )
    if "check" in request.POST:
        return _checked(request, form, cycle)
    if request.method == "POST" and form.is_valid():
        try:
            engagement = actions.plan(cycle, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{engagement} is planned.")
            return redirect(engagement)

    return render(
        request,
        "engagement/plan.html",
        {"form": form, "cycle": cycle},
    )


@login_required
@require_http_methods(["GET", "POST"])
def engagement_plan(request, pk):
    engagement = _planned_engagement(request.user, pk)
    kept = ("technique", "title", "purpose", "can_change", "cannot_change", "starts_on", "last_day", "target")
    initial = {name: getattr(engagement, name) for name in (*kept, "consent_text", "consent_version")}
    named = ("areas", "groups", "team", "agencies")
    initial |= {name: list(getattr(engagement, name).values_list("pk", flat=True)) for name in named}
    form = forms.PlanForm(
        request.POST or None,
        techniques=(Technique.objects.in_use() | Technique.objects.filter(pk=engagement.technique_id)).order_by("name"),
        areas=_areas_of(engagement.cycle),
        **_who_may_be_named(engagement.cycle),
        initial=initial,
    )
    if "check" in request.POST:
        return _checked(request, form, engagement.cycle, engagement)
    if request.method == "POST" and form.is_valid():
        try:
            actions.replan(engagement, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The plan is changed.")
            return redirect(engagement)

    return render(request, "engagement/plan.html", {"form": form, "cycle": engagement.cycle, "engagement": engagement})


def _checked(request, form, cycle, engagement=None):
    """The form as it was typed, with what on the calendar would meet the same people. Nothing is saved."""
    context = {"form": form, "cycle": cycle, "engagement": engagement}
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("technique", "title", "areas", "groups")}
        facts |= {name: form.cleaned_data[name] for name in ("starts_on", "ends_on")}
        key = queries.key_of(engagement) if engagement else "plan"
        planned = queries.event_of_plan(cycle, **facts, key=key)
        context |= {"is_checked": True, "clashes": queries.clashes_with(planned, request.user)}
    return render(request, "engagement/plan.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def engagement_closing(request, pk):
    engagement = _planned_engagement(request.user, pk)
    asks_how_many = engagement.technique.form == Technique.Form.NONE
    form = forms.ClosingForm(request.POST or None, asks_how_many=asks_how_many)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_out(engagement, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{engagement} is closed out. Its findings can be published.")
            return redirect(engagement)

    context = {"form": form, "engagement": engagement, "progress": queries.progress(engagement)}
    return render(request, "engagement/engagement_closing.html", context | {"asks_how_many": asks_how_many})


@login_required
@require_safe
def engagement_findings(request, pk):
    engagement = engagement_for(request.user, pk)
    if not rules.may_see_findings(request.user, engagement):
        raise PermissionDenied

    may_plan = rules.may_plan(request.user, engagement.cycle.ward)
    context = {
        "may_publish": may_plan and not engagement.findings_are_published,
        "obstacles": rules.obstacles_to_publishing_findings(engagement),
    }
    return render(
        request, "engagement/engagement_findings.html", shown_of(engagement, today=timezone.localdate()) | context
    )


@login_required
@require_POST
def findings_publication(request, pk):
    engagement = _planned_engagement(request.user, pk)
    try:
        actions.publish_findings(engagement, by=request.user, at=timezone.now())
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return redirect("engagement:engagement_findings", engagement.pk)
    messages.success(request, "The findings are published to everybody who works with this ward.")
    return redirect("engagement:engagement_findings", engagement.pk)


def _planned_engagement(user, pk):
    engagement = engagement_for(user, pk)
    if not rules.may_plan(user, engagement.cycle.ward):
        raise PermissionDenied
    return engagement


def _areas_of(cycle):
    """The agreed areas of the ward, the latest profile's first."""
    confirmed = PriorityActionArea.objects.confirmed().filter(ward=cycle.pact.ward)
    return confirmed.order_by("-profile__version", "name", "pk")


def _who_may_be_named(cycle):
    """Whom a plan may choose from: groups of people, those who record in this ward, and agencies."""
    return {
        "groups": Group.objects.to_reach(),
        "team": User.objects.filter(pk__in=queries.recorders_of(cycle.ward)).order_by("name", "pk"),
        "agencies": Agency.objects.order_by("name", "pk"),
    }


def _first_values(request, cycle, areas):
    """Four weeks from today or from the cycle's first day, and a notice that fits."""
    today = timezone.localdate()
    first = today if cycle.starts_on <= today < cycle.ends_on else cycle.starts_on
    place = sentence_list([area.name for area in areas][:3]) or str(cycle.ward)
    values = {
        "starts_on": first,
        "last_day": first + FOUR_WEEKS,
        "consent_version": "1",
        "consent_text": CONSENT.format(council=settings.WORDS["council"], area=place),
    }
    if len(areas) == 1:
        values["areas"] = [areas[0].pk]
    if slug := slugify(request.GET.get("technique", "")):
        values["technique"] = Technique.objects.in_use().filter(slug=slug).first()
    return values
