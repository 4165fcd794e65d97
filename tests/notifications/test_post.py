"""The post offices tell the truth about what became of a letter: verified against servers that speak their protocol."""

import pytest

from pact.notifications import post
from pact.notifications.post import Letter, NotSent, Unsure
from tests.notifications import servers


def letter(to="mary@example.org", **fields):
    return Letter(
        **{"to": to, "subject": "The bins", "text": "They are late.", "html": "<p>They are <b>late</b>.</p>"}
        | {"reference": "pact-notice-7"}
        | fields
    )


@pytest.fixture
def smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_TIMEOUT = 5
    with servers.mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server


@pytest.fixture
def notify(settings):
    with servers.notify() as server:
        settings.NOTIFY_URL = server.url
        settings.NOTIFY_API_KEY = "pact-" + "-".join(["26785a09-ab16-4eb0-8407-a37497a57506"] * 2)
        settings.NOTIFY_TEMPLATE_ID = "f33517ff-2a88-4f6e-b855-c550268ce08a"
        yield server


def test_mail_is_text_first_with_a_message_id_that_stays_the_same(smtp, settings):
    settings.DEFAULT_FROM_EMAIL = "PACT <pact@council.example>"

    with post.office() as office:
        office.send(letter())

    [(to, content)] = smtp.letters
    assert to == "mary@example.org"
    assert "Message-ID: <pact-notice-7@council.example>" in content
    assert "Auto-Submitted: auto-generated" in content
    assert 0 < content.index("They are late.") < content.index("<b>late</b>")


@pytest.mark.parametrize(("to", "is_final"), [("nobody@example.org", True), ("later@example.org", False)])
def test_a_refused_letter_was_not_sent(smtp, to, is_final):
    with post.office() as office, pytest.raises(NotSent) as refusal:
        office.send(letter(to))

    assert refusal.value.is_final is is_final
    assert to not in str(refusal.value)
    assert smtp.letters == []


def test_a_line_that_breaks_in_the_middle_leaves_us_unsure(smtp):
    with post.office() as office:
        with pytest.raises(Unsure):
            office.send(letter("dead@example.org"))

        assert office.was_sent("pact-notice-7") is None


def test_a_server_that_is_away_takes_no_letter(settings, smtp):
    settings.EMAIL_PORT = 1

    with pytest.raises(NotSent) as refusal, post.office():
        pass

    assert refusal.value.is_final is False


def test_what_no_mail_can_carry_is_refused_for_good(smtp):
    with post.office() as office, pytest.raises(NotSent) as refusal:
        office.send(letter(subject="Bins\nBcc: all@example.org"))

    assert refusal.value.is_final
    assert smtp.letters == []


def test_notify_gets_subject_body_and_reference(notify, settings):
    with post.office() as office:
        office.send(letter())

    assert notify.letters == [
        {
            "email_address": "mary@example.org",
            "template_id": settings.NOTIFY_TEMPLATE_ID,
            "personalisation": {"subject": "The bins", "body": "They are late."},
            "reference": "pact-notice-7",
        }
    ]


@pytest.mark.parametrize(("to", "is_final"), [("nobody@example.org", True), ("later@example.org", False)])
def test_what_notify_refuses_was_not_sent(notify, to, is_final):
    with post.office() as office, pytest.raises(NotSent) as refusal:
        office.send(letter(to))

    assert refusal.value.is_final is is_final


def test_notify_can_be_asked_about_a_letter_in_doubt(notify):
    with post.office() as office:
        with pytest.raises(Unsure):
            office.send(letter("dead@example.org"))

        assert office.was_sent("pact-notice-7") is True
        assert office.was_sent("pact-notice-8") is False


def test_a_notify_that_is_away_leaves_us_unsure(notify, settings):
    settings.NOTIFY_URL = "http://127.0.0.1:1"

    with post.office() as office:
        with pytest.raises(Unsure):
            office.send(letter())
        assert office.was_sent("pact-notice-7") is None
