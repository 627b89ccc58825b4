"""What the source says of its texts, and what the translations make of them."""

from __future__ import annotations

import ast
import re
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


def _calls(source: str) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]


@cache
def sources() -> dict[Path, list[ast.Call]]:
    """Calls in the modules of the window."""
    paths = sorted(Path(sleepscorer.gui.__file__).parent.rglob("*.py"))
    return {path: _calls(path.read_text(encoding="utf-8")) for path in paths}


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


@cache
def tables() -> dict[Path, list[ast.Call]]:
    """Calls in the modules of the core with a table whose texts the window translates."""
    package = Path(sleepscorer.gui.__file__).parent.parent
    paths = (path for path in sorted(package.rglob("*.py")) if "gui" not in path.relative_to(package).parts)
    texts = {path: path.read_text(encoding="utf-8") for path in paths}
    return {path: _calls(text) for path, text in texts.items() if "QT_TRANSLATE_NOOP" in text}


@cache
def marked() -> frozenset[tuple[str, str]]:
    """Context and text of every marked text in the source, and the core's templates."""
    found = {(CONTEXT, template) for template in translations_tool().templates()}
    for calls in (*sources().values(), *tables().values()):
        for call in calls:
            if _name(call) in MARKS and len(call.args) == 2 and isinstance(call.args[1], ast.Constant):
                context, text = (ast.literal_eval(argument) for argument in call.args)
                found.add((context, text))
    return frozenset(found)


def unmarked() -> list[str]:
    """Calls that show a text which nobody can translate."""
    found = []
    for path, calls in sources().items():
        for call in calls:
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
