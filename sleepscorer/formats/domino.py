"""Sleep profiles as SOMNOmedics DOMINO exports them to text.

Lines of ``Key: value``, a blank line, then ``hh:mm:ss,mmm; stage`` for each epoch.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sleepscorer.edf.header import NO_DATE
from sleepscorer.errors import HypnogramError
from sleepscorer.formats.hypnogram import Hypnogram
from sleepscorer.formats.runs import Run, hypnogram_of_runs
from sleepscorer.formats.text_reading import read_text
from sleepscorer.formats.words import stage_of_word
from sleepscorer.scoring import Scoring
from sleepscorer.stages import EPOCH_SECONDS, Stage

_HEADER = re.compile(r"(?P<key>[A-Za-z ]{3,30}):(?P<value>.*)")
_ROW = re.compile(
    r"(?:(?P<date>\d{1,2}[./]\d{1,2}[./]\d{4}) )?(?P<h>\d{1,2}):(?P<m>\d\d):(?P<s>\d\d)"
    r"(?:[,.](?P<fraction>\d{1,6}))?\s*;(?P<word>.*)"
)
_DATE = re.compile(r"(?P<first>\d{1,2})(?P<mark>[./])(?P<second>\d{1,2})[./](?P<year>\d{4})")
_RATE = re.compile(r"(\d{1,3}) ?s")
_WORDS = {Stage.W: "Wake", Stage.N1: "N1", Stage.N2: "N2", Stage.N3: "N3", Stage.R: "Rem"}
_UNSCORED = "A"
_NO_START = datetime(2000, 1, 1)
_AMBIGUOUS = "The date {} was read as day/month/year."


def looks_like_domino(text: str) -> bool:
    """Whether a text opens as DOMINO's exports do."""
    return text.lstrip("\ufeff").startswith("Signal ID:")


def read_domino(path: Path) -> Hypnogram:
    """Stages of a DOMINO sleep profile.

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
    header, rows = _split(read_text(path), path)
    length_s = _rate(header, path)
    warnings: list[str] = []
    try:
        day = _day(header.get("start time", ""), warnings)
        onsets = _onsets([match for _, match in rows], day)
    except (ValueError, OverflowError) as error:
        raise HypnogramError(
            f"{path} holds a date or time that does not exist ({error}); export it again."
        ) from error
    runs: list[Run] = []
    for (number, match), onset in zip(rows, onsets, strict=True):
        runs.append(((onset - onsets[0]).total_seconds(), length_s, _stage(match["word"], number, path)))
    start = onsets[0] if onsets else None
    return hypnogram_of_runs(runs, path, "DOMINO", start=start, warnings=warnings)


def encode_domino(scoring: Scoring, start: datetime | None) -> bytes:
    """Bytes of a sleep profile; without a clock time it starts on 1 January 2000 at midnight."""
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
            raise HypnogramError(f"{path}, line {number}: {line[:40]!r} is no epoch of a sleep profile.")
    return header, rows


def _rate(header: Mapping[str, str], path: Path) -> float:
    match = _RATE.fullmatch(header.get("rate", f"{EPOCH_SECONDS} s"))
    if not match or int(match[1]) == 0:
        raise HypnogramError(f"{path} does not say how long its epochs are; export it with Rate: 30 s.")
    return float(match[1])


def _day(text: str, warnings: list[str]) -> datetime:
    """Day of ``Start Time``: day first with dots or without AM and PM, month first with them."""
    match = _DATE.match(text)
    if not match:
        return NO_DATE
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    month_first = text.strip().lower().endswith(("am", "pm")) or second > 12
    if match["mark"] == "/" and not month_first and max(first, second) <= 12 and first != second:
        warnings.append(_AMBIGUOUS.format(match[0]))
    return datetime(year, first, second) if month_first else datetime(year, second, first)


def _onsets(rows: Sequence[re.Match[str]], day: datetime) -> list[datetime]:
    """Clock time of each row; one that seems to go back by half a day has passed midnight."""
    found: list[datetime] = []
    for row in rows:
        today = _day(row["date"], []) if row["date"] else day
        at = today + timedelta(
            hours=int(row["h"]),
            minutes=int(row["m"]),
            seconds=int(row["s"]),
            microseconds=int((row["fraction"] or "0").ljust(6, "0")),
        )
        while found and not row["date"] and at - found[-1] < timedelta(hours=-12):
            at += timedelta(days=1)
        found.append(at)
    return found


def _stage(word: str, number: int, path: Path) -> Stage:
    stage = stage_of_word(word)
    if stage is None:
        raise HypnogramError(
            f"{path}, line {number}: {word.strip()[:40]!r} is no sleep stage; write Wake, N1, N2, N3 or Rem."
        )
    return stage
