"""Pictures whose file is cut off anywhere."""

from __future__ import annotations

from io import BytesIO

import pytest

from sleepscorer.report.whole_pictures import is_whole

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0"/></svg>'
KINDS = {
    "png": ("png", {}),
    "baseline": ("jpeg", {}),
    "progressive": ("jpeg", {"progressive": True, "restart_marker_rows": 1}),
    "gif": ("gif", {}),
    "moving": ("gif", {"save_all": True}),
}


def picture(kind: str, **options: object) -> bytes:
    image = pytest.importorskip("PIL.Image")
    pictures = [image.effect_noise((40, 24), spread) for spread in (60, 90)]
    buffer = BytesIO()
    more = {"append_images": pictures[1:]} if "save_all" in options else {}
    pictures[0].save(buffer, kind, **options, **more)
    return buffer.getvalue()


@pytest.mark.parametrize("name", KINDS)
def test_a_picture_is_whole_with_its_last_byte_and_not_before(name):
    kind, options = KINDS[name]
    data = picture(kind, **options)
    assert is_whole(data, kind)
    assert is_whole(data + b"\0\0", kind), "padding of a copying program is no damage"
    assert not any(is_whole(data[:length], kind) for length in range(len(data)))


def test_a_drawing_is_whole_where_its_xml_is():
    assert is_whole(SVG, "svg+xml")
    assert not any(is_whole(SVG[:length], "svg+xml") for length in range(len(SVG)))
    assert not is_whole(b"<html><svg/></html>", "svg+xml")


def test_a_png_with_a_byte_changed_is_none():
    data = bytearray(picture("png"))
    data[60] ^= 1
    assert not is_whole(bytes(data), "png")
