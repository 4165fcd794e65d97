"""What stands in the way of an impact assessment. Who plans engagement writes it."""

from datetime import timedelta

REMINDED_BEFORE = timedelta(days=14)


def obstacles_to_assessing(cycle, *, title, engagement, review_on, today, known):
    """`known` are the other assessments of the cycle."""
    obstacles = []
    if review_on <= today:
        obstacles.append("The date for further review must be in the future.")
    if engagement is not None and engagement.cycle_id != cycle.pk:
        obstacles.append("Choose an engagement of this cycle.")
    if known.filter(title__iexact=title).exists():
        obstacles.append("This is assessed already in this cycle.")
    return obstacles


def obstacles_to_reviewing(*, review_on, today):
    return ["The next date for review must be in the future."] if review_on <= today else []
