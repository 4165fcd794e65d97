"""Notices and digests as e-mails: text first, and the same as simple HTML."""

from django.conf import settings
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.urls import reverse

from pact.notifications.models import Digest, Reply
from pact.notifications.post import Letter

# {label of the addressee: function of its key that answers the e-mail address, "" where there is none (any more)}.
ADDRESSES = {}


def keep_address(label, address_of):
    """For a room that keeps addresses of people without an account: called once, when it is ready."""
    ADDRESSES[label] = address_of


def of(posted):
    """The letter of a Notice, a Reply or a Digest, or None where there is nothing left to tell."""
    if isinstance(posted, Reply):
        return _reply(posted)
    return _digest(posted) if isinstance(posted, Digest) else _notice(posted)


def reference(posted):
    """What this letter is known by at the post office, for ever."""
    return f"pact-{posted._meta.model_name}-{posted.pk}"


def plain(template, context):
    """Render a text template as text: names such as O'Brien stay as they are."""
    return get_template(template).template.render(Context(context, autoescape=False)).strip()


def _notice(notice):
    facts = {"notice": notice, "address": absolute(notice.get_absolute_url()), **_frame()}
    return Letter(
        to=notice.recipient.email,
        subject=notice.subject,
        text=plain("notifications/emails/notice.txt", facts) + "\n",
        html=render_to_string("notifications/emails/notice.html", facts),
        reference=reference(notice),
    )


def _reply(reply):
    address = ADDRESSES[reply.addressee_label](reply.addressee_pk)
    if not address:
        return None
    facts = {"reply": reply, "words": settings.WORDS}
    return Letter(
        to=address,
        subject=reply.subject,
        text=plain("notifications/emails/reply.txt", facts) + "\n",
        html=render_to_string("notifications/emails/reply.html", facts),
        reference=reference(reply),
    )


def _digest(digest):
    notices = list(digest.notices.unread().order_by("made_at", "pk"))
    if not notices:
        return None
    entries = [{"notice": notice, "address": absolute(notice.get_absolute_url())} for notice in notices]
    facts = {"digest": digest, "entries": entries, "count": len(entries), **_frame()}
    return Letter(
        to=digest.person.email,
        subject=plain("notifications/emails/digest.subject.txt", facts),
        text=plain("notifications/emails/digest.txt", facts) + "\n",
        html=render_to_string("notifications/emails/digest.html", facts),
        reference=reference(digest),
    )


def _frame():
    return {"words": settings.WORDS, "preferences": absolute(reverse("notifications:preferences"))}


def absolute(path):
    return settings.BASE_URL.rstrip("/") + path
