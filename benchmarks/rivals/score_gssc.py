"""GSSC: pre-score a night from its file with one EEG and one EOG; only measured (AGPL)."""

from __future__ import annotations

from driving import arguments, score_passes, tell, versions
from nights import read


def main() -> None:
    asked = arguments()
    used: dict[str, str] = {}
    loaded: list[object] = []

    def run() -> int:
        import torch
        from gssc.infer import EEGInfer

        torch.set_num_threads(1)
        loaded[:] = loaded or [EEGInfer(use_cuda=False)]
        raw, roles = read(asked.recording)
        used.update(roles)
        found = loaded[0].mne_infer(  # type: ignore[attr-defined]
            raw, eeg=[roles["eeg"]], eog=[roles["eog"]], eeg_drop=False, eog_drop=False
        )
        return len(found[0])

    found = score_passes(run, asked.passes)
    tell(**found, version=versions("gssc", "torch", "mne"), note=", ".join(list(used.values())[:2]))


if __name__ == "__main__":
    main()
