"""What time does to a profile (W60)."""

from django.utils import timezone

from profiles import notices, queries, rules


def remind_of_refresh(*, at):
    """Remind the writers of each ward once when its latest version is due, unless the next one is begun already."""
    today = timezone.localdate(at)
    due = queries.due_for_refresh(today=today)
    writers = queries.writers_of([profile.ward for profile in due])
    for profile in due:
        notices.profile_due(profile, to=writers[profile.ward_id], stale_from=rules.stale_from(profile), at=at)
    return len(due)
