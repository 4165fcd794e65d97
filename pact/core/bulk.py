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
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608 - names are ours
