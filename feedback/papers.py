"""The newsletter as files: one to read, one for the printer."""

from engagement.papers import obstacles_of_photos
from feedback import queries
from feedback.models import Newsletter
from pact.documents.papers import FOR_PRINT, Paper, paper
from pact.documents.pictures import inline


def may_see(user, subject_pk):
    return Newsletter.objects.visible_to(user).filter(pk=subject_pk).exists()


@paper("feedback.newsletter", may_see=may_see, obstacles_to_fetching=obstacles_of_photos)
def newsletter(subject_pk, *, options, at):
    """A tagged A4 PDF (PDF/UA-1) of the newsletter as it stands."""
    return _paper(subject_pk, template="feedback/papers/newsletter.html", ending="", variant="pdf/ua-1")


@paper("feedback.newsletter_print", may_see=may_see, obstacles_to_fetching=obstacles_of_photos)
def newsletter_print(subject_pk, *, options, at):
    """A4 with 3 mm of bleed, every colour CMYK, fonts embedded (rule 59)."""
    return _paper(subject_pk, template="feedback/papers/newsletter_print.html", ending="-print", variant=FOR_PRINT)


def _paper(subject_pk, *, template, ending, variant):
    newsletter = Newsletter.objects.select_related("cycle__pact__ward").get(pk=subject_pk)
    items = list(queries.items(newsletter))
    ward = newsletter.cycle.ward
    photos = [each for item in items for each in item.photos.all()]
    for each in photos:
        each.picture = inline(each.photo.image, for_print=variant == FOR_PRINT)
    return Paper(
        template=template,
        context={"newsletter": newsletter, "items": items, "ward": ward},
        filename=f"you-said-we-did-{ward.slug}{ending}.pdf",
        title=newsletter.title,
        variant=variant,
        made_from={"newsletter": newsletter.pk, "items": [item.pk for item in items]}
        | {"photos": [each.photo_id for each in photos]},
    )
