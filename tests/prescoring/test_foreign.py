"""Networks and scorers that are not ours run apart; what they do wrong is one sentence."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sleepscorer.assets import models_folder, resource
from sleepscorer.errors import Cancelled, ModelError
from sleepscorer.prescoring import foreign
from sleepscorer.prescoring import prescore as prescoring
from sleepscorer.prescoring.isolation import BYTES_NAME, SECONDS_NAME
from sleepscorer.prescoring.model_card import find_models, load_card
from sleepscorer.prescoring.prescore import prescore
from sleepscorer.recording import open_recording

NIGHT = resource("sample", "sample-night.edf")
SCORERS = """
import ctypes, os, time
import numpy as np
from sleepscorer.errors import Cancelled, ModelError
from sleepscorer.prescoring.result import ScoringResult

class Sound:
    name = title = "sound"
    version, install = "1", ""
    def score(self, recording, progress, cancelled):
        print("what a stranger prints")
        progress(0.5)
        self.act(recording)
        rows = np.tile(np.array([0, 0, 1, 0, 0], np.float32), (recording.n_epochs, 1))
        return ScoringResult(rows, self.name, self.version, (f"{os.getpid()}", str(sorted(os.listdir()))))
    def act(self, recording): pass

class Looping(Sound):
    def act(self, recording):
        while True: pass

class Hog(Sound):
    def act(self, recording):
        kept = [np.ones(1 << 24) for _ in range(100)]

class Crashing(Sound):
    def act(self, recording): ctypes.string_at(0)

class Leaving(Sound):
    def act(self, recording): os._exit(0)

class Refusing(Sound):
    def act(self, recording): raise ModelError("It is Sunday.")
"""
NAMES = ("Sound", "Looping", "Hog", "Crashing", "Leaving", "Refusing")


@pytest.fixture
def scorers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "strange_scorers.py").write_text(SCORERS)
    info = tmp_path / "strange_scorers-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: strange-scorers\nVersion: 1\n")
    lines = [f"{name.lower()} = strange_scorers:{name}" for name in NAMES]
    (info / "entry_points.txt").write_text("[sleepscorer.scorers]\n" + "\n".join(lines) + "\n")
    monkeypatch.syspath_prepend(tmp_path)


@pytest.mark.usefixtures("scorers")
def test_an_outside_scorer_runs_in_another_process_and_an_empty_folder() -> None:
    seen: list[float] = []
    found = prescore(open_recording(NIGHT), "sound", seen.append)
    assert found.probabilities.shape == (841, 5)
    assert found.identity == "sound 1"
    assert found.notices[0] != str(os.getpid())
    assert found.notices[1] == "[]"
    assert seen == sorted(seen)
    assert {0.0, 0.5, 1.0} <= set(seen)


@pytest.mark.usefixtures("scorers")
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("looping", "sound was stopped after 3 s without an end"),
        ("hog", r"sound needs more than 0\.75 GB of memory|could not score .*MemoryError"),
        ("crashing", r"sound ended its process without a word \(code -11\)"),
        ("leaving", r"sound ended its process without a word \(code 0\)"),
        ("refusing", r"It is Sunday\."),
    ],
)
def test_what_an_outside_scorer_does_wrong_is_one_sentence(
    name: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SECONDS_NAME, "3" if name == "looping" else "300")
    monkeypatch.setenv(BYTES_NAME, str(3 << 28))
    with pytest.raises(ModelError, match=sentence):
        prescore(open_recording(NIGHT), name)


@pytest.mark.usefixtures("scorers")
def test_an_endless_scorer_can_be_cancelled() -> None:
    began: list[float] = []

    def cancelled() -> bool:
        began.append(time.monotonic())
        return time.monotonic() - began[0] > 1

    with pytest.raises(Cancelled):
        prescore(open_recording(NIGHT), "looping", cancelled=cancelled)
    assert time.monotonic() - began[-1] < 1


def _edit(folder: Path, **values: Any) -> None:
    path = folder / "card.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **values}))


def _user_model(root: Path, network: bytes, name: str = "of-a-user") -> Path:
    folder = root / name
    shutil.copytree(models_folder() / "ulw-sleepnet-1", folder)
    (folder / "model.onnx").write_bytes(network)
    _edit(folder, name=name, family=name, sha256=hashlib.sha256(network).hexdigest())
    return folder


def _endless(onnx: Any, n_samples: int = 3000) -> bytes:
    """A network whose loop never ends."""
    helper, types = onnx.helper, onnx.TensorProto
    body = helper.make_graph(
        [helper.make_node("Identity", ["go"], ["still"]), helper.make_node("Identity", ["x"], ["y"])],
        "body",
        [
            helper.make_tensor_value_info("i", types.INT64, []),
            helper.make_tensor_value_info("go", types.BOOL, []),
            helper.make_tensor_value_info("x", types.FLOAT, None),
        ],
        [
            helper.make_tensor_value_info("still", types.BOOL, []),
            helper.make_tensor_value_info("y", types.FLOAT, None),
        ],
    )
    nodes = [
        helper.make_node("ReduceMean", ["epochs"], ["mean"], axes=[2], keepdims=0),
        helper.make_node("Loop", ["", "true", "mean"], ["end"], body=body),
        helper.make_node("Expand", ["end", "shape"], ["probabilities"]),
    ]
    graph = helper.make_graph(
        nodes,
        "g",
        [helper.make_tensor_value_info("epochs", types.FLOAT, ["n", 1, n_samples])],
        [helper.make_tensor_value_info("probabilities", types.FLOAT, ["n", 5])],
        [
            helper.make_tensor("true", types.BOOL, [], [True]),
            helper.make_tensor("shape", types.INT64, [2], [1, 5]),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 8
    return bytes(model.SerializeToString())


@pytest.fixture
def own_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sleepscorer.prescoring.model_card.user_models_folder", lambda: tmp_path)
    return tmp_path


def test_a_user_s_network_gives_what_it_would_give_here(own_models: Path) -> None:
    onnx = pytest.importorskip("onnx", reason="a network of a user's is made with onnx")
    changed = onnx.load(models_folder() / "ulw-sleepnet-1" / "model.onnx")
    changed.producer_name = "somebody"
    _user_model(own_models, changed.SerializeToString())
    assert foreign.is_foreign(find_models("of-a-user")[0])
    theirs = prescore(open_recording(NIGHT), "of-a-user").probabilities
    ours = prescore(open_recording(NIGHT), "ulw-sleepnet-1").probabilities
    np.testing.assert_array_equal(theirs, ours)


def test_an_endless_network_is_stopped(own_models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    onnx = pytest.importorskip("onnx", reason="an endless network is made with onnx")
    _user_model(own_models, _endless(onnx))
    monkeypatch.setenv(SECONDS_NAME, "3")
    with pytest.raises(ModelError, match="The network of of-a-user was stopped after 3 s"):
        prescore(open_recording(NIGHT), "of-a-user")


def test_models_of_the_product_and_adapted_ones_run_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a process was begun")

    monkeypatch.setattr(foreign, "run_apart", refuse)
    assert prescoring.prescore(open_recording(NIGHT), "ulw-sleepnet-1").model_name == "ulw-sleepnet-1"
    assert not foreign.is_foreign(load_card(models_folder() / "sleepscorer-context"))
