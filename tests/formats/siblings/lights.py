"""Lights off and on."""

from __future__ import annotations

from formats.siblings.nights import EPOCHS, Sibling, each, of_epochs, spans, std, table

CONCEPTS = each(W="Wake|0", N1="Stage 1 sleep|1", N2="Stage 2 sleep|2", N3="Stage 3 sleep|3", R="REM sleep|5")


def nsrr(**other: str) -> bytes:
    """Bytes of an NSRR file with lights in other spellings, and these concepts for some stages."""
    rows = [("Stages|Stages", other.get(s, CONCEPTS[s]), a, b) for a, b, s in spans()]
    rows += [("", "Lights-out", 60, 0), ("", "LightsOn", 900, 0)]
    events = "".join(
        f"<ScoredEvent><EventType>{kind}</EventType><EventConcept>{concept}</EventConcept>"
        f"<Start>{at}</Start><Duration>{length}</Duration></ScoredEvent>"
        for kind, concept, at, length in rows
    )
    return f"<PSGAnnotation><ScoredEvents>{events}</ScoredEvents></PSGAnnotation>".encode()


def lit(off: str, on: str, name: str = "") -> Sibling:
    """Night of standard texts with lights of these words."""
    return Sibling(
        16,
        name or off,
        "a.edf",
        of_epochs(std, {2: f"+60\x14{off}\x14\0".encode(), 30: f"+900\x14{on}\x14\0".encode()}),
        lights=(60, 900),
    )


LIGHTS = [
    lit("LIGHTS OUT", "LIGHTS ON"),
    lit("Lights_Off", "Lights_On"),
    lit("LightsOff", "LightsOn"),
    lit("Lights off.", "Lights on."),
    lit("Licht aus!", "Licht an!"),
    lit("Extinction des lumières", "Allumage des lumières"),
    lit("Apagado de luces", "Encendido de luces"),
    lit("Lights off 22:01:00", "Lights on 22:15:00"),
    lit("Light-Off", "Light-On"),
    lit("Luci spente", "Luci accese"),
    lit("Lights Off (patient request)", "Lights On (patient request)"),
    lit("*** Lights Off ***", "*** Lights On ***"),
    lit("Marker: Lights Off", "Marker: Lights On"),
    Sibling(
        16,
        "table",
        "a.csv",
        table(
            ("onset", "duration", "event"),
            [(60, 0, "LIGHTS-OUT"), *((30 * n, 30, s) for n, s in enumerate(EPOCHS)), (900, 0, "lights-on")],
        ),
        lights=(60, 900),
    ),
    Sibling(16, "nsrr", "a.xml", nsrr(), lights=(60, 900)),
]
