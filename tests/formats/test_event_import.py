from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sleepscorer.assets import resource
from sleepscorer.edf.tal import Annotation
from sleepscorer.errors import HypnogramError
from sleepscorer.formats import (
    ImportedEvents,
    import_events,
    place_events,
    read_hypnogram,
    write_hypnogram,
)
from sleepscorer.formats.event_import import events_of
from sleepscorer.scoring import (
    Author,
    AuthorKind,
    Event,
    EventKind,
    change_from_json,
    change_to_json,
    scoring_from_stages,
)
from sleepscorer.scoring.event_words import kind_of_words

START = datetime(2024, 3, 1, 22, 30)
AUTHOR = Author(AuthorKind.TECHNICIAN, "ab")
K = EventKind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("EEG arousal", K.AROUSAL),
        ("Arousal (ARO SPONT)", K.AROUSAL),
        ("Arousal|Arousal (Arousal)", K.AROUSAL),
        ("Respiratory arousal", K.AROUSAL),
        ("Micro-éveil", K.AROUSAL),
        ("Obstructive apnea|Obstructive Apnea", K.OBSTRUCTIVE_APNOEA),
        ("Apnea, obstructive", K.OBSTRUCTIVE_APNOEA),
        ("apnea/central", K.CENTRAL_APNOEA),
        ("Zentrale Apnoe", K.CENTRAL_APNOEA),
        ("Apnée mixte", K.MIXED_APNOEA),
        ("Gemischte Apnoe", K.MIXED_APNOEA),
        ("Hypopnoe", K.HYPOPNOEA),
        ("Central hypopnea", K.HYPOPNOEA),
        ("PLM (Left)", K.LIMB_MOVEMENT),
        ("Limb movement (right)", K.LIMB_MOVEMENT),
        ("Mouvement de jambe", K.LIMB_MOVEMENT),
        ("Beinbewegung links", K.LIMB_MOVEMENT),
        ("SpO2 desaturation", K.DESATURATION),
        ("Entsättigung", K.DESATURATION),
        ("Spindle", K.SPINDLE),
        ("K-Komplex", K.K_COMPLEX),
        ("k complexes", K.K_COMPLEX),
        ("Slow waves", K.SLOW_WAVE),
        ("Artefakt", K.ARTEFACT),
        ("no arousal", None),
        ("Left leg", None),
        ("Apnea", None),
        ("RERA", K.RERA),
        ("Respiratory effort-related arousal", K.RERA),
        ("Snore", K.SNORE),
        ("Schnarchen", K.SNORE),
        ("Cheyne Stokes respiration", K.CHEYNE_STOKES),
        ("Bradykardie", K.BRADYCARDIA),
        ("Sinus tachycardia", K.TACHYCARDIA),
        ("Bruxisme", K.BRUXISM),
        ("Hypoventilation", K.HYPOVENTILATION),
        ("Body position: left", K.BODY_POSITION),
        ("Body movement", None),
        ("", None),
    ],
)
def test_words_of_other_programs(text: str, kind: EventKind | None) -> None:
    assert kind_of_words(text) == kind


def test_stages_and_lights_are_no_events_and_unknown_words_are_kept() -> None:
    found = events_of(
        [
            Annotation(0, 30, "Sleep stage W"),
            Annotation(0, None, "Lights off@@EEG"),
            Annotation(0, None, "Recording starts"),
            Annotation(40, 12, "Obstructive Apnoea@@Resp oro-nasal"),
            Annotation(60, None, "Cough"),
            Annotation(70, None, "Cough "),
            Annotation(80, 4, "Position:  supine@@Body"),
            Annotation(90, None, "1"),
        ]
    )
    assert found.events == (
        Event(K.OBSTRUCTIVE_APNOEA, 40, 12, "Resp oro-nasal"),
        Event(K.OTHER, 60, 0, None, "Cough"),
        Event(K.OTHER, 70, 0, None, "Cough"),
        Event(K.OTHER, 80, 4, "Body", "Position: supine"),
        Event(K.OTHER, 90, 0, None, "1"),
    )
    assert found.unknown[0] == ("Cough", 2)


def test_bare_stages_are_no_events_where_stages_have_no_standard_texts() -> None:
    found = events_of([Annotation(0, 30, "W"), Annotation(30, 30, "N2"), Annotation(35, 3, "arousal")])
    assert found.events == (Event(K.AROUSAL, 35, 3),)
    assert found.unknown == ()


EVENTS = (
    Event(K.AROUSAL, 12.25, 4.5, "C4-M1"),
    Event(K.OBSTRUCTIVE_APNOEA, 60, 21.125, "Nasal pressure"),
    Event(K.OTHER, 90, 3, "Mic", "Schnarchen, laut"),
    Event(K.OTHER, 95.5, 0, None, "Position: supine"),
    Event(K.OTHER, 97, 2, None, "Hiccup", "seen on video"),
    Event(K.OTHER, 99, 2, None, "Hiccup [loud]"),
    Event(K.BODY_POSITION, 100, 60, "Body", "supine"),
    Event(K.HYPOPNOEA, 120, 12.5, "Flow", note="mouth open; flow limited"),
    *(Event(kind, 300.0 + 10 * place, 2.0) for place, kind in enumerate(K)),
)


def test_what_is_exported_comes_back(tmp_path: Path) -> None:
    scoring = scoring_from_stages([0, 1, 2, 3, 4] * 8, AUTHOR)
    scoring.apply(scoring.add_events(EVENTS, AUTHOR))
    write_hypnogram(tmp_path / "night_hyp.edf", scoring, START, "edf")
    found = import_events(tmp_path / "night_hyp.edf")
    assert found.start == START
    placed = place_events(found, START, 40, 1200.0)
    assert placed.events == scoring.events
    assert placed.warnings == ()
    assert read_hypnogram(tmp_path / "night_hyp.edf").events == scoring.events


@pytest.mark.parametrize("name", ["night.annot", "night.xml", "night_events.tsv"])
def test_other_formats_keep_events(tmp_path: Path, name: str) -> None:
    scoring = scoring_from_stages([0, 1, 2, 3, 4] * 8, AUTHOR)
    scoring.apply(scoring.add_events(EVENTS, AUTHOR))
    write_hypnogram(tmp_path / name, scoring, START)
    found = import_events(tmp_path / name)
    assert [(e.kind, e.start_s, e.words, e.note) for e in found.events] == [
        (e.kind, e.start_s, e.words, e.note) for e in scoring.events
    ]


def test_luna_annotations_without_a_stage_are_imported(tmp_path: Path) -> None:
    rows = ("class\tinstance\tchannel\tstart\tstop\tmeta", "apnea_obstructive\t.\tFlow\t60\t75.5\t.")
    (tmp_path / "events.annot").write_text("\n".join((*rows, "arousal\t.\t.\t80\t+4\t.", "")))
    assert import_events(tmp_path / "events.annot").events == (
        Event(K.OBSTRUCTIVE_APNOEA, 60, 15.5, "Flow"),
        Event(K.AROUSAL, 80, 4),
    )


def test_events_are_placed_by_the_clock_and_those_outside_are_left_out() -> None:
    found = ImportedEvents(
        tuple(Event(K.AROUSAL, at_s, 3) for at_s in (5, 605, 899, 1499, 6000)), start=START
    )
    placed = place_events(found, START + timedelta(minutes=5), 40, 1200.0)
    assert [(event.start_s, event.duration_s) for event in placed.events] == [(305, 3), (599, 3), (1199, 1)]
    assert placed.n_outside == 2


def test_another_night_is_refused() -> None:
    found = ImportedEvents((Event(K.AROUSAL, 5, 3),), start=START)
    with pytest.raises(HypnogramError, match="do not overlap"):
        place_events(found, START + timedelta(days=9), 40, 1200.0)


def test_a_file_without_events_is_said() -> None:
    with pytest.raises(HypnogramError, match="holds no event"):
        import_events(resource("sample", "sample-night-hypnogram.edf"))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(HypnogramError, match="does not exist"):
        import_events(tmp_path / "none.edf")


def test_words_go_through_the_journal() -> None:
    scoring = scoring_from_stages([0] * 40, AUTHOR)
    change = scoring.add_events(EVENTS, AUTHOR)
    assert change_from_json(change_to_json(change)) == change
