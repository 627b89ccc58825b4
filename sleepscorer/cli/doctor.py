"""Sub-command ``doctor``: checks of the installation."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sleepscorer.diagnostics.doctor import Finding


def declare_doctor(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``doctor``."""
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--self-test", action="store_true", help="pre-score the sample night, too")


def run_doctor(arguments: argparse.Namespace) -> int:
    """Print a line per check; 1 if something is broken."""
    from dataclasses import asdict

    from sleepscorer.cli.tables import print_json
    from sleepscorer.diagnostics.doctor import FindingState, examine
    from sleepscorer.diagnostics.self_test import examine_fully

    findings = []
    for finding in examine_fully() if arguments.self_test else examine():
        findings.append(finding)
        if not arguments.json:
            _print(finding)
    if arguments.json:
        print_json([asdict(finding) for finding in findings])
    return int(any(finding.state is FindingState.BROKEN for finding in findings))


def _print(finding: Finding) -> None:
    print(f"{finding.state.value:6}  {finding.name}: {finding.found}", flush=True)
    if finding.todo:
        print(f"        {finding.todo}", flush=True)
