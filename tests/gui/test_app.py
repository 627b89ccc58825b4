import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from sleepscorer.formats.reader import read_hypnogram


def test_demo_without_a_screen_writes_hypnogram_and_picture(tmp_path: Path) -> None:
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    command = [sys.executable, "-m", "sleepscorer", "demo", "--out", str(tmp_path / "out")]
    run = subprocess.run(command, capture_output=True, text=True, env=bare, check=False, timeout=180)
    assert run.returncode == 0, run.stderr
    picture, hypnogram = tmp_path / "out" / "window.png", tmp_path / "out" / "sample-night_hyp.edf"
    assert str(picture) in run.stdout
    assert str(hypnogram) in run.stdout
    assert "EMG submental was not used" in run.stdout
    assert (read_hypnogram(hypnogram).stages >= 0).sum() == 841
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1600, 900)
    colours = {image.pixel(x, y) for x in range(200, 1200, 3) for y in range(260, 840, 3)}
    assert len(colours) > 50, "the traces are drawn"
    assert min(image.pixelColor(x, 55).lightness() for x in (400, 700, 1000)) > 200, "no banner is in the way"
    said = {image.pixel(x, y) for x in range(780, 960) for y in range(22, 44)}
    assert len(said) > 5, "how far the review has come is not cut off"
    again = subprocess.run(command, capture_output=True, text=True, env=bare, check=False, timeout=180)
    assert again.returncode == 0, again.stderr


def test_the_clinical_demo_is_made_scored_and_held_against_its_truth(tmp_path: Path) -> None:
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    command = [sys.executable, "-m", "sleepscorer", "demo", "--clinical", "--out", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, env=bare, check=False, timeout=180)
    assert run.returncode == 0, run.stderr
    scored = read_hypnogram(tmp_path / "clinical-sample_hyp.edf").stages
    truth = read_hypnogram(tmp_path / "clinical-sample_truth_hyp.edf").stages
    assert (scored == truth).mean() > 0.85
    assert QImage(str(tmp_path / "window.png")).width() == 1600


def test_a_window_without_a_screen_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "night.edf").touch()
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    command = [sys.executable, "-m", "sleepscorer", str(tmp_path / "night.edf")]
    run = subprocess.run(command, capture_output=True, text=True, env=bare, check=False, timeout=60)
    assert run.returncode == 1
    assert "no screen" in run.stderr
    assert "Traceback" not in run.stderr
