from tests.permissions.rows import EVERYBODY, here, page

# Places are public knowledge.
TABLE = {
    "places:boroughs": page(EVERYBODY),
    "places:find": page(EVERYBODY),
    "places:borough": page(EVERYBODY, here("borough.slug"), is_common=True),
    "places:township": page(EVERYBODY, here("township.slug"), is_common=True),
    "places:ward": page(EVERYBODY, here("ward.slug"), is_common=True),
}
