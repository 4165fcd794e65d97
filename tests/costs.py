"""What a page costs must not depend on how many rows there are."""

import pytest

FEW, MANY = 3, 30


@pytest.fixture
def costs_the_same():
    """A function that fails unless a page takes the same queries with 3 rows as with 30.

        costs_the_same(lambda n: make.actions(n, ward=ward), client, "/tasks/")

    `make_rows(n)` adds n rows. Give a page's `client` and `url`, or instead of both a function `fetch` that runs
    what is to be measured. Answers the last response, for a look at its pages.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def check(make_rows, client=None, url=None, *, fetch=None):
        fetch = fetch or (lambda: _get(client, url))
        make_rows(FEW)
        fetch()  # what is cached once for all (content types, the site's words) is not the rows' cost
        with CaptureQueriesContext(connection) as with_few:
            fetch()
        make_rows(MANY - FEW)
        with CaptureQueriesContext(connection) as with_many:
            answer = fetch()

        if len(with_few) != len(with_many):
            extra = "\n".join(query["sql"][:300] for query in with_many.captured_queries)
            pytest.fail(f"{len(with_few)} queries with {FEW} rows, {len(with_many)} with {MANY}:\n{extra}")
        return answer

    return check


def _get(client, url):
    response = client.get(url)
    assert response.status_code == 200, f"{url} answered {response.status_code}"
    return response
