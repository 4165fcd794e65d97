"""Files that were sent: who may, and what stands in the way."""

from pact.accounts.models import Permission
from pact.core.refusals import Obstacle
from pact.core.wording import counted
from profiles.models import Upload


def may_load(user):
    """Somewhere: for which boroughs is what `user.boroughs` says."""
    return user.can(Permission.LOAD_DATA)


def obstacles_to_describing(upload, *, edition):
    if upload.is_busy:
        return [Obstacle("PACT is reading this file. Wait for it, or stop it.", href=upload.get_absolute_url())]
    if upload.edition != edition:
        return ["Somebody else has described this file in the meantime. Open it again and see what they said."]
    return []


def obstacles_to_checking(upload):
    if upload.is_busy:
        return ["PACT is reading this file already."]
    return [] if upload.entry else ["Say what the file is first."]


def obstacles_to_applying(upload, *, only_whole, edition):
    """What is loaded is what was checked, as whoever asks has seen it."""
    if upload.edition != edition:
        return ["Somebody else has described this file in the meantime. Check it again."]
    if upload.state != Upload.State.CHECKED:
        return ["Check the file first."]
    if only_whole and (refused := upload.counts.get("refused")):
        rows = counted(refused, "row is,rows are")
        return [f"{rows} refused, so the file as a whole is. Take the sound rows, or send a corrected file."]
    return []


def obstacles_to_cancelling(upload):
    return [] if upload.is_busy else ["PACT is not reading this file any more."]


def obstacles_to_discarding(upload):
    if upload.is_busy:
        return ["PACT is reading this file. Stop it first."]
    if upload.dataset_id:
        return [Obstacle("This file is loaded. Withdraw its dataset instead.", href=upload.dataset.get_absolute_url())]
    return []
