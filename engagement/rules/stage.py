"""Whether the stage is open, and what stands in the way of closing it."""

from django.urls import reverse

from engagement.models import Engagement, Report, Technique, Walkabout
from pact.core.refusals import Obstacle
from pact.core.wording import sentence_list

STAGE = "engagement"


def has_closed(cycle):
    return cycle.stage_has_been_opened(STAGE) and not cycle.stage_is_open(STAGE)


def obstacles_to_closing_stage(cycle):
    """Rule 14 and at least one EVA in every area of the cycle, or a reason why not."""
    engagements = list(
        Engagement.objects.filter(cycle=cycle).select_related("technique").prefetch_related("areas").order_by("pk")
    )
    if not engagements:
        plan = reverse("engagement:new_engagement", args=[cycle.pk])
        return [Obstacle("Nothing was planned: plan at least one engagement.", href=plan)]
    obstacles = [Obstacle(f"Close out {e}.", href=e.get_absolute_url()) for e in engagements if not e.is_closed]
    if waiting := Report.objects.waiting().filter(cycle=cycle).count():
        href = f"{reverse('engagement:report_list')}?ward={cycle.pact.ward_id}&state=waiting"
        are = "report waits" if waiting == 1 else "reports wait"
        obstacles.append(Obstacle(f"{waiting} {are} to be coded or set aside.", href=href))
    areas = {area for e in engagements for area in e.areas.all()}
    walked = set(Walkabout.objects.filter(engagement__cycle=cycle).values_list("area", flat=True))
    explained = {
        area.pk
        for e in engagements
        if e.technique.form == Technique.Form.WALKABOUT and e.is_closed and e.shortfall_reason
        for area in e.areas.all()
    }
    left = sorted(area.name for area in areas if area.pk not in walked | explained)
    if left:
        walk = next((e for e in engagements if e.technique.walks and not e.is_closed), None)
        href = walk.get_absolute_url() if walk else reverse("engagement:new_engagement", args=[cycle.pk])
        obstacles.append(Obstacle(f"No EVA walkabout yet in {sentence_list(left)}.", href=href))
    return obstacles
