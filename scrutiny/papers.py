"""The pack of a review as a tagged PDF, built from the rows."""

from django.utils import timezone

from pact.documents.papers import Paper, paper
from scrutiny import queries
from scrutiny.models import Review


def may_see(user, subject_pk):
    return Review.objects.visible_to(user).filter(pk=subject_pk).exists()


@paper("scrutiny.pack", may_see=may_see)
def pack(subject_pk, *, options, at):
    review = Review.objects.select_related("township", "meeting").get(pk=subject_pk)
    made = queries.pack(review, today=timezone.localdate(at))
    return Paper(
        template="scrutiny/papers/pack.html",
        context={"pack": made, "review": review},
        filename=f"pack-{review.township.slug}-{review.starts_on:%Y-%m}.pdf",
        title=f"Pack: {review.title}",
        made_from={"review": review.pk} | made.counts,
    )
