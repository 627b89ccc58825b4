"""Hypnograms in text: our CSV there and back, and other people's."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sleepscorer.errors import HypnogramError
from sleepscorer.formats import read_csv, read_hypnogram, write_csv
from sleepscorer.formats.export import export_night, export_paths
from sleepscorer.scoring import Author, AuthorKind, Scoring, scoring_from_stages
from sleepscorer.stages import Stage
from sleepscorer.storage.sidecar import Sidecar, save

TECHNICIAN = Author(AuthorKind.TECHNICIAN, 'A"B, C')
MODEL = Author(AuthorKind.MODEL, "ulw-sleepnet-3@0123abcd")


@given(epochs=st.lists(st.tuples(st.integers(-1, 4), st.booleans()), max_size=40), with_model=st.booleans())
def test_csv_round_trip(
    epochs: list[tuple[int, bool]], with_model: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    scoring = Scoring(len(epochs))
    if with_model:
        scores = np.random.default_rng(len(epochs)).dirichlet(np.ones(5), len(epochs)).astype(np.float32)
        scores[::3] = np.nan
        scoring.apply(scoring.prescore(scores, MODEL))
    for epoch, (stage, by_hand) in enumerate(epochs):
        if by_hand:
            scoring.apply(scoring.score([epoch], Stage(stage), TECHNICIAN))
    path = tmp_path_factory.mktemp("csv") / "x_hyp.csv"
    write_csv(path, scoring)
    read = read_csv(path)
    assert read.stages.tolist() == scoring.stages.tolist()
    assert read.authors == scoring.authors
    if scoring.probabilities is None or np.isnan(scoring.probabilities).all():
        assert read.probabilities is None
    else:
        np.testing.assert_array_equal(read.probabilities, scoring.probabilities)
    if epochs:
        assert read_hypnogram(path).stages.tolist() == scoring.stages.tolist()


def test_csv_says_what_the_columns_hold(tmp_path: Path) -> None:
    scoring = Scoring(2)
    scores = np.array([[0.5, 0.25, 0.125, 0.0625, 0.0625], [np.nan] * 5], np.float32)
    scoring.apply(scoring.prescore(scores, MODEL))
    write_csv(tmp_path / "x.csv", scoring)
    assert (tmp_path / "x.csv").read_text().splitlines() == [
        "epoch,onset_s,stage,author,p_W,p_N1,p_N2,p_N3,p_R",
        "1,0,W,model:ulw-sleepnet-3@0123abcd,0.5,0.25,0.125,0.0625,0.0625",
        "2,30,?,,,,,,",
    ]


@pytest.mark.parametrize(
    ("content", "stages", "source"),
    [
        ("W\nN1\nN2\nN3\nR\n?\n", [0, 1, 2, 3, 4, -1], "text"),
        ("\ufeffWake\r\nREM\r\nMT\r\n\r\n", [0, 4, -1], "text"),
        ("W\n1\n2\n3\n4\nR\n", [0, 1, 2, 3, 3, 4], "text"),
        ("# made by hand\n0\n1\n2\n3\n4\n-1\n", [0, 1, 2, 3, 4, -1], "text"),
        ("0\n1\n2\n3\n4\n5\n9\n", [0, 1, 2, 3, 3, 4, -1], "text"),
        ("0.0\nnan\n2.0\n", [0, -1, 2], "text"),
        ("W\n\nN2\n", [0, -1, 2], "text"),
        ("0\x1f \n1\n", [0, 1], "text"),
        ("Epoch,Stage\n0,W\n1,N2\n2,R\n3,ART\n4,UNS\n", [0, 2, 4, -1, -1], "CSV"),
        ("epoch;stage;confidence\n1;2;0,9\n2;4;0,8\n", [2, 4], "CSV"),
        ("Stage\nSleep stage N3\n", [3], "CSV"),
    ],
)
def test_other_peoples_text(content: str, stages: list[int], source: str, tmp_path: Path) -> None:
    path = tmp_path / "night.txt"
    path.write_bytes(content.encode())
    read = read_hypnogram(path)
    assert (read.stages.tolist(), read.source, read.start) == (stages, source, None)


@given(stages=st.lists(st.integers(-1, 4), min_size=1).filter(lambda stages: stages[-1] >= 0))
def test_plain_letters_and_numbers(stages: list[int], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("text")
    (folder / "n.txt").write_text("\n".join(map(str, stages)))
    (folder / "l.txt").write_text("\n".join(Stage(s).name if s >= 0 else "?" for s in stages))
    assert read_hypnogram(folder / "n.txt").stages.tolist() == stages
    assert read_hypnogram(folder / "l.txt").stages.tolist() == stages


def test_numbers_say_how_they_were_read(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("0\n4\n5\n")
    assert "3 and 4 N3, 5 R" in read_hypnogram(tmp_path / "x.txt").warnings[0]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\n\n", "holds no stage"),
        (b"W\nN5\n", r"line 2: 'N5' is no sleep stage"),
        (b"0\n17\n", r"line 2: '17'"),
        (b"Epoch,Stage\n1,W\n2\n", "line 3, has no stage"),
        (b"Epoch,Stage\n1,W" + b"x" * 200_000, r"line 2, cannot be read \(field larger"),
        (b"Epoch,Stage\n1,W\n2,N2\n9999999999,R\n", "numbers its epochs up to 9999999999"),
        (b"a,b\n1,2\n", "several columns and no name says which holds the stages"),
        (b"\x89PNG\0\0", "no hypnogram that sleepscorer reads"),
        (b"{}", "is JSON, but no scoring"),
        (b"epoch,onset_s,stage,author,p_W,p_N1,p_N2,p_N3,p_R\n2,30,W,,,,,,\n", "line 2.*an epoch is missing"),
        (b"epoch,onset_s,stage,author,p_W,p_N1,p_N2,p_N3,p_R\n1,0,N9,,,,,,\n", "line 2"),
    ],
)
def test_errors_are_sentences(content: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    with pytest.raises(HypnogramError, match=sentence):
        read_hypnogram(path)


def test_what_is_no_file_gives_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(HypnogramError, match="does not exist"):
        read_hypnogram(tmp_path / "absent.csv")
    with pytest.raises(HypnogramError, match="is a folder"):
        read_hypnogram(tmp_path)


def test_start_and_length_can_be_given(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("W\nW\n")
    start = datetime(2024, 1, 1, 23)
    read = read_hypnogram(tmp_path / "x.txt", n_epochs=3, start=start)
    assert (read.stages.tolist(), read.start) == ([0, 0, -1], start)
    assert "2 epochs where 3" in read.warnings[-1]


def test_our_sidecar_is_a_hypnogram(tmp_path: Path) -> None:
    save(tmp_path / "x.json", Sidecar("f", scoring_from_stages([0, -1, 4], TECHNICIAN)))
    assert read_hypnogram(tmp_path / "x.json").stages.tolist() == [0, -1, 4]


def test_export_writes_both_files(tmp_path: Path, data_folder: Path) -> None:
    from sleepscorer.recording import open_recording

    recording = open_recording(data_folder / "sleep-edf" / "SC4001E0-PSG.edf")
    scoring = scoring_from_stages([2] * recording.n_epochs, TECHNICIAN)
    done = export_night(recording, scoring, export_paths(recording.path, tmp_path / "new"))
    assert done.edf == tmp_path / "new" / "SC4001E0-PSG_hyp.edf"
    assert read_hypnogram(done.edf).start == recording.start
    assert read_hypnogram(done.csv).stages.tolist() == [2] * 2650


def table(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n")
    return path


def test_json_of_others_is_not_called_damaged_work(tmp_path: Path) -> None:
    path = table(tmp_path / "x.json", '{"scorer": [0, 0, 1]}')
    with pytest.raises(HypnogramError, match="is JSON, but no scoring that sleepscorer saved"):
        read_hypnogram(path)


def test_epochs_that_a_table_leaves_out_are_unscored(tmp_path: Path) -> None:
    read = read_hypnogram(table(tmp_path / "x.csv", "epoch,stage", "1,W", "2,N2", "5,R"))
    assert read.stages.tolist() == [0, 2, -1, -1, 4]
    assert "leaves out 2 epochs" in read.warnings[0]
    read = read_hypnogram(table(tmp_path / "x.csv", "Epoch;Stage", "0;W", "1;N2", "3;R"))
    assert read.stages.tolist() == [0, 2, -1, 4]
    read = read_hypnogram(table(tmp_path / "x.csv", "epoch,stage", "1.0,W", "2.0,N2", "4.0,R"))
    assert read.stages.tolist() == [0, 2, -1, 4]
    read = read_hypnogram(table(tmp_path / "x.csv", "epoch,stage", "3,W", "4,N2"))
    assert read.stages.tolist() == [-1, -1, 0, 2]


def test_a_table_of_several_nights_is_refused(tmp_path: Path) -> None:
    path = table(tmp_path / "x.csv", "ID\tE\tSTAGE", "a\t1\tW", "a\t2\tN2", "b\t1\tR")
    with pytest.raises(HypnogramError, match="line 4: epoch 1 follows epoch 2; keep one night in a file"):
        read_hypnogram(path)


@pytest.mark.parametrize(
    "epochs", [(30, 30, 30), (0, 30, 60), ("a", "b", "c"), ("22:00:00", "22:00:30", "22:01")]
)
def test_a_column_that_numbers_no_epochs_is_passed_over(epochs: tuple[object, ...], tmp_path: Path) -> None:
    rows = [f"{epoch},{stage}" for epoch, stage in zip(epochs, ("W", "N2", "R"), strict=True)]
    read = read_hypnogram(table(tmp_path / "x.csv", "epoch,stage", *rows))
    assert (read.stages.tolist(), read.warnings) == ([0, 2, 4], ())


def test_onsets_and_durations_of_a_table_count(tmp_path: Path) -> None:
    path = table(tmp_path / "x.csv", "onset,duration,stage", "60,30,W", "90,60,N2", "180,30,R")
    read = read_hypnogram(path)
    assert (read.stages.tolist(), read.onset_s) == ([0, 2, 2, -1, 4], 60.0)
    twenty = table(tmp_path / "y.csv", "onset,duration,stage", *(f"{20 * e},20,N2" for e in range(6)))
    assert (read_hypnogram(twenty).epoch_seconds, read_hypnogram(twenty).stages.size) == (20.0, 4)


def test_our_table_saved_by_a_spreadsheet_is_still_ours(tmp_path: Path) -> None:
    path = tmp_path / "x_hyp.csv"
    scoring = scoring_from_stages([0, 2, -1, 4], TECHNICIAN)
    write_csv(path, scoring)
    path.write_text(path.read_text(), encoding="utf-8-sig", newline="\r\n")
    assert read_hypnogram(path).stages.tolist() == [0, 2, -1, 4]
    assert read_csv(path).authors == scoring.authors
