"""What a person has been told, newest first."""

from pact.notifications.models import Notice, Preference


def unread_count(person):
    """How many notices a person has not opened. One cheap query over an index that holds nothing else."""
    return Notice.objects.visible_to(person).unread().count()


def notices(person):
    return Notice.objects.visible_to(person).order_by("-made_at", "-pk")


def delivery(person):
    """How this person is told: a value of `Preference.Delivery`."""
    chosen = Preference.objects.filter(person=person).values_list("delivery", flat=True).first()
    return chosen or Preference.Delivery.AT_ONCE
