"""What the source says in messages, and what it says otherwise."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import sleepscorer

CORE = Path(sleepscorer.__file__).parent
TOOL = Path(__file__).parents[1] / "packaging" / "translations.py"
UNSHOWN = (
    "gui/",  # translates by itself
    "cli/", "diagnostics/", "api.py",  # the command line and programs, which are English
    "batch/cluster.py", "batch/merge.py", "batch/watch.py", "batch/__init__.py",  # of the command line
    "batch/cohort.py", "formats/bids_derivatives.py", "formats/conversion.py", "formats/writable.py",
    "plotting.py", "scoring/interchange.py",  # of scripts
    "training/", "evaluation/", "simulation/",  # the window does not import them
    "batch/summary_page.py", "report/texts.py",  # a page, and texts that have a table of their own languages
)  # fmt: skip
"""What no window shows as a message, with the reason."""
TRANSLATED = ("Message", "QT_TRANSLATE_NOOP")
MISUSE = ("ValueError", "TypeError", "KeyError", "AttributeError", "OSError")
"""Errors of a programmer; where one of them is the reason in a sentence, it has a message too."""


def translations_tool() -> ModuleType:
    """The tool that collects templates and compiles translations."""
    spec = importlib.util.spec_from_file_location("translations_tool", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def templates() -> tuple[str, ...]:
    """Templates of all messages of the core."""
    return tuple(sorted(translations_tool().templates()))


@cache
def core_modules() -> dict[str, ast.Module]:
    """Every module of the package by its path, parsed."""
    return {
        path.relative_to(CORE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(CORE.rglob("*.py"))
    }


def shown_modules() -> Iterator[tuple[str, ast.Module]]:
    """Modules whose sentences can reach the window."""
    return ((name, module) for name, module in core_modules().items() if not name.startswith(UNSHOWN))


@cache
def error_names() -> set[str]:
    """Names of the errors whose message is read by the user."""
    every = [node for module in core_modules().values() for node in ast.walk(module)]
    classes = [node for node in every if isinstance(node, ast.ClassDef)]
    names = {"SleepscorerError"}
    while more := {one.name for one in classes if any(_name(base) in names for base in one.bases)} - names:
        names |= more
    return names


def bare_errors(module: ast.Module, names: set[str]) -> Iterator[int]:
    """Lines where an error is made of a text that is no message."""
    for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
        if _name(call.func) in names and call.args and _is_text(call.args[0]):
            yield call.lineno


def bare_sentences(module: ast.Module) -> Iterator[int]:
    """Lines of sentences that are no message, no documentation and not the fault of a programmer."""
    passed_over: set[int] = set()
    for node in ast.walk(module):
        is_message = isinstance(node, ast.Call) and _name(node.func) in (*TRANSLATED, *MISUSE)
        if is_message or isinstance(node, ast.JoinedStr):
            passed_over |= {id(inner) for inner in ast.walk(node)} - {id(node)}
        elif isinstance(node, ast.Expr):
            passed_over.add(id(node.value))
    for node in ast.walk(module):
        if id(node) not in passed_over and _is_text(node) and _is_sentence(_text(node)):
            yield node.lineno


def _is_sentence(text: str) -> bool:
    return text.endswith((".", "?")) and text.count(" ") > 2


def _is_text(node: ast.AST) -> bool:
    if isinstance(node, ast.BinOp):
        return _is_text(node.left) or _is_text(node.right)
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) if isinstance(part, ast.Constant) else "x" for part in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else ""


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
