"""Roles and people are written by `pact.accounts.actions` and by nothing else."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ["pact", "profiles", "engagement", "priorities", "tasking", "scrutiny", "feedback"]
WRITES = {"create", "bulk_create", "get_or_create", "update_or_create", "update", "bulk_update", "delete", "save"}
WRITES |= {"create_user", "create_superuser"}


def sources():
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts and path != ROOT / "pact" / "accounts" / "actions.py":
                yield path


def writes_of(model, tree):
    """Lines on which `model` is called, or a chain that begins with it ends in a write."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id == model:
            yield node.lineno
        if isinstance(node.func, ast.Attribute) and node.func.attr in WRITES and _root(node.func) == model:
            yield node.lineno


def _root(node):
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return getattr(node, "id", None)


@pytest.mark.parametrize("model", ["Membership", "Invitation", "Agency", "User"])
def test_only_the_actions_of_accounts_write(model):
    found = []
    for path in sources():
        tree = ast.parse(path.read_text())
        if _knows(model, tree):
            found += [f"{path.relative_to(ROOT)}:{line}" for line in writes_of(model, tree)]

    assert found == []


def _knows(model, tree):
    """Whether it is the model of accounts that this file calls by that name."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return any(node.module == "pact.accounts.models" and model in {a.name for a in node.names} for node in imports)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("Membership(person=p)", [1]),
        ("x = 1\nMembership.objects.filter(a=b).update(c=d)", [2]),
        ("Membership.objects.current().filter(a=b)", []),
        ("membership.save()", []),
    ],
)
def test_a_write_is_told_from_a_look(source, lines):
    assert list(writes_of("Membership", ast.parse(source))) == lines
