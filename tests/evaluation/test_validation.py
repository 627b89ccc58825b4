"""The page of what was measured: its commands make its numbers."""

import re
import shlex
from pathlib import Path

import numpy as np
import pytest

from sleepscorer.cli import main
from sleepscorer.evaluation import adapting_table, validation
from sleepscorer.evaluation.metrics import ScoredNight
from sleepscorer.prescoring.prescore import identities

ROOT = Path(__file__).parents[2]


def test_a_command_in_the_page_prints_the_table_under_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    page = validation.document(["ulw-sleepnet-1"], 0)
    line = next(line for line in page.splitlines() if line.startswith("    sleepscorer evaluate"))
    assert main(shlex.split(line)[1:]) == 0
    assert capsys.readouterr().out.strip() in page


def test_simulated_nights_are_made_by_the_commands_in_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = validation.document(["ulw-sleepnet-1"], 1).split("## Simulated nights")[1]
    for line in re.findall(r"^    sleepscorer .*", page, re.MULTILINE):
        capsys.readouterr()
        assert main(shlex.split(line)[1:]) == 0
    assert capsys.readouterr().out.strip() in page


def test_adapting_is_tabled_for_nights_alike_and_not_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    def nights(model: str, *, one_laboratory: bool) -> list[ScoredNight]:
        """Nights of a model that is too sure; where they are not alike, it mixes stages up in every other."""
        random, found = np.random.default_rng(0), []
        for number in range(4):
            rows = random.dirichlet(np.full(5, 0.5), 900)
            expert = (rows.cumsum(axis=1) > random.random((900, 1))).argmax(axis=1).astype(np.int8)
            rows = rows[:, [0, 2, 1, 4, 3]] if not one_laboratory and number % 2 else rows**2
            found.append(ScoredNight("n", expert, rows / rows.sum(axis=1, keepdims=True)))
        return found

    monkeypatch.setattr(adapting_table, "_nights", nights)
    _, _, alike, unlike = adapting_table.table(["sleepscorer-context"]).splitlines()
    assert alike.startswith("| sleepscorer-context | one laboratory |")
    assert alike.endswith("| yes |")
    assert unlike.startswith("| sleepscorer-context | four laboratories |")


def test_a_model_without_its_channels_is_left_out_of_that_section() -> None:
    page = validation.document(["ulw-sleepnet-4", "ulw-sleepnet-2"], 0)
    assert "--model ulw-sleepnet-4" not in page
    assert "--model ulw-sleepnet-2" in page


def test_the_page_in_docs_holds_todays_figures(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    page = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    (identity,) = identities("sleepscorer-context")
    if f"sleepscorer-context@{identity[:8]}" not in page:
        pytest.skip("the default model is newer than docs/validation.md; write that page anew")
    line = next(line for line in page.splitlines() if "evaluate" in line and "-context" in line)
    assert main(shlex.split(line)[1:]) == 0
    row = next(
        line for line in capsys.readouterr().out.splitlines() if line.startswith("| sleepscorer-context")
    )
    assert row in page
