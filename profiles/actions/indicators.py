"""How an indicator is described to readers."""

from django.db import transaction

from pact.audit import trail
from profiles.models import Indicator


@transaction.atomic
def describe(indicator, *, by, at, **facts):
    """Set `name`, `topic`, `meaning`, `unit`, `better` and `decimals`. Frozen profiles keep what they said."""
    indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
    changed = {field: value for field, value in facts.items() if getattr(indicator, field) != value}
    if not changed:
        return indicator
    for field, value in changed.items():
        setattr(indicator, field, value)
    indicator.save(update_fields=list(changed))
    trail.record("described", on=indicator, by=by, at=at, changed=sorted(changed))
    return indicator
