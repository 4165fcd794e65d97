"""The two ways a letter leaves PACT: the council's mail server, or GOV.UK Notify where there is a key for it.

Both say honestly what became of a letter. `send` returns once it was taken; raises `NotSent` where it certainly was
not; and `Unsure` where the line broke in the middle, so that nobody knows.
"""

import contextlib
import smtplib
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.core import mail
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

TRY_LATER = 429


@dataclass(frozen=True)
class Letter:
    """One e-mail. `reference` is its own for ever, so that a second copy can be told from a second letter."""

    to: str
    subject: str
    text: str
    html: str
    reference: str


class NotSent(Exception):
    """The letter was certainly not sent. `is_final` where it is no use to try again."""

    def __init__(self, reason, *, is_final):
        super().__init__(reason)
        self.is_final = is_final


class Unsure(Exception):
    """The letter may have been sent, or not."""


def office():
    """The post office that this council uses, as a context manager. Opening it can raise `NotSent`."""
    return NotifyOffice() if settings.NOTIFY_API_KEY else MailOffice()


class MailOffice:
    """SMTP, or whatever EMAIL_URL says. The line is opened before any letter is claimed, as a server may be away."""

    def __enter__(self):
        self.connection = mail.get_connection()
        try:
            self.connection.open()
        except (OSError, smtplib.SMTPException) as problem:
            raise NotSent(f"no mail server: {_named(problem)}", is_final=False) from problem
        return self

    def __exit__(self, *problem):
        # Every letter is settled by now; a line that does not close politely changes nothing.
        with contextlib.suppress(OSError, smtplib.SMTPException):
            self.connection.close()

    def send(self, letter):
        domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
        try:
            message = mail.EmailMultiAlternatives(
                letter.subject,
                letter.text,
                to=[letter.to],
                headers={
                    "Message-ID": f"<{letter.reference}@{domain}>",
                    "Auto-Submitted": "auto-generated",
                },
                connection=self.connection,
            )
            message.attach_alternative(letter.html, "text/html")
            message.send()
        except smtplib.SMTPServerDisconnected as problem:
            raise Unsure(_named(problem)) from problem
        except smtplib.SMTPException as problem:
            raise NotSent(_named(problem), is_final=_is_final(problem)) from problem
        except OSError as problem:
            raise Unsure(_named(problem)) from problem
        except ValueError as problem:
            # An address or a subject that no mail can carry.
            raise NotSent(_named(problem), is_final=True) from problem

    def was_sent(self, reference):
        """None: a mail server keeps no list that we could ask."""
        return None


class NotifyOffice:
    """GOV.UK Notify, with one template of the council's whose subject is ((subject)) and whose body is ((body))."""

    def __enter__(self):
        where = {"base_url": settings.NOTIFY_URL} if settings.NOTIFY_URL else {}
        self.client = NotificationsAPIClient(settings.NOTIFY_API_KEY, timeout=30, **where)
        return self

    def __exit__(self, *problem):
        self.client.request_session.close()

    def send(self, letter):
        try:
            self.client.send_email_notification(
                email_address=letter.to,
                template_id=settings.NOTIFY_TEMPLATE_ID,
                personalisation={"subject": letter.subject, "body": letter.text},
                reference=letter.reference,
            )
        except APIError as problem:
            status = problem.response.status_code if problem.response is not None else None
            if status is None or status >= 500:
                raise Unsure(_named(problem)) from problem
            # 403 is a wrong key or clock: ours to mend, and no fault of the letter.
            raise NotSent(_named(problem), is_final=status not in (403, TRY_LATER)) from problem

    def was_sent(self, reference):
        """Whether Notify has a letter of this reference; None where it cannot be asked now."""
        try:
            return bool(self.client.get_all_notifications(reference=reference)["notifications"])
        except APIError:
            return None


def _is_final(problem):
    """Whether a mail server's refusal is for good: a code of 500 and above, by its own rules."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in problem.recipients.values())
    return isinstance(problem, smtplib.SMTPResponseException) and problem.smtp_code >= 500


def _named(problem):
    """What went wrong, for the log: kinds and codes, since the words of a server repeat the address."""
    codes = {code for code, _ in getattr(problem, "recipients", {}).values()}
    codes |= {getattr(problem, name, None) for name in ("smtp_code", "status_code", "errno")} - {None}
    return " ".join([type(problem).__name__, *map(str, sorted(codes))])
