"""Sub-command ``events``: events proposed by an event scorer, for many recordings at once."""

from __future__ import annotations

import argparse
from pathlib import Path

from sleepscorer.cli import prescoring

FORMATS = ("edf", "annot")
"""What is written beside the table of events and their indices."""


def declare_events(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``events``."""
    add = parser.add_argument
    add("paths", nargs="*", type=Path, metavar="FILE|FOLDER")
    add("--out", type=Path, metavar="DIR", help="folder for the results; else beside each file")
    add("--profile", default="", metavar="NAME", help="rules to go by; --profiles lists them")
    add("--profiles", action="store_true", help="list the rules that there are, and do nothing else")
    add("--model", metavar="NAME", help="model for stages where the window has kept none")
    add(
        "--jobs",
        "--workers",
        dest="workers",
        type=prescoring.positive,
        metavar="N",
        help="files scored at once; else one a CPU",
    )
    add("--sidecar", action="store_true", help="nights open with their events, where not yet begun")
    prescoring.declare_unit(parser)
    add("--redo", action="store_true", help="score again what an earlier run has done")
    add("--json", action="store_true", help="tell progress as a JSON object per line")
    parser.set_defaults(refuse=parser.error)


def run_events(arguments: argparse.Namespace) -> int:
    """Write the events that are proposed for recordings, and their indices."""
    if arguments.profiles:
        return _list_profiles()
    if not arguments.paths:
        arguments.refuse("name a file or a folder")
    options = {
        "formats": FORMATS,
        "sidecar": arguments.sidecar,
        "units": dict(arguments.unit),
        "redo": arguments.redo,
        "events": arguments.profile,
        "takes_kept_stages": True,
        "workers": arguments.workers,
    }
    return prescoring.run_and_tell(arguments, options)


def _list_profiles() -> int:
    from sleepscorer.prescoring.events.scorers import load_event_scorer

    for profile in load_event_scorer().profiles:
        print(f"{profile.name:22} {profile.meaning}")
    return 0
