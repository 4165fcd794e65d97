from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pact.audit import actions, forms, queries, rules
from pact.core import dates
from pact.core.spreadsheets import csv_response
from pact.core.wording import counted

PAGE = 50
REMEMBERED = "trail filters"  # in the session
COLUMNS = [{"text": "When"}, {"text": "Who"}, {"text": "Did"}, {"text": "What"}, {"text": "Details"}]
EXPORTED = ["when", "who", "who (id)", "kind", "did", "about", "about (id)", "name", "details"]


@login_required
@require_safe
def trail(request):
    _require_reader(request.user)
    if "clear" in request.GET:
        request.session.pop(REMEMBERED, None)
        return redirect("audit:trail")
    if not request.GET and request.session.get(REMEMBERED):
        return redirect(f"{request.path}?{request.session[REMEMBERED]}")

    form = forms.TrailFilter(request.GET)
    request.session[REMEMBERED] = asked = _asked(request)
    page = Paginator(queries.entries(**form.chosen()), PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": form,
        "page": page,
        "count": counted(page.paginator.count, "entry,entries"),
        "columns": COLUMNS,
        "rows": [_row(entry) for entry in page],
        "asked": asked,
    }
    return render(request, "audit/trail.html", context)


def _asked(request):
    """The filters as they stand in the address, without the page that somebody was on."""
    return urlencode([(name, value) for name, value in request.GET.items() if name != "page" and value.strip()])


def _row(entry):
    return [
        f"{dates.short_day(entry.at)}, {dates.clock(entry.at)}",
        entry.actor_name,
        entry.verb,
        {"text": entry.subject_name or "No name", "href": entry.get_absolute_url()},
        entry.detail_in_words,
    ]


@login_required
@require_safe
def subject(request, label, pk):
    _require_reader(request.user)
    page = Paginator(queries.about(label, pk), PAGE).get_page(request.GET.get("page"))
    if not page.object_list:
        raise Http404

    context = {
        "name": page.object_list[0].subject_name,
        "kind": queries.subjects().get(label, label),
        "page": page,
        "items": [_item(entry) for entry in page],
    }
    return render(request, "audit/subject.html", context)


def _item(entry):
    return {"title": entry.verb.capitalize(), "at": entry.at, "by": entry.actor_name, "text": entry.detail_in_words}


@login_required
@require_POST
def export(request):
    """A POST, because taking a copy is itself recorded."""
    _require_reader(request.user)
    form = forms.TrailFilter(request.GET)
    entries = actions.export(form.chosen(), by=request.user, at=timezone.now())
    rows = (_exported(entry) for entry in entries.iterator(chunk_size=2000))
    return csv_response(f"trail-{timezone.localdate():%Y-%m-%d}.csv", EXPORTED, rows)


def _exported(entry):
    return [
        dates.in_london(entry.at).isoformat(timespec="seconds"),
        entry.actor_name,
        entry.actor_pk,
        entry.kind,
        entry.verb,
        entry.subject_label,
        entry.subject_pk,
        entry.subject_name,
        entry.detail_in_words,
    ]


def _require_reader(user):
    if not rules.may_read(user):
        raise PermissionDenied
