"""The channels of a night that rivals are given: their own advice, where the night has them."""

from __future__ import annotations

from typing import Any

EEG = ("C4-M1", "C3-M2", "EEG Fpz-Cz", "EEG Pz-Oz", "F4-M1", "F3-M2")
EOG = ("E1-M2", "EOG E1-M2", "EOG horizontal", "E2-M2")
EMG = ("Chin1-Chin2", "EMG submental", "EMG chin")


def pick(names: list[str], wanted: tuple[str, ...], kind: str) -> str | None:
    """The first wanted channel that is there, else the first whose name holds the kind."""
    for name in wanted:
        if name in names:
            return name
    return next((name for name in names if kind in name.upper()), None)


def read(path: Any) -> tuple[Any, dict[str, str]]:
    """A night as MNE reads it, with one EEG, one EOG and one EMG of it."""
    import mne

    names = mne.io.read_raw_edf(path, verbose="error").ch_names
    found = {"eeg": pick(names, EEG, "EEG"), "eog": pick(names, EOG, "EOG"), "emg": pick(names, EMG, "EMG")}
    roles = {role: name for role, name in found.items() if name}
    raw = mne.io.read_raw_edf(path, include=list(roles.values()), preload=True, verbose="error")
    return raw, roles
