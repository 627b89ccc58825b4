from __future__ import annotations

import base64
import re
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from string import Formatter
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sleepscorer.channels import Role
from sleepscorer.errors import SleepscorerError
from sleepscorer.report import (
    LANGUAGES,
    Letterhead,
    ModelFacts,
    PatientFacts,
    ReportFacts,
    ReviewFacts,
    html_of,
    nap_report,
    report_html,
    report_of,
    texts_of,
)
from sleepscorer.report.pictures import Axis, hypnodensity, hypnogram
from sleepscorer.scoring import (
    Author,
    AuthorKind,
    EpochMarks,
    Event,
    EventKind,
    Flag,
    Lights,
    Proposal,
    Scoring,
    stages_fingerprint,
)
from sleepscorer.stages import Stage
from sleepscorer.statistics import (
    NIGHT_PARAMETERS,
    PARAMETERS,
    NapTest,
    NightSignals,
    Uncounted,
    nap_statistics,
    study_statistics,
)

ANNA = Author(AuthorKind.TECHNICIAN, "AK")
MODEL = Author(AuthorKind.MODEL, "cnn@abc")
FACTS = ReportFacts(
    recording="night.edf",
    start=datetime(2024, 3, 1, 22, 40, 30),
    duration_s=28_800.0,
    created=datetime(2024, 3, 2, 9, 15),
    program="sleepscorer 0.1",
    technician="AK",
    channels=("C4-M1", "E1-M2"),
    model=ModelFacts("CNN, 2 channels", "cnn", "0123456789abcdef0123"),
    review=ReviewFacts(12, 87),
)
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "table", "tr", "th", "td"),
    *("img", "span"),
}
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
NASTY = "<script>alert(1)</script> & \"quoted\" 'too' <img src=x onerror=y>"


class Page(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.sources: list[str] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        names = dict(attributes)
        assert not any(name.startswith("on") for name in names)
        if tag == "img":
            self.sources.append(names["src"] or "")
        if tag not in ("meta", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.fixture
def scoring() -> Scoring:
    scoring = Scoring(960)
    probabilities = np.random.default_rng(0).dirichlet(np.ones(5), 960).astype(np.float32)
    probabilities[900:] = np.nan
    scoring.apply(scoring.prescore(probabilities, MODEL))
    scoring.apply(scoring.score(range(100, 300), Stage.N2, ANNA))
    scoring.apply(scoring.score(range(300, 340), Stage.R, ANNA))
    scoring.apply(scoring.mark_lights(Lights(1200.0, 27_000.0), ANNA))
    return scoring


def svg_of(source: str) -> ElementTree.Element:
    head, _, data = source.partition(",")
    assert head == "data:image/svg+xml;base64"
    return ElementTree.fromstring(base64.b64decode(data))


def test_it_is_one_page_of_simple_tags_that_needs_nothing_else(scoring):
    html = report_html(FACTS, scoring)
    page = Page(html)
    assert not page.open
    assert page.tags <= TAGS
    assert len(page.sources) == 2
    assert all(svg_of(source).tag.endswith("svg") for source in page.sources)
    assert not re.search(r"https?://", html)


def test_it_says_what_was_scored_by_whom_and_how_far_the_review_went(scoring):
    text = Page(report_html(FACTS, scoring)).text
    for words in (
        "night.edf",
        "2024-03-01 22:40:30",
        "8 h 0 min",
        "23:00:30 – 06:10:30",
        "cnn, sha256 0123456789abcdef",
        "AK (technician) 240 25.0 % 0 0 200 0 40",
        "cnn@abc (model) 660",
        "nobody 60",
        "12 of 87 flagged epochs were looked at.",
        "25 % of the epochs confirmed by a person.",
        "Time in bed (TIB) 430.0 min",
        "No events were marked.",
    ):
        assert words in text


def test_every_value_from_outside_is_escaped(scoring):
    scoring.apply(scoring.mark(3, EpochMarks(frozenset({Flag.NOT_SURE}), NASTY), ANNA))
    scoring.apply(scoring.score([5], Stage.W, Author(AuthorKind.TECHNICIAN, NASTY)))
    facts = replace(
        FACTS,
        recording=NASTY,
        program=NASTY,
        patient=PatientFacts(NASTY, NASTY, NASTY, NASTY, NASTY, NASTY),
        laboratory=NASTY,
        comment=NASTY,
        technician=NASTY,
        channels=(NASTY,),
        model=ModelFacts(NASTY, NASTY, NASTY),
        remarks=(NASTY,),
    )
    html = report_html(facts, scoring)
    page = Page(html)
    assert page.tags <= TAGS
    assert len(page.sources) == 2
    assert "<script" not in html
    assert page.text.count(NASTY) >= 9


@given(st.text(max_size=30))
def test_no_text_breaks_the_page(text):
    scoring = Scoring(3)
    scoring.apply(scoring.mark(0, EpochMarks(note=text), ANNA))
    facts = replace(FACTS, patient=PatientFacts(text), comment=text, remarks=(text,))
    page = Page(report_html(facts, scoring))
    assert not page.open
    assert page.tags <= TAGS


def test_events_are_listed_with_their_indices(scoring):
    events = [Event(EventKind.HYPOPNOEA, 4000.0 + 60 * place, 12.0, "Flow") for place in range(20)]
    scoring.apply(scoring.add_events([*events, Event(EventKind.SPINDLE, 5000.0, 1.0)], ANNA))
    text = Page(report_html(FACTS, scoring)).text
    assert "Hypopnoeas 20 20" in text
    assert "21 events marked, 21 counted." in text
    assert "Apnoeas and hypopnoeas (AHI) 20" in text
    assert "12.0 s" in text
    assert "Spindles 1 1" in text
    assert "Central apnoeas" not in text


def test_only_the_first_notes_are_printed(scoring):
    for epoch in range(30):
        scoring.apply(scoring.mark(epoch, EpochMarks(note=f"note {epoch + 1}."), ANNA))
    text = Page(report_html(FACTS, scoring)).text
    assert "note 20." in text
    assert "note 21." not in text
    assert "10 more are in the scoring." in text


@pytest.mark.parametrize("n_epochs", [0, 1])
def test_a_night_with_nothing_in_it_is_no_error(n_epochs):
    facts = replace(FACTS, start=None, model=None, review=None, channels=())
    text = Page(report_html(facts, Scoring(n_epochs))).text
    assert "No person has looked at any stage of this night." in text
    assert "not marked – not marked" in text


def test_a_latency_that_rests_on_unscored_epochs_says_so():
    scoring = Scoring(20)
    scoring.apply(scoring.score(range(8, 20), Stage.N2, ANNA))
    assert "8 epochs before sleep onset are unscored" in Page(report_html(FACTS, scoring)).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_text_with_the_same_places(language):
    english, other = LANGUAGES["en"], LANGUAGES[language]
    assert other.keys() == english.keys()
    for name, text in english.items():
        places = {place for _, place, _, _ in Formatter().parse(text) if place}
        assert {place for _, place, _, _ in Formatter().parse(other[name]) if place} == places
    assert {f"kind_{kind.value}" for kind in AuthorKind} <= other.keys()
    assert {f"flag_{flag.value}" for flag in Flag} <= other.keys()
    assert [kind for kind in EventKind if not kind.type.report.get(language)] == []
    rows = (*PARAMETERS, *NIGHT_PARAMETERS)
    assert [row.name for row in rows if row.report and not row.report.get(language)] == []
    assert {f"uncounted_{reason.name.lower()}" for reason in Uncounted} <= other.keys()


def test_a_report_is_written_in_its_language(scoring):
    html = report_html(FACTS, scoring, texts_of("de_CH"))
    text = Page(html).text
    assert '<html lang="de">' in html
    assert "Gesamtschlafzeit (TST)" in text
    assert "01.03.2024 22:40:30" in text
    assert "430,0 min" in text
    assert texts_of("xx")["language"] == "en"


def bars(svg: str) -> list[tuple[float, float, str]]:
    """Left edge, width and colour of each rectangle."""
    shapes = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}rect")
    return [(float(s.get("x", 0)), float(s.get("width", 0)), s.get("fill", "")) for s in shapes]


def test_unscored_epochs_are_a_gap_and_r_is_thick():
    scoring = Scoring(40)
    scoring.apply(scoring.score(range(10), Stage.N2, ANNA))
    scoring.apply(scoring.score(range(30, 40), Stage.R, ANNA))
    svg, _ = hypnogram(scoring, None)
    stages, people = bars(svg)[:2], bars(svg)[2:]
    assert [x for x, _, _ in stages] == [x for x, _, _ in people]
    (first, width, _), (last, _, _) = stages
    assert last - first == pytest.approx(3 * width, abs=1)
    heights = [float(h) for h in re.findall(r'height="(\d+)" fill="#(?:1f6fb2|b8327a)"', svg)]
    assert heights == [8, 16]


def test_a_nap_has_a_mark_every_ten_minutes():
    axis = Axis(44, datetime(2026, 1, 2, 9, 2, 30))
    assert axis.times() == [(450.0, "09:10"), (1050.0, "09:20")]
    assert [label for _, label in Axis(44, None).times()] == ["0 min", "10 min", "20 min"]


def test_hours_stand_at_the_full_clock_hour():
    svg, _ = hypnogram(Scoring(960), datetime(2024, 3, 1, 22, 40))
    assert re.findall(r">(\d\d:\d\d)<", svg) == [f"{hour % 24:02d}:00" for hour in range(23, 31)]
    svg, _ = hypnogram(Scoring(240), datetime(2024, 3, 1, 22, 0))
    assert re.findall(r">(\d\d:\d\d)<", svg) == ["22:00", "23:00", "00:00"]
    svg, _ = hypnogram(Scoring(240), None)
    assert re.findall(r">(\d+ h)<", svg) == ["0 h", "1 h", "2 h"]


def test_long_nights_are_thinned():
    probabilities = np.full((24 * 120 * 3, 5), 0.2, np.float32)
    svg, _ = hypnodensity(probabilities, None)
    assert len(svg) < 400_000
    assert ElementTree.fromstring(svg).tag.endswith("svg")


def clinical(n_epochs: int = 240, **more: float) -> NightSignals:
    """Two hours, supine in the first, of 95 % and 88 % after it."""
    values = {Role.SPO2: np.full(n_epochs * 30, 95, np.float32), Role.POSITION: np.ones(n_epochs * 30)}
    values[Role.SPO2][3600:3660] = 88
    values[Role.POSITION][3600:] = 2
    return NightSignals(n_epochs * 30, {**values, **{Role[name]: array for name, array in more.items()}})


def asleep(*events: Event, n_epochs: int = 240) -> Scoring:
    scoring = Scoring(n_epochs)
    scoring.apply(scoring.score(range(n_epochs), Stage.N2, ANNA))
    scoring.apply(scoring.add_events(events, ANNA))
    return scoring


APNOEAS = [Event(EventKind.OBSTRUCTIVE_APNOEA, at, 12.0) for at in (100.0, 200.0, 4000.0)]


def test_respiration_oxygen_and_position_have_their_tables():
    scoring = asleep(*APNOEAS)
    study = study_statistics(scoring, clinical())
    html = report_html(FACTS, scoring, study=study)
    text = Page(html).text
    for words in (
        "all sleep 120.0 3 0 0 0 3 1.5",
        "supine 60.0 2 0 0 0 2 2.0",
        "not supine 60.0 1 0 0 0 1 1.0",
        "Lowest SpO₂ 88.0 %",
        "Time below 90 % 1.0 min",
        "3 events marked, 3 counted.",
        "100 % of the epochs and 3 of 3 events confirmed by a person.",
    ):
        assert words in text
    assert len(Page(html).sources) == 2  # hypnogram; signals and events


def test_events_that_do_not_count_are_told():
    scoring = Scoring(20)
    scoring.apply(scoring.score(range(20), Stage.W, ANNA))
    scoring.apply(scoring.add_events(APNOEAS[:2], ANNA))
    text = Page(report_html(FACTS, scoring)).text
    assert "2 events marked, 0 counted, 2 not counted (2 in wake)." in text
    assert "No events were marked." not in text


def test_proposals_that_count_though_nobody_confirmed_them_are_told():
    proposed = [replace(event, proposal=Proposal(MODEL)) for event in APNOEAS[:2]]
    scoring = asleep(APNOEAS[2])
    scoring.apply(scoring.propose_events(proposed, MODEL))
    study = study_statistics(scoring)
    assert study.night.events.unconfirmed_sentence == (
        "2 of the 3 counted are proposals that no person has confirmed."
    )
    text = Page(report_html(FACTS, scoring, study=study)).text
    assert "3 events marked, 3 counted. 2 of the 3 counted are proposals" in text
    scoring.apply(scoring.add_events([Event(EventKind.BODY_POSITION, 60.0, 5.0)], ANNA))
    text = Page(report_html(FACTS, scoring)).text
    assert "3 events marked, 3 counted." in text
    assert "1 of 3 events confirmed by a person" in text, "a body position is no event that is counted"
    scoring.apply(scoring.confirm_events(scoring.events, ANNA))
    assert study_statistics(scoring).night.events.unconfirmed_sentence is None
    assert "are proposals" not in Page(report_html(FACTS, scoring)).text


def test_a_report_says_that_stages_have_changed_since_events_were_looked_for():
    scoring = asleep()
    scoring.apply(scoring.propose_events([], MODEL, {EventKind.AROUSAL}, stages_fingerprint(scoring.stages)))
    assert "earlier stages" not in Page(report_html(FACTS, scoring)).text
    scoring.apply(scoring.score([3], Stage.W, ANNA))
    text = Page(report_html(FACTS, scoring)).text
    assert "Stages have changed since events were looked for: what was found, or not found, rests" in text


def test_desaturations_without_saturation_make_no_odi_and_the_report_says_so():
    scoring = asleep(Event(EventKind.DESATURATION, 100.0, 20.0))
    text = Page(report_html(FACTS, scoring)).text
    assert "Desaturations whose fall was not measured 1" in text
    assert "There is no ODI: there are no values of SpO₂" in text
    assert "ODI 3" not in text
    measured = Page(report_html(FACTS, scoring, study=study_statistics(scoring, clinical()))).text
    assert "ODI 3" in measured
    assert "There is no ODI" not in measured


def test_a_home_test_tells_no_sleep():
    scoring = Scoring(240)
    scoring.apply(scoring.add_events(APNOEAS, ANNA))
    study = study_statistics(scoring, clinical(), has_eeg=False)
    text = Page(report_html(FACTS, scoring, study=study)).text
    for words in ("Home sleep apnoea test", "Respiratory event index (REI) 1.5 /h", "per h monitored"):
        assert words in text
    for words in ("Hypnogram", "Total sleep time", "per h sleep", "of the epochs"):
        assert words not in text


def test_a_split_night_has_a_column_for_each_part_and_a_row_for_each_pressure():
    pressure = np.zeros(7200, np.float32)
    pressure[3600:] = 8
    scoring = asleep(*APNOEAS)
    study = study_statistics(scoring, clinical(CPAP_PRESSURE=pressure))
    text = Page(report_html(FACTS, scoring, study=study)).text
    for words in (
        "Sleep report, split night",
        "Diagnostic Titration Total sleep time (TST) 60.0 min 60.0 min",
        "Apnoea-hypopnoea index (AHI) 2.0 /h 1.0 /h",
        "without 60.0 0.0 60.0 2 0 0 0 2.0",
        "8 cmH₂O 60.0 0.0 0.0 1 0 0 0 1.0",
    ):
        assert words in text


def test_naps_stand_on_one_sheet():
    slept = np.array([0] * 10 + [1] * 10 + [4] * 10, np.int8)
    naps = [nap_statistics("1", slept, start=datetime(2024, 3, 1, 9, 0)), nap_statistics("2", slept * 0)]
    text = Page(html_of(nap_report(FACTS, NapTest(tuple(naps)), [asleep(n_epochs=30)] * 2))).text
    assert "Multiple sleep latency test (MSLT)" in text
    assert "Mean sleep latency 12.5 min" in text
    assert "1 09:00 5.0 min 10.0 min 5.0 min yes" in text
    assert "2 – 20.0 min (no sleep)" in text
    assert "SOREMPs 1 / 2" in text


def test_naps_without_a_sure_latency_are_named():
    slept = np.array([0] * 10 + [1] * 20, np.int8)
    stages = {"1": slept, "2": np.full(30, -1, np.int8), "3": np.array([0] * 29 + [-1], np.int8)}
    naps = tuple(nap_statistics(name, values) for name, values in stages.items())
    text = Page(html_of(nap_report(FACTS, NapTest(naps), [asleep(n_epochs=30)] * 3))).text
    assert "Mean sleep latency 12.5 min" in text
    assert "SOREMPs 0 / 2" in text
    assert "2 – – 0.0 min – – 15.0 min" in text
    assert "Not scored, and in neither mean nor number: 2." in text
    assert "With unscored epochs that may be the first of sleep: 3;" in text


def test_names_are_left_out_where_nobody_is_to_be_named(scoring):
    named = replace(FACTS, patient=PatientFacts("Doe, Jane", "123", "F", "01-JAN-1970"))
    assert "Doe, Jane" in report_html(named, scoring)
    html = report_html(replace(FACTS, recording="", patient=None), scoring)
    assert "night.edf" not in html


def test_a_template_and_a_logo_of_ones_own(scoring, tmp_path):
    logo, template = tmp_path / "logo.png", tmp_path / "t.html"
    logo.write_bytes(PIXEL)
    encoded = base64.b64encode(PIXEL).decode()
    page = report_html(FACTS, scoring, letterhead=Letterhead(logo))
    assert f'src="data:image/png;base64,{encoded}"' in page
    template.write_text("<html>$logo<h3>Ours for $$5</h3>$sleep</html>")
    html = report_html(FACTS, scoring, letterhead=Letterhead(logo, template))
    assert html.startswith("<html><img")
    assert "Ours for $5" in html
    assert "Total sleep time" in html
    assert "Who scored what" not in html
    template.write_text("$sleep $nothing")
    with pytest.raises(SleepscorerError, match=r"asks for \$nothing, which no report has"):
        report_html(FACTS, scoring, letterhead=Letterhead(template=template))
    with pytest.raises(SleepscorerError, match="cannot be read"):
        report_html(FACTS, scoring, letterhead=Letterhead(template=tmp_path / "none.html"))
    with pytest.raises(SleepscorerError, match="is no whole PNG"):
        report_html(FACTS, scoring, letterhead=Letterhead(template))


def test_a_document_holds_what_the_page_holds(scoring, tmp_path):
    docx = pytest.importorskip("docx")
    from sleepscorer.report.document import write_document

    path = tmp_path / "r.docx"
    write_document(report_of(FACTS, scoring), path, lambda svg, height: PIXEL)
    document = docx.Document(str(path))
    assert document.paragraphs[0].text == "Sleep report"
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("430.0 min" in cell for cell in cells) or any(
        "430.0 min" in inner.text
        for table in document.tables
        for cell in table._cells
        for nested in cell.tables
        for inner in nested._cells
    )
    assert len(document.inline_shapes) == 2


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b"PNG"),
        ("b.jpg", PIXEL),
        ("c.gif", b""),
        ("d.svg", b"<html>"),
        ("e.txt", PIXEL),
        ("f.png", PIXEL[:40]),
    ],
)
def test_a_logo_that_is_no_picture_is_refused_alike_on_page_and_in_document(scoring, tmp_path, name, data):
    logo = tmp_path / name
    logo.write_bytes(data)
    sentence = f"The logo {re.escape(str(logo))} is no whole PNG, JPEG, GIF or SVG of at most 2 MB"
    with pytest.raises(SleepscorerError, match=sentence):
        report_html(FACTS, scoring, letterhead=Letterhead(logo))
    pytest.importorskip("docx")
    from sleepscorer.report.document import write_document

    with pytest.raises(SleepscorerError, match=sentence):
        write_document(report_of(FACTS, scoring), tmp_path / "r.docx", lambda svg, height: PIXEL, logo)


def test_a_document_has_the_logo(scoring, tmp_path):
    docx = pytest.importorskip("docx")
    from sleepscorer.report.document import write_document

    def write(logo):
        write_document(report_of(FACTS, scoring), tmp_path / "r.docx", lambda svg, height: PIXEL, logo)
        return len(docx.Document(str(tmp_path / "r.docx")).inline_shapes)

    drawn, png = tmp_path / "logo.svg", tmp_path / "logo.png"
    drawn.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    png.write_bytes(PIXEL)
    assert write(drawn) == write(png) == write(None) + 1


def test_without_its_library_a_document_is_refused_in_a_sentence(scoring, tmp_path, monkeypatch):
    import sys

    from sleepscorer.report.document import write_document

    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(SleepscorerError, match=r"pip install 'sleepscorer\[documents\]'"):
        write_document(report_of(FACTS, scoring), tmp_path / "r.docx", lambda svg, height: b"")
