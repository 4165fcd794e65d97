"""What a worker writes while it sends letters, each at most once.

A mail server can be killed between taking a letter and saying so, and so can we. Nobody can have both "never twice"
and "never lost" there, so PACT chooses: a letter is claimed before it is handed over, and a claimed one is not sent
again unless the post office says that it has none of that reference. What certainly was not sent is tried again. The
notice itself is in the app whatever happens, and says there when its e-mail failed or may have.
"""

from datetime import timedelta

import structlog
from django.db.models import F

from pact.notifications import letters, post
from pact.notifications.models import Digest, Notice, Reply, Sending

log = structlog.get_logger()

A_BATCH = 200
PATIENCE = timedelta(minutes=10)  # for a worker that has a letter in hand
PAUSE = timedelta(minutes=5)  # after a refusal such as "try again later"
ATTEMPTS = 12


def send_waiting(*, clock):
    """Send what waits, oldest first. `clock()` tells the time: a batch takes a while."""
    kinds = (Digest.objects.select_related("person"), _notices(), Reply.objects.all())
    waiting = [posted for kind in kinds for posted in _waiting(kind, clock())]
    if not waiting:
        return
    try:
        with post.office() as office:
            for posted in waiting:
                if not _send(posted, office, clock=clock):
                    return
    except post.NotSent as problem:
        log.warning("post office closed", problem=str(problem))


def settle_left_over(*, clock):
    """Find out what became of letters whose worker was killed with them in hand."""
    before = clock() - PATIENCE
    left = [posted for kind in (Digest, Notice, Reply) for posted in kind.objects.left_in_the_middle(before=before)]
    if not left:
        return
    try:
        with post.office() as office:
            for posted in left:
                outcome = {True: Sending.SENT, False: Sending.WAITING, None: Sending.UNSURE}
                _settle(posted, outcome[office.was_sent(letters.reference(posted))], at=clock())
    except post.NotSent as problem:
        log.warning("post office closed", problem=str(problem))


def claim(posted, *, at):
    """Take a waiting letter in hand; False where another worker has it."""
    mine = type(posted).objects.filter(pk=posted.pk, sending=Sending.WAITING)
    if not mine.update(sending=Sending.SENDING, attempts=F("attempts") + 1, tried_at=at):
        return False
    posted.attempts += 1
    return True


def _notices():
    return Notice.objects.select_related("recipient")


def _waiting(queryset, now):
    return queryset.to_be_sent(refused_before=now - PAUSE).order_by("made_at", "pk")[:A_BATCH]


def _send(posted, office, *, clock):
    """Send one letter; False where the line broke, and the rest has to wait for the next time."""
    if not claim(posted, at=clock()):
        return True
    letter = _written(posted)
    if not isinstance(letter, post.Letter):
        _settle(posted, letter, at=clock())
        return True
    try:
        office.send(letter)
    except post.NotSent as problem:
        is_over = problem.is_final or posted.attempts >= ATTEMPTS
        log.warning("letter refused", reference=letter.reference, problem=str(problem), is_over=is_over)
        _settle(posted, Sending.FAILED if is_over else Sending.WAITING, at=clock())
    except post.Unsure as problem:
        # It stays in hand; whether it went is asked later.
        log.warning("letter in doubt", reference=letter.reference, problem=str(problem))
        return False
    else:
        _settle(posted, Sending.SENT, at=clock())
    return True


def _written(posted):
    """The letter, or how it is settled where there is none to send."""
    try:
        return (letters.of(posted) if _is_to_be_reached(posted) else None) or Sending.IN_APP
    except Exception:
        # One letter that cannot be written must not hold up all others.
        log.exception("letter not written", reference=letters.reference(posted))
        return Sending.FAILED


def _is_to_be_reached(posted):
    if isinstance(posted, Reply):
        return True  # its room says so when it is asked for the address
    person = posted.person if isinstance(posted, Digest) else posted.recipient
    return person.is_active and person.has_address


def _settle(posted, sending, *, at):
    fields = {"sending": sending} | ({"sent_at": at} if sending == Sending.SENT else {})
    settled = type(posted).objects.filter(pk=posted.pk, sending=Sending.SENDING).update(**fields)
    if settled and isinstance(posted, Digest) and sending != Sending.WAITING:
        posted.notices.filter(sending=Sending.DIGEST).update(**fields)
