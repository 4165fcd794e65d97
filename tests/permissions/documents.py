from tests.permissions.rows import EVERYBODY, INSIDE, button, here, page, public

TABLE = {
    "documents:jobs": page(EVERYBODY),  # one's own
    # What a file is about says who may see it: here, a profile.
    "documents:job": page(INSIDE, here("job.pk"), others=404),
    "documents:cancellation": button(INSIDE, here("job.pk"), others=404),
    "documents:retry": button(INSIDE, here("job.pk"), others=404),
    "documents:file": page(INSIDE, here("file.job.pk"), others=404),
    "documents:healthz": public(ok=503),  # no worker runs in the tests
}
