"""What the source says of its texts, and what the translations make of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from message_sources import translations_tool

import sleepscorer.gui
from sleepscorer.gui.i18n.localization import CONTEXT
from sleepscorer.gui.i18n.translation import translations_folder

LANGUAGES = ("de", "fr")
MARKS = ("translate", "QT_TRANSLATE_NOOP")
SHOWS = {
    "setText", "setToolTip", "setWindowTitle", "setAccessibleName", "setAccessibleDescription", "say",
    "setTitle", "setStatusTip", "setPlaceholderText", "addAction", "addMenu", "addButton", "showMessage",
    "drawText", "gutter_text", "QLabel", "QDockWidget", "QAction", "QMenu", "QCheckBox", "QPushButton",
    "QTableWidgetItem", "setHorizontalHeaderLabels", "Task", "start", "getText", "ask_line", "about",
    "notify", "take_notice", "caption_of", "note_in",
}  # fmt: skip
"""Calls whose texts a user reads."""
WORD = re.compile(r"(?!sleepscorer)\b[A-Za-z]{3,}")
"""The program is called the same everywhere."""


class Entry(NamedTuple):
    """One text of a file of translations."""

    context: str
    source: str
    translation: str
    state: str


def entries(path: Path) -> list[Entry]:
    """Every text of a .ts file."""
    return [
        Entry(
            context.findtext("name") or "",
            message.findtext("source") or "",
            message.findtext("translation") or "",
            "" if (found := message.find("translation")) is None else found.get("type", ""),
        )
        for context in ElementTree.parse(path).getroot().iter("context")
        for message in context.iter("message")
    ]


def translations(language: str) -> list[Entry]:
    """Every text of a language."""
    return entries(translations_folder() / f"sleepscorer_{language}.ts")


def sources() -> Iterator[tuple[Path, ast.Module]]:
    """Modules of the window, parsed."""
    for path in sorted(Path(sleepscorer.gui.__file__).parent.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def tables() -> Iterator[tuple[Path, ast.Module]]:
    """Modules of the core with a table whose texts the window translates, parsed."""
    package = Path(sleepscorer.gui.__file__).parent.parent
    for path in sorted(package.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "gui" not in path.relative_to(package).parts and "QT_TRANSLATE_NOOP" in text:
            yield path, ast.parse(text)


@cache
def marked() -> frozenset[tuple[str, str]]:
    """Context and text of every marked text in the source, and the core's templates."""
    found = {(CONTEXT, template) for template in translations_tool().templates()}
    for _, module in (*sources(), *tables()):
        for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
            if _name(call) in MARKS and len(call.args) == 2 and isinstance(call.args[1], ast.Constant):
                context, text = (ast.literal_eval(argument) for argument in call.args)
                found.add((context, text))
    return frozenset(found)


def unmarked() -> list[str]:
    """Calls that show a text which nobody can translate."""
    found = []
    for path, module in sources():
        for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
            if _name(call) in SHOWS:
                texts = [_words(argument) for argument in call.args]
                found += [f"{path.name}:{call.lineno} {text}" for text in texts if WORD.search(text)]
    return found


def _words(node: ast.expr) -> str:
    """Letters written in the source that a user would read."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr | ast.List | ast.Tuple):
        parts = node.values if isinstance(node, ast.JoinedStr) else node.elts
        return " ".join(_words(part) for part in parts)
    return ""


def placeholders(text: str) -> list[str]:
    """What is filled in: ``{name:.1f}``, ``%p``; a date may be written otherwise."""
    return sorted(re.sub(r":%.*\}", "}", field) for field in re.findall(r"\{[^}]*\}|%[a-z]", text))
