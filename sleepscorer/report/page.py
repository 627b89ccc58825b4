"""Page of a report: simple tables and images, as Qt's text documents can print no others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from html import escape

from sleepscorer.edf.header import has_date
from sleepscorer.report import pictures, tables
from sleepscorer.report.facts import ReportFacts
from sleepscorer.report.texts import ENGLISH, Texts
from sleepscorer.scoring import Scoring
from sleepscorer.statistics import SleepStatistics, event_statistics, sleep_statistics

_STYLE = """
@page { size: A4; margin: 15mm; }
body { font-family: sans-serif; font-size: 9pt; color: #1b1f24; }
h1 { font-size: 16pt; margin: 0 0 10px 0; }
h2 { font-size: 11pt; margin: 10px 0 3px 0; }
th { font-weight: normal; color: #636b75; }
p { margin: 3px 0; }
.small { font-size: 7.5pt; color: #636b75; }
.last { margin-top: 6px; }
.signature { margin-top: 16px; }
"""


def report_html(facts: ReportFacts, scoring: Scoring, texts: Texts = ENGLISH) -> str:
    """Render the report of a night as one self-contained HTML page.

    Parameters
    ----------
    facts : ReportFacts
    scoring : Scoring
    texts : mapping of str to str
        See :func:`sleepscorer.report.texts.texts_of`.

    Returns
    -------
    str
        One or two pages of A4, UTF-8; every value is escaped.
    """
    sleep = sleep_statistics(scoring.stages, scoring.lights)
    title = escape(f"{texts['title']} – {facts.recording}")
    parts = [
        f"<h1>{escape(texts['title'])}</h1>",
        _columns(
            tables.pairs(_recording_rows(facts, texts)), tables.pairs(_people_rows(facts, scoring, texts))
        ),
        *_pictures(facts, scoring, texts),
        _columns(
            _headed(texts["sleep"], tables.pairs(tables.sleep_rows(sleep, texts))),
            _headed(texts["stages"], tables.stage_table(sleep, texts)),
        ),
        *_findings(scoring, texts),
        *_words(facts, scoring, sleep, texts),
    ]
    return (
        f'<!DOCTYPE html><html lang="{texts["language"]}"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>\n"
    )


def _headed(title: str, body: str) -> str:
    return f"<h2>{escape(title)}</h2>{body}"


def _columns(first: str, second: str) -> str:
    half = '<td width="48%" valign="top">'
    cells = f'{half}{first}</td><td width="4%"></td>{half}{second}</td>'
    # Qt drops the margin above what comes first in a cell.
    style = 'width="100%" cellspacing="0" cellpadding="0" style="margin-top: 8px"'
    return f"<table {style}><tr>{cells}</tr></table>"


def _recording_rows(facts: ReportFacts, texts: Texts) -> list[tuple[str, str]]:
    hours, seconds = divmod(round(facts.duration_s), 3600)
    start = tables.NOTHING
    if facts.start:
        day = f"{texts['date']} " if has_date(facts.start) else ""
        start = facts.start.strftime(f"{day}%H:%M:%S")
    rows = [
        (texts["recording"], facts.recording),
        (texts["start"], start),
        (texts["length"], f"{hours} h {seconds // 60} min"),
        (texts["channels"], ", ".join(facts.channels)),
        (texts["patient"], facts.patient),
    ]
    return [row for row in rows if row[1]]


def _people_rows(facts: ReportFacts, scoring: Scoring, texts: Texts) -> list[tuple[str, str]]:
    lights = (scoring.lights.off_s, scoring.lights.on_s)
    rows = [
        (texts["technician"], facts.technician),
        (texts["lights"], " – ".join(_moment(facts, at, texts) for at in lights)),
        (texts["created"], facts.created.strftime(f"{texts['date']} %H:%M")),
    ]
    if facts.model is not None:
        rows.append((texts["model"], facts.model.title))
        rows.append(("", f"{facts.model.name}, sha256 {facts.model.sha256[:16]}"))
    return [row for row in rows if row[1]]


def _moment(facts: ReportFacts, seconds: float | None, texts: Texts) -> str:
    """Return the clock time, or time from the start where the clock is not known."""
    if seconds is None:
        return texts["not_marked"]
    if facts.start is not None:
        return f"{facts.start + timedelta(seconds=seconds):%H:%M:%S}"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


def _pictures(facts: ReportFacts, scoring: Scoring, texts: Texts) -> Iterable[str]:
    svg, height = pictures.hypnogram(scoring, facts.start)
    yield _headed(texts["hypnogram"], f"<p>{pictures.as_image(svg, height, texts['hypnogram'])}</p>")
    yield (
        f'<p class="small"><span style="color:#1b1f24">&#9632;</span> {escape(texts["by_person"])} &nbsp; '
        f'<span style="color:#c9ced6">&#9632;</span> {escape(texts["by_model"])}</p>'
    )
    if scoring.probabilities is None:
        return
    svg, height = pictures.hypnodensity(scoring.probabilities, facts.start)
    key = " &nbsp; ".join(
        f'<span style="color:{colour}">&#9632;</span> {name}' for colour, name in pictures.stage_key()
    )
    image = pictures.as_image(svg, height, texts["hypnodensity"])
    yield _headed(texts["hypnodensity"], f'<p>{image}</p><p class="small">{key}</p>')


def _findings(scoring: Scoring, texts: Texts) -> Iterable[str]:
    events = event_statistics(scoring.events, scoring.stages, scoring.lights)
    yield _headed(texts["events"], tables.event_table(events, texts))
    yield _headed(texts["who"], tables.author_table(scoring, texts))
    if scoring.marked:
        yield _headed(texts["notes"], tables.note_table(scoring, texts))


def _words(facts: ReportFacts, scoring: Scoring, sleep: SleepStatistics, texts: Texts) -> Iterable[str]:
    yield _headed(texts["review"], _paragraphs(_review(facts, scoring, texts)))
    remarks = list(facts.remarks)
    if sleep.unscored_before_onset:
        remarks.append(texts["onset_unsure"].format(count=sleep.unscored_before_onset))
    if remarks:
        yield _headed(texts["remarks"], _paragraphs(remarks))
    yield f'<p class="small last">{escape(texts["definitions"])}</p>'
    yield f'<p class="signature">{escape(texts["signature"])}: ______________________________</p>'
    yield f'<p class="small">{escape(facts.program)}</p>'


def _review(facts: ReportFacts, scoring: Scoring, texts: Texts) -> list[str]:
    sentences = [] if scoring.by_human().any() else [texts["not_reviewed"]]
    if facts.review is not None:
        review, numbers = facts.review, tables.Numbers(texts)
        sentences.append(texts["review_progress"].format(done=review.n_done, total=review.n_total))
        start, left = (
            numbers.number(value, digits=0) for value in (review.expected_at_start, review.expected_left)
        )
        sentences.append(texts["review_errors"].format(start=start, left=left))
    return sentences or [tables.NOTHING]


def _paragraphs(sentences: Iterable[str]) -> str:
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
