"""RobustSleepNet, exported by others: pre-score a night from its file with one EEG and one EOG.

The folder given with ``--teachers`` holds a module ``teachers`` whose ``predict("rsn", signals, rate_hz)``
takes microvolts by role (``eeg``, ``eog``) and gives the probabilities of every epoch, of shape
(n_epochs, 5). The network and its weights are at https://github.com/Dreem-Organization/RobustSleepNet (MIT).
"""

from __future__ import annotations

import sys

from driving import arguments, score_passes, tell, versions
from nights import read


def main() -> None:
    asked = arguments()
    used: dict[str, str] = {}

    def run() -> int:
        sys.path.insert(0, str(asked.teachers))
        import teachers

        raw, roles = read(asked.recording)
        used.update(roles)
        signals = {
            role: raw.get_data(picks=[roles[role]])[0] * 1e6 for role in ("eeg", "eog") if role in roles
        }
        return len(teachers.predict("rsn", signals, raw.info["sfreq"]))

    found = score_passes(run, asked.passes)
    tell(**found, version=versions("onnxruntime", "torch", "mne"), note=", ".join(list(used.values())[:2]))


if __name__ == "__main__":
    main()
