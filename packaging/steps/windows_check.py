"""Installs what was built for Windows into a Windows of its own (Wine), uses it and takes it away again."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from steps import frozen, python_packages, windows, wine
from steps.places import BuildError, Watch, megabytes, say, version

_PROGRAM = r"C:\Program Files\sleepscorer"
_CLI = rf"{_PROGRAM}\sleepscorer-cli.exe"
_WINDOW = rf"{_PROGRAM}\sleepscorer.exe"
_WORK = r"C:\check"
_NIGHTS = r"C:\check\Nächte aus Łódź"
_LINK = r"C:\ProgramData\Microsoft\Windows\Start Menu\Programs\sleepscorer.lnk"
_UNINSTALL = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\sleepscorer"
_PROGID = r"HKLM\Software\Classes\sleepscorer.recording\shell\open\command"
_SCREEN = "1600x1000"
_KEYS = ("w", "1", "2", "2", "3", "r")
_STAGES = ["W", "N1", "N2", "N2", "N3", "R"]
_ELSEWHERE = r"C:\Programme für Ärzte\sleepscorer"
_OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ""}
_KINDS_OF_PARTS = ("pkg:pypi/pyside6-essentials@", "pkg:generic/python@", "pkg:generic/visual-c-runtime@")


def check() -> None:
    """Check the installer as far as Wine allows; docs/packaging.md says what only a real Windows can show.

    Raises
    ------
    BuildError
        If anything is not as it should be, or what is needed is not installed.
    """
    if sentence := wine.missing():
        raise BuildError(sentence)
    if not windows.installer_path().is_file() or not windows.TREE.is_dir():
        raise BuildError("No installer was built here; build it first: python packaging/build.py windows")
    system = wine.Windows(wine.HOME / "check", windows.TREE)
    try:
        before = _files(system)
        _install(system)
        _compare_files(system)
        _read_papers(system.at(_PROGRAM))
        _score(system)
        _batch(system)
        with _screen() as display:
            _work_in_window(system, display)
        _uninstall(system, before)
        _update_elsewhere(system, before)
    finally:
        system.end()


def _expect(is_so: object, sentence: str) -> None:
    if not is_so:
        raise BuildError(sentence)


def _install(system: wine.Windows) -> None:
    watch = Watch()
    system.run([windows.installer_path(), "/S"])
    program = system.at(_PROGRAM)
    for name in ("sleepscorer.exe", "sleepscorer-cli.exe", "uninstall.exe", frozen.NOTICES, frozen.BILL):
        _expect((program / name).is_file(), f"Installing silently wrote no {name}.")
    say(f"installed silently (/S) in {watch}: {_PROGRAM}, {megabytes(program)}")
    _expect(system.at(_LINK).is_file(), "There is no entry in the Start menu.")
    told = system.run(["reg", "query", _UNINSTALL])
    for words in (version(), r"uninstall.exe", "NoModify"):
        _expect(words in told, f"The list of programs lacks {words}: {told}")
    opens = system.run(["reg", "query", _PROGID, "/ve"])
    _expect(f'"{_WINDOW}" "%1"' in opens, f".edf is not offered to be opened with it: {opens}")
    say("Start menu, list of programs, .edf and .bdf: entered")


def _compare_files(system: wine.Windows) -> None:
    """What is installed is what was built, byte for byte, and nothing of it is there for Wine."""
    program = system.at(_PROGRAM)
    windows.refuse_shims(program)
    built, installed = _sums(windows.TREE), _sums(program)
    installed.pop("uninstall.exe")
    differing = sorted(set(built.items()) ^ set(installed.items()))
    _expect(not differing, f"Installed is something else than built: {differing[:3]}")
    say(f"{len(installed)} files as built, nothing of Wine among them")


def _sums(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def _read_papers(program: Path) -> None:
    bill = json.loads((program / frozen.BILL).read_text(encoding="utf-8"))
    parts = [one.get("purl", "") for one in bill["components"]]
    others = [one for one in parts if one.startswith("pkg:deb/")]
    _expect(not others, f"The bill of materials names parts of another system: {others[:3]}")
    for kind in _KINDS_OF_PARTS:
        _expect(any(one.startswith(kind) for one in parts), f"The bill of materials has no {kind}.")
    notices = (program / frozen.NOTICES).read_text(encoding="utf-8")
    for one in bill["components"]:
        if "purl" in one:
            line = rf"^{re.escape(one['name'])} +{re.escape(one['version'])} "
            _expect(re.search(line, notices, re.MULTILINE), f"{frozen.NOTICES} does not name {one['name']}.")
    shown = [one.partition("/")[2] for one in parts if one.startswith(("pkg:generic", "pkg:pypi/numpy"))]
    say(f"notices and bill of materials: {len(parts)} parts, among them {', '.join(shown)}")


def _score(system: wine.Windows) -> None:
    watch = Watch()
    said = system.run([_CLI, "--version"]).strip()
    _expect(said == f"sleepscorer {version()}", f"--version says {said!r}.")
    say(f"{said}; --version took {watch}")
    watch = Watch()
    # On Qt's platform for Windows, which needs no screen as long as no window is shown.
    said = system.run([_CLI, "--self-test"], env={"DISPLAY": ""}).strip()
    _expect("platform windows" in said, f"Qt has another platform than Windows': {said}")
    say(said)
    say(f"--self-test took {watch}")
    away = system.at(_WORK)
    away.mkdir()
    python_packages.score_sample_night([_CLI], away, _OFFSCREEN, inside=_WORK, runs=system.run)


def _batch(system: wine.Windows) -> None:
    """Patterns that nobody else expands, names beyond ASCII, and text that is passed on."""
    nights = system.at(_NIGHTS)
    nights.mkdir()
    sample = system.at(_WORK) / "demo" / "sample-night.edf"
    for name in ("Müller.edf", "Żak.edf"):
        shutil.copy(sample, nights / name)
    # Of two processes at once Wine 8 may lose the empty messages by which Python's pool wakes up.
    words = ["prescore", rf"{_NIGHTS}\*.edf", "--out", rf"{_NIGHTS}\out", "--jobs", "1"]
    said = system.run([_CLI, *words], env=_OFFSCREEN)
    written = sorted(path.name for path in (nights / "out").glob("*hyp*.edf"))
    _expect(len(written) == 2, f"Of two recordings, {len(written)} were scored: {said[-500:]}")
    say(f"a pattern is expanded, names beyond ASCII are read and written: {', '.join(written)}")
    program = system.start(_CLI, "info", rf"{_NIGHTS}\M*.edf", env=_OFFSCREEN)
    code, out, err = system.finish(program, 300)
    _expect(code == 0, f"info ended with {code}: {err.decode('utf-8', 'replace')[-500:]}")
    try:
        text = out.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BuildError(f"What is passed on to another program is no UTF-8: {error}") from error
    _expect("Müller.edf" in text and "Łódź" in text, f"info lost characters of the path: {text[:300]}")
    say("text passed on to another program is UTF-8")
    program = system.start(_CLI, "info", r"C:\nothing\*.edf", env=_OFFSCREEN)
    code, _, err = system.finish(program, 300)
    sentence = err.decode("utf-8", "replace").strip()
    _expect(code == 1 and "Nothing fits" in sentence, f"A pattern that nothing fits: {code}, {sentence}")


@contextmanager
def _screen() -> Iterator[str]:
    """An X server with a screen of its own; gives its name."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{_SCREEN}x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            yield f":{pipe.readline().strip()}"
    finally:
        server.terminate()
        server.wait(20)


class _Night:
    """A night in the window, seen from outside: by its files, and by keys that an X server sends."""

    def __init__(self, system: wine.Windows, display: str, name: str) -> None:
        self._system, self._display = system, display
        self.recording = system.at(_NIGHTS) / name
        self._program: subprocess.Popen[bytes] | None = None

    def file(self, ending: str) -> Path:
        """Lock, journal or sidecar beside the recording."""
        return self.recording.with_name(f"{self.recording.name}.sleepscorer.{ending}")

    def open(self) -> str:
        """Start the program with the night, and wait until its window has it open; the time that took."""
        begun = time.monotonic()
        words = [_WINDOW, rf"{_NIGHTS}\{self.recording.name}"]
        self._program = self._system.start(*words, env={"DISPLAY": self._display})
        title = f"^{re.escape(self.recording.name)} "
        _wait(
            lambda: self._tell("search", "--onlyvisible", "--name", title), "No window shows the recording."
        )
        taken = f"{time.monotonic() - begun:.0f} s"
        time.sleep(5)
        # Where one was in a night is remembered.
        self._tell("key", "Home")
        time.sleep(1)
        return taken

    def _tell(self, *words: str) -> str:
        env = {**os.environ, "DISPLAY": self._display}
        done = subprocess.run(["xdotool", *words], env=env, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def press(self, *keys: str) -> None:
        """Press keys, each when the change of the last is on disk."""
        for key in keys:
            before = self.changes()
            self._tell("key", key)
            is_kept = partial(self._has_more_than, before)
            _wait(is_kept, f"The key {key} made no change in the journal.", 60)

    def _has_more_than(self, changes: int) -> bool:
        return self.changes() > changes

    def changes(self) -> int:
        """Lines of the journal, whose first names the recording."""
        journal = self.file("journal")
        return len(journal.read_text(encoding="utf-8").splitlines()) - 1 if journal.is_file() else 0

    def quit(self) -> int:
        """Leave the program as a person does; its exit code."""
        assert self._program
        self._tell("key", "ctrl+q")
        return self._system.finish(self._program, 120)[0]

    def cut_off(self) -> None:
        """End every program of this Windows at once."""
        assert self._program
        self._system.end()
        self._system.finish(self._program, 60)

    def stages(self) -> list[str]:
        """First stages of the scoring as saved."""
        kept = json.loads(self.file("json").read_text(encoding="utf-8"))
        return [str(stage) for stage in kept["stages"].split()[: len(_STAGES)]]


def _wait(is_so: Callable[[], object], otherwise: str, most_s: float = 300) -> None:
    begun = time.monotonic()
    while not is_so():
        if time.monotonic() - begun > most_s:
            raise BuildError(otherwise)
        time.sleep(0.2)


def _work_in_window(system: wine.Windows, display: str) -> None:
    night = _Night(system, display, "Müller.edf")
    took = night.open()
    _expect(night.file("lock").is_file(), "A night that is open has no lock.")
    say(f"{night.recording.name} is open in the window after {took} (Wine's X driver, Xvfb)")
    night.press(*_KEYS)
    say(f"keys {' '.join(_KEYS)}: each is in the journal")
    code = night.quit()
    _expect(code == 0, f"Ctrl+Q ended the program with {code}.")
    _expect(night.stages() == _STAGES, f"Saved are {night.stages()}, not {_STAGES}.")
    left = [ending for ending in ("lock", "journal") if night.file(ending).is_file()]
    _expect(not left, f"A clean exit leaves {', '.join(left)} behind.")
    say("Ctrl+Q: ended with 0; all is in the sidecar; lock and journal are gone")

    killed = _Night(system, display, "Żak.edf")
    killed.open()
    killed.press(*_KEYS)
    killed.cut_off()
    _expect(killed.changes() >= len(_KEYS), "The journal lost changes when the program was killed.")
    say(f"killed at once: the journal keeps {killed.changes()} changes")
    killed.open()
    code = killed.quit()
    _expect(code == 0, f"After a recovery, Ctrl+Q ended the program with {code}.")
    _expect(killed.stages() == _STAGES, f"Recovered are {killed.stages()}, not {_STAGES}.")
    say(f"started again: the dead one's lock is taken over, {len(_STAGES)} epochs are recovered")
    log = next(system.folder.rglob("sleepscorer/Logs/*"), None)
    _expect(log is not None, "The program has written no log.")


def _files(system: wine.Windows) -> set[str]:
    """Files of the drive but those of the check, of its own user and of Windows' own housekeeping."""
    drive = system.at("C:\\")
    apart = ("check/", "users/", "windows/")
    found = (path.relative_to(drive).as_posix() for path in drive.rglob("*") if path.is_file())
    return {name for name in found if not name.startswith(apart)}


def _uninstall(system: wine.Windows, before: set[str]) -> None:
    kept = _Night(system, "", "Müller.edf").file("json")
    settings = list(system.folder.rglob("sleepscorer/settings.json"))
    _remove(system, _PROGRAM, before)
    for hive in ("system.reg", "user.reg"):
        text = (system.folder / hive).read_text(encoding="utf-8", errors="replace")
        # What Windows itself notes of every program that was run is no trace of the installation.
        keys = [line for line in text.splitlines() if line.startswith("[") and "sleepscorer" in line.lower()]
        _expect(not keys, f"Uninstalling leaves keys in the registry: {keys[:3]}")
    _expect(kept.is_file(), "Uninstalling took a scoring away.")
    _expect(all(path.is_file() for path in settings), "Uninstalling took the user's settings away.")
    say("uninstalled silently (/S): no file, no entry and no key of it is left; scorings and settings stay")


def _remove(system: wine.Windows, program: str, before: set[str]) -> None:
    system.run([rf"{program}\uninstall.exe", "/S"])
    # The uninstaller goes on as a copy of itself, which can take its own file away.
    _wait(lambda: not system.at(program).exists(), "Uninstalling leaves the program's folder behind.", 120)
    system.wait()
    left = sorted(_files(system) - before)
    _expect(not left, f"Uninstalling leaves files behind: {left[:5]}")


def _update_elsewhere(system: wine.Windows, before: set[str]) -> None:
    """Another folder is kept by an update that does not name it, without the older version's libraries."""
    # The installer takes the rest of the line, blanks and all, only without quotation marks.
    system.run([windows.installer_path(), "/S", *f"/D={_ELSEWHERE}".split(" ")])
    program = system.at(_ELSEWHERE)
    said = system.run([rf"{_ELSEWHERE}\sleepscorer-cli.exe", "--version"]).strip()
    _expect(said == f"sleepscorer {version()}", f"In {_ELSEWHERE}, --version says {said!r}.")
    old = program / "_internal" / "of-an-older-version.dll"
    old.write_bytes(b"")
    system.run([windows.installer_path(), "/S"])
    _expect(not system.at(_PROGRAM).exists(), "An update does not go where the older version is.")
    _expect(not old.exists(), "An update leaves libraries of the older version.")
    _remove(system, _ELSEWHERE, before)
    say(f"installed into {_ELSEWHERE} (/D=), updated there, removed")
