"""Report as a document that can be edited: Office Open XML (``.docx``), written by python-docx."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from sleepscorer.atomic import replacing
from sleepscorer.errors import SleepscorerError
from sleepscorer.extras import install_command
from sleepscorer.messages import Message
from sleepscorer.report.blocks import Block, Columns, Grid, Heading, Pairs, Paragraph, Picture, ReportContent
from sleepscorer.report.logo import Logo, no_picture, read_logo

EXTRA = "documents"
"""Extra of the package that brings python-docx."""
WIDTH_CM, HALF_CM, MARGIN_CM = 17.0, 8.4, 2.0
LOGO_CM, LOGO_PIXELS = 1.3, 300
"""Height of the logo, printed and where it is drawn from an SVG."""

Rasterize = Callable[[str, int], bytes]
"""Gives a PNG of an SVG of some height, as wide as the SVG says; a ValueError where it is none."""


def write_document(report: ReportContent, path: Path, rasterize: Rasterize, logo: Path | None = None) -> None:
    """Write a report as a document.

    Parameters
    ----------
    report : ReportContent
    path : Path
        Replaced as a whole or not at all.
    rasterize : callable
        Gives a PNG of a picture, as such documents can hold no SVG that every editor shows.
    logo : Path, optional
        PNG, JPEG, GIF or SVG.

    Raises
    ------
    SleepscorerError
        In one sentence, if python-docx is not installed, or the logo cannot be read or is no such picture.
    OSError
        If the file cannot be written.
    """
    try:
        import docx
    except ImportError as error:
        raise SleepscorerError(
            Message(
                "A document to edit needs python-docx, which is not installed; install it with {command}.",
                command=install_command(EXTRA),
            )
        ) from error
    document = docx.Document()
    document.core_properties.title = report.title
    document.core_properties.author = ""
    _Writer(document, rasterize).write(report, logo)
    with replacing(path) as temporary:
        document.save(str(temporary))


class _Writer:
    """Writes blocks into a document, or into a cell of one of its tables."""

    def __init__(self, document: Any, rasterize: Rasterize) -> None:
        from docx.shared import Cm, Pt

        self._document, self._rasterize, self._cm = document, rasterize, Cm
        for section in document.sections:
            section.page_width, section.page_height = Cm(21.0), Cm(29.7)
            section.left_margin = section.right_margin = Cm(MARGIN_CM)
            section.top_margin = section.bottom_margin = Cm(MARGIN_CM)
        document.styles["Normal"].font.size = Pt(9)
        document.styles["Normal"].paragraph_format.space_after = Pt(2)
        self._small = Pt(7.5)

    def write(self, report: ReportContent, logo: Path | None) -> None:
        """Write all sections."""
        if logo is not None:
            self._logo(read_logo(logo))
        for section in report.sections:
            self._blocks(section.blocks, self._document, WIDTH_CM)

    def _logo(self, logo: Logo) -> None:
        try:
            data = logo.data
            if logo.kind == "svg+xml":
                data = self._rasterize(data.decode(), LOGO_PIXELS)
            self._document.add_picture(BytesIO(data), height=self._cm(LOGO_CM))
        except Exception as error:  # python-docx has no common base for what is wrong inside of a picture
            raise no_picture(logo.path) from error

    def _blocks(self, blocks: Sequence[Block], where: Any, width_cm: float) -> None:
        for block in blocks:
            self._block(block, where, width_cm)

    def _block(self, block: Block, where: Any, width_cm: float) -> None:
        match block:
            case Heading():
                where.add_paragraph(block.text, style=f"Heading {block.level}")
            case Paragraph():
                self._paragraph(block, where)
            case Pairs():
                self._table(block.rows, where, has_head=False)
            case Grid():
                self._table([block.head, *block.rows], where, are_texts=block.are_texts)
            case Picture():
                image = BytesIO(self._rasterize(block.svg, block.height))
                where.add_paragraph().add_run().add_picture(image, width=self._cm(width_cm))
            case Columns():
                self._columns(block, where)

    def _paragraph(self, block: Paragraph, where: Any) -> None:
        from docx.shared import RGBColor

        paragraph = where.add_paragraph()
        for colour, name in block.key:
            paragraph.add_run("■ ").font.color.rgb = RGBColor.from_string(colour.lstrip("#").upper())
            paragraph.add_run(f"{name}   ")
        paragraph.add_run(block.text)
        if block.is_small:
            for run in paragraph.runs:
                run.font.size = self._small

    def _table(
        self,
        rows: Sequence[Sequence[str]],
        where: Any,
        *,
        has_head: bool = True,
        are_texts: bool = False,
    ) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        if not rows:
            return
        table = where.add_table(len(rows), len(rows[0]))
        for line, row in zip(table.rows, rows, strict=True):
            for column, (cell, text) in enumerate(zip(line.cells, row, strict=True)):
                paragraph = cell.paragraphs[0]
                paragraph.add_run(text).bold = has_head and line is table.rows[0]
                if column and not are_texts:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _columns(self, block: Columns, where: Any) -> None:
        table = where.add_table(1, 2)
        for cell, blocks in zip(table.rows[0].cells, (block.first, block.second), strict=True):
            self._blocks(blocks, cell, HALF_CM)
