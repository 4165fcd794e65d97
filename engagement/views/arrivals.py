"""What was filled in without a signal, taken through the form and the action that its page would use."""

from uuid import UUID

from django.http import Http404
from django.utils import timezone

from engagement import actions, forms, queries, rules
from engagement.models import Door, Round, Street, Walkabout
from engagement.views.common import engagement_for, issue_types
from pact.core.refusals import Refused

NOT_YOURS = "You can no longer record at this engagement. Ask its co-ordinator."
NOT_YOUR_ROUND = "You do not walk this round any more. Ask its co-ordinator."
NO_WALK = "The walk that this belongs to has not arrived."


def take(kind, on, data, files, *, uuid, by, at):
    """`(row, None)` once it is kept, or `(None, {name of a field, or "": sentences})` where it is refused.

    What arrived before is found first: a form that was sent again the next day is not looked at again.
    """
    if known := queries.arrived(kind, uuid, by=by):
        return known, None
    try:
        form, keep = FORMS[kind](on, data, files, by, at)
        if form.is_valid():
            return keep(form), None
        return None, {"" if name == "__all__" else name: list(map(str, said)) for name, said in form.errors.items()}
    except Refused as refusal:
        return None, {"": list(map(str, refusal.reasons))}


def may_hand_in(kind, on, *, by):
    """Whether somebody else's form may be handed in by this person: as if it were their own."""
    try:
        {"transect": _walk, "finding": _walk, "call": _street}.get(kind, _engagement)(on, by)
    except Refused:
        return False
    return True


def address_of(kind, row):
    """Where it can be read: a stretch on the page of its walk. Of a call, only its round can be."""
    if kind == "call":
        return (row.street.round if isinstance(row, Door) else row.round).get_absolute_url()
    return (row.walkabout if kind == "transect" else row).get_absolute_url()


def _interview(on, data, files, by, at):
    engagement = _engagement(on, by)
    form = forms.InterviewForm(
        data,
        engagement=engagement,
        issue_types=issue_types(),
        today=timezone.localdate(at),
        routes=queries.routes_to_choose(engagement),
    )
    return form, lambda form: actions.record_interview(engagement, **form.answers(), by=by, at=at)


def _walkabout(on, data, files, by, at):
    engagement, now = _engagement(on, by), timezone.localtime(at)
    form = forms.WalkaboutForm(data, engagement=engagement, today=now.date(), now=now.time())
    return form, lambda form: actions.start_walkabout(engagement, **form.cleaned_data, by=by, at=at)


def _transect(on, data, files, by, at):
    walk = _walk(on, by)
    return forms.TransectForm(data, walkabout=walk), lambda form: actions.add_transect(
        walk, **form.cleaned_data, by=by, at=at
    )


def _finding(on, data, files, by, at):
    walk = _walk(on, by)
    today = timezone.localdate(at)
    form = forms.FindingForm(data, files, walkabout=walk, issue_types=issue_types(), today=today)
    return form, lambda form: actions.add_finding(walk, **form.cleaned_data, by=by, at=at)


def _call(on, data, files, by, at):
    street = _street(on, by)
    if not rules.may_walk(by, street.round):
        raise Refused([NOT_YOUR_ROUND])
    form = forms.CallForm(data, street=street, now=at)
    return form, lambda form: actions.call(street.round, **form.cleaned_data, by=by, at=at)


FORMS = {
    "interview": _interview,
    "walkabout": _walkabout,
    "transect": _transect,
    "finding": _finding,
    "call": _call,
}


def _engagement(on, by):
    try:
        engagement = engagement_for(by, int(on[:18]) if on.isascii() and on.isdecimal() else 0)
    except Http404:
        raise Refused([NOT_YOURS]) from None
    return _recorded(engagement, by)


def _walk(on, by):
    visible = Walkabout.objects.visible_to(by).for_display().prefetch_related("engagement__cycle__openings")
    try:
        walk = visible.get(uuid=UUID(on))
    except (ValueError, Walkabout.DoesNotExist):
        raise Refused([NO_WALK]) from None
    _recorded(walk.engagement, by)
    return walk


def _street(on, by):
    pk = int(on[:18]) if on.isascii() and on.isdecimal() else 0
    visible = Street.objects.filter(round__in=Round.objects.visible_to(by)).filter(pk=pk)
    found = visible.select_related("round__engagement__cycle__pact__ward", "round__area")
    street = found.prefetch_related("round__engagement__cycle__openings").first()
    if street is None:
        raise Refused([NOT_YOUR_ROUND])
    return street


def _recorded(engagement, by):
    if not rules.may_record(by, engagement):
        raise Refused([NOT_YOURS])
    return engagement
