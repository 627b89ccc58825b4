"""Icons of every size and kind, drawn from ``resources/icons/sleepscorer.svg``.

Run in an environment that has Qt: ``python packaging/steps/icons.py FOLDER``.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Mapping
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "resources" / "icons" / "sleepscorer.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
"""Edges in pixels."""
_ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
_ICNS_KINDS = {b"icp4": 16, b"icp5": 32, b"icp6": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512}


def draw(folder: Path) -> dict[int, bytes]:
    """Write ``sleepscorer-SIZE.png`` for every size, and give them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication.instance() or QGuiApplication(["icons"])
    renderer = QSvgRenderer(str(SOURCE), application)
    pictures = {}
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        path = folder / f"sleepscorer-{size}.png"
        image.save(str(path))
        pictures[size] = path.read_bytes()
    return pictures


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """Windows icon of PNG pictures, by their edges in pixels."""
    chosen = [(size, pictures[size]) for size in _ICO_SIZES]
    head, body = struct.pack("<HHH", 0, 1, len(chosen)), b""
    for size, picture in chosen:
        edge = size % 256  # 256 is written as 0
        place = 6 + 16 * len(chosen) + len(body)
        head += struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, len(picture), place)
        body += picture
    return head + body


def icns(pictures: Mapping[int, bytes]) -> bytes:
    """Icon of macOS of PNG pictures, by their edges in pixels."""
    body = b"".join(
        kind + struct.pack(">I", 8 + len(pictures[size])) + pictures[size]
        for kind, size in _ICNS_KINDS.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def main(folder: Path) -> None:
    """Write the icons."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = draw(folder)
    (folder / "sleepscorer.ico").write_bytes(ico(pictures))
    (folder / "sleepscorer.icns").write_bytes(icns(pictures))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
