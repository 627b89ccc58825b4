"""Command ``sleepscorer``, which opens the window or runs a sub-command without one.

Nothing heavy is imported before it is needed: ``--version`` and ``--help`` answer at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from sleepscorer.cli import window
from sleepscorer.errors import SleepscorerError
from sleepscorer.messages import reason
from sleepscorer.processors import keep_numpy_to_one_thread

INTERRUPTED = 130
"""Exit code after Ctrl+C."""
_IS_WINDOWS = os.name == "nt"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command.

    Parameters
    ----------
    argv : sequence of str, optional
        Arguments without the program's name; those of the process if not given.

    Returns
    -------
    int
        0 done; 1 an error, told in one sentence on standard error; 130 interrupted. Wrong usage
        leaves with 2 through ``SystemExit``.
    """
    keep_numpy_to_one_thread()
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()  # a worker of a frozen application starts here
    _never_fail_to_print()
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        if sys.stdout:
            sys.stdout.flush()
        return code
    except SleepscorerError as error:
        print(f"sleepscorer: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _print_no_more()
        return 1
    except OSError as error:
        print(f"sleepscorer: {_sentence_of(error)}", file=sys.stderr)
        _print_no_more()
        return 1


def _print_no_more() -> None:
    """Redirect output to nowhere: Python flushes once more as it ends, and that must not fail again."""
    if sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _sentence_of(error: OSError) -> str:
    """Return the sentence on an error of the system, e.g. a full disk behind ``> out.txt``."""
    return f"{error.filename or 'what is printed'} cannot be read or written ({reason(error)})."


def _never_fail_to_print() -> None:
    """Print characters that the terminal's encoding lacks as question marks, not as a traceback.

    What Windows passes on to a program or a file would be in an old code page: it is UTF-8, as elsewhere.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            is_passed_on = _IS_WINDOWS and not stream.isatty() and "PYTHONIOENCODING" not in os.environ
            stream.reconfigure(encoding="utf-8" if is_passed_on else None, errors="replace")


def _run(argv: list[str]) -> int:
    if not argv:
        return window.open_window([])
    from sleepscorer.cli.paths import expanded
    from sleepscorer.cli.subcommands import is_command, refuse, run_command

    if argv[:1] == ["--self-test"]:
        argv = ["doctor", *argv]
    if argv[0].startswith("-") or is_command(argv[0]):
        return run_command(argv)
    unknown = [text for text in argv if text.startswith("-")]
    if not unknown:
        argv = [str(path) for path in expanded([Path(text) for text in argv])]
    absent = [text for text in argv if not os.access(text, os.F_OK)]
    if unknown:
        refuse(f"unrecognized arguments: {' '.join(unknown)}")
    if absent:
        refuse(f"{absent[0]} is neither a file nor a command")
    return window.open_window(argv)
