"""What people do with a newsletter. Nothing else writes here."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from engagement import actions as engagement
from feedback import notices, queries, rules, wording
from feedback.models import Approval, ItemPhoto, Newsletter, NewsletterItem, PrintRun, Publication
from pact.audit import trail
from pact.core.refusals import refuse_if
from pact.core.working_days import add_working_days
from priorities.models import Ending

HOW_TO_RAISE = "Tell anyone from the PACT, come to a meeting, or get in touch with {contact}."
OTHER_FORMATS = "Ask us for this newsletter in large print, in another language, or read out by phone."


@transaction.atomic
def draft(cycle, *, by, at):
    """Draft the cycle's newsletter: an item for every priority, from its concerns and actions (rule 58)."""
    type(cycle).objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    refuse_if(rules.obstacles_to_drafting(cycle))

    priorities = list(queries.priorities_to_report(cycle))
    newsletter = Newsletter.objects.create(
        cycle=cycle,
        title=f"You said – We did: {cycle.ward}",
        introduction=wording.introduction(cycle, priorities),
        next_meeting=queries.next_meeting_in_words(cycle, at=at),
        how_to_raise=HOW_TO_RAISE.format(contact=queries.contact_in_words(cycle.pact)),
        other_formats=OTHER_FORMATS,
        drafted_at=at,
        drafted_by=by,
    )
    newsletter.authors.add(by)
    NewsletterItem.objects.bulk_create(_item(newsletter, priority) for priority in priorities)
    trail.record("drafted", on=newsletter, by=by, at=at, items=len(priorities))
    return newsletter


@transaction.atomic
def edit(newsletter, *, items, photos=None, by, at, **texts):
    """Replace texts ("title", …), items (`{item.pk: {"you_said": …}}`) and photos (`{item.pk: [(photo, alt), …]}`).

    Takes approval away.
    """
    newsletter = _locked(newsletter)
    photos = photos or {}
    chosen = [photo for of_item in photos.values() for photo, _ in of_item]
    refuse_if(rules.obstacles_to_editing(newsletter) + rules.obstacles_to_showing(chosen, ward=newsletter.cycle.ward))

    for field, value in texts.items():
        setattr(newsletter, field, value)
    newsletter.save(update_fields=list(texts))
    for item in newsletter.items.filter(pk__in=items):
        for field, value in items[item.pk].items():
            setattr(item, field, value)
        item.save(update_fields=list(items[item.pk]))
    for item in newsletter.items.filter(pk__in=photos):
        item.photos.all().delete()
        ItemPhoto.objects.bulk_create(
            ItemPhoto(item=item, photo=photo, alt=alt, position=position)
            for position, (photo, alt) in enumerate(photos[item.pk], 1)
        )
    newsletter.authors.add(by)
    was_approved, _ = Approval.objects.filter(newsletter=newsletter).delete()
    trail.record("edited", on=newsletter, by=by, at=at, approval_taken_away=bool(was_approved))
    return newsletter


@transaction.atomic
def add_missing_priorities(newsletter, *, by, at):
    """Add an item for each priority that was decided after the draft was made (rule 58)."""
    newsletter = _locked(newsletter)
    refuse_if(rules.obstacles_to_editing(newsletter))

    new = queries.priorities_to_report(newsletter.cycle).exclude(newsletter_items__newsletter=newsletter)
    items = NewsletterItem.objects.bulk_create(_item(newsletter, priority) for priority in new)
    if items:
        newsletter.authors.add(by)
        Approval.objects.filter(newsletter=newsletter).delete()
        trail.record("added items to", on=newsletter, by=by, at=at, items=len(items))
    return items


@transaction.atomic
def approve(newsletter, *, by, at):
    """Agree to the text as it stands. Nobody approves what they wrote (rule 57)."""
    newsletter = _locked(newsletter)
    refuse_if(rules.obstacles_to_approving(newsletter, by=by))

    approval = Approval.objects.create(newsletter=newsletter, by=by, at=at)
    trail.record("approved", on=newsletter, by=by, at=at)
    notices.newsletter_approved(newsletter, at=at)
    return approval


@transaction.atomic
def publish(newsletter, *, by, at):
    """Put an approved newsletter on the ward's public page (rules 55 and 56)."""
    newsletter = _locked(newsletter)
    refuse_if(rules.obstacles_to_publishing(newsletter, today=timezone.localdate(at)))

    publication = Publication.objects.create(newsletter=newsletter, by=by, at=at)
    trail.record("published", on=newsletter, by=by, at=at)
    notices.newsletter_published(newsletter, at=at)
    return publication


@transaction.atomic
def order_print(newsletter, *, addresses, copies, by, at):
    """Order `copies` for `addresses` delivery points (rule 61)."""
    newsletter = _locked(newsletter)
    refuse_if(rules.obstacles_to_printing(newsletter, addresses=addresses, copies=copies))

    run = PrintRun.objects.create(
        newsletter=newsletter, addresses=addresses, copies=copies, ordered_at=at, ordered_by=by
    )
    trail.record("ordered print of", on=newsletter, by=by, at=at, copies=copies)
    notices.print_ordered(run, at=at)
    return run


@transaction.atomic
def mark_printed(run, *, by, at):
    """Saying it again changes nothing."""
    run = PrintRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.printed_at is None:
        run.printed_at, run.printed_by = at, by
        run.save(update_fields=["printed_at", "printed_by"])
        trail.record("printed", on=run, by=by, at=at)
    return run


@transaction.atomic
def mark_delivered(run, *, by, at):
    """Delivered to every address. What was not printed cannot have been."""
    run = PrintRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    refuse_if([] if run.printed_at else ["It has not been printed yet."])
    if run.delivered_at is None:
        run.delivered_at, run.delivered_by = at, by
        run.save(update_fields=["delivered_at", "delivered_by"])
        trail.record("delivered", on=run, by=by, at=at)
    return run


def _locked(newsletter):
    newsletters = Newsletter.objects.select_for_update(of=("self",)).select_related("cycle__pact__ward")
    return newsletters.get(pk=newsletter.pk)


def _item(newsletter, priority):
    actions = list(priority.actions.all())
    return NewsletterItem(
        newsletter=newsletter,
        priority=priority,
        position=priority.position,
        you_said=wording.you_said(priority, respondents=priority.respondents),
        we_did=wording.we_did(actions),
        still_to_do=wording.still_to_do(actions),
    )


TELL_WITHIN = 10  # working days of closure (rule 63)
LOOK_BACK = timedelta(days=60)


def tell_who_raised(*, at):
    """Tell those who raised what was closed of late and asked to hear back, each once of each priority (rule 63).

    Those whose concern became part of none hear so once the newsletter of its cycle is out (A28).

    Answers how many were told or put before their co-ordinator. Every morning anew: twice tells nobody twice.
    """
    return _tell_of_priorities(at=at) + _tell_of_the_rest(at=at)


def _tell_of_priorities(*, at):
    closed = Ending.objects.filter(at__gt=at - LOOK_BACK, at__lte=at)
    closed = closed.select_related("priority__cycle__pact__ward", "priority__issue_type", "replaced_by")
    return sum(_tell_of(ending, at=at) for ending in closed.order_by("at", "pk"))


def _tell_of(ending, *, at):
    priority, ward = ending.priority, ending.priority.cycle.ward
    page = settings.BASE_URL.rstrip("/") + reverse("feedback:public_ward", args=[ward.slug])
    return engagement.tell_who_raised(
        list(priority.concerns.values_list("pk", flat=True)),
        about=priority,
        subject=f"What came of what you told us: {priority.title}",
        text=wording.what_came_of_it(ending, page),
        due_on=add_working_days(timezone.localdate(ending.at), TELL_WITHIN),
        at=at,
    )


def _tell_of_the_rest(*, at):
    out = Publication.objects.filter(at__gt=at - LOOK_BACK, at__lte=at).select_related("newsletter__cycle__pact__ward")
    return sum(_tell_of_newsletter(publication, at=at) for publication in out.order_by("at", "pk"))


def _tell_of_newsletter(publication, *, at):
    newsletter = publication.newsletter
    page = reverse("feedback:public_newsletter", args=[newsletter.cycle.ward.slug, newsletter.pk])
    return engagement.tell_who_raised(
        list(queries.concerns_of_no_priority(newsletter.cycle)),
        about=newsletter,
        subject=f"What came of what you told us in {newsletter.cycle.ward}",
        text=wording.what_came_of_the_rest(newsletter, settings.BASE_URL.rstrip("/") + page),
        due_on=add_working_days(timezone.localdate(publication.at), TELL_WITHIN),
        at=at,
    )
