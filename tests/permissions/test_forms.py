"""No form is forgotten: each that a page shows is among those that are filled in with the keyboard alone."""

import re

import pytest

from tests.home.forms import FORMS
from tests.site import addresses, who_may

# The browser's own window chooses the file; test_upload_pages.py, test_field.py and test_report_pages.py send one.
ONLY_A_FILE = {"engagement:field_hand_in", "engagement:new_report_file", "profiles:upload_file"}


@pytest.mark.once
@pytest.mark.django_db
def test_every_page_with_a_form_is_among_those_that_are_sent_by_keyboard(world):
    """A button that is a form of its own (`post_button`) is pressed on the page that it stands on."""
    shown = set()
    for name, row, address in addresses(world):
        if row.method == "get" and row.ok == 200:
            client = next(iter(who_may(row, world).values()))
            main = client.get(address).getvalue().decode(errors="ignore").partition("<main")[2]
            forms = re.findall(r"<form[^>]*method=\"post\"[^>]*>", main)
            shown |= {name for form in forms if "post-button" not in form}

    assert sorted(shown - {form.name for form in FORMS} - ONLY_A_FILE) == []
