"""The pages that every site must have, and those that say what went wrong."""

import re

import pytest
from django.template.loader import render_to_string


@pytest.mark.parametrize("path", ["/accessibility/", "/privacy/", "/contact/"])
def test_standing_pages_are_linked_from_every_page_and_need_no_log_in(client, path):
    page = client.get(path)

    assert page.status_code == 200
    assert f'href="{path}"' in client.get("/nowhere/").content.decode()
    assert not page.cookies


def test_standing_pages_say_whom_to_write_to(client, settings):
    settings.WORDS = settings.WORDS | {"contact": "pact@council.example"}

    assert "mailto:pact@council.example" in client.get("/contact/").content.decode()


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_an_error_says_what_to_do_next(name):
    html = render_to_string(name)

    assert '<html lang="en-GB"' in html
    assert "Go to the start page" in html


@pytest.mark.django_db
def test_no_page_of_ours_carries_a_script_or_a_style_in_itself(client, settings):
    settings.DEMO = True

    for path in ("/gallery/", "/gallery/form/", "/accounts/login/", "/contact/", "/nowhere/"):
        html = client.get(path).content.decode()
        assert not re.search(r"<script(?![^>]*(src=|application/json))", html)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", html)
