from tests.permissions.rows import COUNCILLOR, EVERYBODY, INSIDE, here, page

TABLE = {
    "home:start": page(EVERYBODY, ok=302, visitor=200),  # who is signed in goes on to the board
    "home:board": page(EVERYBODY),
    "home:activity": page(EVERYBODY),  # of one's own wards
    "home:casework": page({COUNCILLOR}),  # one's own
    "home:search": page(EVERYBODY),
    "home:priority_trace": page(INSIDE, here("priority.pk")),
    "home:concern_trace": page(INSIDE, here("concern.reference")),
}
