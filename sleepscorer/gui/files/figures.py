"""Pictures of the page and of the night, and the page's samples as a table."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QMarginsF, QPoint, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication, QFileDialog, QGraphicsView, QWidget

from sleepscorer.atomic import replacing, write_atomically
from sleepscorer.errors import RecordingError
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.page.central import CentralWidget
from sleepscorer.gui.workspace import Workspace
from sleepscorer.messages import reason

PICTURES = {"png": "PNG (*.png)", "svg": "SVG (*.svg)", "pdf": "PDF (*.pdf)"}
TABLE = "CSV (*.csv)"
PNG_SCALE = 2.0
"""Pixels of a PNG to one of the window: sharp in print."""
POINTS_PER_INCH, DOTS_PER_INCH = 72.0, 96.0
PAGE, NIGHT = "page", "night"


class FigureExport:
    """Pictures and samples of what the window shows of the open night.

    Parameters
    ----------
    workspace : Workspace
    central : CentralWidget
    """

    def __init__(self, workspace: Workspace, central: CentralWidget) -> None:
        self._workspace = workspace
        self._central = central

    def parts(self, what: str) -> tuple[QWidget, ...]:
        """Return the widgets that a picture shows: the page with its labels and times, or the night."""
        view = self._central.view
        return (view.strip,) if what == NIGHT else (view.labels, view.traces, view.ruler)

    def ask(self, what: str) -> None:
        """Ask where to and in which format, and write the page or the night."""
        session = self._workspace.session
        if session is None:
            return
        is_page = what == PAGE
        title = (
            translate("Figures", "Export the page") if is_page else translate("Figures", "Export the night")
        )
        kinds = [*PICTURES.values(), *([TABLE] if is_page else [])]
        # The recording's own name can name the patient, so it is not proposed.
        name = f"page-epoch-{session.epoch + 1}" if is_page else NIGHT
        proposed = session.recording.path.with_name(name + ".png")
        path, kind = QFileDialog.getSaveFileName(
            self._workspace.window, title, str(proposed), ";;".join(kinds)
        )
        if path:
            self.write(what, _with_ending(Path(path), kind))

    def write(self, what: str, path: Path) -> bool:
        """Write the page or the night; the ending chooses the format. What goes wrong is said.

        Parameters
        ----------
        what : str
            ``page`` or ``night``.
        path : Path
            Ends with .png, .svg or .pdf; of a page also .csv, its samples.
        """
        notify, session = self._workspace.notify, self._workspace.session
        write = self._writers(what).get(path.suffix.lower())
        if write is None:
            text = translate("Figures", "{path} has no ending that is written here; use one of {endings}.")
            notify(text.format(path=path, endings=", ".join(self._writers(what))))
            return False
        if session is not None and path.resolve() == session.recording.path.resolve():
            notify(translate("Figures", "That is the recording itself; choose another name for the export."))
            return False
        try:
            write(path)
        except RecordingError as error:
            notify(str(error))
            return False
        except OSError as error:
            text = translate("Figures", "{path} could not be written ({reason}); choose another folder.")
            notify(text.format(path=path, reason=localized(reason(error))))
            return False
        notify(translate("Figures", "Exported: {path}").format(path=path))
        return True

    def _writers(self, what: str) -> dict[str, Callable[[Path], None]]:
        writers: dict[str, Callable[[Path], None]] = {
            ".png": lambda file: _write_png(self.parts(what), file),
            ".svg": lambda file: _write_svg(self.parts(what), file),
            ".pdf": lambda file: _write_pdf(self.parts(what), file),
        }
        if what == PAGE:
            writers[".csv"] = self._write_samples
        return writers

    def copy_picture(self) -> None:
        """Put the picture of the page on the clipboard."""
        if self._workspace.session is not None:
            QApplication.clipboard().setImage(image_of(self.parts(PAGE)))
            self._workspace.notify(translate("Figures", "The picture of the page is on the clipboard."))

    def _write_samples(self, path: Path) -> None:
        """Write the samples of the traces in view, over the page proper and as recorded, as CSV.

        A row holds the label of a trace, its unit, the seconds from the first sample of the recording and
        the value; a sample in a gap has an empty value.

        Raises
        ------
        RecordingError
            If the file can no longer be read.
        """
        import csv

        session, shown = self._workspace.session, self._central.view.traces
        assert session is not None
        recording, start_s, seconds = session.recording, shown.start_s, shown.span.page_s
        traces = [lane.trace for lane in shown.lanes]
        text = io.StringIO()
        table = csv.writer(text, lineterminator="\n")
        table.writerow(["channel", "unit", "time_s", "value"])
        signals = recording.read_derivations(traces, start_s, seconds)
        for trace, signal in zip(traces, signals, strict=True):
            unit, rate_hz = recording.channels[trace.channel].unit, recording.rate_of(trace)
            times_s = start_s + np.arange(signal.size) / rate_hz
            values = np.where(np.isfinite(signal), np.char.mod("%.7g", signal), "")
            table.writerows(
                [trace.label, unit, f"{at_s:.6f}", value]
                for at_s, value in zip(times_s.tolist(), values.tolist(), strict=True)
            )
        write_atomically(path, text.getvalue())


def _with_ending(path: Path, kind: str) -> Path:
    """The path with the ending of the format chosen, where it has none that is known."""
    known = {f".{ending}" for ending in (*PICTURES, "csv")}
    if path.suffix.lower() in known:
        return path
    return path.with_name(path.name + (kind.partition("*")[2].rstrip(")") or ".png"))


def image_of(parts: Sequence[QWidget], scale: float = PNG_SCALE) -> QImage:
    """Paint a picture of widgets that lie side by side, as an image."""
    size = area_of(parts).size()
    image = QImage(size * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(_background(parts))
    painter = QPainter(image)
    _paint(parts, painter)
    painter.end()
    return image


def _write_png(parts: Sequence[QWidget], path: Path) -> None:
    image = image_of(parts)
    with replacing(path) as temporary:
        if not image.save(str(temporary), "PNG"):  # type: ignore[call-overload]
            raise OSError(translate("Figures", "the picture could not be saved"))


def _write_svg(parts: Sequence[QWidget], path: Path) -> None:
    from PySide6.QtSvg import QSvgGenerator

    area = area_of(parts)
    with replacing(path) as temporary:
        generator = QSvgGenerator()
        generator.setFileName(str(temporary))
        generator.setSize(area.size())
        generator.setViewBox(QRect(QPoint(), area.size()))
        generator.setResolution(round(DOTS_PER_INCH))
        generator.setTitle("sleepscorer")
        painter = QPainter()
        if not painter.begin(generator):
            raise OSError(translate("Figures", "the picture could not be saved"))
        painter.fillRect(QRect(QPoint(), area.size()), _background(parts))
        _paint(parts, painter)
        painter.end()


def _write_pdf(parts: Sequence[QWidget], path: Path) -> None:
    area = area_of(parts)
    points = QSizeF(area.size()) * (POINTS_PER_INCH / DOTS_PER_INCH)
    with replacing(path) as temporary:
        writer = QPdfWriter(str(temporary))
        writer.setResolution(round(DOTS_PER_INCH))
        writer.setTitle("sleepscorer")
        size = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
        writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
        painter = QPainter()
        if not painter.begin(writer):
            raise OSError(translate("Figures", "the picture could not be saved"))
        painter.fillRect(QRect(QPoint(), area.size()), _background(parts))
        _paint(parts, painter)
        painter.end()


def area_of(parts: Sequence[QWidget]) -> QRect:
    """Return what widgets cover together, in pixels of their window."""
    area = QRect()
    for part in parts:
        area |= QRect(part.mapTo(part.window(), QPoint()), part.size())
    return area


def _background(parts: Sequence[QWidget]) -> QColor:
    return parts[0].palette().color(parts[0].backgroundRole())


def _paint(parts: Sequence[QWidget], painter: QPainter) -> None:
    """Paint widgets where they lie; a graphics view paints its scene, so that lines stay lines."""
    origin = area_of(parts).topLeft()
    for part in parts:
        at = part.mapTo(part.window(), QPoint()) - origin
        if isinstance(part, QGraphicsView):
            target = QRectF(QRect(at, part.size()))
            painter.fillRect(target, part.backgroundBrush())
            part.render(painter, target, part.viewport().rect(), Qt.AspectRatioMode.IgnoreAspectRatio)
        else:
            painter.save()
            painter.translate(at)
            part.render(painter, QPoint())
            painter.restore()
