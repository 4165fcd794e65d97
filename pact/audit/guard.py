"""The database's own refusal to change or delete what the trail holds, on PostgreSQL and on SQLite.

TRUNCATE on PostgreSQL stays possible: Django empties tables with it between tests, it asks for the owner's
rights, and whoever has those can drop the triggers as well. SQLite has no TRUNCATE, so tests that empty the
tables take the guard away for that moment (`tests/trail.py`).
"""

PUT_UP = {
    "postgresql": [
        """
        CREATE FUNCTION trail_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'The trail is append-only.' USING ERRCODE = 'restrict_violation';
        END $$
        """,
        """
        CREATE TRIGGER trail_refuses_change BEFORE UPDATE OR DELETE ON audit_entry
        FOR EACH STATEMENT EXECUTE FUNCTION trail_is_append_only()
        """,
    ],
    "sqlite": [
        f"""
        CREATE TRIGGER trail_refuses_{what.lower()} BEFORE {what} ON audit_entry
        BEGIN SELECT RAISE(ABORT, 'The trail is append-only.'); END
        """
        for what in ("UPDATE", "DELETE")
    ],
}
TAKE_DOWN = {
    "postgresql": [
        "DROP TRIGGER IF EXISTS trail_refuses_change ON audit_entry",
        "DROP FUNCTION IF EXISTS trail_is_append_only()",
    ],
    "sqlite": ["DROP TRIGGER IF EXISTS trail_refuses_update", "DROP TRIGGER IF EXISTS trail_refuses_delete"],
}


def put_up(connection):
    _run(connection, PUT_UP)


def take_down(connection):
    _run(connection, TAKE_DOWN)


def _run(connection, statements):
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
