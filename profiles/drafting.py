"""A first draft in plain English from a profile's numbers, for the analyst to rewrite. Pure functions.

Figures are put in by reference, so that they stay live until publication. Nothing is said of what is not known, and
nothing that `numbers` hides (rule 64).
"""

from pact.core.suppression import SUPPRESSED
from pact.core.wording import counted, number, sentence_list

MOST_INDICATORS = 6
MOST_ISSUES = 3
HIDDEN = {SUPPRESSED, "–", ""}


def first_draft(numbers, *, ward, borough, before=()):
    """`{section: Markdown}` for the five written sections; "" where there is nothing to say.

    `before` are the `FigureChange`s since the last version.
    """
    return {
        "people": people(numbers, ward=ward, borough=borough),
        "figures": figures(numbers, ward=ward, borough=borough),
        "consultation": consultation(numbers, ward=ward),
        "partners": partners(numbers, ward=ward, borough=borough),
        "changes": changes(before),
    }


def people(numbers, *, ward, borough):
    """Who lives here: how many, and what sets them apart from the borough."""
    sentences = []
    if numbers.population and numbers.households:
        sentences.append(f"[[population]] people live in {ward}, in [[households]] households.")
    elif numbers.population:
        sentences.append(f"[[population]] people live in {ward}.")
    elif numbers.households:
        sentences.append(f"There are [[households]] households in {ward}.")
    rows = [row for _, rows in numbers.described for row in rows if row.shown not in HIDDEN]
    shares = [row for row in rows if not row.is_a_count]
    apart = sorted(filter(_is_apart, shares), key=_distance, reverse=True)[:MOST_INDICATORS]
    if shares and not apart:
        sentences.append(f"By the figures at hand, the people of {ward} are much like those of {borough}.")
    return _text(" ".join(sentences), _bullets(apart, borough))


def figures(numbers, *, ward, borough):
    """Where the ward is among those worse off; where it is not, that it is not; and how much was recorded."""
    judged = [row for row in numbers.indicators if row.can_be_judged and row.shown not in HIDDEN]
    worse = sorted((row for row in judged if row.stands_out), key=_distance, reverse=True)
    opening = ""
    if judged and not worse:
        said = counted(len(judged), "figure that can be judged,figures that can be judged")
        opening = f"None of the {said} puts {ward} among the quarter of wards that are worse off."
        if len(judged) == 1:
            opening = f"The one figure that can be judged does not put {ward} among the quarter of wards worse off."
    elif worse:
        verb = "puts" if len(worse) == 1 else "put"
        opening = f"{number(len(worse))} of {counted(len(judged), 'figure')} {verb} {ward} among the worse-off wards"
        opening += ", most clearly these:" if len(worse) > MOST_INDICATORS else ":"
    return _text(opening, _bullets(worse[:MOST_INDICATORS], borough), _recorded(numbers))


def consultation(numbers, *, ward):
    """What people said most, in the order of how many said it where that is known."""
    if not numbers.said:
        return ""
    asked = {row.consultation_pk for row in numbers.said}
    best = {}
    for row in numbers.said:
        best[row.issue] = max(best.get(row.issue, -1), -1 if row.weight is None else row.weight)
    issues = sorted(best, key=lambda issue: (-best[issue], issue))[:MOST_ISSUES]
    earlier = "one earlier consultation" if len(asked) == 1 else counted(len(asked), "earlier consultation")
    return f"In {earlier} that covered {ward}, people spoke most of {_in_a_sentence(issues)}."


def partners(numbers, *, ward, borough):
    """What services record more of here than in the borough, and what comes back to them."""
    high = [line.row for line in numbers.issue_lines if line.is_high][:MOST_ISSUES]
    bullets = [
        f"- {row.name}: [[{row.name}: rate]] for every 1,000 people, against [[{row.name}: borough rate]] in {borough}."
        for row in high
    ]
    opening = f"Services record more in {ward} than in {borough}, for the people who live there, of:" if high else ""
    if numbers.issue_lines and not any(line.is_high or line.is_hidden for line in numbers.issue_lines):
        opening = f"For the people who live there, no service records clearly more in {ward} than in {borough}."
    again = "[[what keeps coming back]]" if numbers.repeats.sentence else ""
    places = numbers.busiest_in_words[:MOST_ISSUES]
    where = f"Most was recorded on or near {sentence_list(places)}." if places else ""
    return _text(opening, "\n".join(bullets), where, again)


def changes(before):
    """What moved most since the last version, worse first."""
    moved = [change for change in before if change.has_moved]
    if not before:
        return ""
    if not moved:
        return "No figure has changed since the last version."
    worse = [change for change in moved if change.is_worse]
    better = [change for change in moved if change.is_better]
    other = [change for change in moved if not change.is_worse and not change.is_better]
    return _text(*(f"{title}: {_moves(some)}" for title, some in _named(worse, better, other) if some))


def _named(worse, better, other):
    return [("Worse than in the last version", worse), ("Better", better), ("Different", other)]


def _moves(some):
    shown = [f"{change.name} ({change.old} to {change.new})" for change in some[:MOST_INDICATORS]]
    rest = len(some) - len(shown)
    return f"{sentence_list(shown)}{f', and {number(rest)} more' if rest else ''}."


def _recorded(numbers):
    """How many incidents, and of which kinds most."""
    if numbers.incidents_shown in HIDDEN:
        return ""
    when = "from [[incidents: period]]" if len(numbers.months) > 1 else "in [[incidents: period]]"
    told = f"Services recorded [[incidents]] incidents {when}"
    shown = [line for line in numbers.issue_lines if not line.is_hidden]
    if not shown:
        return f"{told}. How many of each kind is not told, because some are few."
    if len(numbers.issues) == 1:
        return f"{told}, all of them {_kind(shown[0])}."
    bullets = [f"- {line.row.name}: [[{line.row.name}: incidents]]" for line in shown[:MOST_ISSUES]]
    return _text(f"{told}. Recorded most often:", "\n".join(bullets))


def _kind(line):
    return line.row.name[:1].lower() + line.row.name[1:]


def _bullets(rows, borough):
    return "\n".join(f"- {_said_of(row, borough)}" for row in rows)


def _said_of(row, borough):
    """One indicator in a line: the figure, the borough's, where the ward stands, and how it moved."""
    against = f", against [[{row.name}: borough]] in {borough}" if row.borough is not None else ""
    place = f" [[{row.name}: place]]." if row.place_in_words not in HIDDEN else ""
    change = f" [[{row.name}: change]]." if row.change_in_words else ""
    return f"**{row.name}**: [[{row.name}]] in [[{row.name}: period]]{against}.{place}{change}"


def _is_apart(row):
    """Whether the ward is in the highest or the lowest quarter of wards that differ."""
    return row.low < row.high and not row.lower_quarter < row.value < row.upper_quarter


def _distance(row):
    """How far the ward is from the middle of the wards, in spans of the middle half; 0 where all are alike."""
    span = row.upper_quarter - row.lower_quarter or row.high - row.low
    return abs(row.value - row.middle) / span if span else 0


def _in_a_sentence(issues):
    """Parted so that "litter and detritus and noise" is not one."""
    names = [issue[:1].lower() + issue[1:] for issue in issues]
    return "; ".join(names) if any(" and " in name or ", " in name for name in names) else sentence_list(names)


def _text(*parts):
    return "\n\n".join(part for part in parts if part)
