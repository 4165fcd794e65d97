from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from PIL import Image

from pact.accounts.permissions import Role
from pact.audit.models import Entry
from pact.core.refusals import Refused
from pact.notifications.models import Notice
from tasking import actions
from tasking.models import Action, Closing
from tasking.rag import Rag
from tests import make
from tests.make import NOON, TODAY

pytestmark = pytest.mark.django_db
NEXT_WEEK = TODAY + timedelta(days=7)
LATER = NOON + timedelta(hours=2)


@pytest.fixture
def priority():
    return make.priority(cycle=make.cycle(open_stage="tasking"))


@pytest.fixture
def agency():
    return make.agency()


@pytest.fixture
def owner(priority, agency):
    return make.officer(priority.ward, agency=agency)


@pytest.fixture
def coordinator(priority):
    return priority.cycle.pact.coordinator


@pytest.fixture
def action(priority, owner):
    return make.action(priority=priority, owner=owner)


def photo(name="IMG_1.jpg", *, size=(30, 20)):
    out = BytesIO()
    exif = Image.Exif()
    exif[0x8825] = {2: (53.0, 32.0, 0.0)}
    Image.new("RGB", size, "red").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue())


def create(priority, owner, agency, **changes):
    asked = {"title": "Clear the alley", "owner": owner, "agency": agency, "due_on": NEXT_WEEK, "at": NOON}
    return actions.create(priority, **asked | {"by": priority.cycle.pact.coordinator} | changes)


def fresh(action):
    return Action.objects.for_display().with_rag(today=TODAY).get(pk=action.pk)


def told(person):
    return list(Notice.objects.filter(recipient=person).order_by("pk").values_list("name", flat=True))


def verbs(action):
    return list(Entry.objects.about(action).order_by("pk").values_list("verb", flat=True))


# Creating (rules 28 and 29)


def test_a_new_action_waits_to_be_accepted_and_tells_its_owner(priority, owner, agency):
    made = create(priority, owner, agency)

    assert fresh(made).status == "proposed"
    assert made.original_due_on == made.due_on == NEXT_WEEK
    assert told(owner) == ["tasking.action_assigned"]
    assert verbs(made) == ["created"]


def test_an_owner_has_to_work_for_the_agency_that_is_named(priority, owner):
    """Rule 28."""
    another = make.agency("Housing")

    with pytest.raises(Refused) as refusal:
        create(priority, owner, another)

    assert refusal.value.reasons == [
        f"{owner} does not work on actions for {another} in {priority.ward}. Choose one of its people there."
    ]


def test_a_former_member_of_the_agency_cannot_own(priority, owner, agency):
    owner.memberships.update(ended_at=LATER)

    with pytest.raises(Refused, match="does not work on actions"):
        create(priority, owner, agency)


def test_somebody_of_another_ward_cannot_own(priority, agency):
    elsewhere = make.officer(make.ward("Elsewhere"), agency=agency)

    with pytest.raises(Refused, match="does not work on actions"):
        create(priority, elsewhere, agency)


def test_an_action_is_due_today_at_the_earliest(priority, owner, agency):
    """Rule 29."""
    assert create(priority, owner, agency, due_on=TODAY)

    with pytest.raises(Refused) as refusal:
        create(priority, owner, agency, due_on=TODAY - timedelta(days=1))

    assert refusal.value.reasons == ["The due date must be today or later."]


def test_a_due_date_at_a_weekend_stays(priority, owner, agency):
    """Rule 29."""
    saturday = TODAY + timedelta(days=3)

    assert create(priority, owner, agency, due_on=saturday).due_on == saturday


@pytest.mark.parametrize("stage", [None, "priorities", "scrutiny"])
def test_no_action_is_made_while_tasking_is_not_open(stage):
    priority = make.priority(cycle=make.cycle(open_stage=stage))
    owner = make.officer(priority.ward)

    with pytest.raises(Refused) as refusal:
        create(priority, owner, owner.memberships.get().agency)

    assert refusal.value.reasons == ["Tasking is not open for this cycle."]


def test_no_action_is_made_once_its_priority_has_ended(priority, owner, agency):
    make.ending(priority)

    with pytest.raises(Refused, match="This priority has ended."):
        create(priority, owner, agency)


def test_an_action_takes_up_one_that_was_carried_over(priority, owner, agency):
    carried = make.action(priority=priority, owner=owner)
    make.closing(carried, kind=Closing.Kind.CARRIED_OVER)

    made = create(priority, owner, agency, continues=carried)

    assert made.continues == carried
    assert made.times_carried == 1
    with pytest.raises(Refused, match="taken up already"):
        create(priority, owner, agency, continues=carried)


def test_what_was_not_carried_over_cannot_be_taken_up(priority, owner, agency, action):
    with pytest.raises(Refused, match="Only an action that was carried over"):
        create(priority, owner, agency, continues=action)


def test_an_action_is_withdrawn_while_nothing_has_happened_to_it(priority, owner, agency, coordinator):
    made = create(priority, owner, agency)

    actions.withdraw(made, by=coordinator, at=LATER)

    assert not Action.objects.exists()
    assert told(owner) == ["tasking.action_assigned", "tasking.action_withdrawn"]


def test_an_accepted_action_stays_on_record(action, coordinator):
    with pytest.raises(Refused, match="stays on record"):
        actions.withdraw(action, by=coordinator, at=LATER)


# Accepting and refusing


def test_accepting_twice_is_harmless(priority, owner, agency):
    made = create(priority, owner, agency)

    actions.accept(made, by=owner, at=NOON)
    actions.accept(made, by=owner, at=LATER)

    assert fresh(made).acceptance.at == NOON
    assert verbs(made) == ["created", "accepted"]


def test_a_refused_action_is_red_and_its_coordinator_knows_why(priority, owner, agency, coordinator):
    made = create(priority, owner, agency, due_on=TODAY + timedelta(days=60))

    actions.refuse(made, reason="Not our land.", by=owner, at=NOON)

    assert fresh(made).status == "refused"
    assert fresh(made).rag == Rag.RED
    assert "Not our land." in Notice.objects.get(recipient=coordinator).text


def test_a_refusal_can_be_thought_better_of(action, owner):
    actions.refuse(action, reason="Not our land.", by=owner, at=NOON)

    actions.accept(action, by=owner, at=LATER)

    assert fresh(action).status == "accepted"


def test_nothing_is_reported_on_what_was_refused(action, owner):
    actions.refuse(action, reason="Not our land.", by=owner, at=NOON)

    with pytest.raises(Refused) as refusal:
        actions.note_progress(action, text="Measured.", by=owner, at=LATER)

    assert refusal.value.reasons == ["This action was refused. Accept it first."]


# Progress and blocks


def test_progress_takes_on_an_action_that_was_not_answered_yet(priority, owner, agency):
    made = create(priority, owner, agency)

    actions.note_progress(made, text="Gates measured.", by=owner, at=LATER)

    assert fresh(made).status == "in_progress"
    assert fresh(made).heard_at == LATER
    assert verbs(made) == ["created", "accepted", "noted progress on"]


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


# Re-dating (rules 29 and 35)


def test_re_dating_keeps_the_first_date_and_is_at_best_amber(action, coordinator):
    """Rule 35."""
    first = action.due_on

    actions.redate(action, due_on=TODAY + timedelta(days=90), reason="Frost.", by=coordinator, at=NOON)

    moved = fresh(action)
    assert moved.original_due_on == first
    assert moved.due_on == TODAY + timedelta(days=90)
    assert moved.rag == Rag.AMBER


@pytest.mark.parametrize(
    ("due_on", "reason"),
    [
        (TODAY - timedelta(days=1), "The new due date must be today or later."),
        (TODAY + timedelta(days=30), "That is its due date already."),
    ],
)
def test_a_new_date_is_a_new_date_from_today(action, coordinator, due_on, reason):
    with pytest.raises(Refused) as refusal:
        actions.redate(action, due_on=due_on, reason="Frost.", by=coordinator, at=NOON)

    assert refusal.value.reasons == [reason]


def test_what_is_done_is_not_re_dated(action, coordinator):
    make.completion(action)

    with pytest.raises(Refused, match="waits to be verified"):
        actions.redate(action, due_on=NEXT_WEEK, reason="Frost.", by=coordinator, at=NOON)


# Handing over


def test_a_manager_hands_an_action_on_inside_the_agency(action, agency, owner):
    manager = make.person(Role.MANAGER, action.ward.borough, agency=agency)
    colleague = make.officer(action.ward, agency=agency)

    actions.hand_over(action, owner=colleague, agency=agency, reason="Holidays.", by=manager, at=LATER)

    moved = fresh(action)
    assert (moved.owner, moved.status) == (colleague, "proposed")
    assert action.handovers.get().from_owner == owner
    assert told(colleague) == ["tasking.action_assigned"]


def test_a_manager_does_not_hand_an_action_to_another_agency(action, agency):
    manager = make.person(Role.MANAGER, action.ward.borough, agency=agency)
    stranger = make.officer(action.ward)

    with pytest.raises(Refused, match="Only the PACT co-ordinator"):
        actions.hand_over(action, owner=stranger, agency=stranger.memberships.get().agency, by=manager, at=LATER)


def test_the_coordinator_hands_an_action_to_another_agency_and_its_refusal_is_kept(action, owner, coordinator):
    other = make.officer(action.ward)
    actions.refuse(action, reason="Not our land.", by=owner, at=NOON)

    actions.hand_over(action, owner=other, agency=other.memberships.get().agency, by=coordinator, at=LATER)

    assert fresh(action).status == "proposed"
    assert action.handovers.get().refusal == "Not our land."


def test_who_hands_an_action_to_themselves_has_accepted_it(action, agency):
    manager = make.person(Role.MANAGER, action.ward.borough, agency=agency)

    actions.hand_over(action, owner=manager, agency=agency, by=manager, at=LATER)

    assert fresh(action).status == "accepted"


# Closing


@pytest.mark.parametrize("kind", Closing.Kind.values)
def test_an_action_is_closed_with_the_reason_that_is_published(action, coordinator, kind):
    actions.close(action, kind=kind, reason="There is no money for gates.", by=coordinator, at=LATER)

    closed = fresh(action)
    assert (closed.status, closed.rag, closed.is_open) == (kind, Rag.CLOSED, False)


def test_a_closed_action_takes_no_more_updates(action, owner):
    make.closing(action)

    with pytest.raises(Refused) as refusal:
        actions.note_progress(action, text="Still going.", by=owner, at=LATER)

    assert refusal.value.reasons == ["This action is closed: not achievable."]


def test_a_closing_is_undone_unless_the_action_was_taken_up_again(priority, owner, agency, coordinator):
    carried = make.action(priority=priority, owner=owner)
    make.closing(carried, kind=Closing.Kind.CARRIED_OVER)
    again = make.action(priority=priority, owner=owner)
    make.closing(again, kind=Closing.Kind.CARRIED_OVER)
    create(priority, owner, agency, continues=carried)

    actions.undo_closing(again, by=coordinator, at=LATER)

    assert fresh(again).is_open
    with pytest.raises(Refused, match="taken up again"):
        actions.undo_closing(carried, by=coordinator, at=LATER)
