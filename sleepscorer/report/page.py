"""Report of a night: what it holds, and in which shape for each kind of study."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sleepscorer.edf.header import has_date
from sleepscorer.report import pictures, tables
from sleepscorer.report.blocks import (
    Block,
    Columns,
    Heading,
    Pairs,
    Paragraph,
    Picture,
    ReportContent,
    Section,
)
from sleepscorer.report.facts import ReportFacts
from sleepscorer.report.html import Letterhead, html_of
from sleepscorer.report.night_picture import night_picture
from sleepscorer.report.texts import ENGLISH, Texts
from sleepscorer.scoring import Scoring
from sleepscorer.statistics import (
    NightStatistics,
    SleepStatistics,
    StudyKind,
    StudyStatistics,
    odi_absence,
    scored_events,
    study_statistics,
)


def report_html(
    facts: ReportFacts,
    scoring: Scoring,
    texts: Texts = ENGLISH,
    study: StudyStatistics | None = None,
    letterhead: Letterhead | None = None,
) -> str:
    """Render the report of a night as one self-contained HTML page.

    Parameters
    ----------
    facts : ReportFacts
    scoring : Scoring
    texts : mapping of str to str
        See :func:`sleepscorer.report.texts.texts_of`.
    study : StudyStatistics, optional
        With the signals of the night; without it nothing is said of oxygen, heart, position and pressure.
    letterhead : Letterhead, optional

    Returns
    -------
    str
        Pages of A4, UTF-8; every value is escaped.

    Raises
    ------
    SleepscorerError
        If the letterhead cannot be used.
    """
    return html_of(report_of(facts, scoring, texts, study), letterhead)


def report_of(
    facts: ReportFacts, scoring: Scoring, texts: Texts = ENGLISH, study: StudyStatistics | None = None
) -> ReportContent:
    """Put a report together, whatever it is written as then; see :func:`report_html`."""
    study = study or study_statistics(scoring)
    heading = texts[f"title_{study.kind.value}"]
    title = f"{heading} – {facts.recording}" if facts.recording else heading
    makers = {
        "header": _header(facts, scoring, study, texts, heading),
        "comment": _comment(facts, texts),
        "night": _night(facts, scoring, study, texts),
        "sleep": _sleep(study, texts),
        "segments": _segments(study, texts),
        "respiration": _respiration(study.night, texts),
        "oxygen": _oxygen(study.night, texts),
        "arousals": _arousals(study.night, texts),
        "position": _position(study, texts),
        "events": _events(scoring, study.night, texts),
        "scorers": _scorers(facts, scoring, study, texts),
        "remarks": _remarks(facts, study.night.sleep, study, texts),
        "signature": _signature(facts, study, texts),
    }
    return ReportContent(
        title, texts["language"], [Section(name, list(made)) for name, made in makers.items()]
    )


def _headed(title: str, *blocks: Block) -> list[Block]:
    return [Heading(title), *blocks]


def _header(
    facts: ReportFacts, scoring: Scoring, study: StudyStatistics, texts: Texts, heading: str
) -> Iterable[Block]:
    if facts.laboratory:
        yield Paragraph(facts.laboratory)
    yield Heading(heading, 1)
    if facts.patient is not None:
        patient = facts.patient
        names = ("patient", "code", "sex", "birth_date")
        values = (patient.name, patient.code, patient.sex, patient.birth_date)
        first = tables.without_empty([(texts[n], v) for n, v in zip(names, values, strict=True)])
        rows = [
            (texts["administration_code"], patient.administration_code),
            (texts["recorded_by"], patient.technician),
        ]
        if first.rows:
            yield Columns([first], [tables.without_empty(rows)])
    yield Columns(
        [tables.without_empty(_recording_rows(facts, study, texts))],
        [tables.without_empty(_people_rows(facts, scoring, texts))],
    )


def _recording_rows(facts: ReportFacts, study: StudyStatistics, texts: Texts) -> list[tuple[str, str]]:
    hours, seconds = divmod(round(facts.duration_s), 3600)
    start = tables.NOTHING
    if facts.start:
        day = f"{texts['date']} " if has_date(facts.start) else ""
        start = facts.start.strftime(f"{day}%H:%M:%S")
    read_from = [
        label if label == role.type.label else f"{role.type.label}: {label}"
        for role, label in study.signals.labels.items()
    ]
    return [
        (texts["recording"], facts.recording),
        (texts["start"], start),
        (texts["length"], f"{hours} h {seconds // 60} min"),
        (texts["channels"], ", ".join(facts.channels)),
        (texts["signals"], ", ".join(read_from)),
    ]


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
    return rows


def _moment(facts: ReportFacts, seconds: float | None, texts: Texts) -> str:
    """Return the clock time, or time from the start where the clock is not known."""
    if seconds is None:
        return texts["not_marked"]
    if facts.start is not None:
        return f"{facts.start + timedelta(seconds=seconds):%H:%M:%S}"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


def _comment(facts: ReportFacts, texts: Texts) -> Iterable[Block]:
    if facts.comment.strip():
        yield Heading(texts["comment"])
        yield from (Paragraph(line) for line in facts.comment.strip().splitlines())


def _night(facts: ReportFacts, scoring: Scoring, study: StudyStatistics, texts: Texts) -> Iterable[Block]:
    yield Heading(texts["night"] if study.kind is StudyKind.HOME else texts["hypnogram"])
    if study.kind is not StudyKind.HOME:
        svg, height = pictures.hypnogram(scoring, facts.start)
        yield Picture(svg, height, texts["hypnogram"])
        key = (("#1b1f24", texts["by_person"]), ("#c9ced6", texts["by_model"]))
        yield Paragraph("", is_small=True, key=key)
    drawn = night_picture(study.signals, scoring.events, scoring.n_epochs, facts.start, texts)
    if drawn is not None:
        yield Picture(*drawn, texts["night"])
    if scoring.probabilities is None or study.kind is StudyKind.HOME:
        return
    svg, height = pictures.hypnodensity(scoring.probabilities, facts.start)
    yield Heading(texts["hypnodensity"])
    yield Picture(svg, height, texts["hypnodensity"])
    yield Paragraph("", is_small=True, key=tuple(pictures.stage_key()))


def _sleep(study: StudyStatistics, texts: Texts) -> Iterable[Block]:
    if study.kind is StudyKind.HOME:
        return
    sleep = study.night.sleep
    yield Columns(
        _headed(texts["sleep"], Pairs(tables.sleep_rows(sleep, texts))),
        _headed(texts["stages"], tables.stage_table(sleep, texts)),
    )


def _segments(study: StudyStatistics, texts: Texts) -> Iterable[Block]:
    if study.segments:
        yield from _headed(texts["segments"], tables.segment_table(study.segments, texts))
    if len(study.night.by_pressure) > 1:
        yield from _headed(
            texts["by_pressure"],
            tables.pressure_table(study.night, texts),
            Paragraph(texts["pressure_by_second"], is_small=True),
        )


def _respiration(night: NightStatistics, texts: Texts) -> Iterable[Block]:
    rows = tables.night_rows(night, "respiration", texts)
    if rows:
        half = (len(rows) + 1) // 2
        yield from _headed(texts["respiration"], tables.respiration_table(night, texts))
        yield Columns([Pairs(rows[:half])], [Pairs(rows[half:])])


def _oxygen(night: NightStatistics, texts: Texts) -> Iterable[Block]:
    oxygen, heart = (tables.night_rows(night, name, texts) for name in ("oxygen", "heart"))
    if night.unmeasured_desaturations:
        oxygen.append((texts["unmeasured"], str(night.unmeasured_desaturations)))
    yield from _beside((texts["oxygen"], oxygen), (texts["heart"], heart))
    if odi_absence(night) is not None:
        yield Paragraph(texts["odi_unknown" if night.oxygen else "odi_without_oxygen"])


def _arousals(night: NightStatistics, texts: Texts) -> Iterable[Block]:
    arousals, limbs = (tables.night_rows(night, name, texts) for name in ("arousals", "limbs"))
    yield from _beside((texts["arousals"], arousals), (texts["limbs"], limbs))


Rows = Sequence[tuple[str, str]]


def _beside(first: tuple[str, Rows], second: tuple[str, Rows]) -> Iterable[Block]:
    """Yield the tables that have rows, beside each other where both have."""
    blocks = [_headed(title, Pairs(rows)) for title, rows in (first, second) if rows]
    if len(blocks) == 2:
        yield Columns(*blocks)
    elif blocks:
        yield from blocks[0]


def _position(study: StudyStatistics, texts: Texts) -> Iterable[Block]:
    night = study.night
    rows = tables.night_rows(night, "position", texts)
    if night.by_position:
        yield from _headed(texts["positions"], tables.position_table(night, texts))
    elif rows:
        yield Heading(texts["positions"])
    if night.snore_min is not None:
        percent = tables.Numbers(texts).number(night.snore_percent)
        minutes = tables.Numbers(texts).minutes(night.snore_min)
        yield Paragraph(texts["snoring"].format(minutes=minutes, percent=percent))


def _events(scoring: Scoring, night: NightStatistics, texts: Texts) -> Iterable[Block]:
    yield from _headed(
        texts["events_title"], tables.event_table(night.events, texts, is_monitored=night.is_monitored)
    )
    if night.events.tally.marked:
        yield Paragraph(tables.tally_sentence(night.events.tally, texts))
    if night.events.unconfirmed:
        counted = night.events.tally.counted
        yield Paragraph(texts["unconfirmed"].format(unconfirmed=night.events.unconfirmed, counted=counted))
    if scoring.stale_search_sentence is not None:
        yield Paragraph(texts["stale_search"])


def _scorers(facts: ReportFacts, scoring: Scoring, study: StudyStatistics, texts: Texts) -> Iterable[Block]:
    if study.kind is StudyKind.HOME:
        sentences = [_confirmed(scoring, texts, "confirmed_events")] if scored_events(scoring.events) else []
        if sentences:
            yield from _headed(texts["who"], Paragraph(sentences[0]))
    else:
        sentences = [] if scoring.by_human().any() else [texts["not_reviewed"]]
        sentences.append(
            _confirmed(scoring, texts, "confirmed" if scored_events(scoring.events) else "confirmed_epochs")
        )
        if facts.review is not None:
            progress = texts["review_progress"]
            sentences.append(progress.format(done=facts.review.n_done, total=facts.review.n_total))
        yield from _headed(texts["who"], tables.author_table(scoring, texts), *map(Paragraph, sentences))
    if scoring.marked:
        yield from _headed(texts["notes"], *tables.note_blocks(scoring, texts))


def _confirmed(scoring: Scoring, texts: Texts, name: str) -> str:
    """Return how much of the scoring a person stands for."""
    percent = 100 * float(scoring.by_human().mean()) if scoring.n_epochs else 0.0
    events = scored_events(scoring.events)
    confirmed = sum(not event.is_proposed for event in events)
    return texts[name].format(
        percent=tables.Numbers(texts).number(percent, digits=0),
        confirmed=confirmed,
        events=len(events),
    )


def _remarks(
    facts: ReportFacts, sleep: SleepStatistics, study: StudyStatistics, texts: Texts
) -> Iterable[Block]:
    remarks = list(facts.remarks)
    if sleep.unscored_before_onset:
        remarks.append(texts["onset_unsure"].format(count=sleep.unscored_before_onset))
    if study.signals.are_codes_assumed and study.night.by_position:
        remarks.append(texts["codes_assumed"])
    if remarks:
        yield from _headed(texts["remarks"], *map(Paragraph, remarks))


def _signature(facts: ReportFacts, study: StudyStatistics, texts: Texts) -> Iterable[Block]:
    name = "definitions_home" if study.kind is StudyKind.HOME else "definitions"
    yield Paragraph(texts[name], is_small=True)
    yield Paragraph(f"{texts['signature']}: ______________________________")
    yield Paragraph(facts.program, is_small=True)
