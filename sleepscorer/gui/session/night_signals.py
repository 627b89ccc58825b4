"""Signals of the open night, second by second, read once in the background."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from sleepscorer.edf.tal import Annotation
from sleepscorer.errors import SleepscorerError
from sleepscorer.gui.background.task import TaskSlot
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.messages import Message, reason, with_text
from sleepscorer.recording import Recording
from sleepscorer.scoring import Scoring
from sleepscorer.settings import Settings

if TYPE_CHECKING:
    from sleepscorer.statistics import NightSignals, StudyStatistics

LATER_MS = 600
"""They are read once the first page stands."""


class NightSignalsReader(QObject):
    """Reader of the saturation, pulse, pressure, position and snoring of one night.

    Parameters
    ----------
    recording : Recording
    settings : Settings
        Where the codes of the body position are kept.

    Attributes
    ----------
    signals : NightSignals or None
        None until they are read.
    problem : str
        Sentence on why they could not be read; empty where they could, or have not been yet.

    Signals
    -------
    changed()
        They were read, or are to be read again.
    """

    changed = Signal()

    def __init__(self, recording: Recording, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recording, self._settings = recording, settings
        self.signals: NightSignals | None = None
        self.problem: str = ""
        self._annotations: list[Annotation] | None = None
        self._is_stopped = False
        self._is_stale = False
        self._task = TaskSlot(self)
        self._task.succeeded.connect(self._take)
        self._task.failed.connect(self._fail)
        self._task.ended.connect(self._end)
        self._later = QTimer(self, interval=LATER_MS, singleShot=True)
        self._later.timeout.connect(self._begin)

    def want(self) -> None:
        """Have the signals read, unless they have been, are being read, or cannot be."""
        if self.signals is None and not self.problem and not self._task.is_busy and not self._is_stopped:
            self._later.start()

    def forget(self) -> None:
        """Read again: channels have other roles, or codes another meaning."""
        self.signals, self.problem, self._is_stale = None, "", self._task.is_busy
        self._task.cancel()
        self.changed.emit()
        self.want()

    def stop(self) -> None:
        """Stop reading, and wait until nothing reads the recording any more."""
        self._is_stopped = True
        self._later.stop()
        self._task.stop()

    def study(self, scoring: Scoring, *, at_once: bool = False) -> StudyStatistics:
        """Compute the statistics of the night, with its signals as far as they are known.

        Parameters
        ----------
        scoring : Scoring
        at_once : bool
            Whether to read the signals now where they have not been; where they cannot be read, ``problem``
            says so.
        """
        from sleepscorer.statistics import study_statistics

        if self.signals is None and at_once:
            try:
                self._take(self._read(lambda fraction: None, lambda: False))
            except SleepscorerError as error:
                self._fail(error.message)
            except OSError as error:
                self._fail(reason(error))
        has_eeg = self._recording.has_eeg
        return study_statistics(scoring, self.signals, self._annotations or (), has_eeg=has_eeg)

    def _begin(self) -> None:
        if self.signals is None:
            doing = translate("Statistics", "Reading the signals of the night")
            self._task.start(doing, self._read, QThread.Priority.LowestPriority)

    def _read(
        self, progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> tuple[NightSignals, list[Annotation]] | None:
        """Read signals and annotations; runs in a thread of its own."""
        from sleepscorer.statistics import read_night_signals
        from sleepscorer.statistics.signals import LEGS, ROLES

        recording = self._recording
        positions = self._settings.chosen_positions(recording.recorder, recording.device)
        annotations = self._recording.annotations()
        signals = read_night_signals(recording, positions, (*ROLES, *LEGS), cancelled)
        return None if cancelled() else (signals, annotations)

    def _take(self, result: tuple[NightSignals, list[Annotation]] | None) -> None:
        if result is not None and not self._is_stale:
            self.signals, self._annotations = result
            self.problem = ""
            self.changed.emit()

    def _fail(self, why: str) -> None:
        if self._is_stale:
            return
        for name in (str(self._recording.path), self._recording.path.name):  # it can name the patient
            why = with_text(why, name, Message("the recording"))
        self.problem = Message(
            "The signals of the night could not be read: figures and report have nothing on oxygen, pulse, "
            "pressure, position and snoring, and no segments that the recording tells ({reason}).",
            reason=why,
        )
        self.changed.emit()

    def _end(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self.want()
