"""The first draft of a newsletter, written from rows: no total in it is typed, and no person is in it."""

from pact.core.dates import short_day
from pact.core.suppression import suppress_one
from pact.core.wording import counted, sentence_list


def you_said(priority, *, respondents):
    """What people said, from how many named it. Small numbers are not told (rule 64)."""
    issue = priority.issue_type.name.lower()
    told = suppress_one(respondents)
    if respondents == 0:
        return f"{priority.issue_type.name} in {priority.place} is a problem, and it should be dealt with first."
    if told.is_suppressed:
        return f"Some of you told us about {issue} in {priority.place}."
    return f"{counted(respondents, 'person,people')} told us about {issue} in {priority.place}."


def we_did(actions):
    """What was done or begun: completed actions by their outcome, begun ones by title and agency."""
    lines = [
        f"{action.completion.outcome.strip()} ({action.agency})" for action in actions if _is(action, "completion")
    ]
    begun = [action for action in actions if not _is(action, "completion") and not _is(action, "closing")]
    started = [action for action in begun if _is(action, "acceptance") and not action.acceptance.is_refusal]
    lines += [f"{action.agency} has started: {action.title}." for action in started]
    return "\n".join(f"- {line}" for line in lines)


def still_to_do(actions):
    """What is left, by when and by whom, and what cannot be done and why. Said honestly (M17)."""
    if not actions:
        return "Nothing has been agreed yet. We will say in the next newsletter what happens."
    lines = []
    for action in actions:
        if _is(action, "closing"):
            ending = "will go on next quarter" if action.closing.kind == "carried" else "cannot be done"
            lines.append(f"{action.title} {ending}: {action.closing.reason.strip()}")
        elif not _is(action, "completion"):
            lines.append(f"{action.title}: {action.agency}, by {short_day(action.due_on)}.")
    return "\n".join(f"- {line}" for line in lines)


def introduction(cycle, priorities):
    issues = sentence_list([priority.title for priority in priorities])
    return f"From {cycle.name} you asked us to put first: {issues}. This is what happened, and what did not."


def _is(action, state):
    return getattr(action, state, None) is not None


def what_came_of_the_rest(newsletter, page):
    """For whoever told something of which no priority was made. Nothing of what they said, and nobody's name."""
    return (
        f"You told us about {newsletter.cycle.ward}, and asked to hear back. It was counted with what others said. The "
        f"community agreed on up to three priorities for {newsletter.cycle.name}, and it is not part of them. It still "
        f"counts when others say the same again.\n\nWhich they are, and what is done, stands in the newsletter: {page}"
    )


def what_came_of_it(ending, page):
    """For whoever raised it: what the priority was and how it ended. Nothing of what they said, and nobody's name."""
    priority = ending.priority
    how = {
        "resolved": "It is resolved. That was agreed with the community.",
        "retired": "It is no longer a priority of the PACT.",
        "replaced": f"Another priority has taken its place: {ending.replaced_by}.",
    }[ending.kind]
    return (
        f"You told us about {priority.issue_type.name.lower()} in {priority.cycle.ward}, and asked to hear back. With "
        f"what others said it became a priority: {priority.title}.\n\n{how}\n\n"
        f"What was done, and what was not, stands in the newsletter on the ward’s page: {page}"
    )
