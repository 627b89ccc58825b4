"""A cohort's summary: right figures, failures first, and nothing a name could smuggle in."""

from __future__ import annotations

import base64
import csv
import hashlib
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from sleepscorer.batch.manifest import FAILED, OK, SKIPPED, Manifest, Row
from sleepscorer.batch.nights import runs_text
from sleepscorer.batch.shards import Shard
from sleepscorer.batch.summary import HEADER, Summary
from sleepscorer.batch.summary_page import hypnogram_svg
from sleepscorer.errors import StorageError
from sleepscorer.review.accuracy import expected_accuracy
from sleepscorer.scoring import Lights
from sleepscorer.statistics import sleep_statistics

STAGES = np.repeat([0, 1, 2, 3, 4, 0], [10, 4, 40, 30, 20, 6]).astype(np.int8)


def night(file: str, **values: object) -> Row:
    known = {"n_epochs": len(STAGES), "flagged": 0.2, "expected_errors": 3.0, "stages": runs_text(STAGES)}
    return Row(file, OK, **(known | values))


def table(folder: Path, name: str = "summary.csv") -> list[dict[str, str]]:
    with (folder / name).open(newline="") as file:
        return list(csv.DictReader(file))


class Tags(HTMLParser):
    """Tags and attributes of a page, and whether every one is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.attributes: dict[str, str | None] = {}

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes |= dict(attributes)
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_figures_are_those_of_the_statistics(tmp_path: Path) -> None:
    Summary(tmp_path).write([night("a.edf", lights_off_s=60.0, lights_on_s=3000.0)])
    found, expected = table(tmp_path)[0], sleep_statistics(STAGES, Lights(60.0, 3000.0))
    assert tuple(found) == HEADER
    assert float(found["tst_min"]) == expected.tst_min
    assert float(found["waso_min"]) == expected.waso_min
    assert float(found["sleep_efficiency_percent"]) == pytest.approx(expected.sleep_efficiency, abs=0.05)
    assert float(found["rem_latency_min"]) == expected.rem_latency_min
    accuracy = expected_accuracy(3.0, int((STAGES >= 0).sum()))
    assert accuracy is not None
    assert float(found["expected_accuracy_percent"]) == pytest.approx(accuracy.percent, abs=0.05)
    assert float(found["expected_accuracy_low_percent"]) == pytest.approx(accuracy.low_percent, abs=0.05)
    assert found["expected_errors"] == "3.0"


def test_failures_come_first(tmp_path: Path) -> None:
    Summary(tmp_path).write([night("a.edf"), Row("z.edf", SKIPPED, "no signal"), Row("m.edf", FAILED, "cut")])
    assert [row["file"] for row in table(tmp_path)] == ["m.edf", "z.edf", "a.edf"]
    page = (tmp_path / "summary.html").read_text()
    assert page.index("m.edf") < page.index("z.edf") < page.index("a.edf")
    assert "1 scored, 1 failed, 1 skipped" in page


def test_a_page_is_whole_and_loads_nothing(tmp_path: Path) -> None:
    rows = [night("a.edf"), night("old.edf", stages=""), Row("b.edf", FAILED, "Because.")]
    Summary(tmp_path).write(rows)
    tags = Tags()
    tags.feed((tmp_path / "summary.html").read_text())
    assert not tags.open
    assert tags.seen.count("svg") == 2
    assert not {"link", "img", "iframe"} & set(tags.seen)
    assert tags.seen.count("script") == 1
    assert not {"src", "href"} & set(tags.attributes)


def test_a_name_is_text_and_nothing_else(tmp_path: Path) -> None:
    name = "<script>alert(1)</script>&\u202e.edf"
    Summary(tmp_path).write([night(name, notices=("<img src=x>",)), Row(f"b{name}", FAILED, "<b>")])
    page = (tmp_path / "summary.html").read_text()
    for bad in ("<script>alert", "<img", "<b>", "\u202e"):
        assert bad not in page
    assert page.count("<script") == 1
    assert "&lt;script&gt;" in page


def test_only_the_pages_own_script_may_run(tmp_path: Path) -> None:
    Summary(tmp_path).write([night("a.edf")])
    page = (tmp_path / "summary.html").read_text()
    script = page.partition("<script>")[2].partition("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in page
    assert page.index("Content-Security-Policy") < page.index("<style")


def test_each_night_has_its_date_and_its_clinical_figures(tmp_path: Path) -> None:
    figures = {"ahi": 12.5, "arousal_index": 20.0, "plms_index": 3.0, "odi_3": 9.0}
    Summary(tmp_path).write([night("a.edf", start="2024-03-01T22:40:30", figures=figures), night("b.edf")])
    first, second = table(tmp_path)
    assert (first["start"], first["ahi"], first["plms_index"]) == ("2024-03-01T22:40:30", "12.5", "3")
    assert (second["start"], second["ahi"]) == ("", "")
    page = (tmp_path / "summary.html").read_text()
    for words in ("2024-03-01 22:40", "AHI, /h", "ODI 3, /h", "PLMS, /h", "arousals, /h"):
        assert words in page


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_spreadsheet_takes_no_name_for_a_formula(start: str, tmp_path: Path) -> None:
    row = night(f"{start}1+1.edf", notices=(f"{start}2",))
    Summary(tmp_path).write([row])
    manifest = Manifest(tmp_path)
    manifest.begin()
    manifest.append(row)
    manifest.write_table()
    for name in ("summary.csv", "manifest.csv"):
        found = table(tmp_path, name)[0]
        shown = start.replace("\r", " ")
        assert (found["file"], found["notices"]) == (f"'{shown}1+1.edf", f"'{shown}2")
    assert Manifest(tmp_path).row(f"{start}1+1.edf") == row


@pytest.mark.parametrize("name", ["summary.csv", "summary.html"])
def test_another_programs_summary_is_left_alone(name: str, tmp_path: Path) -> None:
    Summary(tmp_path).write([night("a.edf")])
    Summary(tmp_path).write([night("b.edf")])
    (tmp_path / name).write_text("somebody's own")
    with pytest.raises(StorageError, match="was not written by sleepscorer"):
        Summary(tmp_path)
    Summary(tmp_path, Shard(1, 2)).write([night("c.edf")])
    assert table(tmp_path, "summary-1-of-2.csv")[0]["file"] == "c.edf"
    assert (tmp_path / name).read_text() == "somebody's own"


def test_a_hypnogram_leaves_a_gap_where_nobody_scored() -> None:
    picture = hypnogram_svg(np.array([0, -1, 4, 4], np.int8))
    assert 'd="M0.0 4H60.0M120.0 12H240.0"' in picture
    assert 'class="rem" d="M120.0 12H240.0"' in picture
    assert "nan" not in hypnogram_svg(np.zeros(0, np.int8))
