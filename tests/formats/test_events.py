"""Cells of our tables that no spreadsheet computes."""

from __future__ import annotations

import pytest

from sleepscorer.batch.manifest import csv_text
from sleepscorer.formats.events import cell


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@x", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20x", "  =1", "\u3000\uff1d1"]
)
def test_a_formula_of_either_width_is_quoted(text: str) -> None:
    assert cell(text).startswith("'")
    assert csv_text([[text]]).decode().lstrip('"').startswith("'")


def test_a_word_is_not() -> None:
    assert cell("C4 = M1") == "C4 = M1"
    assert csv_text([["night = one.edf"]]) == b"night = one.edf\n"
