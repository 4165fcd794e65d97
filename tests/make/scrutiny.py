from datetime import date, timedelta
from itertools import count

from pact.accounts.permissions import Role
from scrutiny.models import Recommendation, Response, Review
from tests.make.meetings import meeting as make_meeting
from tests.make.people import agency as make_agency
from tests.make.people import person
from tests.make.places import township as make_township
from tests.make.times import NOON, TODAY

numbers = count(1)


def review(*, township=None, cycles=(), meets_at=NOON + timedelta(days=30), invite=(), **fields):
    """The review of January to March 2026, which meets in a month, of the township of these cycles if any."""
    township = township or (_township_of(cycles[0].ward) if cycles else make_township())
    meeting = make_meeting(place=township, starts_at=meets_at, invite=invite, body="review", title="Quarterly review")
    made = Review.objects.create(
        **{"township": township, "title": f"Review of {township}, January to March 2026", "meeting": meeting}
        | {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 4, 1)}
        | fields
    )
    made.cycles.set(cycles)
    return made


def recommendation(*, review=None, addressee=None, received_on=TODAY, **fields):
    """A recommendation to a body, to be answered in four weeks."""
    review = review or globals()["review"]()
    return Recommendation.objects.create(
        **{"review": review, "reference": f"2025/{next(numbers):02}", "text": "Empty the bins twice a week."}
        | {"addressee": addressee or make_agency(), "received_on": received_on}
        | {"respond_by": received_on + timedelta(days=28), "made_at": NOON}
        | ({} if "made_by" in fields else {"made_by": person(Role.SCRUTINY, review.township)})
        | fields
    )


def response(recommendation, *, kind=Response.Kind.ACCEPTED, **fields):
    return Response.objects.create(
        **{"recommendation": recommendation, "kind": kind, "text": "From April.", "at": NOON}
        | ({} if "by" in fields else {"by": person(Role.MANAGER, recommendation.review.township)})
        | fields
    )


def _township_of(ward):
    return ward.memberships.select_related("township").get().township
