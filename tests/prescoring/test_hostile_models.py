from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sleepscorer.assets import models_folder
from sleepscorer.errors import ModelError
from sleepscorer.prescoring.classifier import Classifier
from sleepscorer.prescoring.model_card import available_models, find_models, load_card
from sleepscorer.prescoring.onnx_bytes import names_other_files

onnx = pytest.importorskip("onnx", reason="hostile networks are made with onnx")
SECRET = "../../secret.bin"


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A copy of a bundled model, to be made hostile."""
    return Path(shutil.copytree(models_folder() / "ulw-sleepnet-3", tmp_path / "ulw-sleepnet-3"))


def edit_card(folder: Path, **values: Any) -> None:
    path = folder / "card.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **values}))


def put_network(folder: Path, content: bytes) -> None:
    """Replace the network, with a card that vouches for it."""
    (folder / load_card(folder).file).write_bytes(content)
    edit_card(folder, sha256=hashlib.sha256(content).hexdigest())


def external_tensor() -> Any:
    tensor = onnx.helper.make_tensor("secret", onnx.TensorProto.FLOAT, [1], [0.0])
    tensor.ClearField("float_data")
    tensor.data_location = onnx.TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value=SECRET)
    return tensor


def a_graph(**parts: Any) -> Any:
    return onnx.helper.make_graph(parts.pop("nodes", []), "g", [], [], **parts)


def as_initializer() -> Any:
    return onnx.helper.make_model(a_graph(initializer=[external_tensor()]))


def as_constant() -> Any:
    return onnx.helper.make_model(
        a_graph(nodes=[onnx.helper.make_node("Constant", [], ["c"], value=external_tensor())])
    )


def in_a_branch() -> Any:
    branch = a_graph(initializer=[external_tensor()])
    node = onnx.helper.make_node("If", ["c"], ["y"], then_branch=branch, else_branch=a_graph())
    return onnx.helper.make_model(a_graph(nodes=[node]))


def as_sparse() -> Any:
    sparse = onnx.SparseTensorProto(values=external_tensor(), dims=[1])
    return onnx.helper.make_model(a_graph(sparse_initializer=[sparse]))


def in_a_function() -> Any:
    node = onnx.helper.make_node("Constant", [], ["c"], value=external_tensor())
    opset = onnx.helper.make_opsetid("", 17)
    function = onnx.helper.make_function("own", "f", [], ["c"], [node], [opset])
    return onnx.helper.make_model(a_graph(), functions=[function])


def said_external_but_unnamed() -> Any:
    network = as_initializer()
    network.graph.initializer[0].ClearField("external_data")
    return network


HOSTILE = (as_initializer, as_constant, in_a_branch, as_sparse, in_a_function, said_external_but_unnamed)


@pytest.mark.parametrize("make", HOSTILE)
def test_a_network_that_names_other_files_is_refused(model: Path, make: Any) -> None:
    put_network(model, make().SerializeToString())
    with pytest.raises(ModelError, match="keeps weights in other files") as caught:
        Classifier(load_card(model))
    assert "export it into one file." in str(caught.value)


def test_a_real_network_whose_weights_were_moved_out_is_refused(model: Path) -> None:
    card = load_card(model)
    network = onnx.load(model / card.file)
    onnx.save_model(
        network,
        model / "moved.onnx",
        save_as_external_data=True,
        location="weights.bin",
        size_threshold=0,
    )
    put_network(model, (model / "moved.onnx").read_bytes())
    with pytest.raises(ModelError, match="keeps weights in other files"):
        Classifier(load_card(model))


def test_networks_of_the_product_name_no_other_file() -> None:
    cards = available_models()
    assert cards
    assert not any(names_other_files(card.network) for card in cards)


@pytest.mark.parametrize("content", [b"", b"\xff" * 40, b"ORTM" * 20, b"\x3a\xff\x01", b"\x0b\x0c"])
def test_what_is_no_network_is_refused(model: Path, content: bytes) -> None:
    put_network(model, content)
    with pytest.raises(ModelError, match="install the model again"):
        Classifier(load_card(model))


def test_graphs_within_graphs_without_end_are_refused() -> None:
    inner = b""
    for _ in range(200):
        attribute = b"\x32" + _length(inner) + inner
        node = b"\x2a" + _length(attribute) + attribute
        inner = b"\x0a" + _length(node) + node
    with pytest.raises(ValueError, match="nested too deep"):
        names_other_files(b"\x3a" + _length(inner) + inner)


def _length(content: bytes) -> bytes:
    size, found = len(content), b""
    while size > 0x7F:
        found, size = found + bytes([size & 0x7F | 0x80]), size >> 7
    return found + bytes([size])


@settings(max_examples=300)
@given(st.binary(max_size=200))
def test_no_bytes_are_more_than_refused(content: bytes) -> None:
    try:
        assert names_other_files(content) in (True, False)
    except ValueError:
        return


@pytest.mark.parametrize(
    "file", ["../x.onnx", "/etc/x.onnx", "..\\x.onnx", "C:x.onnx", "sub/x.onnx", "..", "", 7, None]
)
def test_a_card_that_names_a_file_outside_its_folder_is_refused(model: Path, file: object) -> None:
    (model.parent / "x.onnx").write_bytes((model / load_card(model).file).read_bytes())
    edit_card(model, file=file)
    with pytest.raises(ModelError, match="names a network outside its own folder"):
        load_card(model)
    with pytest.raises(ModelError, match="names a network outside its own folder"):
        find_models("ulw-sleepnet-3", model.parent)
    assert available_models(model.parent) == []


def test_a_network_other_than_the_card_s_is_refused(model: Path) -> None:
    (model / load_card(model).file).write_bytes(as_initializer().SerializeToString())
    with pytest.raises(ModelError, match="sha256 differs"):
        Classifier(load_card(model))


def test_a_sound_network_still_scores(model: Path) -> None:
    card = load_card(model)
    n_samples = round(30 * card.rate_hz)
    found = Classifier(card).probabilities(np.zeros((2, len(card.inputs), n_samples), np.float32))
    np.testing.assert_allclose(found.sum(axis=1), 1.0, rtol=1e-4)


def _field(number: int, content: bytes) -> bytes:
    return _number(number << 3 | 2) + _length(content) + content


def _number(value: int) -> bytes:
    rest = value >> 7
    return bytes([value & 0x7F | (0x80 if rest else 0)]) + (_number(rest) if rest else b"")


@pytest.mark.parametrize("hidden", [13 + (1 << 29), 13 + (1 << 32), 0])
def test_a_tag_that_other_readers_read_otherwise_is_refused(model: Path, hidden: int) -> None:
    tensor = _field(8, b"secret") + _field(hidden, b"\x0a\x08location")
    put_network(model, _field(7, _field(5, tensor)))
    with pytest.raises(ModelError, match="is not an ONNX network"):
        Classifier(load_card(model))
