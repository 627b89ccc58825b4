"""Codes of the body position, told once for a recorder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from sleepscorer.body_positions import BodyPosition
from sleepscorer.gui.i18n.labels import position_name
from sleepscorer.gui.i18n.translation import translate


class PositionCodesDialog(QDialog):
    """A row for each code, with the position it stands for.

    Parameters
    ----------
    codes : sequence of int
        Those that the night holds, and those that are known.
    known : mapping of int to BodyPosition
    """

    def __init__(
        self, codes: Sequence[int], known: Mapping[int, BodyPosition], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Positions", "Codes of body position"))
        note = QLabel(
            translate(
                "Positions",
                "Every recorder has its own codes: look into its manual, or at the video. What you choose is "
                "remembered for all recordings of this recorder.",
            ),
            self,
        )
        note.setWordWrap(True)
        form = QFormLayout()
        self.choices: dict[int, QComboBox] = {}
        for code in codes:
            self.choices[code] = self._choice(code, known.get(code))
            form.addRow(str(code), self.choices[code])
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(note)
        layout.addLayout(form)
        layout.addWidget(buttons)
        self.resize(380, self.sizeHint().height())

    def _choice(self, code: int, position: BodyPosition | None) -> QComboBox:
        choice = QComboBox(self)
        choice.setAccessibleName(translate("Positions", "Position of code {code}").format(code=code))
        choice.addItem(translate("Positions", "not known"), "")
        for offered in BodyPosition:
            choice.addItem(position_name(offered), offered.value)
        choice.setCurrentIndex(max(0, choice.findData(position.value if position else "")))
        return choice

    def chosen(self) -> dict[str, str]:
        """Return the position of each code; empty where it is not known."""
        return {str(code): box.currentData() for code, box in self.choices.items()}
