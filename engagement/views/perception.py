"""What people say of a ward beside what is recorded there, and the rows behind each number (T12)."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from engagement import pictures, queries
from engagement.perception import FALSE_ALARMS, FEWEST_CONCERNS, FEWEST_INCIDENTS
from engagement.views.common import A_PAGE
from pact.accounts.models import Permission
from pact.core.dates import month, short_day
from pact.core.wording import number, percent
from pact.places.models import Ward
from pact.taxonomy.models import IssueType
from profiles.queries import latest_year

COLUMNS = [
    {"text": "Issue"},
    {"text": "Concerns", "is_number": True},
    {"text": "Of all concerns", "is_number": True},
    {"text": "Incidents", "is_number": True},
    {"text": "Of all incidents", "is_number": True},
    {"text": "What follows"},
]
CONCERN_COLUMNS = [{"text": "Concern"}, {"text": "Place"}, {"text": "From"}, {"text": "Recorded"}]
INCIDENT_COLUMNS = [{"text": "As it is called"}, {"text": "Place"}, {"text": "Month"}, {"text": "Dataset"}]


@login_required
@require_safe
def perception(request, slug):
    ward = _ward_for(request.user, slug)
    found = queries.perception_of(ward)
    context = {
        "ward": ward,
        "perception": found,
        "columns": COLUMNS,
        "whole": _shown(ward, found.whole),
        "areas": [(area, _shown(ward, compared, area)) for area, compared in found.areas],
        "chart": pictures.perception_chart(ward, found.whole),
        "method": {
            "fewest_concerns": FEWEST_CONCERNS,
            "fewest_incidents": FEWEST_INCIDENTS,
            "false_alarms": percent(100 * FALSE_ALARMS),
        },
    }
    return render(request, "engagement/perception.html", context)


def _shown(ward, compared, area=None):
    """A comparison with the rows of its table, each number a link to what is behind it."""
    return {"compared": compared, "rows": [_row(ward, line, area) for line in compared.lines]}


def _row(ward, line, area):
    return [
        str(line.issue),
        _linked(ward, line, "concerns", line.concerns, area),
        percent(line.share_of_concerns),
        _linked(ward, line, "incidents", line.incidents, area),
        percent(line.share_of_incidents),
        str(line.verdict) or "Much the same",
    ]


def _linked(ward, line, kind, count, area):
    if not count:
        return number(count)
    asked = {"of": kind} | ({"area": area.pk} if area else {})
    href = reverse("engagement:perception_rows", args=[ward.slug, line.issue.code])
    return {"text": number(count), "href": f"{href}?{urlencode(asked)}"}


@login_required
@require_safe
def perception_rows(request, slug, code):
    """The concerns or the incidents behind one number."""
    ward = _ward_for(request.user, slug)
    issue_type = get_object_or_404(IssueType, code=code)
    area = _area_of(ward, request.GET.get("area"))
    months = latest_year(ward)
    if request.GET.get("of") == "incidents":
        found = queries.incident_keys(ward, months, issue_type, area=area)
        page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
        rows, columns = [_incident_row(each) for each in queries.incidents_by_key(page)], INCIDENT_COLUMNS
    else:
        found = queries.concerns_in(ward, months, area=area).filter(issue_type=issue_type).for_display()
        page = Paginator(found.order_by("-recorded_at", "-pk"), A_PAGE).get_page(request.GET.get("page"))
        rows, columns = [_concern_row(each) for each in page], CONCERN_COLUMNS
    context = {
        "ward": ward,
        "issue_type": issue_type,
        "place": area or ward,
        "noun": "incident" if columns is INCIDENT_COLUMNS else "concern",
        "page": page,
        "columns": columns,
        "rows": rows,
    }
    return render(request, "engagement/perception_rows.html", context)


def _concern_row(concern):
    return [
        {"text": concern.reference, "href": concern.get_absolute_url()},
        concern.place,
        concern.get_source_display(),
        short_day(concern.recorded_at),
    ]


def _incident_row(incident):
    return [
        incident.category,
        incident.location or "–",
        month(incident.month),
        {"text": str(incident.dataset), "href": incident.dataset.get_absolute_url()},
    ]


def _area_of(ward, asked):
    """The drawn area that the address names, or None: an address with nonsense in it is one without an area."""
    return next((area for area in queries.areas_of(ward) if str(area.pk) == asked), None)


def _ward_for(user, slug):
    wards = Ward.objects.filter(pk__in=user.wards(Permission.SEE_CYCLE)).select_related("borough")
    return get_object_or_404(wards, slug=slug)
