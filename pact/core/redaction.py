"""Takes out of free text what points to a person: names, house numbers, telephones, e-mails, number plates, links.

It is a help for whoever reads the text before it leaves, and never a proof: a nickname, a job or a story can name
somebody too. Nothing that came from here is published until a person has read it.
"""

import re
from typing import NamedTuple

STREETS = (
    "road|rd|street|st|avenue|ave|close|lane|drive|crescent|grove|terrace|way|court|place|walk|gardens|row|square|hill|"
    "view|mews|green|park|parade|rise|bank|fold|croft|yard|house|lodge|towers?|estate|flats|alley"
)
TITLES = r"mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|rev|reverend|father|sister|pc|pcso|sgt|sergeant|cllr"
# Common given names of the United Kingdom by the census and birth registers, of several origins.
NAMES = re.findall(
    r"\w+",
    "aaron abdul abdullah abigail adam ahmed aisha alan albert alex alexander alfie ali alice alison amanda amina "
    "amir amy andrea andrew angela anita ann anna anne anthony arthur ashley barbara barry ben benjamin beth brenda "
    "brian callum carl carol caroline catherine charles charlie charlotte chloe chris christine christopher claire "
    "colin connor craig daniel danny dave david dawn deborah declan denise derek diane donna doris dorothy doug dylan "
    "edward eileen elaine elizabeth ella ellie emily emma eric ethan evie fatima finley fiona florence frank fred "
    "freya gareth gary gavin geoff george gemma gillian grace graham greg hannah harriet harry hassan hayley heather "
    "helen henry holly hussain ian ibrahim imran irene isabella jack jackie jacob jake james jamie jan jane janet "
    "jason jayden jean jeff jennifer jenny jessica jim joan joanne joe john jonathan jordan joseph josh joshua joyce "
    "judith julia julie karen karl kate katherine kathleen katie keith kelly ken kenneth kerry kevin khalid kim kyle "
    "laura lauren lee leo leon lewis liam lily linda lisa liz logan louise lucas lucy luke lynn maisie malcolm marc "
    "marcus margaret maria marian marie mark martin mary maryam matthew maureen max megan mia michael michelle mike "
    "mo mohamed mohammad mohammed molly muhammad nadia nancy naomi natalie natasha nathan neil nicholas nicola nigel "
    "noah norman olivia omar oliver oscar owen pamela pat patricia patrick paul pauline pawel peter phil philip "
    "philippa piotr priya rachel raj rebecca reece rhys richard rita rob robert robin roger ron ronald rosemary roy "
    "ruby ruth ryan sadia sam samantha samuel sandra sarah scott sean shannon sharon sheila shirley simon sophie "
    "stacey stephanie stephen steve steven stuart sue susan syed sylvia tanya teresa terry theo thomas tim tina toby "
    "tom tomasz tony tracey tyler valerie vera victoria vincent wayne wendy wilhelmina william yasmin yusuf yvonne "
    "zainab zoe",
)
NAME = r"(?:[A-Z][\w’'-]+|[A-Z]\.?)"
PLACES = rf"{STREETS}|school|church|hospital|line|station|pub|centre"
# After one of these, the number was of something else: "2 sofas on Mill Road".
BETWEEN = "on|in|at|by|near|of|the|from|outside|behind|along|up|down|and|or|to|was|were|is|are"
ONE_TO_TWENTY = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty"


class Rule(NamedTuple):
    put: str
    pattern: re.Pattern


def _rule(put, pattern, flags=re.IGNORECASE):
    return Rule(f"[{put}]", re.compile(pattern, flags))


_GIVEN = "|".join(sorted({name.capitalize() for name in NAMES}, key=len, reverse=True))
_BEFORE = ("[Mm]y neighbour", "called", "named", "name is", "name’s", "name's")
_AFTER = "(?:" + "|".join(rf"(?<=\b{words} )" for words in _BEFORE) + ")"
RULES = [
    _rule("e-mail", r"[\w.+’'-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\w-]+)+"),
    _rule("link", r"\b(?:https?://|www\.)\S+|\b[\w-]+\.(?:co\.uk|com|org(?:\.uk)?|net)/\S+"),
    _rule("account", r"(?<![\w@])@\w{2,}"),
    _rule("bank card", r"(?<!\d)\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}(?!\d)"),
    _rule("telephone", r"(?<![\w])(?:\+\s?44|0044|\(?0)[\s().-]*(?:\d[\s().-]*){9,10}(?!\d)"),
    _rule("National Insurance number", r"\b[A-CEGHJ-PR-TW-Z]{2}\s?(?:\d{2}\s?){3}[A-D]\b"),
    _rule("number plate", r"\b[A-HJ-PR-Y]{2}\d{2}\s?[A-Z]{3}\b"),
    _rule("number plate", r"\b(?:[A-HJ-NP-Y]\d{1,3}\s?[A-Z]{3}|[A-Z]{3}\s?\d{1,3}[A-HJ-NP-Y])\b", 0),
    _rule("postcode", r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}\b"),
    _rule("date of birth", r"\b(?:born(?: on)?|d\.?o\.?b\.?:?)\s+\d{1,2}[/. -]\w{1,9}[/. -]\d{2,4}"),
    # "Flat 3", "no. 12a", "number 7", "house 4"
    _rule(
        "number",
        r"(?:\b(?:flats?|apartments?|apt\.?|unit|room|houses?|numbers?|nos?\.?|nr\.?|plot|door)\s*#?\s*|(?<=\bat ))"
        r"\d{1,4}(?!\d)"
        r"(?!\s*(?:am|pm|a\.m|p\.m|o.?clock|mph|times|days?|weeks?|months?|years?|people|metres?|bags|cars|%|:\d))"
        r"\s?[a-z]?\b",
    ),
    # "12 Mill Road", "3-5 Old Chapel Lane"
    _rule(
        "number",
        r"(?<![\w/.])\d{1,4}\s?[a-z]?\s?(?:[-–/&]\s?\d{1,4}[a-z]?)?,?\s+"
        rf"(?=(?:(?!(?:{BETWEEN})\b)[\w’'.]+\s+){{1,3}}(?:{STREETS})\b)",
    ),
    _rule("number", rf"\b(?:number|no\.?)\s+(?:{ONE_TO_TWENTY})\b"),
    _rule("name", rf"\b(?i:{TITLES})\b\.?\s+{NAME}(?:\s+(?!(?i:{STREETS})\b){NAME})?(?![\w’'-])", 0),
    # "David Jones", but not "David Jones Close" or "Albert Road"
    _rule(
        "name",
        rf"\b(?:{_GIVEN})\s+(?!(?i:{PLACES})\b)(?:[A-Z]\.?\s+)?[A-Z][\w’'-]+(?!\s+(?i:{STREETS})\b)",
        0,
    ),
    _rule("name", rf"{_AFTER}{NAME}(?:\s+(?!(?i:{STREETS})\b){NAME})?(?!\s+(?i:{STREETS})\b)", 0),
    _rule("name", rf"\b(?:{_GIVEN})(?:[’']s)?\b(?!\s+(?i:{PLACES}|[A-Z]\w+\s+(?i:{STREETS}))\b)", 0),
]


MARK = re.compile("|".join(sorted({re.escape(rule.put) for rule in RULES})))


class Redacted(NamedTuple):
    text: str
    taken: tuple  # what was taken out, as (kind, words): for whoever checks it, and never stored

    def __bool__(self):
        return bool(self.taken)


def redact(text):
    """The text with marks such as [name] in place of what seems to point to a person.

    >>> redact("Mr Smith at 12 Mill Road, 07700 900123, parks AB12 CDE").text
    '[name] at [number] Mill Road, [telephone], parks [number plate]'
    """
    taken = []
    for put, pattern in RULES:
        text = pattern.sub(lambda found, put=put: _mark(found, put, taken), text)
    return Redacted(text, tuple(taken))


def without(text):
    """The same for the name of a place, with nothing in place of what was taken.

    >>> without("12 Mill Road"), without("Mill Road")
    ('Mill Road', 'Mill Road')
    """
    return " ".join(MARK.sub(" ", redact(text).text).split()).strip(" ,")


def _mark(found, put, taken):
    words = found.group()
    taken.append((put.strip("[]"), words.strip()))
    return put + words[len(words.rstrip()) :]
