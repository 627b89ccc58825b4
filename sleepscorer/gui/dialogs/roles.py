"""Which channel is what: correct a guessed role, once per device."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sleepscorer.channels import Role, guess_role
from sleepscorer.gui.i18n import translate
from sleepscorer.gui.words import role_name
from sleepscorer.recording import Recording


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
        note = QLabel(
            translate(
                "Roles",
                "The role decides filters, scale and what the model is fed. "
                "What you choose is remembered for recordings with the same channels.",
            ),
            self,
        )
        note.setWordWrap(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok
            | QDialogButtonBox.StandardButton.Cancel
            | QDialogButtonBox.StandardButton.RestoreDefaults,
            self,
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.RestoreDefaults).clicked.connect(self.restore)
        layout = QVBoxLayout(self)
        for part in (note, self._table(), buttons):
            layout.addWidget(part)
        self.resize(560, 480)

    def _table(self) -> QTableWidget:
        channels = self._recording.channels
        table = QTableWidget(len(channels), 4, self)
        table.setHorizontalHeaderLabels(
            [
                translate("Roles", "Channel"),
                translate("Roles", "Rate"),
                translate("Roles", "Unit"),
                translate("Roles", "Role"),
            ]
        )
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.setAccessibleName(translate("Roles", "Channels and their roles"))
        for row, channel in enumerate(channels):
            for column, text in enumerate(
                (
                    channel.label or translate("Roles", "(no label)"),
                    f"{channel.sampling_rate_hz:g} Hz",
                    channel.unit or "–",
                )
            ):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                table.setItem(row, column, item)
            table.setCellWidget(row, 3, self._choice(channel.role, channel.label))
        return table

    def _choice(self, role: Role, label: str) -> QComboBox:
        choice = QComboBox(self)
        choice.setAccessibleName(translate("Roles", "Role of {channel}").format(channel=label))
        for one in Role:
            choice.addItem(role_name(one), one)
        choice.setCurrentIndex(list(Role).index(role))
        self._choices.append(choice)
        return choice

    def choose(self, row: int, role: Role) -> None:
        """Choose a role for a channel."""
        self._choices[row].setCurrentIndex(list(Role).index(role))

    def restore(self) -> None:
        """Choose what the labels say."""
        for row, channel in enumerate(self._recording.channels):
            self.choose(row, guess_role(channel.label, channel.unit))

    def chosen(self) -> dict[str, str]:
        """Roles that differ from the guess, by channel label."""
        found = {}
        for channel, choice in zip(self._recording.channels, self._choices, strict=True):
            role = list(Role)[choice.currentIndex()]
            if role is not guess_role(channel.label, channel.unit):
                found[channel.label] = role.value
        return found
