"""Every action of the window, declared once: its keys, its place in the menus, its help."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class ActionSpec:
    """One action.

    Attributes
    ----------
    name : str
        What handlers are found by.
    text : str
        Menu text, with its mnemonic.
    keys : tuple of str
        Portable key sequences; the first one is shown.
    menu : str
        Menu it stands in.
    checkable : bool
    separated : bool
        Whether a line stands above it.
    """

    name: str
    text: str
    keys: tuple[str, ...]
    menu: str
    checkable: bool = False
    separated: bool = False


FILE, EDIT, SCORE, EVENT = "&File", "&Edit", "&Score", "E&vent"
GO, VIEW, HELP = "&Go", "&View", "&Help"
NATIVE = QKeySequence.SequenceFormat.NativeText
MENUS = (FILE, EDIT, SCORE, EVENT, GO, VIEW, HELP)

ACTIONS = (
    ActionSpec("open", "&Open recording...", ("Ctrl+O",), FILE),
    ActionSpec("import_second", "&Compare with a hypnogram...", ("Ctrl+I",), FILE),
    ActionSpec("agreement", "&Agreement with the second hypnogram...", ("Ctrl+J",), FILE),
    ActionSpec("close_second", "Close the &second hypnogram", (), FILE),
    ActionSpec("export_edf", "&Export hypnogram...", ("Ctrl+E",), FILE, separated=True),
    ActionSpec("export_csv", "Export hypnogram as C&SV...", ("Ctrl+Shift+E",), FILE),
    ActionSpec("export_copy", "Export a &copy of the recording with the scoring...", (), FILE),
    ActionSpec("report", "&Report...", ("Ctrl+Shift+P",), FILE),
    ActionSpec("save", "Save a &checkpoint", ("Ctrl+S",), FILE, separated=True),
    ActionSpec("quit", "&Quit", ("Ctrl+Q",), FILE, separated=True),
    ActionSpec("undo", "&Undo", ("Ctrl+Z",), EDIT),
    ActionSpec("redo", "&Redo", ("Ctrl+Y", "Ctrl+Shift+Z"), EDIT),
    ActionSpec("roles", "Channel &roles...", ("Ctrl+R",), EDIT, separated=True),
    ActionSpec("preferences", "&Preferences...", ("Ctrl+,",), EDIT),
    ActionSpec("prescore", "&Pre-score the night", ("Ctrl+P",), SCORE),
    ActionSpec("cancel", "&Cancel: selection, pre-scoring, ruler", ("Esc",), SCORE),
    ActionSpec("stage_w", "&Wake", ("W", "0"), SCORE, separated=True),
    ActionSpec("stage_n1", "N&1", ("1",), SCORE),
    ActionSpec("stage_n2", "N&2", ("2",), SCORE),
    ActionSpec("stage_n3", "N&3", ("3",), SCORE),
    ActionSpec("stage_r", "&REM", ("R", "4", "5"), SCORE),
    ActionSpec("unscore", "&Unscored", ("U", "Del"), SCORE),
    ActionSpec("accept", "&Accept this stage and go on", ("Return", "Enter"), SCORE),
    ActionSpec("advance", "A stage key goes to the &next epoch", (), SCORE, checkable=True, separated=True),
    ActionSpec("lights_off", "Lights &off here", ("L",), SCORE, separated=True),
    ActionSpec("lights_on", "Lights o&n here", ("Shift+L",), SCORE),
    ActionSpec("flag_movement", "&Movement or artefact", ("M",), SCORE, separated=True),
    ActionSpec("flag_not_sure", "Not s&ure", ("Q",), SCORE),
    ActionSpec("flag_bookmark", "&Bookmark", ("B",), SCORE),
    ActionSpec("note", "No&te...", ("N",), SCORE),
    ActionSpec("event_arousal", "&Arousal", ("E, A",), EVENT),
    ActionSpec("event_obstructive", "&Obstructive apnoea", ("E, O",), EVENT),
    ActionSpec("event_central", "&Central apnoea", ("E, C",), EVENT),
    ActionSpec("event_mixed", "&Mixed apnoea", ("E, M",), EVENT),
    ActionSpec("event_hypopnoea", "&Hypopnoea", ("E, H",), EVENT),
    ActionSpec("event_limb", "&Limb movement", ("E, L",), EVENT),
    ActionSpec("event_desaturation", "&Desaturation", ("E, D",), EVENT),
    ActionSpec("event_spindle", "&Spindle", ("E, S",), EVENT),
    ActionSpec("event_k_complex", "&K-complex", ("E, K",), EVENT),
    ActionSpec("event_artefact", "Arte&fact", ("E, F",), EVENT),
    ActionSpec("event_remove", "&Remove the event at the cursor", ("E, Del", "E, X"), EVENT, separated=True),
    ActionSpec("next", "&Next epoch", ("Right",), GO),
    ActionSpec("previous", "&Previous epoch", ("Left",), GO),
    ActionSpec("next_ten", "Ten epochs on", ("PgDown",), GO),
    ActionSpec("previous_ten", "Ten epochs back", ("PgUp",), GO),
    ActionSpec("first", "&First epoch", ("Home",), GO),
    ActionSpec("last", "&Last epoch", ("End",), GO),
    ActionSpec("next_transition", "Next stage &transition", ("Ctrl+Right",), GO, separated=True),
    ActionSpec("previous_transition", "Previous stage transition", ("Ctrl+Left",), GO),
    ActionSpec("next_unscored", "Next &unscored epoch", ("Ctrl+Shift+Right",), GO),
    ActionSpec("previous_unscored", "Previous unscored epoch", ("Ctrl+Shift+Left",), GO),
    ActionSpec("review_next", "Next epoch to re&view", ("Space",), GO, separated=True),
    ActionSpec("review_previous", "Previous epoch to review", ("Shift+Space",), GO),
    ActionSpec("review_by_risk", "Review the most doubtful &first", (), GO, checkable=True),
    ActionSpec("next_disagreement", "Next &disagreement", ("Alt+Right",), GO),
    ActionSpec("previous_disagreement", "Previous disagreement", ("Alt+Left",), GO),
    ActionSpec("next_marked", "Next &flag or note", ("Ctrl+Down",), GO),
    ActionSpec("previous_marked", "Previous flag or note", ("Ctrl+Up",), GO),
    ActionSpec("select_next", "&Select on to the next epoch", ("Shift+Right",), GO, separated=True),
    ActionSpec("select_previous", "Select back to the previous epoch", ("Shift+Left",), GO),
    ActionSpec("go_to", "&Go to epoch or clock time...", ("Ctrl+G",), GO, separated=True),
    ActionSpec("gain_up", "&Larger traces", ("Up",), VIEW),
    ActionSpec("gain_down", "&Smaller traces", ("Down",), VIEW),
    ActionSpec("page_longer", "&Longer page", ("+", "="), VIEW),
    ActionSpec("page_shorter", "S&horter page", ("-",), VIEW),
    ActionSpec("clear_boxes", "Clear &ruler boxes", (), VIEW),
    ActionSpec("filters", "&Filters", ("F",), VIEW, checkable=True, separated=True),
    ActionSpec("slow_waves", "&Underline slow waves", ("S",), VIEW, checkable=True),
    ActionSpec("grid", "&Grid of one second", ("G",), VIEW, checkable=True),
    ActionSpec("negative_up", "EEG &negative up", (), VIEW, checkable=True),
    ActionSpec("dark", "&Dark colours", ("D",), VIEW, checkable=True),
    ActionSpec("show_all", "Show &all channels", (), VIEW, separated=True),
    ActionSpec("strip_in", "Zoom &in on the night", ("Ctrl+=", "Ctrl++"), VIEW, separated=True),
    ActionSpec("strip_out", "Zoom &out of the night", ("Ctrl+-",), VIEW),
    ActionSpec("strip_whole", "&Whole night", ("Ctrl+0",), VIEW),
    ActionSpec("events", "E&vents", ("Ctrl+Shift+V",), VIEW, checkable=True),
    ActionSpec("statistics", "&Statistics", ("Ctrl+T",), VIEW, checkable=True),
    ActionSpec("zen", "&Only traces and hypnogram", ("F11",), VIEW, checkable=True),
    ActionSpec("palette", "&Commands...", ("Ctrl+K",), HELP),
    ActionSpec("keys", "&Keys", ("?",), HELP),
    ActionSpec("notices", "&Notices of this recording", (), HELP),
    ActionSpec("about", "&About sleepscorer", (), HELP),
)


def make_actions(owner: QWidget, handlers: Mapping[str, Callable[..., object]]) -> dict[str, QAction]:
    """Make the actions, each with its keys and what it does.

    Parameters
    ----------
    owner : QWidget
        Window in which the keys work, wherever its focus is.
    handlers : mapping of name to callable
        A checkable action hands over its state.

    Raises
    ------
    KeyError
        If an action has no handler.
    """
    made = {}
    for spec in ACTIONS:
        action = QAction(spec.text, owner)
        action.setObjectName(spec.name)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(spec.checkable)
        handler = handlers[spec.name]
        if spec.checkable:
            action.toggled.connect(handler)
        else:
            action.triggered.connect(lambda checked=False, run=handler: run())
        owner.addAction(action)
        made[spec.name] = action
    return made


def keys_table() -> list[tuple[str, str, str]]:
    """Menu, action and keys of every action that has keys, for the help."""
    return [
        (
            spec.menu.replace("&", ""),
            spec.text.replace("&", "").rstrip("."),
            ", ".join(QKeySequence(key).toString(NATIVE) for key in spec.keys),
        )
        for spec in ACTIONS
        if spec.keys
    ]
