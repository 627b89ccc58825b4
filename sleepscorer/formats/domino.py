"""Sleep profiles as SOMNOmedics DOMINO exports them to text.

Lines of ``Key: value``, a blank line, then ``hh:mm:ss,mmm; stage`` for each epoch.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from sleepscorer.errors import HypnogramError
from sleepscorer.formats.clock_times import ClockTime, clock_time, day_of, moments
from sleepscorer.formats.hypnogram import Hypnogram
from sleepscorer.formats.resolver import resolve
from sleepscorer.formats.text_reader import read_text
from sleepscorer.formats.timed_labels import Labels, TimedLabel, Vocabulary
from sleepscorer.messages import Message
from sleepscorer.scoring import Scoring
from sleepscorer.stages import EPOCH_SECONDS, Stage

_HEADER = re.compile(r"(?P<key>[A-Za-z ]{3,30}):(?P<value>.*)")
_ROW = re.compile(
    r"(?P<clock>(?:\d{1,2}[./]\d{1,2}[./]\d{4} )?\d{1,2}:\d\d:\d\d(?:[,.]\d{1,6})?(?: [AP]M)?)"
    r"\s*;(?P<word>.*)",
    re.IGNORECASE,
)
_RATE = re.compile(r"(\d{1,3}) ?s")
_WORDS = {Stage.W: "Wake", Stage.N1: "N1", Stage.N2: "N2", Stage.N3: "N3", Stage.R: "Rem"}
_UNSCORED = "A"
_NO_START = datetime(2000, 1, 1)
_NO_DAY = Message("The date of the file is none that exists; it is placed by the time of day alone.")


def looks_like_domino(text: str) -> bool:
    """Tell whether a text opens as DOMINO's exports do."""
    return text.lstrip("\ufeff").startswith("Signal ID:")


def read_domino(path: Path) -> Hypnogram:
    """Read the stages of a DOMINO sleep profile.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Hypnogram

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if it is no sleep profile.
    """
    return resolve(domino_labels(path), path)


def domino_labels(path: Path) -> Labels:
    """Read the labels of a DOMINO sleep profile.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if it is no sleep profile.
    """
    header, rows = _split(read_text(path), path)
    length_s = _rate(header, path)
    notices: list[str] = []
    clocks: list[ClockTime] = []
    for number, match in rows:
        clock = clock_time(match["clock"], notices)
        if clock is None:
            raise HypnogramError(
                Message(
                    "{path}, line {line}: {text!r} is no time; export it again.",
                    path=path,
                    line=number,
                    text=match["clock"],
                )
            )
        clocks.append(clock)
    opening = header.get("start time", "")
    day = day_of(opening, opening, notices)
    if day is None and opening and any(letter.isdigit() for letter in opening):
        notices.append(_NO_DAY)
    at = moments(clocks, day, notices, length_s)
    items = tuple(
        TimedLabel(match["word"].strip() or "?", (moment - at[0]).total_seconds(), length_s, number)
        for (number, match), moment in zip(rows, at, strict=True)
    )
    return Labels(
        items,
        "DOMINO",
        start=at[0] if at else None,
        epoch_seconds=length_s,
        vocabulary=Vocabulary.STAGES,
        notices=tuple(notices),
    )


def encode_domino(scoring: Scoring, start: datetime | None) -> bytes:
    """Encode a sleep profile; without a clock time it starts on 1 January 2000 at midnight."""
    first = start or _NO_START
    lines = [
        "Signal ID: SchlafProfil\\profil",
        f"Start Time: {first:%d.%m.%Y %H:%M:%S}",
        "Unit: ",
        "Signal Type: Discret",
        "Events list: N3,N2,N1,Rem,Wake,Artifact",
        f"Rate: {EPOCH_SECONDS} s",
        "",
    ]
    for epoch, stage in enumerate(scoring.stages.tolist()):
        at = first + timedelta(seconds=EPOCH_SECONDS * epoch)
        word = _UNSCORED if stage < 0 else _WORDS[Stage(stage)]
        lines.append(f"{at:%H:%M:%S},{at.microsecond // 1000:03d}; {word}")
    return ("\r\n".join(lines) + "\r\n").encode()


def _split(text: str, path: Path) -> tuple[dict[str, str], list[tuple[int, re.Match[str]]]]:
    header: dict[str, str] = {}
    rows: list[tuple[int, re.Match[str]]] = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        row, field = _ROW.fullmatch(line.strip()), _HEADER.match(line)
        if row:
            rows.append((number, row))
        elif field and not rows:
            header[field["key"].strip().lower()] = field["value"].strip()
        elif line.strip():
            raise HypnogramError(
                Message(
                    "{path}, line {line}: {text!r} is no epoch of a sleep profile.",
                    path=path,
                    line=number,
                    text=line[:40],
                )
            )
    return header, rows


def _rate(header: Mapping[str, str], path: Path) -> float:
    match = _RATE.fullmatch(header.get("rate", f"{EPOCH_SECONDS} s"))
    if not match or int(match[1]) == 0:
        raise HypnogramError(
            Message("{path} does not say how long its epochs are; export it with Rate: 30 s.", path=path)
        )
    return float(match[1])
