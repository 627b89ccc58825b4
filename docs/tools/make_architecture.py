"""Write the lists of docs/architecture.md and docs/modules.md from the docstrings of the package.

``python docs/tools/make_architecture.py``
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "sleepscorer"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
MODULES = ROOT / "docs" / "modules.md"
LAYOUT = re.compile(r"(<!-- layout -->\n).*?(<!-- end -->)", re.DOTALL)
HEAD = """# Modules

What each module is for, by package, from its docstring; [architecture.md](architecture.md) says how they hang
together. This page is made by `python docs/tools/make_architecture.py`.
"""


def architecture() -> str:
    """Return docs/architecture.md with the list of packages brought up to date."""
    rows = [f"    {_indented(package)}{purpose(package / '__init__.py')}" for package in packages()]
    rows += [f"    {module.name:<26} {purpose(module)}" for module in modules(PACKAGE)]
    text = ARCHITECTURE.read_text(encoding="utf-8")
    listed = "\n".join(rows)
    return LAYOUT.sub(lambda match: f"{match[1]}\n{listed}\n\n{match[2]}", text)


def module_page() -> str:
    """Return docs/modules.md: each module with the first sentence of its docstring."""
    parts = [HEAD]
    for package in packages():
        parts.append(f"## {'.'.join(package.relative_to(ROOT).parts)}\n")
        parts.append(f"{purpose(package / '__init__.py')}\n")
        rows = [f"| `{module.stem}` | {purpose(module)} |" for module in modules(package)]
        if rows:
            parts.append("\n".join(["| module | what it is for |", "| --- | --- |", *rows, ""]))
    return "\n".join(parts)


def packages() -> Iterator[Path]:
    """Yield the folders of the package, each before those inside it."""
    for init in sorted(PACKAGE.rglob("__init__.py"), key=lambda path: path.parent.parts):
        yield init.parent


def modules(package: Path) -> Iterator[Path]:
    """Yield the modules that stand in a package itself."""
    yield from (path for path in sorted(package.glob("*.py")) if not path.name.startswith("__"))


def purpose(module: Path) -> str:
    """Return the first sentence of a module's docstring, without its final stop.

    Raises
    ------
    SystemExit
        If the module has no docstring.
    """
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    if not docstring:
        raise SystemExit(f"{module} has no docstring; say there what it is for.")
    return " ".join(docstring.partition("\n\n")[0].split()).removesuffix(".").replace("|", "\\|")


def _indented(package: Path) -> str:
    depth = len(package.relative_to(PACKAGE).parts)
    return f"{'  ' * depth + package.name + '/':<27}"


if __name__ == "__main__":
    ARCHITECTURE.write_text(architecture(), encoding="utf-8")
    MODULES.write_text(module_page(), encoding="utf-8")
