"""Values taken out of a document one by one; what is wrong with one is said, and something harmless answered."""

import difflib
from datetime import date

MISSING = object()
HARMLESS = {str: "", bool: False, int: 0, dict: {}, list: [], date: date.min}
IN_WORDS = {str: "text", bool: "true or false", int: "a whole number", list: "a list", dict: "a table"}
IN_WORDS[date] = "a date like 2013-12-01"


def is_text(value):
    """Whether there is something to read in it, and nothing that a database cannot hold."""
    return isinstance(value, str) and bool(value.strip()) and "\0" not in value


class Taker:
    """Collects `mistakes`, sentences that begin with where they are."""

    def __init__(self):
        self.mistakes = []

    def say(self, where, sentence):
        self.mistakes.append(f"{where}: {sentence}" if where else sentence)

    def table(self, value, where):
        if isinstance(value, dict):
            return dict(value)
        self.say(where, "this must be a table.")
        return {}

    def tables(self, value, where):
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            return [dict(item) for item in value]
        self.say(where, f"write each as [[{where}]].")
        return []

    def take(self, table, key, where, *, kind=str, default=MISSING, most=0):
        """Remove `key` from the table and return it, or say what is wrong with it and return something harmless.

        `most` is how many characters a text may have.
        """
        value = table.pop(key, MISSING)
        if value is MISSING and default is MISSING:
            self.say(where, f"“{key}” is missing.")
            return HARMLESS[kind]
        if value is MISSING:
            return default
        if type(value) is not kind or (kind is str and not is_text(value)):
            self.say(where, f"“{key}” must be {IN_WORDS[kind]}.")
            return HARMLESS[kind]
        if kind is str and most and len(value) > most:
            self.say(where, f"“{key}” has more than {most} characters.")
        return value.strip() if kind is str else value

    def words(self, table, key, where, *, default=MISSING):
        """A table of text to text."""
        value = self.take(table, key, where, kind=dict, default=default)
        if not all(is_text(word) for pair in value.items() for word in pair):
            self.say(where, f"everything in “{key}” must be text.")
            return {}
        return value

    def texts(self, table, key, where):
        """A list of text, which may be empty or missing, as a tuple."""
        value = self.take(table, key, where, kind=list, default=[])
        if not all(isinstance(item, str) for item in value):
            self.say(where, f"“{key}” must be a list of text.")
            return ()
        return tuple(value)

    def nothing_else(self, table, where, known=()):
        for key in table:
            near = difflib.get_close_matches(key, known, n=1)
            self.say(where, f"“{key}” is not known here." + (f" Did you mean “{near[0]}”?" if near else ""))

    def no_twins(self, values, where):
        for value in sorted({value for value in values if value and values.count(value) > 1}):
            self.say(where, f"{value} is there more than once.")
