"""Figures of a night: what is drawn is what was scored, on axes that say when."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from sleepscorer.assets import resource
from sleepscorer.cli import main
from sleepscorer.errors import SleepscorerError
from sleepscorer.formats import write_hypnogram
from sleepscorer.recording.memory import MemoryRecording
from sleepscorer.scoring import Author, AuthorKind, Lights, Origin, Scoring

pytest.importorskip("matplotlib")

from sleepscorer import plotting

START = datetime(2024, 1, 15, 22, 40)
EXPERT = resource("sample", "sample-night-hypnogram.edf")


def scored() -> Scoring:
    rows = np.full((240, 5), 0.05, np.float32)
    rows[np.arange(240), np.arange(240) // 48] = 0.8
    scoring = Scoring(240, Origin(START))
    scoring.apply(scoring.prescore(rows, Author(AuthorKind.MODEL, "net@1")))
    scoring.apply(scoring.mark_lights(Lights(300.0, 7000.0), Author(AuthorKind.TECHNICIAN, "AB")))
    return scoring


def test_a_hypnogram_has_each_stage_where_it_was_scored() -> None:
    ax = plotting.hypnogram(scored())
    hours, rows = ax.lines[0].get_data()
    names = {tick: text.get_text() for tick, text in zip(ax.get_yticks(), ax.get_yticklabels(), strict=True)}
    assert [names[row] for row in rows[::2]] == ["W", "N1", "N2", "N3", "R"]
    np.testing.assert_allclose(hours[::2], [0, 0.4, 0.8, 1.2, 1.6])
    assert ax.get_xlim() == (0, 2)
    assert "23:00" in [text.get_text() for text in ax.get_xticklabels()]
    assert ax.get_xticks()[[t.get_text() for t in ax.get_xticklabels()].index("23:00")] == pytest.approx(
        1 / 3
    )
    assert [line.get_xdata()[0] * 3600 for line in ax.lines[-2:]] == pytest.approx([300, 7000])


def test_unscored_epochs_are_a_gap_and_hours_count_without_a_clock() -> None:
    ax = plotting.hypnogram([0, 0, -1, 2])
    assert np.isnan(ax.lines[0].get_ydata()).sum() == 2
    assert ax.get_xlabel() == "Hours"


def test_a_hypnodensity_stacks_to_one() -> None:
    ax = plotting.hypnodensity(scored())
    tops = [collection.get_paths()[0].vertices[:, 1].max() for collection in ax.collections]
    assert max(tops) == pytest.approx(1.0, abs=1e-5)
    assert len(tops) == 5
    with pytest.raises(SleepscorerError, match="no probabilities"):
        plotting.hypnodensity(np.zeros(3, int))  # type: ignore[arg-type]


def test_a_comparison_marks_the_epochs_that_differ() -> None:
    ax = plotting.comparison([0, 0, 1, 2, -1, 2], [0, 0, 2, 2, 2, 2], labels=("expert", "model"))
    spans = [patch for patch in ax.patches if patch.get_zorder() == 0]
    assert len(spans) == 1, "an epoch that one of them has not scored is no difference"
    assert spans[0].get_extents().transformed(ax.transData.inverted()).x0 * 120 == pytest.approx(2)
    assert "accuracy 80%" in ax.get_title(loc="left")
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["expert", "model"]


def test_a_spectrogram_shows_a_rhythm_at_its_frequency() -> None:
    seconds = np.arange(600 * 100) / 100
    noise = np.random.default_rng(0).normal(0, 1, seconds.size)
    signal = 20 * np.sin(2 * np.pi * 12 * seconds) * (seconds > 300) + noise
    recording = MemoryRecording([signal], ["C4-M1"], [100])
    ax = plotting.spectrogram(recording, "C4-M1")
    power = ax.images[0].get_array()
    row = round(12 / ax.images[0].get_extent()[3] * (power.shape[0] - 1))
    half = power.shape[1] // 2
    assert power[row, half + 1 :].mean() - power[row, : half - 1].mean() > 20
    with pytest.raises(SleepscorerError, match="no trace F3-M2; there are C4-M1"):
        plotting.spectrogram(recording, "F3-M2")


@pytest.mark.parametrize("end", ["png", "pdf", "svg"])
def test_a_figure_is_written_from_the_command_line(tmp_path: Path, end: str) -> None:
    write_hypnogram(tmp_path / "n_hyp.csv", scored())
    out = tmp_path / f"figure.{end}"
    kinds = "hypnogram,hypnodensity"
    assert main(["plot", str(tmp_path / "n_hyp.csv"), "--out", str(out), "--kind", kinds]) == 0
    head = {"png": b"\x89PNG", "pdf": b"%PDF", "svg": b"<?xml"}[end]
    assert out.read_bytes().startswith(head)
    if end == "svg":
        assert ">N3<" in out.read_text(), "texts stay texts"


def test_what_cannot_be_drawn_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plot", str(EXPERT), "--out", str(tmp_path / "x.docx")]) == 1
    assert "end its name in .png" in capsys.readouterr().err
    assert main(["plot", str(EXPERT), "--out", str(tmp_path / "no" / "x.png")]) == 1
    assert "cannot be written" in capsys.readouterr().err
    assert main(["plot", str(EXPERT), "--kind", "spectrogram", "--out", str(tmp_path / "x.png")]) == 1
    assert "name one" in capsys.readouterr().err
    assert main(["plot", str(EXPERT), "--kind", "comparison", "--out", str(tmp_path / "x.png")]) == 1
    assert "name two" in capsys.readouterr().err
