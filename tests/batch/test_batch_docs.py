"""docs/batch.md says what is so: its options and columns are all there are."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from sleepscorer.batch.manifest import COLUMNS
from sleepscorer.cli.prescoring import declare_prescore

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "batch.md").read_text(encoding="utf-8")


def first_column(heading: str) -> list[str]:
    """Words in back quotes of the first column of the table below a heading."""
    part = TEXT.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"`([^`]+)`", "\n".join(re.findall(r"^\|([^|]*)\|", part, re.MULTILINE)))


def test_every_option_is_in_the_docs_and_no_other() -> None:
    parser = argparse.ArgumentParser(add_help=False)
    declare_prescore(parser)
    known = {option for action in parser._actions for option in action.option_strings}
    assert {re.split(r"[ \[]", text)[0] for text in first_column("Options")} == known


def test_every_column_is_in_the_docs_and_no_other() -> None:
    assert tuple(first_column("The manifest")) == COLUMNS


def test_every_file_that_the_docs_name_is_there() -> None:
    linked = re.findall(r"\]\(([^)#:]+)\)", TEXT)
    assert "recipes/Snakefile" in linked
    assert [name for name in linked if not (DOCS / name).exists()] == []
