"""The one way to tell somebody something."""

from django.template.loader import render_to_string

from pact.notifications.models import Notice


def send(name, *, to, about, at, occasion="", href="", **context):
    """Write one notice for each person in `to`, unless this message on this occasion reached them already."""
    app, message = name.split(".")
    words = {
        part: render_to_string(f"{app}/emails/{message}.{part}", context | {"about": about}).strip()
        for part in ("subject.txt", "txt", "html")
    }
    notices = [
        Notice(
            name=name,
            recipient=person,
            about_label=about._meta.label_lower,
            about_pk=str(about.pk),
            occasion=occasion or f"{at:%Y-%m-%d}",
            subject=words["subject.txt"],
            text=words["txt"],
            html=words["html"],
            href=href,
            made_at=at,
        )
        for person in to
    ]
    return Notice.objects.bulk_create(notices, ignore_conflicts=True)
