"""How long the pages of hot spots take with 100,000 incidents and 50,000 figures behind them.

Beside a bare Django page: one query, and a table of as many rows as a page has. Works in the configured database,
migrated already, and takes everything back.
"""

import logging

import django
from _yardstick import compare
from hot_spots import fill
from load_incidents import open_borough

django.setup()

from django.conf import settings  # noqa: E402 - Django first
from django.db import connection, transaction  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.template import Context, Template  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.test.utils import override_settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from pact.accounts import actions as accounts  # noqa: E402
from pact.accounts.permissions import Role  # noqa: E402
from pact.core import bulk  # noqa: E402
from profiles import actions  # noqa: E402
from profiles.actions import hot_spots  # noqa: E402
from profiles.models import Dataset, Figure, Incident, Indicator  # noqa: E402

FIGURES, ROWS = 50_000, 25
BARE = Template(
    "<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"
)


def add_figures(borough, wards, now):
    dataset = Dataset.objects.create(borough=borough, kind="figures", title="F", sha256="f", loaded_at=now)
    periods = [f"{2000 + n // 12}-{n % 12 + 1:02}" for n in range(100)]
    count = FIGURES // len(periods) // len(wards)
    indicators = [Indicator.objects.create(slug=f"bench-{n}", name=f"Measure {n}") for n in range(count)]
    rows = (
        (dataset.pk, indicator.pk, ward.code, ward.pk, period, float(n % 97))
        for indicator in indicators
        for n, ward in enumerate(wards)
        for period in periods
    )
    bulk.insert(Figure, ["dataset_id", "indicator_id", "area_code", "ward_id", "period", "value"], rows)


def bare(request):
    fields = ("month", "provider", "category", "location", "row", "ward__name")
    return HttpResponse(BARE.render(Context({"rows": list(Incident.objects.values_list(*fields)[:ROWS])})))


def main():
    logging.disable()  # a line for each page is no part of the page
    # What collectstatic gathers is no part of a page either.
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(STORAGES=storages), transaction.atomic():
        now = timezone.now()
        borough = open_borough(now)
        wards, _ = fill(borough, now)
        add_figures(borough, wards, now)
        run = hot_spots.work_out(borough, today=timezone.localdate(now), at=now)
        person = accounts.enrol(
            email="bench@bench.invalid",
            name="Bench",
            role=Role.COORDINATOR,
            agency=None,
            place=borough,
            by=None,
            at=now,
        )
        client = Client(headers={"host": "localhost"})
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        spot = run.spots.order_by("position").first()
        profile = actions.start(spot.ward, by=person, at=now)
        pages = {
            "the list and map of a borough": "/hot-spots/",
            "the list and map of a ward": f"/hot-spots/?ward={spot.ward_id}",
            "a hot spot": spot.get_absolute_url(),
            "a suggested area": spot.suggestions.first().get_absolute_url(),
            "a profile with its hot spots": profile.get_absolute_url(),
        }
        request = RequestFactory().get("/")
        for name, address in pages.items():
            assert client.get(address).status_code == 200, address
            compare(name, lambda a=address: client.get(a), "bare page", lambda: bare(request), rounds=5)
        print(f"On {connection.vendor}, with {run.spots.count()} hot spots.")
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
