"""The display filters by role: what they are, and to be changed."""

from __future__ import annotations

from copy import deepcopy
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from sleepscorer.channel_roles import Role, Scale
from sleepscorer.gui.i18n.labels import role_name, upper_first
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, fill, translate
from sleepscorer.gui.montages.frequency import HIGH_HZ, LOW_HZ, NOTCH_HZ, FrequencyBox
from sleepscorer.gui.page.pages import DISPLAY_BANDS, role_band
from sleepscorer.gui.widgets.dialogs import accept_buttons, note_in
from sleepscorer.gui.workspace import Workspace

CORNERS = (
    ("low_hz", QT_TRANSLATE_NOOP("Filters", "High-pass"), LOW_HZ),
    ("high_hz", QT_TRANSLATE_NOOP("Filters", "Low-pass"), HIGH_HZ),
    ("notch_hz", QT_TRANSLATE_NOOP("Filters", "Mains notch"), NOTCH_HZ),
)
"""Name, heading and choices of each column."""


FILTERED = (
    *tuple(
        role
        for role in Role
        if role.general is role and role.type.shown and role.type.scale not in (Scale.RANGE, Scale.WORDS)
    ),
    Role.OTHER,
)
"""Roles with a filter of their own; special cases of a role have that of the general one."""


class FiltersDialog(QDialog):
    """Table of the roles and their filters; what is changed is seen at once.

    Parameters
    ----------
    workspace : Workspace
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Filters", "Filter values"))
        self._workspace = workspace
        self._before = deepcopy(workspace.settings.bands), workspace.settings.filters
        self.boxes: dict[tuple[Role, str], FrequencyBox] = {}
        self.filtered = QCheckBox(translate("Filters", "&Filter the traces"), self)
        self.filtered.setChecked(workspace.settings.filters)
        self.filtered.toggled.connect(partial(workspace.set, "filters"))
        self.message = note_in(self, "")
        self._refused = False
        note = note_in(
            self,
            translate(
                "Filters",
                "These filters change what is shown, not what is kept, exported or fed to a model. "
                "A trace of a montage can have filters of its own.",
            ),
        )
        note.setObjectName("dim")
        layout = QVBoxLayout(self)
        layout.addWidget(self.filtered)
        layout.addLayout(self._table())
        for part in (note, self.message):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(accept_buttons(self, self.restore))
        self.resize(560, self.sizeHint().height())
        self.show_values()

    def _table(self) -> QGridLayout:
        table = QGridLayout()
        for column, (_, heading, _) in enumerate(CORNERS, 1):
            table.addWidget(QLabel(translate("Filters", heading), self), 0, column)
            table.setColumnStretch(column, 1)
        for row, role in enumerate(FILTERED, 1):
            table.addWidget(QLabel(upper_first(role_name(role)), self), row, 0)
            for column in range(len(CORNERS)):
                table.addWidget(self._box(role, column), row, column + 1)
        return table

    def _box(self, role: Role, column: int) -> FrequencyBox:
        name, heading, choices = CORNERS[column]
        label = translate("Filters", "{heading} of {role}").format(
            heading=translate("Filters", heading), role=role_name(role)
        )
        usual = translate("Filters", "as in the menu") if name == "notch_hz" else ""
        box = FrequencyBox(label, choices, usual, self)
        box.changed.connect(lambda: self._take(role, name))
        box.refused.connect(self._refuse)
        self.boxes[role, name] = box
        return box

    def show_values(self) -> None:
        """Show the filters in force."""
        for role in FILTERED:
            band = role_band(self._workspace.settings, role)
            self.boxes[role, "low_hz"].show_value(band.low_hz or 0.0)
            self.boxes[role, "high_hz"].show_value(band.high_hz or 0.0)
            self.boxes[role, "notch_hz"].show_value(band.notch_hz)

    def _take(self, role: Role, name: str) -> None:
        """Keep a new frequency where it is other than usual; one that cannot be is put back."""
        low_hz, high_hz = (self.boxes[role, corner].value for corner in ("low_hz", "high_hz"))
        if low_hz and high_hz and low_hz >= high_hz:
            self._refuse(crossed_sentence(role_name(role), low_hz, high_hz))
            self.show_values()
            return
        self.message.clear()
        own, value = self._workspace.settings.bands.setdefault(role.value, {}), self.boxes[role, name].value
        usual = getattr(DISPLAY_BANDS[role], name)
        if value is None or (name != "notch_hz" and value == (usual or 0.0)):
            own.pop(name, None)
        else:
            own[name] = value
        if not own:
            del self._workspace.settings.bands[role.value]
        self._rebuild()

    def _rebuild(self) -> None:
        """Have the traces filtered as the settings say now."""
        self._workspace.setting_changed.emit("bands")

    def _refuse(self, sentence: str) -> None:
        """Say what is wrong; the Enter key that ended the typing does not close the dialog then."""
        self.message.setText(sentence)
        self._refused = True
        QTimer.singleShot(0, lambda: setattr(self, "_refused", False))

    def restore(self) -> None:
        """Filter as is usual."""
        self._workspace.settings.bands.clear()
        self.message.clear()
        self.show_values()
        self._rebuild()

    def accept(self) -> None:
        """Keep the filters as they are now."""
        if self._refused:
            return
        self._workspace.save_settings()
        super().accept()

    def reject(self) -> None:
        """Filter as before."""
        bands, filtered = self._before
        self._workspace.settings.bands = bands
        self._workspace.set("filters", filtered)
        self._rebuild()
        super().reject()


def crossed_sentence(name: str, low_hz: float, high_hz: float) -> str:
    """Describe a high-pass that is not below its low-pass."""
    text = translate(
        "Filters", "{name}: the high-pass ({low:g} Hz) has to be below the low-pass ({high:g} Hz)."
    )
    return fill(text, name=name, low=low_hz, high=high_hz)
