"""Stages in arrays: numpy's ``.npy`` as U-Sleep writes it, and FASST's ``.mat``.

Nothing in a file is unpickled, and no more is taken into memory than the file could hold.

Layouts: U-Time's predictions, a number per epoch; FASST's ``D.other.CRC.score``, a column per rater with the
stages, the rater's name, the length of an epoch and the window, as Wonambi reads it.
"""

from __future__ import annotations

import io
import zlib
from datetime import datetime, timedelta
from math import modf, prod
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sleepscorer.errors import HypnogramError
from sleepscorer.formats.grammars.rows import STAGE_TEXTS
from sleepscorer.formats.timed_labels import Labels, TimedLabel, Vocabulary
from sleepscorer.messages import Message, message_of, reason
from sleepscorer.scoring import Scoring
from sleepscorer.stages import Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_BYTES = 20_000_000
_MOST_UNPACKED = 200_000_000
NPY_MAGIC = b"\x93NUMPY"
_MAT_MAGIC = b"MATLAB 5.0 MAT-file"
_MI_COMPRESSED = 15


def content_of(path: Path, most: int = _MOST_BYTES) -> bytes:
    """Return the bytes of a file that is not too large to be a hypnogram.

    Raises
    ------
    HypnogramError
        In one sentence, if it is, or cannot be opened.
    """
    try:
        if path.stat().st_size > most:
            raise HypnogramError(
                Message("{path} is too large to be a hypnogram; choose the file with the scoring.", path=path)
            )
        return path.read_bytes()
    except OSError as error:
        raise HypnogramError(
            Message("{path} cannot be opened ({reason}).", path=path, reason=reason(error))
        ) from error


def npy_labels(path: Path) -> Labels:
    """Read the labels of a one-dimensional array of whole numbers, one per epoch; it says no epoch length.

    Raises
    ------
    HypnogramError
        In one sentence, if it is no such array.
    """
    values = _npy(content_of(path), path)
    if values.ndim == 2 and 1 in values.shape:
        values = values.reshape(-1)
    if values.ndim == 2:
        raise HypnogramError(
            Message(
                "{path} holds {count} numbers per epoch, such as probabilities, and not stages; "
                "save the stages themselves.",
                path=path,
                count=values.shape[1],
            )
        )
    if values.ndim != 1:
        raise HypnogramError(
            Message(
                "{path} holds an array of {count} dimensions; save one number per epoch.",
                path=path,
                count=values.ndim,
            )
        )
    if not np.isfinite(values).all() or (values != np.round(values)).any() or (np.abs(values) > 99).any():
        raise HypnogramError(
            Message("{path} holds numbers that are no stages; save one whole number per epoch.", path=path)
        )
    items = tuple(TimedLabel(str(int(value))) for value in values.tolist())
    return Labels(items, "U-Sleep", vocabulary=Vocabulary.STAGES)


def _npy(content: bytes, path: Path) -> NDArray[Any]:
    from tokenize import TokenError

    from numpy.lib import format as npy

    file = io.BytesIO(content)
    try:
        version = npy.read_magic(file)
        read_header = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
        shape, _, dtype = read_header(file)
        if dtype.kind not in "iuf" or prod(shape) * dtype.itemsize > len(content):
            raise ValueError(Message("it holds other things than numbers, or ends early"))
        file.seek(0)
        return np.asarray(np.load(file, allow_pickle=False), np.float64)
    except (
        ValueError,
        TypeError,
        EOFError,
        OverflowError,
        SyntaxError,
        TokenError,
        RecursionError,
        MemoryError,
    ) as error:
        reason = message_of(error)
        if not isinstance(reason, Message):
            reason = reason.partition("\n")[0][:120]
        raise HypnogramError(
            Message("{path} is no sound array of numpy ({reason}); save it again.", path=path, reason=reason)
        ) from error


def encode_npy(scoring: Scoring, start: datetime | None) -> bytes:
    """Encode an array of numpy as U-Sleep reads it: 0 W, 1 N1, 2 N2, 3 N3, 4 R, -1 unscored."""
    del start
    file = io.BytesIO()
    np.save(file, scoring.stages.astype("<i8"), allow_pickle=False)
    return file.getvalue()


_FASST = {
    0: Stage.W,
    1: Stage.N1,
    2: Stage.N2,
    3: Stage.N3,
    4: Stage.N3,
    5: Stage.R,
    6: Stage.UNSCORED,
    7: Stage.UNSCORED,
}


def is_mat(head: bytes) -> bool:
    """Tell whether a file opens as a MAT-file of version 5."""
    return head.startswith(_MAT_MAGIC)


def fasst_labels(path: Path) -> Labels:
    """Read the labels of a FASST ``.mat`` file: the stages of its only rater.

    Raises
    ------
    HypnogramError
        In one sentence, if it is no file of FASST, or several raters have scored it.
    """
    content = content_of(path)
    _check_unpacked(content, path)
    try:
        from scipy.io import loadmat

        root = loadmat(
            io.BytesIO(content),
            variable_names="D",
            struct_as_record=False,
            squeeze_me=True,
            chars_as_strings=True,
        )["D"].other
        score, info = root.CRC.score, getattr(root, "info", None)
        columns = score[:, None] if score.ndim == 1 else score
        scored = [rater for rater in range(columns.shape[1]) if np.size(columns[0, rater])]
        stages = np.atleast_1d(np.asarray(columns[0, scored[0]], np.float64)) if scored else np.zeros(0)
        length_s = float(columns[2, scored[0]]) if scored else 0.0
        start = _fasst_start(info)
    except Exception as error:  # scipy raises of every kind where a file is mangled
        raise HypnogramError(
            Message(
                "{path} is no MAT-file of FASST (D.other.CRC.score); choose the file that holds the scoring.",
                path=path,
            )
        ) from error
    if len(scored) > 1:
        raise HypnogramError(
            Message(
                "{path} holds the stages of {count} raters; keep one of them in FASST and read it again.",
                path=path,
                count=len(scored),
            )
        )
    items = [TimedLabel(_fasst_text(value, epoch, path)) for epoch, value in enumerate(stages, 1)]
    return Labels(
        tuple(items),
        "FASST",
        start=start,
        epoch_seconds=length_s,
        from_recording_start=start is None,
        vocabulary=Vocabulary.STAGES,
    )


def _fasst_start(info: Any) -> datetime | None:
    if not hasattr(info, "hour") or not hasattr(info, "date"):
        return None
    fraction, second = modf(float(info.hour[2]))
    year, month, day = (int(number) for number in info.date)
    at = datetime(year, month, day, int(info.hour[0]), int(info.hour[1]), int(second))
    return at + timedelta(microseconds=round(fraction * 1e6))


def _fasst_text(value: float, epoch: int, path: Path) -> str:
    if np.isnan(value):
        return STAGE_TEXTS[Stage.UNSCORED]
    stage = _FASST.get(int(value)) if value == int(value) else None
    if stage is None:
        raise HypnogramError(
            Message(
                "{path}, epoch {epoch}: {value:g} is no sleep stage of FASST (0 to 7); correct it.",
                path=path,
                epoch=epoch,
                value=value,
            )
        )
    return STAGE_TEXTS[stage]


def _check_unpacked(content: bytes, path: Path) -> None:
    """Refuse a file whose compressed variables grow beyond all measure."""
    at, unpacked = 128, 0
    order = "big" if content[126:128] == b"MI" else "little"
    while at + 8 <= len(content):
        kind = int.from_bytes(content[at : at + 4], order)  # type: ignore[arg-type]
        size = int.from_bytes(content[at + 4 : at + 8], order)  # type: ignore[arg-type]
        if kind == _MI_COMPRESSED:
            unpacked += _unpacked_size(content[at + 8 : at + 8 + size])
            if unpacked > _MOST_UNPACKED:
                raise HypnogramError(
                    Message("{path} unpacks to too much to be a hypnogram; choose another file.", path=path)
                )
        at += 8 + size


def _unpacked_size(block: bytes) -> int:
    unpacker, size, rest = zlib.decompressobj(), 0, block
    try:
        while rest and size <= _MOST_UNPACKED and not unpacker.eof:
            size += len(unpacker.decompress(rest, 1_000_000))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return size
    return size
