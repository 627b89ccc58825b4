"""Sees that what is to be installed is this project and that the extras named are there."""

import re
import sys
import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
command, *wanted = sys.argv[1:]
assert command == "install"
assert wanted
for name in wanted:
    found = re.fullmatch(rf"(?:{project['name']}|\.)(?:\[([a-z,]+)\])?", name)
    assert found, f"{name} is not this project"
    extras = found[1].split(",") if found[1] else []
    assert set(extras) <= set(project["optional-dependencies"]), f"{name} names an extra there is not"
