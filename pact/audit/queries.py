"""What the pages of the trail show; nobody else reads it."""

from datetime import datetime, time, timedelta
from functools import cache

from django.apps import apps
from django.utils import timezone

from pact.audit.models import Entry


def entries(*, who="", verb="", about="", subject="", kind="", since=None, until=None):
    """What was done or looked at, newest first. `about` is a model's label; the days `since` and `until` both count."""
    found = Entry.objects.all()
    if who:
        found = found.filter(actor_name__icontains=who)
    if verb:
        found = found.filter(verb__icontains=verb)
    if about:
        found = found.filter(subject_label=about)
    if subject:
        found = found.filter(subject_name__icontains=subject)
    if kind:
        found = found.filter(kind=kind)
    if since:
        found = found.filter(at__gte=_midnight(since))
    if until:
        found = found.filter(at__lt=_midnight(until + timedelta(days=1)))
    return found.order_by("-at", "-pk")


def about(label, pk):
    """Everything recorded about one subject, newest first, whether it still exists or not."""
    return Entry.objects.filter(subject_label=label, subject_pk=pk).order_by("-at", "-pk")


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


@cache
def subjects():
    """{label: name as people say it} of everything of ours that the trail can be about."""
    ours = [
        model for model in apps.get_models() if "site-packages" not in apps.get_app_config(model._meta.app_label).path
    ]
    named = {model._meta.label_lower: _capitalised(str(model._meta.verbose_name)) for model in ours}
    return dict(sorted(named.items(), key=lambda item: item[1]))


def _capitalised(text):
    return text[0].upper() + text[1:]
