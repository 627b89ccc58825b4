"""The benchmark beside other programs: failures are rows, goals are judged, drivers of ours run."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BENCHMARKS = ROOT / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

from bench import SCREEN_PROGRAMS, teachers  # noqa: E402
from rivals import files, profiles  # noqa: E402
from rivals.goals import GOALS, missed  # noqa: E402
from rivals.installing import NotInstalled, environment, on_path, reason  # noqa: E402
from rivals.page import page  # noqa: E402
from rivals.running import OURS, Bench, Outcome, Program, at_share, middle  # noqa: E402

from sleepscorer.prescoring.model_card import available_models  # noqa: E402
from sleepscorer.recording import open_recording  # noqa: E402

MACHINE = {"cores": 2, "cpu": "a processor", "system": "Linux", "load": 0.1}


@pytest.fixture
def figures() -> dict[str, object]:
    """Figures as a run leaves them, one rival without any."""
    ours = {"open_s": 0.1, "open_cpu_s": 0.1, "flip_s": 0.010, "flip_cpu_s": 0.010, "resident_mb": 150.0}
    rival = {"open_s": 0.5, "open_cpu_s": 0.4, "flip_s": 0.030, "flip_cpu_s": 0.025, "resident_mb": 300.0}
    return {
        "quick": False,
        "machine": MACHINE,
        "profiles": {},
        "versions": {OURS: "1", "Rival": "2"},
        "file": "8 h",
        "ours": ours,
        "viewers": {OURS: ours, "Rival": rival, "Broken": {"failed": "does not install: no such thing"}},
    }


def test_a_rival_that_failed_is_a_row_with_its_reason(figures: dict[str, object]) -> None:
    rows = [line for line in page(figures).splitlines() if line.startswith("| Broken |")]
    assert len(rows) == 1
    assert "does not install: no such thing" in rows[0]
    lengths = {
        len(line.split("|")) for line in page(figures).splitlines() if line.startswith(("| Bro", "| Riv"))
    }
    assert len(lengths - {4}) == 1


def test_ratios_are_the_rivals_figure_by_ours(figures: dict[str, object]) -> None:
    row = next(line for line in page(figures).splitlines() if line.startswith("| Rival | 0.50"))
    assert [cell.strip() for cell in row.split("|")[-4:-1]] == ["4.0", "2.5", "2.0"]


def test_goals_are_met_missed_or_not_measured(figures: dict[str, object]) -> None:
    assert missed(figures) == []
    figures["ours"]["flip_s"] = 0.016  # type: ignore[index]
    assert [goal.text for goal in missed(figures)] == ["Page flip, median"]
    assert "| Page flip, median | at most 15 ms | 16.0 ms | **missed** |" in page(figures)
    figures["times_one_eeg"] = {"YASA": 4.9}
    assert "Processor of YASA, times ours with one EEG, too" in [goal.text for goal in missed(figures)]
    assert "| Nights an hour, two processes | at least 2,000 | – | not measured |" in page(figures)


def test_the_page_says_when_the_machine_was_busy(figures: dict[str, object]) -> None:
    assert "The machine was busy" not in page(figures)
    figures["machine"] = {**MACHINE, "load": 1.1}
    assert "The machine was busy" in page(figures)


def test_repetitions_of_all_runs_count_alike() -> None:
    outcome = Outcome([{"flip_s": [1.0, 2.0], "open_s": 5.0}, {"flip_s": [3.0], "open_s": 7.0}])
    assert middle(outcome, "flip_s") == 2.0
    assert middle(outcome, "open_s") == 6.0
    assert at_share(outcome, "flip_s", 1.0) == 3.0
    assert middle(outcome, "key_s") is None


def _program(folder: Path, name: str, source: str) -> Program:
    driver = folder / f"{name}.py"
    driver.write_text(source)
    return Program(name, str(driver))


def test_programs_run_forwards_and_backwards_and_a_failure_stops_only_itself(tmp_path: Path) -> None:
    log = tmp_path / "log"
    say = "import sys; open({log!r}, 'a').write({name!r} + ' '); "
    told = "print('chatter'); print('{{\"open_s\": 1.5}}')"
    sound = [
        _program(tmp_path, name, (say + told).format(log=str(log), name=name)) for name in ("one", "two")
    ]
    broken = _program(tmp_path, "broken", "raise ImportError('/a/long/path/lib.so is missing | here')")
    found = Bench(tmp_path / "bench").in_turn([*sound, broken], ["x"], rounds=2, warm_up=True)
    assert log.read_text().split() == ["two", "one", "one", "two", "two", "one"]
    assert len(found["one"].runs) == 2
    assert middle(found["two"], "open_s") == 1.5
    assert found["broken"].failed == "does not run: ImportError: … is missing / here"


@pytest.mark.long
def test_a_rival_that_cannot_be_installed_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(NotInstalled, match="sleepscorer-has-no-such-rival"):
        environment(tmp_path, "nobody", ["sleepscorer-has-no-such-rival"])


def test_a_machine_without_a_screen_is_told_how_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    screen = Program("On a screen", "driver.py", options=lambda folder: on_path(SCREEN_PROGRAMS) or ())
    found = Bench(tmp_path / "bench").in_turn([screen], ["x"], rounds=1, warm_up=False)
    told = "does not install: Xvfb and xdotool not found; on Debian: sudo apt-get install xvfb xdotool"
    assert found["On a screen"].failed == told


def test_a_machine_without_the_networks_of_others_says_where_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLEEPSCORER_TEACHERS", str(tmp_path))
    with pytest.raises(NotInstalled, match=r"github\.com/Dreem-Organization/RobustSleepNet.*--teachers"):
        teachers(tmp_path)


def test_ours_beside_edfbrowser_is_judged(figures: dict[str, object]) -> None:
    figures["times_edfbrowser"] = {"flip_s": 0.8, "resident_mb": 1.9}
    assert [goal.text for goal in missed(figures)] == ["Resident memory on a screen, times EDFbrowser's"]
    assert "| Flip on a screen, times EDFbrowser's | at most 0.9 × | 0.8 × | met |" in page(figures)


def test_a_reason_holds_no_path_and_fits_a_cell() -> None:
    told = reason("noise\nERROR: cannot read /home/somebody/x/y.so | or so\nmore " + "x" * 500)
    assert told == "ERROR: cannot read … / or so"
    assert len(reason("y" * 500)) == 200


def test_long_recordings_repeat_a_night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "NIGHT_H", 0.1)
    night = open_recording(files.recording(tmp_path, 0.1, 2))
    long = open_recording(files.recording(tmp_path, 0.3, 2))
    assert long.n_epochs == 3 * night.n_epochs
    assert (long.read_many([1], 360, 30)[0] == night.read_many([1], 0, 30)[0]).all()
    night.close()
    long.close()


def test_what_loads_longest_is_told_by_package() -> None:
    lines = ("100 | 900 | PySide6.QtGui", "300 | 300 |   numpy.core", "600 | 9 | numpy")
    told = "\n".join(f"import time: {line}" for line in lines)
    assert profiles.loaded_longest(told) == "to load: numpy 90 %, PySide6.QtGui 10 %"


def _driven(folder: Path, driver: str, *words: object) -> dict[str, object]:
    command = [sys.executable, str(BENCHMARKS / "rivals" / driver), *map(str, words)]
    environment = Bench(folder).environment
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=200, env=environment)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.long
@pytest.mark.slow
def test_the_drivers_of_ours_tell_what_the_page_shows(tmp_path: Path) -> None:
    night = files.recording(tmp_path, 0.1, 3)
    found = _driven(tmp_path, "view_ours.py", night, "--flips", 3)
    assert {"open_s", "flip_s", "flip_cpu_s", "key_s", "page_at", "version"} <= found.keys()
    assert found["channels"] == 3
    assert len(found["flip_s"]) == 3  # type: ignore[arg-type]
    scored = _driven(tmp_path, "view_ours.py", night, "--flips", 3, "--scored")
    assert {"open_cpu_s", "flip_cpu_s", "key_s"} <= scored.keys()
    assert "%" in str(_driven(tmp_path, "view_ours.py", night, "--flips", 3, "--profile", "flip")["profile"])


@pytest.mark.slow
@pytest.mark.skipif(not available_models(), reason="no model is installed")
def test_a_night_is_scored_with_its_start_and_once_started(tmp_path: Path) -> None:
    found = _driven(tmp_path, "score_ours.py", files.recording(tmp_path, 0.1, 10))
    assert found["epochs"] == 12
    assert len(found["again_cpu_s"]) == 1  # type: ignore[arg-type]
    assert found["first_cpu_s"] > found["again_cpu_s"][0]  # type: ignore[index]


def test_the_page_shows_each_rival_and_each_goal() -> None:
    text = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    for name in (
        OURS,
        "MNE-Qt-Browser",
        "Lunascope",
        "Wonambi",
        "EDFbrowser",
        "YASA",
        "GSSC",
        "RobustSleepNet",
    ):
        assert re.search(rf"^\| {name} \|", text, re.MULTILINE), name
    assert [goal.text for goal in GOALS if f"| {goal.text} |" not in text] == []
    assert "load " in text
