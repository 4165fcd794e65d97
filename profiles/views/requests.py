"""Asking agencies for figures, seeing who has answered, answering, and the note of tensions apart from it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pact.accounts.models import Agency, Permission
from pact.core.dates import short_day
from pact.core.refusals import Refused
from pact.core.uploads import WORKBOOK
from pact.core.wording import counted
from profiles import actions, forms, queries, rules
from profiles.models import AskedAgency, FiguresRequest, SubmittedFile

PAGE = 25


@login_required
@require_safe
def figures_requests(request):
    """What this person asked for, and what they are asked."""
    page = Paginator(queries.requests(request.user), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "columns": [{"text": "Figures"}, {"text": "Of"}, {"text": "Answer by"}, {"text": "Answered"}],
        "rows": [
            [
                {"text": str(each), "href": each.get_absolute_url()},
                str(each.place),
                short_day(each.due_on),
                f"{each.sent} of {each.asked}",
            ]
            for each in page
        ],
        "to_answer": queries.to_answer(request.user)[:PAGE],
        "may_ask": rules.may_ask(request.user),
    }
    return render(request, "profiles/figures_requests.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_figures_request(request):
    if not rules.may_ask(request.user):
        raise PermissionDenied
    form = _request_form(request)
    if request.method == "POST" and form.is_valid():
        try:
            asked = actions.ask_agencies(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"The agencies are asked, and have until {short_day(asked.due_on)}.")
            return redirect(asked)
    return render(request, "profiles/new_figures_request.html", {"form": form})


def _request_form(request):
    """The places where this person may ask, and the agencies at work there with whoever answers for each."""
    places, agencies, hints = queries.places_to_ask(request.user, today=timezone.localdate()), [], {}
    for borough in {place.borough if hasattr(place, "borough") else place for place in places.values()}:
        there = list(rules.agencies_in(borough))
        agencies += there
        hints |= queries.contact_hints(there, borough)
    found = Agency.objects.filter(pk__in=[agency.pk for agency in agencies]).order_by("name", "pk")
    return forms.RequestForm(request.POST or None, places=places, agencies=found, hints=hints)


@login_required
@require_safe
def figures_request(request, pk):
    asked = _request_for(request.user, pk)
    lines = queries.agencies_of(asked)
    answered = sum(line.asked.is_answered for line in lines)
    context = {
        "asked": asked,
        "facts": queries.request_facts(asked),
        "columns": [{"text": "Agency"}, {"text": "Who answers"}, {"text": "State"}, {"text": "Sent"}],
        "rows": [_agency_row(line) for line in lines],
        "answered": answered,
        "most": len(lines),
        "in_words": f"{answered} of {counted(len(lines), 'agency,agencies')}",
        "is_waiting": answered < len(lines),
    }
    return render(request, "profiles/figures_request.html", context)


def _agency_row(line):
    asked = line.asked
    return [
        {"text": asked.agency.name, "href": asked.get_absolute_url()},
        line.contact,
        {"template": "components/tag.html", "text": asked.state, "colour": asked.colour},
        short_day(asked.submission.submitted_at) if asked.is_answered else "–",
    ]


@login_required
@require_POST
def figures_reminder(request, pk):
    asked = _request_for(request.user, pk)
    try:
        told = actions.remind_agencies(asked, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        said = f"{counted(told, 'person,people')} reminded." if told else "All of them were reminded today already."
        messages.success(request, said)
    return redirect(asked)


@login_required
@require_safe
def asked_agency(request, pk):
    asked = _asked_for(request.user, pk)
    answers = rules.may_answer_for(request.user, asked)
    may_accept = rules.may_accept(request.user, asked)
    context = {
        "asked": asked,
        "facts": queries.request_facts(asked.request),
        "sent": queries.sent(asked),
        "columns": queries.FIGURE_COLUMNS,
        "may_answer": answers and not asked.is_accepted,
        "may_see_request": may_accept,
        "may_accept": may_accept and asked.is_answered and not asked.is_accepted,
        "may_load": asked.is_accepted and request.user.can(Permission.LOAD_DATA, within=asked.request.borough),
    }
    return render(request, "profiles/asked_agency.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def submission(request, pk):
    asked = _answered_by(request.user, pk)
    sent = queries.sent(asked)
    form = forms.SubmissionForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        files=asked.submission.files.order_by("sent_at", "pk") if sent else SubmittedFile.objects.none(),
        initial={"words": sent.words, "figures": sent.typed} if sent else {},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.submit(asked, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "Your figures are sent. You can correct them until they are accepted.")
            return redirect(asked)
    obstacles = rules.obstacles_to_correcting(asked)
    return render(request, "profiles/submission.html", {"asked": asked, "form": form, "obstacles": obstacles})


@login_required
@require_POST
def figures_acceptance(request, pk):
    asked = _asked_for(request.user, pk)
    if not rules.may_accept(request.user, asked):
        raise PermissionDenied
    try:
        actions.accept_figures(asked, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, f"What {asked.agency} sent is accepted. It can be loaded now.")
    return redirect(asked)


@login_required
@require_safe
def submitted_file(request, pk):
    """The file itself, for whoever may see the request. The look is in the trail before a byte is sent."""
    visible = AskedAgency.objects.visible_to(request.user)
    file = get_object_or_404(SubmittedFile.objects.filter(submission__asked__in=visible), pk=pk)
    try:
        opened = file.file.open("rb")
    except FileNotFoundError:
        raise Http404("The file is no longer kept.") from None
    actions.look_at_file(file, by=request.user, at=timezone.now())
    kind = XLSX if file.file.name.endswith(WORKBOOK.extensions) else "text/csv"
    response = FileResponse(opened, as_attachment=True, filename=file.filename, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@never_cache
@require_safe
def tensions(request, pk):
    """What was recorded, and not reported, as far as this person may read it. Every note shown is in the trail."""
    asked = _asked_for(request.user, pk)
    notes = queries.notes_of(asked, request.user)
    actions.look_at_tensions(asked, notes, by=request.user, at=timezone.now())
    may_write = rules.may_answer_for(request.user, asked) and not asked.is_accepted
    return render(request, "profiles/tensions.html", {"asked": asked, "notes": notes, "may_write": may_write})


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def tensions_note(request, pk):
    asked = _answered_by(request.user, pk)
    note = queries.own_note(asked, request.user)
    if note and request.method == "GET":
        actions.look_at_tensions(asked, [note], by=request.user, at=timezone.now())
    form = forms.TensionsForm(
        request.POST if request.method == "POST" else None, initial={"words": note.words if note else ""}
    )
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.note_tensions(asked, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "Your note is kept apart." if kept else "There is no note of yours.")
            return redirect(asked)
    return render(request, "profiles/tensions_note.html", {"asked": asked, "form": form})


def _request_for(user, pk):
    return get_object_or_404(FiguresRequest.objects.visible_to(user).for_display(), pk=pk)


def _asked_for(user, pk):
    return get_object_or_404(AskedAgency.objects.visible_to(user).for_display(), pk=pk)


def _answered_by(user, pk):
    asked = _asked_for(user, pk)
    if not rules.may_answer_for(user, asked):
        raise PermissionDenied
    return asked
