"""Notices and bill of materials of the environment this runs in, and the check of every bill."""

from __future__ import annotations

import sys
from pathlib import Path

from steps.frozen import BILL, NOTICES
from steps.places import APP, BUILD, PACKAGING, BuildError, run, say, tools
from steps.windows import TREE

_VALIDATE = """
import sys
from pathlib import Path
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
for name in sys.argv[1:]:
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(Path(name).read_text(encoding="utf-8"))
    if fault:
        sys.exit(f"{name}: {fault}")
    print(f"{name}: as CycloneDX 1.6 asks")
"""


def notices() -> Path:
    """Write the notices into ``build``."""
    return _collect("--notices", BUILD / NOTICES)


def bill() -> Path:
    """Write the bill of materials into ``build``."""
    return _collect("--sbom", BUILD / BILL)


def _collect(what: str, path: Path) -> Path:
    said = run([sys.executable, PACKAGING / "steps" / "collect.py", what, path])
    say(f"{said.strip()}\n{path}")
    return path


def check() -> None:
    """Validate the bills of the environment and of the frozen applications, those that there are."""
    made = [path for path in (BUILD / BILL, APP / BILL, TREE / BILL) if path.is_file()]
    if not made:
        raise BuildError("No bill of materials is there; make one: python packaging/build.py sbom")
    say(run([tools(), "-c", _VALIDATE, *made]).strip())
