"""The check of the Python versions finds those that are installed and names those that are not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"
sys.path.append(str(PACKAGING))

from steps import pythons  # noqa: E402
from steps.places import BuildError  # noqa: E402

SMOKE = PACKAGING / "steps" / "window_smoke.py"


def test_the_python_that_runs_is_found_and_one_that_is_not_installed_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    minor = sys.version_info[1]
    (tmp_path / f"python3.{minor}").symlink_to(Path(sys.executable).resolve())
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "none"))
    assert pythons.interpreter(minor) == tmp_path / f"python3.{minor}"
    assert pythons.interpreter(99) is None


@pytest.mark.skipif(os.name == "nt", reason="a script stands in for another Python")
def test_a_name_that_is_another_python_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "python3.14"
    other.write_text("#!/bin/sh\necho 8\n")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "none"))
    assert pythons.interpreter(14) is None


def test_without_any_python_the_check_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = tmp_path / "sleepscorer.whl"
    wheel.touch()
    monkeypatch.setattr(pythons, "wheel_path", lambda: wheel)
    monkeypatch.setattr(pythons, "MINORS", (99,))
    with pytest.raises(BuildError, match="No Python from 3"):
        pythons.check()


def test_the_window_is_tried_by_two_keys(tmp_path: Path) -> None:
    night = PACKAGING.parent / "resources" / "sample" / "sample-night.edf"
    done = subprocess.run(
        [sys.executable, str(SMOKE), str(night), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "N2 and R by keys kept" in done.stdout
    assert (tmp_path / "window.png").stat().st_size > 10_000


def test_the_page_names_what_is_needed_without_the_window() -> None:
    page = (PACKAGING.parent / "docs" / "admin.md").read_text(encoding="utf-8")
    names = pythons.requirements_without_window()
    assert "PySide6-Essentials" not in names
    assert f"pip install {' '.join(names)}\n" in page
