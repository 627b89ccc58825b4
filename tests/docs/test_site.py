"""The documentation builds strictly, loads nothing from elsewhere, and its made pages are current."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from docs.blocks import ROOT, pages

from sleepscorer.gui.commands.key_profiles import RESERVED
from sleepscorer.settings import Settings

PICTURES = re.compile(r"!\[[^\]]*\]\(([^)#\s]+)")


def _tool(name: str) -> object:
    place = ROOT / "docs" / "tools" / f"{name}.py"
    found = importlib.util.spec_from_file_location(name, place)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages as a browser gets them; links and anchors that lead nowhere fail the build."""
    pytest.importorskip("mkdocs", reason="needs the extra 'docs'")
    pytest.importorskip("material", reason="needs the extra 'docs'")
    pytest.importorskip("mkdocstrings", reason="needs the extra 'docs'")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


@pytest.mark.slow
def test_a_page_loads_nothing_from_elsewhere(site: Path) -> None:
    made = sorted(site.rglob("*.html"))
    assert {"index.html", "keys.html", "first-night.html", "cards/sleepscorer-context.html"} <= {
        page.relative_to(site).as_posix() for page in made
    }
    loads = re.compile(r"<(?:script|img|iframe)[^>]+src=\"(?:https?:)?//|<link[^>]+href=\"(?:https?:)?//")
    elsewhere = [page.name for page in made if loads.search(page.read_text(encoding="utf-8"))]
    assert elsewhere == []
    assert not re.search(r"@import|url\((?:\"|')?(?:https?:)?//", _styles(site))


def _styles(site: Path) -> str:
    return "".join(sheet.read_text(encoding="utf-8") for sheet in site.rglob("*.css"))


@pytest.mark.slow
def test_the_reference_says_what_parameters_mean(site: Path) -> None:
    page = (site / "reference" / "package.html").read_text(encoding="utf-8")
    for name in ("prescore", "open_recording", "read_hypnogram", "write_hypnogram"):
        assert f'id="sleepscorer.{name}"' in page or f".{name}" in page
    assert "RecordingError" in page
    texts = "".join(made.read_text(encoding="utf-8") for made in (site / "reference").glob("*.html"))
    assert not re.search(r":(?:class|meth|func|data):", texts)


def test_the_page_of_keys_is_current() -> None:
    page = _tool("make_keys").page()  # type: ignore[attr-defined]
    now = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    assert now == page, "run: python docs/tools/make_keys.py"


def test_the_comparison_of_the_readme_is_what_was_measured() -> None:
    now = (ROOT / "README.md").read_text(encoding="utf-8")
    assert now == _tool("make_comparison").readme(), "run: python docs/tools/make_comparison.py"  # type: ignore[attr-defined]


def test_the_keys_of_the_first_night_are_keys_of_the_window() -> None:
    text = (ROOT / "docs" / "first-night.md").read_text(encoding="utf-8")
    form = r"`((?:(?:Ctrl|Shift|Alt)\+)*(?:[A-Z0-9?+-]|F\d|Space|Enter|Up|Down|Left|Right))`"
    said = set(re.findall(form, text))
    keys = {key for row in _tool("make_keys").rows() for key in row.keys} | set(RESERVED)
    parts = {part for key in keys for part in key.split(", ")}
    assert len(said) > 30
    assert said - parts == set()


def test_every_picture_of_a_page_is_there_and_every_picture_is_on_a_page() -> None:
    shown = set()
    for page in pages():
        for place in PICTURES.findall(page.read_text(encoding="utf-8")):
            assert (page.parent / place).is_file(), f"{page.name}: {place}"
            shown.add((page.parent / place).resolve())
    there = {path.resolve() for path in (ROOT / "docs").rglob("*.png")}
    assert there - shown == set()


def test_the_readme_links_to_what_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    places = re.findall(r"\]\(((?!https?:)[^)#]+)", text)
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_the_page_for_administrators_names_every_setting() -> None:
    table = _section("Settings")
    named = {
        name
        for cell in re.findall(r"^\|([^|]+)\|", table, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", cell)
    }
    assert named == {field.name for field in fields(Settings)}


def test_the_page_for_administrators_knows_the_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    from platformdirs.macos import MacOS
    from platformdirs.unix import Unix

    for kind in ("CONFIG", "STATE", "DATA"):
        monkeypatch.delenv(f"XDG_{kind}_HOME", raising=False)
    monkeypatch.setenv("HOME", "/home/somebody")
    table = _section("Where files are")
    for system in (Unix("sleepscorer", appauthor=False), MacOS("sleepscorer", appauthor=False)):
        for folder in (
            system.user_config_dir,
            system.user_state_dir,
            f"{system.user_data_dir}/models",
            system.user_log_dir,
        ):
            assert f"`{folder.replace('/home/somebody', '~')}`" in table


def _section(heading: str) -> str:
    text = (ROOT / "docs" / "admin.md").read_text(encoding="utf-8")
    return text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
