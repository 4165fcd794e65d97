"""The site's addresses, with refusals that say nothing: what they look like is tested elsewhere, and costs time."""

from django.http import HttpResponse

from pact.urls import urlpatterns

__all__ = ["handler403", "handler404", "urlpatterns"]


def handler403(request, exception):
    return HttpResponse(status=403)


def handler404(request, exception):
    return HttpResponse(status=404)
