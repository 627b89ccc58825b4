"""Lists of epochs in text: Alice, Philips, Sandman, Gamma, Zurich, SpiSOP, DREAMS, Elan.

Layouts: Alice and Sandman as Wonambi's importer and the ``Epoch Number, Start Time, Sleep Stage`` tables of
Philips Sleepware show them; Gamma's ``stg.txt`` of the Wisconsin Sleep Cohort; ``.vis`` of Zurich and the
two columns of SpiSOP and SleepTrip as ScoringHero exchanges them; the DREAMS databases (Université de Mons);
Elan's ``.hyp`` as Visbrain writes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sleepscorer.errors import HypnogramError
from sleepscorer.formats.grammars.clock_times import day_of, is_clock_time
from sleepscorer.formats.grammars.rows import (
    STAGE_TEXTS,
    Row,
    clock_times,
    coded,
    delimiter_of,
    epochs_as_runs,
    number_in,
    numbered_rows,
    refused_row,
)
from sleepscorer.formats.text_reader import read_text
from sleepscorer.formats.timed_labels import Labels, TimedLabel, Vocabulary
from sleepscorer.messages import Message
from sleepscorer.scoring import Scoring
from sleepscorer.stages import EPOCH_SECONDS, Stage

_UNSCORED_WORDS = ("", "?", "unscored", "not scored", "notscored", "ns", "u", "mt", "movement")

# Alice and Philips

_ALICE = {
    **dict.fromkeys(("wk", "w", "wake", "11"), Stage.W),
    **dict.fromkeys(("n1", "s1", "1", "12", "stage 1"), Stage.N1),
    **dict.fromkeys(("n2", "s2", "2", "13", "stage 2"), Stage.N2),
    **dict.fromkeys(("n3", "s3", "n4", "s4", "3", "4", "14", "stage 3", "stage 4"), Stage.N3),
    **dict.fromkeys(("rem", "re", "r", "em", "15"), Stage.R),
    **dict.fromkeys(_UNSCORED_WORDS, Stage.UNSCORED),
}
_ALICE_ALONE = frozenset(("wk", "11", "12", "13", "14", "15"))
_ALICE_HEAD = re.compile(r"epoch( number)?")


def looks_like_alice(text: str) -> bool:
    """Tell whether a table names epochs, perhaps their start, and stages in Alice's words."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 2:
        return False
    names = _names(lines[0])
    if "stage" not in names[-1] or not (names[0].startswith("epoch") or len(names) <= 2):
        return False
    rows = [_names(line, delimiter_of(lines[0])) for line in lines[1:-1] or lines[1:]]
    words = {row[-1] for row in rows}
    timed = any(is_clock_time(cell) for row in rows for cell in row)
    counted = timed and bool(_ALICE_HEAD.fullmatch(names[0]))
    return words <= _ALICE.keys() and (bool(words & _ALICE_ALONE) or counted)


def _names(line: str, delimiter: str | None = None) -> list[str]:
    cells = line.split(delimiter or delimiter_of(line))
    return [cell.strip().strip('"').lower().lstrip("\ufeff") for cell in cells]


def alice_labels(path: Path) -> Labels:
    """Read the labels of a table of epochs from Alice or Sleepware: number, clock time, stage.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if a word is no stage of Alice's.
    """
    text = read_text(path)
    head = next((line for line in text.splitlines() if line.strip()), "")
    rows = numbered_rows(text, delimiter_of(head), path)[1:]
    texts = coded([(number, row[-1]) for number, row in rows], _ALICE, path, "Alice (WK, N1, N2, N3, REM)")
    times = [(number, at) for number, row in rows if (at := next(filter(is_clock_time, row), None))]
    notices: list[str] = []
    if len(times) != len(rows):
        return Labels(tuple(_by_number(rows, texts, path)), "Alice", epoch_seconds=float(EPOCH_SECONDS))
    moments = clock_times(times, None, notices, path)
    return Labels(
        tuple(_timed(rows, texts, moments)),
        "Alice",
        start=moments[0] if moments else None,
        epoch_seconds=float(EPOCH_SECONDS),
        notices=tuple(notices),
    )


def _timed(rows: Sequence[Row], texts: Sequence[str], moments: Sequence[datetime]) -> list[TimedLabel]:
    return [
        TimedLabel(text, (at - moments[0]).total_seconds(), float(EPOCH_SECONDS), number)
        for (number, _), text, at in zip(rows, texts, moments, strict=True)
    ]


def _by_number(rows: Sequence[Row], texts: Sequence[str], path: Path) -> list[TimedLabel]:
    """Labels of numbered epochs of 30 s, the first being 1; a row without a number follows the one before."""
    labels: list[TimedLabel] = []
    epoch = 0
    for (number, row), text in zip(rows, texts, strict=True):
        stated = int(row[0]) if len(row) > 1 and row[0].isdecimal() and len(row[0]) < 8 else epoch + 1
        if stated <= epoch:
            raise refused_row(
                path, number, Message("epoch {after} comes after epoch {before}", after=stated, before=epoch)
            )
        epoch = stated
        labels.append(TimedLabel(text, (epoch - 1.0) * EPOCH_SECONDS, float(EPOCH_SECONDS), number))
    return labels


# Sandman

_SANDMAN = {
    **dict.fromkeys(("wake", "w", "awake"), Stage.W),
    **dict.fromkeys(("1", "stage 1", "s1", "n1"), Stage.N1),
    **dict.fromkeys(("2", "stage 2", "s2", "n2"), Stage.N2),
    **dict.fromkeys(("3", "4", "stage 3", "stage 4", "s3", "s4", "n3"), Stage.N3),
    **dict.fromkeys(("rem", "stage rem", "r"), Stage.R),
    **dict.fromkeys(_UNSCORED_WORDS, Stage.UNSCORED),
}
_SANDMAN_DATE = re.compile(r"[\w ]*date[\w ]*:?\s*(?P<date>\d{1,2}/\d{1,2}/\d{2,4})", re.IGNORECASE)
_SANDMAN_STAGE = re.compile(r"stage|sleep", re.IGNORECASE)


def looks_like_sandman(text: str) -> bool:
    """Tell whether rows are an epoch's number, a stage in Sandman's words and perhaps a clock time."""
    rows = [line.split("\t") for line in text.splitlines() if line.strip()]
    epochs = [row for row in rows if _is_sandman(row)]
    named = any("epoch" in cell.lower() for row in rows[:20] for cell in row)
    words = {row[1].strip().lower() for row in epochs}
    mostly = len(epochs) > 1 and len(epochs) >= len(rows) - 20
    return named and mostly and bool(words & {"wake", "rem", "stage 1"})


def _is_sandman(row: Sequence[str]) -> bool:
    cells = [cell.strip() for cell in row]
    timed = len(cells) < 3 or not cells[2] or is_clock_time(cells[2])
    return len(cells) >= 2 and cells[0].isdecimal() and cells[1].lower() in _SANDMAN and timed


def sandman_labels(path: Path) -> Labels:
    """Read the labels of a list of epochs from Sandman, after a preamble or a line of names.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if a word is no stage.
    """
    rows = numbered_rows(read_text(path), "\t", path)
    first = next((index for index, (_, row) in enumerate(rows) if _is_sandman(row)), len(rows))
    notices: list[str] = []
    epochs = rows[first:]
    for number, row in epochs:
        if len(row) < 2 or not row[0].isdecimal():
            raise refused_row(path, number, Message("{row!r} is no epoch of Sandman", row=" ".join(row)[:40]))
    texts = coded([(number, row[1]) for number, row in epochs], _SANDMAN, path, "Sandman")
    items = _by_number(epochs, texts, path)
    start = _sandman_start(rows[:first], epochs, items, notices, path)
    return Labels(
        tuple(items),
        "Sandman",
        start=start,
        epoch_seconds=float(EPOCH_SECONDS),
        from_recording_start=start is None,
        notices=tuple(notices),
    )


def _sandman_start(
    preamble: Sequence[Row],
    epochs: Sequence[Row],
    items: Sequence[TimedLabel],
    notices: list[str],
    path: Path,
) -> datetime | None:
    """Clock time of epoch 1, from the time of the first epoch in the list."""
    if not epochs or len(epochs[0][1]) < 3 or not epochs[0][1][2]:
        return None
    matches = (_SANDMAN_DATE.match(" ".join(row)) for _, row in preamble)
    date = next((match["date"] for match in matches if match), None)
    try:
        day = day_of(date, notices) if date else None
    except ValueError as error:
        raise HypnogramError(
            Message(
                "{path} holds a date that does not exist ({reason}); export it again.",
                path=path,
                reason=error,
            )
        ) from error
    at = clock_times([(epochs[0][0], epochs[0][1][2])], day, notices, path)[0]
    return at - timedelta(seconds=items[0].start_s or 0.0)


# Gamma

_GAMMA = {
    "0": Stage.W,
    "1": Stage.N1,
    "2": Stage.N2,
    "3": Stage.N3,
    "4": Stage.N3,
    "5": Stage.R,
    "6": Stage.UNSCORED,
    "7": Stage.UNSCORED,
}


def looks_like_gamma(text: str) -> bool:
    """Tell whether a text opens with the names of Gamma's columns."""
    return text.lstrip("\ufeff").lower().startswith("epoch\tuser-defined stage")


def gamma_labels(path: Path) -> Labels:
    """Read the labels of Gamma's ``stg.txt``: stages that a person set; epochs left out are unscored.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if a number is no stage.
    """
    rows = numbered_rows(read_text(path), "\t", path)[1:]
    for number, row in rows:
        if len(row) < 2 or not row[0].isdecimal() or len(row[0]) > 7:
            raise refused_row(path, number, Message("{row!r} is no epoch of Gamma", row=" ".join(row)[:40]))
    texts = coded([(number, row[1]) for number, row in rows], _GAMMA, path, "Gamma (0 to 7)")
    return Labels(
        tuple(_by_number(rows, texts, path)),
        "Gamma",
        epoch_seconds=float(EPOCH_SECONDS),
        from_recording_start=True,
    )


# Zurich

_ZURICH = {
    "0": Stage.W,
    "1": Stage.N1,
    "2": Stage.N2,
    "3": Stage.N3,
    "4": Stage.N3,
    "r": Stage.R,
    "m": Stage.UNSCORED,
    "?": Stage.UNSCORED,
    "n": Stage.UNSCORED,
    "u": Stage.UNSCORED,
}
_ZURICH_ROW = re.compile(r"\s*\d{1,6}\s+[0-4rmenu?](\s+\S.*)?\s*", re.IGNORECASE)
_ZURICH_SAID = Message(
    "A Zurich file does not say how long its epochs are; they often last 20 s: say so where 30 s do not fit."
)


def looks_like_zurich(text: str) -> bool:
    """Tell whether a lone number stands above rows of an epoch's number and a letter or figure."""
    lines = [line for line in text.splitlines() if line.strip()]
    rows = lines[1:-1] or lines[1:]
    return (
        len(lines) > 1
        and re.fullmatch(r"\s*\+?-?\d{1,6}\s*", lines[0]) is not None
        and all(_ZURICH_ROW.fullmatch(line) for line in rows)
    )


def zurich_labels(path: Path) -> Labels:
    """Read the labels of a ``.vis`` file: a stage lasts until the next, the letter e ends the night.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if it counts from another epoch than the recording's first, or a
        letter is no stage.
    """
    rows = numbered_rows(read_text(path), None, path)
    if not rows or len(rows[0][1]) != 1 or rows[0][1][0].lstrip("+-").strip("0"):
        raise HypnogramError(
            Message(
                "{path} starts with an offset, which other programs read differently; shift its "
                "epochs and write 0 there.",
                path=path,
            )
        )
    epochs = rows[1:]
    stops = bool(epochs) and len(epochs[-1][1]) > 1 and epochs[-1][1][1].lower() == "e"
    for number, row in epochs:
        if len(row) < 2 or not row[0].isdecimal() or len(row[0]) > 6:
            raise refused_row(
                path, number, Message("{row!r} is no epoch of a Zurich file", row=" ".join(row)[:40])
            )
    kept = epochs[:-1] if stops else epochs
    texts = coded([(number, row[1]) for number, row in kept], _ZURICH, path, "Zurich (0 1 2 3 4 r m)")
    last = int(epochs[-1][1][0]) if epochs else 0
    filled = _filled([int(row[0]) for _, row in kept], texts, last, path)
    items = [TimedLabel(text, None, None, None) for text in filled]
    return Labels(tuple(items), "Zurich", vocabulary=Vocabulary.STAGES, notices=(_ZURICH_SAID,))


def _filled(numbers: Sequence[int], texts: Sequence[str], last: int, path: Path) -> list[str]:
    filled: list[str] = []
    for epoch, text in zip(numbers, texts, strict=True):
        if epoch <= len(filled):
            raise HypnogramError(
                Message(
                    "{path}: epoch {after} comes after epoch {before}; correct the order.",
                    path=path,
                    after=epoch,
                    before=len(filled),
                )
            )
        before = filled[-1] if filled else STAGE_TEXTS[Stage.UNSCORED]
        filled += [before] * (epoch - 1 - len(filled)) + [text]
    return filled + [filled[-1]] * (last - len(filled)) if filled else filled


# SpiSOP and SleepTrip

_SPISOP = {
    "0": Stage.W,
    "1": Stage.N1,
    "2": Stage.N2,
    "3": Stage.N3,
    "4": Stage.N3,
    "5": Stage.R,
    "8": Stage.UNSCORED,
    "-1": Stage.UNSCORED,
}
_SPISOP_ROW = re.compile(r"\s*(-1|[0-58])\s*[,;\t ]\s*[01]\s*")
_SPISOP_WRITTEN = {
    Stage.W: "0",
    Stage.N1: "1",
    Stage.N2: "2",
    Stage.N3: "3",
    Stage.R: "5",
    Stage.UNSCORED: "-1",
}
ARTEFACT = "Artifact"


def looks_like_spisop(text: str) -> bool:
    """Tell whether every row is a stage's number (0 to 5, 8, -1) and 0 or 1 for an artefact."""
    lines = [line for line in text.splitlines() if line.strip()]
    rows = lines[:-1] or lines  # the last can be cut
    return bool(rows) and all(_SPISOP_ROW.fullmatch(line) for line in rows)


def spisop_labels(path: Path) -> Labels:
    """Read the two columns of SpiSOP and SleepTrip: a stage per epoch, and whether it is an artefact.

    The file says no epoch length; artefacts are given by their epochs, and have no time before it is known.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if a row is anything else.
    """
    text = read_text(path)
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    for number, line in lines:
        if not _SPISOP_ROW.fullmatch(line):
            raise refused_row(
                path,
                number,
                Message("{row!r} is no stage with 0 or 1 for an artefact", row=line.strip()[:40]),
            )
    cells = [(number, re.split(r"[,;\t ]+", line.strip())) for number, line in lines]
    texts = coded([(number, row[0]) for number, row in cells], _SPISOP, path, "SpiSOP")
    items = [TimedLabel(text, None, None, number) for (number, _), text in zip(cells, texts, strict=True)]
    n_artefacts = sum(row[1] == "1" for _, row in cells)
    notices = (
        Message(
            "{count} epochs marked as artefacts keep their stage; the marks were left out.", count=n_artefacts
        ),
    )
    return Labels(
        tuple(items), "SpiSOP", vocabulary=Vocabulary.STAGES, notices=notices if n_artefacts else ()
    )


def encode_spisop(scoring: Scoring, start: datetime | None) -> bytes:
    """Encode the two columns of SpiSOP and SleepTrip; no epoch is marked as an artefact."""
    del start
    return "".join(f"{_SPISOP_WRITTEN[Stage(stage)]}\t0\n" for stage in scoring.stages.tolist()).encode()


# DREAMS

_DREAMS_AASM = {
    "5": Stage.W,
    "4": Stage.R,
    "3": Stage.N1,
    "2": Stage.N2,
    "1": Stage.N3,
    **dict.fromkeys(("-1", "-2", "-3"), Stage.UNSCORED),
}
_DREAMS_KEYS = {
    "[hypnogramaasm]": _DREAMS_AASM,
    "[hypnogramr&k]": _DREAMS_AASM | {"0": Stage.N3},
    "[hypnogram]": _DREAMS_AASM | {"0": Stage.N3},
}
_DREAMS_SECONDS = 5.0


def looks_like_dreams(text: str) -> bool:
    """Tell whether a text opens with the title of a hypnogram of the DREAMS databases."""
    return text.lstrip("\ufeff").partition("\n")[0].strip().lower() in _DREAMS_KEYS


def dreams_labels(path: Path) -> Labels:
    """Read the labels of a hypnogram of the DREAMS databases: a number per 5 s, 5 for wake.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if a number is no stage.
    """
    rows = numbered_rows(read_text(path), None, path)
    key = _DREAMS_KEYS["".join(rows[0][1]).lower()]
    texts = coded([(number, row[0]) for number, row in rows[1:]], key, path, "DREAMS")
    return Labels(tuple(epochs_as_runs(texts, _DREAMS_SECONDS)), "DREAMS", from_recording_start=True)


# Elan

_ELAN = {
    "0": Stage.W,
    "1": Stage.N1,
    "2": Stage.N2,
    "3": Stage.N3,
    "4": Stage.N3,
    "5": Stage.R,
    "-1": Stage.UNSCORED,
    "-2": Stage.UNSCORED,
}
_ELAN_WRITTEN = _SPISOP_WRITTEN
_ELAN_HEAD = ("time_base", "sampling_period", "epoch_nb", "epoch_list")


def looks_like_elan(text: str) -> bool:
    """Tell whether a text opens with the time base of an Elan hypnogram."""
    return text.lstrip("\ufeff").startswith("time_base ")


def elan_labels(path: Path) -> Labels:
    """Read the labels of an Elan ``.hyp`` file: a number per step of its time base.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if a number is no stage or the time base none.
    """
    rows = numbered_rows(read_text(path), None, path)
    head = {row[0].lower(): (number, row) for number, row in rows[: len(_ELAN_HEAD)]}
    if "epoch_list" not in head or len(head["time_base"][1]) < 2:
        raise HypnogramError(
            Message("{path} opens as an Elan hypnogram but lacks its header; export it again.", path=path)
        )
    number, row = head["time_base"]
    seconds = number_in(row[1], path, number)
    if not 0 < seconds <= 600:
        raise refused_row(path, number, Message("{row!r} is no length of an epoch", row=row[1][:40]))
    epochs = rows[len(_ELAN_HEAD) :]
    texts = coded([(number, row[0]) for number, row in epochs], _ELAN, path, "Elan (0 to 5, -1, -2)")
    return Labels(tuple(epochs_as_runs(texts, seconds)), "Elan", from_recording_start=True)


def encode_elan(scoring: Scoring, start: datetime | None) -> bytes:
    """Encode an Elan ``.hyp`` file with a time base of 30 s."""
    del start
    head = f"time_base {EPOCH_SECONDS:.6f}\nsampling_period 1.0\nepoch_nb {scoring.n_epochs}\nepoch_list\n"
    return (head + "".join(f"{_ELAN_WRITTEN[Stage(stage)]}\n" for stage in scoring.stages.tolist())).encode()
