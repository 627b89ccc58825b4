"""The words of the code: names say what a thing is, docstrings say what a function does."""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "sleepscorer"

RIDDLES = {"found", "one", "place", "said", "told", "whole"}
"""Names that say nothing of the thing: it has a noun, such as ``stages``, ``index`` or ``message``."""

KEYS = {("diagnostics/doctor.py", "found")}
"""Fields whose name is a key of JSON that the program prints."""

PLACES = {"formats/hypnogram.py", "storage/places.py", "storage/store.py", "storage/versions.py"}
"""Modules in which ``place`` is the verb, as in every ``_place``, or an object of the class ``Place``."""

NOUNS_IN_ING = {
    "opening",
    "panning",
    "planning",
    "plotting",
    "preprocessing",
    "prescoring",
    "resampling",
    "scoring",
    "smoothing",
    "training",
}
"""Modules that may end in -ing, as the word is the field's noun."""

QUESTIONS = {"How", "Nobody", "Nothing", "What", "When", "Where", "Whether", "Which", "Who", "Whose", "Why"}
"""First words of a riddle: a module or class is a thing, which has a noun."""

VERBS = set(Path(__file__).with_name("imperatives.txt").read_text(encoding="utf-8").split())
"""First words of docstrings of public functions; a new verb belongs into the list, a noun does not."""


@cache
def trees() -> list[tuple[Path, ast.Module]]:
    paths = sorted(ROOT.rglob("*.py"))
    return [(path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))) for path in paths]


def bindings(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield each name that is bound: variables, arguments, attributes of a class, functions and imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.alias):
            yield node.asname or "", node.lineno


def is_property(node: ast.FunctionDef) -> bool:
    return any("property" in ast.unparse(decorator) for decorator in node.decorator_list)


def first_word(docstring: str) -> str:
    return docstring.split(maxsplit=1)[0].rstrip(".,:;")


def docstrings(tree: ast.Module, *kinds: type[ast.AST]) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(tree):
        if isinstance(node, kinds):
            docstring = ast.get_docstring(node)
            if docstring:
                yield node, docstring


def test_no_variable_is_a_riddle():
    riddles = [
        f"{path}:{line} {name}"
        for path, tree in trees()
        for name, line in bindings(tree)
        if name.lstrip("_") in RIDDLES
        and (path.as_posix(), name) not in KEYS
        and not (name == "_place" or (name == "place" and path.as_posix() in PLACES))
    ]
    assert not riddles


def test_public_functions_begin_with_a_verb_in_the_imperative():
    wrong = [
        f"{path}:{node.lineno} {node.name}: {docstring.splitlines()[0]}"
        for path, tree in trees()
        for node, docstring in docstrings(tree, ast.FunctionDef)
        if not node.name.startswith("_") and not is_property(node) and first_word(docstring) not in VERBS
    ]
    assert not wrong


def test_modules_and_classes_begin_with_their_noun():
    wrong = [
        f"{path}:{getattr(node, 'lineno', 1)}: {docstring.splitlines()[0]}"
        for path, tree in trees()
        for node, docstring in docstrings(tree, ast.Module, ast.ClassDef)
        if first_word(docstring) in QUESTIONS
    ]
    assert not wrong


def test_no_docstring_says_anew():
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    assert not [
        f"{path}: {text}" for path, tree in trees() for _, text in docstrings(tree, *kinds) if "anew" in text
    ]


def test_modules_are_nouns():
    modules = [path for path, _ in trees() if path.stem.endswith("ing")]
    assert not [str(path) for path in modules if path.stem.rpartition("_")[2] not in NOUNS_IN_ING]


@pytest.mark.parametrize("name", sorted(RIDDLES))
def test_riddles_are_noticed_wherever_they_are_bound(name: str):
    for code in (
        f"{name} = 1",
        f"def f({name}): ...",
        f"[{name} for {name} in x]",
        f"import x as {name}",
        f"({name} := 1)",
    ):
        assert name in [bound for bound, _ in bindings(ast.parse(code))]


TWICE = {
    "Lane": "of a trace on the page, and of the night strip",
    "Montage": "of traces, and of a simulated recording",
    "Overlay": "of other packages, and of marks over the night strip",
    "Page": "of traces, and of the night strip's marks",
    "Spectrogram": "of a signal, and of the night",
}
"""Public names of classes that stand twice, and what each is of."""


def test_a_class_name_means_one_thing():
    names = Counter(
        node.name
        for _, tree in trees()
        for node in tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert {name for name, count in names.items() if count > 1} <= set(TWICE)
