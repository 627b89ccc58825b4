"""Sub-command ``prescore``: many recordings at once."""

from __future__ import annotations

import argparse
import glob
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sleepscorer.cli.paths import expanded

if TYPE_CHECKING:
    from sleepscorer.batch import BatchPlan, JsonProgress, Outcome, Shard
    from sleepscorer.batch.planning import IsExcluded

_DAY_S = 86_400
_DONE, _WITH_FAILURES, _INTERRUPTED = 0, 1, 130
_OF_SCORING = {
    "--model": "model",
    "--format": "format",
    "--jobs": "workers",
    "--shard": "shard",
    "--dask": "dask",
    "--sidecar": "sidecar",
    "--unit": "unit",
    "--events": "events",
    "--dry-run": "dry_run",
    "--watch": "watch",
    "--pattern": "pattern",
}
"""Options that say what to score, by the name of their value."""


def declare_unit(parser: argparse.ArgumentParser) -> None:
    """Declare the option that says in which unit a channel is."""
    text = "unit of a channel whose header tells none, or a wrong one; may be given again"
    parser.add_argument("--unit", action="append", type=_unit, default=[], metavar="LABEL=UNIT", help=text)


def _unit(text: str) -> tuple[str, str]:
    from sleepscorer.units import CHOICES

    label, equals, unit = text.rpartition("=")
    plain = unit.strip().replace("\N{MICRO SIGN}", "u").replace("\N{GREEK SMALL LETTER MU}", "u")
    if not equals or not label.strip() or plain not in CHOICES:
        raise argparse.ArgumentTypeError(f"must be LABEL=UNIT, the unit one of {', '.join(CHOICES)}")
    return label.strip(), plain


def declare_prescore(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``prescore``."""
    add = parser.add_argument
    add("paths", nargs="*", type=Path, metavar="FILE|FOLDER")
    add("--out", type=Path, metavar="DIR", help="folder for the results; else beside each file")
    add("--model", metavar="NAME", help="family of models, one model, or an outside scorer")
    add("--format", metavar="F,F", help="formats to write; else edf,csv")
    add(
        "--jobs",
        "--workers",
        dest="workers",
        type=positive,
        metavar="N",
        help="files scored at once; else one a CPU",
    )
    add("--shard", type=_shard, metavar="I/N", help="score share I of N, for several machines")
    add("--dask", metavar="ADDRESS", help="score on the workers of a dask scheduler: tcp://HOST:8786")
    add("--pattern", default="", metavar="GLOB", help="of folders, only recordings it fits: 'sub-*_psg.edf'")
    add("--sidecar", action="store_true", help="nights open pre-scored in the window, where not yet begun")
    declare_unit(parser)
    add(
        "--events",
        nargs="?",
        const="",
        metavar="PROFILE",
        help="propose events, too, by these rules (see 'sleepscorer events --profiles')",
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--resume", action="store_true", help="keep what an earlier run has done (the default)")
    what.add_argument("--redo", action="store_true", help="score again what an earlier run has done")
    what.add_argument("--merge", action="store_true", help="sum up all shares in a folder of results")
    add("--dry-run", action="store_true", help="say what would be done, and write nothing")
    add(
        "--watch",
        type=_seconds,
        nargs="?",
        const=30,
        metavar="S",
        help="score what comes in; look every S s",
    )
    add("--json", action="store_true", help="tell progress as a JSON object per line")
    parser.set_defaults(refuse=parser.error)


def positive(text: str) -> int:
    """Parse a number of 1 or more."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return int(text)


def _seconds(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _DAY_S:
        raise argparse.ArgumentTypeError(f"must be 1 to {_DAY_S}")
    return int(text)


def run_prescore(arguments: argparse.Namespace) -> int:
    """Score recordings and write their hypnograms."""
    from sleepscorer.batch import JsonProgress

    _take_file_for_file(arguments)
    _refuse_what_would_be_ignored(arguments)
    options = _options(arguments)
    telling = JsonProgress(sys.stdout) if arguments.json else None
    if arguments.merge:
        return _merge(arguments, telling)
    if arguments.dry_run:
        return _print_plan(arguments, options, telling)
    with _where(arguments) as where:
        if arguments.watch:
            return _watch(arguments, options | where, telling)
        return _run(arguments, options | where, telling)


def _take_file_for_file(arguments: argparse.Namespace) -> None:
    """Take what follows ``--events`` for a recording where it is one; ends in wrong usage without any."""
    named = arguments.events
    if named and (Path(named).exists() or glob.has_magic(named)):
        arguments.paths, arguments.events = [*expanded([Path(named)]), *arguments.paths], ""
    if not arguments.paths:
        rest = f"; {named} was taken for the PROFILE of --events, and there is no such file" if named else ""
        arguments.refuse(f"name a file or a folder{rest}")


def _refuse_what_would_be_ignored(arguments: argparse.Namespace) -> None:
    """Refuse an option that would have no effect beside another; ends in wrong usage."""
    if arguments.merge and (named := _named(arguments, _OF_SCORING)):
        arguments.refuse(f"--merge sums up what is there and scores nothing; leave out {named}")
    if arguments.dry_run and arguments.watch:
        arguments.refuse("--dry-run says once what would be done; leave out --watch")


def _named(arguments: argparse.Namespace, options: Mapping[str, str]) -> str:
    given = {name: getattr(arguments, value) for name, value in options.items()}
    is_named = {name: value not in (None, False, [], "") for name, value in given.items()}
    is_named["--events"] = given.get("--events") is not None  # empty where it is given without a profile
    return ", ".join(name for name, is_given in is_named.items() if is_given)


def _merge(arguments: argparse.Namespace, telling: JsonProgress | None) -> int:
    from sleepscorer.batch.merge import merge

    merged = merge(arguments.paths, arguments.out)
    counts = Counter(row.status for row in merged.rows)
    ok, failed, skipped = counts["ok"], counts["failed"], counts["skipped"]
    if telling:
        telling.say("merged", ok=ok, failed=failed, skipped=skipped, manifests=[str(merged.table)])
    else:
        print(f"{ok} scored, {failed} failed, {skipped} skipped; see {merged.table}")
    return _DONE


@contextmanager
def _where(arguments: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Yield where recordings are scored: this machine's processes, or a cluster."""
    if not arguments.dask:
        yield {"workers": arguments.workers}
        return
    from sleepscorer.batch.cluster import cluster

    with cluster(arguments.dask) as connection:
        yield {"workers": arguments.workers or connection.n_threads, "make_executor": connection.executor}


def _options(arguments: argparse.Namespace) -> dict[str, Any]:
    from sleepscorer.batch import USUAL_FORMATS

    formats = tuple(name.strip() for name in (arguments.format or "").split(",") if name.strip())
    return {
        "formats": formats or USUAL_FORMATS,
        "sidecar": arguments.sidecar,
        "units": dict(arguments.unit),
        "shard": arguments.shard,
        "redo": arguments.redo,
        "events": arguments.events,
        "pattern": arguments.pattern,
    }


def _shard(text: str) -> Shard:
    from sleepscorer.batch import Shard

    try:
        return Shard.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def run_and_tell(arguments: argparse.Namespace, options: dict[str, Any]) -> int:
    """Run a batch with these options, and tell its progress and outcome."""
    from sleepscorer.batch import JsonProgress

    return _run(arguments, options, JsonProgress(sys.stdout) if arguments.json else None)


def _run(
    arguments: argparse.Namespace,
    options: dict[str, Any],
    telling: JsonProgress | None,
    is_excluded: IsExcluded = lambda job: False,
) -> int:
    from sleepscorer.batch import run_batch

    done = run_batch(
        arguments.paths,
        arguments.out,
        arguments.model,
        is_excluded=is_excluded,
        telling=telling,
        **options,
    )
    _say_outcome(done, telling)
    if done.interrupted:
        return _INTERRUPTED
    return _WITH_FAILURES if done.failed or done.without_sidecar else _DONE


def _say_outcome(done: Outcome, telling: JsonProgress | None) -> None:
    tables = list(map(str, done.manifests))
    if telling:
        counts = {"ok": done.ok, "failed": done.failed, "skipped": done.skipped, "kept": done.kept}
        counts |= {"without_sidecar": done.without_sidecar}
        telling.say("ended", **counts, interrupted=done.interrupted, manifests=tables)
        return
    sentence = f"{done.ok} scored, {done.failed} failed, {done.skipped} skipped, {done.kept} done before"
    if done.without_sidecar:
        sentence += f", {done.without_sidecar} without the window's own file"
    print(f"{sentence}; see {', '.join(tables)}")


def _print_plan(arguments: argparse.Namespace, options: dict[str, Any], telling: JsonProgress | None) -> int:
    from sleepscorer.batch import BatchOptions, plan_batch

    units = tuple(options["units"].items())
    wanted = BatchOptions(
        arguments.model,
        options["formats"],
        options["sidecar"],
        units,
        options["events"],
        pattern=options["pattern"],
    )
    shard, redo = options["shard"], options["redo"]
    plan = plan_batch(arguments.paths, arguments.out, wanted, shard=shard, redo=redo)
    for file, what, why in _chosen(plan):
        if telling:
            telling.say("planned", file=file, action=what, reason=why)
        else:
            print(f"{what:6} {file}{f': {why}' if why else ''}")
    if not telling:
        counts = f"{len(plan.todo)} to score, {len(plan.kept)} done before, {len(plan.refused)} refused"
        print(f"{counts}; nothing was written")
    return _DONE


def _chosen(plan: BatchPlan) -> list[tuple[str, str, str]]:
    rows = [(row.file, "refuse", row.reason) for _, row in plan.refused]
    rows += [(job.file, "keep", "") for job in plan.kept]
    return rows + [(job.file, "score", "") for job in plan.todo]


def _watch(arguments: argparse.Namespace, options: dict[str, Any], telling: JsonProgress | None) -> int:
    from sleepscorer.batch.watch import watch

    ends = [_DONE]

    def run(is_excluded: IsExcluded) -> bool:
        ends.append(_run(arguments, options, telling, is_excluded))
        return ends[-1] != _INTERRUPTED

    def tell(sentence: str) -> None:
        if telling:
            telling.say("notice", text=sentence)
        else:
            print(sentence, file=sys.stderr)

    print(f"Looking every {arguments.watch} s; Ctrl+C ends it.", file=sys.stderr)
    watch(arguments.paths, run, arguments.watch, tell=tell, pattern=arguments.pattern)
    return max(ends)
