"""Spindles, slow waves, eye movements and spectral power by stage, found by YASA on our stages.

    python waves.py NIGHT.edf RESULTS

Writes ``spindles.csv``, ``slow_waves.csv``, ``power.csv`` (relative power by stage, channel and band) and,
where the night has two EOGs, ``eye_movements.csv``. YASA: Vallat & Walker, eLife 10:e70092, 2021.
"""

import sys
from pathlib import Path

import numpy as np
import yasa

import sleepscorer
from sleepscorer.channel_roles import Role

N2, N3, REM = 2, 3, 4  # YASA's numbers of the stages
STAGES = {0: "W", 1: "N1", N2: "N2", N3: "N3", REM: "R"}


def work(night: Path, results: Path) -> None:
    """Score a night, and let YASA measure its waves."""
    stages = sleepscorer.prescore(night).to_yasa()
    with sleepscorer.open_recording(night) as recording:
        eeg, eog = ([c for c in recording.channels if c.role is role] for role in (Role.EEG, Role.EOG))
        rate_hz = eeg[0].sampling_rate_hz
        names = [channel.label for channel in eeg]
        eeg_uv = np.stack([recording.read(c.index, 0, recording.duration_s) for c in eeg]).astype(float)
        eog_uv = [recording.read(c.index, 0, recording.duration_s).astype(float) for c in eog]
    by_sample = stages.upsample_to_data(eeg_uv[0], sf=rate_hz)
    power = yasa.bandpower(eeg_uv, rate_hz, names, hypno=by_sample, include=tuple(STAGES))
    power.rename(index=STAGES, level="Stage").to_csv(results / "power.csv")
    for name, detect in (("spindles", yasa.spindles_detect), ("slow_waves", yasa.sw_detect)):
        waves = detect(eeg_uv, rate_hz, names, hypno=by_sample, include=(N2, N3), verbose="error")
        if waves is not None:  # YASA gives None where there are none
            waves.summary().to_csv(results / f"{name}.csv", index=False)
    if len(eog_uv) == 2:
        movements = yasa.rem_detect(*eog_uv, rate_hz, hypno=by_sample, include=REM, verbose="error")
        if movements is not None:
            movements.summary().to_csv(results / "eye_movements.csv", index=False)


if __name__ == "__main__":
    work(Path(sys.argv[1]), Path(sys.argv[2]))
