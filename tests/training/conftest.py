from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _one_thread():
    """Networks this small spend their time waiting for each other's threads."""
    torch = pytest.importorskip("torch")
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)
