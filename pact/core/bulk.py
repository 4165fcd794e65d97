"""Rows by the hundred thousand, straight into the database.

Building a model for each row takes ten times as long as storing it. What a model would have checked, the caller has.
"""

from django.db import connections, router


def insert(model, fields, rows):
    """Insert tuples into `fields` (attribute names, "ward_id" for a key) of a model. `rows` may be a generator.

    Values are as the database takes them: text, numbers, None, dates as ISO text. Call it inside a transaction.
    """
    connection = connections[router.db_for_write(model)]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(model._meta.get_field(field).column) for field in fields)
    table = quote(model._meta.db_table)
    rows = iter(rows)  # a QuerySet asks its question now: during COPY the connection would wait for itself for ever
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608 - names are ours


def insert_objects(model, objects):
    """Insert unsaved objects of a model in one go. Unlike `bulk_create` it answers no keys: read them afterwards."""
    connection = connections[router.db_for_write(model)]
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    rows = ([field.get_db_prep_save(getattr(each, field.attname), connection) for field in fields] for each in objects)
    insert(model, [field.attname for field in fields], rows)
