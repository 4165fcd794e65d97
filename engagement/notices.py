"""Who is told about engagement, and what."""

from django.template.loader import render_to_string
from django.urls import reverse

from engagement import queries
from pact.notifications import actions as notifications


def findings_published(engagement, *, at):
    """The ward's councillors and the PACT's chair hear, once, that there are findings to read before the meeting."""
    notifications.send(
        "engagement.findings_published",
        to=queries.readers_of_findings(engagement),
        about=engagement,
        at=at,
        occasion="once",
        href=reverse("engagement:engagement_findings", args=[engagement.pk]),
        engagement=engagement,
    )


def sharing_asked(sharing, *, at):
    """Whoever is to answer hears of an invitation to an event, or of a wish to join it (C7)."""
    _tell_of_sharing("sharing_asked", sharing, queries.answerers_of(sharing), at=at)


def sharing_answered(sharing, *, at):
    _tell_of_sharing("sharing_answered", sharing, [sharing.asked_by], at=at)


def assessment_due(assessment, *, at):
    """Its writer and the PACT's co-ordinator hear, once for each date, that a further review is due (W71)."""
    return notifications.send(
        "engagement.assessment_due",
        to={assessment.written_by, assessment.cycle.pact.coordinator},
        about=assessment,
        at=at,
        occasion=assessment.review_on.isoformat(),
        href=assessment.get_absolute_url(),
        assessment=assessment,
    )


def member_invited(member, *, quarter, at):
    """A member of the network is asked by e-mail, once in a quarter. Their room looks the address up when it leaves."""
    facts = {"pact": member.pact}
    return notifications.write_to(
        member,
        name="engagement.member_invited",
        occasion=quarter.isoformat(),
        subject=render_to_string("engagement/letters/member_invited.subject.txt", facts),
        text=render_to_string("engagement/letters/member_invited.txt", facts),
        at=at,
    )


def joined_team(engagement, people, *, at):
    """Whoever came to the team hears of it, once for each engagement."""
    notifications.send(
        "engagement.joined_team",
        to=people,
        about=engagement,
        at=at,
        occasion="once",
        href=engagement.get_absolute_url(),
        engagement=engagement,
    )


def walks_round(round, people, *, at):
    """Whoever is to walk a street round hears of it, once for each round."""
    notifications.send(
        "engagement.walks_round",
        to=people,
        about=round,
        at=at,
        occasion="once",
        href=round.get_absolute_url(),
        round=round,
        engagement=round.engagement,
    )


def referred(walkabout, agency, referrals, people, *, at):
    """Whoever answers for an agency hears once of all that was sent of a walk: no words, no photo."""
    occasion = f"from {referrals[0].pk}"  # one sending; a later one of the same walk is another
    return _tell_agency("referred", walkabout, agency, referrals, people, occasion=occasion, at=at)


def referrals_overdue(walkabout, agency, referrals, people, *, at):
    """The same people hear once more, of what was to be put right by one day and nobody has answered."""
    occasion = f"{agency.pk} by {referrals[0].due_on}"
    return _tell_agency("referrals_overdue", walkabout, agency, referrals, people, occasion=occasion, at=at)


def referral_given_back(referral, *, at):
    """Whoever sent it and the PACT's co-ordinator hear that an agency will not do it."""
    walkabout = referral.finding.walkabout
    return notifications.send(
        "engagement.referral_given_back",
        to={referral.sent_by, walkabout.engagement.cycle.pact.coordinator},
        about=referral,
        at=at,
        occasion="once",
        href=reverse("engagement:walkabout_referrals", args=[walkabout.pk]),
        referral=referral,
    )


def _tell_agency(message, walkabout, agency, referrals, people, *, occasion, at):
    return notifications.send(
        f"engagement.{message}",
        to=people,
        about=walkabout,
        at=at,
        occasion=occasion,
        href=reverse("engagement:referral_list"),
        walkabout=walkabout,
        agency=agency,
        referrals=referrals,
    )


def _tell_of_sharing(message, sharing, people, *, at):
    notifications.send(
        f"engagement.{message}",
        to=people,
        about=sharing,
        at=at,
        occasion="once",
        href=reverse("engagement:sharing", args=[sharing.pk]),
        sharing=sharing,
        event=sharing.event,
        is_invited=sharing.kind == sharing.Kind.INVITED,
    )
