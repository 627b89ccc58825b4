"""Annotations in files that a library reads: MNE-Python's FIF, and PhysioNet's WFDB annotations."""

from __future__ import annotations

import struct
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from itertools import pairwise
from math import isfinite, remainder
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sleepscorer.errors import HypnogramError
from sleepscorer.extras import install_command
from sleepscorer.formats.grammars.arrays import content_of
from sleepscorer.formats.grammars.rows import STAGE_TEXTS, event_text, until_next
from sleepscorer.formats.hypnogram import TOLERANCE_S
from sleepscorer.formats.timed_labels import Labels, TimedLabel
from sleepscorer.messages import Message
from sleepscorer.scoring.event_words import kind_of_words
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
_ONE_LATER = struct.pack("<HHH", _SKIP << 10, 0, 1)
"""Skips a sample: the package takes every note at sample 0 for a definition, and drops the first stage."""


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
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder, warnings.catch_warnings():
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
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            (Path(folder) / "x.st").write_bytes(content)
            if header.is_file():
                _copy_header(header, Path(folder) / "x.hea")
            fs = wfdb.rdann(str(Path(folder) / "x"), "st").fs
            rate = float(fs) if fs else None
            (Path(folder) / "y.st").write_bytes(_ONE_LATER + content)
            read = wfdb.rdann(str(Path(folder) / "y"), "st")
        notes = [
            (int(sample) - 1, str(note).rstrip("\0"))
            for sample, note in zip(read.sample, read.aux_note, strict=True)
            if not str(note).startswith("## ")
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
    """Write the record's line alone, its name replaced, as wfdb asks for one that is that of the file.

    Lines of signals and of segments do not matter here.
    """
    lines = header.read_text("latin-1").splitlines()[:1000]
    words = next((line.split() for line in lines if line.strip() and not line.startswith("#")), [])
    target.write_text(" ".join(["x", "0", *words[2:]]) + "\n", "latin-1")


def _wfdb_items(timed: Sequence[tuple[float, str]]) -> tuple[list[TimedLabel], int]:
    """Labels, and how many notes were left out; a stage that follows itself lasts for an epoch."""
    stages: list[TimedLabel] = []
    events: list[TimedLabel] = []
    others: list[TimedLabel] = []
    open_at: dict[str, float] = {}
    left_out = 0
    for at, note in timed:
        word, *more = note.split()
        if word in _WFDB_STAGES:
            stages.append(TimedLabel(STAGE_TEXTS[_WFDB_STAGES[word]], at, 0.0, None))
            left_out += len(more) > 0
        elif note.startswith("("):
            open_at[note[1:]] = at
        elif note.endswith(")") and note[:-1] in open_at:
            begin = open_at.pop(note[:-1])
            name = _WFDB_EVENTS.get(note[:-1], note[:-1].replace("_", " "))
            events.append(TimedLabel(event_text(name), begin, at - begin, None))
        else:
            others.append(TimedLabel(event_text(note), at, 0.0, None))
    last = timed[-1][0] if timed else None
    return [*_with_lengths(stages, others, last), *events], left_out


def _with_lengths(
    stages: Sequence[TimedLabel], others: Sequence[TimedLabel], last_s: float | None
) -> list[TimedLabel]:
    """Labels of stages with their lengths, and of other notes; one where a stage would be lasts as one."""
    repeats = any(label.text == other.text for label, other in pairwise(stages))
    step_s = _usual_step(stages) if repeats else float(EPOCH_SECONDS)
    zero_s = (stages[0].start_s or 0.0) if stages else 0.0
    taken = {label.start_s for label in stages}
    unknown = [
        label
        for label in others
        if label.start_s not in taken
        and abs(remainder((label.start_s or 0.0) - zero_s, step_s)) < TOLERANCE_S
        and kind_of_words(label.text) is None
    ]
    placed = sorted([*stages, *unknown], key=lambda label: label.start_s or 0.0)
    timed = [replace(label, duration_s=step_s) for label in placed] if repeats else until_next(placed, last_s)
    return [*timed, *(label for label in others if label not in unknown)]


def _usual_step(stages: Sequence[TimedLabel]) -> float:
    """Step that most stages keep, in seconds."""
    steps = Counter(
        round((after.start_s or 0.0) - (before.start_s or 0.0), 3) for before, after in pairwise(stages)
    )
    return max(steps.most_common(1)[0][0], 1.0)
