"""Every format of a hypnogram that is read or written: one table for window, batch and command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import numpy as np

from sleepscorer.atomic import write_checked
from sleepscorer.errors import HypnogramError, SleepscorerError
from sleepscorer.formats.bids import encode_events, looks_like_events, read_events
from sleepscorer.formats.copy_header import clipping_said
from sleepscorer.formats.domino import encode_domino, looks_like_domino, read_domino
from sleepscorer.formats.edf_layout import EdfLayout
from sleepscorer.formats.edf_reading import read_edf_hypnogram
from sleepscorer.formats.edf_writing import write_edf_hypnogram
from sleepscorer.formats.events import same_events
from sleepscorer.formats.hypnogram import Hypnogram
from sleepscorer.formats.luna import encode_annot, encode_eannot, looks_like_annot, read_annot
from sleepscorer.formats.own_sidecar import read_sidecar, sniff_sidecar
from sleepscorer.formats.plain import encode_letters, encode_numbers, encode_yasa
from sleepscorer.formats.sniff import Claim, Head, Sniff, any_text, in_text, magic
from sleepscorer.formats.table import write_csv
from sleepscorer.formats.text_reading import read_text_hypnogram
from sleepscorer.formats.xml_hypnograms import encode_nsrr, encode_profusion, read_xml_hypnogram
from sleepscorer.scoring import Scoring

Reader = Callable[[Path], Hypnogram]
Writer = Callable[[Path, Scoring, datetime | None], None]
Encoder = Callable[[Scoring, datetime | None], bytes]


@dataclass(frozen=True)
class ReadFormat:
    """A format of hypnograms that is read.

    Attributes
    ----------
    name : str
        What a sentence calls it.
    sniff : callable
        How surely a file's opening is of this format.
    reader : callable
        Gives the hypnogram in a file.
    """

    name: str
    sniff: Sniff
    reader: Reader


@dataclass(frozen=True)
class HypnogramFormat:
    """A format of hypnograms that is read and written.

    Attributes
    ----------
    name : str
        What the command line calls it.
    endings : tuple of str
        Ends of file names in lower case, the one proposed first; the longest that fits decides.
    sniff : callable
        How surely a file's opening is of this format.
    reader : callable
        Gives the hypnogram in a file.
    writer : callable
        Writes a scoring whose epoch 0 starts at a clock time, or none; checks it, then names it.
    description : str
        One line for a menu.
    keeps_start, keeps_lights, keeps_events : bool
        Whether a file says when the night started, when the lights went off and on, and what
        happened in between.
    """

    name: str
    endings: tuple[str, ...]
    sniff: Sniff
    reader: Reader
    writer: Writer
    description: str
    keeps_start: bool = False
    keeps_lights: bool = False
    keeps_events: bool = False


def write_hypnogram(
    path: str | Path,
    scoring: Scoring,
    recording_start: datetime | None,
    format: str | None = None,
    *,
    tell: Callable[[str], None] = lambda sentence: None,
) -> HypnogramFormat:
    """Write a scoring in any format, read it back, and only then give it its name.

    Parameters
    ----------
    path : str or Path
        A file of this name is replaced, or left as it was if anything fails.
    scoring : Scoring
    recording_start : datetime or None
        Clock time of epoch 0; a time zone is left out, as no format has one.
    format : str, optional
        Name of a format; the end of the file's name decides where it is not given.
    tell : callable
        Given a sentence where the file cannot say what the recording does: a year outside 1985 to 2084
        in EDF.

    Returns
    -------
    HypnogramFormat
        The format written.

    Raises
    ------
    HypnogramError
        In one sentence, if there is no such format, no epoch, or the file cannot be written.
    """
    target = Path(path)
    chosen = format_named(format) if format else format_for(target)
    if scoring.n_epochs == 0:
        raise HypnogramError("The night holds no whole epoch, so there is no hypnogram to write.")
    start = recording_start.replace(tzinfo=None) if recording_start else None
    chosen.writer(target, scoring, start)
    if chosen.reader is read_edf_hypnogram and (said := clipping_said(start)):
        tell(said)
    return chosen


def format_named(name: str) -> HypnogramFormat:
    """Format of a name.

    Raises
    ------
    HypnogramError
        In one sentence that lists the names.
    """
    for one in FORMATS:
        if one.name == name:
            return one
    names = ", ".join(one.name for one in FORMATS)
    raise HypnogramError(f"{name!r} is no format of hypnograms; choose one of {names}.")


def format_for(path: str | Path) -> HypnogramFormat:
    """Format that the end of a file's name stands for.

    Raises
    ------
    HypnogramError
        In one sentence that lists the ends.
    """
    name = Path(path).name.lower()
    fitting = [(len(end), one) for one in FORMATS for end in one.endings if name.endswith(end)]
    if not fitting:
        ends = ", ".join(one.endings[0] for one in FORMATS)
        raise HypnogramError(f"{path} does not say its format by its name; end it in one of {ends}.")
    return max(fitting, key=lambda pair: pair[0])[1]


def _write_encoded(
    path: Path,
    scoring: Scoring,
    start: datetime | None,
    *,
    encode: Encoder,
    reader: Reader,
    with_events: bool,
) -> None:
    try:
        content = encode(scoring, start)
        write_checked(
            path,
            lambda temporary: _write(temporary, content),
            lambda temporary: _check(reader(temporary), scoring, with_events),
        )
    except (OSError, OverflowError, SleepscorerError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise HypnogramError(
            f"{path} could not be written ({reason}); an earlier file of that name is as it was."
        ) from error


def proposed_path(recording: str | Path, one: HypnogramFormat, folder: Path | None = None) -> Path:
    """Where a night's hypnogram goes if nobody says otherwise: beside the recording, or in a folder.

    Parameters
    ----------
    recording : str or Path
    one : HypnogramFormat
    folder : Path, optional

    Returns
    -------
    Path
        The recording's name with the format's ending instead of its own.
    """
    path = Path(recording)
    stem = path.stem.removesuffix(".fif")
    return (folder or path.parent) / f"{stem}{one.endings[0]}"


def _edf(layout: EdfLayout) -> Writer:
    def write(path: Path, scoring: Scoring, start: datetime | None) -> None:
        write_edf_hypnogram(path, scoring, start, layout=layout)

    return write


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _check(read: Hypnogram, scoring: Scoring, with_events: bool) -> None:
    same = np.array_equal(read.stages, scoring.stages) and read.onset_s == 0
    if not same or (with_events and not same_events(read.events, scoring.events)):
        raise HypnogramError("it did not read back as it was written")


def _checked(encode: Encoder, reader: Reader, *, with_events: bool = False) -> Writer:
    return partial(_write_encoded, encode=encode, reader=reader, with_events=with_events)


sniff_edf = magic(b"0       ", b"\xffBIOSEMI")
"""How surely a file is EDF or BDF."""


def _sniff_annot(head: Head) -> Claim:
    if head.text and looks_like_annot(head.text):
        return Claim.SIGNATURE
    return Claim.NAME if head.path.suffix.lower() == ".annot" else Claim.NONE


def _sniff_xml(head: Head) -> Claim:
    """XML of any root: what it is, is for its reader to say."""
    return Claim.ANY if head.text.startswith("<") else Claim.NONE


def _write_csv(path: Path, scoring: Scoring, start: datetime | None) -> None:
    del start  # the table counts from the first sample
    write_csv(path, scoring)


FORMATS: tuple[HypnogramFormat, ...] = (
    HypnogramFormat(
        "edf",
        ("_hyp.edf", ".edf"),
        sniff_edf,
        read_edf_hypnogram,
        write_edf_hypnogram,
        "EDF+ hypnogram, a record of 30 s per epoch: read by every program tried",
        keeps_start=True,
        keeps_lights=True,
        keeps_events=True,
    ),
    HypnogramFormat(
        "csv",
        ("_hyp.csv", ".csv"),
        any_text,
        read_text_hypnogram,
        _write_csv,
        "Table of stages, who set them, and probabilities",
    ),
    HypnogramFormat(
        "sleep-edf",
        ("-hypnogram.edf",),
        sniff_edf,
        read_edf_hypnogram,
        _edf(EdfLayout(merged=True, rk_texts=True)),
        "EDF+ with runs of stages and texts of Rechtschaffen & Kales, as in Sleep-EDF",
        keeps_start=True,
        keeps_lights=True,
        keeps_events=True,
    ),
    HypnogramFormat(
        "edf-merged",
        ("_runs.edf",),
        sniff_edf,
        read_edf_hypnogram,
        _edf(EdfLayout(merged=True)),
        "EDF+ with an annotation per run of epochs of one stage",
        keeps_start=True,
        keeps_lights=True,
        keeps_events=True,
    ),
    HypnogramFormat(
        "edf-strict",
        ("_strict.edf",),
        sniff_edf,
        read_edf_hypnogram,
        _edf(EdfLayout(strict=True)),
        "EDF+ with one data record of duration 0, to the letter; not every program reads it",
        keeps_start=True,
        keeps_lights=True,
        keeps_events=True,
    ),
    HypnogramFormat(
        "annot",
        (".annot",),
        _sniff_annot,
        read_annot,
        _checked(encode_annot, read_annot, with_events=True),
        "Luna .annot, an interval per epoch",
        keeps_lights=True,
        keeps_events=True,
    ),
    HypnogramFormat(
        "eannot",
        (".eannot",),
        any_text,
        read_text_hypnogram,
        _checked(encode_eannot, read_text_hypnogram),
        "Luna .eannot, a word per epoch",
    ),
    HypnogramFormat(
        "nsrr",
        ("-nsrr.xml", ".xml"),
        _sniff_xml,
        read_xml_hypnogram,
        _checked(encode_nsrr, read_xml_hypnogram, with_events=True),
        "NSRR XML (PSGAnnotation)",
        keeps_lights=True,
        keeps_events=True,
    ),
    HypnogramFormat(
        "profusion",
        ("-profusion.xml",),
        _sniff_xml,
        read_xml_hypnogram,
        _checked(encode_profusion, read_xml_hypnogram),
        "Compumedics Profusion XML (CMPStudyConfig)",
    ),
    HypnogramFormat(
        "bids",
        ("_events.tsv", ".tsv"),
        in_text(looks_like_events),
        read_events,
        _checked(encode_events, read_events, with_events=True),
        "BIDS events table",
        keeps_lights=True,
        keeps_events=True,
    ),
    HypnogramFormat(
        "yasa",
        ("_yasa.csv",),
        any_text,
        read_text_hypnogram,
        _checked(encode_yasa, read_text_hypnogram),
        "Table for YASA with a column Stage",
    ),
    HypnogramFormat(
        "text",
        (".txt",),
        any_text,
        read_text_hypnogram,
        _checked(encode_letters, read_text_hypnogram),
        "Text, W N1 N2 N3 R or ? on each line",
    ),
    HypnogramFormat(
        "numbers",
        ("_numbers.txt",),
        any_text,
        read_text_hypnogram,
        _checked(encode_numbers, read_text_hypnogram),
        "Text, 0 W, 1 N1, 2 N2, 3 N3, 4 R, -2 unscored on each line",
    ),
    HypnogramFormat(
        "domino",
        ("_domino.txt", "sleep profile.txt"),
        in_text(looks_like_domino),
        read_domino,
        _checked(encode_domino, read_domino),
        "SOMNOmedics DOMINO sleep profile",
        keeps_start=True,
    ),
)
"""In the order of a menu; EDF+ first."""

READABLE: tuple[ReadFormat | HypnogramFormat, ...] = (
    *FORMATS,
    ReadFormat("sidecar", sniff_sidecar, read_sidecar),
)
"""What is read: the formats that are written too, and those that are not."""
