from tests.permissions.rows import public

TABLE = {
    "core:accessibility": public(),
    "core:privacy": public(),
    "core:contact": public(),
    "core:gallery": public(ok=404),  # in development and in the demonstration only
    "core:gallery_form": public(ok=404),
}
