"""Event scorers of other packages: in a process of their own, what they do wrong is one sentence."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sleepscorer.body_positions import BodyPosition
from sleepscorer.channels import Role
from sleepscorer.errors import Cancelled, ModelError, RecordingError
from sleepscorer.prescoring.apart import NICENESS
from sleepscorer.prescoring.events.result import FoundEvent
from sleepscorer.prescoring.events.run import change_of, header_positions, propose_events
from sleepscorer.prescoring.events.scorers import chosen_profile, event_scorer_names, load_event_scorer
from sleepscorer.prescoring.isolation import BYTES_NAME, SECONDS_NAME
from sleepscorer.recording.memory import MemoryRecording, recording_of_raw
from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, Proposal, scoring_from_stages
from sleepscorer.scoring.proposal_terms import reason_of

SCORERS = """
import ctypes, os, sys
import numpy as np
from sleepscorer.prescoring.events.result import FoundEvent, FoundEvents
from sleepscorer.prescoring.events.scorers import Profile
from sleepscorer.scoring import EventKind

class Sound:
    name = title = "sound"
    version, install = "1", ""
    profiles = (Profile("usual", "as ever"), Profile("strict", "fewer"))
    def find(self, recording, request, progress):
        print("wat een vreemde zegt", file=sys.stderr)
        print("wat een vreemde zegt")
        progress(0.5)
        self.act()
        at = float(30 * int(np.flatnonzero(request.stages > 0)[0]))
        terms = {"flow": -59.4, "desaturation": 12.0, "breaths": 4.0}
        events = (FoundEvent(EventKind.HYPOPNOEA, at, 16.0, "Flow", 0.7, terms),
                  FoundEvent(EventKind.HYPOPNOEA, at, 16.0, "Flow", 0.7, terms),
                  FoundEvent(EventKind.AROUSAL, at - 5, 3.0))
        niceness = os.getpriority(os.PRIO_PROCESS, 0) if hasattr(os, "getpriority") else 0
        figures = {"process": os.getpid(), "folder": sorted(os.listdir()), "niceness": niceness}
        return FoundEvents(events, (f"By {request.profile}.",), figures)
    def act(self): pass

class Looping(Sound):
    def act(self):
        while True: pass

class Hog(Sound):
    def act(self): kept = [np.empty(1 << 24) for _ in range(100)]

class Crashing(Sound):
    def act(self): ctypes.string_at(0)

class Failing(Sound):
    def act(self): raise ZeroDivisionError("door nul")

class Absent(Sound):
    title, version, install = "Absent", "", "pip install absent"

class Peak(Sound):
    def find(self, recording, request, progress):
        samples = recording.read(0, 0.0, recording.duration_s)
        at_s = float(samples.argmax() / recording.channels[0].sampling_rate_hz)
        return FoundEvents((FoundEvent(EventKind.AROUSAL, at_s, 3.0),), (f"{recording.duration_s:g} s",))

class Wrong(Sound):
    def find(self, recording, request, progress):
        return FoundEvents((FoundEvent(EventKind.AROUSAL, float("nan"), 1.0),))
"""
NAMES = ("Sound", "Looping", "Hog", "Crashing", "Failing", "Absent", "Peak", "Wrong")
STAGES = [0, 0, 2, 2, 3, 0]


@pytest.fixture(autouse=True)
def offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "strange_event_scorers.py").write_text(SCORERS)
    info = tmp_path / "strange_event_scorers-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: strange-event-scorers\nVersion: 1\n")
    lines = [f"{name.lower()} = strange_event_scorers:{name}" for name in (*NAMES, "Gone")]
    (info / "entry_points.txt").write_text("[sleepscorer.event_scorers]\n" + "\n".join(lines) + "\n")
    monkeypatch.syspath_prepend(tmp_path)


@pytest.fixture
def recording() -> MemoryRecording:
    return MemoryRecording([np.zeros(180 * 10, np.float32)], ["Flow"], [10.0])


@pytest.fixture
def scoring():
    return scoring_from_stages(STAGES, Author(AuthorKind.TECHNICIAN, "AK"))


def test_what_a_scorer_finds_is_proposed_by_its_name_version_and_profile(recording, scoring):
    seen: list[float] = []
    result = propose_events(recording, scoring, scorer="sound", progress=seen.append)
    assert [event.start_s for event in result.events] == [55.0, 60.0]  # what it gives twice counts once
    hypopnoea = result.events[1]
    assert str(hypopnoea.proposal.author) == "model:sound@1"
    assert (hypopnoea.proposal.profile, hypopnoea.proposal.score) == ("usual", 0.7)
    assert reason_of(hypopnoea) == "flow -59 %, 16 s, desaturation 12 %, 4 breaths"
    assert result.notices == ("By usual.",)
    assert result.figures["process"] > 0
    assert result.figures["folder"] == []
    if hasattr(os, "getpriority"):
        niceness = min(19, os.getpriority(os.PRIO_PROCESS, 0) + NICENESS)
        assert result.figures["niceness"] == niceness, "the window goes first"
    assert {0.5, 1.0} <= set(seen)
    scoring.apply(change_of(result, scoring))
    assert scoring.events == result.events


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("hog", "sound needs more than 0.5 GB of memory"),
        ("crashing", "sound ended its process without a word"),
        ("failing", r"sound could not score array \(ZeroDivisionError: door nul\)\."),
        ("wrong", "sound gave something else than events; update it"),
        ("absent", "Absent is not installed; install it with pip install absent."),
        ("gone", "The scorer gone cannot be loaded"),
        ("nobody", "There is no event scorer called nobody; choose one of: .*sound"),
    ],
)
def test_what_goes_wrong_is_one_sentence(name, sentence, recording, scoring, monkeypatch):
    monkeypatch.setenv(BYTES_NAME, str(1 << 29))
    with pytest.raises(ModelError, match=sentence):
        propose_events(recording, scoring, scorer=name)


@pytest.mark.parametrize("way", ["of arrays", "cropped", "altered"])
def test_a_scorer_is_given_the_samples_of_a_raw(way: str, scoring, tmp_path) -> None:
    mne = pytest.importorskip("mne")
    samples = np.zeros((1, 2400))
    samples[0, [1000, 2000]] = 1.0, 2.0
    raw = mne.io.RawArray(samples, mne.create_info(["Flow"], 10.0, "misc"), verbose="error")
    if way != "of arrays":
        raw.save(tmp_path / "n_raw.fif", fmt="double", verbose="error")
        raw = mne.io.read_raw_fif(tmp_path / "n_raw.fif", preload=way == "altered", verbose="error")
    if way == "altered":
        raw.apply_function(lambda values: np.where(values > 1, 0, values), picks="all", verbose="error")
    else:
        raw.crop(0, 189.9) if way == "cropped" else raw.crop(90, 189.9)
    result = propose_events(recording_of_raw(raw), scoring, scorer="peak")
    assert [event.start_s for event in result.events] == [{"of arrays": 10.0}.get(way, 100.0)]
    assert result.notices == ({"of arrays": "100 s", "cropped": "190 s", "altered": "240 s"}[way],)


def test_a_raw_that_cannot_be_handed_over_is_refused_in_one_sentence(scoring) -> None:
    mne = pytest.importorskip("mne")
    raw = mne.io.RawArray(np.zeros((1, 600)), mne.create_info(["Flow"], 10.0, "misc"), verbose="error")
    raw.hook = lambda: None
    with pytest.raises(RecordingError, match="save it as FIF or EDF, and give the file"):
        propose_events(recording_of_raw(raw), scoring, scorer="peak")


def test_a_scorer_that_does_not_end_is_stopped(recording, scoring, monkeypatch):
    monkeypatch.setenv(SECONDS_NAME, "0.5")
    with pytest.raises(ModelError, match=r"was stopped after 0\.5 s"):
        propose_events(recording, scoring, scorer="looping")


def test_cancelling_ends_it(recording, scoring):
    with pytest.raises(Cancelled):
        propose_events(recording, scoring, scorer="looping", cancelled=lambda: True)


def test_a_profile_is_one_of_the_scorers_own():
    scorer = load_event_scorer("sound")
    assert chosen_profile(scorer, None) == "usual"
    assert chosen_profile(scorer, "strict") == "strict"
    with pytest.raises(ModelError, match=r"has no profile lax; choose one of: usual, strict\."):
        chosen_profile(scorer, "lax")
    assert "sound" in event_scorer_names()


def test_a_recording_shorter_than_an_epoch_is_refused(scoring):
    short = MemoryRecording([np.zeros(100, np.float32)], ["Flow"], [10.0])
    with pytest.raises(RecordingError, match="less than one epoch"):
        propose_events(short, scoring, scorer="sound")


def test_an_event_goes_through_json():
    event = FoundEvent(EventKind.HYPOPNOEA, 1.5, 12.0, "Flow", 0.5, {"flow": -40.0})
    assert FoundEvent.from_json(event.to_json()) == event


def test_terms_that_are_not_known_are_told_by_name():
    proposal = Proposal(Author(AuthorKind.MODEL, "x@1"), terms=(("wobble", 2.5), ("untyped", 1.0)))
    event = Event(EventKind.OBSTRUCTIVE_APNOEA, 0.0, 12.0, proposal=proposal)
    assert reason_of(event) == "12 s, wobble 2.5, type uncertain"


def test_positions_are_what_the_header_tells(recording):
    flow = replace(recording.channels[0], transducer="1 supine, 2 left")
    recording.channels = (flow,)
    assert header_positions(recording) == {}
    recording.channels = (replace(flow, role=Role.POSITION),)
    assert header_positions(recording) == {1: BodyPosition.SUPINE, 2: BodyPosition.LEFT}
