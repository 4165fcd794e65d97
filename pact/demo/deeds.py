"""What services did, what members made of it, and what the ward was told."""

from datetime import timedelta

from engagement import queries as engagement
from feedback import actions as feedback
from pact.accounts.models import Agency
from pact.core.working_days import add_working_days, latest_publication, working_day_on_or_after
from pact.cycles import actions as cycles
from pact.demo.clockwork import moment
from pact.places.models import Township
from priorities import actions as priorities
from priorities.rules import live_priorities
from profiles import actions as profiles
from profiles.models import HotSpotRun
from scrutiny import actions as scrutiny
from tasking import actions as tasking

BEFORE_AND_AFTER = ["An alley with bags and a mattress against the wall", "The same alley, cleared"]
NO_PHOTO = "It was dark, and there were children about."


def act(story, priority, title, *, owner, due_on, at, measure=""):
    """Give somebody an action under a priority."""
    agency = owner.memberships.current().exclude(agency=None).get().agency
    return tasking.create(
        priority,
        title=title,
        owner=owner,
        agency=agency,
        due_on=due_on,
        success_measure=measure,
        by=priority.cycle.pact.coordinator,
        at=at,
    )


def all_done(story, stage, made, *, turn):
    """Last quarter: two of three were done and verified, one could not be."""
    cast = story.cast
    first, second = made
    clear = act(
        story,
        first,
        "Clear the back alleys and keep them clear",
        owner=cast.cleaner,
        due_on=turn.day(52),
        at=turn.tasked_at,
    )
    tasking.note_progress(clear, text="Twelve loads taken away so far.", by=cast.cleaner, at=turn.at(40))
    done = "All the alleys behind Alma Street were cleared, and are looked at every week."
    tasking.complete(clear, outcome=done, why_no_evidence=NO_PHOTO, by=cast.cleaner, at=turn.at(50))
    tasking.verify(clear, note="Walked it with two residents.", by=cast.scrutiny, at=turn.at(55))

    patrol = act(
        story,
        second,
        "Evening patrols on three nights a week",
        owner=cast.officer,
        due_on=turn.day(60),
        at=turn.tasked_at,
    )
    tasking.complete(
        patrol,
        outcome="Patrols ran for six weeks; calls fell by a third.",
        why_no_evidence=NO_PHOTO,
        by=cast.officer,
        at=turn.at(58),
    )
    tasking.verify(patrol, by=cast.scrutiny, at=turn.at(62))

    gates = act(story, first, "Fit alley gates", owner=cast.warden, due_on=turn.day(70), at=turn.tasked_at)
    tasking.accept(gates, by=cast.warden, at=turn.at(37))
    reason = "Three owners did not agree, and the law asks for all of them. We will ask again in spring."
    tasking.close(gates, kind="not_achievable", reason=reason, by=stage.coordinator, at=turn.at(72))


def retire_what_went_before(story, stage, *, turn):
    """The community's meeting closes last quarter's priorities to make room, one resolved and one retired."""
    for number, priority in enumerate(live_priorities(stage.pact)):
        kind = "resolved" if number == 0 else "retired"
        reason = "People say that it is better." if number == 0 else "Something else matters more now."
        decision = "Show of hands at the meeting, nobody against."
        priorities.end(priority, kind=kind, reason=reason, decision=decision, by=stage.coordinator, at=turn.at(27))


def under_way(story, stage, made, *, turn, is_going_badly):
    """This quarter, as it stands today."""
    cast, today = story.cast, story.today
    soon = working_day_on_or_after(today + timedelta(days=4))
    later = working_day_on_or_after(today + timedelta(days=24))
    at = turn.tasked_at
    first, second = made[:2]

    clean = act(story, first, "Clean up twice a week until spring", owner=cast.cleaner, due_on=later, at=at)
    tasking.note_progress(
        clean, text="Twice a week since the meeting.", by=cast.cleaner, at=moment(today - timedelta(days=5), 15)
    )
    if is_going_badly:
        going_badly(story, first, second, turn=turn)
        return

    visits = act(story, second, "Visit every house that backs on to it", owner=cast.warden, due_on=soon, at=at)
    tasking.note_progress(
        visits, text="41 of 60 houses visited.", by=cast.warden, at=moment(today - timedelta(days=3), 16)
    )
    lamps = act(story, second, "Trim back the trees round the lamps", owner=cast.cleaner, due_on=turn.day(50), at=at)
    tasking.complete(
        lamps, outcome="All nine lamps can be seen again.", why_no_evidence=NO_PHOTO, by=cast.cleaner, at=turn.at(46)
    )
    tasking.verify(lamps, by=cast.scrutiny, at=turn.at(49))
    if len(made) > 2:
        sign = act(story, made[2], "Put up a noticeboard with the school", owner=cast.officer, due_on=soon, at=at)
        tasking.complete(
            sign,
            outcome="The pupils painted it, and it is up.",
            why_no_evidence=NO_PHOTO,
            by=cast.officer,
            at=moment(today - timedelta(days=1), 9),
        )
        act(
            story,
            made[2],
            "Ask the youth service for a Friday session",
            owner=cast.officer,
            due_on=later,
            at=moment(today - timedelta(days=2), 11),
        )


def going_badly(story, first, second, *, turn):
    """Late, blocked, moved twice and refused: what the exception list is for."""
    cast, today = story.cast, story.today
    late = act(
        story,
        first,
        "Remove the burnt-out garages",
        owner=cast.warden,
        due_on=working_day_on_or_after(today - timedelta(days=12)),
        at=turn.tasked_at,
    )
    tasking.accept(late, by=cast.warden, at=turn.at(36))
    blocked = act(
        story,
        second,
        "Stop motorbikes at the field gate",
        owner=cast.officer,
        due_on=working_day_on_or_after(today + timedelta(days=9)),
        at=turn.tasked_at,
    )
    reason = "Highways has not said whether a barrier may stand on its land."
    tasking.block(
        blocked,
        reason=reason,
        who_must_act="Ferndale Highways",
        by=cast.officer,
        at=moment(today - timedelta(days=15), 10),
    )
    moved = act(
        story, second, "Mend the shelter and light it", owner=cast.cleaner, due_on=turn.day(45), at=turn.tasked_at
    )
    tasking.redate(
        moved,
        due_on=turn.day(55),
        reason="The glass has not come.",
        by=story.stages["Ashfield"].coordinator,
        at=turn.at(44),
    )
    tasking.redate(
        moved,
        due_on=working_day_on_or_after(today + timedelta(days=6)),
        reason="It was broken again.",
        by=story.stages["Ashfield"].coordinator,
        at=turn.at(54),
    )
    refused = act(
        story,
        first,
        "Run a Friday football session",
        owner=cast.officer,
        due_on=working_day_on_or_after(today + timedelta(days=15)),
        at=turn.at(37),
    )
    tasking.refuse(
        refused, reason="We have nobody on Fridays. The youth service might.", by=cast.officer, at=turn.at(39)
    )


def draft_a_profile(stage, *, at):
    profile = profiles.start(stage.ward, by=stage.coordinator, at=at)
    profiles.write(profile, people="To be written when the new figures are in.", by=stage.coordinator, at=at)


def hear_suggestions(story):
    """What hot spots suggest waits in Canal Side; in the other wards it has been turned down for this cycle."""
    run = HotSpotRun.objects.current(story.stages["Canal Side"].ward.borough)
    reason = "Members have agreed on another area for this cycle. To be looked at again with the next profile."
    for suggestion in run.suggestions.exclude(ward__name="Canal Side").select_related("ward").order_by("position"):
        stage = story.stages.get(suggestion.ward.name)
        by = stage.coordinator if stage else story.cast.second_coordinator
        profiles.refuse(suggestion, reason=reason, by=by, at=moment(story.today - timedelta(days=3), 11))


# Scrutiny


def reviews(story):
    """Last quarter's review of Moorside was held and recommended two things; this quarter's is planned."""
    cast, before, now, today = story.cast, story.before, story.now, story.today
    moorside = Township.objects.get(name="Moorside")
    held = scrutiny.plan(
        moorside,
        starts_on=before.starts_on,
        ends_on=before.ends_on,
        starts_at=now.at(3, 14),
        ends_at=now.at(3, 16),
        venue="Town Hall, committee room 2",
        by=cast.scrutiny,
        at=now.at(-30),
    )
    published_on = latest_publication(now.day(3), clear=7)
    scrutiny.make_pack(held, by=cast.scrutiny, at=moment(published_on, 10))
    scrutiny.publish_pack(held, urgency_reason="", by=cast.scrutiny, at=moment(published_on, 15))
    day_after = add_working_days(now.day(3), 1)
    scrutiny.hold(held, by=cast.scrutiny, at=moment(day_after, 9))
    answered = scrutiny.recommend(
        held,
        text="That Highways answers within ten working days whether a barrier may stand on its land.",
        reason="Two actions waited for this answer for the whole quarter.",
        addressee=Agency.objects.get(name="Ferndale Highways"),
        received_on=day_after,
        by=cast.scrutiny,
        at=moment(day_after, 10),
    )
    scrutiny.respond(
        answered,
        kind="accepted",
        text="One officer now answers all such questions.",
        by=cast.highways_manager,
        at=now.at(24),
    )
    scrutiny.recommend(
        held,
        text="That Street Scene says in each newsletter which streets are cleaned when.",
        reason="Residents asked at three meetings.",
        addressee=Agency.objects.get(name="Ferndale Street Scene"),
        received_on=working_day_on_or_after(today - timedelta(days=20)),
        by=cast.scrutiny,
        at=moment(working_day_on_or_after(today - timedelta(days=20)), 10),
    )
    for name in ("Canal Side", "Ashfield"):
        finish(story, name, at=moment(day_after, 11))
    meets = working_day_on_or_after(today + timedelta(days=16))
    scrutiny.plan(
        moorside,
        starts_on=now.starts_on,
        ends_on=now.ends_on,
        starts_at=moment(meets, 14),
        ends_at=moment(meets, 16),
        venue="Town Hall, committee room 2",
        by=cast.scrutiny,
        at=moment(today - timedelta(days=3), 11),
    )


def finish(story, name, *, at):
    """Close tasking and scrutiny of last quarter's cycle once its review was held."""
    stage, cycle = story.stages[name], story.cycle_of(name, story.before)
    cycles.close_stage(cycle, "tasking", by=stage.coordinator, at=at)
    cycles.close_stage(cycle, "scrutiny", by=stage.coordinator, at=at)


# Feedback


def newsletters(story):
    """Canal Side's was delivered, Ashfield's published, Ings' approved, and Eastbrook's waits for approval."""
    cast, now = story.cast, story.now
    canal = newsletter(story, "Canal Side", drafted=now.at(6), approver=cast.chair, approved=now.at(9))
    feedback.publish(canal, by=cast.coordinator, at=now.at(10))
    addresses = canal.cycle.ward.addresses
    run = feedback.order_print(
        canal, addresses=addresses, copies=addresses + 400, by=cast.coordinator, at=now.at(10, 12)
    )
    feedback.mark_printed(run, by=cast.printer, at=now.at(15))
    feedback.mark_delivered(run, by=cast.printer, at=now.at(21))
    cycles.close_stage(story.cycle_of("Canal Side", story.before), "feedback", by=cast.coordinator, at=now.at(22))

    ashfield = newsletter(story, "Ashfield", drafted=now.at(8), approver=cast.second_coordinator, approved=now.at(12))
    feedback.publish(ashfield, by=cast.coordinator, at=now.at(13))
    addresses = ashfield.cycle.ward.addresses
    feedback.order_print(ashfield, addresses=addresses, copies=addresses + 300, by=cast.coordinator, at=now.at(14))

    newsletter(story, "Ings", drafted=now.at(20), approver=cast.scrutiny, approved=now.at(30))
    newsletter(story, "Eastbrook", drafted=now.at(25))


def newsletter(story, name, *, drafted, approver=None, approved=None):
    stage, cycle = story.stages[name], story.cycle_of(name, story.before)
    cycles.open_stage(cycle, "feedback", by=stage.coordinator, at=drafted)
    made = feedback.draft(cycle, by=stage.coordinator, at=drafted)
    item, shown = made.items.order_by("pk").first(), engagement.public_photos(stage.ward)
    pair = [(photo, alt) for photo, alt in zip(shown, BEFORE_AND_AFTER, strict=False)]
    feedback.edit(made, items={}, photos={item.pk: pair}, by=stage.coordinator, at=drafted)
    if approver:
        feedback.approve(made, by=approver, at=approved)
    return made
