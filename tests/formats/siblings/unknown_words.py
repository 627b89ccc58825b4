"""Words of which some are unknown."""

from __future__ import annotations

from formats.siblings.lights import nsrr
from formats.siblings.nights import EPOCHS, Sibling, each, edf, named, spans, table


def odd(words: dict[str, str], name: str) -> Sibling:
    """Night of these words in EDF+."""
    return Sibling(5, name, "a.edf", edf(named(words)))


HALF = [
    odd(each(W="Wach", N1="Stadium 1", N2="Stadium 2", N3="Tiefschlaf", R="REM"), "Tiefschlaf"),
    odd(
        each(W="Veille", N1="Sommeil léger", N2="N2", N3="Sommeil profond", R="Sommeil paradoxal"), "français"
    ),
    odd(each(W="WAKE", N1="Light", N2="N2", N3="Deep", R="REM"), "Light and Deep"),
    odd(each(W="Stage: W", N1="Stage: N1", N2="Stage: N2", N3="Stage: N3", R="Stage: R"), "colon"),
    odd(
        each(
            W="SLEEP_STAGE_WAKE",
            N1="SLEEP_STAGE_N1",
            N2="SLEEP_STAGE_N2",
            N3="SLEEP_STAGE_N3",
            R="SLEEP_STAGE_REM",
        ),
        "capitals",
    ),
    odd(each(W="Бодрствование", N1="N1", N2="N2", N3="N3", R="REM"), "russian"),
    odd(each(W="W", N1="S1", N2="S2", N3="SWS", R="REM"), "SWS"),
    odd(each(W="(W)", N1="(N1)", N2="(N2)", N3="(N3)", R="(R)"), "brackets"),
    odd(each(W="czuwanie", N1="N1", N2="N2", N3="N3", R="REM"), "polish"),
    odd(
        each(
            W="Sleep stage W",
            N1="Sleep stage 1",
            N2="Sleep stage II",
            N3="Sleep stage 3/4",
            R="Sleep stage REM",
        ),
        "roman",
    ),
    Sibling(
        5,
        "table",
        "a.csv",
        table(
            ("Epoche", "Stadium"),
            [(n, {"W": "Wach", "N3": "Tief"}.get(s, s)) for n, s in enumerate(EPOCHS, 1)],
            ";",
        ),
    ),
    Sibling(5, "list", "a.txt", "\n".join({"N2": "kevyt"}.get(s, s) for s in EPOCHS).encode()),
    Sibling(
        5,
        "changes of stage without durations",
        "a.edf",
        edf(
            lambda n: b"".join(
                f"+{a}\x14{'Deep' if s == 'N3' else 'Sleep stage ' + s}\x14\0".encode()
                for a, _, s in spans()
                if a == 30 * n
            )
        ),
    ),
    Sibling(
        5,
        "events table",
        "a_events.tsv",
        table(
            ("onset", "duration", "trial_type"),
            [(30 * n, 30, {"N3": "deep_sleep"}.get(s, f"sleep_{s}")) for n, s in enumerate(EPOCHS)],
            "\t",
        ),
    ),
]


UNKNOWN_XML = [
    Sibling(5, "nsrr concept", "a.xml", nsrr(N3="Deep sleep|3")),
    Sibling(5, "nsrr concept of two stages", "a.xml", nsrr(N3="Stage 3 sleep|2")),
    Sibling(
        5,
        "profusion word",
        "a.xml",
        (
            "<CMPStudyConfig><EpochLength>30</EpochLength><SleepStages>"
            + "".join(f"<SleepStage>{'Deep' if s == 'N3' else s}</SleepStage>" for s in EPOCHS)
            + "</SleepStages></CMPStudyConfig>"
        ).encode(),
    ),
]
