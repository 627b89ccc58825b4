"""Form of a batch: its recordings and results, in the upper half of its window."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QWidget,
)

from sleepscorer.batch import USUAL_FORMATS, BatchOptions
from sleepscorer.formats import FORMATS
from sleepscorer.gui.batch.runner import Order
from sleepscorer.gui.i18n.labels import format_text
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.session.scorer_choices import choices
from sleepscorer.gui.widgets.dialogs import RECORDINGS, caption_of
from sleepscorer.processors import n_cpus

SEPARATOR = ";"
FORMAT_LINES = 4


class BatchForm(QWidget):
    """Nights, results, model, formats.

    Parameters
    ----------
    model : str
        Family or model that is chosen first.

    Signals
    -------
    changed()
        Something else is asked for.
    """

    changed = Signal()

    def __init__(self, model: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self.nights = self._places(translate("Batch", "&Nights"), self._nights_buttons())
        self.nights.setPlaceholderText(translate("Batch", "a folder, or recordings with a semicolon between"))
        self.results = self._places(translate("Batch", "&Results"), self._results_buttons())
        self.results.setPlaceholderText(translate("Batch", "beside each recording"))
        self.model = self._models(model)
        self.formats = self._formats()
        self.sidecar = QCheckBox(translate("Batch", "Nights open pre-scored in this &window"), self)
        self.sidecar.setChecked(True)
        self.workers = QSpinBox(self, minimum=1, maximum=n_cpus(), value=max(1, n_cpus() - 1))
        QWidget.setTabOrder(self.workers, self.sidecar)
        self._add(translate("Batch", "Nights at &once"), self.workers, self._with_sidecar())

    def order(self) -> Order | None:
        """Return what is asked for; None while no night or no format is named."""
        words = (word.strip() for word in self.nights.text().split(SEPARATOR))
        paths = tuple(Path(word).expanduser() for word in words if word)
        formats = tuple(name for name, item in self._items() if item.checkState() is Qt.CheckState.Checked)
        if not paths or not formats:
            return None
        results = self.results.text().strip()
        out = Path(results).expanduser() if results else None
        wanted = BatchOptions(self.model.currentData(), formats, self.sidecar.isChecked())
        return Order(paths, out, wanted, self.workers.value())

    def _items(self) -> list[tuple[str, QListWidgetItem]]:
        items = [self.formats.item(row) for row in range(self.formats.count())]
        return [(item.data(Qt.ItemDataRole.UserRole), item) for item in items]

    def _places(self, label: str, buttons: list[QPushButton]) -> QLineEdit:
        field = QLineEdit(self)
        field.textChanged.connect(self.changed)
        row = QHBoxLayout()
        for part in (field, *buttons):
            row.addWidget(part)
        for earlier, later in pairwise((field, *buttons)):
            QWidget.setTabOrder(earlier, later)
        self._add(label, field, row)
        return field

    def _nights_buttons(self) -> list[QPushButton]:
        return [
            self._button(translate("Batch", "&Folder..."), self.ask_folder),
            self._button(translate("Batch", "F&iles..."), self.ask_files),
        ]

    def _results_buttons(self) -> list[QPushButton]:
        return [self._button(translate("Batch", "Fol&der..."), self.ask_results)]

    def _button(self, text: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda checked=False: run())
        return button

    def _models(self, wanted: str) -> QComboBox:
        models = QComboBox(self)
        for choice in choices():
            models.addItem(choice.text, choice.name)
            models.setItemData(models.count() - 1, choice.tip, Qt.ItemDataRole.ToolTipRole)
        models.setCurrentIndex(max(models.findData(wanted), 0))
        self._add(translate("Batch", "&Model"), models)
        return models

    def _formats(self) -> QListWidget:
        formats = QListWidget(self)
        for hypnogram in FORMATS:
            item = QListWidgetItem(format_text(hypnogram.description), formats)
            item.setData(Qt.ItemDataRole.UserRole, hypnogram.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            usual = hypnogram.name in USUAL_FORMATS
            item.setCheckState(Qt.CheckState.Checked if usual else Qt.CheckState.Unchecked)
        formats.setCurrentRow(0)
        formats.setFixedHeight(FORMAT_LINES * formats.sizeHintForRow(0) + 2 * formats.frameWidth())
        formats.itemChanged.connect(self.changed)
        self._add(translate("Batch", "Forma&ts"), formats)
        return formats

    def _with_sidecar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.workers)
        row.addSpacing(16)
        row.addWidget(self.sidecar)
        row.addStretch(1)
        return row

    def _add(self, label: str, field: QWidget, row: QHBoxLayout | None = None) -> None:
        caption = caption_of(field, label)
        self._form.addRow(caption, row) if row is not None else self._form.addRow(caption, field)

    def ask_folder(self) -> None:
        """Ask for a folder of recordings."""
        title = translate("Batch", "Folder of recordings")
        path = QFileDialog.getExistingDirectory(self, title, self.nights.text())
        if path:
            self.nights.setText(path)

    def ask_files(self) -> None:
        """Ask for recordings."""
        title = translate("Batch", "Recordings to score")
        kind = translate("Files", "Recordings")
        filters = f"{kind} ({RECORDINGS})"
        paths, _ = QFileDialog.getOpenFileNames(self, title, "", filters)
        if paths:
            self.nights.setText(f"{SEPARATOR} ".join(paths))

    def ask_results(self) -> None:
        """Ask for the folder of the results."""
        title = translate("Batch", "Folder for the results")
        path = QFileDialog.getExistingDirectory(self, title, self.results.text())
        if path:
            self.results.setText(path)
