"""The scoring of a recording, saved beside it as one JSON file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sleepscorer.atomic import write_atomically
from sleepscorer.errors import ChangeError, StorageError
from sleepscorer.probabilities import decode, encode
from sleepscorer.scoring import Author, AuthorKind, Lights, Scoring, StageChange, now
from sleepscorer.scoring.change_json import event_from_json, event_to_json, marks_from_json, marks_to_json
from sleepscorer.stages import Stage

FORMAT = 2
"""2 adds events and marks: a program that knew no more than 1 would drop them when it saves."""


@dataclass
class Sidecar:
    """What is kept of a night.

    Attributes
    ----------
    fingerprint : str
        Of the recording the scoring belongs to.
    scoring : Scoring
    notices : list of str
        What was said to the user about the file when it was opened (repairs, substitutes).
    """

    fingerprint: str
    scoring: Scoring
    notices: list[str] = field(default_factory=list)


def save(path: Path, sidecar: Sidecar) -> None:
    """Save atomically.

    Raises
    ------
    OSError
        If the folder cannot be written or the disk is full; the old file is then still whole.
    """
    scoring = sidecar.scoring
    values = {
        "format": FORMAT,
        "program": "sleepscorer",
        "recording": sidecar.fingerprint,
        "saved": now(),
        "revision": scoring.revision,
        "epoch_seconds": 30,
        "stages": " ".join(Stage(int(stage)).name if stage >= 0 else "?" for stage in scoring.stages),
        **_authors_to_json(scoring),
        "lights_off_s": scoring.lights.off_s,
        "lights_on_s": scoring.lights.on_s,
        "probabilities_W_N1_N2_N3_R_float32_base64": encode(scoring.probabilities),
        "events": [event_to_json(event) for event in scoring.events],
        "marks": [
            {"epoch": epoch, **marks_to_json(scoring.marks(epoch))} for epoch in sorted(scoring.marked)
        ],
        "ties": list(scoring.ties),
        "notices": sidecar.notices,
    }
    write_atomically(path, json.dumps(values, indent=1) + "\n")


def _authors_to_json(scoring: Scoring) -> dict[str, Any]:
    names = list(dict.fromkeys(author for author in scoring.authors if author))
    places: dict[Author | None, int] = {author: i for i, author in enumerate(names)}
    return {
        "authors": [str(author) for author in names],
        "author_of_epoch": [places.get(author, -1) for author in scoring.authors],
    }


def load(path: Path) -> Sidecar:
    """Load a sidecar.

    Raises
    ------
    StorageError
        In one sentence, if the file is damaged or of a newer version.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if values["format"] > FORMAT:
            raise StorageError(f"{path} was saved by a newer sleepscorer; update to open it.")
        return Sidecar(values["recording"], _scoring(values), list(values["notices"]))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, ChangeError) as error:
        raise StorageError(
            f"{path} is damaged ({type(error).__name__}); put a sound copy of it in its place."
        ) from error


def _scoring(values: Mapping[str, Any]) -> Scoring:
    words = values["stages"].split()
    stages = tuple(Stage.UNSCORED if word == "?" else Stage[word] for word in words)
    names = [Author.parse(text) for text in values["authors"]]
    authors = tuple(names[place] if place >= 0 else None for place in values["author_of_epoch"])
    scoring = Scoring(len(stages))
    nothing = (None,) * len(stages)
    scoring.apply(
        StageChange(
            epochs=tuple(range(len(stages))),
            before=(Stage.UNSCORED,) * len(stages),
            after=stages,
            author_before=nothing,
            author_after=authors,
            at=values["saved"],
            probabilities_after=decode(values["probabilities_W_N1_N2_N3_R_float32_base64"]),
            is_model_run=True,
            ties_before=(),
            ties_after=tuple(int(epoch) for epoch in values.get("ties", ())),
        )
    )
    scoring.lights = Lights(values["lights_off_s"], values["lights_on_s"])
    _restore_events_and_marks(scoring, values)
    scoring.revision = int(values["revision"])
    return scoring


def _restore_events_and_marks(scoring: Scoring, values: Mapping[str, Any]) -> None:
    somebody = Author(AuthorKind.IMPORT, "sidecar")
    events = [event_from_json(one) for one in values.get("events", ())]
    scoring.apply(scoring.add_events(events, somebody))
    for one in values.get("marks", ()):
        scoring.apply(scoring.mark(int(one["epoch"]), marks_from_json(one), somebody))
