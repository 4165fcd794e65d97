from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def templates_of_the_tests(monkeypatch):
    from django.template import engines

    engine = engines["django"].engine
    monkeypatch.setattr(engine, "dirs", [*engine.dirs, Path(__file__).parent / "templates"])
