"""Every format of a hypnogram that is read or written: one table for window, batch and command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import numpy as np

from sleepscorer.atomic import write_checked
from sleepscorer.errors import HypnogramError, SleepscorerError
from sleepscorer.formats.bids import (
    encode_events,
    encode_stages,
    events_labels,
    looks_like_events,
    read_events,
)
from sleepscorer.formats.copy_header import clipping_notice
from sleepscorer.formats.domino import domino_labels, encode_domino, looks_like_domino, read_domino
from sleepscorer.formats.edf_layout import EdfLayout
from sleepscorer.formats.edf_reader import edf_labels, read_edf_hypnogram
from sleepscorer.formats.edf_writer import write_edf_hypnogram
from sleepscorer.formats.events import same_events
from sleepscorer.formats.grammars import annotation_tables as tables
from sleepscorer.formats.grammars import arrays, library_files
from sleepscorer.formats.grammars import epoch_lists as epochs
from sleepscorer.formats.grammars import event_lists as lists
from sleepscorer.formats.grammars import json_scorings as jsons
from sleepscorer.formats.grammars import xml_scorings as xmls
from sleepscorer.formats.grammars.resolved import LabelReader
from sleepscorer.formats.hypnogram import Hypnogram
from sleepscorer.formats.luna import annot_labels, encode_annot, encode_eannot, looks_like_annot, read_annot
from sleepscorer.formats.own_sidecar import read_sidecar, sniff_sidecar
from sleepscorer.formats.plain import encode_letters, encode_numbers, encode_yasa
from sleepscorer.formats.sniff import Claim, Head, Sniff, any_text, in_text, magic
from sleepscorer.formats.table import write_csv
from sleepscorer.formats.text_reader import read_text_hypnogram, text_labels
from sleepscorer.formats.timed_labels import Labels
from sleepscorer.formats.writable import (
    Writable,
    proposals_left_out,
    scoring_to_write,
    without_proposals,
)
from sleepscorer.formats.xml_hypnograms import encode_nsrr, encode_profusion, read_xml_hypnogram, xml_labels
from sleepscorer.messages import Message, reason
from sleepscorer.scoring import Scoring
from sleepscorer.translatable import QT_TRANSLATE_NOOP

Reader = Callable[[Path], Hypnogram]
Grammar = Callable[[Path], Labels]
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
    keeps_proposals : bool
        Whether it marks what a model has proposed and nobody has confirmed; elsewhere that is left out, as it
        would be taken for a person's event.
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
    keeps_proposals: bool = False


def write_hypnogram(
    path: str | Path,
    scoring: Writable,
    recording_start: datetime | None = None,
    format: str | None = None,
    *,
    tell: Callable[[str], None] = lambda sentence: None,
) -> HypnogramFormat:
    """Write a night in any format, read it back, and only then give it its name.

    Parameters
    ----------
    path : str or Path
        A file of this name is replaced, or left as it was if anything fails.
    scoring : Scoring, Hypnogram, ndarray or sequence, shape (n_epochs,)
        What ``prescore`` or ``read_hypnogram`` gave; or stages, as numbers (0 W, 1 N1, 2 N2, 3 N3, 4 R,
        -1 unscored) or names.
    recording_start : datetime, optional
        Clock time of epoch 0, instead of the one that the night itself knows; a time zone is left out, as
        no format has one.
    format : str, optional
        Name of a format; the end of the file's name decides where it is not given.
    tell : callable
        Given a sentence where the file cannot say what the recording does (a year outside 1985 to 2084
        in EDF), where epochs of a hypnogram had to be shifted, or where proposed events are left out because
        the format could not mark them.

    Returns
    -------
    HypnogramFormat
        The format written.

    Raises
    ------
    HypnogramError
        In one sentence, if there is no such format, no epoch, something that is no stage, or if the file
        cannot be written.
    """
    target = Path(path)
    chosen = format_named(format) if format else format_for(target)
    written, known = scoring_to_write(scoring, tell)
    if written.n_epochs == 0:
        raise HypnogramError(Message("The night holds no whole epoch, so there is no hypnogram to write."))
    start = recording_start or known
    start = start.replace(tzinfo=None) if start else None
    if not chosen.keeps_proposals:
        written, n_proposed = without_proposals(written)
        if n_proposed and chosen.keeps_events:
            tell(proposals_left_out(n_proposed, chosen.name))
    chosen.writer(target, written, start)
    if chosen.reader is read_edf_hypnogram and (sentence := clipping_notice(start)):
        tell(sentence)
    return chosen


def format_named(name: str) -> HypnogramFormat:
    """Return the format of a name.

    Raises
    ------
    HypnogramError
        In one sentence that lists the names.
    """
    for format_ in FORMATS:
        if format_.name == name:
            return format_
    names = ", ".join(format_.name for format_ in FORMATS)
    raise HypnogramError(
        Message("{name!r} is no format of hypnograms; choose one of {names}.", name=name, names=names)
    )


def format_for(path: str | Path) -> HypnogramFormat:
    """Return the format that the end of a file's name stands for.

    Raises
    ------
    HypnogramError
        In one sentence that lists the ends.
    """
    name = Path(path).name.lower()
    fitting = [(len(end), format_) for format_ in FORMATS for end in format_.endings if name.endswith(end)]
    if not fitting:
        ends = ", ".join(format_.endings[0] for format_ in FORMATS)
        raise HypnogramError(
            Message(
                "{path} does not say its format by its name; end it in one of {endings}.",
                path=path,
                endings=ends,
            )
        )
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
        raise HypnogramError(
            Message(
                "{path} could not be written ({reason}); an earlier file of that name is as it was.",
                path=path,
                reason=reason(error),
            )
        ) from error


def proposed_path(recording: str | Path, format_: HypnogramFormat, folder: Path | None = None) -> Path:
    """Return where a night's hypnogram goes if nobody says otherwise: beside the recording, or in a folder.

    Parameters
    ----------
    recording : str or Path
    format_ : HypnogramFormat
    folder : Path, optional

    Returns
    -------
    Path
        The recording's name with the format's ending instead of its own.
    """
    path = Path(recording)
    stem = path.stem.removesuffix(".fif")
    return (folder or path.parent) / f"{stem}{format_.endings[0]}"


def _edf(layout: EdfLayout) -> Writer:
    def write(path: Path, scoring: Scoring, start: datetime | None) -> None:
        write_edf_hypnogram(path, scoring, start, layout=layout)

    return write


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _check(read: Hypnogram, scoring: Scoring, with_events: bool) -> None:
    same = np.array_equal(read.stages, scoring.stages) and read.onset_s == 0
    if not same or (with_events and not same_events(read.events, scoring.events)):
        raise HypnogramError(Message("it did not read back as it was written"))


def _checked(encode: Encoder, reader: Reader, *, with_events: bool = False) -> Writer:
    return partial(_write_encoded, encode=encode, reader=reader, with_events=with_events)


sniff_edf = magic(b"0       ", b"\xffBIOSEMI")
"""How surely a file is EDF or BDF."""


def _sniff_annot(head: Head) -> Claim:
    if head.text and looks_like_annot(head.text):
        return Claim.SIGNATURE
    return Claim.NAME if head.path.suffix.lower() == ".annot" else Claim.NONE


def _signed(is_it: bool) -> Claim:
    return Claim.SIGNATURE if is_it else Claim.NONE


def _sniff_xml(head: Head) -> Claim:
    """XML of any root: what it is, is for its reader to say."""
    return Claim.ANY if head.text.startswith("<") else Claim.NONE


def _write_csv(path: Path, scoring: Scoring, start: datetime | None) -> None:
    del start  # the table counts from the first sample
    write_csv(path, scoring)


_EDFBROWSER = LabelReader(tables.edfbrowser_labels)
_EDFBROWSER_XML = LabelReader(xmls.edfbrowser_xml_labels)
_MNE_CSV = LabelReader(tables.mne_csv_labels)
_SCORINGHERO = LabelReader(jsons.scoringhero_labels)
_WONAMBI = LabelReader(xmls.wonambi_labels)
_ELAN = LabelReader(epochs.elan_labels)
_VISBRAIN = LabelReader(tables.visbrain_labels)
_IDS = LabelReader(tables.ids_labels)
_NPY = LabelReader(arrays.npy_labels)
_SPISOP = LabelReader(epochs.spisop_labels)

FORMATS: tuple[HypnogramFormat, ...] = (
    HypnogramFormat(
        "edf",
        ("_hyp.edf", ".edf"),
        sniff_edf,
        read_edf_hypnogram,
        write_edf_hypnogram,
        QT_TRANSLATE_NOOP(
            "Format", "EDF+ hypnogram, a record of 30 s per epoch: read by every program tried"
        ),
        keeps_start=True,
        keeps_lights=True,
        keeps_events=True,
        keeps_proposals=True,
    ),
    HypnogramFormat(
        "csv",
        ("_hyp.csv", ".csv"),
        any_text,
        read_text_hypnogram,
        _write_csv,
        QT_TRANSLATE_NOOP("Format", "Table of stages, who set them, and probabilities"),
    ),
    HypnogramFormat(
        "sleep-edf",
        ("-hypnogram.edf",),
        sniff_edf,
        read_edf_hypnogram,
        _edf(EdfLayout(merged=True, rk_texts=True)),
        QT_TRANSLATE_NOOP(
            "Format", "EDF+ with runs of stages and texts of Rechtschaffen & Kales, as in Sleep-EDF"
        ),
        keeps_start=True,
        keeps_lights=True,
        keeps_events=True,
        keeps_proposals=True,
    ),
    HypnogramFormat(
        "edf-merged",
        ("_runs.edf",),
        sniff_edf,
        read_edf_hypnogram,
        _edf(EdfLayout(merged=True)),
        QT_TRANSLATE_NOOP("Format", "EDF+ with an annotation per run of epochs of one stage"),
        keeps_start=True,
        keeps_lights=True,
        keeps_events=True,
        keeps_proposals=True,
    ),
    HypnogramFormat(
        "edf-strict",
        ("_strict.edf",),
        sniff_edf,
        read_edf_hypnogram,
        _edf(EdfLayout(strict=True)),
        QT_TRANSLATE_NOOP(
            "Format", "EDF+ with one data record of duration 0, to the letter; not every program reads it"
        ),
        keeps_start=True,
        keeps_lights=True,
        keeps_events=True,
        keeps_proposals=True,
    ),
    HypnogramFormat(
        "annot",
        (".annot",),
        _sniff_annot,
        read_annot,
        _checked(encode_annot, read_annot, with_events=True),
        QT_TRANSLATE_NOOP("Format", "Luna .annot, an interval per epoch"),
        keeps_lights=True,
        keeps_events=True,
        keeps_proposals=True,
    ),
    HypnogramFormat(
        "eannot",
        (".eannot",),
        any_text,
        read_text_hypnogram,
        _checked(encode_eannot, read_text_hypnogram),
        QT_TRANSLATE_NOOP("Format", "Luna .eannot, a word per epoch"),
    ),
    HypnogramFormat(
        "nsrr",
        ("-nsrr.xml", ".xml"),
        _sniff_xml,
        read_xml_hypnogram,
        _checked(encode_nsrr, read_xml_hypnogram, with_events=True),
        QT_TRANSLATE_NOOP("Format", "NSRR XML (PSGAnnotation)"),
        keeps_lights=True,
        keeps_events=True,
    ),
    HypnogramFormat(
        "profusion",
        ("-profusion.xml",),
        _sniff_xml,
        read_xml_hypnogram,
        _checked(encode_profusion, read_xml_hypnogram),
        QT_TRANSLATE_NOOP("Format", "Compumedics Profusion XML (CMPStudyConfig)"),
    ),
    HypnogramFormat(
        "bids",
        ("_events.tsv", ".tsv"),
        in_text(looks_like_events, Claim.LAYOUT),
        read_events,
        _checked(encode_events, read_events, with_events=True),
        QT_TRANSLATE_NOOP("Format", "BIDS events table"),
        keeps_lights=True,
        keeps_events=True,
    ),
    HypnogramFormat(
        "bids-hypnogram",
        ("_hypnogram.tsv",),
        in_text(looks_like_events, Claim.LAYOUT),
        read_events,
        _checked(encode_stages, read_events),
        QT_TRANSLATE_NOOP("Format", "BIDS hypnogram, as the proposal on sleep has it"),
    ),
    HypnogramFormat(
        "yasa",
        ("_yasa.csv",),
        any_text,
        read_text_hypnogram,
        _checked(encode_yasa, read_text_hypnogram),
        QT_TRANSLATE_NOOP("Format", "Table for YASA with a column Stage"),
    ),
    HypnogramFormat(
        "text",
        (".txt",),
        any_text,
        read_text_hypnogram,
        _checked(encode_letters, read_text_hypnogram),
        QT_TRANSLATE_NOOP("Format", "Text, W N1 N2 N3 R or ? on each line"),
    ),
    HypnogramFormat(
        "numbers",
        ("_numbers.txt",),
        any_text,
        read_text_hypnogram,
        _checked(encode_numbers, read_text_hypnogram),
        QT_TRANSLATE_NOOP("Format", "Text, 0 W, 1 N1, 2 N2, 3 N3, 4 R, -2 unscored on each line"),
    ),
    HypnogramFormat(
        "domino",
        ("_domino.txt", "sleep profile.txt"),
        in_text(looks_like_domino),
        read_domino,
        _checked(encode_domino, read_domino),
        QT_TRANSLATE_NOOP("Format", "SOMNOmedics DOMINO sleep profile"),
        keeps_start=True,
    ),
    HypnogramFormat(
        "edfbrowser",
        ("_annotations.tsv",),
        in_text(tables.looks_like_edfbrowser),
        _EDFBROWSER,
        _checked(tables.encode_edfbrowser, _EDFBROWSER, with_events=True),
        QT_TRANSLATE_NOOP("Format", "Table of annotations for EDFbrowser"),
        keeps_lights=True,
        keeps_events=True,
    ),
    HypnogramFormat(
        "edfbrowser-xml",
        ("_annotations.xml",),
        in_text(xmls.looks_like_edfbrowser_xml),
        _EDFBROWSER_XML,
        _checked(xmls.encode_edfbrowser_xml, _EDFBROWSER_XML, with_events=True),
        QT_TRANSLATE_NOOP("Format", "XML of annotations for EDFbrowser"),
        keeps_start=True,
        keeps_lights=True,
        keeps_events=True,
    ),
    HypnogramFormat(
        "mne",
        ("_annotations.csv",),
        in_text(tables.looks_like_mne_csv),
        _MNE_CSV,
        _checked(tables.encode_mne_csv, _MNE_CSV, with_events=True),
        QT_TRANSLATE_NOOP("Format", "Table of annotations for MNE-Python"),
        keeps_start=True,
        keeps_lights=True,
        keeps_events=True,
    ),
    HypnogramFormat(
        "scoringhero",
        (".json",),
        in_text(jsons.looks_like_scoringhero),
        _SCORINGHERO,
        _checked(jsons.encode_scoringhero, _SCORINGHERO, with_events=True),
        QT_TRANSLATE_NOOP("Format", "ScoringHero JSON"),
        keeps_events=True,
    ),
    HypnogramFormat(
        "wonambi",
        ("_scores.xml",),
        in_text(xmls.looks_like_wonambi),
        _WONAMBI,
        _checked(xmls.encode_wonambi, _WONAMBI, with_events=True),
        QT_TRANSLATE_NOOP("Format", "Wonambi annotations (XML)"),
        keeps_start=True,
        keeps_lights=True,
        keeps_events=True,
    ),
    HypnogramFormat(
        "elan",
        (".hyp",),
        in_text(epochs.looks_like_elan),
        _ELAN,
        _checked(epochs.encode_elan, _ELAN),
        QT_TRANSLATE_NOOP("Format", "Elan hypnogram, also for Visbrain"),
    ),
    HypnogramFormat(
        "visbrain",
        ("_visbrain.txt",),
        in_text(tables.looks_like_visbrain, Claim.LAYOUT),
        _VISBRAIN,
        _checked(tables.encode_visbrain, _VISBRAIN),
        QT_TRANSLATE_NOOP("Format", "Visbrain stage-duration text"),
    ),
    HypnogramFormat(
        "ids",
        (".ids",),
        in_text(tables.looks_like_ids, Claim.LAYOUT),
        _IDS,
        _checked(tables.encode_ids, _IDS),
        QT_TRANSLATE_NOOP("Format", "U-Sleep list of starts, durations and stages"),
    ),
    HypnogramFormat(
        "npy",
        (".npy",),
        magic(arrays.NPY_MAGIC),
        _NPY,
        _checked(arrays.encode_npy, _NPY),
        QT_TRANSLATE_NOOP("Format", "Array of numpy, a number per epoch, as U-Sleep reads it"),
    ),
    HypnogramFormat(
        "sleeptrip",
        ("_sleeptrip.tsv",),
        in_text(epochs.looks_like_spisop, Claim.LAYOUT),
        _SPISOP,
        _checked(epochs.encode_spisop, _SPISOP),
        QT_TRANSLATE_NOOP("Format", "SleepTrip and SpiSOP, two columns"),
    ),
)
"""In the order of a menu; EDF+ first."""

READABLE: tuple[ReadFormat | HypnogramFormat, ...] = (
    *FORMATS,
    ReadFormat("sidecar", sniff_sidecar, read_sidecar),
    ReadFormat("remlogic", in_text(lists.looks_like_remlogic), LabelReader(lists.remlogic_labels)),
    ReadFormat("twin", in_text(lists.looks_like_twin), LabelReader(lists.twin_labels)),
    ReadFormat(
        "event list",
        in_text(lists.looks_like_event_table, Claim.LAYOUT),
        LabelReader(lists.event_table_labels),
    ),
    ReadFormat("alice", in_text(epochs.looks_like_alice, Claim.LAYOUT), LabelReader(epochs.alice_labels)),
    ReadFormat(
        "sandman", in_text(epochs.looks_like_sandman, Claim.LAYOUT), LabelReader(epochs.sandman_labels)
    ),
    ReadFormat("gamma", in_text(epochs.looks_like_gamma), LabelReader(epochs.gamma_labels)),
    ReadFormat("zurich", in_text(epochs.looks_like_zurich, Claim.LAYOUT), LabelReader(epochs.zurich_labels)),
    ReadFormat("dreams", in_text(epochs.looks_like_dreams), LabelReader(epochs.dreams_labels)),
    ReadFormat(
        "dreams events", in_text(lists.looks_like_dreams_events), LabelReader(lists.dreams_event_labels)
    ),
    ReadFormat("noxturnal", in_text(jsons.looks_like_nox), LabelReader(jsons.nox_labels)),
    ReadFormat("mne text", in_text(tables.looks_like_mne_text), LabelReader(tables.mne_text_labels)),
    ReadFormat("snooz", in_text(tables.looks_like_snooz), LabelReader(tables.snooz_labels)),
    ReadFormat("dreem", in_text(jsons.looks_like_dreem, Claim.LAYOUT), LabelReader(jsons.dreem_labels)),
    ReadFormat("philips", in_text(xmls.looks_like_philips), LabelReader(xmls.philips_labels)),
    ReadFormat("fasst", lambda head: _signed(arrays.is_mat(head.content)), LabelReader(arrays.fasst_labels)),
    ReadFormat("fif", magic(library_files.FIF_MAGIC), LabelReader(library_files.fif_labels)),
    ReadFormat(
        "wfdb",
        lambda head: _signed(library_files.looks_like_wfdb(head.content)),
        LabelReader(library_files.wfdb_labels),
    ),
)
"""What is read: the formats that are written too, and those that are not."""

LABELS: Mapping[Reader, Grammar] = {
    read_edf_hypnogram: edf_labels,
    read_text_hypnogram: text_labels,
    read_domino: domino_labels,
    read_annot: annot_labels,
    read_events: events_labels,
    read_xml_hypnogram: xml_labels,
}
"""Labels of the formats whose words or numbers the user can be asked about."""
