"""Rules 31, 32 and 36: how it goes, what is in the way, done and shown, verified by somebody else."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from PIL import Image

from pact.accounts.permissions import Role
from pact.core.refusals import Refused
from pact.notifications.models import Notice
from tasking import actions
from tasking.rag import Rag
from tests import make
from tests.make import NOON, TODAY
from tests.tasking.seen import fresh, told, verbs

pytestmark = pytest.mark.django_db
NEXT_WEEK = TODAY + timedelta(days=7)
LATER = NOON + timedelta(hours=2)


def photo(name="IMG_1.jpg", *, size=(30, 20)):
    out = BytesIO()
    exif = Image.Exif()
    exif[0x8825] = {2: (53.0, 32.0, 0.0)}
    Image.new("RGB", size, "red").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue())


# Progress and blocks


def test_progress_takes_on_an_action_that_was_not_answered_yet(priority, owner, agency):
    made = make.action(priority=priority, owner=owner, agency=agency, accepted=False)

    actions.note_progress(made, text="Gates measured.", by=owner, at=LATER)

    assert fresh(made).status == "in_progress"
    assert fresh(made).heard_at == LATER
    assert verbs(made) == ["accepted", "noted progress on"]


def test_a_photo_of_progress_is_kept_without_its_place(action, owner):
    """Rule 20."""
    note = actions.note_progress(action, text="Gates hung.", photo=photo(), by=owner, at=NOON)

    assert note.photo.name.endswith(".jpg")
    with note.photo.open() as kept, Image.open(kept) as picture:
        assert not picture.getexif()


def test_a_second_photo_under_the_same_words_is_no_double_tap(action, owner):
    for each in (photo(), photo(), photo(size=(600, 200)), None):
        actions.note_progress(action, text="Gates hung.", photo=each, by=owner, at=NOON)

    assert action.notes.count() == 3


def test_a_photo_that_does_not_open_is_refused_and_nothing_is_kept(action, owner):
    with pytest.raises(Refused, match="must be a JPEG"):
        actions.note_progress(
            action, text="Look.", photo=SimpleUploadedFile("x.jpg", b"\xff\xd8\xff"), by=owner, at=NOON
        )

    assert not action.notes.exists()


def test_a_block_says_why_and_who_must_act(action, owner, coordinator):
    """Rule 36."""
    actions.block(action, reason="Locked gate.", who_must_act="Network Rail", by=owner, at=NOON)

    assert fresh(action).status == "blocked"
    assert fresh(action).rag == Rag.AMBER
    assert "Network Rail" in Notice.objects.get(recipient=coordinator).text


@pytest.mark.parametrize("missing", ["reason", "who_must_act"])
def test_the_database_refuses_a_block_without_reason_or_person(action, missing):
    """Rule 36."""
    with pytest.raises(IntegrityError, match="a_block_says_why_and_who_must_act"), transaction.atomic():
        make.block(action, **{missing: ""})


def test_an_action_is_blocked_once_at_a_time(action, owner):
    make.block(action)

    with pytest.raises(Refused, match="blocked already"):
        actions.block(action, reason="Rain.", who_must_act="The weather", by=owner, at=NOON)


def test_clearing_a_block_twice_is_harmless(action, owner):
    make.block(action)

    actions.clear_block(action, by=owner, at=LATER)
    actions.clear_block(action, by=owner, at=LATER)

    assert fresh(action).status == "accepted"
    assert verbs(action) == ["cleared the block of"]


# Done (rule 31)


def test_done_needs_words_and_evidence_or_the_reason_why_none(action, owner):
    """Rule 31."""
    with pytest.raises(Refused) as refusal:
        actions.complete(action, outcome=" ", why_no_evidence=" ", by=owner, at=NOON)

    assert refusal.value.reasons == [
        "Say what changed as a result.",
        "Add a photo or a file, or say why there is none.",
    ]


@pytest.mark.parametrize("proof", [{"evidence": photo}, {"why_no_evidence": "It is dark there."}])
def test_done_with_evidence_or_a_reason_waits_to_be_verified(action, owner, coordinator, proof):
    """Rule 31."""
    proof = {name: value() if callable(value) else value for name, value in proof.items()}

    actions.complete(action, outcome="Alley cleared.", by=owner, at=NOON, **proof)

    assert fresh(action).status == "done"
    assert fresh(action).is_open
    assert told(coordinator) == ["tasking.action_done"]


def test_the_database_refuses_done_without_evidence_or_reason(action):
    with pytest.raises(IntegrityError, match="a_completion_has_evidence_or_says_why_not"), transaction.atomic():
        make.completion(action, why_no_evidence="")


def test_evidence_that_is_neither_photo_nor_pdf_is_refused(action, owner):
    program = SimpleUploadedFile("proof.pdf", b"MZ\x90")

    with pytest.raises(Refused, match="The evidence must be"):
        actions.complete(action, outcome="Done.", evidence=program, by=owner, at=NOON)


def test_a_pdf_is_kept_as_it_came_under_a_name_of_ours(action, owner):
    letter = SimpleUploadedFile("../../letter to Mrs Jones.pdf", b"%PDF-1.7 as it came")

    done = actions.complete(action, outcome="Letter sent.", evidence=letter, by=owner, at=NOON)

    with done.evidence.open() as kept:
        assert kept.read() == b"%PDF-1.7 as it came"
    assert "Jones" not in done.evidence.name


def test_doing_what_was_blocked_clears_the_block(action, owner):
    make.block(action)

    actions.complete(action, outcome="Gate opened.", why_no_evidence="None needed.", by=owner, at=LATER)

    assert action.blocks.get().cleared_at == LATER


def test_a_completion_is_taken_back_while_nobody_has_verified_it(action, owner, coordinator):
    make.completion(action)

    actions.undo_completion(action, by=owner, at=LATER)

    assert fresh(action).status == "accepted"


def test_evidence_goes_with_the_completion_that_is_taken_back(action, owner, django_capture_on_commit_callbacks):
    done = actions.complete(action, outcome="Done.", evidence=photo(), by=owner, at=NOON)
    storage, name = done.evidence.storage, done.evidence.name

    with django_capture_on_commit_callbacks(execute=True):
        actions.undo_completion(action, by=owner, at=LATER)

    assert not storage.exists(name)


def test_whoever_verifies_is_told_each_time_it_is_done(action, owner, coordinator):
    for _ in range(2):
        actions.complete(action, outcome="Swept.", why_no_evidence="None needed.", by=owner, at=NOON)
        actions.send_back(action, reason="The sofa is still there.", by=coordinator, at=NOON)

    assert told(coordinator) == ["tasking.action_done", "tasking.action_done"]
    assert told(owner) == ["tasking.action_sent_back", "tasking.action_sent_back"]


def test_a_verified_completion_cannot_be_taken_back(action, owner):
    make.verification(action)

    with pytest.raises(Refused, match="done and verified"):
        actions.undo_completion(action, by=owner, at=LATER)


# Verifying (rule 32)


def test_somebody_else_verifies(action, coordinator):
    """Rule 32."""
    make.completion(action)

    actions.verify(action, by=coordinator, at=LATER)

    assert fresh(action).rag == Rag.BLUE


def test_the_verifier_is_never_the_owner(priority, agency):
    """Rule 32: the co-ordinator cannot verify an action of their own either."""
    coordinator = make.person(Role.COORDINATOR, priority.ward.borough, agency=agency)
    own = make.action(priority=priority, owner=coordinator, agency=agency)
    make.completion(own)

    with pytest.raises(Refused) as refusal:
        actions.verify(own, by=coordinator, at=LATER)

    assert refusal.value.reasons == ["Somebody other than its owner has to verify an action."]


def test_whoever_said_that_it_was_done_does_not_verify_it(action, coordinator):
    make.completion(action, by=coordinator)

    with pytest.raises(Refused, match="Somebody other"):
        actions.verify(action, by=coordinator, at=LATER)


def test_what_is_not_done_cannot_be_verified(action, coordinator):
    with pytest.raises(Refused, match="has not said yet"):
        actions.verify(action, by=coordinator, at=LATER)


def test_a_verification_can_be_undone(action, coordinator):
    make.verification(action)

    actions.undo_verification(action, by=coordinator, at=LATER)

    assert fresh(action).status == "done"


def test_sending_back_keeps_what_was_claimed(action, owner, coordinator):
    make.completion(action, outcome="Swept.")

    actions.send_back(action, reason="The sofa is still there.", by=coordinator, at=LATER)

    kept = action.send_backs.get()
    assert (kept.outcome, kept.done_by, kept.reason) == ("Swept.", owner, "The sofa is still there.")
    assert fresh(action).status == "accepted"
    assert told(owner) == ["tasking.action_sent_back"]
