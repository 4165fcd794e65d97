"""KIN interviews. What was said, who said it and how they may be reached are three tables that come apart."""

from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from engagement.models.engagements import Engagement
from pact.accounts.models import Agency, Permission
from pact.cycles.models import Pact
from profiles.models import PriorityActionArea

PERSON = settings.AUTH_USER_MODEL
RATING = {"null": True, "blank": True, "validators": [MinValueValidator(1), MaxValueValidator(5)]}


RATINGS = ("safe_by_day", "safe_after_dark", "services_deal_with_it", "people_get_on", "can_influence")


class InterviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Co-ordinators see those of their wards; anybody else only what they recorded or held themselves."""
        return self.filter(
            Q(engagement__cycle__pact__ward__in=user.wards(Permission.SEE_ANSWERS))
            | Q(recorded_by=user)
            | Q(held_by=user)
        )

    def for_display(self):
        """Without what was said in their own words."""
        return self.select_related("engagement__cycle__pact__ward", "area", "recorded_by").defer("what_helped")

    def distinct_respondents(self):
        """How many people, counting a person once per cycle (rule 11)."""
        return self.values("engagement__cycle", "respondent").distinct().count()


class Interview(models.Model):
    """One KIN interview on the doorstep or elsewhere. Anonymous: there is no name or address here (rule 9)."""

    class Mode(models.TextChoices):
        DOORSTEP = "doorstep", "On the doorstep"
        PHONE = "phone", "By phone"
        STREET = "street", "In the street"
        ONLINE = "online", "Online"

    class Role(models.TextChoices):
        """Never victim or offender: those roles are not held against a person (handbook 12).

        That somebody complained is asked and counted (`ReferralRoute`), and not kept in `roles` (W45).
        """

        LIVES = "lives", "Lives here"
        WORKS = "works", "Works here"
        BUSINESS = "business", "Runs a business here"
        PASSES = "passes", "Passes through"
        COMMUNITY = "community", "Has a community role, such as head teacher or caretaker"
        COMPLAINED = "complained", "Has complained to a service about this area"
        YOUNG = "young", "Is under 25"
        UNDER_16 = "under_16", "Is under 16, and an adult they trust is with them"

    class Interpreter(models.TextChoices):
        """Whether one was offered and what came of it; blank where nobody needed one."""

        OFFERED = "offered", "Offered, and not wanted"
        INTERPRETER = "interpreter", "An interpreter helped"
        CHOSEN = "chosen", "Somebody they chose helped"
        NONE = "none", "Wanted, and there was none"

    # Made on the device that records it, so that sending it twice is harmless (contract 5).
    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="interviews")
    area = models.ForeignKey(PriorityActionArea, on_delete=models.PROTECT, related_name="interviews")
    respondent = models.UUIDField(default=uuid4, help_text="The same for one person's interviews; names nobody.")
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.DOORSTEP)
    language = models.CharField(max_length=40, default="English")
    interpreter = models.CharField(max_length=11, choices=Interpreter, blank=True)
    held_on = models.DateField()
    started = models.TimeField(null=True, blank=True)
    ended = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    roles = models.JSONField(default=list, help_text="Values of `Role`.")
    safe_by_day = models.PositiveSmallIntegerField(**RATING)
    safe_after_dark = models.PositiveSmallIntegerField(**RATING)
    services_deal_with_it = models.PositiveSmallIntegerField(**RATING)
    people_get_on = models.PositiveSmallIntegerField(**RATING)
    can_influence = models.PositiveSmallIntegerField(**RATING)
    what_helped = models.TextField("what made it better (control signal)", blank=True)
    helped_place = models.CharField("where that was", max_length=150, blank=True)
    consent_version = models.CharField(max_length=20)
    consented_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    on_paper = models.BooleanField("written on paper first", default=False)
    held_by = models.ForeignKey(
        PERSON,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Somebody of the team, where another typed it in.",
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = InterviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(consent_version=""), name="an_interview_has_a_consent_version"),
            models.CheckConstraint(
                condition=Q(mode__in=["doorstep", "phone", "street", "online"]),
                name="interview_mode_is_known",
            ),
            models.CheckConstraint(
                condition=Q(interpreter__in=["", "offered", "interpreter", "chosen", "none"]),
                name="interpreter_is_known",
            ),
            *[
                models.CheckConstraint(
                    condition=Q(**{f"{rating}__isnull": True}) | Q(**{f"{rating}__range": (1, 5)}),
                    name=f"{rating}_is_rated_one_to_five",
                )
                for rating in RATINGS
            ],
        ]
        indexes = [
            models.Index(fields=["respondent"], name="interviews_of_a_respondent"),
            models.Index(fields=["recorded_by", "-recorded_at"], name="interviews_of_a_recorder"),
        ]

    def __str__(self):
        return f"Interview {self.pk}"

    def get_absolute_url(self):
        return reverse("engagement:interview", args=[self.pk])

    @property
    def roles_in_words(self):
        words = dict(self.Role.choices)
        return [words[role] for role in self.roles if role in words]


class ContactQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the PACTs that this person co-ordinates, and no others (contract 3)."""
        return self.filter(pact__coordinator=user, pact__ward__in=user.wards(Permission.SEE_CONTACTS))

    def in_use(self):
        return self.filter(withdrawn_at=None)


class Contact(models.Model):
    """How somebody may be reached who asked to hear back. Read only by the co-ordinator, every look recorded.

    Never joined in a queryset outside `engagement` (contract 3); deleting it leaves the interview, and the reverse.
    Once withdrawn the row holds nothing but that it was.
    """

    pact = models.ForeignKey(Pact, on_delete=models.PROTECT, related_name="+")
    interview = models.OneToOneField(Interview, on_delete=models.SET_NULL, null=True, related_name="contact")
    report = models.OneToOneField(
        "engagement.Report", on_delete=models.SET_NULL, null=True, blank=True, related_name="contact"
    )
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=200, blank=True)
    wants_updates = models.BooleanField(default=False)
    wants_walkabout = models.BooleanField(default=False)
    wants_to_help = models.BooleanField(default=False)
    consent_version = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(email="", phone="", address="") | Q(withdrawn_at__isnull=False),
                name="a_contact_can_be_reached_somehow",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(name="", email="", phone="", address=""),
                name="a_withdrawn_contact_holds_nothing",
            ),
            models.CheckConstraint(condition=~Q(consent_version=""), name="a_contact_was_given_with_consent"),
        ]

    def __str__(self):
        return f"Contact {self.pk}"

    def get_absolute_url(self):
        return reverse("engagement:contact", args=[self.pk])

    @property
    def wishes(self):
        """What they would like, in words."""
        asked = {
            "to hear what was done": self.wants_updates,
            "to join a walkabout": self.wants_walkabout,
            "to help with a project": self.wants_to_help,
        }
        return [wish for wish, is_wanted in asked.items() if is_wanted]


class EqualityAnswers(models.Model):
    """Optional answers, apart from the rest. "Prefer not to say" is an answer (rule 13); blank was not answered."""

    class AgeBand(models.TextChoices):
        UNDER_16 = "under_16", "Under 16"
        TO_24 = "16_24", "16 to 24"
        TO_44 = "25_44", "25 to 44"
        TO_64 = "45_64", "45 to 64"
        OVER_64 = "65_over", "65 or over"
        UNSAID = "unsaid", "Prefer not to say"

    class Sex(models.TextChoices):
        FEMALE = "female", "Female"
        MALE = "male", "Male"
        UNSAID = "unsaid", "Prefer not to say"

    class EthnicGroup(models.TextChoices):
        """The first of the census's two steps, in its order."""

        WHITE = "white", "White"
        MIXED = "mixed", "Mixed or multiple ethnic groups"
        ASIAN = "asian", "Asian or Asian British"
        BLACK = "black", "Black, African, Caribbean or Black British"
        OTHER = "other", "Other ethnic group"
        UNSAID = "unsaid", "Prefer not to say"

    class Background(models.TextChoices):
        """The second step: the groups of the 2021 census for England and Wales, in its order, by the first."""

        BRITISH = "white_british", "English, Welsh, Scottish, Northern Irish or British"
        IRISH = "white_irish", "Irish"
        TRAVELLER = "white_traveller", "Gypsy or Irish Traveller"
        ROMA = "white_roma", "Roma"
        WHITE_OTHER = "white_other", "Any other White background"
        WHITE_CARIBBEAN = "mixed_caribbean", "White and Black Caribbean"
        WHITE_AFRICAN = "mixed_african", "White and Black African"
        WHITE_ASIAN = "mixed_asian", "White and Asian"
        MIXED_OTHER = "mixed_other", "Any other Mixed or multiple background"
        INDIAN = "asian_indian", "Indian"
        PAKISTANI = "asian_pakistani", "Pakistani"
        BANGLADESHI = "asian_bangladeshi", "Bangladeshi"
        CHINESE = "asian_chinese", "Chinese"
        ASIAN_OTHER = "asian_other", "Any other Asian background"
        CARIBBEAN = "black_caribbean", "Caribbean"
        AFRICAN = "black_african", "African"
        BLACK_OTHER = "black_other", "Any other Black, Black British or Caribbean background"
        ARAB = "other_arab", "Arab"
        ANY_OTHER = "other_any", "Any other ethnic group"

    class Disability(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        UNSAID = "unsaid", "Prefer not to say"

    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="equality")
    age_band = models.CharField(max_length=10, choices=AgeBand, blank=True)
    sex = models.CharField(max_length=10, choices=Sex, blank=True)
    ethnic_group = models.CharField(max_length=20, choices=EthnicGroup, blank=True)
    ethnic_background = models.CharField(max_length=20, choices=Background, blank=True)
    disability = models.CharField(max_length=10, choices=Disability, blank=True)

    class Meta:
        verbose_name_plural = "equality answers"
        constraints = [
            models.CheckConstraint(
                condition=Q(age_band__in=["", "under_16", "16_24", "25_44", "45_64", "65_over", "unsaid"]),
                name="age_band_is_known",
            ),
            models.CheckConstraint(condition=Q(sex__in=["", "female", "male", "unsaid"]), name="sex_is_known"),
            models.CheckConstraint(
                condition=Q(ethnic_group__in=["", "white", "mixed", "asian", "black", "other", "unsaid"]),
                name="ethnic_group_is_known",
            ),
            models.CheckConstraint(
                condition=Q(ethnic_background="")
                | Q(
                    *[
                        Q(ethnic_group=group, ethnic_background__startswith=f"{group}_")
                        for group in ("white", "mixed", "asian", "black", "other")
                    ],
                    _connector=Q.OR,
                ),
                name="an_ethnic_background_is_one_of_its_group",
            ),
            models.CheckConstraint(condition=Q(disability__in=["", "yes", "no", "unsaid"]), name="disability_is_known"),
        ]

    def __str__(self):
        return f"Equality answers {self.pk}"
