"""What waits to be read and coded."""

from engagement.models import Report, ReportFile


def reports(visible, *, ward=None, door="", state="waiting"):
    found = visible.for_display()
    if ward:
        found = found.filter(pact__ward=ward)
    if door:
        found = found.filter(door=door)
    if state == "waiting":
        return found.waiting().order_by("sent_at", "pk")
    if state == "counted":
        found = found.filter(concern__isnull=False)
    elif state == "aside":
        found = found.filter(set_aside_at__isnull=False)
    return found.order_by("-sent_at", "-pk")


def report_files(user):
    visible = ReportFile.objects.visible_to(user).select_related("cycle__pact__ward", "sent_by")
    return visible.order_by("-sent_at", "-pk")


def lost_report_files(*, before):
    """Asked for, and nothing has come of it: the message was lost or the worker killed."""
    return ReportFile.objects.filter(state=ReportFile.State.ASKED, asked_at__lt=before).order_by("pk")


def waiting_reports(user):
    return Report.objects.visible_to(user).waiting().count()
