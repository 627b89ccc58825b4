#!/usr/bin/env python3
"""Bring the translations of the window up to date with the source, and compile them.

``python packaging/translations.py update`` is run after a text has changed, ``compile`` before the window is.
"""

from __future__ import annotations

import argparse
import ast
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "sleepscorer"
FOLDER = ROOT / "resources" / "i18n"
LISTED = ROOT / "build" / "core_templates.py"
CONTEXT = "Core"
MESSAGES = "messages.py"
"""Module that makes messages of what it is given, so that its own templates are no literals."""


class NotLiteralError(ValueError):
    """A template is put together in the source, where no translator can find it."""


def templates(package: Path = PACKAGE) -> dict[str, list[str]]:
    """Collect the templates of the core's messages from the source.

    Returns
    -------
    dict of str to list of str
        Each template with the lines it stands at, such as ``edf/header.py:196``.

    Raises
    ------
    NotLiteralError
        If a template is no literal.
    """
    found: dict[str, list[str]] = {}
    for path in sorted(package.rglob("*.py")):
        name, source = path.relative_to(package).as_posix(), path.read_text(encoding="utf-8")
        for call in _messages(ast.parse(source)) if "Message(" in source else ():
            template = call.args[0] if call.args else None
            if isinstance(template, ast.Constant) and isinstance(template.value, str):
                found.setdefault(template.value, []).append(f"{name}:{call.lineno}")
            elif name != MESSAGES:
                raise NotLiteralError(f"{name}:{call.lineno}: the template of a message has to be a literal.")
    return found


def _messages(module: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Message":
            yield node


def write_list(path: Path = LISTED) -> Path:
    """Write the templates as lupdate reads them; it does not know ``Message``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"QT_TRANSLATE_NOOP({CONTEXT!r}, {template!r})" for template in templates()]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def update() -> None:
    """Bring every .ts file up to date with the source, without translations that are needed no longer."""
    options = ["-no-obsolete", "-locations", "none"]
    _run("lupdate", [*_marking(), write_list(), *options, "-ts", *sorted(FOLDER.glob("*.ts"))])


def _marking() -> list[Path]:
    """List the modules of the window, and those of the core with a table of marked texts."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return [
        path
        for path in paths
        if "gui" in path.relative_to(PACKAGE).parts or "QT_TRANSLATE_NOOP" in path.read_text(encoding="utf-8")
    ]


def outdated(folder: Path = FOLDER) -> list[Path]:
    """List the .ts files that are newer than what was compiled of them, or never were compiled."""
    return [
        source for source in sorted(folder.glob("*.ts")) if _time(source.with_suffix(".qm")) < _time(source)
    ]


def _time(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else -1


def compile_outdated(folder: Path = FOLDER) -> None:
    """Compile what has changed; several processes may do so at once."""
    for source in outdated(folder):
        compiled = source.with_suffix(".qm")
        fresh = compiled.with_suffix(f".{os.getpid()}.tmp")
        _run("lrelease", ["-silent", source, "-qm", fresh])
        fresh.replace(compiled)


def _run(tool: str, arguments: Sequence[str | Path]) -> None:
    """Run a tool that comes with PySide6."""
    import PySide6

    subprocess.run([Path(PySide6.__path__[0], tool), *arguments], check=True, stdout=subprocess.DEVNULL)


COMMANDS = {"update": update, "compile": compile_outdated}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(prog="translations.py", description=__doc__)
    parser.add_argument("command", choices=list(COMMANDS))
    COMMANDS[parser.parse_args(argv).command]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
