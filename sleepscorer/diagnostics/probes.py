"""Probes of libraries in a process of their own, as a broken one may end the process it is loaded in."""

from __future__ import annotations

import multiprocessing
import os
import re
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

Answer = dict[str, object]
"""Plain values; ``error`` says in words what went wrong."""
Probe = Callable[[], Answer]

TIMEOUT_S = 60.0
CHARACTERS = "AZaz09µ±→≈"
"""What the window writes beyond the alphabet."""


def ask_in_child(probe: Probe, timeout_s: float = TIMEOUT_S) -> Answer:
    """Return the answer of a probe that may crash or hang.

    Parameters
    ----------
    probe : callable
        Importable by name.
    timeout_s : float
    """
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        errors = Path(folder, "said")
        child = context.Process(target=_answer, args=(probe, sending, str(errors)), daemon=True)
        child.start()
        sending.close()
        try:
            answer: Answer = receiving.recv() if receiving.poll(timeout_s) else {}
        except EOFError:
            answer = {}
        _end(child)
        return answer or {"error": _last_words(errors, child.exitcode)}


def _end(child: multiprocessing.process.BaseProcess) -> None:
    child.join(2)
    if child.is_alive():
        child.kill()
        child.join()


def _answer(probe: Probe, sending: Connection, errors: str) -> None:
    """Run in the child; what libraries print is kept to be read where the child crashes."""
    os.dup2(os.open(errors, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), 2)
    try:
        sending.send(probe())
    except BaseException as error:
        sending.send({"error": f"{type(error).__name__}: {error}"})
    os._exit(0)  # a library that is broken may also fail to end


def _last_words(errors: Path, code: int | None) -> str:
    text = errors.read_text(encoding="utf-8", errors="replace") if errors.exists() else ""
    missing = re.search(r"([\w.+-]+\.so[\w.]*): cannot open shared object file", text)
    if missing:
        return f"the library {missing[1]} is missing"
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if "could not" in line.lower()] or lines
    return f"it ended the process that tried it (code {code}): {telling[-1][:200] if telling else 'no word'}"


def probe_onnx() -> Answer:
    """Load the default model's network."""
    import onnxruntime

    from sleepscorer.prescoring.model_card import find_models
    from sleepscorer.prescoring.prescore import DEFAULT_MODEL

    network = find_models(DEFAULT_MODEL)[0].network
    onnxruntime.InferenceSession(network, providers=["CPUExecutionProvider"])
    return {"version": onnxruntime.__version__}


def probe_qt() -> Answer:
    """Make an application on this machine's platform; offscreen where there is no screen."""
    has_display = sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if not has_display:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_DEBUG_PLUGINS", "1")
    from PySide6.QtCore import qVersion
    from PySide6.QtGui import QFontDatabase, QRawFont
    from PySide6.QtWidgets import QApplication

    application = QApplication(["sleepscorer"])
    screen = application.primaryScreen()
    raw = QRawFont.fromFont(application.font())
    return {
        "version": qVersion(),
        "platform": application.platformName(),
        "families": len(QFontDatabase.families()),
        "font": application.font().family(),
        "missing": "".join(
            character for character in CHARACTERS if not raw.supportsCharacter(ord(character))
        ),
        "has_display": has_display,
        "width": screen.availableSize().width(),
        "height": screen.availableSize().height(),
        "scale": round(screen.devicePixelRatio(), 2),
        "dpi": round(screen.logicalDotsPerInch()),
    }
