"""Every format of the table: golden files, there and back, unscored epochs, failures, formulas."""

from __future__ import annotations

import csv
import re
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from edf_files import EdfFile, Signal, ramp
from hypothesis import given, settings
from hypothesis import strategies as st
from limits import files_of_at_most

from sleepscorer import __version__
from sleepscorer.errors import HypnogramError
from sleepscorer.formats import (
    FORMATS,
    HypnogramFormat,
    Identity,
    export_paths,
    format_for,
    format_named,
    place,
    proposed_path,
    read_hypnogram,
    write_edf_hypnogram,
    write_hypnogram,
)
from sleepscorer.recording import open_recording
from sleepscorer.scoring import (
    Author,
    AuthorKind,
    Event,
    EventKind,
    Lights,
    Scoring,
    scoring_from_stages,
)

GOLDEN = Path(__file__).parent / "golden"
NURSE = Author(AuthorKind.TECHNICIAN, "AB")
START = datetime(2024, 1, 15, 23, 59, 0)
EVERY = pytest.mark.parametrize("one", FORMATS, ids=[one.name for one in FORMATS])


def golden_scoring() -> Scoring:
    scoring = scoring_from_stages([-1, 0, 1, 2, 3, 3, 4, -1], NURSE)
    scoring.apply(scoring.mark_lights(Lights(30.0, 210.5), NURSE))
    return scoring


@EVERY
def test_the_words_of_an_event_survive_where_events_do(one: HypnogramFormat, tmp_path: Path) -> None:
    scoring = golden_scoring()
    said = 'coughs\t<loud> & "long" | at 3\nü'
    scoring.apply(scoring.add_events([Event(EventKind.OTHER, 12.0, 3.0, "Mic", said)], NURSE))
    path = tmp_path / f"n{one.endings[0]}"
    write_hypnogram(path, scoring, START, one.name)
    read = read_hypnogram(path).events
    assert len(read) == one.keeps_events
    for event in read:
        assert (event.kind, event.start_s, event.duration_s, event.channel) == (EventKind.OTHER, 12, 3, "Mic")
        assert event.words.replace("/", "|") == 'coughs <loud> & "long" | at 3 ü'


@EVERY
def test_a_year_that_the_file_cannot_hold_is_said(one: HypnogramFormat, tmp_path: Path) -> None:
    path = tmp_path / f"n{one.endings[0]}"
    notices: list[str] = []
    write_hypnogram(path, golden_scoring(), START, one.name, tell=notices.append)
    assert notices == [], "an ordinary year is worth no word"
    for year, written in ((1970, 1985), (1984, 1985), (2085, 2084)):
        notices.clear()
        write_hypnogram(path, golden_scoring(), START.replace(year=year), one.name, tell=notices.append)
        assert len(notices) == (path.suffix == ".edf")
        if notices:
            assert f"starts on {year}-01-15" in notices[0]
            assert f"says {written}-01-15" in notices[0]
            assert read_hypnogram(path).start == START.replace(year=written)


@pytest.mark.parametrize("name", ["week_hyp.edf", "week-nsrr.xml", "week.annot"])
def test_more_than_a_week_is_written(name: str, tmp_path: Path) -> None:
    stages = np.resize(np.arange(5, dtype=np.int8), 7 * 24 * 120 + 1)
    write_hypnogram(tmp_path / name, scoring_from_stages(stages, NURSE), START)
    np.testing.assert_array_equal(read_hypnogram(tmp_path / name).stages, stages)


@EVERY
def test_a_file_is_written_as_it_always_was(one: HypnogramFormat, tmp_path: Path) -> None:
    path = tmp_path / f"night{one.endings[0]}"
    assert write_hypnogram(path, golden_scoring(), START) is one
    content = path.read_bytes().replace(f"sleepscorer_{__version__}".encode(), b"sleepscorer_0.0.0")
    assert content == (GOLDEN / f"night{one.endings[0]}").read_bytes()


@EVERY
def test_a_golden_file_is_recognized_and_read(one: HypnogramFormat) -> None:
    read = read_hypnogram(GOLDEN / f"night{one.endings[0]}")
    assert read.stages.tolist() == [-1, 0, 1, 2, 3, 3, 4, -1]
    assert read.start == (START if one.keeps_start else None)
    assert read.lights == (Lights(30.0, 210.5) if one.keeps_lights else Lights())
    assert (read.onset_s, read.epoch_seconds) == (0.0, 30.0)


@EVERY
def test_a_name_that_says_nothing_is_no_hindrance(one: HypnogramFormat, tmp_path: Path) -> None:
    if one.name in ("annot", "eannot"):
        pytest.skip("told from a text by its name alone, or read as one")
    path = tmp_path / "night.dat"
    path.write_bytes((GOLDEN / f"night{one.endings[0]}").read_bytes())
    assert read_hypnogram(path).stages.tolist() == [-1, 0, 1, 2, 3, 3, 4, -1]


@EVERY
@settings(max_examples=10)
@given(
    stages=st.lists(st.integers(-1, 4), min_size=1, max_size=120),
    start=st.none() | st.datetimes(datetime(1985, 1, 2), datetime(2084, 12, 30)),
    off_s=st.none() | st.integers(0, 3600),
)
def test_there_and_back(
    one: HypnogramFormat,
    stages: list[int],
    start: datetime | None,
    off_s: int | None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("round") / f"x{one.endings[0]}"
    scoring = scoring_from_stages(stages, NURSE)
    scoring.apply(scoring.mark_lights(Lights(off_s), NURSE))
    write_hypnogram(path, scoring, start, one.name)
    read = read_hypnogram(path)
    assert read.stages.tolist() == stages
    assert place(read, start, len(stages)).stages.tolist() == stages
    if one.keeps_lights:
        assert read.lights.off_s == off_s


@EVERY
def test_every_length(one: HypnogramFormat, tmp_path: Path) -> None:
    """Of a nap, of an hour over midnight, of a night of 8 h and an odd epoch."""
    path = tmp_path / f"x{one.endings[0]}"
    for n_epochs in (1, 2, 120, 961):
        stages = np.random.default_rng(n_epochs).integers(-1, 5, n_epochs)
        write_hypnogram(path, scoring_from_stages(stages, NURSE), START)
        np.testing.assert_array_equal(read_hypnogram(path).stages, stages)


@EVERY
def test_a_night_nobody_has_scored_keeps_its_epochs(one: HypnogramFormat, tmp_path: Path) -> None:
    path = tmp_path / f"x{one.endings[0]}"
    write_hypnogram(path, Scoring(5), START)
    assert read_hypnogram(path).stages.tolist() == [-1] * 5


@EVERY
def test_no_epoch_no_file(one: HypnogramFormat, tmp_path: Path) -> None:
    with pytest.raises(HypnogramError, match="no whole epoch"):
        write_hypnogram(tmp_path / f"x{one.endings[0]}", Scoring(0), START)
    assert list(tmp_path.iterdir()) == []


@EVERY
def test_a_failure_leaves_the_old_file_and_says_why(one: HypnogramFormat, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    target = tmp_path / "full" / f"x{one.endings[0]}"
    target.mkdir()
    with pytest.raises(HypnogramError, match=r"could not be written \(.+\); an earlier file"):
        write_hypnogram(target, golden_scoring(), START)
    assert [path.name for path in target.parent.iterdir()] == [target.name]


@EVERY
def test_what_was_spoilt_on_the_way_is_not_kept(
    one: HypnogramFormat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sleepscorer.formats import catalogue, edf_writer, table

    def spoil(path: Path, content: bytes) -> None:
        path.write_bytes(content[: len(content) // 2])

    for module in (catalogue, edf_writer, table):
        monkeypatch.setattr(module, "_write", spoil)
    path = tmp_path / f"x{one.endings[0]}"
    path.write_bytes(b"old")
    with pytest.raises(HypnogramError, match="could not be written"):
        write_hypnogram(path, golden_scoring(), START)
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", '@SUM("x")', "+1\n=2", "-2+3", "\t=1", "a\r\n=1"])
@pytest.mark.parametrize("kind", AuthorKind)
def test_no_cell_of_a_table_is_a_formula(name: str, kind: AuthorKind, tmp_path: Path) -> None:
    scoring = scoring_from_stages([0, 1], Author(kind, name))
    for one in FORMATS:
        path = tmp_path / f"x{one.endings[0]}"
        write_hypnogram(path, scoring, START)
        if path.suffix in (".csv", ".tsv", ".annot"):
            rows = csv.reader(path.read_text().splitlines(), delimiter="," if path.suffix == ".csv" else "\t")
            assert not [cell for row in rows for cell in row if re.match(r"[=+@\t\r-]", cell)]


def test_a_name_asks_for_its_format() -> None:
    assert [format_for(f"/a.b/NIGHT{one.endings[0].upper()}").name for one in FORMATS] == [
        one.name for one in FORMATS
    ]
    assert (format_for("x.csv").name, format_for("x.tsv").name, format_for("x.EDF").name) == (
        "csv",
        "bids",
        "edf",
    )
    assert format_named("nsrr").description.startswith("NSRR")


def test_an_unknown_format_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(HypnogramError, match="'doc' is no format of hypnograms; choose one of edf, csv"):
        write_hypnogram(tmp_path / "x", golden_scoring(), START, "doc")
    with pytest.raises(HypnogramError, match=r"x\.doc does not say its format by its name; end it in one of"):
        write_hypnogram(tmp_path / "x.doc", golden_scoring(), START)


def test_the_table_is_sound() -> None:
    names = [one.name for one in FORMATS]
    ends = [end for one in FORMATS for end in one.endings]
    assert len(set(names)) == len(names)
    assert len(set(ends)) == len(ends)
    assert all(one.description and end == end.lower() for one in FORMATS for end in one.endings)


@EVERY
def test_no_name_of_a_patient_is_in_any_export(one: HypnogramFormat, tmp_path: Path) -> None:
    night = EdfFile(
        [Signal(ramp(60, 10), 10)], patient="X F X Plantagenet", recording="Plantagenet at Bosworth"
    )
    recording = open_recording(night.write(tmp_path / "x.edf"))
    path = tmp_path / "out" / f"x{one.endings[0]}"
    path.parent.mkdir()
    write_hypnogram(path, scoring_from_stages([0, 1], NURSE), recording.start)
    for name in (b"plantagenet", b"bosworth", str(tmp_path).encode().lower()):
        assert name not in path.read_bytes().lower()


def test_a_name_is_in_a_hypnogram_where_it_is_asked_for(tmp_path: Path) -> None:
    night = EdfFile([Signal(ramp(60, 10), 10)], patient="Anne Plantagenet")
    source = night.write(tmp_path / "x.edf")
    path = tmp_path / "x_hyp.edf"
    write_edf_hypnogram(path, scoring_from_stages([0, 1], NURSE), START, identity=Identity.of(source))
    assert path.read_bytes()[8:88].rstrip() == b"X X X Anne_Plantagenet"


@pytest.mark.parametrize(
    "name", ["../up_hyp.edf", "a b'c\"d_hyp.edf", "\u202etxt_hyp.edf", "-rf_hyp.edf", "ü€_hyp.edf"]
)
def test_odd_names_stay_in_their_folder(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write_hypnogram(folder / name, golden_scoring(), START)
    assert read_hypnogram(folder / name).stages.tolist() == golden_scoring().stages.tolist()
    assert export_paths(Path("/nights") / name, folder).edf.parent == folder


def test_a_link_is_replaced_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"precious")
    (tmp_path / "x_hyp.edf").symlink_to(tmp_path / "precious")
    write_hypnogram(tmp_path / "x_hyp.edf", golden_scoring(), START)
    assert (tmp_path / "precious").read_bytes() == b"precious"
    assert not (tmp_path / "x_hyp.edf").is_symlink()


EVENTS = st.builds(
    Event,
    st.sampled_from(EventKind),
    st.integers(0, 89 * 10**6).map(lambda us: us / 1e6),  # within the three epochs of the night
    st.integers(0, 10**8).map(lambda us: us / 1e6),
    st.none() | st.sampled_from(["C4-M1", "=cmd|' /C calc'!A0", "a\tb", "-x", '<b>&"ü', "@@", "R/L; EMG"]),
)


@EVERY
@settings(max_examples=10)
@given(events=st.lists(EVENTS, max_size=20))
def test_events_there_and_back(
    one: HypnogramFormat, events: list[Event], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("events") / f"x{one.endings[0]}"
    scoring = scoring_from_stages([0, 1, 2], NURSE)
    scoring.apply(scoring.add_events(events, NURSE))
    write_hypnogram(path, scoring, START)
    read = read_hypnogram(path)
    assert read.stages.tolist() == [0, 1, 2]
    if not one.keeps_events:
        assert read.events == ()
        return
    assert [e.kind for e in sorted(read.events, key=_roughly)] == [
        e.kind for e in sorted(scoring.events, key=_roughly)
    ]
    if path.suffix == ".tsv":
        rows = csv.reader(path.read_text().splitlines(), delimiter="\t")
        assert not [cell for row in rows for cell in row if re.match(r"[=+@\t\r-]", cell)]


def _roughly(event: Event) -> tuple[str, int, int]:
    return event.kind.value, round(event.start_s * 1e6), round(event.duration_s * 1e6)


def test_an_event_keeps_its_channel_and_moves_with_the_night(tmp_path: Path) -> None:
    scoring = scoring_from_stages([0, 1], NURSE)
    event = Event(EventKind.AROUSAL, 31.25, 4.5, "C4-M1")
    scoring.apply(scoring.add_events([event], NURSE))
    for one in (one for one in FORMATS if one.keeps_events):
        path = tmp_path / f"x{one.endings[0]}"
        write_hypnogram(path, scoring, START)
        read = read_hypnogram(path)
        assert read.events == (event,)
        placed = place(read, START, 4, shift_s=60.0)
        assert placed.events == (Event(EventKind.AROUSAL, 91.25, 4.5, "C4-M1"),)


@EVERY
def test_a_full_disk_leaves_the_old_file(one: HypnogramFormat, tmp_path: Path) -> None:
    path = tmp_path / f"x{one.endings[0]}"
    path.write_bytes(b"old")
    with (
        files_of_at_most(2000),
        pytest.raises(HypnogramError, match=r"could not be written \(file too large\)"),
    ):
        write_hypnogram(path, scoring_from_stages([2, 3] * 1000, NURSE), START)
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


@EVERY
def test_where_a_hypnogram_goes(one: HypnogramFormat) -> None:
    for name in ("SC4001E0-PSG.edf", "SC4001E0-PSG.fif.gz", "SC4001E0-PSG.vhdr"):
        path = proposed_path(f"/nights/{name}", one)
        assert path == Path(f"/nights/SC4001E0-PSG{one.endings[0]}")
        assert format_for(path) is one
    assert proposed_path("/nights/x.edf", one, Path("/out")).parent == Path("/out")
