"""Logo of a laboratory, checked alike for every kind of report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sleepscorer.errors import SleepscorerError
from sleepscorer.messages import Message, reason
from sleepscorer.report.whole_pictures import is_whole

MOST_BYTES = 2 << 20
_KINDS = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".svg": "svg+xml", ".gif": "gif"}


@dataclass(frozen=True)
class Logo:
    """Picture as it is in its file.

    Attributes
    ----------
    path : Path
    kind : {"png", "jpeg", "gif", "svg+xml"}
    data : bytes
    """

    path: Path
    kind: str
    data: bytes


def read_logo(path: Path) -> Logo:
    """Read a logo.

    Parameters
    ----------
    path : Path
        PNG, JPEG, GIF or SVG of at most 2 MB.

    Raises
    ------
    SleepscorerError
        In one sentence, if it cannot be read, is cut off, or is something else.
    """
    kind = _KINDS.get(path.suffix.lower())
    try:
        data = path.read_bytes() if kind else b""
    except OSError as error:
        raise SleepscorerError(
            Message(
                "The logo {path} cannot be read ({reason}); choose another in the preferences.",
                path=path,
                reason=reason(error),
            )
        ) from error
    if kind is None or len(data) > MOST_BYTES or not is_whole(data, kind):
        raise no_picture(path)
    return Logo(path, kind, data)


def no_picture(path: Path) -> SleepscorerError:
    """Return the error of a file that is no picture of these kinds, or one that is cut off."""
    return SleepscorerError(
        Message(
            "The logo {path} is no whole PNG, JPEG, GIF or SVG of at most 2 MB; choose another one.",
            path=path,
        )
    )
