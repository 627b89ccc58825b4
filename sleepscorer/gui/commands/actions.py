"""Every action of the window, declared once: its keys, its place in the menus, its help."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, translate


@dataclass(frozen=True)
class ActionSpec:
    """One action.

    Attributes
    ----------
    name : str
        What handlers are found by.
    text : str
        Menu text in English, with its mnemonic; shown translated.
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


FILE = QT_TRANSLATE_NOOP("Menus", "&File")
EDIT = QT_TRANSLATE_NOOP("Menus", "&Edit")
SCORE = QT_TRANSLATE_NOOP("Menus", "&Score")
EVENT = QT_TRANSLATE_NOOP("Menus", "Eve&nt")
GO = QT_TRANSLATE_NOOP("Menus", "&Go")
VIEW = QT_TRANSLATE_NOOP("Menus", "&View")
HELP = QT_TRANSLATE_NOOP("Menus", "&Help")
PORTABLE = QKeySequence.SequenceFormat.PortableText
NATIVE = QKeySequence.SequenceFormat.NativeText
MENUS = (FILE, EDIT, SCORE, EVENT, GO, VIEW, HELP)

ACTIONS = (
    ActionSpec("open", QT_TRANSLATE_NOOP("Actions", "&Open recording..."), ("Ctrl+O",), FILE),
    ActionSpec("open_last", QT_TRANSLATE_NOOP("Actions", "Open the &last night"), ("Ctrl+Shift+O",), FILE),
    ActionSpec(
        "import_second",
        QT_TRANSLATE_NOOP("Actions", "Compare &with hypnograms..."),
        ("Ctrl+I",),
        FILE,
        separated=True,
    ),
    ActionSpec("close_second", QT_TRANSLATE_NOOP("Actions", "Close the compared &hypnogram"), (), FILE),
    ActionSpec("consensus", QT_TRANSLATE_NOOP("Actions", "Co&nsensus..."), ("Ctrl+Shift+J",), FILE),
    ActionSpec("import_events", QT_TRANSLATE_NOOP("Actions", "&Import events..."), (), FILE),
    ActionSpec(
        "export_edf", QT_TRANSLATE_NOOP("Actions", "&Export hypnogram..."), ("Ctrl+E",), FILE, separated=True
    ),
    ActionSpec(
        "export_csv", QT_TRANSLATE_NOOP("Actions", "Export hypnogram as CS&V..."), ("Ctrl+Shift+E",), FILE
    ),
    ActionSpec(
        "export_copy",
        QT_TRANSLATE_NOOP("Actions", "Export a cop&y of the recording with the scoring..."),
        (),
        FILE,
    ),
    ActionSpec("export_anonymous", QT_TRANSLATE_NOOP("Actions", "Export an anony&mous copy..."), (), FILE),
    ActionSpec("export_page", QT_TRANSLATE_NOOP("Actions", "Export the pa&ge..."), (), FILE, separated=True),
    ActionSpec("export_night", QT_TRANSLATE_NOOP("Actions", "Export the pic&ture of the night..."), (), FILE),
    ActionSpec("report", QT_TRANSLATE_NOOP("Actions", "&Report..."), ("Ctrl+Shift+P",), FILE),
    ActionSpec(
        "batch", QT_TRANSLATE_NOOP("Actions", "&Pre-score a folder..."), ("Ctrl+B",), FILE, separated=True
    ),
    ActionSpec("save", QT_TRANSLATE_NOOP("Actions", "&Save a checkpoint"), ("Ctrl+S",), FILE, separated=True),
    ActionSpec("quit", QT_TRANSLATE_NOOP("Actions", "&Quit"), ("Ctrl+Q",), FILE, separated=True),
    ActionSpec("undo", QT_TRANSLATE_NOOP("Actions", "&Undo"), ("Ctrl+Z",), EDIT),
    ActionSpec("redo", QT_TRANSLATE_NOOP("Actions", "&Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), EDIT),
    ActionSpec(
        "copy_picture", QT_TRANSLATE_NOOP("Actions", "&Copy the picture of the page"), ("Ctrl+Shift+C",), EDIT
    ),
    ActionSpec("roles", QT_TRANSLATE_NOOP("Actions", "Channel r&oles..."), ("Ctrl+R",), EDIT, separated=True),
    ActionSpec("edit_montages", QT_TRANSLATE_NOOP("Actions", "Edit &montages..."), ("Ctrl+M",), EDIT),
    ActionSpec("filter_values", QT_TRANSLATE_NOOP("Actions", "&Filter values..."), ("Shift+F",), EDIT),
    ActionSpec("preferences", QT_TRANSLATE_NOOP("Actions", "&Preferences..."), ("Ctrl+,",), EDIT),
    ActionSpec("prescore", QT_TRANSLATE_NOOP("Actions", "&Pre-score the night"), ("Ctrl+P",), SCORE),
    ActionSpec(
        "cancel", QT_TRANSLATE_NOOP("Actions", "&Cancel: selection, pre-scoring, ruler"), ("Esc",), SCORE
    ),
    ActionSpec("stage_w", QT_TRANSLATE_NOOP("Actions", "&Wake"), ("W", "0"), SCORE, separated=True),
    ActionSpec("stage_n1", QT_TRANSLATE_NOOP("Actions", "N&1"), ("1",), SCORE),
    ActionSpec("stage_n2", QT_TRANSLATE_NOOP("Actions", "N&2"), ("2",), SCORE),
    ActionSpec("stage_n3", QT_TRANSLATE_NOOP("Actions", "N&3"), ("3",), SCORE),
    ActionSpec("stage_r", QT_TRANSLATE_NOOP("Actions", "&REM"), ("R", "4", "5"), SCORE),
    ActionSpec("unscore", QT_TRANSLATE_NOOP("Actions", "&Unscored"), ("U", "Del"), SCORE),
    ActionSpec(
        "smart_fill", QT_TRANSLATE_NOOP("Actions", "&Fill short unscored gaps"), ("Ctrl+Shift+F",), SCORE
    ),
    ActionSpec(
        "accept", QT_TRANSLATE_NOOP("Actions", "&Accept this stage and go on"), ("Enter", "Return"), SCORE
    ),
    ActionSpec(
        "advance",
        QT_TRANSLATE_NOOP("Actions", "A stage key goes to the &next epoch"),
        (),
        SCORE,
        checkable=True,
        separated=True,
    ),
    ActionSpec("lights_off", QT_TRANSLATE_NOOP("Actions", "Lights &off here"), ("L",), SCORE, separated=True),
    ActionSpec("lights_on", QT_TRANSLATE_NOOP("Actions", "Lig&hts on here"), ("Shift+L",), SCORE),
    ActionSpec(
        "flag_movement", QT_TRANSLATE_NOOP("Actions", "&Movement or artefact"), ("M",), SCORE, separated=True
    ),
    ActionSpec("flag_not_sure", QT_TRANSLATE_NOOP("Actions", "Not &sure"), ("Q",), SCORE),
    ActionSpec("flag_bookmark", QT_TRANSLATE_NOOP("Actions", "&Bookmark"), ("B",), SCORE),
    ActionSpec("note", QT_TRANSLATE_NOOP("Actions", "No&te..."), ("N",), SCORE),
    ActionSpec("event_arousal", QT_TRANSLATE_NOOP("Actions", "&Arousal"), ("E, A",), EVENT),
    ActionSpec("event_obstructive", QT_TRANSLATE_NOOP("Actions", "&Obstructive apnoea"), ("E, O",), EVENT),
    ActionSpec("event_central", QT_TRANSLATE_NOOP("Actions", "&Central apnoea"), ("E, C",), EVENT),
    ActionSpec("event_mixed", QT_TRANSLATE_NOOP("Actions", "&Mixed apnoea"), ("E, M",), EVENT),
    ActionSpec("event_hypopnoea", QT_TRANSLATE_NOOP("Actions", "&Hypopnoea"), ("E, H",), EVENT),
    ActionSpec("event_limb", QT_TRANSLATE_NOOP("Actions", "&Limb movement"), ("E, L",), EVENT),
    ActionSpec("event_desaturation", QT_TRANSLATE_NOOP("Actions", "&Desaturation"), ("E, D",), EVENT),
    ActionSpec("event_spindle", QT_TRANSLATE_NOOP("Actions", "&Spindle"), ("E, S",), EVENT),
    ActionSpec("event_k_complex", QT_TRANSLATE_NOOP("Actions", "&K-complex"), ("E, K",), EVENT),
    ActionSpec("event_artefact", QT_TRANSLATE_NOOP("Actions", "Arte&fact"), ("E, F",), EVENT),
    ActionSpec(
        "cursor_right",
        QT_TRANSLATE_NOOP("Actions", "C&ursor on"),
        ("Alt+Shift+Right",),
        EVENT,
        separated=True,
    ),
    ActionSpec("cursor_left", QT_TRANSLATE_NOOP("Actions", "Cursor &back"), ("Alt+Shift+Left",), EVENT),
    ActionSpec(
        "cursor_down", QT_TRANSLATE_NOOP("Actions", "Cursor to the &next trace"), ("Alt+Shift+Down",), EVENT
    ),
    ActionSpec(
        "cursor_up", QT_TRANSLATE_NOOP("Actions", "Cursor to the &previous trace"), ("Alt+Shift+Up",), EVENT
    ),
    ActionSpec(
        "event_remove",
        QT_TRANSLATE_NOOP("Actions", "&Remove the chosen event"),
        ("E, Del", "E, X"),
        EVENT,
        separated=True,
    ),
    ActionSpec(
        "event_start_earlier",
        QT_TRANSLATE_NOOP("Actions", "Event starts 0.1 s earlier"),
        ("I",),
        EVENT,
        separated=True,
    ),
    ActionSpec("event_start_later", QT_TRANSLATE_NOOP("Actions", "Event starts 0.1 s later"), ("O",), EVENT),
    ActionSpec("event_end_earlier", QT_TRANSLATE_NOOP("Actions", "Event ends 0.1 s earlier"), ("J",), EVENT),
    ActionSpec("event_end_later", QT_TRANSLATE_NOOP("Actions", "Event ends 0.1 s later"), ("K",), EVENT),
    ActionSpec(
        "event_start_much_earlier",
        QT_TRANSLATE_NOOP("Actions", "Event starts 1 s earlier"),
        ("Shift+I",),
        EVENT,
    ),
    ActionSpec(
        "event_start_much_later", QT_TRANSLATE_NOOP("Actions", "Event starts 1 s later"), ("Shift+O",), EVENT
    ),
    ActionSpec(
        "event_end_much_earlier", QT_TRANSLATE_NOOP("Actions", "Event ends 1 s earlier"), ("Shift+J",), EVENT
    ),
    ActionSpec(
        "event_end_much_later", QT_TRANSLATE_NOOP("Actions", "Event ends 1 s later"), ("Shift+K",), EVENT
    ),
    ActionSpec("next", QT_TRANSLATE_NOOP("Actions", "&Next epoch"), ("Right",), GO),
    ActionSpec("previous", QT_TRANSLATE_NOOP("Actions", "&Previous epoch"), ("Left",), GO),
    ActionSpec("next_ten", QT_TRANSLATE_NOOP("Actions", "Ten epochs on"), ("PgDown",), GO),
    ActionSpec("previous_ten", QT_TRANSLATE_NOOP("Actions", "Ten epochs back"), ("PgUp",), GO),
    ActionSpec("first", QT_TRANSLATE_NOOP("Actions", "&First epoch"), ("Home",), GO),
    ActionSpec("last", QT_TRANSLATE_NOOP("Actions", "&Last epoch"), ("End",), GO),
    ActionSpec(
        "next_transition",
        QT_TRANSLATE_NOOP("Actions", "Next stage &transition"),
        ("Ctrl+Right",),
        GO,
        separated=True,
    ),
    ActionSpec(
        "previous_transition", QT_TRANSLATE_NOOP("Actions", "Previous stage transition"), ("Ctrl+Left",), GO
    ),
    ActionSpec(
        "next_unscored", QT_TRANSLATE_NOOP("Actions", "Next &unscored epoch"), ("Ctrl+Shift+Right",), GO
    ),
    ActionSpec(
        "previous_unscored", QT_TRANSLATE_NOOP("Actions", "Previous unscored epoch"), ("Ctrl+Shift+Left",), GO
    ),
    ActionSpec(
        "review_next", QT_TRANSLATE_NOOP("Actions", "Next epoch to re&view"), ("Space",), GO, separated=True
    ),
    ActionSpec(
        "review_previous", QT_TRANSLATE_NOOP("Actions", "Previous epoch to review"), ("Shift+Space",), GO
    ),
    ActionSpec(
        "review_by_risk",
        QT_TRANSLATE_NOOP("Actions", "&Review the most doubtful first"),
        (),
        GO,
        checkable=True,
    ),
    ActionSpec("next_disagreement", QT_TRANSLATE_NOOP("Actions", "Next &disagreement"), ("Alt+Right",), GO),
    ActionSpec(
        "previous_disagreement", QT_TRANSLATE_NOOP("Actions", "Previous disagreement"), ("Alt+Left",), GO
    ),
    ActionSpec(
        "next_compared", QT_TRANSLATE_NOOP("Actions", "Compare with the next hypnogram"), ("Alt+Down",), GO
    ),
    ActionSpec(
        "previous_compared",
        QT_TRANSLATE_NOOP("Actions", "Compare with the previous hypnogram"),
        ("Alt+Up",),
        GO,
    ),
    ActionSpec("next_marked", QT_TRANSLATE_NOOP("Actions", "Next flag &or note"), ("Ctrl+Down",), GO),
    ActionSpec("previous_marked", QT_TRANSLATE_NOOP("Actions", "Previous flag or note"), ("Ctrl+Up",), GO),
    ActionSpec(
        "select_next",
        QT_TRANSLATE_NOOP("Actions", "&Select on to the next epoch"),
        ("Shift+Right",),
        GO,
        separated=True,
    ),
    ActionSpec(
        "select_previous",
        QT_TRANSLATE_NOOP("Actions", "Select back to the previous epoch"),
        ("Shift+Left",),
        GO,
    ),
    ActionSpec(
        "go_to",
        QT_TRANSLATE_NOOP("Actions", "&Go to epoch or clock time..."),
        ("Ctrl+G",),
        GO,
        separated=True,
    ),
    ActionSpec("gain_up", QT_TRANSLATE_NOOP("Actions", "&Larger traces"), ("Up",), VIEW),
    ActionSpec("gain_down", QT_TRANSLATE_NOOP("Actions", "&Smaller traces"), ("Down",), VIEW),
    ActionSpec("page_longer", QT_TRANSLATE_NOOP("Actions", "Long&er page"), ("+", "="), VIEW),
    ActionSpec("page_shorter", QT_TRANSLATE_NOOP("Actions", "S&horter page"), ("-",), VIEW),
    ActionSpec(
        "page_whole",
        QT_TRANSLATE_NOOP("Actions", "Whole night on the page, and back"),
        ("Ctrl+Shift+N",),
        VIEW,
    ),
    ActionSpec("clear_boxes", QT_TRANSLATE_NOOP("Actions", "Clear ruler &boxes"), (), VIEW),
    ActionSpec(
        "filters", QT_TRANSLATE_NOOP("Actions", "&Filters"), ("F",), VIEW, checkable=True, separated=True
    ),
    ActionSpec(
        "slow_waves", QT_TRANSLATE_NOOP("Actions", "&Underline slow waves"), ("S",), VIEW, checkable=True
    ),
    ActionSpec("grid", QT_TRANSLATE_NOOP("Actions", "&Grid of one second"), ("G",), VIEW, checkable=True),
    ActionSpec("negative_up", QT_TRANSLATE_NOOP("Actions", "EEG negative u&p"), (), VIEW, checkable=True),
    ActionSpec("dark", QT_TRANSLATE_NOOP("Actions", "&Dark colours"), ("D",), VIEW, checkable=True),
    ActionSpec("show_all", QT_TRANSLATE_NOOP("Actions", "Show &all channels"), (), VIEW, separated=True),
    ActionSpec(
        "strip_in",
        QT_TRANSLATE_NOOP("Actions", "Zoom &in on the night"),
        ("Ctrl+=", "Ctrl++"),
        VIEW,
        separated=True,
    ),
    ActionSpec("strip_out", QT_TRANSLATE_NOOP("Actions", "&Zoom out of the night"), ("Ctrl+-",), VIEW),
    ActionSpec("strip_whole", QT_TRANSLATE_NOOP("Actions", "&Whole night"), ("Ctrl+0",), VIEW),
    ActionSpec(
        "events",
        QT_TRANSLATE_NOOP("Actions", "E&vents"),
        ("Ctrl+Shift+V",),
        VIEW,
        checkable=True,
        separated=True,
    ),
    ActionSpec(
        "comparison",
        QT_TRANSLATE_NOOP("Actions", "Comparison with other scorings"),
        ("Ctrl+J",),
        VIEW,
        checkable=True,
    ),
    ActionSpec("statistics", QT_TRANSLATE_NOOP("Actions", "Sta&tistics"), ("Ctrl+T",), VIEW, checkable=True),
    ActionSpec(
        "zen", QT_TRANSLATE_NOOP("Actions", "&Only traces and hypnogram"), ("F11",), VIEW, checkable=True
    ),
    ActionSpec("palette", QT_TRANSLATE_NOOP("Actions", "&Commands..."), ("Ctrl+K",), HELP),
    ActionSpec("keys", QT_TRANSLATE_NOOP("Actions", "&Keys"), ("?",), HELP),
    ActionSpec("tour", QT_TRANSLATE_NOOP("Actions", "&Tour"), (), HELP),
    ActionSpec("notices", QT_TRANSLATE_NOOP("Actions", "&Notices of this recording"), (), HELP),
    ActionSpec("about", QT_TRANSLATE_NOOP("Actions", "&About sleepscorer"), (), HELP),
)


NEED_A_NIGHT = (
    "import_second",
    "import_events",
    "smart_fill",
    "export_edf",
    "export_csv",
    "export_copy",
    "export_anonymous",
    "export_page",
    "export_night",
    "copy_picture",
    "report",
    "save",
    "roles",
    "go_to",
    "notices",
)
"""Actions that are greyed out while no night is open."""
NEED_ANOTHER = (
    "close_second",
    "consensus",
    "next_disagreement",
    "previous_disagreement",
    "next_compared",
    "previous_compared",
)
"""Actions that are greyed out while no other scorer's hypnogram is open."""
ONE_BY_ONE = (SCORE, EVENT)
"""Menus whose keys do one thing for one press: a key held down must not score what nobody has looked at."""
REPEATED = tuple(
    spec.name for spec in ACTIONS if spec.name.startswith(("cursor_", "event_start_", "event_end_"))
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
        action = QAction(translate("Actions", spec.text), owner)
        action.setObjectName(spec.name)
        action.setShortcuts([QKeySequence(key, PORTABLE) for key in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(spec.checkable)
        action.setAutoRepeat(spec.menu not in ONE_BY_ONE or spec.name in REPEATED)
        handler = handlers[spec.name]
        if spec.checkable:
            action.toggled.connect(handler)
        else:
            action.triggered.connect(lambda checked=False, run=handler: run())
        owner.addAction(action)
        made[spec.name] = action
    return made


def keys_table(actions: Mapping[str, QAction]) -> list[tuple[str, str, str]]:
    """Menu, action and keys of every action that has keys now, for the help."""
    return [
        (
            translate("Menus", spec.menu).replace("&", ""),
            translate("Actions", spec.text).replace("&", "").rstrip("."),
            " / ".join(key.toString(NATIVE) for key in actions[spec.name].shortcuts()),
        )
        for spec in ACTIONS
        if actions[spec.name].shortcuts()
    ]
