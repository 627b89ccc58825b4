"""Spoils files at random, the same way every time, and sees that they are opened or refused in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from time import perf_counter

from sleepscorer.errors import SleepscorerError

SLOWEST_S = 2.0
NUMBERS = (
    *(b"-1", b"0", b"1", b"99999999", b"-9999999", b"1e309", b"nan", b"inf", b"1e-300", b"0,5", b"65536"),
    *(
        b"",
        b"\0\0\0\0",
        b"+",
        b"-",
        b"--1",
        b"1_0",
        b"0x10",
        b"\xc2\xb5V",
        b"1.5",
        b"9" * 30,
        b".1",
        b"00000001",
    ),
)
TALS = (
    *(
        b"+0\x14\x14\0",
        b"+9999999999\x15-1\x14Sleep stage W\x14\0",
        b"-1e9\x14x\x14\0",
        b"+\x14\x14\0",
        b"\x14" * 50,
    ),
    *(
        b"+" + b"9" * 400 + b"\x14Sleep stage N2\x14\0",
        b"+0\x15" + b"9" * 400 + b"\x14Sleep stage R\x14\0",
        b"\0",
    ),
    *(
        b"+30\x1530\x14Sleep stage N1\x14Lights off\x14\0",
        b"+1\x150.00001\x14\xff\xfe\x14\0",
        b"+5\x14" + b"x" * 900,
    ),
)
TOKENS = (
    *(
        b"<SleepStage>",
        b"</ScoredEvent>",
        b"<Start>1e308</Start>",
        b"<!DOCTYPE a [",
        b"&a;",
        b"\t\t\t",
        b"\n\n",
    ),
    *(
        b"class\t",
        b"e:9999999\t",
        b"99:99:99",
        b"0+99:99",
        b"...",
        b"+1e400",
        b"nan",
        b"Signal ID:",
        b"Rate: 0 s",
    ),
    *(
        b"31.02.2024 25:61:61,000; N1\n",
        b"onset\tduration\n",
        b'"',
        b"\0",
        b"\xff\xfe",
        b"{",
        b"[" * 5000,
        b"<a>" * 99,
    ),
)


def spoilt(seed: bytes, random: Random, pieces: Sequence[bytes], opening: int) -> bytes:
    """Copy of a file with one to six random changes, most of them in its first ``opening`` bytes."""
    data = bytearray(seed)
    for _ in range(random.randint(1, 6)):
        reach = min(len(data), opening) if random.random() < 0.8 else len(data)
        at = random.randrange(max(1, reach))
        what = random.randrange(5)
        if what == 0 and data:
            data[at % len(data)] = random.randrange(256)
        elif what == 1:
            piece = random.choice(pieces)
            data[at : at + len(piece)] = piece
        elif what == 2:
            piece = random.choice(pieces)
            start = at - at % 8
            data[start : start + 8] = piece[:8].ljust(8)
        elif what == 3:
            del data[at : at + random.randint(1, 300)]
        else:
            data[at:at] = data[at : at + random.randint(1, 64)]
    return bytes(data if random.random() < 0.9 else data[: random.randrange(len(data) + 1)])


def try_all(
    seeds: Sequence[tuple[str, bytes]],
    n_tries: int,
    open_it: Callable[[Path], object],
    folder: Path,
    *,
    pieces: Sequence[bytes],
    opening: int = 3000,
) -> tuple[int, int]:
    """Open so many spoilt files.

    Anything but our own error, or more than two seconds, fails with the number of the try, which is
    also the seed that makes the file again.

    Returns
    -------
    int, int
        How many opened, and how many were refused.
    """
    refused = 0
    for number in range(n_tries):
        name, seed = seeds[number % len(seeds)]
        path = folder / f"spoilt{Path(name).suffix}"
        path.write_bytes(spoilt(seed, Random(number), pieces, opening))
        began = perf_counter()
        said = ""
        try:
            open_it(path)
        except SleepscorerError as error:
            refused += 1
            said = str(error)
        except BaseException as error:
            raise AssertionError(f"try {number}, made from {name}: {error!r}") from error
        assert "\n" not in said, f"try {number}, made from {name}, is refused in more than a line: {said}"
        assert perf_counter() - began < SLOWEST_S, f"try {number}, made from {name}, took too long"
    return n_tries - refused, refused
