from django.db import migrations

COUNT = """
    INSERT INTO profiles_incidentcount (dataset_id, ward_id, month, issue_type_id, count)
    SELECT dataset_id, ward_id, month, issue_type_id, COUNT(*) FROM profiles_incident
    GROUP BY dataset_id, ward_id, month, issue_type_id
"""


class Migration(migrations.Migration):
    """What was loaded before incidents were counted as they come in."""

    dependencies = [("profiles", "0009_incidents_counted_once")]

    operations = [migrations.RunSQL(COUNT, migrations.RunSQL.noop)]
