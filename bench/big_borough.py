"""A borough with 100,000 incidents, 50,000 figures, and a year of people's work on them: for measuring pages."""

import random
from datetime import timedelta

from django.db import connection
from django.db.models import Max
from django.utils import timezone
from hot_spots import fill
from load_incidents import open_borough

from engagement.models import Concern, Engagement
from pact.accounts import actions as accounts
from pact.accounts.permissions import Role
from pact.core import bulk
from pact.core.working_days import add_months
from pact.places import actions as places
from pact.places.models import Ward
from pact.taxonomy.models import IssueType
from profiles import actions, queries
from profiles.actions import hot_spots
from profiles.models import Dataset, Figure, Indicator
from tests import make

FIGURES, CONCERNS, HELD, ACTIONS, LISTED = 50_000, 5_000, 300, 300, 300
FIELDS = ["dataset_id", "indicator_id", "area_code", "ward_id", "period", "value"]


class BigBorough:
    def __init__(self, now):
        self.now, self.today = now, timezone.localdate(now)
        self.borough = open_borough(now)
        wards, _ = fill(self.borough, now)
        self.coordinator = accounts.enrol(
            **{"email": "bench@bench.invalid", "name": "Bench", "role": Role.COORDINATOR, "agency": None},
            **{"place": self.borough, "by": None, "at": now},
        )
        self.townships = [self._township(n, wards[n::3]) for n in range(3)]
        Ward.objects.filter(borough=self.borough).update(population=12_000, households=5_000)
        self.wards = list(Ward.objects.filter(borough=self.borough).select_related("borough").order_by("code"))
        self._add_figures()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # a database that nobody has counted plans for empty tables
        self.run = hot_spots.work_out(self.borough, today=self.today, at=now)
        self.ward = self.run.spots.order_by("position").first().ward
        self._add_work()

    def _township(self, n, wards):
        day = {"by": None, "at": self.now}
        since = wards[0].starts_on
        township = places.open_township(self.borough, code=f"BT{n}", name=f"Part {n}", starts_on=since, **day)
        for ward in wards:
            places.put_ward_in_township(ward, township, on=since, **day)
        return township

    def _add_figures(self):
        """All of wards, none of small areas: these are the ones that the pages compare."""
        dataset = make.dataset(self.borough, kind="figures", title="Figures")
        periods = [f"{2018 + n // 12}-{n % 12 + 1:02}" for n in range(100)]
        count = FIGURES // len(periods) // len(self.wards)
        self.indicators = [
            Indicator.objects.create(slug=f"bench-{n}", name=f"Measure {n}", better="low") for n in range(count)
        ]
        rows = (
            (dataset.pk, indicator.pk, ward.code, ward.pk, period, float((n * 7 + len(period) * k) % 97))
            for k, indicator in enumerate(self.indicators)
            for n, ward in enumerate(self.wards)
            for period in periods
        )
        bulk.insert(Figure, FIELDS, rows)

    def _add_work(self):
        """What people did with the figures in every ward; most in the ward with the clearest hot spot."""
        begin = add_months(self.today.replace(day=1), -11)
        quarter = {"starts_on": begin, "ends_on": add_months(begin, 12)}
        cycles = {
            ward: make.cycle(
                pact=make.pact(ward=ward, coordinator=self.coordinator, started_on=add_months(begin, 5)), **quarter
            )
            for ward in {*self.wards[::2], self.ward}
        }
        frozen = queries.numbers(self.ward, today=self.today).as_json()
        published = make.profile(self.ward, frozen=frozen, published_by=self.coordinator)
        self.area = make.area(self.ward, profile=published, boundary=self.ward.boundary)
        self.profile = actions.start(self.ward, by=self.coordinator, at=self.now)
        self.cycle = cycles[self.ward]
        self._add_concerns()
        technique = make.technique()
        for n in range(HELD):
            day = begin + timedelta(days=n % 300)
            held = {"starts_on": day, "ends_on": day + timedelta(days=9), "technique": technique}
            make.engagement(cycle=self.cycle, areas=[self.area], **held)
        priority, owner = make.priority(cycle=self.cycle), make.officer(self.ward)
        for n in range(ACTIONS):
            make.action(priority=priority, owner=owner, created_at=self.now - timedelta(days=n))
        for n in range(LISTED):
            make.dataset(self.borough, title=f"Listed {n}", kind="figures")
            make.consultation(wards=[self.ward], title=f"Asked {n}", added_by=self.coordinator)

    def _add_concerns(self):
        chance, issues = random.Random(5), list(IssueType.objects.all()[:18])
        first = (Concern.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
        Concern.objects.bulk_create(
            Concern(
                reference=f"BENCH-{first + n}",
                cycle=self.cycle,
                area=self.area if n % 3 else None,
                source="report",
                issue_type=chance.choice(issues),
                place="Station Road",
                recorded_at=self.now - timedelta(days=chance.randrange(330)),
            )
            for n in range(CONCERNS)
        )

    @property
    def issue_type(self):
        return IssueType.objects.filter(concerns__cycle=self.cycle).order_by("pk").first()

    @property
    def engagements(self):
        return Engagement.objects.filter(cycle=self.cycle)

    @property
    def datasets(self):
        return Dataset.objects.filter(borough=self.borough)
