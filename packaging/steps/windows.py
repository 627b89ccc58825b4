"""Installer for Windows (NSIS), of an application that PyInstaller makes there, or here under Wine."""

from __future__ import annotations

import os
import platform
import shutil
from pathlib import Path

from steps import frozen, python_packages, windows_python, wine
from steps.places import APP, DIST, PACKAGING, ROOT, BuildError, Watch, fresh, megabytes, run, say, version

SCRIPT = PACKAGING / "windows" / "sleepscorer.nsi"
MADE_HERE = wine.HOME / "app"
"""Where the application for Windows is made elsewhere than there."""
TREE = MADE_HERE / "sleepscorer"
ICONS = MADE_HERE / "icons"
ORIGINS = MADE_HERE / "origins.json"


def installer_path() -> Path:
    """Where the installer is, or will be."""
    return DIST / f"sleepscorer-{version()}-setup.exe"


def lacking() -> str:
    """One sentence on what has to be installed to build and check the installer; empty if nothing."""
    return "" if platform.system() == "Windows" else wine.missing()


def build() -> Path:
    """Build the installer: of the frozen application on Windows, elsewhere of one that Wine helped to make.

    Raises
    ------
    BuildError
        If what is needed is not installed, or a step fails.
    """
    if platform.system() == "Windows":
        return _pack(APP, frozen.ICONS / "sleepscorer.ico")
    if sentence := lacking():
        raise BuildError(sentence)
    say(f"{wine.version_of_wine()}: no Windows, but it runs what is made for it")
    _freeze_under_wine(windows_python.make(python_packages.build_wheel()))
    refuse_shims(TREE)
    return _pack(TREE, ICONS / "sleepscorer.ico")


def _pack(tree: Path, icon: Path) -> Path:
    if not tree.is_dir():
        raise BuildError(f"{tree} is not there; build it first: python packaging/build.py app")
    watch = Watch()
    compile_script(tree, installer_path(), icon)
    say(f"{installer_path()}: {megabytes(installer_path())}, packed in {watch}")
    return installer_path()


def _freeze_under_wine(python: Path) -> None:
    fresh(MADE_HERE)
    windows = wine.Windows(wine.HOME / "builder", windows_python.PYTHON)
    try:
        windows.run([python, "-c", _COMPLETE, "sleepscorer", "pyinstaller"])
        offscreen = {"QT_QPA_PLATFORM": "offscreen"}
        windows.run([python, PACKAGING / "steps" / "icons.py", ICONS], env=offscreen)
        watch = Watch()
        given = {"ORIGINS": ORIGINS, "ICONS": ICONS, "VERSION": version()}
        env = {f"SLEEPSCORER_{name}": str(value) for name, value in given.items()}
        command: list[str | Path] = [
            python,
            "-m",
            "PyInstaller",
            "--noconfirm",
            "--clean",
            "--log-level=WARN",
        ]
        command += ["--distpath", MADE_HERE, "--workpath", MADE_HERE / "work"]
        command.append(PACKAGING / "pyinstaller" / "sleepscorer.spec")
        windows.run(command, cwd=MADE_HERE, env=env, timeout_s=3600)
        say(f"{TREE}: {megabytes(TREE)}, frozen in {watch}")
        # There the versions, markers and libraries are Windows'.
        collect = PACKAGING / "steps" / "collect.py"
        papers = ["--notices", TREE / frozen.NOTICES, "--sbom", TREE / frozen.BILL]
        say(windows.run([python, collect, "--origins", ORIGINS, *papers], cwd=MADE_HERE).strip())
    finally:
        windows.end()
    for name in ("LICENSE", "NOTICE.md"):
        shutil.copy(ROOT / name, TREE)


_COMPLETE = """
import sys
from importlib.metadata import distribution
from packaging.requirements import Requirement
seen, waiting = set(), sys.argv[1:]
while waiting:
    name = waiting.pop()
    if name not in seen:
        seen.add(name)
        needed = [Requirement(line) for line in distribution(name).requires or ()]
        needed = [one for one in needed if one.marker is None or one.marker.evaluate({"extra": ""})]
        for one in needed:
            version = distribution(one.name).version
            if not one.specifier.contains(version, prereleases=True):
                sys.exit(f"{name} needs {one}, and what there is is {version}.")
        waiting += [one.name for one in needed]
"""
"""Fails where Windows needs a package that pip, on another system, did not see."""


def refuse_shims(tree: Path) -> None:
    """Refuse an application with a file that stands for what Wine lacks, or with one of Wine's own.

    Raises
    ------
    BuildError
    """
    for path in sorted(tree.rglob("*")):
        if path.name.lower() in wine.SHIMS:
            raise BuildError(f"{path.relative_to(tree)} is for Wine alone, and must not be shipped.")
        if path.suffix.lower() in (".dll", ".pyd", ".exe"):
            with path.open("rb") as file:
                if wine.MARK in file.read(4096):
                    raise BuildError(f"{path.relative_to(tree)} is a part of Wine, and must not be shipped.")


def compile_script(tree: Path, output: Path, icon: Path, *, is_final: bool = True) -> None:
    """Compile the script, warnings being errors.

    Parameters
    ----------
    tree : Path
        What is installed.
    output : Path
    icon : Path
        ``.ico``.
    is_final : bool
        Whether to compress well, which takes minutes.
    """
    given = {"VERSION": version(), "TREE": tree, "OUTPUT": output, "ICON": icon, "LICENCE": ROOT / "LICENSE"}
    defines = [f"-D{name}={value}" for name, value in given.items()]
    quickly = [] if is_final else ["-DQUICKLY"]
    # Debian's NSIS has the installer as a 64-bit program, too, which alone runs in a 64-bit Wine.
    target = [] if os.name == "nt" else ["-XTarget amd64-unicode"]
    run(["makensis", "-V2", "-WX", *target, "-INPUTCHARSET", "UTF8", *quickly, *defines, SCRIPT])
