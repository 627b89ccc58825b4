"""XML of other people, read without trusting it: no document type, no entities, bounded depth and size."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sleepscorer.errors import HypnogramError
from sleepscorer.messages import Message, reason

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_BYTES = 20_000_000
DEEPEST = 32


class _RefusedError(Exception):
    """Refusal of declarations that make a document unsafe to read."""


def read_xml(path: Path) -> Element:
    """Read the root of an XML file.

    A document type is refused as a whole, and with it every entity, external or not.

    Raises
    ------
    HypnogramError
        In one sentence, if the file cannot be opened, is no sound XML, or is refused.
    """
    from xml.parsers.expat import ExpatError

    try:
        if path.stat().st_size > MOST_BYTES:
            raise HypnogramError(
                Message("{path} is too large to be a hypnogram; choose the file with the scoring.", path=path)
            )
        return _parse(path.read_bytes())
    except OSError as error:
        raise HypnogramError(
            Message("{path} cannot be opened ({reason}).", path=path, reason=reason(error))
        ) from error
    except _RefusedError as error:
        raise HypnogramError(
            Message("{path} is refused: {reason}; export it again without.", path=path, reason=error)
        ) from error
    except (ExpatError, ValueError, LookupError) as error:
        raise HypnogramError(
            Message(
                "{path} is no sound XML ({reason}); export it again from its source.", path=path, reason=error
            )
        ) from error


def _parse(content: bytes) -> Element:
    from xml.etree.ElementTree import TreeBuilder
    from xml.parsers.expat import ParserCreate

    builder = TreeBuilder()
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _RefusedError(Message("it nests more than {count} elements", count=DEEPEST))
        builder.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(name)

    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.Parse(content, True)
    return builder.close()


def _refuse_doctype(name: str, system: str | None, public: str | None, has_internal: bool) -> None:
    raise _RefusedError(Message("it declares a document type, which can hide entities"))
