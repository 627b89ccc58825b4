"""The doctor finds what is broken, says what to do, and ends with a code that says so."""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from pathlib import Path

import pytest

from sleepscorer.cli import main
from sleepscorer.diagnostics import doctor
from sleepscorer.diagnostics.doctor import Finding, FindingState, examine
from sleepscorer.diagnostics.probes import Answer, ask_in_child
from sleepscorer.prescoring.model_card import available_models, user_models_folder

QT: Answer = {
    "version": "6",
    "platform": "xcb",
    "families": 9,
    "font": "Sans",
    "missing": "",
    "has_display": True,
    "width": 1920,
    "height": 1040,
    "scale": 1.0,
    "dpi": 96,
}
ONNX: Answer = {"version": "1.0"}


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, Answer]:
    """What the probes answer, without processes of their own."""
    found = {"probe_qt": dict(QT), "probe_onnx": dict(ONNX)}
    monkeypatch.setattr(doctor, "ask_in_child", lambda probe: found[probe.__name__])
    return found


def findings() -> dict[str, Finding]:
    return {one.name: one for one in examine()}


def test_all_is_well_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == 0
    found = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    assert found["Qt"]["state"] == "ok"
    assert found["onnxruntime"]["state"] == "ok"
    assert {f"model {card.folder.name}" for card in available_models()} <= set(found)
    assert all(one["todo"] for one in found.values() if one["state"] != "ok")


def test_lines_for_people_show_no_home(
    answers: dict[str, Answer], isolated_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "ok      log folder: ~" in said
    assert str(isolated_home) not in said


def test_a_missing_library_is_named_and_is_1(
    answers: dict[str, Answer], capsys: pytest.CaptureFixture[str]
) -> None:
    answers["probe_qt"] = {"error": "the library libxcb-cursor.so.0 is missing"}
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "broken  Qt: the library libxcb-cursor.so.0 is missing" in said
    assert "Install" in said


@pytest.mark.parametrize("probe", ["probe_onnx", "probe_qt"])
def test_advice_is_for_how_it_was_installed(
    answers: dict[str, Answer], monkeypatch: pytest.MonkeyPatch, probe: str
) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Windows")
    answers[probe] = {"error": "DLL load failed"}
    name = {"probe_onnx": "onnxruntime", "probe_qt": "Qt"}[probe]
    assert "pip install" in findings()[name].todo
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert "pip" not in findings()[name].todo
    assert "Install sleepscorer again" in findings()[name].todo


def test_a_network_that_was_altered_is_found(answers: dict[str, Answer], tmp_path: Path) -> None:
    import shutil

    card = available_models()[0]
    folder = user_models_folder() / "mine"
    shutil.copytree(card.folder, folder)
    with (folder / card.file).open("ab") as file:
        file.write(b"x")
    assert findings()["model mine"].state is FindingState.BROKEN
    (folder / "card.json").write_text("{")
    assert "cannot be read" in findings()["model mine"].found


def test_no_default_model_is_broken(
    answers: dict[str, Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sleepscorer.assets.models_folder", lambda: tmp_path)
    assert findings()["models"].state is FindingState.BROKEN


def test_a_folder_that_cannot_be_written(answers: dict[str, Answer], isolated_home: Path) -> None:
    (isolated_home / "state").write_text("in the way")
    found = findings()
    assert found["state folder"].state is FindingState.BROKEN
    assert "cannot be written" in found["state folder"].found
    assert found["settings folder"].state is FindingState.OK


def test_settings_that_cannot_be_read_are_a_note(answers: dict[str, Answer], isolated_home: Path) -> None:
    from sleepscorer.settings import settings_path

    settings_path().parent.mkdir(parents=True)
    settings_path().write_text("{")
    assert findings()["settings"].state is FindingState.NOTE


@pytest.mark.parametrize(
    ("change", "name", "state"),
    [
        ({"families": 0}, "fonts", FindingState.BROKEN),
        ({"missing": "µ"}, "fonts", FindingState.NOTE),
        ({"has_display": False}, "screen", FindingState.NOTE),
        ({"width": 800}, "screen", FindingState.NOTE),
        ({}, "screen", FindingState.OK),
    ],
)
def test_fonts_and_screen(answers: dict[str, Answer], change: Answer, name: str, state: FindingState) -> None:
    answers["probe_qt"] |= change
    found = findings()[name]
    assert found.state is state
    assert bool(found.todo) == (state is not FindingState.OK)


def test_a_check_that_fails_is_a_finding(answers: dict[str, Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sleepscorer.assets.resource", lambda *parts: 1 / 0)
    assert "ZeroDivisionError" in findings()["resources"].found


def crashes() -> Answer:
    os.write(2, b"plugin: libthing.so.3: cannot open shared object file: none\n")
    os.abort()


def raises() -> Answer:
    raise ImportError("no such thing")


def hangs() -> Answer:
    time.sleep(60)
    return {}


def test_a_probe_may_crash_raise_or_hang() -> None:
    assert ask_in_child(crashes) == {"error": "the library libthing.so.3 is missing"}
    assert ask_in_child(raises) == {"error": "ImportError: no such thing"}
    assert "ended the process" in str(ask_in_child(hangs, 3.0)["error"])


def test_a_platform_that_is_none_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    from sleepscorer.diagnostics.probes import probe_qt

    monkeypatch.setenv("QT_QPA_PLATFORM", "nonsense")
    assert "nonsense" in str(ask_in_child(probe_qt)["error"])
