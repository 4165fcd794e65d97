"""Which kind of issue it may be, while somebody types. The words come by POST, and are neither kept nor logged."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from engagement import forms, queries, rules
from engagement.views.common import engagement_for
from pact.core.open_forms import is_crowd
from pact.cycles.models import Cycle

MOST_IN_AN_HOUR = 1200


@login_required
@require_POST
def interview_suggestion(request, pk):
    engagement = engagement_for(request.user, pk)
    if not rules.may_record(request.user, engagement):
        raise PermissionDenied
    return _suggested(request, engagement.cycle)


@login_required
@require_POST
def report_suggestion(request, cycle):
    cycle = get_object_or_404(Cycle.objects.visible_to(request.user).for_display(), pk=cycle)
    if not rules.may_report(request.user, cycle.ward):
        raise PermissionDenied
    return _suggested(request, cycle)


def _suggested(request, cycle):
    """Nothing new (204) for who asks more often than anybody types."""
    if is_crowd(f"suggestion {request.user.pk}", most=MOST_IN_AN_HOUR):
        return HttpResponse(status=204)
    box, words = forms.typed_words(request.POST)
    found = queries.suggest(words, cycle.ward.borough)
    said = {"suggestions": found, "select": f"id_{box.removesuffix('words')}issue_type"}
    return render(request, "engagement/_suggested.html", said)
