"""One short page or button for each thing that people do with an action."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pact.core.dates import day
from pact.core.refusals import Refused
from tasking import actions, forms, rules
from tasking.models import Action

# What its owner does


@login_required
@require_POST
def acceptance(request, pk):
    return _button(request, pk, rules.may_update, actions.accept, "You have accepted “{action}”.")


@login_required
@require_http_methods(["GET", "POST"])
def refusal(request, pk):
    action = _action_for(request.user, pk, rules.may_update)
    form = forms.RefusalForm(request.POST or None)
    return _page(request, action, form, actions.refuse, "Refuse this action", "“{action}” is refused.")


@login_required
@require_http_methods(["GET", "POST"])
def progress(request, pk):
    action = _action_for(request.user, pk, rules.may_update)
    form = forms.ProgressForm(request.POST or None, request.FILES or None)
    return _page(request, action, form, actions.note_progress, "Progress", "Your progress on “{action}” is noted.")


@login_required
@require_http_methods(["GET", "POST"])
def block(request, pk):
    action = _action_for(request.user, pk, rules.may_update)
    form = forms.BlockForm(request.POST or None)
    return _page(
        request, action, form, actions.block, "Something stands in the way", "“{action}” is marked as blocked."
    )


@login_required
@require_POST
def clearance(request, pk):
    return _button(request, pk, rules.may_update, actions.clear_block, "“{action}” is no longer blocked.")


@login_required
@require_http_methods(["GET", "POST"])
def completion(request, pk):
    action = _action_for(request.user, pk, rules.may_update)
    form = forms.CompletionForm(request.POST or None, request.FILES or None)
    said = "“{action}” is marked as done. Somebody else will verify it."
    return _page(request, action, form, actions.complete, "It is done", said)


@login_required
@require_POST
def completion_undo(request, pk):
    return _button(request, pk, rules.may_update, actions.undo_completion, "“{action}” is not done after all.")


# What somebody else does


@login_required
@require_http_methods(["GET", "POST"])
def verification(request, pk):
    action = _action_for(request.user, pk, rules.may_verify)
    form = forms.VerificationForm(request.POST or None)
    return _page(request, action, form, actions.verify, "Is it done?", "“{action}” is verified and complete.")


@login_required
@require_POST
def verification_undo(request, pk):
    said = "“{action}” waits to be verified again."
    return _button(request, pk, rules.may_verify, actions.undo_verification, said)


@login_required
@require_http_methods(["GET", "POST"])
def send_back(request, pk):
    action = _action_for(request.user, pk, rules.may_verify)
    form = forms.SendBackForm(request.POST or None)
    return _page(request, action, form, actions.send_back, "Send it back", "“{action}” is back with its owner.")


@login_required
@require_http_methods(["GET", "POST"])
def redating(request, pk):
    action = _action_for(request.user, pk, rules.may_redate)
    form = forms.RedatingForm(request.POST or None)
    lead = f"It is due on {day(action.due_on)}. The first date stays on record, and the action is amber from now on."
    said = "“{action}” has a new due date."
    return _page(request, action, form, actions.redate, "Move the due date", said, lead=lead)


@login_required
@require_http_methods(["GET", "POST"])
def handover(request, pk):
    action = _action_for(request.user, pk, rules.may_hand_over)
    owners = rules.owners_within(action.ward).exclude(person=action.owner, agency=action.agency)
    if not rules.may_manage(request.user, action.ward):
        owners = owners.filter(agency=action.agency)
    form = forms.HandoverForm(request.POST or None, owners=owners)
    lead = f"{action.owner} owns it now, for {action.agency}."
    said = "“{action}” is handed over."
    return _page(request, action, form, actions.hand_over, "Hand it over", said, lead=lead)


@login_required
@require_http_methods(["GET", "POST"])
def closing(request, pk):
    action = _action_for(request.user, pk, rules.may_close)
    form = forms.ClosingForm(request.POST or None)
    return _page(request, action, form, actions.close, "Close without its being done", "“{action}” is closed.")


@login_required
@require_POST
def closing_undo(request, pk):
    return _button(request, pk, rules.may_close, actions.undo_closing, "“{action}” is open again.")


@login_required
@require_POST
def withdrawal(request, pk):
    action = _action_for(request.user, pk, rules.may_close)
    try:
        actions.withdraw(action, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect(action)
    messages.success(request, f"“{action}” is withdrawn.")
    return redirect(reverse("tasking:plan", args=[action.cycle.pk]))


# The two shapes that they have


def _action_for(user, pk, may):
    action = get_object_or_404(Action.objects.visible_to(user).for_display(), pk=pk)
    if not may(user, action):
        raise PermissionDenied
    return action


def _page(request, action, form, act, heading, said, lead=""):
    """A form that does one thing with an action, then goes back to it."""
    form.cancel_href = action.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        try:
            act(action, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, said.format(action=action))
            return redirect(action)

    context = {"action": action, "form": form, "heading": heading, "lead": lead}
    return render(request, "tasking/step.html", context)


def _button(request, pk, may, act, said):
    """A button that does one thing at once."""
    action = _action_for(request.user, pk, may)
    try:
        act(action, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, said.format(action=action))
    return redirect(action)
