"""The meeting or item that an address names, for those who may see or hold it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from pact.meetings import rules
from pact.meetings.models import AgendaItem, Meeting


def meeting_for(user, pk):
    return get_object_or_404(Meeting.objects.visible_to(user).for_display(), pk=pk)


def managed_meeting(user, pk):
    meeting = meeting_for(user, pk)
    if not rules.may_hold(user, meeting.place):
        raise PermissionDenied
    return meeting


def managed_item(user, pk):
    visible = Meeting.objects.visible_to(user)
    item = get_object_or_404(
        AgendaItem.objects.filter(meeting__in=visible).select_related("meeting__ward", "meeting__township"), pk=pk
    )
    if not rules.may_hold(user, item.meeting.place):
        raise PermissionDenied
    return item
