"""Ours: pre-score a night from its file, features included."""

from __future__ import annotations

import cProfile
import sys
from pathlib import Path

from driving import arguments, score_passes, tell, versions
from telling import hottest


def main() -> None:
    sys.path.insert(0, str(Path(__file__).parents[2]))
    asked = arguments()
    used: list[str] = []

    def run() -> int:
        from sleepscorer.channels import Role
        from sleepscorer.prescoring.prescore import prescore
        from sleepscorer.recording import open_recording

        night = open_recording(asked.recording, dict.fromkeys(asked.without, Role.OTHER))
        found = prescore(night)
        night.close()
        used[:] = [" ".join(found.notices)]
        return len(found.probabilities)

    if asked.profile:
        profile = cProfile.Profile()
        if asked.profile == "again":
            run()
        profile.runcall(run)
        tell(profile=hottest(profile))
    tell(**score_passes(run, asked.passes), version=versions("sleepscorer", "onnxruntime"), note=used[0])


if __name__ == "__main__":
    main()
