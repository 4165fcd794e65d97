"""What every template may say without being told."""

from django.conf import settings


def words(request):
    """The council's own words (`words.township`, `words.council`, `words.pact`) and whether this is a demonstration."""
    return {"words": settings.WORDS, "is_demonstration": settings.DEMO}
