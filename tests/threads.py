"""What happens when two people, or two workers, do the same thing at the same moment."""

import threading

import pytest


@pytest.fixture
def at_once(transactional_db):
    """A function that calls another in several threads at once, each with its own connection; answers the results.

    `at_once(lambda: actions.ask_for(…), times=4)`. What a call raises is its result.
    """
    from django.db import connection

    def run(call, *, times=2):
        results = [None] * times
        start = threading.Barrier(times)

        def one(number):
            try:
                start.wait(timeout=10)
                results[number] = call()
            except Exception as problem:
                results[number] = problem
            finally:
                connection.close()

        threads = [threading.Thread(target=one, args=[number]) for number in range(times)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        return results

    return run
