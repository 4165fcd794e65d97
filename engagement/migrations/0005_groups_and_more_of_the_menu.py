"""The groups that a new installation starts with (W71, W72), and what the menu says of each technique (W46, A26, C5)."""

from django.db import migrations

OLD = ["age_band:65_over"]
# slug, name, to reach, on the impact form, answers that count as it. The form's eight labels keep their order.
GROUPS = [
    ("young-people", "Young people, under 25", True, False, ["age_band:under_16", "age_band:16_24"]),
    ("older-people", "Older people, 65 and over", True, False, OLD),
    ("working-age", "People of 25 to 64", True, False, ["age_band:25_44", "age_band:45_64"]),
    ("women", "Women", True, False, ["sex:female"]),
    ("men", "Men", True, False, ["sex:male"]),
    ("disabled-people", "Disabled people", True, False, ["disability:yes"]),
    (
        "minority-ethnic",
        "People of minority ethnic groups",
        True,
        False,
        ["ethnic_group:mixed", "ethnic_group:asian", "ethnic_group:black", "ethnic_group:other"],
    ),
    ("businesses", "Businesses", True, False, []),
    ("passers-by", "People who work here or pass through", True, False, []),
    ("tenants", "Tenants", True, False, []),
    ("parents", "Parents and carers", True, False, []),
    ("little-english", "People who speak little English", True, False, []),
    ("not-online", "People who are not online", True, False, []),
    ("race", "Race", False, True, []),
    ("ethnicity", "Ethnicity", False, True, []),
    ("age", "Age", False, True, []),
    ("class", "Class", False, True, []),
    ("disability", "Disability", False, True, []),
    ("gender", "Gender", False, True, []),
    ("religion", "Religion", False, True, []),
    ("sexual-orientation", "Sexual orientation", False, True, []),
]
# slug: when it suits, hours of staff for one use, other cost, people heard, whom it reaches well.
COSTS = {
    "kin-interview": (
        "You need to know what worries the people of one small area, those who never come to meetings among them.",
        (24, "nothing", 20),
        ["older-people", "women", "disabled-people", "minority-ethnic", "tenants", "parents", "not-online"],
    ),
    "eva-walkabout": (
        "The place itself is the question: what is broken, dumped, dark or overgrown.",
        (8, "nothing", 6),
        ["tenants"],
    ),
    "street-survey": (
        "You want many short answers from people who pass through.",
        (10, "nothing", 50),
        ["young-people", "working-age", "passers-by", "parents", "men"],
    ),
    "drop-in": (
        "People have questions of their own, and a place that they visit anyway.",
        (8, "little", 25),
        ["older-people", "parents", "not-online"],
    ),
    "public-meeting": (
        "Something is to be decided in the open. Never as the only evidence.",
        (16, "little", 30),
        ["older-people"],
    ),
    "ward-walk": ("Members and residents should see the same thing together.", (6, "nothing", 10), ["tenants"]),
    "focus-group": (
        "You know whom you miss, and want to understand rather than count.",
        (10, "some", 8),
        ["disabled-people", "minority-ethnic", "little-english", "young-people"],
    ),
    "school-session": ("Young people should say what is the matter.", (5, "nothing", 25), ["young-people"]),
    "comment-cards": ("You have little time, and people wait somewhere.", (4, "little", 20), ["not-online", "parents"]),
    "group-visit": (
        "A group meets already, and trusts whoever runs it.",
        (3, "nothing", 15),
        ["older-people", "disabled-people", "minority-ethnic", "little-english", "tenants"],
    ),
    "online-form": ("Many people, quickly, beside something else.", (3, "little", 60), ["working-age", "parents"]),
}
MORE = [
    (
        "road-show",
        "Road show",
        "none",
        "A stall or a vehicle with partners on it, in several places on one day. Tell people beforehand where it stops.",
        "Partners want to be seen and asked in one go, where people shop.",
        (20, "some", 80),
        ["passers-by", "parents", "not-online", "men"],
    ),
    (
        "bus-tour",
        "Bus tour",
        "walkabout",
        "Take members, officers and residents round the places that were named. Stop, get out, and grade what you see.",
        "The places lie too far apart to walk.",
        (8, "some", 12),
        ["older-people", "disabled-people"],
    ),
    (
        "back-the-box",
        "Back the Box",
        "none",
        "Boxes with a question on each, in shops, schools and surgeries. People drop a slip into the one that matters most "
        "to them. Count weekly, and say on the box what came of it.",
        "You want many people to choose between a few things.",
        (6, "little", 150),
        ["young-people", "parents", "not-online", "little-english", "passers-by"],
    ),
    (
        "participatory-appraisal",
        "Participatory appraisal",
        "none",
        "Residents ask each other, with maps, stickers and drawings instead of forms. Train those who will ask first.",
        "People have been asked too often by officials, or do not write much.",
        (40, "some", 60),
        ["little-english", "tenants", "minority-ethnic", "young-people"],
    ),
    (
        "young-peoples-forum",
        "Young people’s forum",
        "none",
        "Members from every secondary school and the Youth Parliament, with staff they know. They set the agenda. Names "
        "are never recorded.",
        "A youth PACT meets, or the adult one wants to hear from young people regularly.",
        (8, "little", 20),
        ["young-people"],
    ),
    (
        "open-meeting",
        "Open meeting",
        "none",
        "A meeting with no issues arranged beforehand, for young people, or people of different ages and backgrounds. "
        "Ask one open question, and let them say what should be on the list.",
        "You do not want to lead people to what you already know.",
        (12, "little", 20),
        ["young-people", "minority-ethnic", "older-people"],
    ),
    (
        "postal-survey",
        "Survey by post",
        "interview",
        "The same questions on paper, with a stamped envelope, to every address or to a fair draw of them. Send one "
        "reminder.",
        "You need figures that stand for everybody, and have time.",
        (16, "much", 200),
        ["older-people", "not-online"],
    ),
    (
        "awareness-event",
        "Environmental awareness event",
        "none",
        "A clean-up, a swap day, a talk at a school. Put a board up for what people notice while they are there.",
        "People should do something together, and say what else needs doing.",
        (12, "little", 40),
        ["young-people", "parents", "tenants"],
    ),
]


def fill(apps, schema_editor):
    Technique, Group = apps.get_model("engagement", "Technique"), apps.get_model("engagement", "Group")
    Group.objects.bulk_create(
        [
            Group(slug=slug, name=name, is_reached=reach, is_assessed=form, answers=answers, position=10 * place)
            for place, (slug, name, reach, form, answers) in enumerate(GROUPS, 1)
        ],
        ignore_conflicts=True,
    )
    Technique.objects.bulk_create(
        [Technique(slug=slug, name=name, form=form, guidance=words) for slug, name, form, words, *_ in MORE],
        ignore_conflicts=True,
    )
    costs = COSTS | {slug: (suits, cost, groups) for slug, _, _, _, suits, cost, groups in MORE}
    for technique in Technique.objects.filter(slug__in=costs, suits=""):
        suits, (hours, money, reaches), groups = costs[technique.slug]
        technique.suits, technique.hours, technique.money, technique.reaches = suits, hours, money, reaches
        technique.save(update_fields=["suits", "hours", "money", "reaches"])
        technique.groups.set(Group.objects.filter(slug__in=groups))


class Migration(migrations.Migration):
    dependencies = [("engagement", "0004_menu_says_what_it_costs_and_whom_it_reaches")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=False)]
