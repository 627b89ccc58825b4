"""Licence notices of everything that is shipped, as one text file."""

from __future__ import annotations

from collections.abc import Sequence

from steps.components import Component

_LINE = "=" * 100


def notices(components: Sequence[Component]) -> str:
    """Text with a table of what is shipped, and then the licence texts; a text is printed once.

    Parameters
    ----------
    components : sequence of Component
    """
    width = max(len(one.name) for one in components) + 2
    table = [f"{one.name:{width}}{one.version:18}{one.licence}" for one in components]
    head = (
        "sleepscorer contains or uses the following software of others. sleepscorer itself is under the\n"
        "BSD 3-Clause License (LICENSE); data and models are named in NOTICE.md.\n"
    )
    seen: dict[str, str] = {}
    parts = [part for one in components for part in _texts(one, seen)]
    return "\n".join([head, *table, "", *parts])


def _texts(one: Component, seen: dict[str, str]) -> list[str]:
    lines = [_LINE, f"{one.name} {one.version}: {one.licence}", _LINE, ""]
    for name, text in one.texts:
        key = " ".join(text.split())
        if key in seen:
            lines.append(f"{name}: as printed under {seen[key]}\n")
        else:
            seen[key] = one.name
            lines.append(f"--- {name}\n\n{text.strip()}\n")
    return lines
