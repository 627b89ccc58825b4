"""Debian package and Windows installer: their pieces are well-formed and fit what they are for."""

from __future__ import annotations

import configparser
import gzip
import os
import re
import shutil
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from sleepscorer import __version__

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
sys.path.append(str(PACKAGING))

from steps import debian, windows  # noqa: E402
from steps.places import BuildError  # noqa: E402


def run(*words: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*map(str, words)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, **env},
    )


@pytest.fixture
def desktop() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(PACKAGING / "debian" / "sleepscorer.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_the_desktop_entry_opens_the_types_that_are_defined(desktop: configparser.SectionProxy) -> None:
    names = {"x": "http://www.freedesktop.org/standards/shared-mime-info"}
    types = ET.parse(PACKAGING / "debian" / "sleepscorer-mime.xml").findall("x:mime-type", names)
    assert set(desktop["MimeType"].strip(";").split(";")) == {one.attrib["type"] for one in types}
    assert desktop["Exec"] == "sleepscorer %f"
    assert {one.attrib["pattern"] for kind in types for one in kind.findall("x:glob", names)} == {
        "*.edf",
        "*.bdf",
    }


@pytest.mark.skipif(
    shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not installed"
)
def test_the_desktop_entry_is_valid() -> None:
    done = run("desktop-file-validate", PACKAGING / "debian" / "sleepscorer.desktop")
    assert (done.returncode, done.stdout) == (0, "")


def types_of(folder: Path, **contents: bytes) -> list[str]:
    """Types of files, as Qt tells them with the types of a folder; Qt reads them as desktops do."""
    code = (
        "import sys; from PySide6.QtCore import QMimeDatabase; base = QMimeDatabase()\n"
        "print(*(base.mimeTypeForFile(name).name() for name in sys.argv[1:]))"
    )
    files = [folder / name.replace("_", ".") for name in contents]
    for path, content in zip(files, contents.values(), strict=True):
        path.write_bytes(content)
    done = run(sys.executable, "-c", code, *files, XDG_DATA_DIRS=str(folder), XDG_DATA_HOME=str(folder))
    return done.stdout.split()


@pytest.fixture
def types(tmp_path: Path) -> Path:
    packages = tmp_path / "mime" / "packages"
    packages.mkdir(parents=True)
    shutil.copy(PACKAGING / "debian" / "sleepscorer-mime.xml", packages / "sleepscorer.xml")
    return tmp_path


def test_recordings_have_types(types: Path) -> None:
    found = types_of(types, a_edf=b"0       X" + b" " * 300, b_bdf=b"\xffBIOSEMI" + b" " * 300)
    assert found == ["application/x-edf", "application/x-biosemi-bdf"]


SYSTEM_TYPES = Path("/usr/share/mime/packages/freedesktop.org.xml")


@pytest.mark.skipif(
    not SYSTEM_TYPES.is_file() or shutil.which("update-mime-database") is None,
    reason="shared-mime-info is not installed",
)
def test_recordings_are_told_from_fonts(types: Path) -> None:
    """Both are called .bdf."""
    shutil.copy(SYSTEM_TYPES, types / "mime" / "packages")
    assert run("update-mime-database", types / "mime").returncode == 0
    found = types_of(types, font_bdf=b"STARTFONT 2.1\n", b_bdf=b"\xffBIOSEMI" + b" " * 300)
    assert found == ["application/x-font-bdf", "application/x-biosemi-bdf"]


def test_the_man_page_names_every_command() -> None:
    text = debian.manual()
    for command in ("prescore", "info", "compare", "models", "demo", "doctor"):
        assert f".B {command}\n" in text
    assert f"sleepscorer {__version__}" in text
    assert "{" not in text


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_the_man_page_is_well_formed(tmp_path: Path) -> None:
    page = tmp_path / "sleepscorer.1"
    page.write_text(debian.manual(), encoding="utf-8")
    done = run("groff", "-man", "-Tutf8", "-ww", "-z", page)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_changelog_has_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first, *_, last = debian.changelog().strip().splitlines()
    assert first == f"sleepscorer ({__version__}) unstable; urgency=medium"
    assert last.endswith("  Tue, 14 Nov 2023 22:13:20 +0000")


def test_the_copyright_holds_the_licence() -> None:
    text = debian.copyright_text()
    assert "Redistribution and use in source and binary forms" in text
    assert "@" not in text
    assert all(line.startswith(" ") for line in text.partition("License: BSD-3-Clause\n")[2].splitlines())


def test_what_is_set_up_here_is_what_the_package_depends_on() -> None:
    known = tomllib.loads((PACKAGING / "debian" / "depends.toml").read_text(encoding="utf-8"))
    packages = {name for one in known["libraries"].values() for name in one.split(" | ")}
    packages |= {name for one in known["besides"].values() for name in one.split(" | ")}
    script = (PACKAGING / "setup.sh").read_text(encoding="utf-8")
    wanted = " ".join(re.findall(r'^(?:offscreen|window)="([^"]+)"', script, re.MULTILINE)).split()
    assert len(wanted) > 10
    assert set(wanted) <= packages


@pytest.mark.skipif(shutil.which("objdump") is None, reason="objdump (Debian: binutils) is not installed")
def test_a_library_without_a_package_is_told(tmp_path: Path) -> None:
    compiler = shutil.which("gcc")
    if compiler is None:
        pytest.skip("no compiler to make a library with")
    strange = tmp_path / "libstrange.so.9"
    run(compiler, "-shared", "-o", strange, "-x", "c", "/dev/null", "-Wl,-soname,libstrange.so.9")
    folder = tmp_path / "app"
    folder.mkdir()
    done = run(
        compiler, "-shared", "-o", folder / "user.so", "-Wl,--no-as-needed", strange, "-x", "c", "/dev/null"
    )
    assert done.returncode == 0, done.stderr
    with pytest.raises(BuildError, match=r"libstrange\.so\.9 is needed by user\.so"):
        debian.depends(folder)


def test_documents_are_packed_alike_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "TREE", tmp_path)
    packed = []
    for name in ("a.gz", "b.gz"):
        debian._zip(name, "text")
        packed.append((tmp_path / name).read_bytes())
    assert packed[0] == packed[1]
    assert gzip.decompress(packed[0]) == b"text"


def test_the_installer_takes_away_what_it_writes() -> None:
    script = windows.SCRIPT.read_text(encoding="utf-8")
    install, _, remove = script.partition('Section "Uninstall"')
    assert install.count("Section") - install.count("SectionEnd") * 2 - install.count("SectionIn") == 0
    for key in re.findall(r'WriteReg\w+ HKLM "(Software\\Classes\\\$[^"\\]+|\$\{\w+\})', install):
        assert key in remove
    for suffix in (".edf", ".bdf"):
        value = rf'"Software\Classes\{suffix}\OpenWithProgids" "${{PROGID}}"'
        assert f"WriteRegStr HKLM {value}" in install
        assert f"DeleteRegValue HKLM {value}" in remove


@pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis (Debian: nsis) is not installed")
def test_the_installer_compiles(tmp_path: Path) -> None:
    tree = tmp_path / "tree" / "_internal"
    tree.mkdir(parents=True)
    (tree / "file").write_text("x")
    icons = tmp_path / "icons"
    assert run(sys.executable, PACKAGING / "steps" / "icons.py", icons).returncode == 0
    icon = icons / "sleepscorer.ico"
    windows.compile_script(tree.parent, tmp_path / "sleepscorer-setup.exe", icon, is_final=False)
    assert (tmp_path / "sleepscorer-setup.exe").read_bytes()[:2] == b"MZ"
