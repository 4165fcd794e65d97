from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pact.places import forms, pictures, queries
from pact.places.models import Borough, Township, Ward

PAGE = 25
PEOPLE = {"text": "People", "is_number": True}


@login_required
@require_safe
def boroughs(request):
    boroughs = queries.boroughs(on=timezone.localdate())
    page = Paginator(boroughs, PAGE).get_page(request.GET.get("page"))
    rows = [[{"text": b.name, "href": b.get_absolute_url()}, b.townships_now, b.wards_now] for b in page]
    columns = [{"text": "Borough"}, {"text": "Townships", "is_number": True}, {"text": "Wards", "is_number": True}]
    context = {"page": page, "columns": columns, "rows": rows, "form": forms.FindForm()}
    return render(request, "places/boroughs.html", context)


@login_required
@require_safe
def find(request):
    """Find a ward by a postcode, a point or a name."""
    today = timezone.localdate()
    form = forms.FindForm(request.GET)
    found = queries.find(form.chosen().get("q", ""), on=today)
    page = Paginator(found.wards.for_display().order_by("name", "pk"), PAGE).get_page(request.GET.get("page"))
    rows = [_ward_row(ward, today) for ward in page]
    columns = [{"text": "Ward"}, {"text": "Township"}, {"text": "Borough"}, PEOPLE]
    context = {"form": form, "found": found, "page": page, "rows": rows, "columns": columns}
    return render(request, "places/find.html", context)


def _ward_row(ward, today):
    township = ward.township_on(today)
    return [
        {"text": ward.name, "href": ward.get_absolute_url()},
        {"text": township.name, "href": township.get_absolute_url()} if township else "",
        ward.borough.name,
        ward.population,
    ]


@login_required
@require_safe
def borough(request, slug):
    borough = get_object_or_404(Borough, slug=slug)
    today = timezone.localdate()
    wards = list(borough.wards.on(today).for_display().order_by("name", "pk"))
    context = {
        "borough": borough,
        "groups": queries.by_township(wards, on=today),
        "counts": queries.counts(wards),
        "map": pictures.of_borough(borough, wards),
        "columns": [{"text": "Ward"}, PEOPLE, {"text": "Households", "is_number": True}],
    }
    return render(request, "places/borough.html", context)


@login_required
@require_safe
def township(request, slug):
    township = get_object_or_404(Township.objects.select_related("borough"), slug=slug)
    today = timezone.localdate()
    wards = list(Ward.objects.in_township(township, on=today).order_by("name", "pk"))
    around = township.borough.wards.on(today).exclude(pk__in=[ward.pk for ward in wards])
    context = {
        "township": township,
        "wards": wards,
        "counts": queries.counts(wards),
        "map": pictures.of_township(township, wards, around),
        "rows": [queries.ward_line(ward) for ward in wards],
        "columns": [{"text": "Ward"}, PEOPLE, {"text": "Households", "is_number": True}],
    }
    return render(request, "places/township.html", context)


@login_required
@require_safe
def ward(request, slug):
    ward = get_object_or_404(Ward.objects.for_display(), slug=slug)
    today = timezone.localdate()
    # An old ward is shown among its neighbours of the time.
    day = today if ward.exists_on(today) else ward.starts_on
    around = ward.borough.wards.on(day).exclude(pk=ward.pk)
    context = {
        "ward": ward,
        "township": ward.township_on(day),
        "facts": queries.facts(ward, on=day),
        "others": queries.other_times(ward),
        "is_current": ward.exists_on(today),
        "neighbourhoods": ward.neighbourhoods.order_by("name"),
        "map": pictures.of_ward(ward, around),
    }
    return render(request, "places/ward.html", context)
