"""Derivative dataset of BIDS: a hypnogram of each recording with its sidecar, and what describes them.

BIDS 1.10, "Derivatives" (https://bids-specification.readthedocs.io/en/stable/derivatives/introduction.html):
``sub-01/eeg/sub-01_task-sleep_desc-sleepscorer_events.tsv``. The hypnograms of the proposal on sleep
(bids-specification pull request 2208) are no part of BIDS yet; they are the format ``bids-hypnogram``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sleepscorer import __version__
from sleepscorer.atomic import write_atomically
from sleepscorer.errors import HypnogramError
from sleepscorer.formats.bids import LIGHTS_OFF, LIGHTS_ON
from sleepscorer.formats.catalogue import write_hypnogram
from sleepscorer.formats.folders import bare_stem
from sleepscorer.messages import reason
from sleepscorer.scoring import EVENT_TEXTS, Scoring
from sleepscorer.stages import AASM_TEXTS, EPOCH_SECONDS, Stage

BIDS_VERSION = "1.10.0"
NAME = "bids-derivatives"
"""What the command line calls the dataset, beside the formats of single files."""

_ENTITY = re.compile(r"(?:^|_)(sub|ses|task|acq|run)-([0-9A-Za-z]+)")
_STAGE_NAMES = {
    Stage.W: "Wakefulness",
    Stage.N1: "NREM 1",
    Stage.N2: "NREM 2",
    Stage.N3: "NREM 3",
    Stage.R: "REM sleep",
    Stage.UNSCORED: "Unscored",
}
_README = """Sleep stages
============

Stages of epochs of {seconds} s after the AASM Manual, lights and events, written by sleepscorer {version}
(https://bids-specification.readthedocs.io, derivatives). Onsets count in seconds from the first sample of the
recording that a table is named after; an epoch without a stage is "Sleep stage ?". A sidecar says for each
table which model or person scored it, and which channels a model read, as far as that is known.
"""


@dataclass(frozen=True)
class BidsName:
    """Entities of a recording's name, in the order BIDS has them.

    Attributes
    ----------
    subject, session, task, acquisition, run : str
        Labels of letters and digits; empty where there is none.
    """

    subject: str
    session: str = ""
    task: str = "sleep"
    acquisition: str = ""
    run: str = ""

    @classmethod
    def of(cls, file_name: str) -> BidsName:
        """Return the entities of a file's name; of no BIDS name, its letters and digits are the subject.

        Raises
        ------
        HypnogramError
            If there is neither letter nor digit in it.
        """
        stem = bare_stem(file_name)
        entities: dict[str, str] = dict(_ENTITY.findall(stem))
        if "sub" not in entities:
            entities = {"sub": re.sub(r"[^0-9A-Za-z]", "", stem)}
        if not entities["sub"]:
            raise HypnogramError(f"{file_name} has no letter or digit to name a subject by; rename it.")
        return cls(
            entities["sub"],
            entities.get("ses", ""),
            entities.get("task", "sleep"),
            entities.get("acq", ""),
            entities.get("run", ""),
        )

    def path_in(self, root: Path) -> Path:
        """Return the path of the table below a dataset."""
        folders = [f"sub-{self.subject}", *([f"ses-{self.session}"] if self.session else []), "eeg"]
        pairs = {
            "sub": self.subject,
            "ses": self.session,
            "task": self.task,
            "acq": self.acquisition,
            "run": self.run,
        }
        entities = "_".join(f"{key}-{value}" for key, value in pairs.items() if value)
        return root.joinpath(*folders, f"{entities}_desc-sleepscorer_events.tsv")


def begin_dataset(root: Path) -> None:
    """Write what describes a dataset, unless it is there.

    Raises
    ------
    HypnogramError
        If the folder holds another dataset, or cannot be written.
    """
    description = root / "dataset_description.json"
    try:
        root.mkdir(parents=True, exist_ok=True)
        if description.exists():
            if not _is_ours(description):
                raise HypnogramError(f"{root} holds a dataset that sleepscorer did not write; name another.")
            return
        write_atomically(description, _json(_description()))
        readme = _README.format(seconds=EPOCH_SECONDS, version=__version__)
        if not (root / "README.md").exists():
            write_atomically(root / "README.md", readme.encode())
    except OSError as error:
        raise HypnogramError(f"{root} cannot be written ({reason(error)}); choose another.") from error


def write_bids_night(path: Path, scoring: Scoring) -> None:
    """Write the table of a night with its sidecar; the table is read back before it gets its name.

    Parameters
    ----------
    path : Path
        As :meth:`BidsName.path_in` gives it.
    scoring : Scoring

    Raises
    ------
    HypnogramError
        In one sentence, if they cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path.with_suffix(".json"), _json(_sidecar(scoring)))
    except OSError as error:
        raise HypnogramError(f"{path.parent} cannot be written ({reason(error)}); choose another.") from error
    write_hypnogram(path, scoring, scoring.start, "bids")


def _description() -> dict[str, Any]:
    return {
        "Name": "Sleep stages",
        "BIDSVersion": BIDS_VERSION,
        "DatasetType": "derivative",
        "GeneratedBy": [
            {
                "Name": "sleepscorer",
                "Version": __version__,
                "Description": "Sleep stages of epochs of 30 s (AASM), by a model or a person",
            }
        ],
    }


def _sidecar(scoring: Scoring) -> dict[str, Any]:
    stages = {AASM_TEXTS[stage]: name for stage, name in _STAGE_NAMES.items()}
    lights = {LIGHTS_OFF: "Lights are switched off", LIGHTS_ON: "Lights are switched on"}
    kinds = {event.kind for event in scoring.events}
    events = {EVENT_TEXTS[kind]: kind.type.name for kind in sorted(kinds)}
    scorers = sorted({str(author) for author in scoring.authors if author is not None})
    return {
        "Description": "Sleep stages, lights and events of the night",
        "trial_type": {
            "LongName": "Stage or event",
            "Description": f"Stage of an epoch of {EPOCH_SECONDS} s (AASM Manual), lights, or event",
            "Levels": stages | lights | events,
        },
        "channel": {"Description": "Channel or derivation that an event was seen on"},
        "Scorers": scorers,
        "Model": scoring.model or "n/a",
        "ModelChannels": list(scoring.channels),
        "EpochLength": EPOCH_SECONDS,
    }


def _is_ours(description: Path) -> bool:
    try:
        values = json.loads(description.read_text("utf-8"))
        return any(by.get("Name") == "sleepscorer" for by in values.get("GeneratedBy", ()))
    except (ValueError, AttributeError):
        return False


def _json(values: dict[str, Any]) -> bytes:
    return (json.dumps(values, indent=2, ensure_ascii=False) + "\n").encode()
