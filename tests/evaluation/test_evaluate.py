"""From two files to figures, a page and tables, on the sample night."""

import io
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sleepscorer.assets import resource
from sleepscorer.batch import run_batch
from sleepscorer.cli import main
from sleepscorer.errors import HypnogramError
from sleepscorer.evaluation.markdown import table_of
from sleepscorer.evaluation.nights import Pair, pairs_of, read_expert
from sleepscorer.evaluation.page import page_of
from sleepscorer.evaluation.report import Report, evaluate
from sleepscorer.formats import read_csv, read_hypnogram, write_csv
from sleepscorer.recording import open_recording
from sleepscorer.scoring import Author, AuthorKind
from sleepscorer.stages import Stage
from sleepscorer.storage.store import Store

NIGHT = resource("sample", "sample-night.edf")
EXPERT = resource("sample", "sample-night-hypnogram.edf")


@pytest.fixture(scope="module")
def report() -> Report:
    return evaluate([Pair(NIGHT, EXPERT)], "sleepscorer-context")


def test_command_writes_json_and_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    values, page = tmp_path / "figures.json", tmp_path / "page.html"
    arguments = ["evaluate", "--model", "sleepscorer-context", str(NIGHT), str(EXPERT)]
    assert main([*arguments, "--json", str(values), "--page", str(page)]) == 0
    found = json.loads(values.read_text())
    printed = capsys.readouterr().out
    assert f"{found['kappa']['value']:.3f}" in printed
    assert found["kappa"]["low"] < found["kappa"]["value"] < found["kappa"]["high"]
    assert np.sum(found["confusion"]) == found["epochs"] == 841
    assert [one["share"] for one in found["review"]] == [0.05, 0.1, 0.2, 0.3]
    assert found["nights"][0]["night"] == "sample-night.edf"
    assert page.read_text().count("<svg") == 4


def test_figures_are_worth_showing(report: Report) -> None:
    assert report.figures.kappa.value > 0.75
    assert report.figures.review[2].errors_found.value > 0.5, "the queue must beat chance by far"


def test_page_stands_alone(report: Report) -> None:
    page = page_of(report)
    assert not re.search(r"<script|<link|<img|url\(|@import", page)
    assert set(re.findall(r"https?://[^\"]+", page)) == {"http://www.w3.org/2000/svg"}
    night = replace(report.nights[0], name="<b>&", notices=("<script>",))
    assert "<script>" not in page_of(replace(report, nights=(night,)))


def test_tables_name_every_figure(report: Report) -> None:
    table = table_of(report, report)
    assert table.count(f"{report.figures.kappa.value:.3f}") >= 2
    assert table.count("| random |") == 2


def test_margin_counts_less_wake() -> None:
    whole = evaluate([Pair(NIGHT, EXPERT)], "ulw-sleepnet-1")
    narrow = evaluate([Pair(NIGHT, EXPERT)], "ulw-sleepnet-1", margin_minutes=0)
    assert narrow.figures.n_epochs < whole.figures.n_epochs
    assert narrow.figures.confusion[Stage.W].sum() < whole.figures.confusion[Stage.W].sum()


def test_only_what_a_person_set_counts_in_kept_work(tmp_path: Path) -> None:
    path = Path(shutil.copy(NIGHT, tmp_path / "night.edf"))
    recording = open_recording(path)
    with pytest.raises(HypnogramError, match="no stage by a person"):
        read_expert(Pair(path), recording)
    store = Store(path, recording.fingerprint, recording.n_epochs)
    scoring = store.open().scoring
    rows = np.full((recording.n_epochs, 5), 0.2, np.float32)
    store.record(scoring.prescore(rows, Author(AuthorKind.MODEL, "m@1")), scoring)
    store.record(scoring.score([3, 4], Stage.N2, Author(AuthorKind.TECHNICIAN, "ab")), scoring)
    store.close(scoring)
    stages, _ = read_expert(Pair(path), recording)
    assert np.flatnonzero(stages >= 0).tolist() == [3, 4]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([NIGHT], "has no hypnogram after it"),
        ([NIGHT, NIGHT], "sample-night.edf"),
        ([NIGHT, "absent.txt"], "absent.txt does not exist"),
        ([NIGHT, EXPERT, NIGHT, EXPERT], "sample-night-hypnogram.edf is named twice"),
    ],
)
def test_an_error_is_one_sentence(
    arguments: list[object], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", *map(str, arguments)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("sleepscorer: ")
    assert sentence in said
    assert len(said.splitlines()) == 1


def test_a_night_that_cannot_be_read_does_not_end_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.edf"
    broken.write_text("this is no recording")
    values, page = tmp_path / "figures.json", tmp_path / "page.html"
    nights = [broken, EXPERT, NIGHT, EXPERT, NIGHT, broken]
    arguments = ["evaluate", "--model", "ulw-sleepnet-1", *map(str, nights)]
    assert main([*arguments, "--json", str(values), "--page", str(page)]) == 1
    said = capsys.readouterr()
    assert f"sleepscorer: {broken} is not an EDF or BDF file" in said.err
    assert len(said.err.splitlines()) == 2
    assert "Left out: broken.edf: broken.edf is not an EDF" in said.out
    assert "Left out: sample-night.edf: broken.edf, line 1" in said.out
    found = json.loads(values.read_text())
    assert [one["night"] for one in found["nights"]] == ["sample-night.edf"]
    assert [one["night"] for one in found["refused"]] == ["broken.edf", "sample-night.edf"]
    assert str(tmp_path) not in values.read_text() + page.read_text()
    assert "2 of the nights could not be measured." in page.read_text()


def test_no_night_that_can_be_read_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.edf"
    broken.write_text("this is no recording")
    assert main(["evaluate", str(broken), str(EXPERT), str(NIGHT), str(broken)]) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 3
    assert said[-1] == "sleepscorer: None of the 2 nights could be measured."


def test_a_night_that_is_left_out_names_the_option_that_answers_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    numbers, words = tmp_path / "numbers.txt", tmp_path / "words.txt"
    numbers.write_text("5\n1\n2\n3\n" * 30)
    words.write_text("W\nN1\nDozing\n" * 40)
    assert main(["evaluate", str(NIGHT), str(numbers), str(NIGHT), str(words)]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[0].endswith("At the command line: --key KEY.")
    assert said[1].endswith("At the command line: --words WORD=STAGE,...")


def test_a_wrong_model_is_said_once_and_not_of_every_night(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--model", "nonsense", str(NIGHT), str(EXPERT), str(NIGHT), str(NIGHT)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_models_own_work_is_no_expert(tmp_path: Path) -> None:
    recording = open_recording(NIGHT)
    night = shutil.copy(NIGHT, tmp_path / "night.edf")
    run_batch([night], model="ulw-sleepnet-1", sidecar=True, formats=["edf", "csv"], stream=io.StringIO())
    for name in ("night_hyp.edf", "night_hyp.csv", "night.edf.sleepscorer.json"):
        with pytest.raises(HypnogramError, match=f"{name} is a model's work; name the hypnogram of a person"):
            read_expert(Pair(night, tmp_path / name), recording)
    scoring = read_csv(tmp_path / "night_hyp.csv")
    scoring.apply(scoring.score([7], Stage.R, Author(AuthorKind.TECHNICIAN, "ab")))
    write_csv(tmp_path / "night_hyp.csv", scoring)
    assert read_expert(Pair(night, tmp_path / "night_hyp.csv"), recording)[0][7] == Stage.R


@pytest.mark.parametrize("command", ["evaluate", "adapt"])
def test_numbers_and_words_of_a_hypnogram_are_explained_by_options(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recording = open_recording(NIGHT)
    stages = read_hypnogram(EXPERT).stages
    numbers, words = tmp_path / "numbers.txt", tmp_path / "words.txt"
    numbers.write_text("".join(f"{stage + 1}\n" for stage in stages))
    words.write_text("".join(f"{['W', 'N1', 'N2', 'SWS', 'R'][stage]}\n" for stage in stages))
    night = [str(NIGHT)] if command == "evaluate" else ["--dry-run", "--hypnogram", str(NIGHT)]
    for path, option in ((numbers, ["--key", "from-1"]), (words, ["--words", "SWS=N3"])):
        assert main([command, "--model", "ulw-sleepnet-1", *night, str(path)]) == 1
        assert f"At the command line: {option[0]} " in capsys.readouterr().err
        explained = main([command, "--model", "ulw-sleepnet-1", *night, str(path), *option])
        errors = capsys.readouterr().err
        assert (explained, errors) == (0, "") if command == "evaluate" else "too few to adapt" in errors
    (pair,) = pairs_of([NIGHT, numbers], key="from-1")
    assert np.array_equal(read_expert(pair, recording)[0], stages)
    (pair,) = pairs_of([NIGHT, words], words={"SWS": Stage.N3})
    assert np.array_equal(read_expert(pair, recording)[0], stages)
    with pytest.raises(SystemExit):
        main([command, *night, str(numbers), "--key", "nonsense"])
    assert "must be one of aasm" in capsys.readouterr().err


def test_a_notice_names_its_night_among_several(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    second = shutil.copy(NIGHT, tmp_path / "second.edf")
    words = tmp_path / "second.txt"
    words.write_text("W\n" * 100 + "N2\n" * 741)
    arguments = ["--model", "ulw-sleepnet-1", str(NIGHT), str(EXPERT), str(second), str(words)]
    assert main(["evaluate", *arguments]) == 0
    assert "\nsecond.edf: The hypnogram was placed" in capsys.readouterr().out
