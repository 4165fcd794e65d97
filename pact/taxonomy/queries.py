from django.db.models import F

from pact.taxonomy.models import IssueType, Theme


def issue_types():
    """Every issue type with its lead agency, those in use first, by strand and name."""
    return IssueType.objects.for_display().order_by(F("retired_at").asc(nulls_first=True), "strand", "name", "pk")


def themes():
    """Every theme, those in use first, in the order of the plan."""
    return Theme.objects.order_by(F("retired_at").asc(nulls_first=True), "position", "name", "pk")
