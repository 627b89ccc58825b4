"""Editor of montages: which traces, in which order, how derived, coloured and filtered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sleepscorer.channels import Derivation, electrode
from sleepscorer.gui.commands.command import NATIVE, PORTABLE
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import number, translate
from sleepscorer.gui.montages.drafts import Draft, Drafts
from sleepscorer.gui.montages.menu import MontageMenu
from sleepscorer.gui.montages.preview import MontagePreview
from sleepscorer.gui.montages.trace_form import TraceForm, TraceList
from sleepscorer.gui.montages.trace_scale import SCALE_FIELDS
from sleepscorer.gui.page.page_view import NightView
from sleepscorer.gui.page.span import PAGE_LENGTHS_S, SCALES_UV_PER_MM, PageSpan
from sleepscorer.gui.widgets.dialogs import caption_of
from sleepscorer.gui.workspace import Workspace
from sleepscorer.messages import reason
from sleepscorer.montages import KEYS, Montage, MontageTrace, available_montages

SIZE = (900, 690)
LIST_WIDTH = 260


class MontageEditor(QDialog):
    """The montages there are; those of the user can be changed, those of the program duplicated.

    Parameters
    ----------
    workspace : Workspace
        With an open night.
    view : NightView
    menu : MontageMenu
        Lists the montages once they are saved.

    Attributes
    ----------
    ask_discard : callable
        Asked before changes are given up; true to give them up.
    """

    def __init__(self, workspace: Workspace, view: NightView, menu: MontageMenu) -> None:
        super().__init__(workspace.window)
        assert workspace.session is not None
        self.setWindowTitle(translate("MontageEditor", "Montages"))
        self._view = view
        self._menu = menu
        self.ask_discard: Callable[[], bool] = partial(_ask_discard, self)
        self.drafts = Drafts(available_montages()[0])
        self.choice = QComboBox(self)
        self.name = QLineEdit(self)
        self.key = QComboBox(self)
        self.page = _montage_box(
            [(PageSpan(length_s).text, length_s) for length_s in PAGE_LENGTHS_S],
            translate("MontageEditor", "Length of a page that comes with the montage"),
            self,
        )
        self.scale = _montage_box(
            [(f"{number(uv_per_mm, 'g')} µV/mm", uv_per_mm) for uv_per_mm in SCALES_UV_PER_MM],
            translate("MontageEditor", "Scale of the voltages that comes with the montage"),
            self,
        )
        self.list = TraceList(self)
        labels = [channel.label for channel in workspace.session.recording.channels]
        self.form = TraceForm(labels, workspace.settings, self)
        self.message = QLabel("", self)
        self.preview = MontagePreview(workspace, view, self)
        self.buttons: dict[str, QPushButton] = {}
        self._lay_out()
        self._connect()
        shown = view.montage
        self.refill(self.drafts.index_of(shown.name) if shown else 0)
        self.resize(*SIZE)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        top = self._row(
            (translate("MontageEditor", "&Montage"), self.choice, 1),
            ("new", translate("MontageEditor", "&New"), self.add_montage),
            ("duplicate", translate("MontageEditor", "&Duplicate"), self.duplicate),
            ("delete", translate("MontageEditor", "D&elete"), self.delete),
        )
        named = self._row(
            (translate("MontageEditor", "N&ame"), self.name, 1),
            (translate("MontageEditor", "&Key"), self.key, 0),
            (translate("MontageEditor", "Page"), self.page, 0),
            (translate("MontageEditor", "Voltages"), self.scale, 0),
        )
        self.list.setAccessibleName(translate("MontageEditor", "Traces of the montage"))
        self.list.setFixedWidth(LIST_WIDTH)
        middle = QHBoxLayout()
        middle.addWidget(self.list)
        middle.addWidget(self.form, 1)
        below = self._row(
            ("add", translate("MontageEditor", "Add &trace"), self.add_trace),
            ("remove", translate("MontageEditor", "Remo&ve trace"), self.remove_trace),
            ("up", translate("MontageEditor", "Up"), partial(self.move_trace, -1)),
            ("down", translate("MontageEditor", "Down"), partial(self.move_trace, 1)),
        )
        below.addStretch(1)
        for name, portable in (("remove", "Del"), ("up", "Alt+Up"), ("down", "Alt+Down")):
            keys = QKeySequence(portable, PORTABLE).toString(NATIVE)
            self.buttons[name].setToolTip(translate("MontageEditor", "{keys} in the list").format(keys=keys))
        self.message.setWordWrap(True)
        self.message.setMinimumHeight(2 * self.message.fontMetrics().height())
        for part in (top, named, middle, below):
            layout.addLayout(part)
        for widget in (self.message, self.preview, self._ends()):
            layout.addWidget(widget, 1 if widget is self.preview else 0)

        self._order_focus()

    def _order_focus(self) -> None:
        """Let the Tab key go down the dialog, row by row."""
        top, below = ("new", "duplicate", "delete"), ("add", "remove", "up", "down")
        order: list[QWidget] = [self.choice, *(self.buttons[name] for name in top)]
        order += [self.name, self.key, self.page, self.scale]
        order += [self.list, *self.form.fields, *(self.buttons[name] for name in below)]
        order.append(self.preview.traces)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _row(self, *parts: tuple[str, QWidget, int] | tuple[str, str, Callable[[], object]]) -> QHBoxLayout:
        """A row of captioned fields, with their stretch, and of buttons, with what they do."""
        row = QHBoxLayout()
        for name, what, how in parts:
            if isinstance(what, str) and not isinstance(how, int):
                self.buttons[name] = button = QPushButton(what, self)
                button.setAutoDefault(False)
                button.clicked.connect(lambda checked=False, run=how: run())
                row.addWidget(button)
            elif isinstance(what, QWidget) and isinstance(how, int):
                row.addWidget(caption_of(what, name))
                row.addWidget(what, how)
        return row

    def _ends(self) -> QDialogButtonBox:
        standard = QDialogButtonBox.StandardButton
        ends = QDialogButtonBox(standard.Save | standard.Cancel, self)
        ends.accepted.connect(self.accept)
        ends.rejected.connect(self.reject)
        return ends

    def _connect(self) -> None:
        self.choice.activated.connect(self.show_montage)
        self.name.textEdited.connect(self._rename)
        self.key.activated.connect(self._take_key)
        self.page.activated.connect(self._take_page)
        self.scale.activated.connect(self._take_page)
        self.list.currentRowChanged.connect(self._show_trace)
        self.list.itemSelectionChanged.connect(self._show_chosen)
        self.list.move_wanted.connect(self.move_trace)
        self.list.remove_wanted.connect(self.remove_trace)
        self.form.changed.connect(self._take_trace)
        self.form.refused.connect(self.message.setText)

    @property
    def draft(self) -> Draft:
        """The montage shown."""
        return self.drafts.drafts[max(self.choice.currentIndex(), 0)]

    def refill(self, index: int, row: int = 0) -> None:
        """List the montages again, and show one."""
        self.choice.clear()
        for draft in self.drafts.drafts:
            name = translate("Montages", draft.montage.name)
            bundled = translate("MontageEditor", "{name} (comes with the program)")
            self.choice.addItem(name if draft.can_be_changed else bundled.format(name=name))
        self.show_montage(index, row)

    def show_montage(self, index: int, row: int = 0) -> None:
        """Show a montage and one of its traces."""
        self.choice.setCurrentIndex(index)
        draft = self.draft
        self.name.setText(translate("Montages", draft.montage.name))
        self._list_keys()
        _choose_value(self.page, draft.montage.page_s, lambda value: PageSpan(value).text)
        _choose_value(self.scale, draft.montage.uv_per_mm, lambda value: f"{number(value, 'g')} µV/mm")
        changes = draft.can_be_changed
        own = (self.name, self.key, self.page, self.scale, self.buttons["delete"], self.buttons["add"])
        for widget in own:
            widget.setEnabled(changes)
        note = translate(
            "MontageEditor",
            "This montage comes with the program: duplicate it to have one that you can change.",
        )
        self.message.setText("" if changes else note)
        self._list_traces(row)

    def _list_keys(self) -> None:
        """List the keys, each with the montage that has it, and show that of the montage."""
        self.key.clear()
        self.key.addItem(translate("MontageEditor", "none"), "")
        for key in KEYS:
            holder = self.drafts.holder_of(key, self.choice.currentIndex())
            self.key.addItem(f"{key}   {translate('Montages', holder)}" if holder else key, key)
        self.key.setCurrentIndex(max(self.key.findData(self.draft.montage.key), 0))

    def _list_traces(self, row: int) -> None:
        """List the traces of the montage, and show one."""
        traces = self.draft.montage.traces
        with QSignalBlocker(self.list):
            self.list.clear()
            self.list.addItems([_summary(trace) for trace in traces])
            self.list.setCurrentRow(max(0, min(row, len(traces) - 1)))
        self._show_trace(self.list.currentRow())
        self.preview.show_montage(self.draft.montage)

    def _show_trace(self, row: int) -> None:
        traces, changes = self.draft.montage.traces, self.draft.can_be_changed
        self.form.setEnabled(changes and bool(traces))
        for name, able in (("remove", bool(traces)), ("up", row > 0), ("down", row < len(traces) - 1)):
            self.buttons[name].setEnabled(changes and able)
        self.form.show_trace(traces[row] if traces else MontageTrace(""))

    def _set(self, montage: Montage, row: int) -> None:
        """Put a changed montage in the place of the one shown."""
        self.draft.montage = montage
        self.message.clear()
        self._list_traces(row)

    def _rename(self, name: str) -> None:
        self.draft.montage = replace(self.draft.montage, name=name)
        self.choice.setItemText(self.choice.currentIndex(), name)

    def _take_key(self) -> None:
        self.message.setText(self.drafts.set_key(self.choice.currentIndex(), self.key.currentData()))
        self._list_keys()

    def _take_page(self) -> None:
        """Keep page length and scale of the montage."""
        page_s, uv_per_mm = self.page.currentData(), self.scale.currentData()
        self.draft.montage = replace(self.draft.montage, page_s=page_s, uv_per_mm=uv_per_mm)
        self.message.clear()

    def _show_chosen(self) -> None:
        """Say that several traces are changed together, where they are."""
        count = len(self.list.chosen)
        self.form.name_one(count < 2)
        if self.draft.can_be_changed:
            text = translate("MontageEditor", "{count} traces are changed together.").format(count=count)
            self.message.setText(text if count > 1 else "")

    def _take_trace(self, trace: MontageTrace) -> None:
        """Keep what the form says, for all traces chosen what was changed; the form keeps its focus."""
        row, traces = self.list.currentRow(), list(self.draft.montage.traces)
        if not 0 <= row < len(traces):
            return
        changed = {
            field.name: value
            for field in fields(MontageTrace)
            if (value := getattr(trace, field.name)) != getattr(traces[row], field.name)
        }
        if not changed.keys().isdisjoint(SCALE_FIELDS):
            changed |= {name: getattr(trace, name) for name in SCALE_FIELDS}
        for chosen in self.list.chosen:
            traces[chosen] = replace(traces[chosen], **changed)
            self.list.item(chosen).setText(_summary(traces[chosen]))
        self.draft.montage = replace(self.draft.montage, traces=tuple(traces))
        self._show_chosen()
        self.preview.show_montage(self.draft.montage)

    def add_montage(self) -> None:
        """Add a montage with the traces in view."""
        lanes, labels = self._view.traces.lanes, self.form.channels
        traces = tuple(_as_shown(lane.trace, labels) for lane in lanes)
        self.refill(self.drafts.add(translate("MontageEditor", "My montage"), traces))
        self.name.setFocus()
        self.name.selectAll()

    def duplicate(self) -> None:
        """Add a copy of the montage shown."""
        copy = translate("MontageEditor", "{name}, copy").format(
            name=translate("Montages", self.draft.montage.name)
        )
        self.refill(self.drafts.duplicate(self.draft.montage, copy))
        self.name.setFocus()
        self.name.selectAll()

    def delete(self) -> None:
        """Take the montage shown away."""
        if self.draft.can_be_changed:
            index = self.choice.currentIndex()
            self.drafts.delete(index)
            self.refill(max(index - 1, 0))

    def add_trace(self) -> None:
        """Add a trace behind the one shown."""
        montage, row = self.draft.montage, self.list.currentRow() + 1
        traces = (*montage.traces[:row], MontageTrace(""), *montage.traces[row:])
        self._set(replace(montage, traces=traces), row)
        self.form.label.setFocus()

    def remove_trace(self) -> None:
        """Take the traces chosen out of the montage."""
        montage, chosen = self.draft.montage, self.list.chosen
        if self.draft.can_be_changed and chosen:
            kept = tuple(trace for row, trace in enumerate(montage.traces) if row not in chosen)
            self._set(replace(montage, traces=kept), chosen[0])

    def move_trace(self, step: int) -> None:
        """Move the trace shown up or down."""
        traces, row = list(self.draft.montage.traces), self.list.currentRow()
        if self.draft.can_be_changed and 0 <= row < len(traces) and 0 <= row + step < len(traces):
            traces[row], traces[row + step] = traces[row + step], traces[row]
            self._set(replace(self.draft.montage, traces=tuple(traces)), row + step)

    def accept(self) -> None:
        """Save what has changed; what cannot be saved is said, and the dialog stays."""
        index, sentence = self.drafts.problem()
        if not sentence:
            sentence = self._save()
        elif index != self.choice.currentIndex():
            self.show_montage(index)
        self.message.setText(sentence)
        if not sentence:
            super().accept()

    def _save(self) -> str:
        """Write the montages; a sentence says why that failed."""
        try:
            self.drafts.save()
        except OSError as error:
            text = translate("MontageEditor", "The montages could not be saved ({reason}).")
            return text.format(reason=localized(reason(error)))
        self._menu.refill(self.draft.montage)
        return ""

    def reject(self) -> None:
        """Give up what has changed, if that is meant."""
        if not self.drafts.is_changed or self.ask_discard():
            super().reject()


def _montage_box(choices: Sequence[tuple[str, float]], tip: str, parent: QWidget) -> QComboBox:
    """Choices of a montage, the first of which leaves what is in view."""
    box = QComboBox(parent)
    box.setToolTip(tip)
    box.addItem(translate("MontageEditor", "as in view"), 0.0)
    for text, value in choices:
        box.addItem(text, value)
    return box


def _choose_value(box: QComboBox, value: float, text_of: Callable[[float], str]) -> None:
    """Show a value of a montage; one that a file names and that is no choice becomes one."""
    if box.findData(value) < 0:
        box.addItem(text_of(value), value)
    box.setCurrentIndex(box.findData(value))


def _as_shown(trace: Derivation, labels: Sequence[str]) -> MontageTrace:
    """A trace of a montage that gives what is shown, in recordings with the same channels."""
    references = tuple(labels[index] for index in trace.references)
    channel = labels[trace.channel] if references else ""
    first, _, second = trace.label.partition("-")
    if not references and electrode(first) and electrode(second):
        channel, references = first, (second,)  # recorded as such here, from two electrodes elsewhere
    return MontageTrace(trace.label, channel, references[0] if len(references) == 1 else references or "")


def _summary(trace: MontageTrace) -> str:
    """A trace in the list."""
    text = trace.label.strip() or translate("MontageEditor", "(no label)")
    return text + "   " + translate("MontageEditor", "(hidden)") if trace.hidden else text


def _ask_discard(parent: QWidget) -> bool:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(translate("MontageEditor", "Montages"))
    box.setText(translate("MontageEditor", "Montages have been changed but not saved."))
    give_up = box.addButton(
        translate("MontageEditor", "&Discard the changes"), QMessageBox.ButtonRole.DestructiveRole
    )
    stay = box.addButton(translate("MontageEditor", "&Go on editing"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is give_up
