from itertools import count

from pact.notifications.models import Notice
from tests.make.people import person
from tests.make.times import NOON

numbers = count(1)


def notice(*, to=None, **fields):
    number = next(numbers)
    return Notice.objects.create(
        **{"name": "tests.told", "recipient": to or person(), "about_label": "places.ward", "about_pk": str(number)}
        | {"occasion": "2026-03-11", "subject": f"Notice {number}", "text": "The bins are late.", "made_at": NOON}
        | {"html": "<p>The bins are late.</p>"}
        | fields
    )
