"""Ends of lines, and two people's stages."""

from __future__ import annotations

from formats.siblings.nights import EPOCHS, Sibling, table

OTHER = ["N1" if n == 9 else s for n, s in enumerate(EPOCHS)]
LINES = [
    Sibling(17, "CR alone", "a.txt", "\r".join(EPOCHS).encode() + b"\r"),
    Sibling(17, "LF CR", "a.txt", "\n\r".join(EPOCHS).encode()),
    Sibling(17, "CRLF CRLF", "a.txt", "\r\n\r\n".join(EPOCHS).encode()),
    Sibling(
        17, "table of CR CR LF", "a.csv", table(("epoch", "stage"), list(enumerate(EPOCHS, 1)), end="\r\r\n")
    ),
    Sibling(17, "blank lines at the end", "a.txt", "\n".join(EPOCHS).encode() + b"\n\n\n\n"),
    Sibling(17, "UTF-16 CR LF LF", "a.txt", "\r\n\n".join(EPOCHS).encode("utf-16")),
    Sibling(17, "blanks in the blank lines", "a.txt", "\n  \n".join(EPOCHS).encode()),
    Sibling(17, "blank line first", "a.txt", b"\n" + "\n\n".join(EPOCHS).encode()),
    Sibling(
        17,
        "two scorers in turn",
        "a.csv",
        table(
            ("rater", "epoch", "stage"),
            [row for n, s in enumerate(EPOCHS, 1) for row in (("A", n, s), ("B", n, OTHER[n - 1]))],
        ),
    ),
    Sibling(
        17,
        "two scorers in blocks",
        "a.csv",
        table(("epoch", "stage"), [*enumerate(EPOCHS, 1), *enumerate(OTHER, 1)]),
    ),
    Sibling(
        17,
        "two stage columns",
        "a.csv",
        table(
            ("epoch", "stage_A", "stage_B"),
            [(n, s, o) for n, (s, o) in enumerate(zip(EPOCHS, OTHER, strict=True), 1)],
        ),
    ),
    Sibling(
        17,
        "stage and stage again",
        "a.csv",
        table(
            ("epoch", "stage", "stage"),
            [(n, s, o) for n, (s, o) in enumerate(zip(EPOCHS, OTHER, strict=True), 1)],
        ),
    ),
    Sibling(
        17,
        "scorers named by initials",
        "a.csv",
        table(
            ("befunder", "stadium"),
            [row for n, s in enumerate(EPOCHS) for row in (("AB", s), ("CD", OTHER[n]))],
            ";",
        ),
    ),
    Sibling(
        17,
        "unknown column of scorers",
        "a.csv",
        table(
            ("by", "onset", "stage"),
            [row for n, s in enumerate(EPOCHS) for row in (("AB", 30 * n, s), ("CD", 30 * n, OTHER[n]))],
        ),
    ),
    Sibling(17, "line separator in between", "a.txt", "\u2028".join(EPOCHS).encode()),
    Sibling(
        17,
        "two on a line",
        "a.txt",
        "\n".join(f"{s} {o}" for s, o in zip(EPOCHS, OTHER, strict=True)).encode(),
    ),
    Sibling(
        17,
        "two on a line, tab",
        "a.txt",
        "\n".join(f"{s}\t{o}" for s, o in zip(EPOCHS, OTHER, strict=True)).encode(),
    ),
    Sibling(
        17,
        "unknown column, no time",
        "a.csv",
        table(("by", "stage"), [row for n, s in enumerate(EPOCHS) for row in (("AB", s), ("CD", OTHER[n]))]),
    ),
]
