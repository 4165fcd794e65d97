from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pact.core.wording import plural
from pact.places import forms, pictures, queries
from pact.places.models import Borough, Township, Ward

PAGE = 25


@login_required
@require_safe
def boroughs(request):
    boroughs = queries.boroughs(on=timezone.localdate())
    page = Paginator(boroughs, PAGE).get_page(request.GET.get("page"))
    rows = [[{"text": b.name, "href": b.get_absolute_url()}, b.townships_now, b.wards_now] for b in page]
    groups = {"text": plural(settings.WORDS["township"]), "is_number": True}
    columns = [{"text": "Borough"}, groups, {"text": "Wards", "is_number": True}]
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
    table = queries.ward_table(list(page), on=today, with_borough=True)
    return render(request, "places/find.html", {"form": form, "found": found, "page": page, "table": table})


@login_required
@require_safe
def borough(request, slug):
    borough = get_object_or_404(Borough, slug=slug)
    today = timezone.localdate()
    wards = list(borough.wards.on(today).for_display().order_by("name", "pk"))
    context = {
        "borough": borough,
        "table": queries.ward_table(queries.in_townships(wards, on=today), on=today),
        "counts": queries.counts(wards),
        "map": pictures.of_borough(borough, wards),
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
        "counts": queries.counts(wards),
        "map": pictures.of_township(township, wards, around),
        "table": queries.ward_table(wards, on=today, with_township=False),
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
