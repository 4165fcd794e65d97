"""What a meeting talks about, in order."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pact.core.refusals import Refused
from pact.meetings import actions, forms
from pact.meetings.views.common import managed_item, managed_meeting


@login_required
@require_http_methods(["GET", "POST"])
def agenda(request, pk):
    meeting = managed_meeting(request.user, pk)
    form = forms.ItemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_item(meeting, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            return redirect("meetings:agenda", meeting.pk)

    items = meeting.agenda.order_by("position")
    return render(request, "meetings/agenda.html", {"meeting": meeting, "form": form, "items": items})


@login_required
@require_http_methods(["GET", "POST"])
def agenda_item(request, pk):
    item = managed_item(request.user, pk)
    form = forms.ItemForm(request.POST or None, initial={"title": item.title, "purpose": item.purpose})
    form.submit = "Save the item"
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_item(item, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            return redirect("meetings:agenda", item.meeting_id)

    return render(request, "meetings/agenda_item.html", {"item": item, "form": form})


@login_required
@require_POST
def agenda_place(request, pk):
    item = managed_item(request.user, pk)
    return _changed_agenda(
        request,
        item.meeting_id,
        lambda **who: actions.move_item(item, up=request.POST.get("direction") == "up", **who),
    )


@login_required
@require_POST
def agenda_removal(request, pk):
    item = managed_item(request.user, pk)
    return _changed_agenda(request, item.meeting_id, lambda **who: actions.remove_item(item, **who))


def _changed_agenda(request, meeting_pk, act):
    try:
        act(by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    return redirect("meetings:agenda", meeting_pk)
