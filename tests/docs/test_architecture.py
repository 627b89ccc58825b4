"""The lists of packages and modules in the documentation are those of the source."""

from __future__ import annotations

from docs.test_site import _tool

MEND = "run python docs/tools/make_architecture.py"


def test_the_layout_names_every_package():
    tool = _tool("make_architecture")
    assert tool.ARCHITECTURE.read_text(encoding="utf-8") == tool.architecture(), MEND


def test_every_module_is_listed_with_its_docstring():
    tool = _tool("make_architecture")
    assert tool.MODULES.read_text(encoding="utf-8") == tool.module_page(), MEND
