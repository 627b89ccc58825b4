"""Marks for texts of the core's tables that the window translates; the core knows nothing of Qt."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for Qt's lupdate, which knows this name; it is translated where it is shown."""
    return text
