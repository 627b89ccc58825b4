"""Roles and units of channels, corrected once per device."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sleepscorer.channels import Role, guess_role
from sleepscorer.gui.i18n.labels import role_name
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, number, translate
from sleepscorer.gui.widgets.dialogs import accept_buttons, note_in
from sleepscorer.recording import Channel, Recording
from sleepscorer.units import CHOICES, is_unknown, is_voltage

COLUMNS = (
    QT_TRANSLATE_NOOP("Roles", "Channel"),
    QT_TRANSLATE_NOOP("Roles", "Rate"),
    QT_TRANSLATE_NOOP("Roles", "Unit"),
    QT_TRANSLATE_NOOP("Roles", "Role"),
)


class RolesDialog(QDialog):
    """Table of channels with a role to choose for each.

    Parameters
    ----------
    recording : Recording
    """

    def __init__(self, recording: Recording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Roles", "Channel roles"))
        self._recording = recording
        self._choices: list[QComboBox] = []
        self._units: list[QComboBox | None] = []
        note = note_in(
            self,
            translate(
                "Roles",
                "The role decides filters, scale and what the model is fed. A unit that the file does not "
                "tell, or tells wrongly, can be put right. "
                "What you choose is remembered for recordings with the same channels.",
            ),
        )
        layout = QVBoxLayout(self)
        for part in (note, self._table(), accept_buttons(self, self.restore)):
            layout.addWidget(part)
        self.resize(560, 480)

    def _table(self) -> QTableWidget:
        channels = self._recording.channels
        table = QTableWidget(len(channels), len(COLUMNS), self)
        table.setHorizontalHeaderLabels([translate("Roles", name) for name in COLUMNS])
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.setAccessibleName(translate("Roles", "Channels and their roles"))
        table.setTabKeyNavigation(False)
        for row, channel in enumerate(channels):
            label = channel.label or translate("Roles", "(no label)")
            rate = number(channel.sampling_rate_hz, "g") + " Hz"
            for column, text in enumerate((label, rate, _shown(channel.unit))):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                table.setItem(row, column, item)
            self._units.append(self._unit_choice(channel, label) if _may_be_voltage(channel) else None)
            if self._units[-1] is not None:
                table.setCellWidget(row, len(COLUMNS) - 2, self._units[-1])
            table.setCellWidget(row, len(COLUMNS) - 1, self._choice(channel.role, label))
        return table

    def _choice(self, role: Role, label: str) -> QComboBox:
        choice = QComboBox(self)
        choice.setAccessibleName(translate("Roles", "Role of {channel}").format(channel=label))
        for offered in Role:
            choice.addItem(role_name(offered), offered)
        choice.setCurrentIndex(list(Role).index(role))
        self._choices.append(choice)
        return choice

    def _unit_choice(self, channel: Channel, label: str) -> QComboBox:
        """Give the unit as the file says it first, then the voltages."""
        choice = QComboBox(self)
        choice.setAccessibleName(translate("Roles", "Unit of {channel}").format(channel=label))
        choice.addItem(_shown(channel.file_unit), "")
        for unit in CHOICES:
            if unit != channel.file_unit:
                choice.addItem(_shown(unit), unit)
        choice.setCurrentIndex(max(0, choice.findData(channel.assigned_unit)))
        return choice

    def choose_unit(self, row: int, unit: str) -> None:
        """Choose a unit for a channel; an empty one is that of the file."""
        choice = self._units[row]
        if choice is not None:
            choice.setCurrentIndex(max(0, choice.findData(unit)))

    def chosen_units(self) -> dict[str, str]:
        """Return the units that differ from the file's, by channel label."""
        pairs = zip(self._recording.channels, self._units, strict=True)
        return {c.label: choice.currentData() for c, choice in pairs if choice and choice.currentData()}

    def choose(self, row: int, role: Role) -> None:
        """Choose a role for a channel."""
        self._choices[row].setCurrentIndex(list(Role).index(role))

    def restore(self) -> None:
        """Choose what the labels say."""
        for row, channel in enumerate(self._recording.channels):
            self.choose_unit(row, "")
            self.choose(row, guess_role(channel.label, channel.unit))

    def chosen(self) -> dict[str, str]:
        """Return the roles that differ from the guess, by channel label."""
        roles = {}
        for channel, choice in zip(self._recording.channels, self._choices, strict=True):
            role = list(Role)[choice.currentIndex()]
            if role is not guess_role(channel.label, channel.unit):
                roles[channel.label] = role.value
        return roles


def _shown(unit: str) -> str:
    return {"uV": "µV", "": "–"}.get(unit, unit)


def _may_be_voltage(channel: Channel) -> bool:
    """Whether its unit is one to choose: a voltage, none, or one that is not known."""
    unit = channel.file_unit
    return bool(channel.file_gain) and (not unit or is_voltage(unit) or is_unknown(unit))
