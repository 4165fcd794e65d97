"""What people sent in: read, counted as a concern or set aside; and files of the council's own reporting system."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from engagement import actions, forms, queries
from engagement.models import Report, ReportFile
from engagement.views.common import cycles_of, issue_types, page_of, remembered
from pact.accounts.models import Permission
from pact.core.redaction import without
from pact.core.refusals import Refused
from profiles.models import PriorityActionArea

FIRST_ROWS = 20
COUNTS = {
    "read": "Rows in the file",
    "new": "New reports of this ward",
    "coded": "of them with a category that belongs to an issue type: concerns at once",
    "waiting": "of them to be coded by a person",
    "known": "Here already: add nothing",
    "outside": "Outside the ward",
    "placeless": "Without a place",
    "refused": "Refused",
}


@login_required
@require_safe
def report_list(request):
    """The tray of what came in. Only those who read answers."""
    if not request.user.can(Permission.SEE_ANSWERS):
        raise PermissionDenied
    filters = forms.ReportListFilter(
        remembered(request, "reports") or None, wards=request.user.wards(Permission.SEE_ANSWERS).order_by("name", "pk")
    )
    found = queries.reports(Report.objects.visible_to(request.user), **filters.chosen())
    return render(
        request,
        "engagement/report_list.html",
        {
            "filters": filters,
            "page": page_of(request, found),
            "files": queries.report_files(request.user)[:10],
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def report_waiting(request, reference):
    """One report with what PACT suggests, to be counted as a concern."""
    report = _report_for(request.user, reference)
    if report.words:
        actions.look_at_words(report, by=request.user, at=timezone.now())
    suggestions = queries.suggest(report.words if report.is_waiting else "", report.pact.ward.borough)
    form = forms.CountingForm(
        request.POST or None,
        suggestions=suggestions,
        areas=PriorityActionArea.objects.confirmed().filter(ward=report.pact.ward).order_by("name", "pk"),
        issue_types=issue_types(),
        initial={"place": without(report.place)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.count_as(report, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{report.reference} counts as {form.cleaned_data['issue_type'].name}.")
            return redirect("engagement:report_list")

    context = {"report": report, "form": form, "suggestions": suggestions}
    return render(request, "engagement/report_waiting.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def report_setting_aside(request, reference):
    report = _report_for(request.user, reference)
    form = forms.SettingAsideForm(request.POST or None)
    form.cancel_href = report.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_aside(report, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{report.reference} is set aside and counts nowhere.")
            return redirect("engagement:report_list")

    return render(request, "engagement/report_setting_aside.html", {"report": report, "form": form})


# Files


@login_required
@require_http_methods(["GET", "POST"])
def new_report_file(request):
    if not request.user.can(Permission.SEE_ANSWERS):
        raise PermissionDenied
    form = forms.ReportFileForm(
        request.POST or None,
        request.FILES or None,
        cycles=cycles_of(request.user.wards(Permission.SEE_ANSWERS)),
    )
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.receive_file(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            return redirect(kept)

    return render(request, "engagement/new_report_file.html", {"form": form})


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def report_file(request, pk):
    """What the file seems to be and what would be taken; then, how it went."""
    kept = _file_for(request.user, pk)
    form = forms.TakingForm(request.POST or None, initial={"only_whole": "no"})
    if request.method == "POST" and form.is_valid():
        actions.ask_to_take(kept, **form.cleaned_data, by=request.user, at=timezone.now())
        return redirect(kept)

    if request.htmx and kept.state == ReportFile.State.ASKED:
        return render(request, "engagement/_taking.html", {"kept": kept})
    if request.htmx:
        return HttpResponseClientRefresh()
    context = {"kept": kept, "form": form, "counts": _in_words(kept.counts), "refused": kept.refused_rows}
    if kept.state == ReportFile.State.CHECKED:
        context |= _dry_run(kept)
    return render(request, "engagement/report_file.html", context)


def _dry_run(kept):
    try:
        found, counts = actions.look_through(kept, today=timezone.localdate())
    except Refused as refusal:
        return {"obstacles": refusal.reasons}
    return {
        "counts": _in_words(counts),
        "columns": found.columns.items(),
        "rows": found.rows[:FIRST_ROWS],
        "refused": [fault[:2] for fault in found.faults[:500]],
        "has_new": counts["new"],
    }


def _in_words(counts):
    return [(words, counts[name]) for name, words in COUNTS.items() if name in counts]


@login_required
@require_POST
def report_file_stopping(request, pk):
    kept = _file_for(request.user, pk)
    try:
        actions.stop_taking(kept, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, "It is no longer being taken, and nothing of it was.")
    return redirect(kept)


@login_required
@require_POST
def report_file_removal(request, pk):
    kept = _file_for(request.user, pk)
    try:
        actions.throw_away(kept, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect(kept)
    messages.success(request, "The file is deleted, and nothing of it was taken.")
    return redirect("engagement:report_list")


def _report_for(user, reference):
    if not user.can(Permission.SEE_ANSWERS):
        raise PermissionDenied
    found = Report.objects.visible_to(user).for_display().select_related("pact__ward__borough")
    return get_object_or_404(found, reference=reference)


def _file_for(user, pk):
    if not user.can(Permission.SEE_ANSWERS):
        raise PermissionDenied
    found = ReportFile.objects.visible_to(user).select_related("cycle__pact__ward__borough", "sent_by")
    return get_object_or_404(found.prefetch_related("cycle__openings"), pk=pk)
