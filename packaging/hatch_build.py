"""Compile the translations before a wheel, a source distribution or an editable installation is made."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))

from translations import ROOT, compile_outdated, outdated


class TranslationsHook(BuildHookInterface[Any]):
    """Hook of hatchling."""

    def dependencies(self) -> list[str]:
        """Return what is needed to compile, where anything is to be compiled."""
        return ["PySide6-Essentials>=6.7,<6.12"] if self._todo() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile what has changed."""
        if self._todo():
            compile_outdated()

    @staticmethod
    def _todo() -> bool:
        """Return whether there is anything to compile; a source distribution brings it compiled."""
        return not (ROOT / "PKG-INFO").exists() and bool(outdated())
