from django.db import migrations

COUNT = """
    INSERT INTO profiles_categorycount (dataset_id, provider, category, issue_type_id, count)
    SELECT dataset_id, provider, category, issue_type_id, COUNT(*) FROM profiles_incident
    GROUP BY dataset_id, provider, category, issue_type_id
"""


class Migration(migrations.Migration):
    """What was loaded before categories were counted as they come in."""

    dependencies = [("profiles", "0013_categories_counted_once")]

    operations = [migrations.RunSQL(COUNT, migrations.RunSQL.noop)]
