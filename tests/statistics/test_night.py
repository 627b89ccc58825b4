"""Figures of clinical nights made by hand, each worked out beside it."""

from __future__ import annotations

import numpy as np
import pytest

from sleepscorer.body_positions import BodyPosition
from sleepscorer.channels import Role
from sleepscorer.scoring import (
    RESPIRATORY,
    Author,
    AuthorKind,
    Event,
    EventKind,
    Lights,
    Scoring,
    scoring_from_stages,
)
from sleepscorer.statistics import (
    NIGHT_PARAMETERS,
    ArousalCause,
    NightSignals,
    Uncounted,
    absences_of,
    event_statistics,
    night_parameters_of,
    night_statistics,
    odi_absence,
    study_statistics,
)
from sleepscorer.statistics.absences import INDICES
from sleepscorer.statistics.marked_positions import turn_after, with_marked_positions
from sleepscorer.statistics.night import StudyKind, fall_percent

K = EventKind
AUTHOR = Author(AuthorKind.TECHNICIAN, "AB")
# Two epochs of wake, an hour of N2, half an hour of R, two epochs of wake.
STAGES = np.array([0] * 2 + [2] * 120 + [4] * 60 + [0] * 2, np.int8)
SECONDS = STAGES.size * 30
REM_S = 3660


def seconds(value: float) -> np.ndarray:
    return np.full(SECONDS, value, np.float32)


def night(*events: Event, **signals: np.ndarray):
    roles = {"spo2": Role.SPO2, "pulse": Role.PULSE, "pressure": Role.CPAP_PRESSURE}
    roles |= {"position": Role.POSITION, "snore": Role.SNORE}
    values = {roles[name]: array for name, array in signals.items()}
    return night_statistics(STAGES, events, Lights(), NightSignals(SECONDS, values))


def test_every_event_is_counted_or_it_is_told_why_not():
    stages = np.array([-1] * 2 + [0] * 2 + [2] * 10 + [0] * 2, np.int8)
    events = [
        Event(K.HYPOPNOEA, 130, 12),
        Event(K.HYPOPNOEA, 65, 12),  # in wake
        Event(K.LIMB_MOVEMENT, 5, 2),  # before lights off
        Event(K.AROUSAL, 40, 4),  # in bed, where nobody has scored: an arousal counts
        Event(K.SPINDLE, 41, 1),  # there it does not
        Event(K.SPINDLE, 490, 1),  # in the rest that is no whole epoch
    ]
    tally = event_statistics(events, stages, Lights(30.0, None)).tally
    assert (tally.marked, tally.counted, tally.uncounted) == (6, 2, 4)
    assert tally.reasons == {
        Uncounted.IN_WAKE: 1,
        Uncounted.OUTSIDE_LIGHTS: 1,
        Uncounted.UNSCORED: 1,
        Uncounted.BEYOND: 1,
    }
    assert tally.sentence == (
        "6 events marked, 2 counted, 4 not counted (1 in wake, 1 outside lights off and on, "
        "1 in unscored epochs, 1 after the last whole epoch)."
    )


def test_respiration_is_told_by_stage_and_position():
    position = seconds(2)
    position[:1860] = 1  # supine for a minute of wake and half an hour of N2
    events = [Event(K.OBSTRUCTIVE_APNOEA, at, 12) for at in (100, 200, 300)]
    events += [Event(K.HYPOPNOEA, 2000, 30), Event(K.HYPOPNOEA, 4000, 20), Event(K.CENTRAL_APNOEA, 4100, 40)]
    figures = night(*events, position=position)
    assert figures.ahi == pytest.approx(6 / 1.5)
    assert figures.by_stage["N2"].ahi == figures.by_stage["NREM"].ahi == 4.0
    assert figures.by_stage["R"].ahi == 4.0
    assert figures.by_stage["N3"].ahi is None
    assert (figures.supine.minutes, figures.supine.respiratory, figures.supine.ahi) == (30.0, 3, 6.0)
    assert (figures.not_supine.minutes, figures.not_supine.ahi) == (60.0, 3.0)
    assert list(figures.by_position) == [BodyPosition.SUPINE, BodyPosition.LEFT]
    values = night_parameters_of(figures)
    assert values["apnoea_index"] == pytest.approx(4 / 1.5)
    assert values["central_ahi"] == pytest.approx(1 / 1.5)
    assert (values["longest_apnoea_s"], values["longest_hypopnoea_s"]) == (40, 30)


def test_saturation_is_told_in_sleep_without_what_the_probe_did_not_measure():
    spo2 = seconds(96)
    spo2[:60] = 50  # awake
    spo2[100:160] = 89  # a minute
    spo2[200:230] = 79
    spo2[300:360] = np.nan  # the probe is off
    oxygen = night(spo2=spo2).oxygen
    asleep = 90 * 60
    assert oxygen.nadir_percent == 79
    assert oxygen.measured_min == (asleep - 60) / 60
    assert oxygen.below_min == {90: 1.5, 88: 0.5, 80: 0.5}
    assert oxygen.mean_percent == pytest.approx((96 * (asleep - 150) + 89 * 60 + 79 * 30) / (asleep - 60))
    assert night(spo2=seconds(np.nan)).oxygen is None
    assert night().oxygen is None


def test_desaturations_are_told_by_how_far_the_saturation_falls():
    spo2 = seconds(96)
    spo2[110:120], spo2[210:220], spo2[310:320] = 93, 92, 94
    spo2[400:430] = np.nan
    events = [Event(K.DESATURATION, at, 20) for at in (100, 200, 300, 405)]
    oxygen = night(*events, spo2=spo2).oxygen
    assert (oxygen.falls, oxygen.unmeasured) == (3, 1)
    assert oxygen.odi == {3: pytest.approx(2 / 1.5), 4: pytest.approx(1 / 1.5)}


def test_without_a_measured_fall_there_is_no_odi_but_a_reason():
    events = [Event(K.DESATURATION, at, 20) for at in (100, 200)]
    spo2 = seconds(96)
    spo2[95:125] = spo2[195:225] = np.nan
    for figures, why in ((night(*events), "no values of SpO₂"), (night(*events, spo2=spo2), "half of each")):
        values = night_parameters_of(figures)
        assert (values["odi_3"], values["odi_4"]) == (None, None)
        assert figures.unmeasured_desaturations == 2
        assert why in str(odi_absence(figures))
        assert absences_of(figures)["odi_3"] == odi_absence(figures)
    assert odi_absence(night(spo2=seconds(96))) is None
    in_wake = night(Event(K.DESATURATION, 5, 20), spo2=seconds(96))
    assert (in_wake.oxygen.odi[3], odi_absence(in_wake)) == (0.0, None)


def test_an_index_that_is_absent_says_why():
    reasons = absences_of(night(Event(K.HYPOPNOEA, 100, 20), spo2=seconds(96)))
    assert reasons["odi_3"] == "No desaturation is marked."
    assert "home test" in reasons["rei"]
    assert "ahi" not in reasons
    monitored = night_statistics(STAGES * 0 - 1, [Event(K.HYPOPNOEA, 100, 20)], is_monitored=True)
    assert "REI" in absences_of(monitored)["ahi"]
    awake = night_statistics(STAGES * 0, [Event(K.HYPOPNOEA, 100, 20)])
    assert absences_of(awake)["ahi"] == "No epoch between lights off and on is scored as sleep."


def test_a_fall_goes_from_what_was_before_the_lowest_value():
    spo2 = np.array([94, 94, 90, 88, 98, 98], np.float32)
    assert fall_percent(Event(K.DESATURATION, 0, 6), spo2) == 6
    assert fall_percent(Event(K.DESATURATION, 10, 6), spo2) is None


def test_arousals_are_told_by_their_cause():
    events = [
        Event(K.HYPOPNOEA, 100, 20),
        Event(K.AROUSAL, 119, 5),  # as the hypopnoea ends
        Event(K.HYPOPNOEA, 200, 20),
        Event(K.AROUSAL, 223, 5),  # 3 s after
        Event(K.AROUSAL, 323.2, 5),  # 0.2 s after a limb movement's end
        Event(K.LIMB_MOVEMENT, 320, 3),
        Event(K.AROUSAL, 403.6, 5),  # 0.6 s after one
        Event(K.LIMB_MOVEMENT, 400, 3),
    ]
    arousals = night(*events).arousals
    assert {cause: count for cause, (count, _) in arousals.items()} == {
        ArousalCause.RESPIRATORY: 2,
        ArousalCause.LIMB: 1,
        ArousalCause.SPONTANEOUS: 1,
    }
    assert arousals[ArousalCause.LIMB][1] == pytest.approx(1 / 1.5)


def test_periodic_limb_movements_are_told_with_and_without_arousal():
    limbs = [Event(K.LIMB_MOVEMENT, at, 2) for at in (100, 130, 160, 190, 1000)]
    values = night_parameters_of(night(*limbs, Event(K.AROUSAL, 131, 4)))
    assert values["limb_movement_index"] == pytest.approx(5 / 1.5)
    assert values["plms_index"] == pytest.approx(4 / 1.5)
    assert values["plms_arousal_index"] == pytest.approx(1 / 1.5)
    assert values["plms_no_arousal_index"] == pytest.approx(3 / 1.5)


def test_pulse_is_told_in_sleep():
    pulse = seconds(60)
    pulse[:60], pulse[100], pulse[200] = 150, 90, 45
    pulse = night(pulse=pulse).pulse
    assert (pulse.highest, pulse.lowest) == (90, 45)
    assert pulse.mean == pytest.approx(60, abs=0.01)


def test_snoring_is_told_by_its_loudness():
    snore = seconds(1)
    snore[600:720:4] = 20  # a snore with each breath for two minutes
    assert night(snore=snore).snore_min == pytest.approx(2, abs=0.1)


def test_pressures_have_a_row_each_with_what_passes_between_them():
    pressure = seconds(0)
    pressure[1800:1810] = 3  # on its way
    pressure[1810:3600] = 5.3  # it swings with each breath
    pressure[3600:] = 7
    figures = night(Event(K.HYPOPNOEA, 2000, 20), Event(K.HYPOPNOEA, 1805, 20), pressure=pressure)
    assert list(figures.by_pressure) == [0.0, 5.0, 7.0]
    assert figures.by_pressure[5.0].respiratory == 2
    assert figures.by_pressure[0.0].ahi == 0
    assert sum(row.minutes for row in figures.by_pressure.values()) == pytest.approx(90)


def test_without_eeg_events_are_told_per_hour_between_the_lights():
    scoring = Scoring(240)  # two hours, of which nobody has scored an epoch
    scoring.apply(scoring.mark_lights(Lights(1800.0, 5400.0), AUTHOR))
    scoring.apply(scoring.add_events([Event(K.HYPOPNOEA, 2000, 20), Event(K.HYPOPNOEA, 10, 20)], AUTHOR))
    study = study_statistics(scoring, has_eeg=False)
    assert study.kind is StudyKind.HOME
    assert (study.night.rei, study.night.ahi, study.night.rdi) == (1.0, None, None)
    assert study.night.events.tally.reasons == {Uncounted.OUTSIDE_LIGHTS: 1}
    unscored = study_statistics(scoring)
    assert unscored.kind is StudyKind.POLYSOMNOGRAPHY
    assert (unscored.night.rei, unscored.night.ahi) == (None, None)
    assert unscored.night.events.tally.reasons[Uncounted.UNSCORED] == 1


def test_where_nothing_is_marked_there_is_no_index_of_0():
    values = night_parameters_of(night(spo2=seconds(96)))
    marked = {"events_marked", "events_counted", "below_90_min", "below_88_min", "below_80_min"}
    marked |= {"spo2_mean_percent", "spo2_nadir_percent"}
    assert {name for name, value in values.items() if value is not None} == marked
    awake = night_parameters_of(night(Event(K.HYPOPNOEA, 5, 20)))
    assert awake["ahi"] == 0


def test_every_parameter_has_a_name_of_its_own():
    names = [row.name for row in NIGHT_PARAMETERS]
    assert len(set(names)) == len(names)


def test_no_event_is_an_index_of_0_only_where_it_was_looked_for():
    scoring = scoring_from_stages(STAGES, AUTHOR)
    signals = NightSignals(SECONDS, {Role.SPO2: seconds(95)})
    kinds = RESPIRATORY | {EventKind.DESATURATION, EventKind.LIMB_MOVEMENT}
    before = study_statistics(scoring, signals).night
    assert all(night_parameters_of(before)[name] is None for name in INDICES)
    scoring.apply(scoring.search_events(kinds, AUTHOR))
    night = study_statistics(scoring, signals).night
    values, absent = night_parameters_of(night), absences_of(night)
    for name in ("ahi", "rdi", "odi_3", "odi_4", "plms_index", "limb_movement_index", "apnoea_index"):
        assert values[name] == 0.0, name
    assert values["longest_apnoea_s"] is None
    assert absent == {
        "rei": "It is of a home test without sleep; this night has an AHI.",
        "arousal_index": "No arousal is marked.",
    }
    without = study_statistics(scoring).night
    assert absences_of(without)["odi_3"] == "There are no values of SpO₂ for the time that counts."
    assert night.events.tally.marked == 0


def test_a_position_that_is_marked_goes_before_the_channel_for_as_long_as_it_lasts():
    scoring = scoring_from_stages(STAGES, AUTHOR)
    signals = NightSignals(SECONDS, {Role.POSITION: seconds(2)}, positions={2: BodyPosition.LEFT})
    supine = Event(K.BODY_POSITION, 600.0, 1200.0, words="supine")
    unknown = Event(K.BODY_POSITION, 100.0, 300.0, words="by the window")
    scoring.apply(scoring.add_events([supine, unknown, Event(K.HYPOPNOEA, 700, 20)], AUTHOR))
    by_position = study_statistics(scoring, signals).night.by_position
    assert by_position[BodyPosition.SUPINE].minutes == 20
    assert by_position[BodyPosition.SUPINE].ahi == 3
    assert by_position[BodyPosition.LEFT].minutes == 90 - 20
    assert signals.of(Role.POSITION).max() == 2, "what was read stays as it is"


def test_a_gap_of_the_position_channel_is_no_turn():
    codes = seconds(1)
    codes[1000:1060], codes[2000:] = np.nan, 3
    assert turn_after(codes, 600.5) == 2000
    assert turn_after(codes, 1030.0) == 2000, "from within the gap, too"
    assert turn_after(codes, 2000.0) is None
    assert turn_after(codes * np.nan, 0.0) is None


def test_a_marked_position_is_sure_where_the_codes_of_the_channel_are_only_assumed():
    signals = NightSignals(SECONDS, {Role.POSITION: seconds(1)}, are_codes_assumed=True)
    supine = Event(K.BODY_POSITION, 600.0, 1200.0, words="supine")
    marked = with_marked_positions(signals, [supine])
    codes = marked.of(Role.POSITION)
    assert codes is not None
    assert codes[0] != codes[700]
    assert marked.positions[int(codes[700])] is BodyPosition.SUPINE
    assert marked.in_position(BodyPosition.SUPINE).all()


def test_a_marked_position_is_no_code_of_the_channel_that_nobody_has_told_the_meaning_of():
    scoring = scoring_from_stages(STAGES, AUTHOR)
    codes = seconds(2)
    codes[3000:] = 3
    signals = NightSignals(SECONDS, {Role.POSITION: codes}, positions={2: BodyPosition.LEFT})
    supine = Event(K.BODY_POSITION, 600.0, 1200.0, words="supine")
    scoring.apply(scoring.add_events([supine], AUTHOR))
    assert study_statistics(scoring, signals).night.by_position[BodyPosition.SUPINE].minutes == 20


def test_positions_that_a_recorder_only_annotates_hold_until_the_next():
    scoring = scoring_from_stages(STAGES, AUTHOR)
    turns = [Event(K.BODY_POSITION, at_s, 0.0, words=words) for at_s, words in ((60, "back"), (660, "links"))]
    scoring.apply(scoring.add_events(turns, AUTHOR))
    by_position = study_statistics(scoring).night.by_position
    assert by_position[BodyPosition.SUPINE].minutes == 10
    assert by_position[BodyPosition.LEFT].minutes == 80
