"""Small recordings of other kinds than EDF, made byte by byte or by the libraries that know them."""

from __future__ import annotations

import struct
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE, SECONDS = 100, 65
LABELS = ("C4-M1", "E1-M2")
START = datetime(2024, 1, 15, 22, 30)


def digital() -> NDArray[np.int16]:
    """Two channels, shape (n_samples, 2); no two samples in a row are the same."""
    t = np.arange(RATE * SECONDS)
    return np.stack([(t * 7) % 401 - 200, (t * 3) % 301 - 150], axis=1).astype(np.int16)


def brainvision(folder: Path) -> Path:
    digital().astype("<i2").tofile(folder / "night.eeg")
    (folder / "night.vmrk").write_text(
        "Brain Vision Data Exchange Marker File, Version 1.0\n[Common Infos]\nCodepage=UTF-8\n"
        "DataFile=night.eeg\n[Marker Infos]\nMk1=New Segment,,1,1,0,20240115223000000000\n"
        "Mk2=Comment,Lights off,301,1,0\n"
    )
    path = folder / "night.vhdr"
    path.write_text(
        "Brain Vision Data Exchange Header File Version 1.0\n[Common Infos]\nCodepage=UTF-8\n"
        "DataFile=night.eeg\nMarkerFile=night.vmrk\nDataFormat=BINARY\nDataOrientation=MULTIPLEXED\n"
        f"NumberOfChannels=2\nSamplingInterval={1_000_000 // RATE}\n[Binary Infos]\nBinaryFormat=INT_16\n"
        f"[Channel Infos]\nCh1={LABELS[0]},,0.5,µV\nCh2={LABELS[1]},,0.5,µV\n",
        encoding="utf-8",
    )
    return path


def eeglab(folder: Path) -> Path:
    from scipy.io import savemat

    data = digital().T.astype(np.float32) / 2
    locations = np.array([(label, "EEG") for label in LABELS], dtype=[("labels", object), ("type", object)])
    events = np.array([("Lights off", 301.0)], dtype=[("type", object), ("latency", float)])
    values = {
        "setname": "night",
        "nbchan": 2,
        "pnts": RATE * SECONDS,
        "trials": 1,
        "srate": float(RATE),
        "xmin": 0.0,
        "data": data,
        "chanlocs": locations,
        "event": events,
        "epoch": [],
        "icawinv": [],
        "icasphere": [],
        "icaweights": [],
    }
    savemat(folder / "night.set", {"EEG": values}, appendmat=False)
    return folder / "night.set"


def fif(folder: Path) -> Path:
    import mne

    info = mne.create_info(list(LABELS), RATE, "eeg")
    raw = mne.io.RawArray(digital().T * 0.5e-6, info, first_samp=500, verbose="error")
    raw.set_meas_date(START.replace(tzinfo=UTC))
    raw.set_annotations(mne.Annotations([8.0], [2.0], ["Lights off"], orig_time=START.replace(tzinfo=UTC)))
    path = folder / "night_raw.fif"
    raw.save(path, fmt="double", verbose="error")
    return path


def gdf(folder: Path, unit: str = "uV") -> Path:
    """GDF 1.25 with one data record per second."""
    n = len(LABELS)
    head = b"GDF 1.25" + b"X X".ljust(80) + b"X".ljust(80) + b"2024011522300000"
    head += struct.pack("<q", 256 * (1 + n)) + b"\0" * 44 + struct.pack("<q", SECONDS)
    head += struct.pack("<III", 1, 1, n)
    for label in LABELS:
        head += label.encode().ljust(16)
    head += b" " * 80 * n + unit.encode().ljust(8) * n
    head += struct.pack("<2d", -16384, -16384) + struct.pack("<2d", 16383.5, 16383.5)
    head += struct.pack("<2q", -32768, -32768) + struct.pack("<2q", 32767, 32767)
    head += b" " * 80 * n + struct.pack("<2i", RATE, RATE) + struct.pack("<2i", 3, 3) + b" " * 32 * n
    body = digital().reshape(SECONDS, RATE, n).transpose(0, 2, 1).astype("<i2").tobytes()
    path = folder / "night.gdf"
    path.write_bytes(head + body + struct.pack("<B3xI", 1, 0))
    return path


def nihon_kohden(folder: Path) -> Path:
    """One control block with one data block of the channels C4 and O1 (codes 5 and 8)."""
    version = b"EEG-1100A V01.00"
    raw = bytearray(0x1800 + 0x27 + 10 * 2)
    raw[:16] = raw[0x81 : 0x81 + 16] = version
    raw[0x91] = 1
    raw[0x92:0x96] = struct.pack("<I", 0x400)
    raw[0x400 + 17] = 1
    raw[0x400 + 18 : 0x400 + 22] = struct.pack("<I", 0x1800)
    raw[0x17FE] = 1
    raw[0x1800 + 0x1A : 0x1800 + 0x1C] = struct.pack("<H", RATE | 0xC000)
    raw[0x1800 + 0x1C : 0x1800 + 0x20] = struct.pack("<I", SECONDS * 10)
    raw[0x1800 + 0x26] = 2
    raw[0x1800 + 0x27], raw[0x1800 + 0x31] = 5, 8
    values = digital().astype("<i4") + 0x8000
    with_marks = np.concatenate([values, np.zeros((len(values), 1), np.int64)], axis=1).astype("<u2")
    path = folder / "night.EEG"
    path.write_bytes(bytes(raw) + with_marks.tobytes())
    pnt = bytearray(0x80)
    pnt[:16], pnt[0x40:0x4E] = version, b"20240115223000"
    (folder / "night.PNT").write_bytes(bytes(pnt))
    return path


def persyst(folder: Path) -> Path:
    digital().astype("<i2").tofile(folder / "night.dat")
    path = folder / "night.lay"
    path.write_text(
        f"[FileInfo]\nFile=night.dat\nFileType=Interleaved\nSamplingRate={RATE}\nHeaderLength=0\n"
        "Calibration=0.5\nWaveformCount=2\nDataType=0\n[ChannelMap]\n"
        f"{LABELS[0]}=1\n{LABELS[1]}=2\n[Sheets]\n[Comments]\n3.0,2.0,0,0,Lights off\n[Patient]\n"
        "First=Jane\nLast=Plantagenet\nMI=\nSex=Female\nHand=\nBirthDate=02/03/1951\nTestDate=2024.01.15\nTestTime=22:30:00\n[SampleTimes]\n0=0\n"
    )
    return path
