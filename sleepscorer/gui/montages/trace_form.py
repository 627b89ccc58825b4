"""Form of one trace of a montage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QWidget,
)

from sleepscorer.channels import Role, guess_role
from sleepscorer.gui.i18n.labels import role_name
from sleepscorer.gui.i18n.translation import number, translate
from sleepscorer.gui.montages.frequency import HIGH_HZ, LOW_HZ, NOTCH_HZ, FrequencyBox
from sleepscorer.gui.montages.trace_scale import NumberBox, TraceScale
from sleepscorer.gui.page.pages import role_band
from sleepscorer.gui.widgets.dialogs import caption_of
from sleepscorer.montages import MontageTrace, is_colour

if TYPE_CHECKING:
    from sleepscorer.settings import Settings


class TraceForm(QWidget):
    """Fields of one trace.

    Parameters
    ----------
    channels : sequence of str
        Labels of the open recording, to choose from.
    settings : Settings

    Signals
    -------
    changed(MontageTrace)
        What the fields say now.
    refused(str)
        A sentence: what was typed cannot be; what was there is put back.
    """

    changed = Signal(object)
    refused = Signal(str)

    def __init__(self, channels: Sequence[str], settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.channels = tuple(channels)
        self._settings = settings
        self._trace = MontageTrace("")
        self.label = QLineEdit(self)
        self.channel = _channel_box(channels, self)
        self.references = QLineEdit(self)
        self.references.setPlaceholderText(translate("MontageEditor", "none, M1, or M1, M2 for their mean"))
        self.role = self._roles()
        self.gain = QDoubleSpinBox(self, minimum=0.01, maximum=100.0, decimals=2, singleStep=0.1)
        self.scale = TraceScale(self)
        self.lane_height = NumberBox(0.0, 10.0, "", self)
        self.lane_height.setSingleStep(0.1)
        self.lane_height.setSpecialValueText(translate("MontageEditor", "as the role"))
        self.lane_height.setToolTip(translate("MontageEditor", "Height of the lane; that of an EEG is 1"))
        self.colour = QLineEdit(self)
        self.colour.setPlaceholderText(translate("MontageEditor", "that of the role, or such as #17304f"))
        self.palette_button = QPushButton(translate("MontageEditor", "Choose..."), self)
        self.low, self.high, self.notch = (
            FrequencyBox("", values, " ", self) for values in (LOW_HZ, HIGH_HZ, NOTCH_HZ)
        )
        self.hidden = QCheckBox(translate("MontageEditor", "Hidden until it is asked for"), self)
        self._lay_out()
        self._connect()

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """What can be filled in, from top to bottom."""
        named = (self.label, self.channel, self.references, self.role)
        sized = (*self.scale.fields, self.gain, self.lane_height, self.colour, self.palette_button)
        return (*named, *sized, self.low, self.high, self.notch, self.hidden)

    def _roles(self) -> QComboBox:
        roles = QComboBox(self)
        roles.addItem(translate("MontageEditor", "as the label says"), "")
        for role in Role:
            roles.addItem(role_name(role), role.value)
        return roles

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        colours = QHBoxLayout()
        colours.addWidget(self.colour, 1)
        colours.addWidget(self.palette_button)
        heights = QHBoxLayout()
        heights.addWidget(self.gain)
        heights.addWidget(caption_of(self.lane_height, translate("MontageEditor", "lane height")))
        heights.addWidget(self.lane_height)
        heights.addStretch(1)
        rows: tuple[tuple[str, QWidget, QHBoxLayout | None], ...] = (
            (translate("MontageEditor", "&Label"), self.label, None),
            (translate("MontageEditor", "&Channel"), self.channel, None),
            (translate("MontageEditor", "m&inus"), self.references, None),
            (translate("MontageEditor", "&Role"), self.role, None),
            (translate("MontageEditor", "&Scale"), self.scale, None),
            (translate("MontageEditor", "&Gain"), self.gain, heights),
            (translate("MontageEditor", "C&olour"), self.colour, colours),
            (translate("MontageEditor", "High-&pass"), self.low, None),
            (translate("MontageEditor", "Lo&w-pass"), self.high, None),
            (translate("MontageEditor", "Mains notc&h"), self.notch, None),
        )
        for text, field, shown in rows:
            caption = caption_of(field, text)
            for edit in field.findChildren(QLineEdit):
                edit.setAccessibleName(field.accessibleName())
            form.addRow(caption, shown or field)
        form.addRow("", self.hidden)

    def _connect(self) -> None:
        self.label.textEdited.connect(self._take)
        self.channel.editTextChanged.connect(self._take)
        self.references.textEdited.connect(self._take)
        self.role.activated.connect(self._take)
        self.scale.changed.connect(self._take)
        self.gain.valueChanged.connect(self._take)
        self.lane_height.valueChanged.connect(self._take)
        self.colour.editingFinished.connect(self._take_colour)
        self.palette_button.clicked.connect(self._choose_colour)
        self.hidden.toggled.connect(self._take)
        for box in (self.low, self.high, self.notch):
            box.changed.connect(self._take)
            box.refused.connect(self.refused)

    def show_trace(self, trace: MontageTrace) -> None:
        """Show a trace."""
        self._trace = trace
        named = (self.label, self.channel, self.references, self.role, self.gain, self.lane_height)
        blocked = [QSignalBlocker(field) for field in (*named, self.colour, self.hidden)]
        self.label.setText(trace.label)
        self.channel.setEditText(trace.channel)
        self.references.setText(", ".join(trace.references))
        self.role.setCurrentIndex(max(self.role.findData(trace.role.value if trace.role else ""), 0))
        self.scale.show_trace(trace)
        self.gain.setValue(trace.gain)
        self.lane_height.setValue(trace.height or 0.0)
        self.colour.setText(trace.colour)
        self.hidden.setChecked(trace.hidden)
        self._name_usual()
        for box, value in (
            (self.low, trace.low_hz),
            (self.high, trace.high_hz),
            (self.notch, trace.notch_hz),
        ):
            box.show_value(value)
        del blocked

    def name_one(self, is_one: bool) -> None:
        """Have what makes a trace that very one be changed, or only what several can have in common."""
        for field in (self.label, self.channel, self.references):
            field.setEnabled(is_one)

    def _name_usual(self) -> None:
        """Say what the filters of the role are."""
        role = self._trace.role or guess_role(self._trace.label)
        band = role_band(self._settings, role)
        notch_hz = self._settings.notch_hz if band.notch_hz is None else band.notch_hz
        for box, value in ((self.low, band.low_hz), (self.high, band.high_hz), (self.notch, notch_hz)):
            text = f"{number(value, 'g')} Hz" if value else translate("Filters", "off")
            box.set_usual(translate("MontageEditor", "as the role ({frequency})").format(frequency=text))

    def _take(self) -> None:
        names = tuple(name for part in self.references.text().split(",") if (name := part.strip()))
        self._trace = replace(
            self._trace,
            label=self.label.text(),
            channel=self.channel.currentText().strip(),
            reference=names[0] if len(names) == 1 else names or "",
            role=Role(role) if (role := self.role.currentData()) else None,
            gain=self.gain.value(),
            low_hz=self.low.value,
            high_hz=self.high.value,
            notch_hz=self.notch.value,
            hidden=self.hidden.isChecked(),
            height=self.lane_height.value() or None,
        )
        self._trace = self.scale.applied_to(self._trace)
        self._name_usual()
        self.changed.emit(self._trace)

    def _take_colour(self) -> None:
        text = self.colour.text().strip()
        if text and not is_colour(text):
            self.colour.setText(self._trace.colour)
            sentence = translate(
                "MontageEditor", "“{text}” is no colour; type one such as #17304f, or nothing."
            )
            self.refused.emit(sentence.format(text=text))
        elif text != self._trace.colour:
            self._trace = replace(self._trace, colour=text)
            self.changed.emit(self._trace)

    def _choose_colour(self) -> None:
        title = translate("MontageEditor", "Colour of {trace}").format(trace=self._trace.label)
        chosen = QColorDialog.getColor(QColor(self._trace.colour or "#17304f"), self, title)
        if chosen.isValid():
            self.colour.setText(chosen.name())
            self._take_colour()


class TraceList(QListWidget):
    """Traces of a montage, in their order; several can be chosen.

    Signals
    -------
    move_wanted(int)
        The trace shall go so many places down, by Alt and an arrow.
    remove_wanted()
        By Delete.
    """

    move_wanted = Signal(int)
    remove_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)

    @property
    def chosen(self) -> list[int]:
        """Rows that are chosen, from the top; the current one at least."""
        rows = sorted({index.row() for index in self.selectedIndexes()} | {self.currentRow()})
        return [row for row in rows if row >= 0]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move or remove the current trace, else move in the list."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_wanted.emit(step)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)


def _channel_box(channels: Sequence[str], parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    edit = QLineEdit(box)
    edit.setPlaceholderText(translate("MontageEditor", "the one called as the label"))
    box.setLineEdit(edit)
    box.addItems(["", *channels])
    return box
