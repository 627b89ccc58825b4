"""Doctor of an installation: whether everything the program needs works, and what to do where it does not.

It opens no recording and names none: what it says can be sent to whoever helps.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile

from sleepscorer import __version__
from sleepscorer.diagnostics.probes import Answer, ask_in_child, probe_onnx, probe_qt
from sleepscorer.errors import ModelError
from sleepscorer.messages import reason

LEAST_FREE_BYTES = 200 << 20
LEAST_SCREEN = (1024, 700)
_LIBRARIES = "libegl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libfontconfig1"


class FindingState(StrEnum):
    """FindingState of what was checked; only ``BROKEN`` keeps something from working."""

    OK = "ok"
    NOTE = "note"
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """Result of a check.

    Attributes
    ----------
    name : str
        What was looked at.
    state : FindingState
    found : str
        What was found.
    todo : str
        What to do; empty where all is well.
    """

    name: str
    state: FindingState
    found: str
    todo: str = ""


def examine() -> Iterator[Finding]:
    """Run every check, in an order that says the simple things first.

    Yields
    ------
    Finding
        At least one per check; a check that fails itself is a finding, too.
    """
    for check in (_program, _resources, _models, _onnxruntime, _folders, _settings, _qt):
        try:
            yield from check()
        except Exception as error:
            name = check.__name__.strip("_")
            message = f"the check itself failed ({type(error).__name__}: {_plain(str(error))})"
            yield Finding(
                name, FindingState.BROKEN, message, "Install sleepscorer again, and report this line."
            )


def _program() -> Iterator[Finding]:
    where = "frozen" if getattr(sys, "frozen", False) else f"Python {platform.python_version()}"
    message = f"{__version__}, {where}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    yield Finding("sleepscorer", FindingState.OK, message)


def _resources() -> Iterator[Finding]:
    from sleepscorer.assets import resource

    if resource("sample", "sample-night.edf").is_file() and resource("montages").is_dir():
        yield Finding("resources", FindingState.OK, "sample night and montages are there")
    else:
        yield Finding("resources", FindingState.BROKEN, "files are missing", "Install sleepscorer again.")


def _models() -> Iterator[Finding]:
    from sleepscorer.assets import models_folder
    from sleepscorer.prescoring.model_card import load_card, user_models_folder
    from sleepscorer.prescoring.prescore import DEFAULT_MODEL

    names = set()
    for root in (models_folder(), user_models_folder()):
        for path in sorted(root.glob("*/card.json")):
            name = f"model {path.parent.name}"
            try:
                card = load_card(path.parent)
                names |= {card.name, card.family} if card.network else set()
                yield Finding(name, FindingState.OK, f"sha256 {card.sha256[:12]} as its card says")
            except ModelError as error:
                yield Finding(name, FindingState.BROKEN, _plain(str(error)), "Install the model again.")
    if DEFAULT_MODEL not in names:
        message = f"the default model {DEFAULT_MODEL} is not installed"
        yield Finding("models", FindingState.BROKEN, message, "Install sleepscorer again.")


def _onnxruntime() -> Iterator[Finding]:
    answer = ask_in_child(probe_onnx)
    if "error" in answer:
        todo = f"{_again('onnxruntime')} (Windows: Visual C++ too)."
        yield Finding("onnxruntime", FindingState.BROKEN, _plain(str(answer["error"])), todo)
        return
    yield Finding("onnxruntime", FindingState.OK, f"{answer['version']}, loads the default model's network")


def _folders() -> Iterator[Finding]:
    from platformdirs import user_log_path, user_state_path

    from sleepscorer.settings import settings_path

    folders = {
        "settings folder": settings_path().parent,
        "state folder": user_state_path("sleepscorer", appauthor=False),
        "log folder": user_log_path("sleepscorer", appauthor=False),
    }
    for name, folder in folders.items():
        yield _folder(name, folder)


def _folder(name: str, folder: Path) -> Finding:
    shown = _plain(str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder) as file:
            file.write(b"\0" * 4096)
            file.flush()
        free = shutil.disk_usage(folder).free
    except OSError as error:
        todo = "Give yourself the right to write there, or make room on the disk."
        return Finding(name, FindingState.BROKEN, f"{shown} cannot be written ({reason(error)})", todo)
    if free < LEAST_FREE_BYTES:
        return Finding(
            name, FindingState.NOTE, f"{shown}: {free >> 20} MB are free", "Make room on the disk."
        )
    return Finding(name, FindingState.OK, f"{shown} can be written")


def _settings() -> Iterator[Finding]:
    from sleepscorer.settings import machine_settings_path, settings_path

    yield _settings_file("settings", settings_path())
    if machine_settings_path().exists():
        yield _settings_file("machine's settings", machine_settings_path())


def _settings_file(name: str, path: Path) -> Finding:
    if not path.exists():
        return Finding(name, FindingState.OK, "none yet; the usual ones hold")
    try:
        is_sound = isinstance(json.loads(path.read_text(encoding="utf-8")), dict)
    except (OSError, ValueError):
        is_sound = False
    if is_sound:
        return Finding(name, FindingState.OK, "can be read")
    message = f"{_plain(str(path))} cannot be read, so the usual settings hold"
    return Finding(name, FindingState.NOTE, message, "Move the file away, and set again what you need.")


def _qt() -> Iterator[Finding]:
    missing = [package for package in ("PySide6", "pyqtgraph") if find_spec(package) is None]
    if missing:
        message = f"{' and '.join(missing)} not installed; the window cannot be opened, all else works"
        todo = "Where a window is wanted: pip install PySide6-Essentials pyqtgraph"
        yield Finding("Qt", FindingState.NOTE, message, todo)
        return
    answer = ask_in_child(probe_qt)
    if "error" in answer:
        yield Finding("Qt", FindingState.BROKEN, _plain(str(answer["error"])), _qt_todo())
        return
    yield Finding("Qt", FindingState.OK, f"Qt {answer['version']}, platform {answer['platform']}")
    yield _fonts(answer)
    yield _screen(answer)


def _qt_todo() -> str:
    if platform.system() == "Linux":
        return (
            f"Install the window system's libraries (Debian, Ubuntu: sudo apt-get install {_LIBRARIES}), "
            "and see that DISPLAY names a screen; "
            "'sleepscorer prescore' works without them."
        )
    return f"{_again('PySide6-Essentials')}."


def _again(package: str) -> str:
    """Return how to reinstall a library; pip cannot reach those of the frozen application."""
    if getattr(sys, "frozen", False):
        return "Install sleepscorer again: the library is part of it"
    return f"Install it again: pip install --force-reinstall {package}"


def _fonts(answer: Answer) -> Finding:
    if not answer["families"]:
        todo = "Install a font (Debian, Ubuntu: sudo apt-get install fonts-dejavu-core)."
        return Finding("fonts", FindingState.BROKEN, "none is installed; texts would be empty boxes", todo)
    missing = str(answer["missing"])
    if missing:
        todo = "Install fonts-dejavu-core, or another font that has them."
        return Finding(
            "fonts", FindingState.NOTE, f"the font {answer['font']} has no {' '.join(missing)}", todo
        )
    return Finding("fonts", FindingState.OK, f"{answer['families']} families, {answer['font']} is used")


def _screen(answer: Answer) -> Finding:
    if not answer["has_display"]:
        message = "none; windows cannot be shown here, 'sleepscorer prescore' works all the same"
        return Finding(
            "screen", FindingState.NOTE, message, "Start it where there is a screen to open the window."
        )
    width, height = int(str(answer["width"])), int(str(answer["height"]))
    message = f"{width} x {height} points, scale {answer['scale']}, {answer['dpi']} dpi"
    if width < LEAST_SCREEN[0] or height < LEAST_SCREEN[1]:
        todo = f"A page needs {LEAST_SCREEN[0]} x {LEAST_SCREEN[1]} points; set a lower scale for the screen."
        return Finding("screen", FindingState.NOTE, message, todo)
    return Finding("screen", FindingState.OK, message)


def _plain(text: str) -> str:
    """Return one line, with the user's own folder as ``~``."""
    home = str(Path.home())
    return " ".join((text.replace(home, "~") if len(home) > 1 else text).split())
