"""What a person has been told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pact.notifications import actions, forms, queries
from pact.notifications.models import Notice

A_PAGE = 25


@login_required
@never_cache
@require_GET
def notices(request):
    page = Paginator(queries.notices(request.user), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/notices.html", {"page": page})


@login_required
@never_cache
@require_GET
def notice(request, pk):
    """Open a notice: it counts as read, and leads to what it is about."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    actions.read(notice, at=timezone.now())
    if notice.href and url_has_allowed_host_and_scheme(notice.href, allowed_hosts=None):
        return redirect(notice.href)
    return render(request, "notifications/notice.html", {"notice": notice})


@login_required
@require_POST
def all_read(request):
    actions.read_all(request.user, at=timezone.now())
    messages.success(request, "Every notice is marked as read.")
    return redirect("notifications:notices")


@login_required
@require_http_methods(["GET", "POST"])
def preferences(request):
    form = forms.PreferenceForm(request.POST or None, initial={"delivery": queries.delivery(request.user)})
    if request.method == "POST" and form.is_valid():
        actions.prefer(request.user, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "PACT will tell you as you have chosen.")
        return redirect("notifications:notices")
    return render(request, "notifications/preferences.html", {"form": form})
