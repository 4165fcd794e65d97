"""The same forms on a device without a signal: a walk that is not kept yet, and what the device can check itself."""

from dataclasses import dataclass

from django import forms

from engagement.forms import problems
from engagement.forms.interviews import InterviewForm
from engagement.forms.walkabouts import FindingForm, TransectForm, WalkaboutForm
from engagement.models import Engagement, Item, Transect
from engagement.rules import HOUSE_NUMBER, MOST_PROBLEMS
from engagement.sealed import KINDS
from pact.core import uploads
from pact.core.forms import Form, UploadField
from profiles.models import PriorityActionArea


@dataclass(frozen=True)
class UnkeptWalk:
    """Stands where a form wants its walkabout, while that is on somebody's phone. Its stretches are there too."""

    engagement: Engagement
    area: PriorityActionArea
    pk: None = None

    @property
    def transects(self):
        return Transect.objects.none()


def blank_forms(engagement, *, issue_types, routes, today, now):
    """`{kind: empty form}` of what is filled in at this engagement, as its pages would show them."""
    if engagement.technique.asks_people:
        asked = {"issue_types": issue_types, "routes": routes, "today": today, "now": now}
        return {"interview": InterviewForm(engagement=engagement, **asked)}
    walk = UnkeptWalk(engagement, engagement.areas.order_by("name", "pk").first())
    return {
        "walkabout": WalkaboutForm(engagement=engagement, today=today, now=now),
        "transect": TransectForm(walkabout=walk),
        "finding": FindingForm(walkabout=walk, issue_types=issue_types, today=today),
    }


def checks(kind, form):
    """What a device checks before it puts a form by, in the words that the form itself would use.

    Each is `{"need": names of which one is to be filled in, "say": …, "at": name}`, asked only if one of `when` is
    filled in, or if `given` names an answer that was chosen; or `{"never": pattern, "say": …, "at": name}`. The form
    has the last word when it arrives.
    """
    asked = [
        {"need": [name], "say": str(field.error_messages["required"]), "at": name}
        for name, field in form.fields.items()
        if field.required and not field.widget.is_hidden
    ]
    return asked + {"interview": _of_interview, "transect": _of_transect, "finding": _of_finding}.get(kind, list)()


def _of_interview():
    found = [check for number in range(1, MOST_PROBLEMS + 1) for check in _of_problem(f"problem{number}_")]
    ways = ["email", "phone", "address"]
    reach = "Give a phone number, an e-mail address or an address to reach them by."
    agree = "Tick that they agree, or clear their contact details."
    return [
        *found,
        _no_house("helped_place"),
        {"when": ["wants", "contact_agreed", "name"], "need": ways, "say": reach, "at": "phone"},
        {"when": [*ways, "name"], "need": ["contact_agreed"], "say": agree, "at": "contact_agreed"},
    ]


def _of_problem(before):
    """Rule 10."""
    effects = [before + effect for effect in problems.EFFECTS]
    begun = [before + name for name in problems.NAMES]
    felt = "Say how much it affects how they feel, what they do or what they think: at least one a little."
    yield _rule(begun, before + "issue_type", "Choose which kind of issue it is.")
    yield _rule(begun, before + "place", "Say where it is.")
    yield {"when": begun, "need": effects, "say": felt, "at": effects[0]}
    yield _no_house(before + "place")


def _no_house(name):
    return {"never": HOUSE_NUMBER.pattern, "say": problems.NO_HOUSE, "at": name}


def _of_transect():
    """Rule 16."""
    said = "Detritus is graded only on a paved surface. Choose “Not assessed”, or say it is paved."
    return [{"when": ["detritus"], "need": ["is_paved"], "say": said, "at": "detritus"}]


def _of_finding():
    other = {"item": Item.OTHER.value}
    return [
        {"need": ["transect", "place"], "say": "Say where it is.", "at": "place"},
        {"given": other, "need": ["issue_type"], "say": "Choose which kind of issue it is.", "at": "issue_type"},
        {"given": other, "need": ["what"], "say": "Say what you found.", "at": "what"},
    ]


def _rule(when, need, say):
    return {"when": when, "need": [need], "say": say, "at": need}


class ArrivalForm(forms.Form):
    """What a device writes on the envelope: whose it is, what it is, and the engagement or the walk it belongs to."""

    field_person = forms.IntegerField(min_value=1)
    field_kind = forms.ChoiceField(choices=[(kind, kind) for kind in KINDS])
    field_on = forms.CharField(max_length=36)
    uuid = forms.UUIDField()


COPY = uploads.Kind("a copy that PACT made on a phone", (".json",), lambda head, file: head[:13] == b'{"pact_field"')


class HandInForm(Form):
    submit = "Hand it in"

    file = UploadField(
        label="The file from the phone",
        kinds=[COPY],
        max_mb=100,
        help_text="Its name begins with “pact-copy”. Nobody can read it but PACT.",
    )
