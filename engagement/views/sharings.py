"""One event for two agencies: inviting, asking to join, and the answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from engagement import actions, forms, rules
from engagement.models import PartnerConsultation, Sharing
from engagement.views.common import engagement_for
from pact.accounts.models import Agency, Permission
from pact.core.refusals import Refused


@login_required
@require_http_methods(["GET", "POST"])
def engagement_sharing(request, pk):
    return _share(request, engagement_for(request.user, pk))


@login_required
@require_http_methods(["GET", "POST"])
def partner_consultation_sharing(request, pk):
    visible = PartnerConsultation.objects.visible_to(request.user).for_display()
    return _share(request, get_object_or_404(visible, pk=pk))


def _share(request, event):
    """Whoever runs the event invites another agency; a manager of one asks to join."""
    is_inviting = rules.may_share(request.user, event)
    if not (is_inviting or rules.may_ask_to_join(request.user)):
        raise PermissionDenied

    agencies = Agency.objects.order_by("name", "pk")
    if not is_inviting:
        agencies = agencies.filter(pk__in=request.user.agencies_with(Permission.MANAGE_AGENCY))
    form = forms.SharingForm(request.POST or None, agencies=agencies, is_inviting=is_inviting)
    if request.method == "POST" and form.is_valid():
        kind = Sharing.Kind.INVITED if is_inviting else Sharing.Kind.ASKED
        try:
            actions.share(event, **form.cleaned_data, kind=kind, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "They are invited, and told." if is_inviting else "Your wish is sent.")
            return redirect(event)

    return render(request, "engagement/sharing_form.html", {"form": form, "event": event, "is_inviting": is_inviting})


@login_required
@require_http_methods(["GET", "POST"])
def sharing(request, pk):
    sharing = get_object_or_404(Sharing.objects.for_display(), pk=pk)
    if not rules.may_see_sharing(request.user, sharing):
        raise Http404  # outsiders are not to know of it

    may_answer = sharing.is_open and rules.may_answer(request.user, sharing)
    form = forms.SharingAnswerForm(request.POST or None) if may_answer else None
    if request.method == "POST":
        if not rules.may_answer(request.user, sharing):
            raise PermissionDenied
        form = form or forms.SharingAnswerForm(request.POST)
        if form.is_valid():
            try:
                actions.answer_sharing(sharing, **form.cleaned_data, by=request.user, at=timezone.now())
            except Refused as refusal:
                form.add_error(None, refusal.reasons)
            else:
                messages.success(request, "Your answer is sent.")
                return redirect("engagement:sharing", sharing.pk)

    context = {"sharing": sharing, "event": sharing.event, "form": form}
    return render(request, "engagement/sharing.html", context)
