"""Installer for Windows (NSIS)."""

from __future__ import annotations

import platform
from pathlib import Path

from steps import frozen
from steps.places import APP, BUILD, DIST, PACKAGING, ROOT, BuildError, megabytes, run, say, version

SCRIPT = PACKAGING / "windows" / "sleepscorer.nsi"


def build() -> Path:
    """Build the installer; where this is not Windows, only see that its script compiles.

    PyInstaller makes applications for the system it runs on, so the files of this one stand in for
    those of Windows there, and the result goes to ``build``: it is no installer for anybody.
    """
    if not APP.is_dir():
        raise BuildError(f"{APP} is not there; build it first: python packaging/build.py app")
    is_windows = platform.system() == "Windows"
    name = f"sleepscorer-{version()}-setup.exe"
    output = DIST / name if is_windows else BUILD / "windows" / f"compiled-only-{name}"
    output.parent.mkdir(parents=True, exist_ok=True)
    compile_script(APP, output, is_final=is_windows)
    say(f"{output}: {megabytes(output)}")
    if not is_windows:
        say("This is not Windows: the script compiles, but what it packed are not Windows' files.")
    return output


def compile_script(tree: Path, output: Path, *, is_final: bool = True) -> None:
    """Compile the script, warnings being errors.

    Parameters
    ----------
    tree : Path
        What is installed.
    output : Path
    is_final : bool
        Whether to compress well, which takes minutes.
    """
    given = {
        "VERSION": version(),
        "TREE": tree,
        "OUTPUT": output,
        "ICON": frozen.ICONS / "sleepscorer.ico",
        "LICENCE": ROOT / "LICENSE",
    }
    defines = [f"-D{name}={value}" for name, value in given.items()]
    quickly = [] if is_final else ["-DQUICKLY"]
    run(["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *quickly, *defines, SCRIPT])
