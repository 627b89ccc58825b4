"""The page "Where do I add ...?" points to files and names that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "where-to-add.md"
NOT_OURS = {"model.onnx", "card.json", "CARD.md", "summary.csv", "summary.html", "models/<name>/"}
"""What a reader makes or is given."""


def rows() -> list[tuple[str, str]]:
    """What is added, and where."""
    lines = [line.split(" | ") for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:2] == "| "]
    return [(cells[0].removeprefix("| "), cells[1]) for cells in lines[2:]]


def bound_in(path: Path) -> set[str]:
    """Names of the classes, functions and variables of a module, with those of its classes."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef | ast.FunctionDef)}
    return names | {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def test_ten_things_or_more_are_answered():
    assert len(rows()) >= 10
    assert len({what for what, _ in rows()}) == len(rows())


def test_every_file_is_there():
    named = {path for _, where in rows() for path in re.findall(r"`([\w/]+/(?:\w+\.py)?)`", where)}
    assert len(named) >= 10
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_name_stands_in_a_file_of_its_row():
    absent = []
    for what, where in rows():
        texts = re.findall(r"`([^`]+)`", where)
        modules = [ROOT / text for text in texts if text.endswith(".py")]
        assert modules, f"{what}: no module is named"
        bound = {name for module in modules for name in bound_in(module)}
        names = [text for text in texts if text.isidentifier()]
        absent += [f"{what}: {name}" for name in names if name not in bound | {"Command"}]
    assert absent == []
