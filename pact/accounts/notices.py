"""Who is told what about their account. Accounts lie below notifications, so these letters go straight to the post."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse


def invitation(invitation):
    """The letter that lets a person set a password."""
    context = {
        "person": invitation.person,
        "inviter": invitation.sent_by,
        "expires_at": invitation.expires_at,
        "link": settings.BASE_URL + reverse("accounts:acceptance", args=[invitation.token]),
        "words": settings.WORDS,
    }
    _post("invitation", to=invitation.person.email, context=context)


def _post(name, *, to, context):
    subject, text, html = (
        render_to_string(f"accounts/emails/{name}.{kind}", context) for kind in ("subject.txt", "txt", "html")
    )
    letter = EmailMultiAlternatives(subject=" ".join(subject.split()), body=text, to=[to])
    letter.attach_alternative(html, "text/html")
    letter.send()
