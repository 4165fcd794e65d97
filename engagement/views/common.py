"""What several pages of engagement need."""

from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import get_object_or_404

from engagement.models import Engagement, Finding, Walkabout
from pact.cycles.models import Cycle
from pact.taxonomy.models import IssueType

A_PAGE = 25


def engagement_for(user, pk):
    """The engagement with its progress and its cycle's openings, or 404 for who is not of the ward."""
    found = Engagement.objects.visible_to(user).for_display().with_progress().prefetch_related("cycle__openings")
    return get_object_or_404(found, pk=pk)


def walkabout_for(user, pk):
    found = Walkabout.objects.visible_to(user).for_display().prefetch_related("engagement__cycle__openings")
    return get_object_or_404(found, pk=pk)


def finding_for(user, pk):
    found = Finding.objects.visible_to(user).for_display()
    return get_object_or_404(found.select_related("walkabout__engagement__cycle__pact__ward"), pk=pk)


def cycles_of(wards):
    """The latest cycle of each active PACT in these wards, by ward."""
    latest = Cycle.objects.filter(pact__in=_active_pacts(wards)).latest_of_each_pact()
    return latest.for_display().prefetch_related("openings").order_by("pact__ward__name", "pact__name", "pk")


def _active_pacts(wards):
    return Cycle.pact.field.related_model.objects.active().filter(ward__in=wards).values("pk")


def issue_types():
    return IssueType.objects.in_use()


def page_of(request, rows):
    return Paginator(rows, A_PAGE).get_page(request.GET.get("page"))


def remembered(request, name):
    """The filters of a list: those of the address, else those that this person used last. `?all` forgets them."""
    key = f"engagement.{name}"
    if "all" in request.GET:
        request.session.pop(key, None)
        return QueryDict()
    asked = request.GET.copy()
    asked.pop("page", None)
    if asked:
        request.session[key] = asked.urlencode()
        return asked
    return QueryDict(request.session.get(key, ""))
