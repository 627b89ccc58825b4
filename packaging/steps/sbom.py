"""Software bill of materials, CycloneDX 1.6."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from steps.components import PROGRAM, Component

Json = dict[str, Any]


def bill(components: Sequence[Component], version: str, models: Path, made: datetime | None = None) -> Json:
    """The bill of materials as JSON values.

    Parameters
    ----------
    components : sequence of Component
    version : str
        Of the program.
    models : Path
        Folder of the models that are shipped.
    made : datetime, optional
        Now if not given.
    """
    program = f"pkg:pypi/{PROGRAM}@{version}"
    listed = [*map(_library, components), *map(_model, sorted(models.glob("*/card.json")))]
    names = " ".join(one["bom-ref"] for one in listed)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        # The same content has the same number.
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, f'{program} {names}')}",
        "version": 1,
        "metadata": {
            "timestamp": (made or datetime.now(UTC)).isoformat(timespec="seconds"),
            "component": {
                "type": "application",
                "bom-ref": program,
                "name": PROGRAM,
                "version": version,
                "purl": program,
                "licenses": [{"license": {"id": "BSD-3-Clause"}}],
            },
        },
        "components": listed,
        "dependencies": [{"ref": program, "dependsOn": sorted(one["bom-ref"] for one in listed)}],
    }


def _library(one: Component) -> Json:
    return {
        "type": "library",
        "bom-ref": one.purl,
        "name": one.name,
        "version": one.version,
        "purl": one.purl,
        "licenses": [_licence(one.licence)],
    }


def _licence(expression: str) -> Json:
    if expression.startswith("LicenseRef-"):
        return {"license": {"name": expression.removeprefix("LicenseRef-")}}
    # An identifier must be one of the schema's list, in which exceptions and combinations are not.
    return {"expression": expression} if " " in expression else {"license": {"id": expression}}


def _model(card: Path) -> Json:
    told = json.loads(card.read_text(encoding="utf-8"))
    network = card.parent / told["file"]
    return {
        "type": "machine-learning-model",
        "bom-ref": f"model:{told['name']}@{told['version']}",
        "name": told["name"],
        "version": str(told["version"]),
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(network.read_bytes()).hexdigest()}],
        "licenses": [_licence(told["license"])],
    }
