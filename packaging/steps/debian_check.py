"""Installs the Debian package into a bare system, uses it there, and takes it away again."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from steps import python_packages
from steps.debian import deb_path
from steps.places import BUILD, BuildError, fresh, run, say

SUITE = os.environ.get("SLEEPSCORER_SUITE", "bookworm")
MIRROR = os.environ.get("SLEEPSCORER_MIRROR", "http://deb.debian.org/debian")
_BASE = BUILD / "deb" / f"base-{SUITE}.tar"
_SYSTEM = BUILD / "deb" / "system"
_WORK = "/srv/check"
_WATCHED = ("usr", "etc", "opt")
# Caches that the system's own triggers keep for every package.
_CACHES = ("usr/share/mime/", "usr/share/applications/mimeinfo.cache", "usr/share/icons/hicolor/")


def check() -> None:
    """Check the package as far as this machine allows, and say how far that was."""
    if not deb_path().is_file():
        raise BuildError(f"{deb_path()} is not there; build it first: python packaging/build.py deb")
    if shutil.which("debootstrap") and os.geteuid() == 0:
        _check_in_bare_system()
    else:
        say("Not installed anywhere: that takes root and debootstrap. Only its tree is checked.")
        _check_tree()
    _lint()


def _lint() -> None:
    if shutil.which("lintian") is None:
        say("lintian is not installed here, so it was not asked.")
        return
    root_is_fine = ["--allow-root"] if os.geteuid() == 0 else []
    command = ["lintian", "--fail-on", "error", "--tag-display-limit", "0", *root_is_fine, str(deb_path())]
    said = run(command).strip()
    say(f"lintian: {said or 'nothing to say'}")


def _check_tree() -> None:
    tree = fresh(BUILD / "deb" / "unpacked")
    run(["dpkg-deb", "--extract", deb_path(), tree])
    away = fresh(BUILD / "check-deb")
    env = {"QT_QPA_PLATFORM": "offscreen", "HOME": str(away)}
    python_packages.score_sample_night([tree / "usr" / "bin" / "sleepscorer"], away, env)


def _check_in_bare_system() -> None:
    with _system() as root:
        _in(root, "apt-get", "update", "-qq")
        _in(root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *_HELPERS)
        before = _listing(root)
        shutil.copy(deb_path(), root / "tmp")
        package = f"/tmp/{deb_path().name}"
        _in(root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", package)
        brought = _in(root, "dpkg-query", "-f", "${Package} ", "-W").split()
        say(f"installed into a bare {SUITE}; {len(brought)} packages there now")
        _use(root)
        _remove(root, before)


# What a desktop has anyway: they read the desktop entry and the types of files.
_HELPERS = ("desktop-file-utils", "shared-mime-info", "libglib2.0-bin", "man-db")


def _use(root: Path) -> None:
    say(_in(root, "sleepscorer", "--version").strip())
    say(_in(root, "sleepscorer", "--self-test"))
    away = root / _WORK.lstrip("/")
    python_packages.score_sample_night(_in_command(root, "sleepscorer"), away, _env(), inside=_WORK)
    _check_types(root)
    if "sleepscorer" not in _in(root, "man", "--pager=cat", "sleepscorer"):
        raise BuildError("There is no man page.")
    _check_window(root)


def _check_types(root: Path) -> None:
    """A double click on a recording opens it, and a bitmap font stays a font."""
    work = root / _WORK.lstrip("/")
    shutil.copy(work / "demo" / "sample-night.edf", work / "a.edf")
    (work / "b.bdf").write_bytes(b"\xffBIOSEMI" + b" " * 300)
    (work / "font.bdf").write_text("STARTFONT 2.1\nCOMMENT a font\n")
    wanted = {"a.edf": "application/x-edf", "b.bdf": "application/x-biosemi-bdf", "font.bdf": "font"}
    for name, kind in wanted.items():
        said = _in(root, "gio", "info", "-a", "standard::content-type", f"{_WORK}/{name}")
        if kind not in said:
            raise BuildError(f"{name} is taken for something else than {kind}: {said.split()[-1]}")
        if kind != "font" and "sleepscorer.desktop" not in _in(root, "gio", "mime", kind):
            raise BuildError(f"{kind} is not opened by sleepscorer.")
        say(f"{name}: {said.split()[-1]}")


def _check_window(root: Path) -> None:
    """The window comes up on an X server, with the libraries that the package asked for."""
    if shutil.which("Xvfb") is None:
        say("No X server (Xvfb) here, so the window was only drawn offscreen.")
        return
    server = subprocess.Popen(["Xvfb", ":97", "-screen", "0", "1600x1000x24"], stderr=subprocess.DEVNULL)
    try:
        time.sleep(2)
        env = _env() | {"DISPLAY": ":97", "QT_QPA_PLATFORM": "xcb"}
        say(run([*_in_command(root, "sleepscorer"), "doctor"], env=env))
        say(f"the window opened a recording on an X server after {_opening_time_s(root, env):.0f} s")
    finally:
        server.terminate()
        server.wait(20)


def _opening_time_s(root: Path, env: Mapping[str, str]) -> float:
    """Time until the window has a recording open, which its lock beside the recording tells."""
    lock = root / _WORK.lstrip("/") / "a.edf.sleepscorer.lock"
    begun = time.monotonic()
    log = (root / "tmp" / "window.log").open("w+")
    command = _in_command(root, "sleepscorer", f"{_WORK}/a.edf")
    window = subprocess.Popen(command, env={**os.environ, **env}, stdout=log, stderr=subprocess.STDOUT)
    while not lock.exists() and window.poll() is None and time.monotonic() - begun < 300:
        time.sleep(0.2)
    has_opened, taken_s = lock.exists(), time.monotonic() - begun
    time.sleep(5)
    has_ended = window.poll() is not None
    window.terminate()
    window.wait(60)
    log.seek(0)
    if has_ended or not has_opened:
        raise BuildError(f"The window did not open a recording: {log.read()[-500:]}")
    return taken_s


def _remove(root: Path, before: set[str]) -> None:
    _in(root, "apt-get", "purge", "-y", "-qq", "sleepscorer")
    _in(root, "apt-get", "autoremove", "--purge", "-y", "-qq")
    left = sorted(name for name in _listing(root) - before if not name.startswith(_CACHES))
    ours = [name for name in left if "sleepscorer" in name]
    if ours:
        raise BuildError(f"Removing leaves {', '.join(ours[:5])} behind.")
    said = _in(root, "gio", "mime", "application/x-edf")
    if "sleepscorer" in said:
        raise BuildError("Recordings still open with sleepscorer once it is removed.")
    say(f"removed; nothing of it is left ({len(left)} files of libraries it had brought along)")


def _listing(root: Path) -> set[str]:
    found = (one for name in _WATCHED for one in (root / name).rglob("*") if "__pycache__" not in one.parts)
    return {str(one.relative_to(root)) for one in found}


@contextmanager
def _system() -> Iterator[Path]:
    """A bare system, unpacked anew."""
    if not _BASE.is_file():
        say(f"making a bare {SUITE} ...")
        fresh(_SYSTEM)
        run(["debootstrap", "--variant=minbase", SUITE, _SYSTEM, MIRROR])
        run(["tar", "-C", _SYSTEM, "-cf", _BASE, "."])
    fresh(_SYSTEM)
    run(["tar", "-C", _SYSTEM, "-xpf", _BASE])
    shutil.copy("/etc/resolv.conf", _SYSTEM / "etc")
    (_SYSTEM / _WORK.lstrip("/")).mkdir()
    mounted = [name for name in ("proc", "dev") if _mount(_SYSTEM / name, name)]
    try:
        yield _SYSTEM
    finally:
        for name in mounted:
            run(["umount", "-l", _SYSTEM / name])


def _mount(place: Path, name: str) -> bool:
    command = {"proc": ["mount", "-t", "proc", "proc"], "dev": ["mount", "--bind", "/dev"]}[name]
    return subprocess.run([*command, str(place)], capture_output=True, check=False).returncode == 0


def _in(root: Path, *words: str) -> str:
    return run(_in_command(root, *words), env=_env())


def _in_command(root: Path, *words: str) -> Sequence[str]:
    return ["chroot", str(root), *words]


def _env() -> dict[str, str]:
    return {
        "DEBIAN_FRONTEND": "noninteractive",
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": "/root",
        "LC_ALL": "C.UTF-8",
        "DISPLAY": "",
        "WAYLAND_DISPLAY": "",
        "QT_QPA_PLATFORM": "offscreen",
        "OMP_NUM_THREADS": "1",
    }
