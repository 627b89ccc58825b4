"""Annotations in files that a library reads: MNE-Python's FIF, and PhysioNet's WFDB annotations."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import pairwise
from math import isfinite
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sleepscorer.errors import HypnogramError
from sleepscorer.extras import install_command
from sleepscorer.formats.grammars.arrays import content_of
from sleepscorer.formats.grammars.rows import STAGE_TEXTS, event_text, until_next
from sleepscorer.formats.timed_labels import Labels, TimedLabel
from sleepscorer.messages import Message
from sleepscorer.stages import EPOCH_SECONDS, Stage

FIF_MAGIC = b"\0\0\0\x64\0\0\0\x1f\0\0\0\x14"
"""First tag of every FIF file: its identification, a structure of 20 bytes."""

_WFDB_STAGES = {
    **dict.fromkeys(("W", "S0", "SLEEP-S0"), Stage.W),
    **dict.fromkeys(("1", "N1", "S1", "SLEEP-S1"), Stage.N1),
    **dict.fromkeys(("2", "N2", "S2", "SLEEP-S2"), Stage.N2),
    **dict.fromkeys(("3", "4", "N3", "S3", "S4", "SLEEP-S3", "SLEEP-S4"), Stage.N3),
    **dict.fromkeys(("R", "REM", "SLEEP-REM"), Stage.R),
    **dict.fromkeys(("M", "MT", "U", "SLEEP-MT", "SLEEP-UNSCORED"), Stage.UNSCORED),
}
_WFDB_EVENTS = {
    "resp_hypopnea": "Hypopnea",
    "resp_obstructiveapnea": "Obstructive apnea",
    "resp_centralapnea": "Central apnea",
    "resp_mixedapnea": "Mixed apnea",
    "arousal_rera": "RERA",
}
_SKIP, _AUX = 59, 63
_CODES = frozenset((*range(42), *range(_SKIP, _AUX + 1)))
_FEWEST_NOTES = 2


def fif_labels(path: Path) -> Labels:
    """Read the labels of annotations that MNE-Python saved as FIF, alone or in a recording.

    Raises
    ------
    HypnogramError
        In one sentence, if MNE-Python cannot read it or there are none.
    """
    import mne

    read: Any
    try:
        with TemporaryDirectory() as folder, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            named = path
            if not path.name.endswith((".fif", ".fif.gz")):  # MNE-Python goes by the name
                named = Path(folder) / "x-annot.fif"
                named.write_bytes(content_of(path))
            read = mne.read_annotations(named)
    except HypnogramError:
        raise
    except Exception as error:  # MNE-Python raises of every kind where a file is mangled
        raise HypnogramError(
            Message("{path} holds no annotations that MNE-Python reads; save them as EDF+ or CSV.", path=path)
        ) from error
    start = read.orig_time.replace(tzinfo=None) if read.orig_time else None
    items = tuple(
        _of_annotation(str(text), float(onset), float(duration), ", ".join(channels))
        for text, onset, duration, channels in zip(
            read.description, read.onset, read.duration, read.ch_names, strict=True
        )
        if isfinite(onset) and isfinite(duration)
    )
    return Labels(items, "MNE", start=start, from_recording_start=start is None)


def _of_annotation(text: str, start_s: float, length_s: float, channels: str) -> TimedLabel:
    words, _, channel = text.partition("@@")
    return TimedLabel(words.strip(), start_s, max(0.0, length_s), None, channel.strip() or channels)


def looks_like_wfdb(head: bytes) -> bool:
    """Tell whether bytes are annotations of PhysioNet's format, notes with a stage among them.

    A word of 16 bits holds a code in its upper 6 bits; 59 is followed by 4 bytes of time, 63 by a note
    (WFDB Programmer's Guide, "annot(5)").
    """
    at, notes = 0, 0
    while at + 2 <= len(head):
        word = int.from_bytes(head[at : at + 2], "little")
        code, length, at = word >> 10, word & 0x3FF, at + 2
        if word == 0:
            break
        if code not in _CODES:
            return False
        if code == _SKIP:
            at += 4
        elif code == _AUX:
            note = head[at : at + length].rstrip(b"\0")
            if not note.isascii() or (at + length <= len(head) and not note.decode("ascii").isprintable()):
                return False
            notes += bool(note) and note.decode("ascii").split(" ")[0] in _WFDB_STAGES
            at += length + length % 2
    return notes >= _FEWEST_NOTES


def wfdb_labels(path: Path) -> Labels:
    """Read the labels of PhysioNet's annotations: stages in their notes, such as ``W``, ``N2`` or ``4 H``.

    Times count samples; the file or the record's ``.hea`` beside it says how many make a second. What a
    note says of an epoch besides its stage has no time of its own, and is left out.

    Raises
    ------
    HypnogramError
        In one sentence, if the package wfdb is missing or cannot read it, or the sampling rate is not known.
    """
    if find_spec("wfdb") is None:
        raise HypnogramError(
            Message(
                "{path} holds WFDB annotations; to read them install wfdb with {how}.",
                path=path,
                how=install_command("formats"),
            )
        )
    import wfdb

    content = content_of(path)
    header = path.with_suffix(".hea")
    try:
        with TemporaryDirectory() as folder:
            (Path(folder) / "x.st").write_bytes(content)
            if header.is_file():
                _copy_header(header, Path(folder) / "x.hea")
            read = wfdb.rdann(str(Path(folder) / "x"), "st")
            rate = float(read.fs) if read.fs else None
        notes = [
            (int(sample), str(note).rstrip("\0"))
            for sample, note in zip(read.sample, read.aux_note, strict=True)
        ]
    except HypnogramError:
        raise
    except Exception as error:  # wfdb raises of every kind where a file is mangled
        raise HypnogramError(
            Message("{path} is no sound WFDB annotation file; copy it again from its source.", path=path)
        ) from error
    if rate is None or not isfinite(rate) or rate <= 0:
        raise HypnogramError(
            Message(
                "{path} does not say how many samples make a second; put the record's {name} beside it.",
                path=path,
                name=header.name,
            )
        )
    timed = [(sample / rate, note.strip()) for sample, note in notes if note.strip()]
    items, left_out = _wfdb_items(timed)
    notices = (
        Message(
            "{count} notes on whole epochs, such as apnoeas, have no time of their own and were left out.",
            count=left_out,
        ),
    )
    return Labels(tuple(items), "WFDB", from_recording_start=True, notices=notices if left_out else ())


def _copy_header(header: Path, target: Path) -> None:
    """Copy of a record's header, its name replaced, as wfdb asks for one that is that of the file."""
    lines = header.read_text("latin-1").splitlines()[:1000]
    first = next((index for index, line in enumerate(lines) if line and not line.startswith("#")), None)
    if first is not None:
        lines[first] = " ".join(["x", *lines[first].split()[1:]])
    target.write_text("\n".join(lines) + "\n", "latin-1")


def _wfdb_items(timed: Sequence[tuple[float, str]]) -> tuple[list[TimedLabel], int]:
    """Labels, and how many notes were left out; a stage that follows itself lasts for an epoch."""
    stages: list[TimedLabel] = []
    events: list[TimedLabel] = []
    open_at: dict[str, float] = {}
    left_out = 0
    for at, note in timed:
        word, *more = note.split()
        if word in _WFDB_STAGES:
            stages.append(TimedLabel(STAGE_TEXTS[_WFDB_STAGES[word]], at, float(EPOCH_SECONDS), None))
            left_out += len(more) > 0
        elif note.startswith("("):
            open_at[note[1:]] = at
        elif note.endswith(")") and note[:-1] in open_at:
            begin = open_at.pop(note[:-1])
            name = _WFDB_EVENTS.get(note[:-1], note[:-1].replace("_", " "))
            events.append(TimedLabel(event_text(name), begin, at - begin, None))
    repeats = any(label.text == other.text for label, other in pairwise(stages))
    last = timed[-1][0] if timed else None
    return [*(stages if repeats else until_next(stages, last)), *events], left_out
