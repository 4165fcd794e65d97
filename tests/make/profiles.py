from datetime import timedelta
from itertools import count

from pact.accounts.permissions import Role
from pact.core import geometry
from profiles.hotspots import Parameters
from profiles.models import (
    AreaProfile,
    CategoryCount,
    Dataset,
    Figure,
    HotSpot,
    HotSpotRun,
    Incident,
    IncidentCount,
    Indicator,
    MemberAnswer,
    PriorityActionArea,
    SuggestedArea,
)
from tests.make.people import person
from tests.make.places import ward as make_ward
from tests.make.taxonomy import issue_type as make_issue_type
from tests.make.times import NOON, TODAY

numbers = count(1)
THIS_MONTH = TODAY.replace(day=1)
EMPTY = {
    "day": TODAY.isoformat(),
    "population": None,
    "households": None,
    "indicators": [],
    "issues": [],
    "months": [],
    "incidents": 0,
    "busiest_places": [],
    "sources": [],
}


def dataset(borough, **fields):
    number = next(numbers)
    return Dataset.objects.create(
        **{"borough": borough, "kind": "figures", "title": f"Dataset {number}", "source": "Office of Figures"}
        | {"licence": "OGL v3", "period": "2025", "filename": f"{number}.csv", "sha256": f"{number:064}"}
        | {"loaded_at": NOON}
        | fields
    )


def figure(ward, value, *, indicator="Claimants", period="2025", dataset=None, **fields):
    dataset = dataset or globals()["dataset"](ward.borough)
    slug = indicator.lower().replace(" ", "-")
    measured, _ = Indicator.objects.get_or_create(slug=slug, defaults={"name": indicator} | fields)
    return Figure.objects.create(
        indicator=measured, dataset=dataset, area_code=ward.code, ward=ward, period=period, value=value
    )


def incident(ward, *, issue_type=None, month=THIS_MONTH, dataset=None, **fields):
    dataset = dataset or globals()["dataset"](ward.borough, kind="incidents")
    made = Incident.objects.create(
        **{"dataset": dataset, "row": next(numbers), "month": month, "provider": "Police", "category": "Burglary"}
        | {"issue_type": issue_type, "ward": ward, "location": "On or near High Street"}
        | {"longitude": ward.west + 0.005, "latitude": ward.south + 0.004}
        | fields
    )
    where = {"ward": ward, "month": made.month, "issue_type": made.issue_type}
    IncidentCount.objects.create(dataset=dataset, count=1, **where)
    called = {"provider": made.provider, "category": made.category, "issue_type": made.issue_type}
    CategoryCount.objects.create(dataset=dataset, count=1, **called)
    return made


def profile(ward=None, *, published=True, **fields):
    """A profile of the ward; published yesterday at noon unless `published` is False or another moment."""
    ward = ward or make_ward()
    at = (NOON - timedelta(days=1) if published is True else published) or None
    writer = person(Role.COORDINATOR, ward.borough)
    signed = {"published_at": at, "published_by": writer, "frozen": EMPTY | {"population": ward.population}}
    return AreaProfile.objects.create(
        **{"ward": ward, "version": ward.profiles.count() + 1, "people": "Many people live here."}
        | {"started_at": NOON - timedelta(days=9), "started_by": writer}
        | (signed if at else {})
        | fields
    )


def area(ward=None, *, profile=None, confirmed=True, **fields):
    """A priority action area, confirmed unless said otherwise."""
    profile = profile or globals()["profile"](ward)
    decided = {"state": "confirmed", "decided_at": NOON, "decided_by": profile.started_by} if confirmed else {}
    return PriorityActionArea.objects.create(
        **{"ward": profile.ward, "profile": profile, "name": f"Canal Streets {next(numbers)}"}
        | {"streets": "Canal Street\nLock Road", "evidence": "Complaints to three services."}
        | {"proposed_at": NOON, "proposed_by": profile.started_by}
        | decided
        | fields
    )


def member_answer(profile, councillor, answer="", **fields):
    answered = {"answer": answer, "answered_at": NOON, "words": "" if answer == "agrees" else "Because."}
    return MemberAnswer.objects.create(
        **{"profile": profile, "councillor": councillor, "asked_at": profile.published_at or NOON}
        | {"answer_by": TODAY + timedelta(days=13)}
        | (answered if answer else {})
        | fields
    )


def hot_spot_run(borough, **fields):
    """A run that stands, made of nothing but months."""
    number = next(numbers)
    return HotSpotRun.objects.create(
        **{"borough": borough, "key": f"{number:064}", "method_version": 1, "parameters": Parameters().as_json()}
        | {"months": [THIS_MONTH.isoformat()], "providers": ["Police"], "basis": "residents", "units": 100}
        | {"tests": {"busy": 300, "repeat": 0}, "dispersions": {"LIT": 0.4}, "made_at": NOON, "current_since": NOON}
        | fields
    )


def hot_spot(ward, *, run=None, **fields):
    """A hot spot in the ward's south-west corner, of a made-up issue type unless one is given."""
    run = run or hot_spot_run(ward.borough)
    east, north = (int(metres[0]) for metres in geometry.to_national_grid([ward.west + 0.005], [ward.south + 0.004]))
    return HotSpot.objects.create(
        **{"run": run, "position": next(numbers), "ward": ward, "kind": "busy", "place": "High Street, WN1 1"}
        | ({} if fields.get("kind") == "repeat" else {"issue_type": make_issue_type()})
        | {"easting": east // 200 * 200, "northing": north // 200 * 200, "count": 12, "expected": 2.5}
        | {"chance": 1e-6, "false_rate": 0.01, "months": [12], "providers": [["Police", 12, 2.5, 1]]}
        | {"evidence": "Police recorded 12 incidents in the 200 metres around High Street; about 2 would be expected."}
        | fields
    )


def suggested_area(ward, *, spots=None, **fields):
    spots = spots or [hot_spot(ward)]
    ring = [
        [ward.west + x, ward.south + y] for x, y in [(0.004, 0.003), (0.007, 0.003), (0.007, 0.005), (0.004, 0.003)]
    ]
    suggestion = SuggestedArea.objects.create(
        **{"run": spots[0].run, "ward": ward, "position": next(numbers), "place": spots[0].place}
        | {"boundary": {"type": "Polygon", "coordinates": [ring]}, "streets": "High Street\nStation Road"}
        | {"squares": [[spot.easting, spot.northing] for spot in spots], "evidence": spots[0].evidence}
        | fields
    )
    suggestion.spots.set(spots)
    return suggestion
