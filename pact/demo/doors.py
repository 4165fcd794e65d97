"""What comes in by other doors than the doorstep: the public page, the council's reporting system, and its coding."""

from datetime import timedelta
from io import BytesIO

from django.core.files.base import File

from engagement import actions as engagement
from engagement.models import Concern, SecondCoding
from pact.core import geometry
from pact.demo.clockwork import moment
from pact.demo.steps import chance_of, uuid_of
from pact.taxonomy.models import IssueType

TOLD = [
    (
        "The street lights by the chapel have been out for three weeks, it is pitch dark.",
        "Chapel Lane",
        "tess@residents",
    ),
    ("Cars parked on both corners, the bus cannot turn.", "Alma Street", ""),
    ("Somebody dumped a mattress and bags behind the shops again.", "Behind the shops", ""),
    ("It is not like it used to be round here.", "Everywhere", ""),
]
FILED = [
    ("Fly-Tipping", "Mattress and bags", "Mattress and bags dumped behind the shops again"),
    ("Fly-Tipping", "Mattress", "Mattress and bags dumped behind the shops"),
    ("Graffiti", "Graffiti", "Graffiti tags on the bus stop"),
    ("Potholes", "Deep pothole", "It has been there for months, dangerous to cyclists"),
    ("Missed Collection", "Brown bin", "The brown bin was not emptied again"),
    ("Street Lighting", "Lamp out", "Lamp out on the footpath, very dark"),
    ("Trees", "Overgrown", "Trees overgrown, prams have to go into the road"),
    ("Other", "Music", "Loud music from the park until three in the morning"),
]
HEAD = "service_request_id,service_name,title,detail,lat,long,requested_datetime"


def open_doors(story):
    """In a ward whose engagement is going on: told on the public page, filed with the council, and coded."""
    stage, cycle = story.stages["Birch Hill"], story.cycle_of("Birch Hill", story.now)
    told_on_the_page(story, stage)
    filed_with_the_council(story, stage, cycle)
    coded_again(story, stage, cycle)
    engagement.learn(stage.ward.borough, at=moment(story.today - timedelta(days=1), 3))


def told_on_the_page(story, stage):
    reports = []
    for number, (words, place, name) in enumerate(TOLD):
        at = moment(story.today - timedelta(days=6 - number), 19, 10 + number)
        key = uuid_of(chance_of("told", number))
        email = f"{name}.demo.example" if name else ""
        reports.append(engagement.send_in(stage.pact, uuid=key, words=words, place=place, email=email, at=at))
    read = {"by": stage.coordinator, "at": moment(story.today - timedelta(days=2), 9)}
    engagement.count_as(reports[0], issue_type=IssueType.objects.get(code="LGT"), place="Chapel Lane", **read)


def filed_with_the_council(story, stage, cycle):
    lon, lat = geometry.inside_point(geometry.parse(stage.ward.boundary))
    rows = [HEAD]
    for number, (category, title, detail) in enumerate(FILED):
        day = story.today - timedelta(days=12 - number)
        rows.append(f'{4100 + number},{category},{title},"{detail}",{lat:.4f},{lon:.4f},{day:%Y-%m-%d}T09:00:00')
    at = moment(story.today - timedelta(days=2), 10)
    how = {"by": stage.coordinator, "at": at}
    file = File(BytesIO("\n".join([*rows, ""]).encode()), name="reports of this month.csv")
    kept = engagement.receive_file(cycle, file=file, system="FixMyStreet", **how)
    engagement.ask_to_take(kept, only_whole=False, **how)
    engagement.take_reports(kept, **how)


def coded_again(story, stage, cycle):
    """A tenth by the other co-ordinator, of whom one differs; and words that may be shown."""
    at = moment(story.today - timedelta(days=1), 11)
    engagement.draw_sample(cycle, by=stage.coordinator, at=at)
    drawn = SecondCoding.objects.filter(cycle=cycle).select_related("concern__issue_type").order_by("pk")
    second_person = story.cast.second_coordinator
    for number, second in enumerate(drawn[:2]):
        same, other = second.concern.issue_type, IssueType.objects.get(code="ROA")
        engagement.code_second(second, issue_type=other if number else same, by=second_person, at=at)
    spoken = Concern.objects.filter(cycle=cycle, source="interview", issue_type__is_restricted=False).exclude(words="")
    concern = spoken.order_by("pk").first()
    engagement.clear_quotation(concern, text=concern.words, by=stage.coordinator, at=at)
