"""Log file that can be sent to somebody: it never holds a path, a name or an id of a recording."""

from __future__ import annotations

import logging
from pathlib import Path

LOGGER = logging.getLogger("sleepscorer")


def start_logging(folder: Path | None = None) -> Path | None:
    """Log to a file in the user's log folder.

    Parameters
    ----------
    folder : Path, optional
        Instead of the user's log folder.

    Returns
    -------
    Path or None
        The log file; None where the folder cannot be written, which is no reason not to start.
    """
    from logging.handlers import RotatingFileHandler

    from platformdirs import user_log_path

    target = folder or user_log_path("sleepscorer", appauthor=False)
    try:
        target.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(target / "sleepscorer.log", maxBytes=1 << 20, backupCount=2)
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    return target / "sleepscorer.log"


def log_error(error: BaseException, doing: str) -> None:
    """Log where an error came from, without its message: messages can name recordings."""
    LOGGER.error("%s failed: %s", doing, where_from(error))


def where_from(error: BaseException) -> str:
    """Return the type of an error and where it came from, without its message."""
    frames = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return f"{type(error).__name__} at {' < '.join(reversed(frames))}"
