"""What people make of the areas that hot spots suggest. To take one up is to propose it: `propose_area`."""

from django.db import transaction

from pact.audit import trail
from pact.core.refusals import refuse_if
from profiles import rules
from profiles.models import SuggestedArea, SuggestionRefusal


@transaction.atomic
def refuse(suggestion, *, reason, by, at):
    """Do not take it up, and say why. The reason comes up again whenever the place does."""
    suggestion = SuggestedArea.objects.select_for_update(of=("self",)).get(pk=suggestion.pk)
    refuse_if(rules.obstacles_to_refusing(suggestion, reason=reason))

    refusal = SuggestionRefusal.objects.create(suggestion=suggestion, reason=reason, by=by, at=at)
    trail.record("did not take up", on=suggestion, by=by, at=at, reason=reason)
    return refusal


@transaction.atomic
def take_back_refusal(suggestion, *, by, at):
    """The suggestion waits again. Where it was not refused, nothing happens."""
    suggestion = SuggestedArea.objects.select_for_update(of=("self",)).get(pk=suggestion.pk)
    gone, _ = SuggestionRefusal.objects.filter(suggestion=suggestion).delete()
    if gone:
        trail.record("took back the refusal of", on=suggestion, by=by, at=at)
    return suggestion
