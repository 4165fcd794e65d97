"""The menu that a new installation starts with (W46, A26, C5). Editable at /techniques/."""

from django.db import migrations

MENU = [
    (
        "kin-interview",
        "KIN interview",
        "interview",
        "Knock on chosen doors and ask people who live, work or pass through what worries them and where. Allow up to 30 "
        "minutes. Go in pairs, carry identification, and offer an interpreter. Ask at different times of day, or you only "
        "hear from people who are at home then.",
    ),
    (
        "eva-walkabout",
        "EVA walkabout",
        "walkabout",
        "Walk the area with residents and partners, grade each 50 metre length, and record what is broken or dumped. "
        "Walk it again after the work is done, from the same fixed points.",
    ),
    (
        "street-survey",
        "Street survey",
        "interview",
        "Stop people where they already are: shops, bus stops, the school gate. Good for those who pass through and for "
        "young people. Keep it to five minutes.",
    ),
    (
        "drop-in",
        "Drop-in session",
        "none",
        "Sit somewhere people come anyway, such as a library or café, at hours that suit them. Have a map and pens on the "
        "table.",
    ),
    (
        "public-meeting",
        "Public meeting",
        "none",
        "Give ten working days’ notice. Say at the start what can change and what cannot. Remember who did not come: a "
        "meeting should never be the only evidence.",
    ),
    (
        "ward-walk",
        "Ward walk with councillors",
        "walkabout",
        "Councillors, officers and residents walk together. Agree the route beforehand and record findings as you go.",
    ),
    (
        "focus-group",
        "Focus group",
        "none",
        "Six to ten people who have something in common, two open questions, one hour, somebody to take notes. Use it to "
        "hear from groups that other techniques miss.",
    ),
    (
        "school-session",
        "School or youth session",
        "none",
        "With the school’s agreement and a member of staff present. Up to three issues, fed into the adult PACT. Never "
        "record a child’s name.",
    ),
    (
        "comment-cards",
        "Comment cards",
        "none",
        "Cards and a box left where people wait: surgeries, shops, places of worship. Empty it weekly and type the cards "
        "in as reports.",
    ),
    (
        "group-visit",
        "Visit to a group",
        "none",
        "Go to a group that meets already, such as a tenants’ association or a lunch club. Ask for fifteen minutes on "
        "their agenda.",
    ),
    (
        "online-form",
        "Online form",
        "interview",
        "The same questions, answered alone at a screen. Quick and cheap, and it leaves out people who are not online: "
        "never the only technique.",
    ),
]


def fill(apps, schema_editor):
    Technique = apps.get_model("engagement", "Technique")
    Technique.objects.bulk_create(
        [Technique(slug=slug, name=name, form=form, guidance=guidance) for slug, name, form, guidance in MENU],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("engagement", "0002_engagements_close_and_findings_are_graded")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=False)]
