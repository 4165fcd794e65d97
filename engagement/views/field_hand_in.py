"""The last resort: a file that a phone gave out, handed in by whoever holds it."""

from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.shortcuts import render
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from engagement import actions, forms, rules, sealed
from engagement.views import arrivals

UNREADABLE = "PACT cannot read this file. It may have been changed on the way. Make another copy on the phone."
LEFT = "The account of whoever recorded this is closed. Ask an administrator."


@login_required
@require_http_methods(["GET", "POST"])
def field_hand_in(request):
    if not rules.may_record_somewhere(request.user):
        raise PermissionDenied

    form = forms.HandInForm(request.POST or None, request.FILES or None)
    results = None
    if request.method == "POST" and form.is_valid():
        try:
            results = _hand_in(form.cleaned_data["file"], by=request.user, at=timezone.now())
        except sealed.Unreadable:
            form.add_error("file", UNREADABLE)
    return render(request, "engagement/field/hand_in.html", {"form": form, "results": results})


def _hand_in(file, *, by, at):
    """`[(what it is, its address or "", sentences)]`. Each is recorded by the person whose phone sealed it."""
    pk, items = sealed.opened(file.read())
    person = get_user_model().objects.filter(pk=pk, is_active=True).first()
    if person is None:
        return [(item.label, "", [LEFT]) for item in items]
    results = [(item.label, *_take(item, person, by=by, at=at)) for item in items]
    kept = sum(bool(address) for _, address, _ in results)
    actions.note_hand_in(person, kept=kept, refused=len(results) - kept, by=by, at=at)
    return results


def _take(item, person, *, by, at):
    if person != by and not arrivals.may_hand_in(item.kind, item.on, by=by):
        return "", [arrivals.NOT_YOURS]
    data = MultiValueDict()
    for name, value in item.values:
        data.appendlist(name, value)
    data["uuid"] = item.uuid
    files = {"photo": SimpleUploadedFile("photo.jpg", item.photo)} if item.photo else {}
    row, errors = arrivals.take(item.kind, item.on, data, files, uuid=item.uuid, by=person, at=at)
    if errors:
        return "", [sentence for said in errors.values() for sentence in said]
    return arrivals.address_of(item.kind, row), []
