from django.db import migrations


def count_complaints_apart(apps, schema_editor):
    """That somebody complained stood beside their answers. It is counted now, and kept beside nobody's (W45)."""
    Interview, ReferralRoute = (apps.get_model("engagement", name) for name in ("Interview", "ReferralRoute"))
    counts = {}
    for interview in Interview.objects.exclude(roles=[]).only("engagement_id", "roles").iterator():
        if "complained" in interview.roles:
            counts[interview.engagement_id] = counts.get(interview.engagement_id, 0) + 1
            interview.roles = [role for role in interview.roles if role != "complained"]
            interview.save(update_fields=["roles"])
    for engagement, answered in counts.items():
        ReferralRoute.objects.create(engagement_id=engagement, role="complainant", service="", answered=answered)


class Migration(migrations.Migration):

    dependencies = [("engagement", "0008_network_and_introductions")]

    operations = [migrations.RunPython(count_complaints_apart, migrations.RunPython.noop)]
