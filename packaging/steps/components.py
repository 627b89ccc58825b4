"""What a package contains of other people's: name, version, licence and its texts, each judged."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path

from steps.licences import TEXTS, LicenceError, check, licence_of, policy

PROGRAM = "sleepscorer"
_OWN = (PROGRAM, "pyinstaller", "pyinstaller-hooks-contrib")
"""The program, and what its builder adds to it, which is named by itself."""
_TEXT_NAME = re.compile(r"(licen[cs]e|copying|notice|third.?party.?notices)", re.IGNORECASE)
_NOT_TEXTS = {".py", ".pyc", ".pyi", ".so", ".json", ".pyd", ".dll"}


@dataclass(frozen=True)
class Component:
    """Something of other people's that is shipped.

    Attributes
    ----------
    name, version : str
    licence : str
        SPDX expression.
    purl : str
        Package URL.
    texts : tuple of (str, str)
        Name and content of each licence text.
    """

    name: str
    version: str
    licence: str
    purl: str
    texts: tuple[tuple[str, str], ...]


def of_environment(root: str = PROGRAM) -> list[Component]:
    """What an installed package needs to run, in this interpreter's environment; not the package itself.

    Raises
    ------
    LicenceError
        If something is under a licence that is not known or not allowed, or carries no text of it.
    """
    return [_of_distribution(one) for one in _needed(root)]


def _needed(root: str) -> Iterator[Distribution]:
    from packaging.requirements import Requirement

    seen, waiting = {_normal(root)}, [root]
    while waiting:
        for line in distribution(waiting.pop()).requires or ():
            needed = Requirement(line)
            applies = needed.marker is None or needed.marker.evaluate({"extra": ""})
            if applies and _normal(needed.name) not in seen:
                seen.add(_normal(needed.name))
                waiting.append(needed.name)
    return (distribution(name) for name in sorted(seen - {_normal(root)}))


def of_frozen(origins: Path) -> list[Component]:
    """What a frozen application contains, by where each of its files came from.

    Parameters
    ----------
    origins : Path
        JSON of file in the application -> file it was made from (``packaging/pyinstaller``).

    Raises
    ------
    LicenceError
        Also if a file came from nowhere known.
    """
    sources = sorted({one for one in json.loads(origins.read_text(encoding="utf-8")).values() if one})
    owners = _owners()
    owned = {owner.metadata["Name"]: owner for one in sources if (owner := owners.get(_real(one)))}
    found = [_of_distribution(one) for name, one in owned.items() if _normal(name) not in _OWN]
    rest = [Path(one) for one in sources if _real(one) not in owners and not _is_of_checkout(Path(one))]
    if any(_is_pythons(one) for one in rest):
        found.append(_python())
    packages = {_package_of(one) for one in rest if not _is_pythons(one)}
    found += [_of_debian(package) for package in packages]
    found += _of_windows_libraries(Path(one) for one in sources if Path(one).suffix.lower() == ".dll")
    return [*sorted(found, key=lambda one: one.name.lower()), _bootloader()]


def _real(path: str) -> Path:
    """The path without links in its folders; resolving each file would take minutes."""
    return _real_folder(os.path.dirname(path)) / os.path.basename(path)  # noqa: PTH119, PTH120


@cache
def _real_folder(folder: str) -> Path:
    return Path(folder).resolve()


def _owners() -> dict[Path, Distribution]:
    return {_real(str(one.locate_file(file))): one for one in distributions() for file in one.files or ()}


def _is_of_checkout(source: Path) -> bool:
    root = TEXTS.parents[1]
    # A Python that was put together below build/ is of others.
    is_built = source.is_relative_to(root / "build" / "wine" / "python") or "site-packages" in source.parts
    return source.is_relative_to(root) and not is_built


def _package_of(source: Path) -> str:
    """Debian package that a file of the system belongs to."""
    package = _debian_package(source)
    if package is None:
        raise LicenceError(f"{source} is in the application, and nobody knows whose it is.")
    return package


def _is_pythons(source: Path) -> bool:
    if source.name.startswith("libpython"):
        return True
    if "site-packages" in source.parts:
        return False
    # A Python of the system shares its folder with everything else.
    bases = [sysconfig.get_path("stdlib"), *([sys.base_prefix] if sys.base_prefix != "/usr" else [])]
    return any(_real(str(source)).is_relative_to(Path(base).resolve()) for base in bases)


def _of_distribution(one: Distribution) -> Component:
    name = _normal(one.metadata["Name"])
    licence = licence_of(name, one.metadata)
    texts = [*_own_texts(one), *_stored_texts(name)]
    if not texts:
        raise LicenceError(
            f"{name} carries no licence text; add it to packaging/licences and name it in policy.toml."
        )
    return Component(name, one.version, licence, f"pkg:pypi/{name}@{one.version}", tuple(texts))


def _own_texts(one: Distribution) -> Iterator[tuple[str, str]]:
    for file in sorted(one.files or ()):
        path = Path(str(one.locate_file(file)))
        is_text = _TEXT_NAME.search(path.name) or "licenses" in file.parts
        if is_text and path.suffix.lower() not in _NOT_TEXTS and path.is_file():
            yield path.name, path.read_text(encoding="utf-8", errors="replace")


def _stored_texts(name: str) -> Iterator[tuple[str, str]]:
    for text in policy().packages.get(name, {}).get("texts", ()):
        yield text, (TEXTS / text).read_text(encoding="utf-8")


def _python() -> Component:
    text = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    if not text.is_file():
        raise LicenceError(f"Python's own licence is not in {text}; build with a Python that has it.")
    version = platform.python_version()
    texts = (("LICENSE.txt", text.read_text(encoding="utf-8")),)
    return Component("python", version, "PSF-2.0", f"pkg:generic/python@{version}", texts)


def _bootloader() -> Component:
    one = distribution("pyinstaller")
    licence = "GPL-2.0-or-later WITH Bootloader-exception"
    check("pyinstaller", licence)
    texts = tuple(_own_texts(one))
    purl = f"pkg:pypi/pyinstaller@{one.version}"
    return Component("pyinstaller (bootloader)", one.version, licence, purl, texts)


def _debian_package(source: Path) -> str | None:
    """Debian package that a file of the system belongs to."""
    resolved = str(source.resolve())
    places = {resolved, str(source), resolved.removeprefix("/usr"), f"/usr{source}"}
    for place in sorted(places):
        try:
            done = subprocess.run(["dpkg", "-S", place], capture_output=True, text=True, check=False)
        except FileNotFoundError:
            return None
        if done.returncode == 0:
            return done.stdout.partition(":")[0].partition(",")[0].strip()
    return None


def _of_debian(package: str) -> Component:
    licence = policy().system.get(package)
    if licence is None:
        raise LicenceError(
            f"The licence of the system's {package} is not known; do without it, "
            "or add it to packaging/licences/policy.toml."
        )
    check(package, licence)
    asked = ["dpkg-query", "-W", "-f", "${Version}", package]
    version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    text = Path("/usr/share/doc", package, "copyright").read_text(encoding="utf-8", errors="replace")
    return Component(package, version, licence, f"pkg:deb/debian/{package}@{version}", (("copyright", text),))


def _of_windows_libraries(files: Iterable[Path]) -> list[Component]:
    """Libraries of others that Windows' Python and the wheels bring along, whoever's file it is."""
    made = {}
    for file in files:
        known = policy().windows.get(re.split("[-_]", file.stem.lower())[0])
        if known is not None:
            name, licence, version = known["name"], known["licence"], _version_of_file(file)
            check(name, licence)
            texts = tuple((text, (TEXTS / text).read_text(encoding="utf-8")) for text in known["texts"])
            purl = f"pkg:generic/{name}@{version}"
            made[purl] = Component(name, version, licence, purl, texts)
    return list(made.values())


def _version_of_file(file: Path) -> str:
    """Version that a library of Windows tells of itself; its number in its name if it tells none."""
    import pefile

    library = pefile.PE(str(file), fast_load=True)
    library.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_RESOURCE"]])
    for fixed in getattr(library, "VS_FIXEDFILEINFO", ()):
        high, low = fixed.FileVersionMS, fixed.FileVersionLS
        return f"{high >> 16}.{high & 0xFFFF}.{low >> 16}"
    return file.stem.rpartition("-")[2]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def names(components: Iterable[Component]) -> str:
    """The components in a line."""
    return ", ".join(f"{one.name} {one.version}" for one in components)
