"""What was said."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pact.core.refusals import Refused
from pact.meetings import actions, forms, queries, rules
from pact.meetings.models import Minutes
from pact.meetings.views.common import managed_meeting, meeting_for


@login_required
@require_http_methods(["GET", "POST"])
def minutes(request, pk):
    meeting = managed_meeting(request.user, pk)
    written = Minutes.objects.filter(meeting=meeting).first()
    form = forms.MinutesForm(request.POST or None, initial={"text": queries.first_minutes(meeting, written)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_minutes(meeting, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The minutes are saved. They are a draft until the chair agrees them.")
            return redirect(meeting)

    return render(request, "meetings/minutes.html", {"meeting": meeting, "form": form})


@login_required
@require_POST
def minutes_agreement(request, pk):
    meeting = meeting_for(request.user, pk)
    if not rules.may_agree(request.user, meeting):
        raise PermissionDenied

    try:
        actions.agree_minutes(meeting, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, "The minutes are agreed.")
    return redirect(meeting)
