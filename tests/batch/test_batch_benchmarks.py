"""The commands that measure batches run, and fill every place of docs/scale.md."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sleepscorer.prescoring.model_card import available_models

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "scale.md"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not available_models(), reason="no model is installed"),
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="measures as Linux lets one"),
]
COMMANDS = {
    "batch_cost.py": (["--nights", "1", "--rows", "10"], ("cost", "parts", "manifest", "million")),
    "growth.py": (["--counts", "1,2", "--hours", "0.1"], ("growth",)),
    "batch_thousand.py": (["--files", "60"], ("thousand",)),
}


def places(page: Path) -> dict[str, str]:
    """What stands in each place of a page."""
    text = page.read_text(encoding="utf-8")
    return dict(re.findall(r"<!-- (\w+) -->\n(.*?)<!-- end -->", text, re.DOTALL))


@pytest.mark.long
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_fills_its_places(name: str, tmp_path: Path) -> None:
    options, filled = COMMANDS[name]
    page = shutil.copy(PAGE, tmp_path / "scale.md")
    for place in places(page):
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(rf"(<!-- {place} -->\n).*?(<!-- end -->)", r"\1\2", text, flags=re.DOTALL))
    command = [sys.executable, str(ROOT / "benchmarks" / name), *options, "--update", str(page)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=280)
    assert done.returncode == 0, done.stderr
    assert {place for place, text in places(page).items() if "| --- |" in text} == set(filled)
    if name == "batch_thousand.py":
        assert re.findall(r"\| (?:lost|duplicates).* \| (\d+) \|", places(page)["thousand"]) == ["0"] * 3


def test_the_page_has_a_place_for_each_table_and_names_each_command() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert set(places(PAGE)) == {place for _, filled in COMMANDS.values() for place in filled}
    assert all(f"benchmarks/{name}" in text for name in COMMANDS)
    assert all("| --- |" in table for table in places(PAGE).values())
