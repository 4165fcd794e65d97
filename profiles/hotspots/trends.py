"""What is new, growing or fading: a hot spot's last months against those before, beside the borough's own."""

from dataclasses import replace

import numpy as np

from profiles.hotspots import chance
from profiles.hotspots.spots import FADING, GROWING, NEW, STEADY


def told(spots, counts, is_recent, parameters):
    """The busy spots with their trends.

    Under no change a spot's incidents fall into the last months as often as the same providers' incidents of the same
    issue do in all the borough, so a season or a file that begins late is no trend. Where a provider does not cover
    both spans, or there are too few months, it is left open. What is called a change is held to the same rate of false
    discoveries as the hot spots themselves.
    """
    if is_recent.sum() < parameters.recent or (~is_recent).sum() < parameters.earlier or not spots:
        return spots
    recent, earlier = (_by_issue_and_provider(counts, half) for half in (is_recent, ~is_recent))
    share = recent / np.maximum(recent + earlier, 1)
    known = [s for s in spots if all(recent[s.subject, p] and earlier[s.subject, p] for p in _providers(s))]
    if not known:
        return spots
    late = np.array([sum(np.array(spot.months)[is_recent]) for spot in known])
    total = np.array([spot.count for spot in known])
    expected = [sum(part.count * share[s.subject, part.provider] for part in s.shares) / s.count for s in known]
    chances, grew = chance.chance_of_change(late, total, np.array(expected))
    changed = chance.false_discovery_rates(chances, len(known)) <= parameters.false_rate
    trends = {
        spot: (NEW if now == spot.count else GROWING) if up and sure else FADING if sure else STEADY
        for spot, now, up, sure in zip(known, late, grew, changed, strict=True)
    }
    return [replace(spot, trend=trends.get(spot, spot.trend)) for spot in spots]


def _providers(spot):
    return [share.provider for share in spot.shares]


def _by_issue_and_provider(counts, months):
    shape = counts.observed.shape[1:]
    rows = months[counts.month]
    places = np.ravel_multi_index((counts.issue[rows], counts.provider[rows]), shape)
    return np.bincount(places, minlength=np.prod(shape)).reshape(shape)
