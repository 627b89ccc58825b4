"""Debian package of the frozen application."""

from __future__ import annotations

import gzip
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from steps.elf import needs
from steps.frozen import BILL, ICONS, NOTICES
from steps.places import APP, BUILD, DIST, PACKAGING, ROOT, BuildError, fresh, megabytes, run, say, version

FILES = PACKAGING / "debian"
TREE = BUILD / "deb" / "root"
MAINTAINER = "The sleepscorer developers <developers@sleepscorer.invalid>"
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
_ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def deb_path() -> Path:
    """Where the package is, or will be."""
    return DIST / f"sleepscorer_{version()}_{architecture()}.deb"


def architecture() -> str:
    """Debian's name of this machine's kind."""
    return _ARCHITECTURES.get(platform.machine(), platform.machine())


def build() -> Path:
    """Build the package from the frozen application in ``dist/sleepscorer``."""
    if not APP.is_dir():
        raise BuildError(f"{APP} is not there; build it first: python packaging/build.py app")
    fresh(TREE)
    _put_program()
    _put_shared()
    _put_documents()
    _settle_rights()
    _put_control()
    # Debian's archive and its lintian take no zstd, which would be quicker.
    run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", TREE, deb_path()])
    say(f"{deb_path()}: {megabytes(deb_path())}, {megabytes(TREE)} installed")
    return deb_path()


def _put_program() -> None:
    target = TREE / "usr" / "lib" / "sleepscorer"
    documents = shutil.ignore_patterns(NOTICES, BILL, "LICENSE", "NOTICE.md")
    shutil.copytree(APP, target, symlinks=True, ignore=documents)
    link = _place("usr/bin/sleepscorer")
    link.symlink_to("../lib/sleepscorer/sleepscorer")


def _put_shared() -> None:
    shutil.copy(FILES / "sleepscorer.desktop", _place("usr/share/applications/sleepscorer.desktop"))
    shutil.copy(FILES / "sleepscorer-mime.xml", _place("usr/share/mime/packages/sleepscorer.xml"))
    icons = "usr/share/icons/hicolor"
    for size in _ICON_SIZES:
        source = ICONS / f"sleepscorer-{size}.png"
        shutil.copy(source, _place(f"{icons}/{size}x{size}/apps/sleepscorer.png"))
    vector = ROOT / "resources" / "icons" / "sleepscorer.svg"
    shutil.copy(vector, _place(f"{icons}/scalable/apps/sleepscorer.svg"))


def _put_documents() -> None:
    documents = "usr/share/doc/sleepscorer"
    _place(f"{documents}/copyright").write_text(copyright_text(), encoding="utf-8")
    shutil.copy(APP / "NOTICE.md", _place(f"{documents}/NOTICE.md"))
    _zip(f"{documents}/{NOTICES}.gz", (APP / NOTICES).read_text(encoding="utf-8"))
    _zip(f"{documents}/{BILL}.gz", (APP / BILL).read_text(encoding="utf-8"))
    _zip(f"{documents}/changelog.gz", changelog())
    _zip("usr/share/man/man1/sleepscorer.1.gz", manual())
    overrides = _place("usr/share/lintian/overrides/sleepscorer")
    shutil.copy(FILES / "lintian-overrides", overrides)


def copyright_text() -> str:
    """Debian's machine-readable copyright, with our licence in it."""
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8").strip()
    lines = [f" {line}" if line.strip() else " ." for line in licence.splitlines()]
    return (FILES / "copyright").read_text(encoding="utf-8").replace("@LICENSE@", "\n".join(lines))


def changelog() -> str:
    """Debian's changelog; one entry for the version."""
    text = (FILES / "changelog.in").read_text(encoding="utf-8")
    return text.format(version=version(), maintainer=_maintainer(), date=format_datetime(made_at()))


def manual() -> str:
    """The man page, with the commands that ``--help`` names."""
    env = {"COLUMNS": "200", "PYTHONPATH": str(ROOT)}
    said = run([sys.executable, "-m", "sleepscorer", "--help"], env=env)
    found = re.findall(r"^    (\w+) {2,}(\S.*)$", said, re.MULTILINE)
    if not found:
        raise BuildError("sleepscorer --help names no command in the way the man page expects it.")
    lines = [f".TP\n.B {name}\n{_roff(text)}" for name, text in found]
    text = (FILES / "sleepscorer.1.in").read_text(encoding="utf-8")
    return text.format(version=version(), date=f"{made_at():%Y-%m-%d}", commands="\n".join(lines))


def _roff(text: str) -> str:
    return text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq")


def made_at() -> datetime:
    """Time of the source: of ``SOURCE_DATE_EPOCH``, or of the commit, or now."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        asked = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
        try:
            seconds = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
        except (OSError, subprocess.CalledProcessError):
            seconds = ""
    return datetime.fromtimestamp(int(seconds), UTC) if seconds else datetime.now(UTC)


def _settle_rights() -> None:
    """Folders and programs 755, everything else 644, whatever the builder's umask."""
    for path in TREE.rglob("*"):
        if not path.is_symlink():
            is_open = path.is_dir() or path == TREE / "usr" / "lib" / "sleepscorer" / "sleepscorer"
            path.chmod(0o755 if is_open else 0o644)
    TREE.chmod(0o755)


def _put_control() -> None:
    control = _place("DEBIAN/control")
    control.parent.chmod(0o755)
    files = [one for one in sorted(TREE.rglob("*")) if one.is_file() and not one.is_symlink()]
    files = [one for one in files if "DEBIAN" not in one.parts]
    size = sum(one.stat().st_size for one in files)
    text = (FILES / "control.in").read_text(encoding="utf-8")
    filled = text.format(
        version=version(),
        architecture=architecture(),
        maintainer=_maintainer(),
        installed_kib=(size + 1023) // 1024,
        depends=", ".join(depends(APP)),
    )
    control.write_text(filled, encoding="utf-8")
    sums = (f"{hashlib.md5(one.read_bytes()).hexdigest()}  {one.relative_to(TREE)}\n" for one in files)
    _place("DEBIAN/md5sums").write_text("".join(sums), encoding="utf-8")
    for name in ("control", "md5sums"):
        (TREE / "DEBIAN" / name).chmod(0o644)


def depends(folder: Path) -> list[str]:
    """Packages that an application needs, as a ``Depends`` line has them.

    Raises
    ------
    BuildError
        If a library is needed that no package is known for.
    """
    known = tomllib.loads((FILES / "depends.toml").read_text(encoding="utf-8"))
    found = needs(folder)
    packages = {f"libc6 (>= {found.glibc[0]}.{found.glibc[1]})", *known["besides"].values()}
    for library, users in sorted(found.by_library.items()):
        package = known["libraries"].get(library)
        if package is None:
            raise BuildError(
                f"{library} is needed by {', '.join(sorted(users)[:3])}; "
                "name its package in packaging/debian/depends.toml."
            )
        if package != "libc6":
            packages.add(package)
    return sorted(packages)


def _maintainer() -> str:
    name, address = os.environ.get("DEBFULLNAME"), os.environ.get("DEBEMAIL")
    return f"{name} <{address}>" if name and address else MAINTAINER


def _place(path: str) -> Path:
    full = TREE / path
    full.parent.mkdir(parents=True, exist_ok=True)
    return full


def _zip(path: str, text: str) -> None:
    with _place(path).open("wb") as file, gzip.GzipFile("", "wb", 9, file, 0) as packed:
        packed.write(text.encode())
