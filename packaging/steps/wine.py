"""Runs Windows' programs on Linux: a Windows of its own for each purpose (Wine)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from steps.places import BUILD, BuildError, fresh, run

HOME = BUILD / "wine"
"""Everything that is made of Windows on the way."""
COMPILER = "x86_64-w64-mingw32-gcc"
OBJDUMP = "x86_64-w64-mingw32-objdump"
MARK = b"Wine builtin DLL"
"""By this Wine knows its own files; it loads them in the place of those in a Windows' folder."""
_LIBRARIES = (
    Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows"),
    Path("/usr/lib/wine/x86_64-windows"),
    Path("/usr/lib64/wine/x86_64-windows"),
)
_PACKAGES = "apt-get install wine64 nsis gcc-mingw-w64-x86-64 xvfb xdotool"
SHIMS = ("ucrtbase.dll", "ucrtwine.dll", "icuuc.dll")
"""What stands in a Windows of ours for what Wine lacks, and in no application."""
_WITHOUT = "winedbg.exe=d;mscoree=d;mshtml=d"

# <complex.h> of the C runtime, which Wine exports and does not have: C99 7.3.
_OF_ONE = (
    *("acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "exp", "log", "proj", "sin", "sinh"),
    *("sqrt", "tan", "tanh"),
)
_TO_REAL = ("cabs", "carg", "cimag", "creal")
_ENTRY = "int __stdcall DllMain(void *module, unsigned long reason, void *rest) { return 1; }"


def missing() -> str:
    """One sentence on what has to be installed to make and try an application here; empty if nothing."""
    needed = ("makensis", COMPILER, "Xvfb", "xdotool")
    lacking = [name for name in needed if not shutil.which(name)]
    lacking += [] if _loader() else ["wine64"]
    if not lacking:
        return ""
    return f"For Windows {', '.join(lacking)} must be installed (Debian, Ubuntu: {_PACKAGES})."


def _loader() -> str | None:
    return _program_of_wine("wine64", "wine")


def _program_of_wine(*names: str) -> str | None:
    """Path of a program of Wine; Debian has some of them outside the search path."""
    tried = [place for name in names for place in (name, f"/usr/lib/wine/{name}")]
    return next((path for place in tried if (path := shutil.which(place))), None)


def _server() -> str:
    return _program_of_wine("wineserver64", "wineserver") or "wineserver"


def version_of_wine() -> str:
    """``wine-8.0 (Debian 8.0~repack-4)``."""
    return run([_loader() or "wine64", "--version"]).strip()


class Windows:
    """A Windows of its own in a folder: drives, registry, processes.

    Parameters
    ----------
    folder : Path
        Made new, with the shims that stand for what Wine lacks.
    tree : Path
        What it is to run: the shims have what its libraries look for.
    """

    def __init__(self, folder: Path, tree: Path) -> None:
        made = shims(tree)
        self.folder = fresh(folder)
        self.run(["wineboot", "--init"], overrides=_WITHOUT)
        self.wait()
        for shim in made:
            shutil.copy(shim, self.at(r"C:\windows\system32"))

    def at(self, path: str) -> Path:
        """Where a path of its drive C: is here."""
        return self.folder / "drive_c" / path.removeprefix("C:\\").replace("\\", "/")

    def environment(
        self, more: Mapping[str, str] | None = None, overrides: str = f"{_WITHOUT};ucrtbase=n,b;icuuc=n"
    ) -> dict[str, str]:
        """Environment of its programs; nothing of this one's Python or Qt gets in."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QT_"))}
        wine = {"WINEPREFIX": str(self.folder), "WINEARCH": "win64", "WINEDEBUG": "-all"}
        # Wine keeps Qt's variables to itself but for those that are meant for its programs.
        meant = {f"WINE{key}" if key.startswith("QT_") else key: one for key, one in (more or {}).items()}
        return {**ours, **wine, "WINEDLLOVERRIDES": overrides, **meant}

    def command(self, *words: str | Path) -> list[str]:
        """What starts a program of Windows here."""
        return [_loader() or "wine64", *(str(word) for word in words)]

    def start(
        self, *words: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None, **given: str
    ) -> subprocess.Popen[bytes]:
        """Start a program, its three streams being pipes: Windows' Python opens no others under Wine."""
        return subprocess.Popen(
            self.command(*words),
            cwd=cwd or HOME,
            env=self.environment(env, **given),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def finish(self, program: subprocess.Popen[bytes], timeout_s: float) -> tuple[int, bytes, bytes]:
        """Wait for a program that was started; exit code, output and errors as bytes."""
        assert program.stdin
        try:
            # The pipe to it stays open until it ends, as a console's would.
            keep = os.dup(program.stdin.fileno())
            try:
                out, err = program.communicate(timeout=timeout_s)
            finally:
                os.close(keep)
        except subprocess.TimeoutExpired as error:
            program.kill()
            raise BuildError(f"{program.args!r} took longer than {timeout_s:.0f} s.") from error
        return program.returncode, out, err

    def run(
        self,
        words: Sequence[str | Path],
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        timeout_s: float = 900,
        **given: str,
    ) -> str:
        """Run a program and give what it prints.

        Raises
        ------
        BuildError
            If it fails or takes too long.
        """
        program = self.start(*words, cwd=cwd, env=env, **given)
        code, out, err = self.finish(program, timeout_s)
        if code:
            last = (out + err).decode("utf-8", "replace").strip()[-3000:]
            raise BuildError(f"{' '.join(map(str, words))} (Wine) ended with {code}:\n{last}")
        return out.decode("utf-8", "replace").replace("\r\n", "\n")

    def wait(self) -> None:
        """Wait until all of its programs have ended."""
        subprocess.run([_server(), "-w"], env=self.environment(), timeout=120, check=False)

    def end(self) -> None:
        """End all of its programs, at once, as pulling the plug would."""
        subprocess.run([_server(), "-k"], env=self.environment(), timeout=60, check=False)


def shims(tree: Path) -> list[Path]:
    """Make the files that stand for what Wine lacks of Windows.

    Wine's C runtime has no complex mathematics (numpy and scipy call it), and there is no ``icuuc.dll`` (Qt
    looks for it). They are put into the folder of Wine's own Windows and never into an application: a real
    Windows has both.

    Parameters
    ----------
    tree : Path
        Whose ``Qt6Core.dll`` tells what it looks for in ``icuuc.dll``; nothing there does anything.
    """
    folder = fresh(HOME / "shims")
    original = next((one for path in _LIBRARIES if (one := path / "ucrtbase.dll").is_file()), None)
    if original is None:
        raise BuildError(f"Wine's ucrtbase.dll is in none of {', '.join(map(str, _LIBRARIES))}.")
    # Without its mark it is a library like another, which the shim can pass calls on to.
    (folder / "ucrtwine.dll").write_bytes(original.read_bytes().replace(MARK, b"of Wine's making"))
    source, exports = _runtime(exported(original))
    library(folder / "ucrtbase.dll", source, exports)
    names = sorted({name for one in tree.rglob("Qt6Core.dll") for name in imported(one, "icuuc.dll")})
    source = "\n".join(f"void *none_{name}(void) {{ return 0; }}" for name in names)
    library(folder / "icuuc.dll", source, {name: f"none_{name}" for name in names})
    return [folder / name for name in SHIMS]


def _runtime(names: Sequence[str]) -> tuple[str, dict[str, str]]:
    """C source of the runtime's complex mathematics, and all of its exports."""
    lines, own = ["#include <complex.h>"], []
    for suffix, kind in (("", "double"), ("f", "float"), ("l", "double")):
        # Microsoft's complex numbers are structures, and its long double is a double.
        c = "f" if suffix == "f" else ""
        lines += [
            f"typedef struct {{ {kind} re, im; }} number{suffix};",
            f"static {kind} _Complex from{suffix}(number{suffix} a)",
            f"{{ {kind} _Complex z; __real__ z = a.re; __imag__ z = a.im; return z; }}",
            f"static number{suffix} to{suffix}({kind} _Complex z)",
            f"{{ number{suffix} a = {{ __real__ z, __imag__ z }}; return a; }}",
        ]
        for name in ("conj", *(f"c{name}" for name in _OF_ONE)):
            head = f"number{suffix} shim_{name}{suffix}(number{suffix} a)"
            lines.append(f"{head} {{ return to{suffix}({name}{c}(from{suffix}(a))); }}")
            own.append(name + suffix)
        for name in _TO_REAL:
            lines.append(
                f"{kind} shim_{name}{suffix}(number{suffix} a) {{ return {name}{c}(from{suffix}(a)); }}"
            )
            own.append(name + suffix)
        head = f"number{suffix} shim_cpow{suffix}(number{suffix} a, number{suffix} b)"
        lines.append(f"{head} {{ return to{suffix}(cpow{c}(from{suffix}(a), from{suffix}(b))); }}")
        own.append(f"cpow{suffix}")
    exports = {name: f"ucrtwine.{name}" for name in names} | {name: f"shim_{name}" for name in own}
    return "\n".join(lines), exports


def library(path: Path, source: str, exports: Mapping[str, str]) -> Path:
    """Compile a library of Windows.

    Parameters
    ----------
    path : Path
    source : str
        C.
    exports : mapping
        Name -> function of the source, or of another library (``python311.Py_Main``).
    """
    sources = HOME / "sources"
    sources.mkdir(parents=True, exist_ok=True)
    code, definitions = sources / f"{path.stem}.c", sources / f"{path.stem}.def"
    code.write_text(f"{source}\n{_ENTRY}\n", encoding="ascii")
    lines = [f" {name} = {target}" for name, target in sorted(exports.items())]
    definitions.write_text("\n".join([f"LIBRARY {path.stem}", "EXPORTS", *lines, ""]), encoding="ascii")
    # Reproducible: no time in the header.
    options = [
        "-O2",
        "-s",
        "-shared",
        "-static-libgcc",
        "-nostartfiles",
        "-Wl,-e,DllMain,--no-insert-timestamp",
    ]
    run([COMPILER, *options, "-o", path, code, definitions])
    return path


def exported(path: Path) -> list[str]:
    """Names that a library of Windows exports."""
    said = run([OBJDUMP, "-p", path]).partition("[Ordinal/Name Pointer]")[2]
    return re.findall(r"^\s*\[\s*\d+\](?: \+base\[\s*\d+\]\s+\w+)?\s+(\w+)$", said, re.MULTILINE)


def imported(path: Path, library: str) -> list[str]:
    """Names that a program or library takes from another library."""
    tables = run([OBJDUMP, "-p", path]).split("DLL Name: ")[1:]
    wanted = [one for one in tables if one.partition("\n")[0].strip().lower() == library]
    return re.findall(r"^\s+[0-9a-f]+\s+\d+\s+(\w+)$", "\n".join(wanted), re.MULTILINE)
