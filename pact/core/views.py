"""The standing pages that every site must have, and the gallery for whoever builds or checks pages."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from pact.core import gallery as shown
from pact.core.refusals import Obstacle


@require_GET
def accessibility(request):
    return render(request, "core/accessibility.html")


@require_GET
def privacy(request):
    return render(request, "core/privacy.html")


@require_GET
def contact(request):
    return render(request, "core/contact.html")


def _only_while_building():
    if not (settings.DEBUG or settings.DEMO):
        raise Http404("The gallery is shown in development and in the demonstration only.")


@require_GET
def gallery(request):
    _only_while_building()
    filters = shown.ActionFilter(request.GET or None)
    return render(request, "core/gallery.html", shown.context() | {"filters": filters})


@require_http_methods(["GET", "POST"])
def gallery_form(request):
    _only_while_building()
    form = shown.EveryField(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form.add_error(None, ["This was only for show.", Obstacle("Engagement has not opened.", href="#id_summary")])
    return render(request, "core/gallery_form.html", {"form": form, "navigation": shown.context()["navigation"]})
