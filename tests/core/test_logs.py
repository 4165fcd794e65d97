"""What the log holds, and above all what it does not."""

import json
import logging
import logging.config
import subprocess
import sys

import pytest

from pact.core.logs import RequestLog

PRODUCTION = """
import logging, django
django.setup()
try:
    name = "Mrs Unfortunate"
    raise ValueError("bad row")
except ValueError:
    logging.getLogger("pact.anything").exception("could not load", extra={"person": "Mrs Unfortunate"})
"""


@pytest.fixture
def requests_logged(caplog):
    caplog.set_level(logging.INFO, logger="pact.requests")
    return lambda: [record.msg for record in caplog.records if record.name == "pact.requests"]


def test_a_request_is_logged_by_the_pattern_of_its_address(rf, requests_logged):
    request = rf.get("/people/mrs-unfortunate/?q=drugs", REMOTE_ADDR="203.0.113.9")

    def answer(request):
        request.resolver_match = type("Match", (), {"route": "people/<slug:name>/"})
        return type("Response", (), {"status_code": 200})

    RequestLog(answer)(request)

    [line] = requests_logged()
    assert line["page"] == "people/<slug:name>/"
    assert not any(word in str(line) for word in ("unfortunate", "drugs", "203.0.113.9"))


def test_a_page_that_does_not_exist_is_logged_without_its_address(rf, requests_logged):
    request = rf.get("/mrs-unfortunate/")
    request.resolver_match = None

    RequestLog(lambda request: type("Response", (), {"status_code": 404}))(request)

    [line] = requests_logged()
    assert (line["page"], line["status"]) == ("", 404)


def test_a_council_gets_one_json_object_a_line_without_what_people_wrote(tmp_path):
    environment = {"SECRET_KEY": "only-for-this", "DJANGO_SETTINGS_MODULE": "pact.settings", "VAR_DIR": str(tmp_path)}

    logged = subprocess.run([sys.executable, "-c", PRODUCTION], env=environment, capture_output=True, text=True).stderr

    line = json.loads(logged)
    assert (line["event"], line["level"]) == ("could not load", "error")
    assert line["exception"][0]["exc_value"] == "bad row"
    assert "Unfortunate" not in logged
