"""One file becomes one dataset, whole or not at all; and a dataset is withdrawn."""

from dataclasses import replace
from functools import partial

from django.db import transaction

from pact.audit import trail
from pact.core import bulk
from pact.core.refusals import refuse_if
from pact.places.models import Borough
from profiles import rules, tasks
from profiles.actions.loading import areas, figures, incidents, people
from profiles.loading import encodings, files, outcomes, periods
from profiles.models import Dataset, RefusedRow

LOADERS = {
    "wards": areas.wards,
    "small-areas": areas.small_areas,
    "small-area-boundaries": areas.small_area_boundaries,
    "small-area-changes": areas.small_area_changes,
    "postcodes": areas.postcodes,
    "figures": figures.figures,
    "incidents": incidents.incidents,
    "councillors": people.councillors,
}
KINDS = {
    "figures": Dataset.Kind.FIGURES,
    "incidents": Dataset.Kind.INCIDENTS,
    "councillors": Dataset.Kind.PEOPLE,
}
FORMS = {"wards": "json", "small-area-boundaries": "json", "incidents": "any"}


def take(borough, file, path, outcome, *, indicators, again, only_whole=False, watch=None, by, at):
    """Take what this file holds into the borough. The same content under the same title changes nothing.

    A file with other content under a known title replaces the former one, which is withdrawn in the same moment. With
    `only_whole`, one refused row refuses the file. `watch(share)` is told how much was read; what it raises undoes all.
    """
    source = files.examine(path, kind=FORMS.get(file.kind, "table"), sheet=file.sheet)
    source = replace(source, watch=watch)
    with transaction.atomic():
        # Two loads of one borough take turns here, so that neither doubles what the other has just brought.
        # Whatever merely points at the borough need not wait for them.
        Borough.objects.select_for_update(no_key=True).get(pk=borough.pk)
        former = Dataset.objects.in_use().filter(borough=borough, title=file.title).first()
        if former and (former.sha256, former.recipe) == (source.sha256, file.recipe):
            return _leave(former, file, outcome, by=by, at=at)
        refuse_if(rules.obstacles_to_loading(borough, file, source.sha256, again=again))

        if former:
            outcome.state = outcomes.REPLACED
            _withdraw(former, by=by, at=at)
        dataset = _open(borough, file, source, by=by, at=at)
        if source.encoding != encodings.UTF_8:
            outcome.notes.append("It is not written in UTF-8, and was read as Windows-1252.")
        LOADERS[file.kind](dataset, file, source, outcome, former=former, indicators=indicators, by=by, at=at)
        outcome.refuse_if_nothing_is_taken(source.name, borough)
        if only_whole:
            outcome.refuse_if_not_whole(source.name)
        _close(dataset, file, outcome)
        trail.record("loaded", on=dataset, by=by, at=at, rows=outcome.taken, sha256=source.sha256)
        _find_hot_spots_anew(dataset)
        return dataset


def _open(borough, file, source, *, by, at):
    return Dataset.objects.create(
        borough=borough,
        kind=KINDS.get(file.kind, Dataset.Kind.PLACES),
        title=file.title,
        source=file.source,
        licence=file.licence,
        attribution=file.attribution,
        period=periods.in_words(file.period) if file.period else "",
        filename=source.name[:200],
        sha256=source.sha256,
        recipe=file.recipe,
        loaded_at=at,
        loaded_by=by,
    )


def _close(dataset, file, outcome):
    """Write down what was read and what was not taken."""
    dataset.rows_read = outcome.read
    dataset.rows_taken = outcome.taken
    dataset.rows_refused = len(outcome.faults)
    dataset.rows_without_place = len(outcome.placeless)
    dataset.rows_outside = len(outcome.outside)
    dataset.outside = outcome.outside_runs
    dataset.notes = outcome.notes
    dataset.save()
    rows = [(dataset.pk, fault.row, fault.reason) for fault in outcome.own_rows()]
    bulk.insert(RefusedRow, ["dataset_id", "number", "reason"], rows)


def _leave(dataset, file, outcome, *, by, at):
    """The file is loaded. What the manifest says about it may have been corrected, and is then corrected here."""
    outcome.state, outcome.same, outcome.read = outcomes.UNCHANGED, dataset.rows_taken, 0
    said = {"source": file.source, "licence": file.licence, "attribution": file.attribution}
    changed = [name for name, words in said.items() if getattr(dataset, name) != words]
    if changed:
        for name in changed:
            setattr(dataset, name, said[name])
        dataset.save(update_fields=changed)
        outcome.notes.append(f"Its {' and '.join(changed)} was corrected.")
        trail.record("described", on=dataset, by=by, at=at, changed=changed)
    return dataset


@transaction.atomic
def withdraw(dataset, *, by, at):
    """Use its figures and incidents no longer, from now on. They stay, so that what was printed can be explained."""
    dataset = Dataset.objects.select_for_update(of=("self",)).get(pk=dataset.pk)
    if dataset.is_withdrawn:
        return dataset
    refuse_if(rules.obstacles_to_withdrawing(dataset))

    return _withdraw(dataset, by=by, at=at)


def _withdraw(dataset, *, by, at):
    dataset.withdrawn_at, dataset.withdrawn_by = at, by
    dataset.save(update_fields=["withdrawn_at", "withdrawn_by"])
    trail.record("withdrew", on=dataset, by=by, at=at)
    _find_hot_spots_anew(dataset)
    return dataset


def _find_hot_spots_anew(dataset):
    if dataset.kind != Dataset.Kind.PEOPLE:
        transaction.on_commit(partial(tasks.find_hot_spots, dataset.borough_id), robust=True)
