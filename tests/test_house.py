"""Rules of the house that no single room can keep: each closes a whole class of bug."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template.loader import get_template

from pact.celery import app as celery

REPOSITORY = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
FLOORS = next(c for c in PYPROJECT["tool"]["importlinter"]["contracts"] if c["type"] == "layers")["layers"]
# From the roof (0) down: {"pact.core": 15, …}. Neighbours on one floor share its number.
FLOOR = {room.strip(" ()"): number for number, floor in enumerate(FLOORS) for room in floor.split("|")}
OUR_MODELS = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_config.name in FLOOR]


def python_files():
    rooms = [REPOSITORY / folder for folder in ("pact", *{name for name in FLOOR if "." not in name})]
    return [file for room in rooms for file in sorted(room.rglob("*.py")) if "migrations" not in file.parts]


def source(file):
    return (REPOSITORY / file).read_text()


# The floors


def test_every_app_of_ours_has_its_floor():
    ours = {app.name for app in apps.get_app_configs() if (REPOSITORY / app.name.replace(".", "/")).is_dir()}

    assert ours == set(FLOOR)


def test_foreign_keys_point_down_the_floors():
    """A key written as a string is an import that import-linter does not see."""
    upward = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in OUR_MODELS
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model in OUR_MODELS
        if FLOOR[field.related_model._meta.app_config.name] < FLOOR[model._meta.app_config.name]
    ]

    assert upward == []


# The facts


def test_who_did_something_also_says_when():
    """Every person in a `closed_by` has a `closed_at` (or `closed_on`), and one in a bare `by` an `at`."""
    timeless = []
    for model in OUR_MODELS:
        names = {field.name for field in model._meta.get_fields()}
        for name in {field.name for field in model._meta.fields if field.related_model is get_user_model()}:
            if name == "by" and not {"at", "on"} & names:
                timeless.append(f"{model._meta.label}.{name}")
            if name.endswith("_by") and not {f"{name[:-3]}_at", f"{name[:-3]}_on"} & names:
                timeless.append(f"{model._meta.label}.{name}")

    assert timeless == []


def test_nothing_is_ordered_behind_its_reader_s_back():
    assert [model._meta.label for model in OUR_MODELS if model._meta.ordering] == []


def test_every_model_says_its_name_as_a_person_would():
    nameless = [
        model._meta.label
        for model in OUR_MODELS
        if not model._meta.auto_created and "__str__" not in {name for c in model.__mro__[:-2] for name in vars(c)}
    ]

    assert nameless == []


@pytest.mark.django_db
def test_no_model_lacks_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_only_the_edges_read_the_clock():
    """Views, clocks and commands find out when; everything below is told `at=` or `today=`.

    So do those whom others call: Celery's worker (tasks, the sign of life of a job) and django-allauth.
    """
    edges = {"views", "views.py", "clock.py", "commands", "demo"}
    edges |= {"tasks.py", "worker.py", "heartbeat.py", "adapters.py", "receivers.py"}
    reading = [
        f"{file.relative_to(REPOSITORY)}:{number}"
        for file in python_files()
        if not edges & set(file.parts)
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if re.search(r"timezone\.(now|localdate|localtime)\(\)|date\.today\(|datetime\.now\(", line)
    ]

    assert reading == []


def test_what_the_clock_can_do_is_on_the_calendar():
    """A task in a clock.py that no schedule names never happens; one that the schedule misspells neither."""
    celery.autodiscover_tasks(force=True)
    celery.autodiscover_tasks(related_name="clock", force=True)
    clocks = {name for name in celery.tasks if re.search(r"\.clock\.\w+$", name)}

    assert {entry["task"] for entry in celery.conf.beat_schedule.values()} == clocks


# The words


# Wraps any notice that goes out by itself, under that notice's own subject.
FRAMES = {"notifications/emails/notice", "notifications/emails/reply"}


def emails():
    return sorted(
        {
            re.sub(r"\.(subject\.txt|txt|html)$", "", str(file.relative_to(REPOSITORY / "templates")))
            for file in (REPOSITORY / "templates").glob("*/emails/*")
            if not file.name.startswith("_")
        }
        - FRAMES
    )


@pytest.mark.parametrize("name", emails())
def test_every_message_has_its_subject_its_text_and_its_page(name):
    for ending in ("subject.txt", "txt", "html"):
        get_template(f"{name}.{ending}")


def test_every_static_file_that_a_template_names_is_there():
    """The manifest of the running site refuses a page that names a missing file; the tests' storage does not."""
    missing = [
        f"{file.relative_to(REPOSITORY)}: {name}"
        for file in sorted((REPOSITORY / "templates").rglob("*.html"))
        for name in re.findall(r"""{%\s*static\s+["']([^"']+)["']""", file.read_text())
        if not finders.find(name)
    ]

    assert missing == []


def test_no_template_holds_a_script_or_a_style():
    """The content security policy allows neither. Papers are printed, not browsed, and may."""
    inline = [
        str(file.relative_to(REPOSITORY))
        for file in sorted((REPOSITORY / "templates").rglob("*.html"))
        if "papers" not in file.parts and "emails" not in file.parts
        if re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", file.read_text())
    ]

    assert inline == []


# The rules of the handbook

RULES = [line.strip("| ").split(" | ") for line in source("docs/rules.md").splitlines() if re.match(r"\| \d", line)]


def cited(file):
    """The rules that a file cites: "rule 24", "rules 8 and 9", "rules 15 to 19"."""
    numbers = set()
    for said in re.findall(r"\b[Rr]ules? (\d+(?:(?:, | and | to )\d+)*)", source(file)):
        for part in re.split(", | and ", said):
            first, *last = part.split(" to ")
            numbers.update(range(int(first), int(last[0] if last else first) + 1))
    return numbers


def test_the_list_of_rules_has_each_of_the_seventy():
    assert [int(number) for number, *_ in RULES] == list(range(1, 71))


def test_each_rule_lives_where_the_list_says_and_is_cited_by_its_test():
    kept = [(int(number), lives.strip("`"), test.strip("`")) for number, _, lives, test in RULES if lives != "not yet"]

    assert [lives for _, lives, _ in kept if not (REPOSITORY / lives).exists()] == []
    assert [(number, test) for number, _, test in kept if number not in cited(test)] == []


def test_no_rule_is_listed_as_not_yet_once_the_code_keeps_it():
    missing = {int(number) for number, _, lives, _ in RULES if lives == "not yet"}

    assert {str(file): missing & cited(file) for file in python_files() if missing & cited(file)} == {}


# The environment


def variables_read():
    in_settings = re.findall(r"""env\.\w+\(\s*["']([A-Z_]+)["']""", source("pact/settings.py"))
    in_compose = re.findall(r"\$\{([A-Z_]+)", source("docker-compose.yml"))
    in_scripts = re.findall(r"\$\{([A-Z_]+):-", source("scripts/serve"))
    return sorted({*in_settings, *in_compose, *in_scripts})


@pytest.mark.parametrize("name", variables_read())
def test_the_operator_s_guide_explains_every_variable(name):
    assert f"`{name}`" in source("docs/operating.md")


def test_a_missing_variable_is_named_in_one_sentence(tmp_path):
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path)}

    command = [sys.executable, "manage.py", "check"]
    refused = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True)

    assert refused.returncode == 1
    assert refused.stderr.startswith("PACT cannot start: SECRET_KEY is not set.")
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("kind", ["run", "dev"])
def test_every_locked_package_has_its_hash(kind):
    entries = re.split(r"\n(?=\S)", source(f"locks/{kind}.txt").strip())

    assert [entry.split()[0] for entry in entries if not entry.startswith("#") and "--hash=sha256:" not in entry] == []
