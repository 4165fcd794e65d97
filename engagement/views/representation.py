"""Whether an engagement hears everyone."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_safe

from engagement import pictures, queries, rules
from engagement import representation as method
from engagement.views.common import engagement_for


@login_required
@require_safe
def representation(request, pk):
    engagement = engagement_for(request.user, pk)
    if not rules.may_plan(request.user, engagement.cycle.ward):
        raise PermissionDenied

    everyone = queries.everyone(engagement)
    return render(
        request,
        "engagement/representation.html",
        {
            "engagement": engagement,
            "everyone": everyone,
            "questions": [(question, pictures.representation_chart(question)) for question in everyone.questions],
            "in_all": queries.progress_in_all(engagement),
            "progress": queries.progress(engagement),
            "tolerance": method.TOLERANCE,
        },
    )
