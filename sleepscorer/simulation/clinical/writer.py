"""Recordings written as EDF+ while they are made: no channel is ever whole at its rate in memory."""

from __future__ import annotations

import datetime
import errno
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.atomic import replacing
from sleepscorer.edf.tal import Annotation
from sleepscorer.simulation.clinical.channels import SimulatedChannel

BLOCK_SECONDS = 300
DIGITAL = (-32767, 32767)


def write_recording(
    path: Path,
    channels: Sequence[SimulatedChannel],
    annotations: Sequence[Annotation],
    start: datetime.datetime,
    n_seconds: int,
) -> None:
    """Write a recording as EDF+ with data records of one second, or leave the file of that name as it was.

    Parameters
    ----------
    path : Path
    channels : sequence of SimulatedChannel
    annotations : sequence of Annotation
    start : datetime.datetime
    n_seconds : int

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    import pyedflib

    with replacing(path) as temporary:
        writer = pyedflib.EdfWriter(str(temporary), len(channels), pyedflib.FILETYPE_EDFPLUS)
        try:
            writer.setSignalHeaders([_header(channel) for channel in channels])
            writer.setPatientCode("SIMULATED")
            writer.setEquipment("simulation")
            writer.setStartdatetime(start)
            for annotation in sorted(annotations, key=lambda each: each.onset_s):
                duration = -1 if annotation.duration_s is None else annotation.duration_s
                writer.writeAnnotation(annotation.onset_s, duration, annotation.text)
            _write_records(writer.blockWriteDigitalShortSamples, channels, n_seconds)
        finally:
            writer.close()


def _header(channel: SimulatedChannel) -> dict[str, Any]:
    return {
        "label": channel.label,
        "dimension": channel.unit,
        "sample_frequency": channel.rate_hz,
        "physical_min": channel.limits[0],
        "physical_max": channel.limits[1],
        "digital_min": DIGITAL[0],
        "digital_max": DIGITAL[1],
        "transducer": channel.transducer,
        "prefilter": channel.prefilter,
    }


def _write_records(
    write: Callable[[NDArray[np.int16]], int], channels: Sequence[SimulatedChannel], n_seconds: int
) -> None:
    spans = [(at, min(at + BLOCK_SECONDS, n_seconds)) for at in range(0, n_seconds, BLOCK_SECONDS)]
    for blocks in zip(*(channel.blocks(spans) for channel in channels), strict=True):
        digital = [_digits(channel, block) for channel, block in zip(channels, blocks, strict=True)]
        for record in np.concatenate(digital, axis=1):
            if write(record) < 0:
                raise OSError(errno.EIO, "its data records were not taken; is the disk full?")


def _digits(channel: SimulatedChannel, block: NDArray[np.float32]) -> NDArray[np.int16]:
    """Return the samples of one channel as digits, one row per second."""
    low, high = channel.limits
    step = (high - low) / (DIGITAL[1] - DIGITAL[0])
    digits = np.round((block - low) / step + DIGITAL[0]).clip(*DIGITAL)
    return digits.astype(np.int16).reshape(-1, channel.rate_hz)
