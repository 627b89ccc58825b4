"""Scale of a trace of a montage: that of its role, microvolts per millimetre, or values at its edges."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QLabel, QWidget

from sleepscorer.gui.i18n.translation import number, translate
from sleepscorer.montages import MontageTrace

SCALE_FIELDS = ("uv_per_mm", "lowest", "highest")
"""What of a trace is its scale, and goes together."""
USUAL, PER_MM, EDGES = "usual", "uv_per_mm", "edges"
USUAL_UV_PER_MM = 7.0
USUAL_EDGES = (-100.0, 100.0)
WIDEST = 1_000_000.0


class NumberBox(QDoubleSpinBox):
    """Number that is written with no more digits than it has."""

    def __init__(
        self, lowest: float, highest: float, suffix: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setDecimals(6)
        self.setRange(lowest, highest)
        self.setSuffix(suffix)

    def textFromValue(self, value: float) -> str:
        """Write a value."""
        return number(value, ".7g")


class TraceScale(QWidget):
    """Kind of scale, with the fields that it needs.

    Signals
    -------
    changed()
        Another scale was chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = QComboBox(self)
        self.kind.addItem(translate("MontageEditor", "as the role"), USUAL)
        self.kind.addItem("µV/mm", PER_MM)
        self.kind.addItem(translate("MontageEditor", "from … to …"), EDGES)
        self.uv_per_mm = NumberBox(0.001, WIDEST, " µV/mm", self)
        self.lowest, self.highest = (NumberBox(-WIDEST, WIDEST, "", self) for _ in range(2))
        self.kind.setAccessibleName(translate("MontageEditor", "&Scale").replace("&", ""))
        self.uv_per_mm.setAccessibleName(translate("MontageEditor", "Microvolts per millimetre"))
        self.lowest.setAccessibleName(translate("MontageEditor", "Value at the lower edge"))
        self.highest.setAccessibleName(translate("MontageEditor", "Value at the upper edge"))
        self._to = QLabel("–", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for field in (self.kind, self.uv_per_mm, self.lowest, self._to, self.highest):
            row.addWidget(field)
        row.addStretch(1)
        self.setFocusProxy(self.kind)
        self.kind.activated.connect(self._follow)
        for box in (self.uv_per_mm, self.lowest, self.highest):
            box.valueChanged.connect(self.changed)
        self.show_trace(MontageTrace(""))

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """What can be filled in, from the left."""
        return self.kind, self.uv_per_mm, self.lowest, self.highest

    def applied_to(self, trace: MontageTrace) -> MontageTrace:
        """Return a trace with the scale that the fields say."""
        kind = self.kind.currentData()
        return replace(
            trace,
            uv_per_mm=self.uv_per_mm.value() if kind == PER_MM else None,
            lowest=self.lowest.value() if kind == EDGES else None,
            highest=self.highest.value() if kind == EDGES else None,
        )

    def show_trace(self, trace: MontageTrace) -> None:
        """Show the scale of a trace; nothing is said of it."""
        kind = PER_MM if trace.uv_per_mm else EDGES if trace.lowest is not None else USUAL
        blocked = [QSignalBlocker(field) for field in self.fields]
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self.uv_per_mm.setValue(trace.uv_per_mm or USUAL_UV_PER_MM)
        self.lowest.setValue(USUAL_EDGES[0] if trace.lowest is None else trace.lowest)
        self.highest.setValue(USUAL_EDGES[1] if trace.highest is None else trace.highest)
        del blocked
        self._show_fields()

    def _follow(self) -> None:
        self._show_fields()
        self.changed.emit()

    def _show_fields(self) -> None:
        kind = self.kind.currentData()
        self.uv_per_mm.setVisible(kind == PER_MM)
        for field in (self.lowest, self._to, self.highest):
            field.setVisible(kind == EDGES)
