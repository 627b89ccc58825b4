#!/usr/bin/env python3
"""Builds and checks every package of sleepscorer; docs/packaging.md says what each needs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from steps import (
    bills,
    debian,
    debian_check,
    frozen,
    others,
    python_packages,
    pythons,
    release,
    windows,
    windows_check,
)
from steps.licences import LicenceError
from steps.places import BUILD, DIST, BuildError, say, version

Step = Callable[[], object]


def _check_wheel() -> None:
    python_packages.check(python_packages.wheel_path())


def _check_sdist() -> None:
    python_packages.check(python_packages.sdist_path())


def _check_all() -> None:
    """Every package that can be made on this system, and every check of it."""
    for name in _ALL:
        say(f"== {name}")
        if name in _OF_WINDOWS and (lacking := windows.lacking()):
            say(f"left out: {lacking}")
        else:
            COMMANDS[name][1]()


COMMANDS: dict[str, tuple[str, Step]] = {
    "wheel": ("wheel into dist/, with models and resources inside", python_packages.build_wheel),
    "sdist": ("source distribution into dist/", python_packages.build_sdist),
    "check-wheel": (
        "score the sample night from the wheel in an empty environment",
        _check_wheel,
    ),
    "check-sdist": ("the same from the source distribution", _check_sdist),
    "check-pythons": (
        "the same, and two keys in the window, under each Python from 3.11 to 3.14 that is installed here",
        pythons.check,
    ),
    "check-headless": (
        "install the wheel without Qt and score the sample night",
        pythons.check_headless,
    ),
    "app": ("frozen application into dist/sleepscorer (PyInstaller)", frozen.build),
    "check-app": ("let the frozen application test itself and score the sample night", frozen.check),
    "deb": ("Debian package of the frozen application", debian.build),
    "check-deb": ("install it into a bare Debian, score the sample night, remove it", debian_check.check),
    "windows": ("installer for Windows (NSIS); elsewhere of an application made under Wine", windows.build),
    "check-windows": (
        "install it into a Windows of Wine's, score the sample night, work in its window, remove it",
        windows_check.check,
    ),
    "appimage": ("AppImage of the frozen application; untested", others.app_image),
    "macos": ("application and disk image for macOS; untested", others.disk_image),
    "notices": (
        "licence notices of this Python's packages into build/; fails on an unknown one",
        bills.notices,
    ),
    "sbom": ("bill of materials of this Python's packages into build/ (CycloneDX)", bills.bill),
    "check-sbom": ("validate every bill of materials against CycloneDX's schema", bills.check),
    "release": ("build and check all that is given out, with checksums and a table", release.release),
    "check-all": ("build and check all that can be made on this system", _check_all),
}
_ALL = (
    *(
        "wheel",
        "check-wheel",
        "check-pythons",
        "sdist",
        "check-sdist",
        "app",
        "check-app",
        "deb",
        "check-deb",
        "windows",
    ),
    *("check-windows", "appimage", "notices", "sbom", "check-sbom"),
)
_OF_WINDOWS = ("windows", "check-windows")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the steps named, in turn; 1 if one fails."""
    parser = argparse.ArgumentParser(
        prog="build.py",
        description=__doc__,
        epilog="\n".join(f"  {name:14} {text}" for name, (text, _) in COMMANDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=version())
    parser.add_argument("steps", nargs="+", choices=list(COMMANDS), metavar="STEP", help="one of those below")
    asked = parser.parse_args(argv)
    BUILD.mkdir(exist_ok=True)
    DIST.mkdir(exist_ok=True)
    try:
        for name in asked.steps:
            COMMANDS[name][1]()
    except (BuildError, LicenceError) as error:
        print(f"build.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
