"""A kind of event, a rule of the review, a parameter, a setting, a command and a format are each one row.

The rows are put into the tables' source as somebody would write them, in a process of its own; what they need
of code is a temporary module. Everything that shows them is then asked for them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEMPORARY = """
import numpy as np

def three_alike(stages):
    return np.r_[False, False, (stages[2:] == stages[1:-1]) & (stages[1:-1] == stages[:-2])]

def encode(scoring, start):
    return "\\n".join(map(str, scoring.stages.tolist())).encode()
"""
ROWS = {
    "sleepscorer.scoring.events": (
        "    ARTEFACT = EventType(",
        '    HICCUP = EventType("hiccup", QT_TRANSLATE_NOOP("Words", "hiccup"), "Hc", "Hiccup", '
        'report={"en": "Hiccups", "de": "Schluckaufe"}, group=EventGroup.BREATHING, words=("hiccup",), '
        'command=EventCommand("event_hiccup", QT_TRANSLATE_NOOP("Actions", "Hicc&up"), "E, Z"))\n',
    ),
    "sleepscorer.review.rules": (
        "    FLAT = Rule(",
        '    THREE = Rule(QT_TRANSLATE_NOOP("Reason", "Three alike."), 0.9, '
        '__import__("temporary").three_alike, is_rare=True)\n',
    ),
    "sleepscorer.statistics.parameters": (
        '    Parameter(\n        "waso_min",',
        '    Parameter("n1_epochs", "", lambda sleep: round(2 * sleep.stage_min[Stage.N1]), '
        'label=QT_TRANSLATE_NOOP("Statistics", "Epochs of N1"), report={"en": "Epochs of stage N1"}, '
        'heading="N1 epochs"),\n',
    ),
    "sleepscorer.statistics.night_parameters": (
        '    Parameter(\n        "odi_3",',
        '    Parameter("marks", "", lambda night: night.events.tally.marked, '
        'label=QT_TRANSLATE_NOOP("Statistics", "Marks of the night"), '
        'report={"en": "Marks by hand"}, heading="Marks", section="oxygen"),\n',
    ),
    "sleepscorer.settings": (
        "    keys: str = setting(",
        '    night_light: bool = setting(True, "the lamp is dimmed", '
        'form=Check(QT_TRANSLATE_NOOP("Preferences", "Dim the lamp")))\n',
    ),
    "sleepscorer.gui.help.commands": (
        '        Command("tour",',
        '        Command("dim", QT_TRANSLATE_NOOP("Actions", "D&im the lamp"), HELP, 0, '
        'keys=("Ctrl+Alt+D",), '
        'setting="night_light"),\n',
    ),
    "sleepscorer.formats.catalogue": (
        '    HypnogramFormat(\n        "csv",',
        '    HypnogramFormat("plain", ("_plain.txt",), any_text, read_text_hypnogram, '
        '_checked(__import__("temporary").encode, read_text_hypnogram), "One number a line"),\n',
    ),
}
RUN = """
import importlib.machinery as machinery, importlib.util as util, json, os, sys
from pathlib import Path

ROOT, FOLDER = Path(sys.argv[1]), Path(sys.argv[2])
sys.path[:0] = [str(ROOT), str(FOLDER)]
ROWS = json.loads((FOLDER / "rows.json").read_text())
usual = machinery.SourceFileLoader.get_code

def get_code(loader, name):
    if name not in ROWS:
        return usual(loader, name)
    (anchor, row), text = ROWS[name], loader.get_source(name)
    assert text.count(anchor) == 1, (name, anchor)
    return compile(text.replace(anchor, row + anchor), loader.path, "exec")

machinery.SourceFileLoader.get_code = get_code

import numpy as np
from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, Scoring, event_from_text
from sleepscorer.scoring import scoring_from_stages

from sleepscorer.gui.app import make_application
application = make_application()
stages = np.array([0, 1, 2, 2, 2, 3, 4, 4, 0, 0])
scoring = scoring_from_stages(stages, Author(AuthorKind.TECHNICIAN, "AB"))
scoring.apply(scoring.add_events([Event(EventKind.HICCUP, 70.0, 5.0)], Author(AuthorKind.TECHNICIAN, "AB")))
found = {}

def tool(name):
    spec = util.spec_from_file_location(name, ROOT / "docs" / "tools" / f"{name}.py")
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

from sleepscorer.formats import FORMATS, read_hypnogram, write_hypnogram
from sleepscorer.scoring.event_words import kind_of_words
from sleepscorer.scoring.change_json import event_from_json, event_to_json
from sleepscorer.statistics import event_statistics, parameters_of, sleep_statistics

sleep = sleep_statistics(stages)
found["text"] = event_from_text("Hiccup", 0, 1).kind == "hiccup" == kind_of_words("Hiccup")
found["kept"] = event_from_json(event_to_json(scoring.events[0])) == scoring.events[0]
found["index"] = event_statistics(scoring.events, stages).by_kind[EventKind.HICCUP].count == 1
found["api"] = parameters_of(sleep)["n1_epochs"] == 1

from sleepscorer.report import ReportFacts, report_html, texts_of
from datetime import datetime
facts = ReportFacts("n.edf", None, 300.0, datetime(2024, 1, 2), "p", technician="AB", channels=("C4",))
english = report_html(facts, scoring)
found["event in the report"] = "Hiccups" in english
found["event in a German report"] = "Schluckaufe" in report_html(facts, scoring, texts_of("de"))
found["parameter in the report"] = "Epochs of stage N1" in english

from sleepscorer.batch.summary import HEADER
from sleepscorer.batch.summary_page import page_of
found["parameter in the summary"] = "n1_epochs" in HEADER
found["parameter on the page"] = "N1 epochs" in page_of([], [], {"n1_epochs": (1.0, 1.0, 1.0)})

from sleepscorer.statistics import night_statistics
night = night_statistics(stages, scoring.events)
found["parameter of the night in the summary"] = "marks" in HEADER
found["parameter of the night on the page"] = "Marks" in page_of([], [], {"marks": (1.0, 1.0, 1.0)})
from sleepscorer.gui.panels import statistics as panel
found["parameter of the night in the panel"] = ("Marks of the night", "1") in panel._night_rows(night)
found["parameter in the panel"] = ("Epochs of N1", "1") in panel._sleep_rows(sleep)
found["event in the panel"] = any("Hiccup" in row[0] for row in panel._event_rows(
    event_statistics(scoring.events, stages)))

from sleepscorer.review.rules import Reason, WEIGHTS, rule_hits
from sleepscorer.gui.i18n.labels import reason_text
found["rule holds"] = np.flatnonzero(rule_hits(stages)[Reason.THREE]).tolist() == [4]
found["rule weighs"] = WEIGHTS[Reason.THREE] == 0.9
found["rule is said"] = reason_text(Reason.THREE) == "Three alike."

from sleepscorer.gui.preferences.dialog import PreferencesDialog
from sleepscorer.settings import Settings, load_settings, save_settings
settings = Settings()
dialog = PreferencesDialog(settings, ["Usual keys"], 4.0)
box = dialog.fields["night_light"]
found["setting is asked for"] = (box.text(), box.isChecked()) == ("Dim the lamp", True)
box.setChecked(False)
for name, value in dialog.chosen().items():
    setattr(settings, name, value)
save_settings(settings, FOLDER / "settings.json")
found["setting is kept"] = load_settings(FOLDER / "settings.json").night_light is False
(FOLDER / "settings.json").write_text('{"night_light": "no"}')
found["setting of another kind is passed over"] = load_settings(FOLDER / "settings.json").night_light is True

plain = write_hypnogram(FOLDER / "n_plain.txt", scoring, None)
found["format is written"] = plain.name == "plain"
found["format is read"] = (FOLDER / "n_plain.txt").read_text().split()[1] == "1"
from sleepscorer.gui.files.exports import _filter
found["format is offered"] = "One number a line (*_plain.txt)" in [_filter(row) for row in FORMATS]

made = tool("make_tables")
found["event in the docs"] = "| hiccup | Hc | `Hiccup` | `E, Z` |" in made.event_table()
found["rule in the docs"] = "| Three alike. | 0.90 | yes |" in made.rule_table()
found["parameter in the docs"] = "| `n1_epochs` |  | Epochs of N1 | Epochs of stage N1 | yes |" in (
    made.parameter_table())
found["parameter of the night in the docs"] = (
    "| `marks` |  | Marks of the night | Marks by hand | yes |" in made.parameter_table()
)
found["setting in the docs"] = "| `night_light` | `true` | the lamp is dimmed | preferences |" in (
    made.settings_table())
found["event among the keys"] = "| Hiccup | `E, Z` | `event_hiccup` |" in (keys := tool("make_keys").page())
found["command among the keys"] = "| Dim the lamp | `Ctrl+Alt+D` | `dim` |" in keys

from sleepscorer.gui.app import make_window
window = make_window(FOLDER / "state")
action = window.actions_by_name["event_hiccup"]
found["event in the menu"] = action.text() == "Hicc&up"
from sleepscorer.gui.help.texts import keys_html
help_page = keys_html(window.commands)
found["event in the help"] = "Hiccup" in help_page
found["command in the help"] = "Dim the lamp" in help_page
dim = window.actions_by_name["dim"]
menus = {menu.title(): menu for menu in window.menus.values()}
found["command in the menu"] = dim in menus["&Help"].actions()
before = window.settings.night_light
dim.trigger()
found["command switches its setting"] = window.settings.night_light is not before
print(json.dumps(found))
os._exit(0)
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bool]:
    """What a process found in which every table has one more row."""
    folder = tmp_path_factory.mktemp("rows")
    (folder / "temporary.py").write_text(TEMPORARY)
    (folder / "rows.json").write_text(json.dumps(ROWS))
    (folder / "run.py").write_text(RUN)
    done = subprocess.run(
        [sys.executable, str(folder / "run.py"), str(ROOT), str(folder)],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
        cwd=folder,
    )
    assert done.stdout, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


def test_a_row_is_found_wherever_its_kind_is_shown(found: dict[str, bool]) -> None:
    assert [name for name, is_there in found.items() if not is_there] == []
    assert len(found) > 25


@pytest.mark.parametrize("kind", ["event", "rule", "parameter", "setting", "command", "format"])
def test_each_kind_was_looked_for(found: dict[str, bool], kind: str) -> None:
    assert [name for name in found if name.startswith(kind)]
