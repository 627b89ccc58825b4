"""A copy of a recording with its stages inside, streamed: the samples pass through byte for byte."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import groupby
from math import isclose
from pathlib import Path
from typing import Any, BinaryIO

from sleepscorer.atomic import write_checked
from sleepscorer.edf.header import EdfHeader, read_header
from sleepscorer.edf.records import CHUNK_BYTES, EdfRecords
from sleepscorer.edf.tal import Annotation, TalDoubts, TextChange, encode_tal, with_texts_changed
from sleepscorer.errors import HypnogramError, SleepscorerError
from sleepscorer.formats.anonymity import (
    SampleSearch,
    anonymous_text,
    check_is_samples,
    check_names_nobody,
    without_names,
)
from sleepscorer.formats.copy_header import (
    Anonymous,
    Identity,
    clipping_notice,
    copied_start,
    copy_header,
)
from sleepscorer.formats.edf_layout import EdfLayout, encoded, mark_annotations, pack, stage_annotations
from sleepscorer.formats.edf_readback import Row, check_rows, rows_of_edfio, rows_of_pyedflib
from sleepscorer.formats.edf_reader import LIGHTS_OFF, LIGHTS_ON
from sleepscorer.formats.events import event_annotations
from sleepscorer.messages import Message, reason
from sleepscorer.scoring import Event, Lights, Scoring
from sleepscorer.scoring.event_words import event_of_words, stage_of_event
from sleepscorer.scoring.proposal_texts import proposal_mark

_LAYOUT = EdfLayout()
_SCALE_TOLERANCE = 1e-5


@dataclass(frozen=True)
class _Source:
    """An open recording, and what its copy needs to know of it."""

    header: EdfHeader
    records: EdfRecords
    identity: Identity

    def blocks(self) -> list[tuple[bool, range]]:
        """Return the runs of signals in a record: whether they hold annotations, and where they stand."""
        stretches = []
        for index, signal in enumerate(self.header.signals):
            stretches.append((signal.is_annotation, self.records.signal_bytes(index)))
        # Annotation signals are rewritten one by one; the others pass through together.
        merged: list[tuple[bool, range]] = []
        for is_annotation, group in groupby(stretches, key=lambda block: block[0]):
            spans = [span for _, span in group]
            span = range(spans[0].start, spans[-1].stop)
            merged += [(True, span) for span in spans] if is_annotation else [(False, span)]
        return merged


def write_full_copy(
    source: str | Path,
    target: str | Path,
    scoring: Scoring,
    *,
    lights: Lights | None = None,
    events: Sequence[Annotation] = (),
    layout: EdfLayout = _LAYOUT,
    anonymous: Anonymous | None = None,
    tell: Callable[[str], None] = lambda sentence: None,
) -> None:
    """Write a copy of an EDF or BDF recording, as EDF+ or BDF+, with a scoring in it.

    Signal samples are those of the source, byte for byte. Annotations of the source are kept; its
    stages are replaced, and so are its lights where new ones are given, and the events that the scoring took
    over from it: one that was altered stands as it is now, one that was removed not at all. Gaps stay gaps.

    Parameters
    ----------
    source, target : str or Path
        Two files; an earlier ``target`` is replaced, or left as it was if anything fails.
    scoring : Scoring
    lights : Lights, optional
        In seconds from the first sample; those of the scoring if not given.
    events : sequence of Annotation
        Texts beside the scoring's events, in seconds from the first sample.
    layout : EdfLayout
        ``merged`` and ``rk_texts`` count; the records are those of the source.
    anonymous : Anonymous, optional
        If not given, the copy names the patient as the recording does.
    tell : callable
        Given a sentence where the year does not fit into an EDF header, and on annotations that could
        not be understood and are not in the copy.

    Raises
    ------
    RecordingError, HypnogramError
        In one sentence, if the source cannot be read, or the copy cannot be written or checked.
    """
    source, target = Path(source), Path(target)
    if target.exists() and target.samefile(source):
        raise HypnogramError(
            Message("{path} is the recording itself; choose another name for the copy.", path=target)
        )
    header = read_header(source)
    records = EdfRecords(header)
    try:
        opened = _Source(header, records, Identity.of(source))
        scored = event_annotations(scoring.events, with_words=anonymous is None)
        marks = mark_annotations(lights or scoring.lights, "", [*scored, *events])
        added = [*stage_annotations(scoring.stages, layout), *marks]
        if anonymous:
            added = without_names(added, opened.identity.identifiers(), anonymous)
        doubts = _write_checked(opened, target, added, scoring.recorded, anonymous)
    except (OSError, OverflowError, ValueError, SleepscorerError) as error:
        raise HypnogramError(
            Message(
                "{path} could not be written ({reason}); an earlier file of that name is as it was.",
                path=target,
                reason=reason(error),
            )
        ) from error
    finally:
        records.close()
    for sentence in doubts.sentences():
        tell(sentence)
    if notice := clipping_notice(copied_start(header, anonymous)):
        tell(notice)


def _write_checked(
    source: _Source,
    target: Path,
    added: Sequence[Annotation],
    recorded: Sequence[Event],
    anonymous: Anonymous | None,
) -> TalDoubts:
    """Write the copy; gives what of the source's annotations could not be understood."""
    if source.header.n_records == 0:
        raise HypnogramError(Message("the recording holds no data"))
    if anonymous:
        check_is_samples(source.header, source.records)
    change = _changer(source, added, recorded, anonymous)
    zero_s = source.records.segments()[0].onset_s
    doubts = TalDoubts()
    expected = [
        Annotation(a.onset_s - zero_s, a.duration_s, change(a.text, a.onset_s))
        for a in source.records.annotations(doubts)
    ]
    expected += added
    moved = [replace(a, onset_s=a.onset_s - zero_s) for a in _moved(source, change)]
    digests: list[str] = []
    write_checked(
        target,
        lambda path: digests.append(_write(source, path, [*added, *moved], change, anonymous)),
        lambda path: _check(path, source, expected, digests[0], anonymous),
    )
    return doubts


def _moved(source: _Source, change: TextChange) -> list[Annotation]:
    """Texts of the source that other readers would not find where they stand; they go to the signal added."""
    moved: list[Annotation] = []
    for is_annotation, span in source.blocks():
        for record in range(source.header.n_records) if is_annotation else ():
            data = source.records.raw(record, span.start, len(span))
            moved += with_texts_changed(data, change)[1]
    return moved


def _changer(
    source: _Source, added: Sequence[Annotation], recorded: Sequence[Event], anonymous: Anonymous | None
) -> TextChange:
    """What becomes of a text of the source: nothing, itself, or itself without names."""
    replaced = {a.text.lower() for a in added if a.text in (LIGHTS_OFF, LIGHTS_ON)}
    zero_s = source.records.segments()[0].onset_s
    taken = event_annotations(recorded)  # the scoring tells what became of them
    again = {(_meaning(a.text), round(zero_s + a.onset_s, 3)) for a in (*added, *taken)}
    labels = {(_label(a.text), round(zero_s + a.onset_s, 3)) for a in (*added, *taken)}
    identifiers = source.identity.identifiers()

    def change(text: str, onset_s: float) -> str:
        plain = text.partition("@@")[0].strip()
        is_there = plain.lower() in replaced or (_meaning(text), round(onset_s, 3)) in again
        # An event that is there brings its own mark, or has been confirmed.
        mark = proposal_mark(text)
        is_marked = mark is not None and (_label(mark.label), round(onset_s, 3)) in labels
        if is_there or is_marked or stage_of_event(plain) is not None:
            return ""
        return text if anonymous is None else anonymous_text(text, identifiers, anonymous)

    return change


def _label(text: str) -> str:
    return " ".join(text.partition("@@")[0].split()).lower()


def _meaning(text: str) -> tuple[str, str, str]:
    """Kind, words and channel of the event of a text, which the recorder may say in other words."""
    words, _, channel = text.partition("@@")
    event = event_of_words(words, channel.strip(), 0.0, 0.0)
    return event.kind.value, event.words, event.channel or ""


def _write(
    source: _Source,
    path: Path,
    added: Sequence[Annotation],
    change: TextChange,
    anonymous: Anonymous | None,
) -> str:
    """Write the copy; gives the digest of its signal samples."""
    annotations = _added_records(source, added)
    width = source.header.bytes_per_sample
    n_samples = -(-max(map(len, annotations)) // width)
    digest = hashlib.sha256()
    with path.open("wb", buffering=1 << 20) as file:
        file.write(copy_header(source.header, source.identity, n_samples, anonymous))
        blocks = source.blocks()
        for record, extra in enumerate(annotations):
            for is_annotation, span in blocks:
                if is_annotation:
                    data = source.records.raw(record, span.start, len(span))
                    file.write(with_texts_changed(data, change)[0])
                else:
                    _pass_through(source.records, record, span, file, digest)
            file.write(extra.ljust(n_samples * width, b"\0"))
    return digest.hexdigest()


def _pass_through(records: EdfRecords, record: int, span: range, file: BinaryIO, digest: Any) -> None:
    for piece in _pieces(records, record, span):
        digest.update(piece)
        file.write(piece)


def _pieces(records: EdfRecords, record: int, span: range) -> Iterator[bytes]:
    for at in range(span.start, span.stop, CHUNK_BYTES):
        yield records.raw(record, at, min(CHUNK_BYTES, span.stop - at))


def _added_records(source: _Source, added: Sequence[Annotation]) -> list[bytes]:
    """Bytes of the annotation signal that is added, record by record."""
    header, segments = source.header, source.records.segments()
    zero_s = segments[0].onset_s
    keepers = [b""] * header.n_records
    if not source.records.annotation_signals:
        keepers = [encode_tal(record * header.record_seconds) for record in range(header.n_records)]
    elif source.records.onset(0) is None:
        raise HypnogramError(Message("its annotation signal does not say when data records start"))
    onsets = [segment.onset_s for segment in segments]

    def record_of(at_s: float) -> int:
        segment = segments[max(0, bisect_right(onsets, at_s) - 1)]
        within = int((at_s - segment.onset_s) // header.record_seconds) if header.record_seconds else 0
        return segment.first_record + min(max(within, 0), segment.n_records - 1)

    return pack(keepers, [(record_of(zero_s + a.onset_s), encoded(a, zero_s)) for a in added])


def _check(
    path: Path, source: _Source, expected: Sequence[Annotation], digest: str, anonymous: Anonymous | None
) -> None:
    if not _same_scales(read_header(path), source.header):
        raise HypnogramError(Message("its signals would have another scale or rate than the recording's"))
    look = SampleSearch(source.identity.identifiers()).look if anonymous else None
    if _digest_of_signals(path, look) != digest:
        raise HypnogramError(Message("its samples did not read back as they were written"))
    if anonymous:
        _check_names_nobody(path, source.identity)
    check_rows(_rows(path), expected)


def _check_names_nobody(path: Path, identity: Identity) -> None:
    header = read_header(path)
    with closing(EdfRecords(header)) as records:
        spans = [span for is_annotation, span in _Source(header, records, identity).blocks() if is_annotation]
        held = (
            records.raw(record, span.start, len(span)) for record in range(header.n_records) for span in spans
        )
        with path.open("rb") as file:
            check_names_nobody(file.read(header.header_bytes), held, identity.identifiers())


def _same_scales(copy: EdfHeader, source: EdfHeader) -> bool:
    """Whether the signals of the copy, but for its last, mean what those of the source mean."""
    both = zip(copy.signals, source.signals, strict=False)
    return isclose(copy.record_seconds, source.record_seconds, rel_tol=_SCALE_TOLERANCE) and all(
        signal.samples_per_record == original.samples_per_record
        and (signal.digital_min, signal.digital_max) == (original.digital_min, original.digital_max)
        and isclose(signal.physical_min, original.physical_min, rel_tol=_SCALE_TOLERANCE)
        and isclose(signal.physical_max, original.physical_max, rel_tol=_SCALE_TOLERANCE)
        for signal, original in both
        if not original.is_annotation
    )


def _rows(path: Path) -> list[Row]:
    """Annotations as the strictest reader gives them, or edfio where that refuses the signals."""
    try:
        return rows_of_pyedflib(path)
    except (OSError, ValueError):
        return rows_of_edfio(path)


def _digest_of_signals(path: Path, look: Callable[[bytes], None] | None = None) -> str:
    header = read_header(path)
    records = EdfRecords(header)
    digest = hashlib.sha256()
    try:
        blocks = [
            span
            for is_annotation, span in _Source(header, records, Identity("", "")).blocks()
            if not is_annotation
        ]
        for record in range(header.n_records):
            for span in blocks:
                for piece in _pieces(records, record, span):
                    digest.update(piece)
                    if look is not None:
                        look(piece)
    finally:
        records.close()
    return digest.hexdigest()
