"""A strip without a window, on a night that is made up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from sleepscorer.channels import Derivation, Role
from sleepscorer.gui.night import NightStrip
from sleepscorer.gui.widgets.theme import LIGHT
from sleepscorer.recording import Gap
from sleepscorer.scoring import Author, AuthorKind, Scoring, scoring_from_stages
from sleepscorer.stages import EPOCH_SECONDS

ME = Author(AuthorKind.TECHNICIAN, "me")
MODEL = Author(AuthorKind.MODEL, "test@0")


class MadeUpRecording:
    """As much of a recording as a strip looks at."""

    device = "made-up"
    gaps: tuple[Gap, ...] = ()

    def __init__(self, n_epochs: int) -> None:
        self.duration_s = float(n_epochs * EPOCH_SECONDS)
        self.start: datetime | None = datetime(2026, 3, 2, 22, 30)
        self.traces = (
            Derivation("EEG F3-M2", Role.EEG, 0),
            Derivation("EEG C4-M1", Role.EEG, 1),
            Derivation("EMG chin", Role.EMG, 2),
        )

    @property
    def has_eeg(self) -> bool:
        return any(trace.role is Role.EEG for trace in self.traces)

    def clock(self, seconds: float) -> datetime | None:
        return self.start + timedelta(seconds=seconds) if self.start else None


def tone(hz: float) -> Callable[..., tuple[NDArray[Any], NDArray[Any], NDArray[Any]]]:
    """Stand-in for the spectrogram of a trace that holds one tone."""

    def compute(
        recording: MadeUpRecording, trace: Derivation, progress: object, cancelled: object
    ) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        times_s, frequencies_hz = np.arange(5.0, recording.duration_s, 10), np.arange(0, 40, 0.25)
        power = np.where(abs(frequencies_hz - hz) <= 0.25, 30.0, 0.0)
        return times_s, frequencies_hz, np.tile(power, (times_s.size, 1))

    return compute


def made_up_scoring(n_epochs: int, seed: int = 0) -> Scoring:
    """A night in runs of six epochs."""
    stages = np.repeat(np.random.default_rng(seed).integers(0, 5, n_epochs // 6 + 1), 6)[:n_epochs]
    return scoring_from_stages(stages, ME)


def give_probabilities(scoring: Scoring, probabilities: NDArray[np.floating]) -> None:
    """Let a model have run."""
    scoring.apply(scoring.prescore(probabilities.astype(np.float32), MODEL))


def make_strip(scoring: Scoring, **more: Any) -> NightStrip:
    """A strip of 1200 pixels on a night."""
    strip = NightStrip(LIGHT, **{"compute": tone(10), **more})
    strip.show_night(MadeUpRecording(scoring.n_epochs), scoring)  # type: ignore[arg-type]
    strip.resize(1200, strip.sizeHint().height())
    strip.show()
    QApplication.processEvents()
    return strip


def picture(strip: NightStrip) -> QImage:
    """What the strip shows."""
    return strip.grab().toImage()


def colour_at(image: QImage, x: float, y: float) -> QColor:
    """Colour of a pixel."""
    return QColor(image.pixel(round(x), round(y)))


def middle_of(strip: NightStrip, epoch: int) -> float:
    """Pixel in the middle of an epoch."""
    return (strip.x_of(epoch) + strip.x_of(epoch + 1)) / 2


def drag(
    strip: NightStrip, start: float, stop: float, button: Qt.MouseButton = Qt.MouseButton.LeftButton
) -> None:
    """Press, move in steps, release."""
    none = Qt.MouseButton.NoButton
    steps = [start + (stop - start) * part / 5 for part in range(6)]
    _mouse(strip, QEvent.Type.MouseButtonPress, start, button, button)
    for x in steps:
        _mouse(strip, QEvent.Type.MouseMove, x, none, button)
    _mouse(strip, QEvent.Type.MouseButtonRelease, stop, button, none)


def _mouse(
    strip: NightStrip, kind: QEvent.Type, x: float, button: Qt.MouseButton, buttons: Qt.MouseButton
) -> None:
    where = QPointF(x, 40)
    event = QMouseEvent(
        kind, where, strip.mapToGlobal(where), button, buttons, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(strip, event)


def turn(strip: NightStrip, x: float, angle: QPoint, modifier: Qt.KeyboardModifier) -> None:
    """Turn the wheel."""
    where = QPointF(x, 40)
    event = QWheelEvent(
        where,
        strip.mapToGlobal(where),
        QPoint(),
        angle,
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(strip, event)
