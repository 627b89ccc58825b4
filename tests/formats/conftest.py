"""Slow tests run where they are asked for: pytest -m slow."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def only_when_asked(request: pytest.FixtureRequest) -> None:
    """Skip what is marked slow in a plain run."""
    if request.node.get_closest_marker("slow") and "slow" not in request.config.getoption("markexpr"):
        pytest.skip("takes minutes; run it with -m slow")
