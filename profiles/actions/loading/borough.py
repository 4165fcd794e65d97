"""All files of a manifest, each in a transaction of its own, in the order in which they build on each other."""

from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from pact.core.refusals import Refused
from pact.places.models import Borough
from profiles.actions.loading import datasets, groups, people
from profiles.loading import outcomes
from profiles.loading.outcomes import Outcome


def plan(manifest, folder, *, again=frozenset(), by, at):
    """What `load` would do now, as a list of Outcomes: it is done in full and taken back, so the plan cannot err."""
    with transaction.atomic():
        found = list(load(manifest, folder, again=again, by=by, at=at))
        transaction.set_rollback(True)
    return found


def load(manifest, folder, *, again=frozenset(), by, at):
    """Load whatever is new or has changed and yield an Outcome for each part. A part that is refused leaves no trace.

    `folder` is where the paths in the manifest begin. `again` names titles to load although they were withdrawn.
    """
    borough, outcome = _borough(manifest, by=by, at=at)
    yield outcome
    if borough is None:
        return
    waiting = [*manifest.files]
    while waiting and waiting[0].kind == "wards":
        yield _file(borough, waiting.pop(0), folder, again=again, by=by, at=at)
    if manifest.townships:
        yield _part("Townships", groups.townships, borough, manifest.townships, by=by, at=at)
    if manifest.agencies:
        yield _part("Agencies", people.agencies, manifest.agencies, by=by, at=at)
    for file in waiting:
        yield _file(borough, file, folder, indicators=manifest.indicators, again=again, by=by, at=at)


def _borough(manifest, *, by, at):
    borough = Borough.objects.on(timezone.localdate(at)).filter(code=manifest.code).first()
    if borough:
        return borough, Outcome(borough.name, things="borough", state=outcomes.UNCHANGED, same=1)
    outcome = _part("Borough", groups.borough, manifest, by=by, at=at)
    return Borough.objects.filter(code=manifest.code).order_by("-starts_on").first(), outcome


def _part(title, load_part, *args, by, at):
    outcome = Outcome(title)
    with _refusals_into(outcome), transaction.atomic():
        load_part(*args, outcome, by=by, at=at)
        if not outcome.new and not outcome.changed:
            outcome.state = outcomes.UNCHANGED
    return outcome


def _file(borough, file, folder, *, indicators=(), again, by, at):
    outcome = Outcome(file.title)
    with _refusals_into(outcome):
        path = Path(folder) / file.path
        datasets.take(borough, file, path, outcome, indicators=indicators, again=file.title in again, by=by, at=at)
    return outcome


@contextmanager
def _refusals_into(outcome):
    """What is refused is said, and the other files go on."""
    try:
        yield
    except Refused as refusal:
        outcome.state, outcome.reasons = outcomes.REFUSED, refusal.reasons
        outcome.new = outcome.changed = outcome.same = 0
