from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from sleepscorer.extras import install_command


@pytest.mark.parametrize("extra", ["yasa", "train", "cluster", "corpora"])
def test_every_extra_that_is_named_is_one_of_the_package(extra: str) -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    assert extra in project["project"]["optional-dependencies"]
    assert install_command(extra) == f"pip install 'sleepscorer[{extra}]'"


def test_the_packaged_application_says_where_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert "a Python of your own" in install_command("yasa")
