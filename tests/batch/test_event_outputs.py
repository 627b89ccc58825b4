"""Events of a batch: on the window's stages or a model's, with their files, done once."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from edfio import Edf, EdfSignal

from sleepscorer.batch import BatchOptions, plan_batch
from sleepscorer.batch.kept_work import kept_fingerprint
from sleepscorer.batch.manifest import OK
from sleepscorer.batch.nights import values_of
from sleepscorer.batch.sidecars import BEGUN, write_sidecar
from sleepscorer.batch.worker import score
from sleepscorer.cli import main
from sleepscorer.errors import ModelError, RecordingError
from sleepscorer.formats import import_events
from sleepscorer.messages import Message
from sleepscorer.recording import open_recording
from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, Lights, Scoring, scoring_from_stages
from sleepscorer.settings import load_settings, save_settings
from sleepscorer.stages import Stage
from sleepscorer.storage.sidecar import Sidecar, save
from sleepscorer.storage.store import store_of

SCORER = """
import numpy as np
from sleepscorer.prescoring.events.result import FoundEvent, FoundEvents
from sleepscorer.prescoring.events.scorers import Profile
from sleepscorer.scoring import EventKind

class Scorer:
    name = title = "psgscoring"
    version, install = "0.0.1", ""
    profiles = (Profile("usual", "as ever"), Profile("strict", "fewer"))
    def find(self, recording, request, progress):
        terms = {"flow": -59.0, "desaturation": 12.0}
        figures = {} if (request.stages >= 0).any() else {"analysed_hours": recording.duration_s / 3600}
        return FoundEvents(
            (FoundEvent(EventKind.HYPOPNOEA, 65.5, 16.25, "Flow", 0.75, terms),
             FoundEvent(EventKind.DESATURATION, 75.0, 20.0, "SpO2", None, {"desaturation": 12.0})),
            (f"Went by {request.profile}.",), figures,
            frozenset({EventKind.AROUSAL, EventKind.HYPOPNOEA, EventKind.DESATURATION}))
"""


@pytest.fixture(autouse=True)
def offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "package"
    info = folder / "made_up_scorer-1.dist-info"
    info.mkdir(parents=True)
    (folder / "made_up_scorer.py").write_text(SCORER)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: made-up-scorer\nVersion: 1\n")
    (info / "entry_points.txt").write_text(
        "[sleepscorer.event_scorers]\npsgscoring = made_up_scorer:Scorer\n"
    )
    monkeypatch.syspath_prepend(folder)


@pytest.fixture
def night(tmp_path: Path) -> Path:
    """A home test of five minutes: flow and saturation, no EEG."""
    path = tmp_path / "nights" / "home.edf"
    path.parent.mkdir()
    breath = np.sin(2 * np.pi * 0.25 * np.arange(300 * 10) / 10)
    signals = [
        EdfSignal(100 * breath, 10, label="Flow", physical_dimension="uV", physical_range=(-200, 200)),
        EdfSignal(np.full(300, 96.0), 1, label="SpO2", physical_dimension="%", physical_range=(0, 102)),
    ]
    Edf(signals).write(path)
    return path


def plan(night: Path, profile: str = ""):
    wanted = BatchOptions(formats=("edf", "annot"), events=profile, takes_kept_stages=True)
    return plan_batch([night.parent], night.parents[1] / "out", wanted)


def run(night: Path, profile: str = ""):
    chosen = plan(night, profile)
    (job,) = chosen.todo
    row = score(job)
    (manifest,) = chosen.manifests.values()
    manifest.begin()
    manifest.append(row)
    manifest.end()
    return row, {output.format: output.path for output in job.outputs}


def test_a_home_test_has_an_rei_and_no_ahi_alike_in_manifest_indices_and_summary(night):
    row, paths = run(night)
    assert row.status == OK, row.reason
    assert row.events == "psgscoring 0.0.1 usual"
    assert (row.ahi, row.rei, row.plms_index) == (None, 12.0, None)
    assert row.arousal_index == 0.0, "they were looked for, and there is none"
    assert (row.odi_3, row.odi_4) == (0.0, 0.0)  # the saturation is 96 % all night
    assert "Went by usual." in row.notices
    values = json.loads(paths["indices"].read_text())
    assert values["searched"]["arousal"] == "model:psgscoring@0.0.1"
    assert values["absent"]["plms_index"] == "No limb movement is marked."
    assert (values["per_hour_of"], values["proposed"], values["confirmed"]) == ("monitoring time", 2, 0)
    for name in ("ahi", "rei", "odi_3", "odi_4", "arousal_index", "plms_index"):
        assert values[name] == getattr(row, name) == values_of(row).get(name)
        assert (name in values["absent"]) is (values[name] is None)
    rows = list(csv.DictReader(paths["events"].open()))
    assert rows[0]["event"] == "Hypopnea"
    assert rows[0]["proposed_by"] == "model:psgscoring@0.0.1"
    assert rows[0]["reason"] == "flow -59 %, 16 s, desaturation 12 %"
    assert "confirmed=no" in paths["annot"].read_text()


def test_no_path_of_the_machine_gets_into_what_is_said_of_signals(night, monkeypatch):
    def fail(recording, *_):
        raise RecordingError(Message("{path} can no longer be read.", path=recording.path))

    monkeypatch.setattr("sleepscorer.batch.night_figures.read_night_signals", fail)
    row, paths = run(night)
    assert row.status == OK
    assert "home.edf can no longer be read." in row.notices
    assert any("There is no ODI" in notice for notice in row.notices)
    values = json.loads(paths["indices"].read_text())
    assert values["absent"]["odi_3"] in row.notices
    assert str(night.parent) not in f"{row} {values}"


def test_events_come_back_from_edf_as_the_proposals_they_are(night):
    _, paths = run(night)
    hypopnoea, fall = import_events(paths["edf"]).events
    assert hypopnoea.is_proposed
    assert str(hypopnoea.proposal.author) == "model:psgscoring@0.0.1"
    assert (hypopnoea.proposal.profile, hypopnoea.proposal.score) == ("usual", 0.75)
    assert (fall.kind, fall.is_proposed) == (EventKind.DESATURATION, True)


def test_what_is_done_is_done_once_and_again_by_other_rules_or_on_other_stages(night):
    run(night)
    assert not plan(night).todo
    assert plan(night, "strict").todo
    recording = open_recording(night)
    stages = np.full(recording.n_epochs, Stage.N2)
    scoring = scoring_from_stages(stages, Author(AuthorKind.TECHNICIAN, "AK"))
    save(store_of(recording).place.sidecar, Sidecar(recording.fingerprint, scoring))
    recording.close()
    row, _ = run(night)
    assert (row.model, row.ahi) == ("stages of the window", 12.0)
    assert not plan(night).todo
    shutil.rmtree(night.parents[1] / "out")
    assert plan(night).todo


def keep(night: Path, *changes) -> Scoring:
    """Keep work on a night as the window would: each change is made by a function of the scoring."""
    recording = open_recording(night)
    scoring = Scoring(recording.n_epochs)
    for change in changes:
        scoring.apply(change(scoring))
    save(store_of(recording).place.sidecar, Sidecar(recording.fingerprint, scoring))
    recording.close()
    return scoring


ANNA = Author(AuthorKind.TECHNICIAN, "AK")
LIGHTS = partial(Scoring.mark_lights, lights=Lights(30.0, 270.0), author=ANNA)
DRAWN = Event(EventKind.CENTRAL_APNOEA, 150.0, 12.0)


def test_a_home_tests_work_in_the_window_is_counted_and_a_change_of_it_is_seen(night):
    keep(night, LIGHTS)
    row, paths = run(night)
    assert (row.status, row.model, row.lights_off_s) == (OK, "no stages", 30.0)
    assert row.rei == pytest.approx(15.0)  # one event in four minutes
    assert not plan(night).todo
    keep(night, LIGHTS, lambda scoring: scoring.add_events([DRAWN], ANNA))
    row, paths = run(night)
    assert row.rei == pytest.approx(30.0)
    assert DRAWN in import_events(paths["edf"]).events
    assert not plan(night).todo


def test_what_is_done_is_known_without_opening_a_recording_again(night, monkeypatch):
    def refuse(path):
        raise AssertionError(f"{path} was opened to plan")

    run(night)
    (manifest,) = plan(night).manifests.values()
    row = manifest.row("home.edf")
    with monkeypatch.context() as patched:
        patched.setattr("sleepscorer.batch.kept_work.open_recording", refuse)
        assert len(plan(night).kept) == 1
        with pytest.raises(AssertionError, match="was opened"):
            kept_fingerprint(night, replace(row, fingerprints=()))
    keep(night, lambda scoring: scoring.search_events({EventKind.LIMB_MOVEMENT}, ANNA))
    assert plan(night).todo, "what a person says of the events is work, too"
    assert kept_fingerprint(night, row) == kept_fingerprint(night, replace(row, fingerprints=())) != ""


def test_a_comment_is_no_batchs_to_write_over(night):
    recording = open_recording(night)
    keep(night, lambda scoring: scoring.write_comment("restless", ANNA))
    assert write_sidecar(recording, Scoring(recording.n_epochs)).state == BEGUN
    recording.close()


def test_other_lights_on_the_same_stages_are_other_figures(night):
    stages = partial(Scoring.score, epochs=range(10), stage=Stage.N2, author=ANNA)
    keep(night, stages)
    assert run(night)[0].ahi == pytest.approx(12.0)
    assert not plan(night).todo
    keep(night, stages, LIGHTS)
    assert run(night)[0].ahi == pytest.approx(15.0)


def test_what_a_batch_left_for_the_window_itself_is_no_new_work(night):
    job = replace(plan(night).todo[0], sidecar=True)
    row = score(job)
    assert row.sidecar == "written"
    (manifest,) = plan(night).manifests.values()
    manifest.begin()
    manifest.append(row)
    manifest.end()
    assert not plan(night).todo


def test_what_a_person_told_of_the_positions_holds_in_a_batch(night):
    plain, position = np.full(300, 96.0), np.full(300, 9.0)
    signals = [
        EdfSignal(plain, 1, label="SpO2", physical_dimension="%", physical_range=(0, 102)),
        EdfSignal(position, 1, label="Position", physical_range=(0, 255)),
    ]
    Edf(signals).write(night)
    row, _ = run(night)
    assert "supine_min" not in row.figures
    assert not plan(night).todo
    settings, recording = load_settings(), open_recording(night)
    settings.positions[recording.recorder] = {"9": "supine"}
    recording.close()
    save_settings(settings)
    row, _ = run(night)
    assert row.figures["supine_min"] == 5.0
    assert not plan(night).todo


def test_rules_that_are_not_known_end_the_batch_before_it_begins(night):
    with pytest.raises(ModelError, match="has no profile lax"):
        plan(night, "lax")


def test_the_rules_are_listed(capsys):
    assert main(["events", "--profiles"]) == 0
    assert capsys.readouterr().out.split("\n")[0].split() == ["usual", "as", "ever"]


def test_patterns_are_expanded_where_no_shell_does(night, tmp_path, capsys):
    assert main(["events", str(night.parent / "h*.edf"), "--out", str(tmp_path / "out"), "--jobs", "1"]) == 0
    assert (tmp_path / "out" / "home_events.csv").exists()
    assert main(["events", str(night.parent / "x*.edf")]) == 1
    assert "Nothing fits" in capsys.readouterr().err


def test_a_recording_behind_the_option_of_events_is_no_profile(night, tmp_path, capsys):
    plan = ["prescore", "--dry-run", "--out", str(tmp_path / "out"), "--events"]
    assert main([*plan, str(night)]) == 0
    assert "score  home.edf" in capsys.readouterr().out
    assert main([*plan, str(night.parent / "*.edf")]) == 0
    with pytest.raises(SystemExit) as ended:
        main([*plan, "strict"])
    assert ended.value.code == 2
    assert "strict was taken for the PROFILE of --events" in capsys.readouterr().err
    assert main([*plan, "strict", str(night)]) == 0
