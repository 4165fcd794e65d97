"""What was asked in the borough before PACT: a survey of all, a panel, and drop-ins in single wards."""

from datetime import timedelta

from pact.places.models import Borough, Township, Ward
from pact.taxonomy.models import IssueType
from profiles import actions as profiles

# Title, method, who asked, days before the story begins, how many answered of how many, where, and what was found:
# issue type code, sentence, count or share in percent.
PAST = [
    (
        ("Ferndale residents’ survey", "survey", "Ferndale Council", 210, 1184, 6000, {"reach": "borough"}),
        [
            ("LIT", "Litter and full bins are what people would change first.", {"share": 38}),
            ("TRA", "Speeding on main roads worries parents most.", {"share": 27}),
            ("YTH", "There is too little for young people to do in the evening.", {"share": 22}),
        ],
    ),
    (
        ("Citizens’ panel on safety", "panel", "Community Safety Partnership", 120, 96, 250, {"township": "Moorside"}),
        [
            ("LGT", "Unlit paths keep people at home after dark.", {"count": 41}),
            ("ACQ", "Break-ins to sheds are seldom reported, because nobody expects a visit.", {"count": 17}),
        ],
    ),
    (
        ("Drop-ins at St Mark’s Hall", "drop_in", "Canal Side Residents", 60, 37, None, {"ward": "Canal Side"}),
        [
            ("TIP", "Waste is tipped in the same three alleys again and again.", {"count": 24}),
            ("DOG", "Dog mess on the way to school.", {"count": 11}),
            ("HAR", "Some do not feel welcome at the shops.", {"count": 3}),
        ],
    ),
    (
        ("Have your say on parks", "online", "Ferndale Parks", 90, 210, None, {"ward": "Ashfield"}),
        [("VAN", "The shelter and the swings are smashed too often.", {"share": 45})],
    ),
]

# What plans put first: whose, title, where it is written, issue type codes, target, where it pulls against a ward.
PLANS = [
    ("council", "Cleaner streets by 2028", "Ferndale corporate plan, page 4", ["LIT", "TIP", "GRA"], "", ""),
    ("council", "Safer roads round every school", "Ferndale corporate plan, page 5", ["TRA", "PRK"], "", ""),
    ("council", "Parks to be proud of", "Ferndale corporate plan, page 6", ["GRN"], "", ""),
    (
        *("partnership", "Fewer young people drawn into trouble", "Ferndale partnership plan, page 2", ["YTH", "SUB"]),
        *("Half as many first offences by 2028", ""),
    ),
    (
        *("police", "Burglary and car crime", "Ferndale police and crime plan, page 9", ["ACQ", "VAN"]),
        *("Down by a fifth by March 2028", "Officers who hunt burglars are not on the streets that wards ask for."),
    ),
    ("national", "Safer streets", "Home Office, national mission, page 3", ["HAR", "YTH"], "Halved in ten years", ""),
]


def plan(*, starts_on, by, at):
    """Record what the plans of the council and others put first (T29, C2)."""
    borough = Borough.objects.get()
    for owner, title, source, codes, target, tension in PLANS:
        profiles.record_council_priority(
            borough,
            owner=owner,
            title=title,
            source=source,
            target=target,
            tension=tension,
            theme=None,
            issue_types=IssueType.objects.filter(code__in=codes),
            starts_on=starts_on,
            ends_on=None,
            by=by,
            at=at,
        )


def register(*, before, by, at):
    """Register them with their findings, as the analyst did from the reports. `before` is the day they lead up to."""
    borough = Borough.objects.get()
    for (title, method, asked_by, days, answered, asked, where), findings in PAST:
        starts_on = before - timedelta(days=days)
        consultation = profiles.add_consultation(
            borough,
            title=title,
            method=method,
            asked_by=asked_by,
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=27),
            sample_size=answered,
            asked=asked,
            report=f"Kept by {asked_by}",
            **_reach(where),
            by=by,
            at=at,
        )
        for code, sentence, people in findings:
            profiles.add_finding(
                consultation, issue_type=IssueType.objects.get(code=code), sentence=sentence, **people, by=by, at=at
            )


def _reach(where):
    if "ward" in where:
        return {"reach": "wards", "wards": Ward.objects.filter(name=where["ward"])}
    if "township" in where:
        return {"reach": "townships", "townships": Township.objects.filter(name=where["township"])}
    return {"reach": "borough"}
