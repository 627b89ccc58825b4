"""Report of a multiple sleep latency test or a maintenance of wakefulness test: one sheet for all naps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sleepscorer.report import pictures, tables
from sleepscorer.report.blocks import (
    Block,
    Columns,
    Grid,
    Heading,
    Pairs,
    Paragraph,
    Picture,
    ReportContent,
    Section,
)
from sleepscorer.report.facts import ReportFacts
from sleepscorer.report.texts import ENGLISH, Texts
from sleepscorer.scoring import Scoring
from sleepscorer.statistics import Nap, NapTest
from sleepscorer.statistics.naps import MSLT_LATENCY_MIN


def nap_report(
    facts: ReportFacts,
    test: NapTest,
    scorings: Sequence[Scoring],
    texts: Texts = ENGLISH,
    longest_min: float = MSLT_LATENCY_MIN,
) -> ReportContent:
    """Put the report of a day's naps together.

    Parameters
    ----------
    facts : ReportFacts
        Of the first nap.
    test : NapTest
    scorings : sequence of Scoring
        Of each nap, or of the recording that holds them all.
    texts : mapping of str to str
    longest_min : float
        Latency of a nap without sleep: 20 min in an MSLT, 40 min in an MWT.

    Returns
    -------
    ReportContent
    """
    heading = texts["title_naps" if longest_min == MSLT_LATENCY_MIN else "title_wakefulness"]
    header: list[Block] = [Paragraph(facts.laboratory)] if facts.laboratory else []
    header.append(Heading(heading, 1))
    if facts.patient is not None:
        people = [(texts["patient"], facts.patient.name), (texts["code"], facts.patient.code)]
        more = [(texts["sex"], facts.patient.sex), (texts["birth_date"], facts.patient.birth_date)]
        header.append(Columns([tables.without_empty(people)], [tables.without_empty(more)]))
    numbers = tables.Numbers(texts)
    sums = [
        (texts["mean_latency"], numbers.minutes(test.mean_latency_min)),
        (texts["soremps"], f"{test.soremps} / {len(test.scored)}"),
    ]
    people = [
        (texts["technician"], facts.technician),
        (texts["created"], facts.created.strftime(f"{texts['date']} %H:%M")),
    ]
    header.append(Columns([Pairs(sums)], [tables.without_empty(people)]))
    comment: list[Block] = [Heading(texts["comment"])] if facts.comment else []
    comment += [Paragraph(line) for line in facts.comment.splitlines()]
    limit = numbers.number(longest_min, digits=0)
    signature: list[Block] = [
        Paragraph(texts["definitions_naps"].format(limit=limit), is_small=True),
        Paragraph(f"{texts['signature']}: ______________________________"),
        Paragraph(facts.program, is_small=True),
    ]
    sections: dict[str, list[Block]] = {
        "header": header,
        "comment": comment,
        "naps": [Heading(texts["naps"]), _table(test.naps, texts), *_remarks(test.naps, texts)],
        "night": list(_pictures(test.naps, scorings, texts)),
        "signature": signature,
    }
    return ReportContent(
        heading, texts["language"], [Section(name, blocks) for name, blocks in sections.items()]
    )


def _table(naps: Sequence[Nap], texts: Texts) -> Grid:
    names = ("nap", "lights_off", "sleep_latency", "tst", "rem_latency", "soremp", "unscored_short")
    return Grid([texts[name] for name in names], [_row(nap, texts) for nap in naps])


def _remarks(naps: Sequence[Nap], texts: Texts) -> Iterable[Block]:
    """Yield the sentences on naps whose latency is not known, or not sure."""
    unscored = [nap.name for nap in naps if not nap.is_scored]
    unsure = [nap.name for nap in naps if nap.is_unsure]
    for key, names in (("naps_unscored", unscored), ("naps_unsure", unsure)):
        if names:
            yield Paragraph(texts[key].format(naps=", ".join(names)))


def _row(nap: Nap, texts: Texts) -> tuple[str, ...]:
    numbers = tables.Numbers(texts)
    slept = "" if nap.slept or not nap.is_scored else f" ({texts['no_sleep']})"
    return (
        nap.name,
        f"{nap.start:%H:%M}" if nap.start else tables.NOTHING,
        numbers.minutes(nap.latency_min) + slept,
        numbers.minutes(nap.sleep.tst_min),
        numbers.minutes(nap.rem_latency_min),
        texts["yes" if nap.is_soremp else "no"] if nap.is_scored else tables.NOTHING,
        numbers.minutes(nap.sleep.unscored_min),
    )


def _pictures(naps: Sequence[Nap], scorings: Sequence[Scoring], texts: Texts) -> Iterable[Block]:
    for nap, scoring in zip(naps, scorings, strict=False):
        svg, height = pictures.hypnogram(scoring, None)
        yield Heading(f"{texts['nap']} {nap.name}", 2)
        yield Picture(svg, height, texts["hypnogram"])
