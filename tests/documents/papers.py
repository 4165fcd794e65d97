"""Papers that only the tests know: `worker.start(include=papers.__name__)` makes them known to a worker as well."""

from pathlib import Path

from django.template import engines

from pact.core.refusals import Refused
from pact.documents.papers import File, Paper, paper

engines["django"].engine.dirs.append(Path(__file__).parent / "templates")


def anybody(user, subject_pk):
    return True


def of_person(user, subject_pk):
    return str(user.pk) == subject_pk


@paper("tests.leaflet", may_see=of_person)
def leaflet(subject_pk, *, options, at):
    context = {"text": options.get("text", "The bins are emptied."), "lang": options.get("lang", "en-GB")}
    context["rows"] = range(options.get("rows", 2))
    return Paper(
        template="tests/leaflet.html",
        context=context,
        filename="leaflet.pdf",
        title=options.get("title", "You said – We did"),
        variant=options.get("variant", "pdf/ua-1"),
        marks=options.get("marks", False),
        made_from={"actions": 3},
    )


@paper("tests.secret", may_see=of_person, is_sensitive=True)
def secret(subject_pk, *, options, at):
    return File(b"name\nMary\n", "names.csv", "text/csv", {"rows": 1})


@paper("tests.refused", may_see=anybody)
def refused(subject_pk, *, options, at):
    raise Refused(["This ward has no actions yet."])


@paper("tests.broken", may_see=anybody)
def broken(subject_pk, *, options, at):
    raise RuntimeError("secret detail")
