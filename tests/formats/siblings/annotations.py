"""Annotations whose durations or grammar other programs would not write."""

from __future__ import annotations

from formats.siblings.nights import Sibling, edf, of_epochs, spans, std

from sleepscorer.scoring import EventKind

TALS = [
    Sibling(2, "-1.0", "a.edf", of_epochs(lambda n, s: std(n, s, "-1.0"))),
    Sibling(2, "-30", "a.edf", of_epochs(lambda n, s: std(n, s, "-30"))),
    Sibling(2, "plus sign", "a.edf", of_epochs(lambda n, s: std(n, s, "+30"))),
    Sibling(2, "nan", "a.edf", of_epochs(lambda n, s: std(n, s, "nan"))),
    Sibling(2, "comma", "a.edf", of_epochs(lambda n, s: std(n, s, "30,0"))),
    Sibling(2, "empty", "a.edf", of_epochs(lambda n, s: std(n, s, ""))),
    Sibling(
        2,
        "two texts of one TAL",
        "a.edf",
        of_epochs(lambda n, s: f"+{30 * n}\x1530\x14Sleep stage {s}\x14Position supine\x14\0".encode()),
    ),
    Sibling(
        2,
        "runs of which the last is -1",
        "a.edf",
        edf(
            lambda n: b"".join(
                f"+{at}\x15{'-1' if at == 900 else length}\x14Sleep stage {s}\x14\0".encode()
                for at, length, s in spans()
                if at == 30 * n
            )
        ),
    ),
    Sibling(
        2,
        "lights -1 and apnoea -1",
        "a.edf",
        of_epochs(
            std,
            {
                2: b"+60\x15-1\x14Lights off\x14\0",
                10: b"+300\x15-1\x14Obstructive apnea\x14\0",
                30: b"+900\x15-1\x14Lights on\x14\0",
            },
        ),
        lights=(60, 900),
        kinds=((EventKind.OBSTRUCTIVE_APNOEA, 1),),
    ),
    Sibling(
        2,
        "exponent",
        "a.edf",
        of_epochs(lambda n, s: f"+{30 * n:.3e}\x153e1\x14Sleep stage {s}\x14\0".encode()),
    ),
]
