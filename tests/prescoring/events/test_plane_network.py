"""The arousal network over a plane gives what it gives over time."""

from __future__ import annotations

import numpy as np
import pytest

from sleepscorer.prescoring.events.plane_network import PlaneNetwork, as_plane
from sleepscorer.prescoring.events.psg_library import _arousal_network
from sleepscorer.prescoring.events.psg_scorer import PsgScorer

needs_psgscoring = pytest.mark.skipif(
    not PsgScorer().version, reason="psgscoring is not installed: pip install 'sleepscorer[events]'"
)


@needs_psgscoring
def test_the_arousal_network_gives_what_the_library_gives():
    from psgscoring import arousal_unet

    rows = np.random.default_rng(1).standard_normal((3, 3000)).astype(np.float32)  # no multiple of its block
    theirs = arousal_unet.predict(rows, threads=1)
    PlaneNetwork(arousal_unet.paths()[0].read_bytes())  # it has the faster form
    np.testing.assert_allclose(_arousal_network()(rows), theirs, atol=1e-5)


@needs_psgscoring
def test_a_network_that_has_no_such_form_is_run_by_the_library(monkeypatch):
    from psgscoring import arousal_unet

    def refuse(model: bytes) -> None:
        raise ValueError("no network of convolutions over time")

    monkeypatch.setattr("sleepscorer.prescoring.events.psg_library.PlaneNetwork", refuse)
    rows = np.random.default_rng(1).standard_normal((3, 640)).astype(np.float32)
    np.testing.assert_array_equal(_arousal_network()(rows), arousal_unet.predict(rows, threads=1))


def test_what_is_no_network_of_convolutions_is_refused():
    pytest.importorskip("google.protobuf")
    with pytest.raises(ValueError, match="no network of convolutions"):
        as_plane(b"")
