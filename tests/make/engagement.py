from datetime import date, time
from io import BytesIO
from itertools import count

from django.core.files.base import ContentFile
from PIL import Image

from engagement.models import (
    BlurredPhoto,
    Concern,
    Contact,
    Engagement,
    Finding,
    Group,
    ImpactAction,
    ImpactAssessment,
    Interview,
    Introduction,
    PartnerConsultation,
    Quotation,
    Referral,
    Report,
    ReportFile,
    School,
    SecondCoding,
    Sharing,
    Technique,
    Telling,
    Transect,
    Walkabout,
)
from pact.accounts.permissions import Role
from pact.taxonomy.models import IssueType
from profiles.models import AreaProfile, PriorityActionArea
from tests.make.cycles import cycle as make_cycle
from tests.make.people import agency as make_agency
from tests.make.people import person
from tests.make.times import NOON, TODAY

numbers = count(1)


def known_type(code="LIT"):
    """One of the issue types that the handbook names, seeded or not."""
    return IssueType.objects.get_or_create(
        code=code, defaults={"name": f"Issue {code}", "strand": "C", "lead_service": "Street cleansing"}
    )[0]


def technique(name="Doorstep interviews", *, form="interview", **fields):
    number = next(numbers)
    return Technique.objects.create(
        **{"slug": f"technique-{number}", "name": f"{name} {number}", "form": form} | fields
    )


def group(name="Anglers", **fields):
    number = next(numbers)
    return Group.objects.create(**{"slug": f"group-{number}", "name": f"{name} {number}"} | fields)


def confirmed_area(ward, **fields):
    """A confirmed priority action area in a published profile of the ward, made if there is none."""
    coordinator = fields.pop("by", None) or person(Role.COORDINATOR, ward.borough)
    profile = ward.profiles.published().order_by("-version").first()
    if profile is None:
        profile = AreaProfile.objects.create(
            **{"ward": ward, "version": 1, "people": "Families.", "started_at": NOON, "started_by": coordinator}
            | {"published_at": NOON, "published_by": coordinator, "frozen": {}}
        )
    return PriorityActionArea.objects.create(
        **{"ward": ward, "profile": profile, "name": f"Station Road {next(numbers)}", "streets": "Station Road"}
        | {"evidence": "Most complaints.", "proposed_at": NOON, "proposed_by": coordinator}
        | {"state": "confirmed", "decided_at": NOON, "decided_by": coordinator}
        | fields
    )


def engagement(*, cycle=None, areas=None, form="interview", **fields):
    """An engagement of March 2026 in a cycle whose engagement stage is open, in one confirmed area."""
    cycle = cycle or make_cycle(open_stage="engagement")
    made = Engagement.objects.create(
        **{"cycle": cycle, "title": "Doorsteps of March", "purpose": "What matters here."}
        | {"starts_on": date(2026, 3, 1), "ends_on": date(2026, 4, 1), "target": 20}
        | {"consent_text": "We ask what matters here. You need not answer.", "consent_version": "1"}
        | {"planned_at": NOON, "planned_by": cycle.pact.coordinator}
        | ({} if "technique" in fields else {"technique": technique(form=form)})
        | fields
    )
    made.areas.set(areas or [confirmed_area(cycle.ward, by=cycle.pact.coordinator)])
    return made


def closed_engagement(engagement, **fields):
    """The engagement, closed out, with its findings published if `findings_published_at` is given."""
    fields = {"closed_at": NOON, "closed_by": engagement.cycle.pact.coordinator} | fields
    if fields.get("findings_published_at"):
        fields |= {"findings_published_by": engagement.cycle.pact.coordinator}
    Engagement.objects.filter(pk=engagement.pk).update(**fields)
    engagement.refresh_from_db()
    return engagement


def interview(*, engagement=None, **fields):
    engagement = engagement or globals()["engagement"]()
    return Interview.objects.create(
        **{"engagement": engagement, "area": engagement.areas.first(), "held_on": TODAY, "consented_on": TODAY}
        | {"consent_version": engagement.consent_version, "recorded_at": NOON}
        | {"recorded_by": engagement.cycle.pact.coordinator}
        | fields
    )


def contact(*, interview=None, **fields):
    interview = interview or globals()["interview"]()
    return Contact.objects.create(
        **{"interview": interview, "pact": interview.engagement.cycle.pact, "name": "Wilhelmina Quartermaine"}
        | {"phone": "01632 960 777", "wants_updates": True, "consent_version": "1", "given_at": NOON}
        | fields
    )


def walkabout(*, engagement=None, **fields):
    engagement = engagement or globals()["engagement"](form="walkabout")
    return Walkabout.objects.create(
        **{"engagement": engagement, "area": engagement.areas.first(), "held_on": TODAY, "started": time(10, 30)}
        | {"surveyors": "AB, CD", "land_use": "medium", "recorded_at": NOON}
        | {"recorded_by": engagement.cycle.pact.coordinator}
        | fields
    )


def transect(*, walkabout=None, **fields):
    walkabout = walkabout or globals()["walkabout"]()
    return Transect.objects.create(
        **{"walkabout": walkabout, "street": "Mill Road", "from_point": "Lamp post 4", "to_point": "The chapel"}
        | fields
    )


def finding(*, walkabout=None, **fields):
    """Fly-tipping, serious, at a place; nobody is told yet."""
    walkabout = walkabout or globals()["walkabout"]()
    return Finding.objects.create(
        **{"walkabout": walkabout, "item": "fly_tipping", "what": "A mattress", "place": "Behind the chapel"}
        | {"severity": "" if fields.get("grade") else "serious"}
        | {"recorded_at": NOON, "recorded_by": walkabout.recorded_by}
        | ({} if "issue_type" in fields else {"issue_type": known_type("TIP")})
        | fields
    )


def referral(*, finding=None, agency=None, **fields):
    """A finding that is with an agency, and overdue."""
    finding = finding or globals()["finding"]()
    return Referral.objects.create(
        **{"finding": finding, "agency": agency or make_agency(), "due_on": TODAY, "reinspect_on": TODAY}
        | {"sent_at": NOON, "sent_by": finding.recorded_by}
        | fields
    )


def blurred_photo(*, finding=None, cleared=True, published=True, **fields):
    """A blurred copy of the photo of a finding or of a `look` at it: cleared, and its findings published."""
    finding = finding or globals()["finding"]()
    engagement = finding.walkabout.engagement
    if published and not engagement.findings_are_published:
        closed_engagement(engagement, findings_published_at=NOON)
    by = finding.recorded_by
    clearing = {"cleared_at": NOON, "cleared_by": by} if cleared else {}
    return BlurredPhoto.objects.create(
        **{"finding": finding, "image": jpeg(), "made_at": NOON, "made_by": by} | clearing | fields
    )


def jpeg(size=(60, 40)):
    out = BytesIO()
    Image.new("RGB", size, "seagreen").save(out, "JPEG")
    return ContentFile(out.getvalue(), name="photo.jpg")


def concern(*, cycle=None, interview=None, finding=None, **fields):
    """What somebody said or saw: of an interview or a walk if one is given, else a report."""
    number = next(numbers)
    origin = {"source": "report"}
    if interview:
        origin = {"source": "interview", "interview": interview, "area": interview.area, "effect_feel": 2}
        origin |= {"engagement": interview.engagement}
        cycle = cycle or interview.engagement.cycle
    if finding:
        origin = {"source": "walkabout", "finding": finding, "area": finding.walkabout.area}
        origin |= {"engagement": finding.walkabout.engagement, "issue_type": finding.issue_type}
        cycle = cycle or finding.walkabout.engagement.cycle
    cycle = cycle or make_cycle(open_stage="engagement")
    return Concern.objects.create(
        **{"reference": f"T{number:05}", "cycle": cycle, "place": "Mill Road", "recorded_at": NOON}
        | origin
        | ({} if "issue_type" in fields or finding else {"issue_type": known_type()})
        | fields
    )


def partner_consultation(ward, *, agency=None, groups=(), **fields):
    """What an agency asks in a ward in March 2026."""
    made = PartnerConsultation.objects.create(
        **{"borough": ward.borough, "agency": agency or make_agency(), "title": f"Survey {next(numbers)}"}
        | {"purpose": "What people think of the bins.", "method": "Postal survey"}
        | {"starts_on": date(2026, 3, 2), "ends_on": date(2026, 3, 20), "added_at": NOON}
        | ({} if "added_by" in fields else {"added_by": person(Role.MANAGER, ward.borough)})
        | fields
    )
    made.wards.set([ward])
    made.groups.set(groups)
    return made


def sharing(*, agency=None, **fields):
    """An invitation into an `engagement` or `consultation`, without an answer."""
    return Sharing.objects.create(
        **{"agency": agency or make_agency(), "kind": "invited", "asked_at": NOON}
        | ({} if "asked_by" in fields else {"asked_by": person()})
        | fields
    )


def assessment(*, cycle=None, **fields):
    """An impact assessment that is to be looked at again in a year; no group is answered."""
    cycle = cycle or make_cycle()
    return ImpactAssessment.objects.create(
        **{"cycle": cycle, "title": f"Fees for bulky waste {next(numbers)}", "aim": "To pay for the service."}
        | {"review_on": date(2027, 3, 11), "written_at": NOON, "written_by": cycle.pact.coordinator}
        | fields
    )


def impact_action(assessment, **fields):
    return ImpactAction.objects.create(
        **{"assessment": assessment, "action": f"Ask a tenants' group, {next(numbers)}", "timescale": "By June"}
        | {"responsibility": "Waste services"}
        | fields
    )


def school(borough, name="St Mary's"):
    return School.objects.create(borough=borough, name=f"{name} {next(numbers)}")


def introduction(contact):
    """Somebody who would help was put in touch with a group."""
    to = f"Friends of the park {next(numbers)}"
    return Introduction.objects.create(contact=contact, to=to, at=NOON, by=contact.pact.coordinator)


def report(*, pact=None, **fields):
    """What somebody sent in on the ward's public page, and nobody has read yet."""
    pact = pact or make_cycle(open_stage="engagement").pact
    return Report.objects.create(
        **{"pact": pact, "reference": f"X{next(numbers):05}", "door": "public", "place": "Mill Road"}
        | {"words": "A mattress dumped behind the shops", "sent_at": NOON}
        | fields
    )


REPORT_COLUMNS = "service_request_id,service_name,title,detail,lat,long,requested_datetime"


def report_file(content="", *, cycle=None, **fields):
    """A file of the council's reporting system, kept until somebody looks at it."""
    cycle = cycle or make_cycle(open_stage="engagement")
    number = next(numbers)
    kept = ReportFile(
        **{"cycle": cycle, "filename": "reports.csv", "sha256": f"{number:064}", "system": "FixMyStreet"}
        | {"sent_at": NOON, "sent_by": cycle.pact.coordinator}
        | fields
    )
    kept.file.save("reports", ContentFile((content or REPORT_COLUMNS).encode()), save=False)
    kept.save()
    return kept


def second_coding(concern, *, second=None, by=None, **fields):
    """A concern that was drawn for a second coding; coded if it is said as what, and by whom."""
    coded = {"first": concern.issue_type, "second": second, "coded_at": NOON, "coded_by": by} if second else {}
    return SecondCoding.objects.create(concern=concern, cycle=concern.cycle, drawn_at=NOON, **coded | fields)


def quotation(concern, *, by, text="It is dark there.", **fields):
    return Quotation.objects.create(concern=concern, text=text, cleared_at=NOON, cleared_by=by, **fields)


def telling(contact, **fields):
    number = next(numbers)
    return Telling.objects.create(
        **{"contact": contact, "about_label": "priorities.priority", "about_pk": str(number), "made_at": NOON}
        | {"subject": "What came of it", "text": "It is resolved.", "due_on": TODAY}
        | fields
    )
