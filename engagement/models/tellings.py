"""Who asked to hear back and was told what came of it (A28, rule 63)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from engagement.models.interviews import Contact
from pact.accounts.models import Permission

PERSON = settings.AUTH_USER_MODEL


class TellingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the contact that it is for: the co-ordinator of that very PACT (contract 3)."""
        return self.filter(contact__pact__coordinator=user, contact__pact__ward__in=user.wards(Permission.SEE_CONTACTS))

    def waiting(self):
        return self.filter(told_at=None, contact__withdrawn_at=None)


class Telling(models.Model):
    """What one person is to be told of one thing, once. By e-mail it goes by itself; else somebody rings or writes.

    It holds what is said, and no address: that is read when the letter leaves (rule 66).
    """

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="tellings")
    about_label = models.CharField(max_length=80)
    about_pk = models.CharField(max_length=40)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    due_on = models.DateField()
    made_at = models.DateTimeField()
    is_by_email = models.BooleanField(default=False)
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = TellingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "about_label", "about_pk"], name="a_person_is_told_of_a_thing_once"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_telling_says_something"),
        ]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return reverse("engagement:telling_list")

    def is_overdue(self, *, today):
        return self.told_at is None and self.due_on < today
