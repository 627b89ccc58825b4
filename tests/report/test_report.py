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

from sleepscorer.report import LANGUAGES, ModelFacts, ReportFacts, ReviewFacts, report_html, texts_of
from sleepscorer.report.pictures import hypnodensity, hypnogram
from sleepscorer.scoring import Author, AuthorKind, EpochMarks, Event, EventKind, Flag, Lights, Scoring
from sleepscorer.stages import Stage
from sleepscorer.statistics import PARAMETERS

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
    review=ReviewFacts(12, 87, 46.4, 30.6),
)
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "table", "tr", "th", "td"),
    *("img", "span"),
}
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
        "46 before the review, 31 now.",
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
        patient=NASTY,
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
    page = Page(report_html(replace(FACTS, patient=text, remarks=(text,)), scoring))
    assert not page.open
    assert page.tags <= TAGS


def test_events_are_listed_with_their_indices(scoring):
    events = [Event(EventKind.HYPOPNOEA, 4000.0 + 60 * place, 12.0, "Flow") for place in range(20)]
    scoring.apply(scoring.add_events([*events, Event(EventKind.SPINDLE, 5000.0, 1.0)], ANNA))
    text = Page(report_html(FACTS, scoring)).text
    assert "Hypopnoeas 20" in text
    assert "Apnoeas and hypopnoeas (AHI) 20" in text
    assert "12.0 s" in text
    assert "Spindles 1" in text
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
    assert [row.name for row in PARAMETERS if row.report and not row.report.get(language)] == []


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
