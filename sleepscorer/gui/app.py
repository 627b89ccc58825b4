"""Starts the application: a window on a night, or the demonstration on the sample night."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from sleepscorer.assets import resource
from sleepscorer.gui.background.garbage import collect_in_this_thread
from sleepscorer.gui.background.memory import share_memory
from sleepscorer.gui.help.clinical_sample import sample_folder
from sleepscorer.gui.i18n.translation import install
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.widgets.theme import chosen_theme, dress
from sleepscorer.logs import LOGGER, log_error, start_logging, where_from
from sleepscorer.settings import load_settings

SAMPLE = "sample-night.edf"
SAMPLE_HYPNOGRAM = "sample-night-hypnogram.edf"
DEMO_SIZE = (1600, 900)
DEMO_EPOCH = 132
CLINICAL_EPOCH = 80
CLINICAL_TRUTH = "clinical-sample_truth_hyp.edf"
SETTLE_MS = 500
LOG_MS = 100
"""The window is painted by then."""
SWITCH_S = 0.0001
"""Longest wait for another thread, in seconds; Python's usual 0.005 would pass at each trace painted."""


def has_display() -> bool:
    """Tell whether windows can be shown to somebody, and no platform of Qt was chosen that shows none."""
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in ("offscreen", "minimal"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def make_application() -> QApplication:
    """Make the application, with its colours; once."""
    made = QApplication.instance()
    if isinstance(made, QApplication):
        return made
    sys.setswitchinterval(SWITCH_S)
    share_memory()
    # An option, as setStyle() returns a QStyle, and to make that class takes as long as the application.
    application = QApplication([*sys.argv[:1], "-style", "fusion"])
    application.setApplicationName("sleepscorer")
    application.setDesktopFileName("sleepscorer")
    application.setWindowIcon(QIcon(str(resource("icons", "sleepscorer.png"))))
    return application


def make_window(state_folder: Path | None = None) -> MainWindow:
    """Make a window with the user's settings."""
    application = make_application()
    collect_in_this_thread(application)
    settings = load_settings()
    install(application, settings.language)
    dress(chosen_theme(settings.theme))
    return MainWindow(settings, state_folder)


def run(paths: Sequence[str] = ()) -> int:
    """Open the window on a recording, and stay until it is closed.

    Parameters
    ----------
    paths : sequence of str
        The first is opened.

    Returns
    -------
    int
        Exit code: 0, or 1 where no window can be shown.
    """
    if not has_display() and not os.environ.get("QT_QPA_PLATFORM"):
        print(
            "sleepscorer: There is no screen to open a window on; use 'sleepscorer prescore' instead.",
            file=sys.stderr,
        )
        return 1
    application = make_application()
    sys.excepthook = lambda kind, error, trace: _keep_going(error)
    window = make_window()
    window.resize(window.size().boundedTo(window.screen().availableSize()))
    window.show()
    QTimer.singleShot(LOG_MS, _log)
    if paths:
        _log()
        application.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        window.central.load()  # while the recording is opened
        window.open(paths[0])
    window.central.when_made(lambda: offer_tour(window, paths))
    return application.exec()


def offer_tour(window: MainWindow, paths: Sequence[str] = ()) -> bool:
    """Show the tour at the first start, on the sample night; a night of one's own is never in its way.

    Parameters
    ----------
    window : MainWindow
    paths : sequence of str
        What the program was started with.

    Returns
    -------
    bool
        Whether it is shown.
    """
    is_sample = all(Path(path).name == SAMPLE for path in paths)
    if window.settings.tour_seen or not is_sample or window.settings.recent[1:]:
        return False
    if QApplication.platformName() in ("offscreen", "minimal"):
        return False
    window.tours.take()
    return True


def _log() -> None:
    """Start the log, where an error has not done so."""
    if not LOGGER.handlers:
        start_logging()


def _keep_going(error: BaseException) -> None:
    """An error in one handler is logged and said; the window stays."""
    _log()
    log_error(error, "A handler")
    text = f"sleepscorer: An error in a handler ({where_from(error)}); the log file says so, too."
    print(text, file=sys.stderr)  # without its message, which may name a patient


def run_demo(out_folder: Path | None = None, *, clinical: bool = False) -> int:
    """Open a sample, pre-scored; without a screen, write what the window would show.

    Parameters
    ----------
    out_folder : Path, optional
        Where the sample and the results go. If not given: ``out`` in the current folder; for the
        clinical sample on a screen, the user's own files.
    clinical : bool
        The simulated clinical sample rather than the sample night.

    Returns
    -------
    int
        Exit code.
    """
    folder = (out_folder or Path("out")).absolute()
    if clinical:
        from sleepscorer.simulation.clinical import clinical_sample

        own = has_display() and out_folder is None
        night = clinical_sample(sample_folder(None) if own else folder)
    else:
        night = _sample_copy(folder)
    if has_display():
        return run([str(night)])
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qInstallMessageHandler(_without_size_hints)
    hypnogram = night.with_name(CLINICAL_TRUTH if clinical else SAMPLE_HYPNOGRAM)
    return _write_demo(night, hypnogram, CLINICAL_EPOCH if clinical else DEMO_EPOCH)


def _without_size_hints(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Qt's messages, less the one its offscreen platform gives for every window."""
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)


def _sample_copy(folder: Path) -> Path:
    """Copy of the sample night that may be written beside."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (SAMPLE, SAMPLE_HYPNOGRAM):
        if not (folder / name).exists():
            shutil.copyfile(resource("sample", name), folder / name)
    return folder / SAMPLE


def _write_demo(night: Path, hypnogram: Path, epoch: int) -> int:
    from sleepscorer.formats.export import export_paths
    from sleepscorer.gui.files.exports import export

    window = make_window()
    window.resize(*DEMO_SIZE)
    window.show()
    if not window.open(night) or not _wait_for_scores(window):
        print(f"sleepscorer: {window.banner.text()}", file=sys.stderr)
        window.close()
        return 1
    assert window.session is not None
    notices = list(window.session.notices)
    window.session.go_to(epoch)
    window.hypnograms.open(hypnogram)
    exported = export(window.workspace, export_paths(night).edf)
    _settle()
    window.banner.hide()
    picture = night.with_name("window.png")
    window.grab().save(str(picture))
    window.close()
    print("\n".join(notices))
    print(f"Hypnogram:  {export_paths(night).edf}\nScreenshot: {picture}")
    return 0 if exported and picture.exists() else 1


def _settle() -> None:
    """Let the window say what waits until a page is painted, and lay itself out with that."""
    loop = QEventLoop()
    QTimer.singleShot(SETTLE_MS, loop.quit)
    loop.exec()


def _wait_for_scores(window: MainWindow, timeout_ms: int = 120_000) -> bool:
    """Let the window work until the model has scored the night."""
    session = window.session
    if session is None:
        return False
    loop = QEventLoop()
    session.prescoring_moved.connect(lambda done: loop.quit() if done < 0 else None)
    QTimer.singleShot(timeout_ms, loop.quit)
    if session.scoring.probabilities is None:
        loop.exec()
    return session.scoring.probabilities is not None
