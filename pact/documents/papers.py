"""What can be made: each kind of paper or export by its name, and who may see it."""

from collections.abc import Callable
from dataclasses import dataclass, field

ACCESSIBLE = "pdf/ua-1"
FOR_PRINT = "print"


@dataclass(frozen=True)
class Paper:
    """A PDF to be made: an HTML template that extends `paper.html`, and what it says.

    `variant` is "pdf/ua-1" (tagged, for reading) or "print" (3 mm of bleed; with `marks` also crop marks).
    `made_from` says which rows it was made from, as JSON values; it is kept with the file.
    """

    template: str
    context: dict
    filename: str
    title: str
    variant: str = ACCESSIBLE
    marks: bool = False
    made_from: dict = field(default_factory=dict)


@dataclass(frozen=True)
class File:
    """Any other file, ready as bytes: a CSV, a spreadsheet."""

    content: bytes
    filename: str
    content_type: str
    made_from: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """A registered builder: `build(subject_pk, *, options, at)` answers a Paper or a File."""

    name: str
    build: Callable
    may_see: Callable
    is_sensitive: bool
    obstacles_to_fetching: Callable


_kinds = {}


def nothing(made_from):
    return []


def paper(name, *, may_see, is_sensitive=False, obstacles_to_fetching=nothing):
    """Register the decorated builder `(subject_pk, *, options, at) -> Paper | File` under "app.name".

    `may_see(user, subject_pk)` decides who may ask for it, follow it and fetch it; everybody else gets 404. Each
    download of a sensitive one goes into the trail. `obstacles_to_fetching(made_from)` are sentences on why a file that
    was made is not given out any more. A builder that raises `Refused` fails the job with its sentences.
    """

    def register(build):
        _kinds[name] = Kind(name, build, may_see, is_sensitive, obstacles_to_fetching)
        return build

    return register


def get(name):
    """The kind with this name; KeyError if nobody registered one."""
    return _kinds[name]


def find(name):
    """The kind with this name, or None where a job outlived it."""
    return _kinds.get(name)


def names():
    return sorted(_kinds)
