"""Fixtures of every test: real data where it is found, and no user's own settings or state."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A shared machine is no place for deadlines; an isolated home is the same for every example.
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
settings.load_profile("house")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """Folder of real recordings; the test is skipped where there is none."""
    folder = Path(os.environ.get("SLEEPSCORER_TEST_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no real recordings at {folder}; set SLEEPSCORER_TEST_DATA to have this tested")
    return folder


@pytest.fixture(autouse=True)
def isolated_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home: tests neither see nor touch the user's settings, state and logs."""
    home = tmp_path_factory.mktemp("home")
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    return home
