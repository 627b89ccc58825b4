"""Writes notices and bill of materials of the environment it runs in.

Run by ``packaging/build.py`` with the Python of what is packaged, so it needs nothing beyond that.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from steps.components import names, of_environment, of_frozen
from steps.licences import LicenceError
from steps.notices import notices
from steps.places import BuildError, version
from steps.sbom import bill

MODELS = Path(__file__).resolve().parents[2] / "models"


def main() -> int:
    """Write what is asked for; 1 if a licence is unknown or not allowed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--origins", type=Path, help="of a frozen application; else the environment's packages"
    )
    parser.add_argument("--notices", type=Path)
    parser.add_argument("--sbom", type=Path)
    asked = parser.parse_args()
    try:
        components = of_frozen(asked.origins) if asked.origins else of_environment()
    except (LicenceError, BuildError) as error:
        print(error, file=sys.stderr)
        return 1
    for path, text in ((asked.notices, notices), (asked.sbom, _sbom)):
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text(components), encoding="utf-8")
    print(f"{len(components)} components: {names(components)}")
    return 0


def _sbom(components: list) -> str:  # type: ignore[type-arg]
    return json.dumps(bill(components, version(), MODELS), indent=2) + "\n"


if __name__ == "__main__":
    sys.exit(main())
