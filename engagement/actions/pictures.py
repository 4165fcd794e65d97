"""Making a photograph fit to be shown: blurring parts of a copy, and clearing that copy for publication."""

from django.db import transaction

from engagement import rules
from engagement.models import BlurredPhoto, Finding
from pact.audit import trail
from pact.core.blurring import blurred
from pact.core.refusals import refuse_if


@transaction.atomic
def blur(finding, *, look=None, areas, by, at):
    """Make the blurred copy of the photo of a finding, or of a second look at it. An older copy is taken away.

    `areas` are left, top, width and height in percent. A new copy is cleared for nothing.
    """
    Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    original = (look or finding).photo
    refuse_if(rules.obstacles_to_blurring(original))

    old = BlurredPhoto.objects.filter(finding=finding, look=look).first()
    with original.open("rb") as file:
        image = blurred(file, areas)
    if old:
        name, storage = old.image.name, old.image.storage
        old.delete()
        transaction.on_commit(lambda: storage.delete(name))
    copy = BlurredPhoto.objects.create(
        finding=finding, look=look, image=image, areas=[list(area) for area in areas], made_at=at, made_by=by
    )
    trail.record("blurred a photo", on=finding, by=by, at=at, rectangles=len(areas))
    return copy


@transaction.atomic
def withdraw_photo(copy, *, by, at):
    """Say that it may not be published after all: from now on nobody outside sees it. Twice is harmless."""
    copy = BlurredPhoto.objects.select_for_update(of=("self",)).select_related("finding").get(pk=copy.pk)
    if not copy.is_cleared:
        return copy
    copy.cleared_at = copy.cleared_by = None
    copy.save(update_fields=["cleared_at", "cleared_by"])
    trail.record("withdrew a photo from publication", on=copy.finding, by=by, at=at)
    return copy


@transaction.atomic
def clear_photo(copy, *, by, at):
    """Say that the blurred copy may be published. Twice is harmless."""
    copy = BlurredPhoto.objects.select_for_update(of=("self",)).select_related("finding").get(pk=copy.pk)
    if copy.is_cleared:
        return copy
    copy.cleared_at, copy.cleared_by = at, by
    copy.save(update_fields=["cleared_at", "cleared_by"])
    trail.record("cleared a photo for publication", on=copy.finding, by=by, at=at)
    return copy
