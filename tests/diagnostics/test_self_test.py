"""The self-test pre-scores the sample night, and says so where something is broken."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sleepscorer.cli import main
from sleepscorer.diagnostics import self_test
from sleepscorer.diagnostics.doctor import Finding, FindingState
from sleepscorer.prescoring.model_card import available_models

needs_models = pytest.mark.skipif(not available_models(), reason="no model is installed")


@pytest.fixture(autouse=True)
def no_doctor(monkeypatch: pytest.MonkeyPatch) -> None:
    """The doctor has tests of its own."""
    monkeypatch.setattr(self_test, "examine", lambda: iter([Finding("doctor", FindingState.OK, "well")]))


def findings() -> dict[str, Finding]:
    return {one.name: one for one in self_test.examine_fully()}


def test_it_is_an_option_of_the_doctor_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        self_test, "_sample_night", lambda: Finding("sample night", FindingState.OK, "scored")
    )
    assert main(["doctor", "--self-test", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[-1]["found"] == "scored"


@needs_models
def test_an_installation_that_works(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--self-test", "--json"]) == 0
    found = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    assert set(found) == {"doctor", "translations", "other formats", "sample night"}
    assert found["sample night"]["found"].startswith("841 epochs pre-scored in ")


def test_wrong_stages_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    from sleepscorer import api
    from sleepscorer.scoring import Author, AuthorKind, scoring_from_stages

    def wrong(night: Path) -> object:
        return scoring_from_stages([2] * 841, Author(AuthorKind.MODEL, "m"))

    monkeypatch.setattr(api, "prescore", wrong)
    found = findings()["sample night"]
    assert found.state is FindingState.BROKEN
    assert "kappa 0.00" in found.found


def test_a_library_that_is_not_whole_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    import mne

    monkeypatch.delattr(mne.io, "read_raw_brainvision")
    monkeypatch.setattr(mne.io, "__getattr__", _missing, raising=False)
    found = findings()["other formats"]
    assert found.state is FindingState.BROKEN
    assert found.todo


def _missing(name: str) -> object:
    raise AttributeError(name)


def test_what_is_missing_is_broken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from sleepscorer import assets

    monkeypatch.setattr(assets, "_root", lambda: tmp_path)
    found = findings()
    assert {found[name].state for name in ("translations", "sample night")} == {FindingState.BROKEN}


def test_the_command_ends_with_1_where_something_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Iterator[Finding]:
        yield Finding("x", FindingState.BROKEN, "gone", "Put it back.")

    monkeypatch.setattr(self_test, "examine", broken)
    monkeypatch.setattr(self_test, "_sample_night", lambda: Finding("sample night", FindingState.OK, ""))
    assert main(["--self-test"]) == 1
