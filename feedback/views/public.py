"""What anybody may read without a log-in. Nothing here names a resident (rule 65)."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from feedback import forms, pictures, queries
from pact.places.models import Township, Ward

A_PAGE = 50
# Seconds for which a resident may read what has just changed; a cache in front takes the crowd after a leaflet drop.
for_a_while = cache_control(public=True, max_age=300)


@for_a_while
@require_safe
def public_register(request):
    today = timezone.localdate()
    filters = forms.RegisterFilter(request.GET, townships=Township.objects.on(today).order_by("name", "pk"))
    chosen = filters.chosen()
    page = Paginator(queries.public_register(today=today, **chosen), A_PAGE).get_page(request.GET.get("page"))
    wards = queries.public_wards(today=today, township=chosen.get("township"))
    context = {"page": page, "filters": filters, "map": pictures.register_map(wards)}
    return render(request, "feedback/public_register.html", context)


@for_a_while
@require_safe
def public_ward(request, slug):
    ward = _ward(slug)
    return render(
        request,
        "feedback/public_ward.html",
        {
            "ward": ward,
            "pacts": queries.public_pacts(ward),
            "priorities": queries.public_priorities(ward),
            "newsletters": queries.public_newsletters(ward),
            "meetings": queries.public_meetings(ward, at=timezone.now()),
        },
    )


@for_a_while
@require_safe
def public_newsletter(request, slug, pk):
    ward = _ward(slug)
    newsletter = queries.public_newsletters(ward).filter(pk=pk).first()
    if newsletter is None:
        raise Http404
    context = {"ward": ward, "newsletter": newsletter, "items": queries.items(newsletter)}
    return render(request, "feedback/public_newsletter.html", context)


def _ward(slug):
    """Also a ward that no longer exists: its newsletters were published and stay so."""
    return get_object_or_404(Ward.objects.select_related("borough"), slug=slug)
