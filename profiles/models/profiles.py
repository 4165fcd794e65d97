"""The written profile of a ward, the areas it points to, and what the ward's members say of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from pact.accounts.models import Permission
from pact.core.dates import moment, short_day
from pact.places.models import SmallArea, Ward
from pact.taxonomy.models import IssueType
from profiles.models.consultations import PastConsultation
from profiles.models.hot_spots import HotSpotRun, SuggestedArea

PERSON = settings.AUTH_USER_MODEL


class AreaProfileQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(ward__in=user.wards(Permission.SEE_CYCLE))

    def published(self):
        return self.filter(published_at__isnull=False)

    def for_lists(self):
        """With ward and people, and without the numbers and the text, which are long."""
        long = ("frozen", "people", "figures", "consultation", "partners", "changes")
        return self.select_related("ward", "published_by", "started_by").defer(*long)


class AreaProfile(models.Model):
    """A version of a ward's profile (W35, W36). Figures are live until it is published and frozen with it."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="profiles")
    version = models.PositiveSmallIntegerField()
    people = models.TextField("who lives and works here", blank=True)
    figures = models.TextField("what the figures say", blank=True)
    consultation = models.TextField("what people said before", blank=True)
    partners = models.TextField("what partners see", blank=True)
    changes = models.TextField("what changed since the last version", blank=True)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    frozen = models.JSONField(null=True, blank=True, help_text="The numbers as they stood at publication.")
    cites = models.ManyToManyField(PastConsultation, blank=True, related_name="cited_by", help_text="Once published.")
    hot_spot_run = models.ForeignKey(
        HotSpotRun,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="profiles",
        help_text="The hot spots as they stood at publication.",
    )

    objects = AreaProfileQuerySet.as_manager()

    # The written sections, in the order of the page.
    SECTIONS = {
        "people": "Who lives and works here",
        "figures": "What the figures say",
        "consultation": "What people said before",
        "partners": "What partners see",
        "changes": "What changed since the last version",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ward", "version"], name="a_ward_has_each_profile_version_once"),
            models.UniqueConstraint(
                fields=["ward"], condition=Q(published_at=None), name="a_ward_has_one_draft_profile_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False, frozen__isnull=False),
                name="a_published_profile_is_frozen_and_signed",
            ),
        ]

    def __str__(self):
        return f"Area profile of {self.ward}, version {self.version}"

    def get_absolute_url(self):
        return reverse("profiles:profile", args=[self.pk])

    @property
    def sections(self):
        """`{section: text}` as it was written, with its figures still between brackets."""
        return {section: getattr(self, section) for section in self.SECTIONS}

    @property
    def is_published(self):
        return self.published_at is not None

    @property
    def version_in_words(self):
        return f"Area profile, version {self.version}"

    @property
    def standing_in_words(self):
        """When it was published and by whom, or that it is a draft. Wants both people selected."""
        if self.is_published:
            return f"Published {short_day(self.published_at)} by {self.published_by.name}. Its numbers are of that day."
        return f"A draft, started {short_day(self.started_at)} by {self.started_by.name}. Its numbers are live."

    @property
    def state(self):
        return "Published" if self.is_published else "Draft"

    @property
    def colour(self):
        return "green" if self.is_published else "purple"


class SectionSave(models.Model):
    """A section of a draft as somebody saved it. Each is kept, so that of two people at once neither loses a word."""

    profile = models.ForeignKey(AreaProfile, on_delete=models.CASCADE, related_name="saves")
    section = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(section__in=["people", "figures", "consultation", "partners", "changes"]),
                name="a_saved_section_is_one_of_the_five",
            )
        ]
        indexes = [models.Index(fields=["profile", "section"], name="saves_of_a_section")]

    def __str__(self):
        return f"{AreaProfile.SECTIONS[self.section]}, saved {short_day(self.saved_at)}"

    @property
    def in_words(self):
        """Wants the person selected."""
        return f"Saved {moment(self.saved_at)} by {self.saved_by.name}"


class PriorityActionAreaQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(ward__in=user.wards(Permission.SEE_CYCLE))

    def confirmed(self):
        return self.filter(state=PriorityActionArea.State.CONFIRMED)


class PriorityActionArea(models.Model):
    """A named part of one ward where engagement will go (W38, rule 6)."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        CONFIRMED = "confirmed", "Agreed"
        REFUSED = "refused", "Not taken forward"

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="priority_action_areas")
    profile = models.ForeignKey(AreaProfile, on_delete=models.PROTECT, related_name="areas")
    name = models.CharField(max_length=100)
    boundary = models.JSONField(null=True, blank=True, help_text="GeoJSON Polygon or MultiPolygon, WGS84.")
    streets = models.TextField(blank=True, help_text="One street or small area a line, where no map was drawn.")
    small_areas = models.ManyToManyField(
        SmallArea, blank=True, related_name="+", help_text="Those that it was picked by: its outline is theirs."
    )
    evidence = models.TextField(help_text="Why here, in a sentence a councillor can read aloud.")
    issue_types = models.ManyToManyField(IssueType, blank=True, related_name="+")
    suggestion = models.ForeignKey(
        SuggestedArea,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="areas",
        help_text="The hot spots that it came from.",
    )
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decision_note = models.TextField(blank=True)

    objects = PriorityActionAreaQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "confirmed", "refused"]), name="area_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at=None) | ~Q(state="proposed") & Q(decided_at__isnull=False),
                name="a_decided_area_says_when",
            ),
            models.CheckConstraint(
                condition=Q(boundary__isnull=False) | ~Q(streets=""),
                name="an_area_is_drawn_or_lists_its_streets",
            ),
            models.UniqueConstraint(fields=["profile", "name"], name="an_area_name_is_used_once_in_a_profile"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("profiles:area", args=[self.pk])

    @property
    def colour(self):
        return {"confirmed": "green", "proposed": "amber"}.get(self.state, "grey")


class MemberAnswerQuerySet(models.QuerySet):
    def awaited(self, *, today):
        """Those whose time to answer is not over, and whose areas are still to be decided."""
        return self.filter(answer="", answer_by__gte=today, profile__areas__state="proposed").distinct()


class MemberAnswer(models.Model):
    """A ward councillor was asked about the areas, and perhaps answered. Silence is not consent (W39)."""

    class Answer(models.TextChoices):
        NONE = "", "No answer yet"
        AGREES = "agrees", "Agrees"
        CHANGE = "change", "Proposes a change"
        DISAGREES = "disagrees", "Disagrees"

    # As the member who is asked says it.
    CHOICES = (
        (Answer.AGREES, "I agree"),
        (Answer.CHANGE, "I would change something"),
        (Answer.DISAGREES, "I disagree"),
    )

    profile = models.ForeignKey(AreaProfile, on_delete=models.CASCADE, related_name="member_answers")
    councillor = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer_by = models.DateField(help_text="10 working days after being asked.")
    answer = models.CharField(max_length=10, choices=Answer, blank=True, default="")
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = MemberAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profile", "councillor"], name="a_member_is_asked_once_about_a_profile"),
            models.CheckConstraint(
                condition=Q(answer__in=["", "agrees", "change", "disagrees"]), name="member_answer_is_known"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | ~Q(answer="") & Q(answered_at__isnull=False),
                name="an_answer_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(answer__in=["change", "disagrees"]) | ~Q(words=""),
                name="a_member_who_differs_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.councillor} on {self.profile}"

    @property
    def colour(self):
        return {"agrees": "green", "change": "amber", "disagrees": "red"}.get(self.answer, "grey")
