"""Where more is recorded than one would expect: the map and the list, one hot spot, and the areas they suggest."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pact.accounts.models import Permission
from pact.core.dates import month
from pact.core.refusals import Refused
from pact.core.wording import number
from pact.places.models import Borough
from profiles import actions, forms, pictures, queries, rules
from profiles.models import HotSpot, HotSpotRun, SuggestedArea

PAGE = 25
COLUMNS = [
    {"text": "Where"},
    {"text": "Ward"},
    {"text": "What"},
    {"text": "Recorded", "is_number": True},
    {"text": "Expected", "is_number": True},
    {"text": "Trend"},
]
ROWS = [
    {"text": "Month"},
    {"text": "Recorded by"},
    {"text": "Category"},
    {"text": "Where"},
    {"text": "Dataset"},
]


@login_required
@require_safe
def hot_spot_list(request):
    wards = request.user.wards(Permission.SEE_CYCLE).on(timezone.localdate())
    boroughs = Borough.objects.filter(pk__in=wards.values("borough")).order_by("name", "pk")
    filters = forms.HotSpotFilter(request.GET, boroughs=boroughs, wards=wards.order_by("name", "pk"))
    chosen = filters.chosen()
    ward = chosen.get("ward")
    borough = ward.borough if ward else chosen.pop("borough", None) or boroughs.first()
    chosen.pop("borough", None)
    run = HotSpotRun.objects.current(borough) if borough else None
    spots = queries.hot_spots(run, **chosen).filter(ward__in=wards) if run else HotSpot.objects.none()
    spots = list(spots)
    squares = queries.squares(spots)
    page = Paginator(spots, PAGE).get_page(request.GET.get("page"))
    numeral = queries.numerals(squares) if ward else {}
    shown = [ward] if ward else list(wards.filter(borough=borough).select_related("borough").order_by("name", "pk"))
    context = {
        "filters": filters,
        "run": run,
        "borough": borough,
        "promise": queries.promise(run, is_any=bool(spots)) if run else "",
        "made": queries.made_in_words(run) if run else "",
        "facts": queries.run_facts(run) if run else [],
        "map": pictures.hot_spot_map(shown, squares) if spots else None,
        "page": page,
        "columns": COLUMNS,
        "rows": [_row(spot, numeral.get(spot.pk)) for spot in page],
        "suggestions": _waiting(run, ward, wards),
    }
    return render(request, "profiles/hot_spot_list.html", context)


def _waiting(run, ward, wards):
    return list(queries.suggestions(run, ward=ward).filter(ward__in=wards)) if run else []


def _row(spot, numeral):
    return [
        {"text": f"{numeral}. {spot.title}" if numeral else spot.title, "href": spot.get_absolute_url()},
        spot.ward.name,
        f"{spot.subject}, several services" if spot.is_repeat else spot.subject,
        number(spot.count),
        number(spot.expected, 1),
        "–" if spot.is_repeat else {"template": "components/tag.html", "text": spot.trend_shown, "colour": spot.colour},
    ]


@login_required
@require_safe
def hot_spot(request, pk):
    spots = HotSpot.objects.visible_to(request.user).select_related("run__borough", "ward__borough", "issue_type")
    spot = get_object_or_404(spots, pk=pk)
    months = queries.months_of(spot.run)
    behind = queries.rows_behind(spot)
    page = Paginator(behind, PAGE).get_page(request.GET.get("page"))
    context = {
        "spot": spot,
        "facts": queries.spot_facts(spot),
        "promise": queries.promise(spot.run),
        "is_former": HotSpotRun.objects.current(spot.run.borough) != spot.run,
        "map": pictures.hot_spot_map([spot.ward], queries.squares([spot])),
        "months": pictures.months_of_hot_spot(spot, months),
        "page": page,
        "columns": ROWS,
        "rows": [_incident_row(each) for each in queries.incidents_of(list(page))],
        "suggestions": spot.suggestions.order_by("pk"),
    }
    return render(request, "profiles/hot_spot.html", context)


def _incident_row(incident):
    return [
        month(incident.month),
        incident.provider,
        incident.category,
        incident.location or "Not named",
        {"text": incident.dataset.title, "href": incident.dataset.get_absolute_url()},
    ]


@login_required
@require_safe
def suggested_area(request, pk):
    suggestion = _suggestion_for(request.user, pk)
    ward, draft = suggestion.ward, suggestion.ward.profiles.filter(published_at=None).first()
    spots = list(suggestion.spots.select_related("run", "issue_type", "ward").order_by("position"))
    context = {
        "suggestion": suggestion,
        "spots": spots,
        "map": pictures.hot_spot_map([ward], queries.squares(spots), outlines=[suggestion]),
        "refused_before": queries.refused_before(suggestion),
        "areas": list(suggestion.areas.all()),
        "beyond": queries.goes_on(suggestion),
        "draft": draft,
        "may_write": rules.may_write(request.user, ward),
    }
    return render(request, "profiles/suggested_area.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def suggestion_refusal(request, pk):
    suggestion = _suggestion_for(request.user, pk)
    if not rules.may_write(request.user, suggestion.ward):
        raise PermissionDenied
    form = forms.RefusalForm(request.POST or None)
    form.cancel_href = suggestion.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        try:
            actions.refuse(suggestion, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The suggestion is not taken up. Your reason is kept with it.")
            return redirect(suggestion)
    return render(request, "profiles/suggestion_refusal.html", {"suggestion": suggestion, "form": form})


@login_required
@require_POST
def suggestion_refusal_undo(request, pk):
    suggestion = _suggestion_for(request.user, pk)
    if not rules.may_write(request.user, suggestion.ward):
        raise PermissionDenied
    actions.take_back_refusal(suggestion, by=request.user, at=timezone.now())
    messages.success(request, "The suggestion waits again.")
    return redirect(suggestion)


def _suggestion_for(user, pk):
    suggestions = SuggestedArea.objects.visible_to(user).select_related("ward__borough", "run", "refusal__by")
    return get_object_or_404(suggestions.prefetch_related("areas__profile"), pk=pk)
