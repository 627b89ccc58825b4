"""What mkdocs cannot do by itself: pages that are made from other files, and pages not yet in mkdocs.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[2]
ROLE = re.compile(r":(?:class|meth|func|data|attr|mod|exc|obj):(?=<code>)")
CARDS = """# Model cards

What each model reads, what it was trained on, what was measured and where its limits are. The cards lie
beside the models and are the same text.

"""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """List the cards, the decisions, and last of all the pages that mkdocs.yml does not name."""
    nav: Any = config.nav
    _put(nav, "cards/index.md", [f"cards/{card.parent.name}.md" for card in _cards()])
    _put(
        nav, "decisions/index.md", [_place(page) for page in sorted((ROOT / "docs/decisions").glob("0*.md"))]
    )
    pages = sorted((ROOT / "docs/reference").glob("*.md"))
    _put(nav, "reference/index.md", [_place(page) for page in pages if page.stem != "index"])
    named = set(_named(nav))
    others = [_place(page) for page in sorted((ROOT / "docs").rglob("*.md")) if _place(page) not in named]
    if others:
        nav.append({"More": others})
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made from files outside the folder."""
    rows = []
    for card in _cards():
        text = card.read_text(encoding="utf-8")
        rows.append(f"- [{text.splitlines()[0].lstrip('# ')}]({card.parent.name}.md), `{card.parent.name}`")
        files.append(File.generated(config, f"cards/{card.parent.name}.md", content=text))
    made = {
        "cards/index.md": CARDS + "\n".join(rows) + "\n",
        "decisions/index.md": _decisions(),
        "sample-night.md": (ROOT / "resources/sample/README.md").read_text(encoding="utf-8"),
        "notices.md": (ROOT / "NOTICE.md").read_text(encoding="utf-8"),
    }
    for place, text in made.items():
        files.append(File.generated(config, place, content=text))
    return files


def on_page_content(html: str, page: Page, **_: Any) -> str:
    """Names in docstrings without what Sphinx would need before them: ``:class:``."""
    return ROLE.sub("", html) if page.file.src_uri.startswith("reference/") else html


def _cards() -> list[Path]:
    return sorted((ROOT / "models").glob("*/CARD.md"))


def _decided() -> list[Path]:
    return sorted((ROOT / "docs/decisions").glob("0*.md"))


def _decisions() -> str:
    lines = ["# Decisions", "", "Each with its reason and what was rejected.", ""]
    for page in _decided():
        number, _, title = page.read_text(encoding="utf-8").splitlines()[0].lstrip("# ").partition(". ")
        lines.append(f"- [Decision {number}: {title}]({page.name})")
    return "\n".join(lines) + "\n"


def _place(page: Path) -> str:
    return page.relative_to(ROOT / "docs").as_posix()


def _named(nav: Any) -> Iterator[str]:
    """Every page of the navigation."""
    if isinstance(nav, str):
        yield nav
    for part in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _named(part)


def _put(nav: Any, index: str, pages: list[str]) -> None:
    """Put pages under the entry of an index page."""
    for part in nav if isinstance(nav, list) else ():
        for title, inside in part.items() if isinstance(part, dict) else ():
            if inside == index:
                part[title] = [index, *pages]
            else:
                _put(inside, index, pages)
