"""Stages of a scoring that we saved, from its sidecar."""

from __future__ import annotations

from pathlib import Path

from sleepscorer.errors import HypnogramError, StorageError
from sleepscorer.formats.hypnogram import Hypnogram
from sleepscorer.formats.sniff import Claim, Head, read_head
from sleepscorer.messages import Message
from sleepscorer.storage import sidecar

_MARK = '"sleepscorer"'


def sniff_sidecar(head: Head) -> Claim:
    """Tell how surely a file is our sidecar; other JSON that nothing claims comes here too, to be refused."""
    if not head.text.startswith(("{", "[")):
        return Claim.NONE
    return Claim.SIGNATURE if head.text.startswith("{") and _MARK in head.text else Claim.ANY


def read_sidecar(path: Path) -> Hypnogram:
    """Read the stages and lights of a scoring that we saved.

    Raises
    ------
    HypnogramError
        In one sentence, if it is other JSON, or damaged.
    """
    if _MARK not in read_head(path).text:
        raise HypnogramError(
            Message(
                "{path} is JSON, but no scoring that sleepscorer saved; export it as EDF+ or CSV.", path=path
            )
        )
    try:
        scoring = sidecar.load(path).scoring
    except StorageError as error:
        raise HypnogramError(str(error)) from error
    return Hypnogram(
        scoring.stages.copy(),
        0.0,
        None,
        "sleepscorer",
        scoring.lights,
        events=scoring.events,
        from_recording_start=True,
        authors=tuple(str(author or "") for author in scoring.authors),
        probabilities=scoring.probabilities,
        searched=scoring.searched,
    )
