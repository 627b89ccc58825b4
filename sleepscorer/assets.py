"""Folders of models and resources: in a checkout, an installed wheel or a frozen application."""

from __future__ import annotations

import sys
from pathlib import Path


def _root() -> Path:
    if hasattr(sys, "_MEIPASS"):
        return Path(sys._MEIPASS)
    package = Path(__file__).parent
    bundled = package / "_bundled"
    return bundled if bundled.is_dir() else package.parent


def models_folder() -> Path:
    """Return the folder that holds one folder per model."""
    return _root() / "models"


def resource(*parts: str) -> Path:
    """Return the path of a resource, e.g. ``resource("sample", "sample-night.edf")``."""
    return _root().joinpath("resources", *parts)
