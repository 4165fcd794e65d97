from django.db import migrations

from pact.taxonomy.catalogue import ISSUE_TYPES, THEMES


def fill(apps, schema_editor):
    issue_types, themes = apps.get_model("taxonomy", "IssueType"), apps.get_model("taxonomy", "Theme")
    for seed in ISSUE_TYPES:
        facts = seed._asdict()
        facts["target_working_days"] = facts.pop("days")
        issue_types.objects.get_or_create(code=facts.pop("code"), defaults=facts)
    for position, name in enumerate(THEMES, start=1):
        themes.objects.get_or_create(name=name, defaults={"position": position})


def empty(apps, schema_editor):
    apps.get_model("taxonomy", "IssueType").objects.filter(code__in=[seed.code for seed in ISSUE_TYPES]).delete()
    apps.get_model("taxonomy", "Theme").objects.filter(name__in=THEMES).delete()


class Migration(migrations.Migration):

    dependencies = [("taxonomy", "0001_initial")]

    operations = [migrations.RunPython(fill, empty)]
