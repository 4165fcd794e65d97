"""What is measured: the list of indicators, one across all wards of a borough, and how it is described."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pact.accounts.models import Permission
from pact.core.refusals import Refused
from pact.places.models import Borough
from profiles import actions, forms, pictures, queries, rules
from profiles.models import Indicator

PAGE = 50
INDICATORS = [
    {"text": "Indicator"},
    {"text": "Topic"},
    {"text": "What it means"},
    {"text": "Latest"},
    {"text": "Figures", "is_number": True},
]


@login_required
@require_safe
def indicator_list(request):
    indicators = Indicator.objects.visible_to(request.user)
    filters = forms.IndicatorFilter(request.GET, topics=indicators.order_by("topic").values_list("topic", flat=True))
    found = queries.catalogue(indicators, **filters.chosen())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [queries.indicator_line(each) for each in page]
    return render(
        request,
        "profiles/indicator_list.html",
        {"filters": filters, "page": page, "columns": INDICATORS, "rows": rows},
    )


@login_required
@require_safe
def indicator(request, slug):
    indicator = _indicator_for(request.user, slug)
    boroughs = _boroughs_of(request.user).filter(datasets__figures__indicator=indicator).distinct()
    filters = forms.BoroughFilter(request.GET, boroughs=boroughs)
    borough = filters.chosen().get("borough") or boroughs.first()
    if borough is None:
        raise Http404("It is measured in no borough of yours.")
    compared, course = queries.across_wards(indicator, borough, today=timezone.localdate())
    return render(
        request,
        "profiles/indicator.html",
        {
            "indicator": indicator,
            "borough": borough,
            "filters": filters if len(boroughs) > 1 else None,
            "table": queries.WardTable(compared),
            "map": pictures.indicator_map(indicator, compared),
            "course": pictures.course(indicator, borough, course),
            "facts": queries.indicator_facts(indicator, borough, compared),
            "may_describe": rules.may_describe(request.user),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def indicator_description(request, slug):
    indicator = _indicator_for(request.user, slug)
    if not rules.may_describe(request.user):
        raise PermissionDenied
    words = {field: getattr(indicator, field) for field in forms.IndicatorForm.base_fields}
    form = forms.IndicatorForm(request.POST or None, initial=words)
    form.cancel_href = indicator.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe(indicator, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The description is saved. Published profiles keep the words of their day.")
            return redirect(indicator)

    return render(request, "profiles/indicator_description.html", {"indicator": indicator, "form": form})


def _indicator_for(user, slug):
    return get_object_or_404(Indicator.objects.visible_to(user), slug=slug)


def _boroughs_of(user):
    return Borough.objects.filter(pk__in=user.wards(Permission.SEE_CYCLE).values("borough")).order_by("name", "pk")
