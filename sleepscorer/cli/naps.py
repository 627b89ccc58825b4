"""Sub-command ``naps``: latencies of an MSLT or MWT, and its report."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sleepscorer import __version__
from sleepscorer.cli.tables import print_json, print_table
from sleepscorer.errors import SleepscorerError

if TYPE_CHECKING:
    from sleepscorer.report.scored_naps import ScoredNaps
    from sleepscorer.statistics import Nap
    from sleepscorer.storage.nap_session import NapSession

_COLUMNS = ("nap", "lights off", "latency min", "TST min", "REM latency min", "SOREMP", "? min")


def declare_naps(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``naps``."""
    add = parser.add_argument
    text = "session file (.naps.json), or the recordings of the naps in their order, scored in the window"
    add("paths", nargs="+", type=Path, metavar="PATH", help=text)
    add("--mwt", action="store_true", help="of recordings: 40 min without sleep, as in an MWT, instead of 20")
    add("--keep", type=Path, metavar="OUT.naps.json", help="write a session file that names the recordings")
    add("--report", type=Path, metavar="OUT.html", help="write the report, without the patient's name")
    add("--json", action="store_true", help="print every figure as JSON")


def run_naps(arguments: argparse.Namespace) -> int:
    """Print the latencies of naps, their mean and the SOREMPs, and write their report.

    Raises
    ------
    SleepscorerError
        If the session file or a recording cannot be read, a nap is not scored, or nothing can be written.
    """
    from sleepscorer.report.scored_naps import scored_naps
    from sleepscorer.storage.nap_session import is_nap_session, write_nap_session

    report, keep = arguments.report, arguments.keep
    if report is not None and report.suffix.lower() not in (".html", ".htm"):
        raise SleepscorerError(f"{report} is no web page; write OUT.html, or make a PDF in the window.")
    if keep is not None and not is_nap_session(keep):
        raise SleepscorerError(f"{keep} is no name of a session file; write OUT.naps.json.")
    session = _session(arguments)
    naps = scored_naps(session)
    if keep is not None:
        write_nap_session(session, keep)
    if report is not None:
        _write_report(session, naps, report)
    if arguments.json:
        print_json(_values(session, naps))
    else:
        _print(naps)
    return 0


def _session(arguments: argparse.Namespace) -> NapSession:
    from sleepscorer.storage.nap_session import NapProtocol, NapSession, is_nap_session, read_nap_session

    files = [path for path in arguments.paths if is_nap_session(path)]
    if files and (len(arguments.paths) > 1 or arguments.mwt):
        raise SleepscorerError("Name one session file alone, which says the protocol too, or recordings.")
    if files:
        return read_nap_session(files[0])
    return NapSession(NapProtocol.MWT if arguments.mwt else NapProtocol.MSLT, tuple(arguments.paths))


def _values(session: NapSession, naps: ScoredNaps) -> dict[str, Any]:
    return {
        "protocol": session.protocol.value,
        "naps": [
            {
                "nap": nap.name,
                "start": nap.start.isoformat() if nap.start else None,
                "sleep_latency_min": nap.latency_min,
                "slept": nap.slept,
                "tst_min": nap.sleep.tst_min,
                "rem_latency_min": nap.rem_latency_min,
                "soremp": nap.is_soremp,
                "unscored_min": nap.sleep.unscored_min,
            }
            for nap in naps.test.naps
        ],
        "mean_latency_min": naps.test.mean_latency_min,
        "soremps": naps.test.soremps,
        "notices": list(map(str, naps.notices)),
    }


def _print(naps: ScoredNaps) -> None:
    print_table([_COLUMNS, *map(_row, naps.test.naps)], right=True)
    mean = naps.test.mean_latency_min
    n_scored = len(naps.test.scored)
    latency = "-" if mean is None else f"{mean:.1f} min"
    print(f"mean latency {latency}, SOREMPs {naps.test.soremps} of {n_scored} scored naps")
    for sentence in naps.notices:
        print(sentence)


def _row(nap: Nap) -> tuple[str, ...]:
    soremp = ("yes" if nap.is_soremp else "no") if nap.is_scored else "-"
    start = f"{nap.start:%H:%M}" if nap.start else "-"
    figures = (nap.latency_min, nap.sleep.tst_min, nap.rem_latency_min)
    minutes = ["-" if value is None else f"{value:.1f}" for value in figures]
    return (nap.name, start, *minutes, soremp, f"{nap.sleep.unscored_min:.1f}")


def _write_report(session: NapSession, naps: ScoredNaps, path: Path) -> None:
    from sleepscorer.atomic import write_atomically
    from sleepscorer.report import ReportFacts, html_of, nap_report

    program = f"sleepscorer {__version__}"
    facts = ReportFacts("", None, 0.0, datetime.now(), program)
    content = nap_report(facts, naps.test, naps.scorings, longest_min=session.protocol.longest_min)
    try:
        write_atomically(path, html_of(content))
    except OSError as error:
        raise SleepscorerError(f"{path} could not be written ({error.strerror}).") from error
