"""Types of MNE-Python's channels as roles."""

from __future__ import annotations

from typing import Any

from sleepscorer.channels import Role, guess_role, tells_no_role

_ROLES = {"eog": Role.EOG, "emg": Role.EMG, "ecg": Role.ECG, "resp": Role.RESPIRATION, "stim": Role.OTHER}
_NEVER_SET = frozenset(("eeg", "stim", "misc"))
"""Types that MNE-Python gives the channels of a file of which it knows nothing."""
_KEEP_TYPES = ("RawArray", "Raw")
"""Kinds of ``Raw`` whose types somebody has set: made of an array, or kept in FIF."""


def roles_of_types(raw: Any) -> dict[str, Role]:
    """Return the roles that the types of a ``Raw``'s channels say, by label.

    EOG, EMG, ECG, respiration and stimulus are what they say; a label that tells a more special role of the
    same kind, such as the thorax belt of a respiratory channel, keeps it. EEG counts where the label tells
    nothing and where somebody has set the types: MNE-Python calls EEG every channel of an EDF file.

    Parameters
    ----------
    raw : mne.io.BaseRaw
    """
    typed = dict(zip(raw.ch_names, raw.get_channel_types(), strict=True))
    are_set = type(raw).__name__ in _KEEP_TYPES or not _NEVER_SET.issuperset(typed.values())
    roles = {}
    for label, kind in typed.items():
        guess = guess_role(label)
        if kind in _ROLES and not _is_special_case(guess, _ROLES[kind]):
            roles[label] = _ROLES[kind]
        elif kind == "eeg" and are_set and tells_no_role(label):
            roles[label] = Role.EEG
    return roles


def _is_special_case(guess: Role, of: Role) -> bool:
    """Return whether a label says more than a type: a leg is an EMG, and the belt of a thorax breathing."""
    if of is Role.EMG:
        return guess in (Role.EMG, Role.LEG, Role.LEG_LEFT, Role.LEG_RIGHT)
    return guess is of or guess.type.general == of.value
