from datetime import timedelta

from feedback.models import Approval, Newsletter, NewsletterItem, Publication
from pact.accounts.permissions import Role
from tests.make.people import person
from tests.make.priorities import priority as make_priority
from tests.make.times import NOON


def newsletter(*, priority=None, author=None, approved=False, published=False, **fields):
    """A newsletter with one item, of a cycle with one priority; `published` may be a moment."""
    priority = priority or make_priority()
    author = author or priority.cycle.pact.coordinator
    made = Newsletter.objects.create(
        **{"cycle": priority.cycle, "title": f"You said – We did: {priority.cycle.ward}"}
        | {"drafted_at": NOON - timedelta(days=7), "drafted_by": author}
        | fields
    )
    made.authors.add(author)
    NewsletterItem.objects.create(
        newsletter=made, priority=priority, position=1, you_said="12 people told us.", we_did="- Gates fitted."
    )
    if approved or published:
        approver = person(Role.CHAIR, made.cycle.ward)
        Approval.objects.create(newsletter=made, at=NOON, by=approver)
    if published:
        Publication.objects.create(newsletter=made, at=NOON if published is True else published, by=author)
    return made
