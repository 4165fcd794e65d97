"""What can be seen of an action after something was done with it."""

from pact.audit.models import Entry
from pact.notifications.models import Notice
from tasking.models import Action
from tests.make import TODAY


def fresh(action):
    return Action.objects.for_display().with_rag(today=TODAY).get(pk=action.pk)


def told(person):
    return list(Notice.objects.filter(recipient=person).order_by("pk").values_list("name", flat=True))


def verbs(action):
    return list(Entry.objects.about(action).order_by("pk").values_list("verb", flat=True))
