"""What is given out: built, checked, summed up; and nothing said of what failed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"
sys.path.append(str(PACKAGING))

from steps import components, windows, windows_python, wine  # noqa: E402
from steps.places import BuildError  # noqa: E402
from steps.release import SUMS, TABLE, Artefact, release  # noqa: E402


def artefact(path: Path, content: str = "x", *, sound: bool = True, lacking: str = "") -> Artefact:
    def build() -> None:
        path.write_text(content)

    def check() -> None:
        if not sound:
            raise BuildError("The sample night is scored with kappa 0.1.")

    return Artefact(lambda: path, (build,), (check,), lambda: "a bare system", lambda: lacking)


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum (coreutils) is not installed")
def test_sums_are_those_of_the_files(tmp_path: Path) -> None:
    release([artefact(tmp_path / "a.deb"), artefact(tmp_path / "b.exe", "y")], tmp_path)
    done = subprocess.run(
        ["sha256sum", "--check", SUMS], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "a.deb: OK\nb.exe: OK\n")
    table = (tmp_path / TABLE).read_text()
    digest = (tmp_path / SUMS).read_text().split()[0]
    assert f"| `a.deb` | 0.0 MB | a bare system | `{digest}` |" in table


def test_what_fails_its_check_leaves_no_sums_behind(tmp_path: Path) -> None:
    release([artefact(tmp_path / "a.deb")], tmp_path)
    with pytest.raises(BuildError, match="kappa"):
        release([artefact(tmp_path / "a.deb"), artefact(tmp_path / "b.exe", sound=False)], tmp_path)
    assert not (tmp_path / SUMS).exists()
    assert not (tmp_path / TABLE).exists()


def test_what_cannot_be_made_here_is_said_to_be_missing(tmp_path: Path) -> None:
    release([artefact(tmp_path / "b.exe", lacking="wine64 is missing.")], tmp_path)
    assert "| `b.exe` |  | not made: wine64 is missing. |  |" in (tmp_path / TABLE).read_text()
    assert (tmp_path / SUMS).read_text() == ""


# --- Windows under Wine ---------------------------------------------------------------------------


def test_what_is_missing_is_named_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wine.shutil, "which", lambda name: None)
    sentence = wine.missing()
    for package in ("wine64", "nsis", "gcc-mingw-w64-x86-64", "xvfb", "xdotool"):
        assert package in sentence
    with pytest.raises(BuildError, match=r"^For Windows .* must be installed \(Debian"):
        windows.build()


def test_a_shim_or_a_file_of_wine_is_not_shipped(tmp_path: Path) -> None:
    inside = tmp_path / "_internal"
    inside.mkdir()
    (inside / "numpy.dll").write_bytes(b"MZ a library")
    windows.refuse_shims(tmp_path)
    (inside / "ICUUC.dll").write_bytes(b"MZ")
    with pytest.raises(BuildError, match=r"ICUUC\.dll is for Wine alone"):
        windows.refuse_shims(tmp_path)
    (inside / "ICUUC.dll").unlink()
    (inside / "msvcrt.dll").write_bytes(b"MZ".ljust(64, b"\0") + wine.MARK)
    with pytest.raises(BuildError, match=r"msvcrt\.dll is a part of Wine"):
        windows.refuse_shims(tmp_path)


@pytest.mark.skipif(bool(wine.missing()), reason="a compiler for Windows is not installed")
def test_a_library_passes_calls_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wine, "HOME", tmp_path)
    source = "int twice(int a) { return 2 * a; }"
    made = wine.library(
        tmp_path / "passing.dll", source, {"double_it": "twice", "Py_Main": "python311.Py_Main"}
    )
    assert wine.exported(made) == ["Py_Main", "double_it"]
    assert b"python311.Py_Main" in made.read_bytes()


@pytest.mark.skipif(bool(wine.missing()), reason="a compiler for Windows is not installed")
def test_complex_mathematics_has_every_function_that_c_has(tmp_path: Path) -> None:
    source, exports = wine._runtime(["fabs", "cexp"])
    assert exports["fabs"] == "ucrtwine.fabs"
    for name in ("cexp", "cexpf", "cexpl", "cpow", "conj", "cabsf", "cprojl"):
        assert exports[name] == f"shim_{name}"
        assert f"shim_{name}(" in source


def test_libraries_of_others_that_windows_brings_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        components, "_version_of_file", lambda file: "3.0.13" if "crypto" in file.name else "14.44"
    )
    names = (
        "MSVCP140.dll",
        "PySide6/VCRUNTIME140_1.dll",
        "libcrypto-3.dll",
        "numpy.libs/libscipy_openblas64_-6.dll",
    )
    found = components._of_windows_libraries(map(Path, names))
    assert [(one.name, one.version, one.purl) for one in found] == [
        ("visual-c-runtime", "14.44", "pkg:generic/visual-c-runtime@14.44"),
        ("openssl", "3.0.13", "pkg:generic/openssl@3.0.13"),
    ]
    assert all(text for one in found for _, text in one.texts)


def test_a_python_that_was_put_together_is_not_the_programs_own() -> None:
    root = PACKAGING.parent
    assert components._is_of_checkout(root / "models" / "a" / "model.onnx")
    for source in (windows_python.PYTHON / "python311.dll", windows_python.SITE / "numpy" / "version.py"):
        assert not components._is_of_checkout(source)


@pytest.mark.parametrize(
    "name", ["panda3d", "msvc-runtime", "pyinstaller", "pefile", "pywin32-ctypes", "colorama"]
)
def test_what_is_downloaded_for_windows_has_its_version_pinned(name: str) -> None:
    pins = (PACKAGING.parent / "constraints.txt").read_text(encoding="utf-8")
    assert re.search(rf"^{name}==\d", pins, re.MULTILINE)
