"""The box in which somebody types what was said, and asks the server meanwhile which kind of issue it may be."""

from crispy_forms.layout import HTML

from engagement.rules import MOST_PROBLEMS

BOXES = ("words", *(f"problem{number}_words" for number in range(1, MOST_PROBLEMS + 1)))
SHORTEST, LONGEST = 8, 500
A_PAUSE = "700ms"


def ask_while_typing(form, url):
    """Each box of words asks `url` after a pause, sending nothing but its own words."""
    for name in BOXES:
        if name in form.fields:
            form.fields[name].widget.attrs |= {
                "hx-post": url,
                "hx-trigger": f"input changed delay:{A_PAUSE}",
                "hx-params": name,
                "hx-target": f"#suggested-{name}",
                "hx-sync": "this:replace",
            }


def place_for(name):
    """Where the suggestion comes: below the words, before the kind of issue. Empty, and unseen, without a script."""
    return HTML(f'<div class="suggested" id="suggested-{name}" role="status" data-suggested></div>')


def typed_words(data):
    """`(name of the box, its words)`, with no words where there are too few to say anything."""
    box = next((name for name in BOXES if name in data), BOXES[0])
    words = data.get(box, "")[:LONGEST].strip()
    return box, words if len(words) >= SHORTEST else ""
