"""Calling a meeting, who is invited, and who came."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pact.core.dates import LONDON
from pact.core.refusals import Refused
from pact.meetings import actions, forms, queries
from pact.meetings.models import Invitation, Meeting
from pact.meetings.views.common import managed_meeting, meeting_for

A_PAGE = 25


@login_required
@require_GET
def meeting_list(request):
    now = timezone.now()
    visible = Meeting.objects.visible_to(request.user).for_display()
    is_past = request.GET.get("when") == "past"
    if is_past:
        meetings = visible.past(at=now).order_by("-starts_at", "-pk")
    else:
        meetings = visible.to_come(at=now).order_by("starts_at", "pk")
    page = Paginator(meetings, A_PAGE).get_page(request.GET.get("page"))
    here = reverse("meetings:meeting_list")
    context = {
        "page": page,
        "lines": queries.lines(list(page), request.user),
        "ways": [("To come", here, not is_past), ("Past", f"{here}?when=past", is_past)],
        "is_past": is_past,
        "may_call": queries.places_to_meet(request.user).exist,
    }
    return render(request, "meetings/meeting_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def meeting_call(request):
    places = queries.places_to_meet(request.user)
    if not places.exist:
        raise PermissionDenied

    form = forms.CallForm(
        request.POST or None,
        choices=places.choices,
        places=places.by_value,
        initial={"whose": places.value_of(request.GET)},
    )
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        invite = queries.usual_invitees(body=facts["body"], place=facts["place"], pact=facts["pact"])
        try:
            meeting = actions.call(**facts, invite=[*invite, request.user], by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The meeting is called, and those who are asked as a rule are invited.")
            return redirect(meeting)

    return render(request, "meetings/meeting_call.html", {"form": form})


@login_required
@never_cache
@require_GET
def meeting(request, pk):
    meeting = meeting_for(request.user, pk)
    return render(request, "meetings/meeting.html", queries.page(meeting, request.user, at=timezone.now()))


@login_required
@require_http_methods(["GET", "POST"])
def meeting_details(request, pk):
    meeting = managed_meeting(request.user, pk)
    form = forms.MeetingForm(request.POST or None, initial=_details(meeting))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(meeting, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The meeting is changed, and everybody invited is told what is new.")
            return redirect(meeting)

    return render(request, "meetings/meeting_details.html", {"meeting": meeting, "form": form})


def _details(meeting):
    starts, ends = meeting.starts_at.astimezone(LONDON), meeting.ends_at.astimezone(LONDON)
    facts = {name: getattr(meeting, name) for name in ("title", "venue", "access", "is_public")}
    return {**facts, "on": starts.date(), "starts": starts.time(), "ends": ends.time()}


@login_required
@require_http_methods(["GET", "POST"])
def meeting_cancellation(request, pk):
    meeting = managed_meeting(request.user, pk)
    form = forms.CancellationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel(meeting, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The meeting is cancelled, and everybody invited is told.")
            return redirect(meeting)

    return render(request, "meetings/meeting_cancellation.html", {"meeting": meeting, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def invitations(request, pk):
    meeting = managed_meeting(request.user, pk)
    people = queries.may_be_invited(meeting).order_by("name", "pk")
    form = forms.InvitationForm(request.POST or None, people=people, hints=queries.who_they_are(people))
    if request.method == "POST" and form.is_valid():
        try:
            count = actions.invite(meeting, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, queries.invited_in_words(count))
            return redirect(meeting)

    return render(request, "meetings/invitations.html", {"meeting": meeting, "form": form, "people": people})


@login_required
@require_POST
def answer(request, pk):
    """One button: coming, or apologies. Only those who are invited have it."""
    meeting = meeting_for(request.user, pk)
    invitation = get_object_or_404(Invitation, meeting=meeting, person=request.user)
    said = request.POST.get("answer", "")
    if said in {Invitation.Answer.COMING, Invitation.Answer.APOLOGIES}:
        try:
            invitation = actions.answer(meeting, answer=said, by=request.user, at=timezone.now())
        except Refused as refusal:
            messages.error(request, " ".join(refusal.reasons))
        else:
            messages.success(request, f"{queries.ANSWERS[invitation.answer][0]}.")
    return redirect(meeting)


@login_required
@require_http_methods(["GET", "POST"])
def attendance(request, pk):
    meeting = managed_meeting(request.user, pk)
    people = queries.may_have_come(meeting)
    form = forms.AttendanceForm(request.POST or None, people=people, initial=queries.attendance_so_far(meeting))
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_attendance(meeting, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "Who came is recorded.")
            return redirect(meeting)

    return render(request, "meetings/attendance.html", {"meeting": meeting, "form": form})
