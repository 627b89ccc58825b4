"""Tables of the documentation are those of the program's rows."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def tool(name: str) -> object:
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["admin.md", "statistics.md"])
def test_the_tables_are_up_to_date(page: str) -> None:
    made = tool("make_tables").page(page)  # type: ignore[attr-defined]
    assert (ROOT / "docs" / page).read_text(encoding="utf-8") == made, "run python docs/tools/make_tables.py"
