"""HTML of a report: simple tables and images, as Qt's text documents can print no others."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

from sleepscorer.errors import SleepscorerError
from sleepscorer.messages import Message, reason
from sleepscorer.report.blocks import Block, Columns, Grid, Heading, Pairs, Paragraph, Picture, ReportContent
from sleepscorer.report.logo import read_logo
from sleepscorer.report.pictures import as_image

STYLE = """
@page { size: A4; margin: 15mm; }
body { font-family: sans-serif; font-size: 9pt; color: #1b1f24; }
h1 { font-size: 16pt; margin: 0 0 10px 0; }
h2 { font-size: 11pt; margin: 10px 0 3px 0; }
th { font-weight: normal; color: #636b75; }
p { margin: 3px 0; }
.small { font-size: 7.5pt; color: #636b75; }
.last { margin-top: 6px; }
.signature { margin-top: 16px; }
"""
LOGO_HEIGHT = 48


@dataclass(frozen=True)
class Letterhead:
    """Letterhead of a laboratory.

    Attributes
    ----------
    logo : Path or None
        PNG, JPEG, GIF or SVG.
    template : Path or None
        HTML with ``$report``, or the names of sections such as ``$header`` and ``$respiration``, each where
        it is to stand; ``$logo``, ``$title`` and ``$style`` besides.
    """

    logo: Path | None = None
    template: Path | None = None


def html_of(report: ReportContent, letterhead: Letterhead | None = None) -> str:
    """Render a report as one self-contained page of UTF-8; every value is escaped.

    Parameters
    ----------
    report : ReportContent
    letterhead : Letterhead, optional

    Raises
    ------
    SleepscorerError
        In one sentence, if logo or template cannot be read or used.
    """
    letterhead = letterhead or Letterhead()
    sections = {section.name: _blocks(section.blocks) for section in report.sections}
    logo = _logo(letterhead.logo) if letterhead.logo else ""
    if letterhead.template is not None:
        values = {"logo": logo, "title": escape(report.title), "style": STYLE}
        values["report"] = "".join(sections.values())
        return _filled(letterhead.template, {**values, **sections})
    head = f'<meta charset="utf-8"><title>{escape(report.title)}</title><style>{STYLE}</style>'
    body = "".join([f"<p>{logo}</p>" if logo else "", *sections.values()])
    return f'<!DOCTYPE html><html lang="{report.language}"><head>{head}</head><body>{body}</body></html>\n'


def _filled(path: Path, values: dict[str, str]) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = reason(error) if isinstance(error, OSError) else Message("it is not UTF-8")
        raise SleepscorerError(
            Message(
                "The template {path} cannot be read ({reason}); choose another in the preferences.",
                path=path,
                reason=why,
            )
        ) from error
    template = Template(text)
    unknown = [name for name in template.get_identifiers() if name not in values]
    if not template.is_valid() or unknown:
        raise SleepscorerError(
            Message(
                "The template {path} asks for ${name}, which no report has; it may ask for {names}.",
                path=path,
                name=unknown[0] if unknown else "",
                names=", ".join(f"${name}" for name in values),
            )
        )
    return template.substitute(values)


def _logo(path: Path) -> str:
    logo = read_logo(path)
    encoded = base64.b64encode(logo.data).decode()
    return f'<img src="data:image/{logo.kind};base64,{encoded}" height="{LOGO_HEIGHT}" alt="">'


def _blocks(blocks: Iterable[Block]) -> str:
    return "".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
        case Paragraph():
            return _paragraph(block)
        case Pairs():
            return _pairs(block)
        case Grid():
            return _grid(block)
        case Picture():
            return f"<p>{as_image(block.svg, block.height, block.title)}</p>"
        case Columns():
            return _columns(_blocks(block.first), _blocks(block.second))


def _paragraph(block: Paragraph) -> str:
    key = " &nbsp; ".join(
        f'<span style="color:{colour}">&#9632;</span> {escape(name)}' for colour, name in block.key
    )
    small = ' class="small"' if block.is_small else ""
    return f"<p{small}>{escape(block.text)}{key}</p>"


def _pairs(block: Pairs) -> str:
    cells = "".join(
        f'<tr><td class="name">{escape(name)}</td><td align="right">{escape(value)}</td></tr>'
        for name, value in block.rows
    )
    return f'<table width="100%" cellspacing="0" cellpadding="2">{cells}</table>'


def _grid(block: Grid) -> str:
    def cells(tag: str, row: Sequence[str]) -> str:
        edge = "left" if block.are_texts else "right"
        space = "&nbsp; " if tag == "th" and not block.are_texts else ""
        return "".join(
            f'<{tag} align="{edge if column else "left"}">{space if column else ""}{escape(value)}</{tag}>'
            for column, value in enumerate(row)
        )

    head = f"<tr>{cells('th', block.head)}</tr>"
    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in block.rows)
    return f'<table width="100%" cellspacing="0" cellpadding="2">{head}{body}</table>'


def _columns(first: str, second: str) -> str:
    half = '<td width="48%" valign="top">'
    cells = f'{half}{first}</td><td width="4%"></td>{half}{second}</td>'
    # Qt drops the margin above what comes first in a cell.
    style = 'width="100%" cellspacing="0" cellpadding="0" style="margin-top: 8px"'
    return f"<table {style}><tr>{cells}</tr></table>"
