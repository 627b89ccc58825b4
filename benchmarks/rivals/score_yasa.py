"""YASA: pre-score a night from its file with the EEG, EOG and EMG it asks for."""

from __future__ import annotations

from driving import arguments, score_passes, tell, versions
from nights import read


def main() -> None:
    asked = arguments()
    used: dict[str, str] = {}

    def run() -> int:
        import yasa

        raw, roles = read(asked.recording)
        used.update(roles)
        staging = yasa.SleepStaging(
            raw, eeg_name=roles["eeg"], eog_name=roles.get("eog"), emg_name=roles.get("emg")
        )
        return len(staging.predict())

    found = score_passes(run, asked.passes)
    tell(**found, version=versions("yasa", "lightgbm", "mne"), note=", ".join(used.values()))


if __name__ == "__main__":
    main()
