"""Licences, bill of materials and frozen application; ``packaging/build.py check-all`` builds them."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from sleepscorer import __version__
from sleepscorer.errors import ModelError
from sleepscorer.prescoring.isolation import run_apart

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
# At the end: the folder holds a build.py, which is not the package of that name.
sys.path.append(str(PACKAGING))

from steps import licences, notices, sbom  # noqa: E402
from steps.components import Component, of_environment  # noqa: E402
from steps.places import version  # noqa: E402

MIT = Component("one", "1.0", "MIT", "pkg:pypi/one@1.0", (("LICENSE", "Do as\nyou like."),))


def run(*words: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*map(str, words)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, **env},
    )


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def contents() -> ModuleType:
    return load(PACKAGING / "pyinstaller" / "contents.py")


# --- the command ----------------------------------------------------------------------------------


def test_help_names_every_step() -> None:
    done = run(sys.executable, PACKAGING / "build.py", "--help")
    assert done.returncode == 0
    for step in ("wheel", "sdist", "app", "deb", "windows", "check-windows", "notices", "sbom", "check-all"):
        assert f"\n  {step} " in done.stdout


def test_an_unknown_step_is_wrong_usage() -> None:
    done = run(sys.executable, PACKAGING / "build.py", "nonsense")
    assert done.returncode == 2
    assert "invalid choice: 'nonsense'" in done.stderr


def test_the_version_is_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["hatch"]["version"]["path"] == "sleepscorer/__init__.py"
    assert version() == __version__
    assert run(sys.executable, PACKAGING / "build.py", "--version").stdout.strip() == __version__


@pytest.mark.slow
@pytest.mark.skipif(
    not os.environ.get("SLEEPSCORER_TEST_PACKAGES"),
    reason="builds every package, which takes half an hour; set SLEEPSCORER_TEST_PACKAGES=1 to have it done",
)
def test_every_package() -> None:
    command = [sys.executable, str(PACKAGING / "build.py"), "check-all"]
    assert subprocess.run(command, check=False).returncode == 0


# --- licences, notices, bill of materials ----------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("MPL-2.0 AND (MIT OR Proprietary)", True),
        ("MIT AND GPL-3.0-only", False),
        ("MIT AND (GPL-3.0-only OR AGPL-3.0-only)", False),
        ("GPL-3.0-only", False),
        ("AGPL-3.0-or-later", False),
    ],
)
def test_what_may_be_shipped(expression: str, allowed: bool) -> None:
    assert licences.is_allowed(expression) is allowed


@pytest.mark.parametrize("expression", ["MIT AND", "(MIT", "MIT )", "AND MIT OR"])
def test_nonsense_is_no_licence(expression: str) -> None:
    with pytest.raises(licences.LicenceError, match="not an SPDX expression"):
        licences.is_allowed(expression)


def metadata(*lines: str) -> object:
    from email import message_from_string

    return message_from_string("\n".join(("Name: thing", *lines)))


@pytest.mark.parametrize(
    ("lines", "licence"),
    [
        (["License-Expression: 0BSD"], "0BSD"),
        (["License: MIT License"], "MIT"),
        (["License: see LICENSE", "Classifier: License :: OSI Approved :: BSD License"], "BSD-3-Clause"),
        (["License: MPL-2.0 AND MIT"], "MPL-2.0 AND MIT"),
    ],
)
def test_licences_as_packages_name_them(lines: list[str], licence: str) -> None:
    assert licences.licence_of("thing", metadata(*lines)) == licence  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([], "licence of thing is not known"),
        (["License: see LICENSE"], "licence of thing is not known"),
        (["License-Expression: GPL-3.0-or-later"], "does not allow"),
        (["License: GPL-3.0"], "does not allow"),
    ],
)
def test_unknown_and_unfit_licences_are_refused(lines: list[str], sentence: str) -> None:
    with pytest.raises(licences.LicenceError, match=sentence):
        licences.licence_of("thing", metadata(*lines))  # type: ignore[arg-type]


def test_every_package_this_stands_on_has_a_licence_and_its_text() -> None:
    found = {one.name: one for one in of_environment()}
    assert {"numpy", "scipy", "mne", "onnxruntime", "edfio", "pyside6-essentials"} <= set(found)
    assert not {"pytest", "ruff", "torch", "sleepscorer"} & set(found)
    assert all(any(len(text) > 100 for _, text in one.texts) for one in found.values())
    qt = dict(found["pyside6-essentials"].texts)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in qt["LGPL-3.0.txt"]


def test_notices_print_a_text_once() -> None:
    other = Component("two", "2.0", "MIT", "pkg:pypi/two@2.0", (("COPYING", "Do as you like."),))
    text = notices.notices([MIT, other])
    assert text.count("you like.") == 1
    assert "COPYING: as printed under one" in text


def test_collecting_writes_both(tmp_path: Path) -> None:
    collect = PACKAGING / "steps" / "collect.py"
    done = run(sys.executable, collect, "--notices", tmp_path / "n.txt", "--sbom", tmp_path / "s.json")
    assert done.returncode == 0, done.stderr
    assert "Apache License" in (tmp_path / "n.txt").read_text(encoding="utf-8")
    found = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    refs = [one["bom-ref"] for one in found["components"]]
    assert len(set(refs)) == len(refs)
    assert found["dependencies"][0]["dependsOn"] == sorted(refs)
    assert found["metadata"]["component"]["version"] == __version__


def test_a_file_that_is_nobodys_is_refused(tmp_path: Path) -> None:
    (tmp_path / "stray.so").write_bytes(b"")
    origins = tmp_path / "origins.json"
    origins.write_text(json.dumps({"stray.so": str(tmp_path / "stray.so")}), encoding="utf-8")
    done = run(sys.executable, PACKAGING / "steps" / "collect.py", "--origins", origins)
    assert done.returncode == 1
    assert "nobody knows whose it is" in done.stderr


def test_the_bill_holds_the_models_with_their_hashes() -> None:
    found = sbom.bill([MIT], "1.2.3", ROOT / "models")
    cards = [json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "models").glob("*/card.json")]
    hashes = {one["name"]: one["hashes"][0]["content"] for one in found["components"] if "hashes" in one}
    assert hashes == {card["name"]: card["sha256"] for card in cards}


def test_the_bill_is_as_the_schema_asks() -> None:
    validation = pytest.importorskip(
        "cyclonedx.validation.json", reason="cyclonedx-python-lib is not installed"
    )
    from cyclonedx.schema import SchemaVersion

    combined = Component("two", "2", "MIT AND Zlib", "pkg:pypi/two@2", ())
    named = Component("three", "3", "LicenseRef-matplotlib", "pkg:pypi/three@3", ())
    text = json.dumps(sbom.bill([MIT, combined, named], "1.2.3", ROOT / "models"))
    assert validation.JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


# --- frozen application ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/QtWidgets.abi3.so",
        "PySide6/Qt6Core.dll",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui",
        "scipy/special/_ufuncs.so",
        "mne/__init__.pyi",
    ],
)
def test_what_the_application_keeps(contents: ModuleType, path: str) -> None:
    assert contents.wanted([(path, f"/venv/{path}", "BINARY")])


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/Qt/translations/qtbase_ja.qm",
        "PySide6/Qt6Qml.dll",
        "PySide6/opengl32sw.dll",
        "PySide6/Qt/lib/QtQuick.framework/Versions/A/QtQuick",
        "scipy/special/tests/data.npz",
    ],
)
def test_what_it_does_without(contents: ModuleType, path: str) -> None:
    assert not contents.wanted([(path, f"/venv/{path}", "BINARY")])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="folders of Linux")
def test_the_window_systems_libraries_are_the_systems(contents: ModuleType) -> None:
    folder = "/usr/lib/x86_64-linux-gnu/"
    entries = [(name, folder + name, "BINARY") for name in ("libxcb-cursor.so.0", "libffi.so.8")]
    assert [name for name, _, _ in contents.wanted(entries)] == ["libffi.so.8"]


def test_origins_leave_out_what_the_build_made(contents: ModuleType, tmp_path: Path) -> None:
    entries = [
        ("a.so", "/x/a.so", "BINARY"),
        ("b.so", "a.so", "SYMLINK"),
        ("base_library.zip", "/x/base_library.zip", "DATA"),
        ("namespace", "-", "PYMODULE"),
    ]
    contents.note_origins(entries, tmp_path / "o.json")
    assert json.loads((tmp_path / "o.json").read_text(encoding="utf-8")) == {"a.so": "/x/a.so"}


def test_no_module_that_is_left_out_is_imported(contents: ModuleType) -> None:
    """Except where it is optional: PyInstaller would leave a hole."""
    optional = {"torch", "onnx", "matplotlib", "h5py", "pandas", "yasa"}
    excluded = {name for name in contents.EXCLUDED if name not in optional}
    pattern = re.compile(r"^\s*(?:from|import) ([\w.]+)", re.MULTILINE)
    for path in (ROOT / "sleepscorer").rglob("*.py"):
        found = set(pattern.findall(path.read_text(encoding="utf-8")))
        assert not {name for name in found if name in excluded or name.split(".")[0] in excluded}, path


def test_the_spec_is_python() -> None:
    spec = PACKAGING / "pyinstaller" / "sleepscorer.spec"
    compile(spec.read_text(encoding="utf-8"), str(spec), "exec")


def test_icons_of_every_kind(tmp_path: Path) -> None:
    from PySide6.QtGui import QImage

    done = run(sys.executable, PACKAGING / "steps" / "icons.py", tmp_path, QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0, done.stderr
    picture = QImage(str(tmp_path / "sleepscorer-48.png"))
    assert (picture.width(), picture.height()) == (48, 48)
    assert picture.pixelColor(24, 12).alpha() == 255
    assert not QImage(str(tmp_path / "sleepscorer.ico")).isNull()
    made = (tmp_path / "sleepscorer.icns").read_bytes()
    assert made[:4] == b"icns"
    assert int.from_bytes(made[4:8], "big") == len(made)


@pytest.mark.skipif(sys.platform == "win32", reason="a script of the shell stands for the application")
def test_the_entry_of_the_frozen_application_runs_foreign_networks_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = tmp_path / "sleepscorer"
    entry = PACKAGING / "pyinstaller" / "entry.py"
    application.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{entry}" "$@"\n', encoding="utf-8")
    application.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(application))
    # What is run is given what to tell progress to, which is no path: only its own process can say so.
    with pytest.raises(ModelError, match=r"^stranger failed \(TypeError: "):
        run_apart("stranger", os.path.isfile, lambda done: None)
