"""Out and about: the page that opens without a signal, what it takes along, and what it sends when there is one."""

from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from engagement import forms, queries, reply_codes, rules, sealed
from engagement.views import arrivals, field_files
from engagement.views.common import engagement_for, issue_types

REPLY_CODES = 25  # made before the interviews, so that one can be given out on the doorstep


@login_required
@require_safe
def field(request):
    """The same page for everybody, for a phone keeps it: who it is for, and what they took, comes by script."""
    _refuse_who_records_nothing(request.user)
    return HttpResponse(field_files.shell())


@require_safe
def field_worker(request):
    """The script that keeps the page and its files. A new version of any of them is a new script, and fetched."""
    return HttpResponse(field_files.worker(), content_type="text/javascript")


@require_safe
def field_session(request):
    """Who is signed in now, and what it takes to send; for one's own device also the key that opens what it keeps."""
    if not request.user.is_authenticated:
        return JsonResponse({"person": None})
    device = _uuid(request.GET.get("device"))
    return JsonResponse(
        {
            "person": request.user.pk,
            "called": str(request.user),
            "may_record": rules.may_record_somewhere(request.user),
            "csrf": get_token(request),
            "keys": sealed.keys_for(request.user.pk, device) if device else [],
        }
    )


@login_required
@require_safe
def field_pack(request):
    """The engagements to take along. The forms of each come by themselves."""
    _refuse_who_records_nothing(request.user)
    return JsonResponse(
        {
            "person": request.user.pk,
            "engagements": [
                {
                    "pk": engagement.pk,
                    "title": engagement.title,
                    "ward": engagement.cycle.ward.name,
                    "first": engagement.starts_on,
                    "last": engagement.last_day,
                    "kind": engagement.technique.form,
                }
                for engagement in queries.to_take(request.user, today=timezone.localdate())
            ],
            "rounds": [_round(round) for round in queries.rounds_to_take(request.user)],
            "about_somebody": rules.PERSONAL.pattern,
        }
    )


@login_required
@require_safe
def field_forms(request, pk):
    """The empty forms of one engagement as their pages show them, and some reply codes to give out."""
    engagement = engagement_for(request.user, pk)
    if not rules.may_record(request.user, engagement):
        raise PermissionDenied

    now = timezone.localtime()
    routes = queries.routes_to_choose(engagement)
    given = {"issue_types": issue_types(), "routes": routes, "today": now.date(), "now": now.time()}
    blank = forms.blank_forms(engagement, **given)
    said = {"engagement": engagement, "knows_notice": queries.knows_notice(engagement, request.user)}
    numbers = [uuid4() for _ in range(REPLY_CODES)] if engagement.technique.asks_people else []
    return JsonResponse(
        {
            "pk": engagement.pk,
            "forms": {
                kind: {"html": _html(form, said | {"kind": kind}), "checks": forms.checks(kind, form)}
                for kind, form in blank.items()
            },
            "stop": render_to_string("engagement/_stop_kindly.html"),
            "seeds": queries.seeds_to_take(engagement.cycle.ward.borough) if engagement.technique.asks_people else None,
            "reply_codes": [{"uuid": number, "code": reply_codes.code_for(number)} for number in numbers],
        }
    )


@require_POST
def field_arrivals(request):
    """Take one form that was filled in on a device. The answer says "arrived", "refused" or "waiting", and why."""
    if not request.user.is_authenticated:
        return _answer("waiting", 401, why="signed out")
    if not rules.may_record_somewhere(request.user):
        return _answer("waiting", 403, why="not a recorder")
    envelope = forms.ArrivalForm(request.POST)
    if not envelope.is_valid():
        return _answer("refused", 422, errors={"": ["PACT cannot read what this phone sent."]})
    said = envelope.cleaned_data
    if said["field_person"] != request.user.pk:
        return _answer("waiting", 409, why="another person")

    kind = said["field_kind"]
    row, errors = arrivals.take(
        kind, said["field_on"], request.POST, request.FILES, uuid=said["uuid"], by=request.user, at=timezone.now()
    )
    if errors:
        return _answer("refused", 422, errors=errors)
    return _answer("arrived", 200, url=arrivals.address_of(kind, row))


def _round(round):
    return {
        "pk": round.pk,
        "title": str(round),
        "url": round.get_absolute_url(),
        "ward": round.engagement.cycle.ward.name,
        "engagement": round.engagement_id,
        "streets": [
            {"pk": street.pk, "name": street.name, "doors": [_door(door) for door in street.doors.all()]}
            for street in round.streets.all()
        ],
    }


def _door(door):
    kept = {name: getattr(door, name) for name in ("pk", "label", "state", "not_in", "note", "back_at")}
    return kept | {"is_left": door.is_left}


def _html(form, said):
    """The form as its page shows it, but that it cannot be sent from where it is kept."""
    helper = form.helper
    helper.disable_csrf = True
    return render_to_string("engagement/field/_form.html", said | {"form": form, "helper": helper})


def _answer(state, status, **more):
    return JsonResponse({"state": state} | more, status=status)


def _refuse_who_records_nothing(user):
    if not rules.may_record_somewhere(user):
        raise PermissionDenied


def _uuid(text):
    try:
        return str(UUID(text or ""))
    except ValueError:
        return ""
