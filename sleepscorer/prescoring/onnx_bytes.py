"""Looks through the bytes of an ONNX network for what would make it read other files.

ONNX keeps weights inside the network or, on request, in a file that it names. Such a name is a path: of
a network from elsewhere it could be any file of the user's. The format is protobuf; only what holds
tensors is followed, so that no library is needed and large weights are stepped over.
"""

from __future__ import annotations

from collections.abc import Iterator

from sleepscorer.messages import Message

_INSIDE: dict[str, dict[int, str]] = {
    "model": {7: "graph", 20: "training", 25: "function"},
    "training": {1: "graph", 2: "graph"},
    "graph": {1: "node", 5: "tensor", 15: "sparse"},
    "function": {7: "node", 11: "attribute"},
    "node": {5: "attribute"},
    "attribute": {5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse", 23: "sparse"},
    "sparse": {1: "tensor", 2: "tensor"},
}
"""Number of a field -> kind of message in it, for each kind of message that can hold a tensor."""
_DEEPEST = 64
_EXTERNAL_DATA = 13
_DATA_LOCATION = 14
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5


def names_other_files(network: bytes) -> bool:
    """Return whether a network keeps weights in other files.

    Parameters
    ----------
    network : bytes

    Raises
    ------
    ValueError
        If the bytes are not those of an ONNX network.
    """
    return _names_other_files(memoryview(network), "model", 0)


def _names_other_files(message: memoryview, kind: str, depth: int) -> bool:
    if depth > _DEEPEST:
        raise ValueError(Message("nested too deep"))
    if kind == "tensor":
        return any(_is_elsewhere(number, value) for number, value in _fields(message))
    inside = _INSIDE[kind]
    return any(
        _names_other_files(value, inside[number], depth + 1)
        for number, value in _fields(message)
        if number in inside and isinstance(value, memoryview)
    )


def _is_elsewhere(number: int, value: memoryview | int) -> bool:
    return number == _EXTERNAL_DATA or (number == _DATA_LOCATION and value != 0)


def _fields(message: memoryview) -> Iterator[tuple[int, memoryview | int]]:
    """Number and value of every field of a message."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        if key >> 32 or key < 8:  # other readers drop what is above, and take it for another field
            raise ValueError(Message("a field of no valid number"))
        number, wire = key >> 3, key & 7
        if wire == _VARINT:
            value, at = _varint(message, at)
            yield number, value
            continue
        size, at = _size(message, at, wire)
        if at + size > len(message):
            raise ValueError(Message("cut short"))
        yield number, message[at : at + size]
        at += size


def _size(message: memoryview, at: int, wire: int) -> tuple[int, int]:
    """Bytes of a value, and where it begins."""
    if wire == _BYTES:
        return _varint(message, at)
    if wire not in (_FIXED64, _FIXED32):
        raise ValueError(Message("no such type of field"))
    return (8 if wire == _FIXED64 else 4), at


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(message):
            raise ValueError(Message("cut short"))
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
    raise ValueError(Message("a number too long"))
