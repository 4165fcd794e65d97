"""How far the referral of each finding is: drafts to look over, what an agency was sent, and what came of it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from engagement.models import Referral, Reinspection
from pact.core.dates import short_day


@dataclass(frozen=True)
class ReferralState:
    """A tag, and a sentence with names and days. `reason` is what somebody typed, and is left out on paper."""

    tag: str
    colour: str
    words: str
    reason: str = ""
    is_to_be_sent: bool = False


def to_refer(findings):
    """What somebody is to look over: never sent, left out, given back, or said to be done and not so."""
    own = {"finding": OuterRef("pk")}
    with_an_agency = Exists(Referral.objects.filter(**own).with_the_agency())
    put_right = Exists(Reinspection.objects.filter(**own, outcome="gone"))
    return findings.poor().filter(~with_an_agency, ~put_right).for_display().order_by("pk")


def referrals_to(user, *, state="", today):
    """What was referred to this person's agency, the unanswered first; `state` as the filter of the list names it."""
    mine = Referral.objects.answered_by(user).for_display()
    found = {
        "": mine.with_the_agency,
        "open": mine.open,
        "overdue": lambda: mine.overdue(today=today),
        "done": lambda: mine.filter(look=None, outcome=Referral.Outcome.DONE),
        "back": mine.given_back,
        "settled": lambda: mine.exclude(look=None),
    }[state]()
    return found.order_by("outcome", "due_on", "pk")


def referral_state(finding, today):
    """A `ReferralState`, or None where nothing is to be referred. Needs `for_display()` and the second looks."""
    if not finding.is_poor:
        return None
    referral = finding.referral
    if hasattr(finding, "omission"):
        return ReferralState("Not referred", "grey", "No agency is asked", finding.omission.reason)
    if referral is None:
        if any(look.outcome == Reinspection.Outcome.GONE for look in finding.reinspections.all()):
            return ReferralState("Put right", "green", "Put right before it was referred")
        return ReferralState("Draft", "grey", f"{finding.draft_in_words}", is_to_be_sent=True)
    return state_of_referral(referral, today)


def state_of_referral(referral, today):
    agency, due = referral.agency, short_day(referral.due_on)
    if referral.look_id:
        return _settled(referral)
    if referral.is_given_back:
        why = "says that it is not theirs" if referral.outcome == Referral.Outcome.NOT_OURS else "cannot do it"
        return ReferralState("Given back", "amber", f"{agency} {why}", referral.words, is_to_be_sent=True)
    if referral.outcome == Referral.Outcome.DONE:
        words = f"{agency} says that it was done on {short_day(referral.done_on)}"
        return ReferralState("Said to be done", "blue", words, referral.words)
    if referral.is_overdue(today=today):
        return ReferralState("Overdue", "red", f"With {agency}, was due by {due}")
    return ReferralState("Sent", "blue", f"With {agency}, due by {due}")


def _settled(referral):
    seen = short_day(referral.look.held_on)
    if referral.look.outcome == Reinspection.Outcome.GONE:
        return ReferralState("Put right", "green", f"Referred to {referral.agency}; seen put right on {seen}")
    words = f"{referral.agency} said that it was done; on {seen} it was not put right"
    return ReferralState("Not put right", "red", words, is_to_be_sent=True)
