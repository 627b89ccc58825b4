"""Sleep statistics of the night, kept up to date while one scores."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from sleepscorer.gui.i18n.labels import event_name, upper_first
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import number, translate
from sleepscorer.stages import SCORED_STAGES, Stage

if TYPE_CHECKING:
    from sleepscorer.gui.session.session import Session
    from sleepscorer.statistics import EventStatistics, NightStatistics, SleepStatistics, StudyStatistics

SETTLE_MS = 120
"""Figures follow once the keys rest: they are never in the way of the next page."""

Rows = list[tuple[str, ...]]


class StatisticsPanel(QWidget):
    """Tables of sleep, respiration, oxygen and events (AASM Manual, chapter II)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._text: QTextBrowser | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._timer = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._timer.timeout.connect(self.refresh)

    def sizeHint(self) -> QSize:
        """Make room for the sleep parameters."""
        return QSize(280, 300)

    def _browser(self) -> QTextBrowser:
        """What shows the table; made when the panel is first seen, for it costs the window 20 ms."""
        if self._text is None:
            self._text = QTextBrowser(self)
            self._text.setAccessibleName(translate("Statistics", "Sleep statistics"))
            self._text.setFrameShape(QTextBrowser.Shape.NoFrame)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self._text)
            self._take_the_panels_turn(self._text)
        return self._text

    def _take_the_panels_turn(self, child: QWidget) -> None:
        """Give a child the focus where the panel stands, and not behind all that was made before it."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Qt orders only what takes the focus
        QWidget.setTabOrder(self, child)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_session(self, session: Session) -> None:
        """Follow a night."""
        self._session = session
        changes = (session.epochs_changed, session.lights_changed, session.events_changed)
        for signal in (*changes, session.night_signals.changed):
            signal.connect(self._timer.start)
        self._timer.start()

    def show_nothing(self) -> None:
        """Show that no night is open."""
        self._session = None
        if self._text is not None:
            self._text.clear()

    def refresh(self) -> None:
        """Count again."""
        if self._session is None or not self.isVisible():
            return
        session = self._session
        session.night_signals.want()
        study = session.night_signals.study(session.scoring)
        night = study.night
        sleep = () if night.is_monitored else (_sleep_rows(night.sleep), _stage_rows(night.sleep))
        parts = (*sleep, _night_rows(night))
        tables = [_table(rows) for rows in parts if rows]
        if night.events.tallies:
            tables.append(_table(_event_rows(night.events)))
        tables += [f"<p>{escape(text)}</p>" for text in _sentences(session, study)]
        self._browser().setHtml("<p></p>".join(tables))

    def showEvent(self, event: object) -> None:
        """Count when the panel is opened."""
        self._browser()
        self._timer.start()

    def text(self) -> str:
        """Return what the panel tells, as plain text."""
        return self._browser().toPlainText()


def _sentences(session: Session, study: StudyStatistics) -> list[str]:
    """Return what is to be said of the events and signals, in the window's language."""
    from sleepscorer.statistics import odi_absence

    night, reader = study.night, session.night_signals
    sentences: list[str | None] = [night.events.tally.sentence] if night.events.tally.marked else []
    sentences += [night.events.unconfirmed_sentence, session.scoring.stale_search_sentence, reader.problem]
    if reader.signals is not None or reader.problem:
        sentences.append(odi_absence(night))
    texts = [localized(sentence) for sentence in sentences if sentence]
    if study.signals.are_codes_assumed and night.by_position:
        texts.append(
            translate(
                "Statistics", "The codes of the body position are assumed: Edit > Codes of body position."
            )
        )
    return texts


def _minutes(value: float | None) -> str:
    return "–" if value is None else number(value, ".1f") + " min"


def _percent(value: float | None) -> str:
    return "–" if value is None else number(value, ".1f") + " %"


def _sleep_rows(statistics: SleepStatistics) -> Rows:
    from sleepscorer.statistics import PARAMETERS

    return [
        (translate("Statistics", parameter.label), _value(parameter.unit, parameter.value(statistics)))
        for parameter in PARAMETERS
        if parameter.label and (parameter.shown_if_zero or parameter.value(statistics))
    ]


def _value(unit: str, value: float | None) -> str:
    if not unit:
        return str(value)
    return "–" if value is None else f"{number(value, '.1f')} {unit}"


def _night_rows(night: NightStatistics) -> Rows:
    from sleepscorer.statistics import NIGHT_PARAMETERS

    rows: Rows = []
    for parameter in NIGHT_PARAMETERS:
        value = parameter.value(night) if parameter.label else None
        if value is not None:
            rows.append((translate("Statistics", parameter.label), _value(parameter.unit, value)))
    return rows


def _event_rows(statistics: EventStatistics) -> Rows:
    """How many of each kind were marked and how many count, and their index."""
    rows: Rows = []
    for kind, tally in statistics.tallies.items():
        index = statistics.by_kind[kind]
        counts = f"{tally.counted} / {tally.marked}" if tally.uncounted else str(tally.counted)
        rows.append((upper_first(event_name(kind)), counts, _rate(index.per_hour)))
    return rows


def _rate(value: float | None) -> str:
    return "–" if value is None else number(value, ".1f") + " /h"


def _stage_rows(statistics: SleepStatistics) -> Rows:
    return [
        (
            stage.name,
            _minutes(statistics.stage_min[stage]),
            "" if stage is Stage.W else _percent(statistics.stage_percent[stage]),
        )
        for stage in SCORED_STAGES
    ]


def _table(rows: Rows) -> str:
    """Names at the left, values up to the right edge, which all tables share."""
    return f"<table width='100%' cellspacing='2'>{''.join(map(_line, rows))}</table>"


def _line(row: tuple[str, ...]) -> str:
    name, *values = row
    cells = "".join(f"<td align='right' style='white-space: nowrap'>{escape(value)}</td>" for value in values)
    return f"<tr><td>{escape(name)}</td>{cells}</tr>"
