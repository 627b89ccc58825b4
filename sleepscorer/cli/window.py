"""The window, opened from the command line."""

from __future__ import annotations

import gc
from importlib import import_module
from types import ModuleType

from sleepscorer.errors import SleepscorerError


def open_window(paths: list[str]) -> int:
    """Open the window, on a recording if one is named."""
    code: int = load_window().run(paths)
    return code


def load_window() -> ModuleType:
    """Load the window; Python's cyclic garbage is left to the window itself from here on.

    What is imported stays: looking through it time and again would only hold the start up.

    Raises
    ------
    SleepscorerError
        If a library that it needs does not load.
    """
    gc.disable()
    try:
        loaded = import_module("sleepscorer.gui.app")
    except ImportError as error:
        gc.enable()
        raise _no_window(error) from error
    gc.freeze()
    return loaded


def _no_window(error: ImportError) -> SleepscorerError:
    package = (error.name or "").partition(".")[0]
    is_absent = isinstance(error, ModuleNotFoundError)  # one that does not load has a name, too
    if is_absent and package in ("PySide6", "shiboken6", "pyqtgraph"):
        return SleepscorerError(
            f"The window cannot be opened: {package} is not installed here; install it with pip install "
            "PySide6-Essentials pyqtgraph. The other commands do without."
        )
    return SleepscorerError(f"The window cannot be opened: {error}. Install what is missing and try again.")
