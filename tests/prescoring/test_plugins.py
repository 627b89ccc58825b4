"""Scorers of other packages: found by entry point, refused in one sentence, run like a model."""

import inspect
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sleepscorer.assets import resource
from sleepscorer.batch import run_batch
from sleepscorer.cli import main
from sleepscorer.errors import Cancelled, ModelError
from sleepscorer.formats import read_hypnogram
from sleepscorer.prescoring.plugins import GROUP, outside_scorers
from sleepscorer.prescoring.plugins.yasa import YasaScorer
from sleepscorer.prescoring.prescore import identities, prescore
from sleepscorer.prescoring.result import ScoringResult
from sleepscorer.recording import Recording, open_recording
from sleepscorer.scoring import AuthorKind
from sleepscorer.simulation import simulate_night, write_edf
from sleepscorer.stages import Stage
from sleepscorer.statistics import agreement

IMPORTS = """
from collections.abc import Callable
from typing import Any
import numpy as np
from sleepscorer.prescoring.result import ScoringResult
from sleepscorer.recording import Recording

"""
NIGHT = resource("sample", "sample-night.edf")
EXPERT = resource("sample", "sample-night-hypnogram.edf")


class Sleeper:
    """Finds N2 everywhere."""

    name, title, version, install = "sleeper", "The Sleeper", "1.2", "pip install sleeper"

    def score(self, recording: Recording, progress: Callable[[float], None], cancelled: Any) -> ScoringResult:
        progress(0.5)
        rows = np.tile(np.array([0, 0, 1, 0, 0], np.float32), (recording.n_epochs, 1))
        return ScoringResult(rows, self.name, self.version, ("Everything is N2.",))


class Absent(Sleeper):
    name, title, version, install = "absent", "Absent", "", "pip install absent"


class Broken(Sleeper):
    name = "broken"

    def score(self, recording: Recording, progress: Any, cancelled: Any) -> ScoringResult:
        raise ZeroDivisionError("by zero")


class Short(Sleeper):
    name = "short"

    def score(self, recording: Recording, progress: Any, cancelled: Any) -> ScoringResult:
        return ScoringResult(np.zeros((3, 5), np.float32), "short", "1")


@pytest.fixture(autouse=True)
def offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that offers these scorers, one name that is a model's, and one that cannot be loaded."""
    package = tmp_path / "package"
    info = package / "strangers_package-1.dist-info"
    info.mkdir(parents=True)
    sources = "\n\n".join(map(inspect.getsource, (Sleeper, Absent, Broken, Short)))
    (package / "strangers_package.py").write_text(IMPORTS + sources)
    classes = {"sleeper": "Sleeper", "absent": "Absent", "broken": "Broken", "short": "Short"}
    classes |= {"sleepscorer-context": "Broken", "gone": "NoSuchClass"}
    lines = [f"{name} = strangers_package:{kind}" for name, kind in classes.items()]
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: strangers-package\nVersion: 1\n")
    (info / "entry_points.txt").write_text(f"[{GROUP}]\n" + "\n".join(lines) + "\n")
    monkeypatch.syspath_prepend(package)
    monkeypatch.delitem(sys.modules, "strangers_package", raising=False)


def test_a_scorer_of_another_package_scores_by_its_name() -> None:
    seen: list[float] = []
    found = prescore(open_recording(NIGHT), "sleeper", seen.append)
    assert (found.probabilities.argmax(axis=1) == Stage.N2).all()
    assert found.author.kind is AuthorKind.MODEL
    assert found.author.name == "sleeper@1.2"
    assert found.notices == ("Everything is N2.",)
    assert {found.identity} == identities("sleeper")
    assert {0.5, 1.0} <= set(seen)
    assert seen == sorted(seen)


def test_a_model_of_the_product_comes_before_a_stranger_of_its_name() -> None:
    assert prescore(open_recording(NIGHT), "sleepscorer-context").model_name == "sleepscorer-context"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("absent", "Absent is not installed; install it with pip install absent."),
        ("broken", r"could not score sample-night\.edf \(ZeroDivisionError: by zero\)\."),
        ("short", r"gave \(3, 5\) numbers for 841 epochs"),
        ("gone", "gone cannot be loaded"),
        ("nobody", "no model called nobody; choose one of: .*sleeper"),
    ],
)
def test_what_goes_wrong_is_one_sentence(name: str, sentence: str) -> None:
    with pytest.raises(ModelError, match=sentence):
        prescore(open_recording(NIGHT), name)


def test_cancelling_stops_it() -> None:
    with pytest.raises(Cancelled):
        prescore(open_recording(NIGHT), "sleeper", cancelled=lambda: True)


def test_those_that_cannot_be_loaded_are_not_listed(capsys: pytest.CaptureFixture[str]) -> None:
    names = [scorer.name for scorer in outside_scorers()]
    assert "sleeper" in names
    assert "gone" not in names
    assert main(["models"]) == 0
    printed = capsys.readouterr().out
    assert "sleeper: The Sleeper, an outside scorer, version 1.2" in printed
    assert "not installed: pip install absent" in printed


def test_a_batch_takes_it_and_knows_what_is_done(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    arguments = ([NIGHT], tmp_path, "sleeper")
    first = run_batch(*arguments, make_executor=ThreadPoolExecutor)
    again = run_batch(*arguments, make_executor=ThreadPoolExecutor)
    assert (first.ok, again.ok, again.kept) == (1, 0, 1)
    assert (read_hypnogram(tmp_path / "sample-night_hyp.edf").stages == Stage.N2).all()
    with pytest.raises(ModelError, match="Absent is not installed"):
        run_batch([NIGHT], tmp_path, "absent")


def test_yasa_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = EntryPoint("yasa", "sleepscorer.prescoring.plugins.yasa:YasaScorer", GROUP)
    monkeypatch.setattr("importlib.metadata.entry_points", lambda *, group: [entry])
    monkeypatch.setattr(YasaScorer, "version", "")
    with pytest.raises(ModelError, match=r"YASA is not installed; install it with pip install 'sleepscorer"):
        prescore(open_recording(NIGHT), "yasa")


def test_yasa_agrees_with_the_expert(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("yasa", reason="install the extra 'yasa' to have this tested")
    entry = EntryPoint("yasa", "sleepscorer.prescoring.plugins.yasa:YasaScorer", GROUP)
    monkeypatch.setattr("importlib.metadata.entry_points", lambda *, group: [entry])
    found = prescore(open_recording(NIGHT), "yasa")
    assert "EEG Fpz-Cz, EOG horizontal" in found.notices[0]
    assert "EMG submental was not used: at 1 Hz" in " ".join(found.notices)
    np.testing.assert_allclose(found.probabilities.sum(axis=1), 1, atol=1e-3)
    assert agreement(read_hypnogram(EXPERT).stages, found.probabilities.argmax(axis=1)).kappa > 0.75


def test_yasa_is_given_every_real_channel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """True microvolts in volts, at 100 Hz, of EEG, EOG and EMG; nothing where nothing was recorded."""
    from sleepscorer.prescoring.plugins import yasa

    night = simulate_night(3, hours=0.5)
    write_edf(night, tmp_path / "night.edf", rate_hz=200, labels=("C4-M1", "O2-M1", "E1-M2", "Chin1-Chin2"))
    given: dict[str, Any] = {}

    def note(signals: dict[Any, Any]) -> Any:
        given.update({role.value: yasa._raw(signals).get_data()[place] for place, role in enumerate(signals)})
        return np.full((60, 5), 0.2, np.float32)

    monkeypatch.setattr(yasa, "_stage", note)
    YasaScorer().score(open_recording(tmp_path / "night.edf"), lambda done: None, lambda: False)
    assert set(given) == {"EEG", "EOG", "EMG"}
    for role, channel in (("EEG", 0), ("EOG", 2), ("EMG", 3)):
        ratio = given[role].std() / (night.signals_uv[channel].std() * 1e-6)
        assert ratio == pytest.approx(1, abs=0.1), role
        assert given[role].size == 60 * 3000
