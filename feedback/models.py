"""The newsletter: what people said, what was done, and what was not."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from engagement.models import BlurredPhoto
from pact.accounts.models import Permission
from pact.core.dates import short_day
from pact.cycles.models import Cycle
from priorities.models import Priority

PERSON = settings.AUTH_USER_MODEL


class NewsletterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of a person's wards; the print unit sees only what is approved."""
        return self.filter(
            Q(cycle__pact__ward__in=user.wards(Permission.SEE_CYCLE))
            | Q(cycle__pact__ward__in=user.wards(Permission.PRINT_NEWSLETTER), approval__isnull=False)
        )

    def published(self):
        return self.filter(publication__isnull=False)


class Newsletter(models.Model):
    """A "You said – We did" for every address of a ward, drafted from the cycle's priorities (W63)."""

    cycle = models.OneToOneField(Cycle, on_delete=models.PROTECT, related_name="newsletter")
    title = models.CharField(max_length=120)
    introduction = models.TextField(blank=True)
    next_meeting = models.TextField(blank=True)
    how_to_raise = models.TextField("how to raise an issue", blank=True)
    other_formats = models.TextField("languages and formats", blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    authors = models.ManyToManyField(PERSON, related_name="+", help_text="Everybody who wrote any of it.")

    objects = NewsletterQuerySet.as_manager()

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("feedback:newsletter", args=[self.pk])

    @property
    def is_published(self):
        return getattr(self, "publication", None) is not None

    @property
    def state(self):
        """ "Draft", "Approved" or "Published". Wants `approval` and `publication` selected."""
        if self.is_published:
            return "Published"
        return "Approved" if getattr(self, "approval", None) else "Draft"

    @property
    def colour(self):
        return {"Published": "green", "Approved": "blue"}.get(self.state, "purple")


class NewsletterItem(models.Model):
    """One priority: you said, we did, still to do and why not."""

    newsletter = models.ForeignKey(Newsletter, on_delete=models.CASCADE, related_name="items")
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="newsletter_items")
    position = models.PositiveSmallIntegerField()
    you_said = models.TextField()
    we_did = models.TextField(blank=True)
    still_to_do = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["newsletter", "priority"], name="a_priority_appears_once_in_a_newsletter"),
            models.CheckConstraint(
                condition=~Q(we_did="") | ~Q(still_to_do=""),
                name="an_item_says_what_was_done_or_what_is_left",
            ),
        ]

    def __str__(self):
        return f"{self.priority} in {self.newsletter}"


class ItemPhotoQuerySet(models.QuerySet):
    def shown(self):
        """Those that may still be published: where the clearing is taken back, it is gone from here as well."""
        return self.filter(photo__in=BlurredPhoto.objects.public())


class ItemPhoto(models.Model):
    """A cleared photo beside an item, with what it shows in words for who cannot see it."""

    item = models.ForeignKey(NewsletterItem, on_delete=models.CASCADE, related_name="photos")
    photo = models.ForeignKey(BlurredPhoto, on_delete=models.CASCADE, related_name="+")
    alt = models.CharField("what it shows", max_length=200)
    position = models.PositiveSmallIntegerField()

    objects = ItemPhotoQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "photo"], name="a_photo_is_beside_an_item_once"),
            models.UniqueConstraint(fields=["item", "position"], name="an_item_has_one_photo_in_a_place"),
            models.CheckConstraint(condition=~Q(alt=""), name="a_photo_says_what_it_shows"),
        ]

    def __str__(self):
        return f"{self.alt}, in {self.item}"


class Approval(models.Model):
    """Somebody other than the author agreed to the text as it stands (rule 57). Editing takes it away."""

    newsletter = models.OneToOneField(Newsletter, on_delete=models.CASCADE, related_name="approval")
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    def __str__(self):
        return f"Approval of {self.newsletter}"


class Publication(models.Model):
    newsletter = models.OneToOneField(Newsletter, on_delete=models.PROTECT, related_name="publication")
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    def __str__(self):
        return f"Publication of {self.newsletter}"


class PrintRun(models.Model):
    """How many copies were ordered, and when they were printed and delivered (rules 61, 62)."""

    newsletter = models.ForeignKey(Newsletter, on_delete=models.PROTECT, related_name="print_runs")
    addresses = models.PositiveIntegerField()
    copies = models.PositiveIntegerField()
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    printed_at = models.DateTimeField(null=True, blank=True)
    printed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    delivered_at = models.DateTimeField(null=True, blank=True)
    delivered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(copies__gte=models.F("addresses")), name="every_address_gets_a_copy")
        ]

    def __str__(self):
        return f"{self.copies} copies of {self.newsletter}"

    @property
    def in_words(self):
        return f"{self.copies:,} copies for {self.addresses:,} addresses, ordered {short_day(self.ordered_at)}"

    @property
    def state(self):
        if self.delivered_at:
            return "Delivered"
        return "Printed" if self.printed_at else "To be printed"
