"""Whom the co-ordinator still has to ring or write to, because they asked to hear back (rule 63)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from engagement import actions
from engagement.models import Telling
from engagement.views.common import page_of
from pact.accounts.models import Permission


@login_required
@require_safe
def telling_list(request):
    if not request.user.can(Permission.SEE_CONTACTS):
        raise PermissionDenied
    visible = Telling.objects.visible_to(request.user).select_related("contact__pact__ward")
    page = page_of(request, visible.waiting().order_by("due_on", "pk"))
    today = timezone.localdate()
    for telling in page:
        telling.is_late = telling.is_overdue(today=today)
    return render(request, "engagement/telling_list.html", {"page": page})


@login_required
@require_POST
def telling_done(request, pk):
    if not request.user.can(Permission.SEE_CONTACTS):
        raise PermissionDenied
    telling = get_object_or_404(Telling.objects.visible_to(request.user), pk=pk)
    actions.mark_told(telling, by=request.user, at=timezone.now())
    messages.success(request, "Noted: this person was told.")
    return redirect("engagement:telling_list")
