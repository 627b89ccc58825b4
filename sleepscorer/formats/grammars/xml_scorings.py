"""Scorings in XML: Philips RML, Wonambi, EDFbrowser.

Layouts: ``PatientStudy`` of Philips Respironics as the PSG-Audio data set and Somnolyzer's scorings show it;
Wonambi's ``annotations`` (version 5); EDFbrowser's ``annotationlist``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from sleepscorer.errors import HypnogramError
from sleepscorer.formats.events import cell, seconds
from sleepscorer.formats.grammars.annotation_tables import annotation_rows
from sleepscorer.formats.grammars.rows import LIGHTS_OFF, LIGHTS_ON, STAGE_TEXTS, event_text, until_next
from sleepscorer.formats.numbers import seconds_of
from sleepscorer.formats.timed_labels import Labels, TimedLabel
from sleepscorer.formats.xml_reader import read_xml
from sleepscorer.messages import Message
from sleepscorer.scoring import Scoring
from sleepscorer.stages import EPOCH_SECONDS, Stage

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NO_START = datetime(2000, 1, 1)
_ROOT = re.compile(r"<(?:\w+:)?([A-Za-z_]\w*)")
_STAGE_SET = frozenset(STAGE_TEXTS.values())

# Philips

_PHILIPS = {
    "Wake": Stage.W,
    "NonREM1": Stage.N1,
    "NonREM2": Stage.N2,
    "NonREM3": Stage.N3,
    "NonREM4": Stage.N3,
    "REM": Stage.R,
    "NotScored": Stage.UNSCORED,
    "Invalid": Stage.UNSCORED,
    "Movement": Stage.UNSCORED,
}
_PHILIPS_EVENTS = {"RelativeDesaturation": "Desaturation"}
_MACHINE_SAID = Message(
    "The stages are those that the program set by itself; nobody has scored this night by hand."
)


def root_of(text: str) -> str:
    """Return the name of a text's root element, without its namespace; empty if there is none."""
    plain = re.sub(r"<\?.*?\?>|<!--.*?-->", "", text.lstrip("\ufeff \r\n\t"), flags=re.DOTALL).lstrip()
    match = _ROOT.match(plain)
    return match[1] if match else ""


def looks_like_philips(text: str) -> bool:
    """Tell whether the root is a patient's study of Philips Respironics."""
    return root_of(text) == "PatientStudy"


def philips_labels(path: Path) -> Labels:
    """Read the labels of a Philips RML file: stages a person set, else those of the program; events; lights.

    A stage lasts until the next one, the last until the recording ends.

    Raises
    ------
    HypnogramError
        In one sentence, if it holds several sessions, an unknown stage or a time that cannot be read.
    """
    root = _without_namespaces(read_xml(path))
    sessions = root.findall("./Acquisition/Sessions/Session")
    if len(sessions) > 1:
        raise HypnogramError(
            Message("{path} holds {count} sessions; export the night alone.", path=path, count=len(sessions))
        )
    session = sessions[0] if sessions else None
    try:
        stages, notices = _philips_stages(root, path)
        stop = _seconds(session, "Duration")
        items = [*until_next(stages, stop), *_philips_events(root), *_philips_lights(session)]
        start = _moment(session.findtext("RecordingStart")) if session is not None else None
    except (ValueError, OverflowError) as error:
        raise HypnogramError(
            Message(
                "{path} cannot be read ({reason}); export it again from its source.", path=path, reason=error
            )
        ) from error
    return Labels(
        tuple(items), "Philips RML", start=start, from_recording_start=start is None, notices=notices
    )


def _without_namespaces(root: Element) -> Element:
    for element in root.iter():
        element.tag = element.tag.rpartition(":")[2].rpartition("}")[2]
    return root


def _philips_stages(root: Element, path: Path) -> tuple[list[TimedLabel], tuple[str, ...]]:
    staging = root.find("./ScoringData/StagingData")
    for name, notices in (("UserStaging", ()), ("MachineStaging", (_MACHINE_SAID,))):
        scored = staging.find(name) if staging is not None else None
        elements = list(scored.iter("Stage")) if scored is not None else []
        labels = [_philips_stage(element, path) for element in elements]
        if any(label.text != STAGE_TEXTS[Stage.UNSCORED] for label in labels):
            return sorted(labels, key=lambda label: label.start_s or 0.0), notices
    raise HypnogramError(
        Message("{path} holds no sleep stage; choose the file that holds the scoring.", path=path)
    )


def _philips_stage(element: Element, path: Path) -> TimedLabel:
    word = element.get("Type", "")
    if word not in _PHILIPS:
        raise HypnogramError(
            Message(
                "{path}: {word!r} is no sleep stage of Philips; export it as EDF+.", path=path, word=word[:40]
            )
        )
    return TimedLabel(STAGE_TEXTS[_PHILIPS[word]], seconds_of(element.get("Start", "")), None, None)


def _philips_events(root: Element) -> list[TimedLabel]:
    labels = []
    for element in root.iterfind("./ScoringData/Events/Event"):
        kind = element.get("Type", "")
        text = _PHILIPS_EVENTS.get(kind) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind)
        length = max(0.0, seconds_of(element.get("Duration") or "0"))
        labels.append(TimedLabel(event_text(text), seconds_of(element.get("Start", "")), length, None))
    return labels


def _philips_lights(session: Element | None) -> list[TimedLabel]:
    marks = ((LIGHTS_OFF, _seconds(session, "LightsOff")), (LIGHTS_ON, _seconds(session, "LightsOn")))
    return [TimedLabel(text, at, 0.0, None) for text, at in marks if at is not None]


def _seconds(element: Element | None, name: str) -> float | None:
    text = (element.findtext(name) or "").strip() if element is not None else ""
    return seconds_of(text) if text else None


def _moment(text: str | None) -> datetime | None:
    plain = (text or "").strip()
    return datetime.fromisoformat(_six_decimals(plain)).replace(tzinfo=None) if plain else None


def _six_decimals(text: str) -> str:
    """ISO time whose seconds have at most six decimals, as ``datetime`` holds."""
    return re.sub(r"(\.\d{6})\d+", r"\1", text)


# Wonambi

_WONAMBI = {
    "Wake": Stage.W,
    "NREM1": Stage.N1,
    "NREM2": Stage.N2,
    "NREM3": Stage.N3,
    "REM": Stage.R,
    **dict.fromkeys(("Unknown", "Undefined", "Artefact", "Movement"), Stage.UNSCORED),
}
_WONAMBI_WRITTEN = {
    Stage.W: "Wake",
    Stage.N1: "NREM1",
    Stage.N2: "NREM2",
    Stage.N3: "NREM3",
    Stage.R: "REM",
    Stage.UNSCORED: "Unknown",
}


def looks_like_wonambi(text: str) -> bool:
    """Tell whether the root is Wonambi's."""
    return root_of(text) == "annotations"


def wonambi_labels(path: Path) -> Labels:
    """Read the labels of a Wonambi annotations file: epochs, events and bookmarks of its only rater.

    Raises
    ------
    HypnogramError
        In one sentence, if several raters have scored it, or a stage or a time cannot be read.
    """
    root = read_xml(path)
    raters = [rater for rater in root.iterfind("rater") if _is_scored(rater)] or root.findall("rater")
    if len(raters) > 1:
        raise HypnogramError(
            Message(
                "{path} holds the stages of {count} raters; keep one of them in Wonambi and read it again.",
                path=path,
                count=len(raters),
            )
        )
    if not raters:
        raise HypnogramError(
            Message("{path} holds no rater, so no sleep stage; choose the file with the scoring.", path=path)
        )
    try:
        start = _moment(root.findtext("dataset/start_time"))
        items = [
            *_wonambi_epochs(raters[0], path),
            *_spans(raters[0].iterfind("bookmarks/bookmark"), "bookmark", None),
        ]
        for kind in raters[0].iterfind("events/event_type"):
            items += _spans(kind.iterfind("event"), "event", kind.get("type", ""))
    except (ValueError, OverflowError) as error:
        raise HypnogramError(
            Message("{path} cannot be read ({reason}); save it from Wonambi again.", path=path, reason=error)
        ) from error
    return Labels(tuple(items), "Wonambi", start=start, from_recording_start=start is None)


def _is_scored(rater: Element) -> bool:
    return any(_WONAMBI.get(stage.text or "", 0) >= 0 for stage in rater.iterfind("stages/epoch/stage"))


def _wonambi_epochs(rater: Element, path: Path) -> list[TimedLabel]:
    labels = []
    for epoch in rater.iterfind("stages/epoch"):
        word = (epoch.findtext("stage") or "").strip()
        if word not in _WONAMBI:
            raise HypnogramError(
                Message(
                    "{path}: {word!r} is no sleep stage of Wonambi; correct it.", path=path, word=word[:40]
                )
            )
        begin = seconds_of(epoch.findtext("epoch_start") or "")
        end = seconds_of(epoch.findtext("epoch_end") or "")
        labels.append(TimedLabel(STAGE_TEXTS[_WONAMBI[word]], begin, max(0.0, end - begin), None))
    return labels


def _spans(elements: Iterable[Element], what: str, name: str | None) -> list[TimedLabel]:
    labels = []
    for element in elements:
        text = name if name is not None else (element.findtext(f"{what}_name") or "").strip()
        begin = seconds_of(element.findtext(f"{what}_start") or "")
        end = seconds_of(element.findtext(f"{what}_end") or "")
        channel = (element.findtext(f"{what}_chan") or "").strip()
        labels.append(TimedLabel(event_text(text), begin, max(0.0, end - begin), None, channel))
    return labels


def encode_wonambi(scoring: Scoring, start: datetime | None) -> bytes:
    """Encode a Wonambi annotations file of one rater, called sleepscorer; lights are bookmarks.

    Without a clock time it starts on 1 January 2000 at midnight, as Wonambi needs one.
    """
    zero = start or _NO_START
    last = scoring.n_epochs * EPOCH_SECONDS
    content = (
        f"<dataset><filename>x</filename><path>x</path><start_time>{zero.isoformat()}</start_time>"
        f"<first_second>0</first_second><last_second>{last}</last_second></dataset>\n"
        f'<rater name="sleepscorer" created="{zero.isoformat()}" modified="{zero.isoformat()}">\n'
        f"<bookmarks>{''.join(_bookmarks(scoring))}</bookmarks>\n"
        f"<events>{''.join(_event_types(scoring))}</events>\n"
        f"<stages>\n{''.join(_epochs(scoring))}</stages>\n<cycles/>\n</rater>\n"
    )
    return f'<?xml version="1.0" ?>\n<annotations version="5">\n{content}</annotations>\n'.encode()


def _bookmarks(scoring: Scoring) -> list[str]:
    marks = ((scoring.lights.off_s, LIGHTS_OFF), (scoring.lights.on_s, LIGHTS_ON))
    return [
        f"<bookmark><bookmark_name>{text}</bookmark_name><bookmark_start>{seconds(at)}</bookmark_start>"
        f"<bookmark_end>{seconds(at)}</bookmark_end><bookmark_chan></bookmark_chan></bookmark>"
        for at, text in marks
        if at is not None
    ]


def _event_types(scoring: Scoring) -> list[str]:
    labels = dict.fromkeys(cell(event.label) for event in scoring.events)
    return [
        f"<event_type type={quoteattr(label)}>"
        + "".join(
            f"<event><event_start>{seconds(event.start_s)}</event_start>"
            f"<event_end>{seconds(event.stop_s)}</event_end>"
            f"<event_chan>{escape(cell(event.channel or ''))}</event_chan>"
            "<event_qual>Good</event_qual></event>"
            for event in scoring.events
            if cell(event.label) == label
        )
        + "</event_type>\n"
        for label in labels
    ]


def _epochs(scoring: Scoring) -> list[str]:
    return [
        f"<epoch><epoch_start>{epoch * EPOCH_SECONDS}</epoch_start>"
        f"<epoch_end>{(epoch + 1) * EPOCH_SECONDS}</epoch_end>"
        f"<stage>{_WONAMBI_WRITTEN[Stage(stage)]}</stage><quality>Good</quality></epoch>\n"
        for epoch, stage in enumerate(scoring.stages.tolist())
    ]


# EDFbrowser


def looks_like_edfbrowser_xml(text: str) -> bool:
    """Tell whether the root is EDFbrowser's list of annotations."""
    return root_of(text) == "annotationlist"


def edfbrowser_xml_labels(path: Path) -> Labels:
    """Read the labels of EDFbrowser's XML: onsets are clock times with a date.

    Raises
    ------
    HypnogramError
        In one sentence, if a time cannot be read.
    """
    read: list[tuple[datetime, float | None, str]] = []
    try:
        for element in read_xml(path).iterfind("annotation"):
            at = _moment(element.findtext("onset"))
            if at is None:
                raise ValueError(Message("an annotation has no onset"))
            length = (element.findtext("duration") or "").strip()
            text = element.findtext("description") or ""
            read.append((at, max(0.0, seconds_of(length)) if length else None, text))
    except (ValueError, OverflowError) as error:
        raise HypnogramError(
            Message(
                "{path} cannot be read ({reason}); export it again from EDFbrowser.", path=path, reason=error
            )
        ) from error
    zero = _zero(read)
    items = []
    for at, duration, text in read:
        words, _, channel = text.partition("@@")
        items.append(TimedLabel(words.strip(), (at - zero).total_seconds(), duration, None, channel.strip()))
    return Labels(tuple(items), "EDFbrowser", start=zero if read else None)


def _zero(read: Sequence[tuple[datetime, float | None, str]]) -> datetime:
    """Clock time of the first stage, else of the first annotation."""
    staged = [at for at, _, text in read if text.strip() in _STAGE_SET]
    return min(staged or [at for at, _, _ in read], default=_NO_START)


def encode_edfbrowser_xml(scoring: Scoring, start: datetime | None) -> bytes:
    """Encode an XML that EDFbrowser imports; without a clock time it starts on 1 January 2000."""
    zero = start or _NO_START
    content = "".join(
        f" <annotation>\n  <onset>{zero + timedelta(seconds=at):%Y-%m-%dT%H:%M:%S.%f}0</onset>\n"
        f"  <duration>{seconds(length)}</duration>\n  <description>{escape(text)}</description>\n"
        " </annotation>\n"
        for at, length, text in annotation_rows(scoring)
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f"{head}<annotationlist>\n{content}</annotationlist>\n".encode()
