"""Check that a picture is there to its end: one that is cut off would be shown in half, or not at all."""

from __future__ import annotations

from xml.etree import ElementTree
from zlib import crc32

_PNG, _JPEG, _GIF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8", (b"GIF87a", b"GIF89a")
_EOI, _SOS, _ALONE = 0xD9, 0xDA, (0x00, 0x01, *range(0xD0, 0xD8))
"""End of a JPEG, start of a scan, and the codes that stand without a length (ITU-T T.81, table B.1)."""


def is_whole(data: bytes, kind: str) -> bool:
    """Tell whether data are a picture of a kind from its first to its last part.

    Parameters
    ----------
    data : bytes
    kind : {"png", "jpeg", "gif", "svg+xml"}
    """
    try:
        return {"png": _is_png, "jpeg": _is_jpeg, "gif": _is_gif, "svg+xml": _is_svg}[kind](data)
    except IndexError:
        return False


def _is_png(data: bytes) -> bool:
    """Walk through the chunks to IEND (PNG specification, section 5)."""
    at, names = len(_PNG), []
    while data.startswith(_PNG) and at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        chunk, check = data[at + 4 : at + 8 + length], data[at + 8 + length : at + 12 + length]
        if check != crc32(chunk).to_bytes(4, "big"):
            return False
        names.append(chunk[:4])
        if names[-1] == b"IEND":
            return names[0] == b"IHDR" and b"IDAT" in names
        at += 12 + length
    return False


def _is_jpeg(data: bytes) -> bool:
    """Walk through the segments to the end of the image; the scans are skipped."""
    at, has_scan = len(_JPEG), False
    if not data.startswith(_JPEG):
        return False
    while data[at] == 0xFF:
        code = data[at + 1]
        if code == _EOI:
            return has_scan
        if code == 0xFF or code in _ALONE:
            at += 1 if code == 0xFF else 2
            continue
        has_scan |= code == _SOS
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if code == _SOS:
            at = _end_of_scan(data, at)
    return False


def _end_of_scan(data: bytes, at: int) -> int:
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise IndexError("no end of the scan")
        if data[at + 1] not in _ALONE:
            return at
        at += 2


def _is_gif(data: bytes) -> bool:
    """Walk through the blocks to the trailer (GIF89a specification, appendix A)."""
    at, has_image = 13 + _colours(data[10]), False
    if not data.startswith(_GIF):
        return False
    while data[at] in (0x21, 0x2C):
        is_image = data[at] == 0x2C
        has_image |= is_image
        at += 11 + _colours(data[at + 9]) if is_image else 2
        while data[at]:
            at += 1 + data[at]
        at += 1
    return data[at] == 0x3B and has_image


def _colours(packed: int) -> int:
    """Return the bytes of a table of colours; 0 where there is none."""
    return 3 << ((packed & 7) + 1) if packed & 0x80 else 0


def _is_svg(data: bytes) -> bool:
    try:
        return ElementTree.fromstring(data).tag.rpartition("}")[2] == "svg"
    except ElementTree.ParseError:
        return False
