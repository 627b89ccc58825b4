"""The command line, through processes of its own: what it prints, says and ends with."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from edf_files import EdfFile, Signal, ramp

from sleepscorer import __version__
from sleepscorer.assets import resource
from sleepscorer.cli import main
from sleepscorer.formats import read_csv, read_hypnogram
from sleepscorer.prescoring.model_card import available_models
from sleepscorer.recording import open_recording

NIGHT = resource("sample", "sample-night.edf")
SCORING = resource("sample", "sample-night-hypnogram.edf")
needs_models = pytest.mark.skipif(not available_models(), reason="no model is installed")


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sleepscorer", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", cwd=cwd, timeout=60, check=False
    )


def test_version() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"sleepscorer {__version__}\n")


def test_numpy_is_kept_to_one_thread_unless_somebody_says_otherwise(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for said, found in ((None, "1"), ("3", "3")):
        monkeypatch.setenv("OPENBLAS_NUM_THREADS", said or "")
        if said is None:
            monkeypatch.delenv("OPENBLAS_NUM_THREADS")
        with pytest.raises(SystemExit):
            main(["--version"])
        assert os.environ["OPENBLAS_NUM_THREADS"] == found


def test_help_names_every_command() -> None:
    done = run("--help")
    assert done.returncode == 0
    for command in (
        "prescore",
        "info",
        "compare",
        "evaluate",
        "adapt",
        "models",
        "simulate",
        "train",
        "demo",
        "doctor",
    ):
        assert f"\n    {command} " in done.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nothere.edf"], "nothere.edf is neither a file nor a command"),
        (["info"], "required: FILE"),
        (["info", "a.edf", "--colour"], "unrecognized arguments: --colour"),
        (["prescore", "a.edf", "--workers", "0"], "must be 1 or more"),
        (["prescore", "a.edf", "--shard", "3/2"], "must be i/n, from 1/n to n/n"),
        (["prescore", "a.edf", "--shard", ""], "must be i/n, from 1/n to n/n"),
        (["prescore", "a.edf", "--jobs", "many"], "must be 1 or more"),
        (["prescore", "a.edf", "--watch", "9" * 20], "must be 1 to 86400"),
        (["prescore", "a", "--merge", "--watch", "--shard", "1/2"], "leave out --shard, --watch"),
        (
            ["prescore", "a", "--merge", "--dask", "tcp://x:1"],
            "--merge sums up what is there and scores nothing",
        ),
        (["prescore", "a", "--merge", "--dry-run"], "leave out --dry-run"),
        (["prescore", "a", "--merge", "--events"], "leave out --events"),
        (["prescore", "a", "--merge", "--events", "cms_medicare"], "leave out --events"),
        (["prescore", "a", "--merge", "--format", "edf,csv"], "leave out --format"),
        (["prescore", "a", "--dry-run", "--watch"], "leave out --watch"),
        (["simulate", "a.edf", "--hours", "9999"], "must be 0.1 to 24"),
        (["simulate", "a.edf", "--hours", "long"], "must be 0.1 to 24"),
        (["simulate", "a.edf", "--seed", "-1"], "must be a whole number, 0 or more"),
        (["simulate", "."], "must end in .edf"),
        (["simulate", "a.edf", "--montage", "whole"], "invalid choice: 'whole'"),
        (["simulate", "a.edf", "--montage", "home", "--ahi", "81"], "must be 0 to 80"),
        (["--nonsense"], "required: COMMAND"),
        ([".", "--nonsense"], "unrecognized arguments: --nonsense"),
    ],
)
def test_wrong_usage_ends_with_2(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["info", "text.edf"], "text.edf is not an EDF or BDF file"),
        (["info", "."], ". is a folder"),
        (["compare", "text.edf", "text.edf"], "line 1: 'this is no recording' is no sleep stage"),
        (["compare", "absent", "text.edf"], "absent does not exist"),
        (["prescore", "absent.edf"], "absent.edf does not exist"),
        (["prescore", "text.edf", "--model", "nonsense"], "There is no model called nonsense"),
        (["simulate", "text.edf"], "text.edf is there already"),
        (["evaluate", "text.edf", "text.edf", "--page", "absent/x.html"], "absent/x.html cannot be written"),
        (["evaluate", "text.edf", "text.edf", "--json", "."], ". cannot be written (Is a directory)"),
        (["evaluate", "text.edf", "text.edf", "absent.edf", "text.edf"], "absent.edf does not exist"),
        (["adapt", "text.edf", "--hypnogram", "./text.edf", "text.edf"], "text.edf is named twice"),
        (["adapt", "text.edf", "absent.edf"], "absent.edf does not exist"),
        (["adapt", "--hypnogram", "text.edf", "absent.txt"], "absent.txt does not exist"),
        (["simulate", "absent/x.edf", "--hours", "0.1"], "cannot be written"),
        (["simulate", "absent/x.edf", "--montage", "home", "--hours", "0.25"], "x.edf cannot be written"),
        (["simulate", "x.edf", "--montage", "home", "--hours", "0.2"], "needs --hours 0.25 or more"),
        (["simulate", "x.edf", "--montage", "mslt", "--hours", "8"], "have no --hours; leave it out"),
        (["simulate", "x.edf", "--ahi", "5"], "--ahi needs a montage"),
        (["simulate", "text.edf", "--montage", "child"], "text.edf is there already"),
    ],
)
def test_an_error_is_one_sentence_and_1(
    arguments: list[str],
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "text.edf").write_text("this is no recording")
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 1
    said = capsys.readouterr()
    assert said.err.startswith("sleepscorer: ")
    assert sentence in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""


def test_an_error_of_a_process_leaves_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "empty.edf").write_bytes(b"")
    done = run("info", "empty.edf", cwd=tmp_path)
    expected = "sleepscorer: empty.edf is empty (0 bytes); copy it again from its source.\n"
    assert (done.returncode, done.stderr) == (1, expected)


def test_info(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["info", str(NIGHT)]) == 0
    said = capsys.readouterr().out
    assert "1989-04-25 00:13:30" in said
    assert "841 epochs" in said
    assert "EEG Fpz-Cz      EEG          uV    100" in said
    assert "Female" not in said


def test_info_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["info", str(NIGHT), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["n_epochs"], found["duration_s"], found["gaps"]) == (841, 25_230.0, [])
    assert [channel["role"] for channel in found["channels"]][:3] == ["EEG", "EEG", "EOG"]
    assert "Female" not in json.dumps(found)
    if available_models():
        assert found["model_inputs"] == ["EEG Fpz-Cz", "EEG Pz-Oz", "EOG horizontal"]


def test_info_imports_nothing_heavy() -> None:
    code = (
        "import sys; from sleepscorer.cli import main; main(['info', sys.argv[1]]);"
        "heavy = ('scipy', 'mne', 'onnxruntime', 'pyedflib', 'torch', 'PySide6');"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, NIGHT], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_building_the_parsers_imports_no_numpy() -> None:
    code = (
        "import sys; from sleepscorer.cli.subcommands import make_parsers; make_parsers();"
        "print('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_compare_by_clock_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(SCORING), str(SCORING), "--json"]) == 0
    same = json.loads(capsys.readouterr().out)
    assert (same["n_epochs"], same["accuracy"], same["kappa"], same["warnings"]) == (841, 1.0, 1.0, [])
    names = ["W", "N1", "N2", "N3", "R", "?"]
    stages = read_hypnogram(SCORING).stages
    stages[0] = -1
    (tmp_path / "b.csv").write_text("Stage\n" + "\n".join(names[stage] for stage in stages))
    assert main(["compare", str(SCORING), str(tmp_path / "b.csv")]) == 0
    said = capsys.readouterr().out
    assert "840 epochs compared, 1 scored by one of them only" in said
    assert "  W   187   0    0    0    0  1.000\n" in said
    assert "no clock time to go by" in said


def test_compare_says_where_only_one_of_them_knows_the_clock(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b.eannot").write_text("W\n" * 841)
    assert main(["compare", str(SCORING), str(tmp_path / "b.eannot")]) == 0
    assert "A was taken to start there, too" in capsys.readouterr().out
    assert main(["compare", str(tmp_path / "b.eannot"), str(tmp_path / "b.eannot")]) == 0
    assert "A was taken" not in capsys.readouterr().out


def test_compare_puts_the_experts_whole_hypnogram_on_the_sample(
    data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = data_folder / "sleep-edf" / "SC4001EC-Hypnogram.edf"
    for first, second in ((whole, SCORING), (SCORING, whole)):
        assert main(["compare", str(first), str(second), "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert (found["n_epochs"], found["accuracy"]) == (841, 1.0)


def test_json_has_no_nan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("?\nW\n")
    (tmp_path / "b.txt").write_text("W\n?\n")
    assert main(["compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--json"]) == 0
    said = capsys.readouterr().out
    assert "NaN" not in said
    assert json.loads(said)["kappa"] is None


def test_simulate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "night.edf"
    assert main(["simulate", str(path), "--hours", "0.5", "--seed", "3"]) == 0
    recording = open_recording(path)
    hypnogram = read_hypnogram(tmp_path / "night_hyp.edf")
    assert recording.n_epochs == len(hypnogram.stages) == 60
    assert recording.start == hypnogram.start
    assert "60 epochs" in capsys.readouterr().out


def test_simulate_a_clinical_recording(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "night.edf"
    asked = ["--montage", "split", "--hours", "0.5", "--seed", "3", "--ahi", "30", "--plm", "0"]
    assert main(["simulate", str(path), *asked]) == 0
    names = {"night.edf", "night_truth_hyp.edf", "night_truth.csv", "night_truth.json"}
    assert {each.name for each in tmp_path.iterdir()} == names
    truth = json.loads((tmp_path / "night_truth.json").read_text())
    assert truth["limb_movements"]["count"] == 0
    said = capsys.readouterr().out
    assert f"60 epochs, {truth['respiratory']['count']} respiratory events" in said


def test_models(capsys: pytest.CaptureFixture[str]) -> None:
    names = [card.name for card in available_models()]
    assert main(["models", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [model["name"] for model in found if not model.get("outside")] == names
    assert main(["models"]) == (0 if names else 1)
    printed = capsys.readouterr().out
    assert printed.count("(default)") == ("sleepscorer-committee" in names)


@needs_models
def test_prescore_tells_what_became_of_each(tmp_path: Path) -> None:
    assert run("simulate", tmp_path / "a.edf", "--hours", "0.2").returncode == 0
    (tmp_path / "a_hyp.edf").rename(tmp_path / "truth.txt")
    (tmp_path / "bad.edf").write_text("no")
    done = run("prescore", tmp_path, "--out", tmp_path / "out", "--workers", "1")
    assert done.returncode == 1
    assert done.stdout.startswith("1 scored, 1 failed, 0 skipped, 0 done before; see ")
    assert "bad.edf is not an EDF or BDF file" in done.stderr
    assert "Traceback" not in done.stderr
    assert read_csv(tmp_path / "out" / "a_hyp.csv").n_epochs == 24
    (tmp_path / "bad.edf").unlink()
    again = run("prescore", tmp_path, "--out", tmp_path / "out")
    assert (again.returncode, again.stdout[:38]) == (0, "0 scored, 0 failed, 0 skipped, 1 done ")


def test_training_declares_its_arguments_without_torch() -> None:
    code = (
        "import sys; from sleepscorer.cli import main\n"
        "try: main(['train', '--help'])\n"
        "except SystemExit as ended: assert ended.code == 0\n"
        "print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("usage: sleepscorer train ")
    assert done.stdout.endswith("False\n")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise on Windows")
def test_a_closed_pipe_does_not_trace_back() -> None:
    command = [sys.executable, "-m", "sleepscorer", "info", "--json", str(NIGHT)]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full here")
def test_a_full_disk_behind_what_is_printed_is_said_in_a_sentence() -> None:
    command = [sys.executable, "-m", "sleepscorer", "info", "--json", str(NIGHT)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert (
        done.stderr == "sleepscorer: what is printed cannot be read or written (no space left on device).\n"
    )


def test_ctrl_c_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(path: object, **options: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("sleepscorer.recording.open_recording", interrupted)
    assert main(["info", "x.edf"]) == 130


def test_without_qt_the_window_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "sleepscorer.gui.app", None)
    assert main([]) == 1
    assert main(["demo"]) == 1
    assert capsys.readouterr().err.count("The window cannot be opened") == 2


def test_without_qt_the_window_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(name: str) -> None:
        raise ModuleNotFoundError("No module named 'PySide6'", name="PySide6")

    monkeypatch.setattr("sleepscorer.cli.window.import_module", fail)
    assert main([]) == 1
    assert "PySide6 is not installed here; install it with pip install" in capsys.readouterr().err


def test_a_library_of_qt_that_does_not_load_is_not_said_to_be_absent(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(name: str) -> None:
        raise ImportError("libEGL.so.1: cannot open shared object file", name="PySide6.QtGui")

    monkeypatch.setattr("sleepscorer.cli.window.import_module", fail)
    assert main([]) == 1
    error = capsys.readouterr().err
    assert "libEGL.so.1" in error
    assert "not installed" not in error
    assert gc.isenabled()


def test_a_dry_run_of_prescore_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.edf").write_text("no")
    assert main(["prescore", str(tmp_path), "--dry-run", "--jobs", "1"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "score  a.edf",
        "1 to score, 0 done before, 0 refused; nothing was written",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["a.edf"]


def test_prescore_tells_programs_in_json_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.edf").write_text("no")
    arguments = ["prescore", str(tmp_path), "--json", "--jobs", "1", "--format", "edf,annot", "--resume"]
    assert main(arguments) == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["event"] for one in told] == ["began", "file", "ended"]
    assert (told[-1]["failed"], told[-1]["interrupted"]) == (1, False)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--format", "edf,doc"], "'doc' is no format of hypnograms"),
    ],
)
def test_options_of_prescore_that_are_none(
    arguments: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.edf").write_text("no")
    assert main(["prescore", str(tmp_path), *arguments]) == 1
    assert sentence in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_watching_ends_with_ctrl_c(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sleepscorer", "prescore", str(tmp_path), "--watch", "1"]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stderr is not None
    assert "Looking every 1 s" in child.stderr.readline()
    child.send_signal(signal.SIGINT)
    assert "Traceback" not in child.communicate(timeout=30)[1]
    assert child.returncode in (0, 130)


def test_the_unit_of_a_channel_can_be_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    signal = Signal(ramp(60, 100), 100, "C4-M1", "?V")
    path = EdfFile([signal]).write(tmp_path / "n.edf")
    assert main(["info", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["channels"][0]["unit"] == "?V"
    assert main(["info", str(path), "--json", "--unit", "C4-M1=uV"]) == 0
    assert json.loads(capsys.readouterr().out)["channels"][0]["unit"] == "uV"
    assert main(["info", str(path), "--unit", "C3=uV"]) != 0
    assert "has no channel C3; give the unit of one of C4-M1." in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["info", str(path), "--unit", "C4-M1=furlong"])
    assert main(["prescore", str(path), "--out", str(tmp_path / "out"), "--unit", "C4-M1=uV"]) == 0
    assert "the unit" not in (tmp_path / "out" / "manifest.csv").read_text()


@pytest.mark.parametrize(
    ("text", "option"), [("1\n2\n3\n5\n" * 5, "--key KEY"), ("W\n" * 10 + "SWS\n" * 10, "--words WORD=STAGE")]
)
def test_a_hypnogram_that_needs_to_be_explained_names_the_option(
    text: str, option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text)
    assert main(["compare", str(path), str(path)]) == 1
    errors = capsys.readouterr().err
    assert option in errors
    assert errors.count("\n") == 1
