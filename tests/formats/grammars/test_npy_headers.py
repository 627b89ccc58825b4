"""Arrays and tables that end right after their head are refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from sleepscorer.errors import HypnogramError
from sleepscorer.formats import read_hypnogram


def test_a_header_of_numpy_that_is_no_python_is_refused(tmp_path: Path) -> None:
    header = b"{'descr': '<i8', 'fortran_order': False, 'shape': (8,)+(\x15"
    path = tmp_path / "night.npy"
    path.write_bytes(b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header)
    with pytest.raises(HypnogramError, match="no sound array"):
        read_hypnogram(path)


@pytest.mark.parametrize("column", ["end", "duration"])
def test_a_table_without_rows_is_refused(tmp_path: Path, column: str) -> None:
    path = tmp_path / "night.csv"
    path.write_text(f"stage,{column}\n", encoding="utf-8")
    with pytest.raises(HypnogramError):
        read_hypnogram(path)
