"""Asking agencies for their figures, and what they send (A8)."""

import hashlib
from functools import partial

from django.db import transaction
from django.utils import timezone

from pact.audit import trail
from pact.core.refusals import refuse_if
from pact.places.models import Borough
from profiles import notices, queries, reminders, rules
from profiles.models import AskedAgency, FiguresRequest, Submission, SubmittedFigure, SubmittedFile, TensionsNote

# Asking


@transaction.atomic
def ask_agencies(place, agencies, *, title, words, period, due_on, by, at):
    """Ask each agency through its point of contact; one that was asked for the same already is not asked again.

    `place` is a Borough or Township. Returns the request, which is the one there was if the same was asked before.
    """
    is_borough = isinstance(place, Borough)
    place_in = {"borough": place if is_borough else place.borough, "township": None if is_borough else place}
    Borough.objects.select_for_update().get(pk=place_in["borough"].pk)  # two who ask at once become one request
    refuse_if(
        rules.obstacles_to_asking(
            place_in, agencies, title=title, period=period, words=words, due_on=due_on, today=timezone.localdate(at)
        )
    )

    key = {**place_in, "title": title, "period": period}
    request = FiguresRequest.objects.filter(**key).first()
    if request is None:
        request = FiguresRequest.objects.create(**key, words=words, due_on=due_on, asked_at=at, asked_by=by)
    known = set(request.agencies.values_list("agency", flat=True))
    new = [
        AskedAgency.objects.create(request=request, agency=agency, asked_at=at, asked_by=by)
        for agency in agencies
        if agency.pk not in known
    ]
    if new:
        trail.record("asked for figures", on=request, by=by, at=at, agencies=[str(asked.agency) for asked in new])
    _tell(new, notices.figures_asked, at=at)
    return request


@transaction.atomic
def remind_agencies(request, *, by, at):
    """Remind all who have not answered; each person at most once a day. Returns how many were told now."""
    waiting = [(line.asked, line.people) for line in queries.waiting(request)]
    refuse_if(rules.obstacles_to_reminding(waiting))

    occasion = f"by hand {timezone.localdate(at)}"
    told = sum(len(notices.figures_due(asked, people, occasion=occasion, at=at)) for asked, people in waiting)
    if told:
        trail.record("reminded of", on=request, by=by, at=at, people=told)
    return told


def remind_by_calendar(*, at):
    """Remind whoever has not answered three working days before and on the day, each once. Returns how many."""
    today = timezone.localdate(at)
    told = 0
    unanswered = AskedAgency.objects.unanswered().filter(request__due_on__gte=today - reminders.SENT_LATE_FOR)
    for asked in unanswered.for_display().order_by("pk"):
        since = timezone.localdate(asked.asked_at)
        occasion = reminders.occasion(asked.request.due_on, today, since=since)
        if occasion:
            people = rules.who_answers([asked.agency], asked.request.borough)[asked.agency_id]
            told += len(notices.figures_due(asked, people, occasion=occasion, at=at))
    return told


@transaction.atomic
def hand_over_requests(agency, *, by, at):
    """Tell whoever answers for the agency from now on what it was asked for and has not sent (rule 40)."""
    _tell(
        AskedAgency.objects.unanswered().filter(agency=agency).for_display().order_by("pk"),
        notices.figures_asked,
        at=at,
    )


def _tell(asked_agencies, notice, *, at):
    for asked in asked_agencies:
        notice(asked, rules.who_answers([asked.agency], asked.request.borough)[asked.agency_id], at=at)


# Answering


def _locked(asked):
    """The row under lock, and only then what hangs from it: a join would be as old as the wait for the lock."""
    AskedAgency.objects.select_for_update().get(pk=asked.pk)
    return AskedAgency.objects.for_display().get(pk=asked.pk)


@transaction.atomic
def submit(asked, *, words, figures=(), file=None, take_back=(), by, at):
    """Send figures, or correct what was sent until it is accepted.

    `figures` are (what, where, value), in place of those typed before; `file` is one more table; `take_back` are
    files of an earlier sending. Sent twice, it is one submission, and tells whoever asked once.
    """
    asked = _locked(asked)
    submission = asked.submission if asked.is_answered else None
    taken_back = list(submission.files.filter(pk__in=[each.pk for each in take_back])) if submission else []
    kept = submission.files.count() - len(taken_back) if submission else 0
    refuse_if(rules.obstacles_to_submitting(asked, words=words, figures=figures, file=file, kept=kept))

    is_new = submission is None
    if is_new:
        submission = Submission.objects.create(asked=asked, words=words, submitted_at=at, submitted_by=by)
    changed = [_write_words(submission, words), _type(submission, figures), _take_back(taken_back)]
    changed.append(_keep(submission, file, by=by, at=at))
    if is_new or any(changed):
        _note_sending(submission, is_new=is_new, by=by, at=at)
    return submission


def _note_sending(submission, *, is_new, by, at):
    if not is_new:
        submission.version += 1
        submission.submitted_at, submission.submitted_by = at, by
        submission.save(update_fields=["version", "submitted_at", "submitted_by"])
    trail.record("sent figures for" if is_new else "corrected figures for", on=submission.asked, by=by, at=at)
    notices.figures_sent(submission, at=at)


def _write_words(submission, words):
    if submission.words == words:
        return False
    submission.words = words
    submission.save(update_fields=["words"])
    return True


def _type(submission, figures):
    """Put these figures in place of those typed before. Whether anything changed."""
    typed = [(what, where, float(value)) for what, where, value in figures]
    if typed == list(submission.figures.order_by("position").values_list("what", "where", "value")):
        return False
    submission.figures.all().delete()
    SubmittedFigure.objects.bulk_create(
        SubmittedFigure(submission=submission, position=position, what=what, where=where, value=value)
        for position, (what, where, value) in enumerate(typed, 1)
    )
    return True


def _take_back(files):
    for row in files:
        row.delete()
        transaction.on_commit(partial(row.file.storage.delete, row.file.name))
    return bool(files)


def _keep(submission, file, *, by, at):
    """Keep a file that was sent, unless the same is there already. Whether it was kept."""
    if not file:
        return False
    sha256 = hashlib.sha256()
    for chunk in file.chunks():
        sha256.update(chunk)
    file.seek(0)
    if submission.files.filter(sha256=sha256.hexdigest()).exists():
        return False
    SubmittedFile.objects.create(
        submission=submission,
        file=file,
        filename=file.name[-150:],
        size=file.size,
        sha256=sha256.hexdigest(),
        sent_at=at,
        sent_by=by,
    )
    return True


@transaction.atomic
def accept_figures(asked, *, by, at):
    """Say that it is what was asked for. It is then loaded like any other file, by whoever loads data."""
    asked = _locked(asked)
    refuse_if(rules.obstacles_to_accepting(asked))
    submission = asked.submission
    if submission.accepted_at:
        return submission

    submission.accepted_at, submission.accepted_by = at, by
    submission.save(update_fields=["accepted_at", "accepted_by"])
    trail.record("accepted figures for", on=asked, by=by, at=at)
    notices.figures_accepted(submission, at=at)
    return submission


@transaction.atomic
def look_at_file(file, *, by, at):
    trail.looked(on=file, by=by, at=at)


# What was recorded, and not reported


@transaction.atomic
def note_tensions(asked, *, words, by, at):
    """Write or rewrite one's own note; without words it is taken back. The trail says that, and never what."""
    asked = _locked(asked)
    refuse_if(rules.obstacles_to_correcting(asked))

    note = queries.own_note(asked, by)
    if note is None and not words:
        return None
    if not words:
        trail.record("took back", on=note, by=by, at=at)
        note.delete()
        return None
    if note is None:
        note = TensionsNote(asked=asked, written_by=by)
    elif note.words == words:
        return note
    note.words, note.written_at = words, at
    note.save()
    trail.record("wrote", on=note, by=by, at=at)
    return note


@transaction.atomic
def look_at_tensions(asked, notes, *, by, at):
    """One entry however many notes are read at once; none where there is nothing to read."""
    if notes:
        writers = sorted(note.written_by.name for note in notes)
        trail.looked(on=asked, by=by, at=at, what="notes of tensions", written_by=writers)
