"""How long every list and map takes with 100,000 incidents and 50,000 figures behind it, and whether that is too long.

Beside a bare Django page: one query, and a table of as many rows as a page has. The time is what the server's
processors are busy for, ours and the database's, whatever else the machine does. Works in the configured database,
migrated already, and takes everything back. A list that is new is measured without being named here, if its address
needs no key.
"""

import gc
import logging
import statistics
import sys
from pathlib import Path

import django
from _yardstick import seconds

django.setup()

from big_borough import BigBorough  # noqa: E402 - Django first
from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.template import Context, Template  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.test.utils import CaptureQueriesContext, override_settings  # noqa: E402
from django.urls import NoReverseMatch, get_resolver, reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from profiles.models import Incident  # noqa: E402

MOST = 300  # milliseconds of server time
ROWS, ROUNDS = 25, 3
ROOMS = ["profiles", "engagement", "priorities", "tasking", "scrutiny", "feedback", "home", "places", "cycles"]
BARE = Template(
    "<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"
)


def bare(request):
    fields = ("month", "provider", "category", "location", "row", "ward__name")
    return HttpResponse(BARE.render(Context({"rows": list(Incident.objects.values_list(*fields)[:ROWS])})))


def database_seconds():
    """The processor's time that PostgreSQL has taken for us; SQLite's is our own."""
    if connection.vendor != "postgresql":
        return 0.0
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")  # Linux, and the server on this machine
    return int(stat.read_text().split()[0]) / 1e9


def cost(task):
    """(milliseconds of the processor's time in all, of them the database's, queries): the best of some rounds."""
    found = []
    for _ in range(ROUNDS):
        with CaptureQueriesContext(connection) as queries:
            began = database_seconds()
            ours = seconds(task)
            theirs = database_seconds() - began
        found.append((1000 * (ours + theirs), 1000 * theirs, len(queries)))
    return min(found)


def without_keys():
    """The address of every page of these rooms that needs no key."""
    for room in ROOMS:
        _, resolver = get_resolver().namespace_dict[room]
        for name in sorted(key for key in resolver.reverse_dict if isinstance(key, str)):
            try:
                yield reverse(f"{room}:{name}")
            except NoReverseMatch:
                continue


def with_keys(big):
    """The pages of one thing that are a list or a map, or are made of many figures."""
    spot = big.run.spots.order_by("position").first()
    ward, slug = big.ward, big.ward.slug
    there = {"slug": slug}
    yield from (reverse("profiles:indicator", args=[big.indicators[0].slug]),)
    yield reverse("profiles:township", args=[big.townships[0].slug])
    yield from (reverse(f"profiles:{name}", kwargs=there) for name in ("ward", "ward_sheet", "comparison"))
    yield from (
        dataset.get_absolute_url() for dataset in (big.datasets.get(title="B"), big.datasets.get(title="Figures"))
    )
    yield from (f"/hot-spots/?ward={ward.pk}", spot.get_absolute_url(), spot.suggestions.first().get_absolute_url())
    yield big.profile.get_absolute_url()
    yield reverse("profiles:profile_draft", args=[big.profile.pk])
    yield reverse("profiles:area_proposal", args=[big.profile.pk])
    yield reverse("engagement:perception", kwargs=there)
    rows = reverse("engagement:perception_rows", args=[slug, big.issue_type.code])
    yield from (
        f"{rows}?of={what}{area}" for what in ("incidents", "concerns") for area in ("", f"&area={big.area.pk}")
    )
    yield from (f"/activity/?place={place}" for place in (f"ward-{ward.pk}", f"township-{big.townships[0].pk}"))
    yield big.engagements.first().get_absolute_url()
    yield from (reverse(f"places:{name}", args=[which]) for name, which in _places(big))
    yield reverse("feedback:public_ward", kwargs=there)


def _places(big):
    return ("borough", big.borough.slug), ("township", big.townships[0].slug), ("ward", big.ward.slug)


def measure(client, address, yardstick):
    status = client.get(address).status_code
    if status in (404, 405, 403) or status in (301, 302):
        return None
    assert status == 200, f"{address} answered {status}"
    taken, waited, queries = cost(lambda: client.get(address))
    mark = "  TOO LONG" if taken > MOST else ""
    print(f"{taken:5.0f} ms ({waited:4.0f} in {queries:2} queries), ratio {taken / yardstick:5.1f}  {address}{mark}")
    return taken


def main():
    logging.disable()  # a line for each page is no part of the page
    # What collectstatic gathers is no part of a page either.
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(STORAGES=storages, SECURE_SSL_REDIRECT=False), transaction.atomic():
        big = BigBorough(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")  # other processors' time is time too
        client = Client(headers={"host": "localhost"})
        client.force_login(big.coordinator, backend=settings.AUTHENTICATION_BACKENDS[0])
        request = RequestFactory().get("/")
        gc.collect()
        gc.freeze()  # as the server does: what we have made here is no part of a page
        yardstick = cost(lambda: bare(request))[0]
        print(f"On {connection.vendor}: a bare page of {ROWS} rows takes {yardstick:.1f} ms.")
        pages = [page for page in (*without_keys(), *with_keys(big)) if page.split("?")[0] in only(page)]
        taken = [found for page in pages if (found := measure(client, page, yardstick))]
        print(f"{len(taken)} pages: the middle {statistics.median(taken):.0f} ms, the longest {max(taken):.0f} ms.")
        transaction.set_rollback(True)
    return max(taken) > MOST


def only(page):
    """Addresses named on the command line are measured alone."""
    return [page.split("?")[0]] if any(part in page for part in sys.argv[1:] or [""]) else []


if __name__ == "__main__":
    sys.exit(main())
