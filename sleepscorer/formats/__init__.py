"""Hypnograms of other people in, ours out."""

from sleepscorer.formats.edf_reading import lights_among
from sleepscorer.formats.edf_writing import write_edf_hypnogram
from sleepscorer.formats.export import Exported, export_night, export_paths, may_be_replaced
from sleepscorer.formats.hypnogram import Hypnogram, Placed, align, hypnogram_name, place
from sleepscorer.formats.reading import read_hypnogram
from sleepscorer.formats.table import read_csv, write_csv

__all__ = [
    "Exported",
    "Hypnogram",
    "Placed",
    "align",
    "export_night",
    "export_paths",
    "hypnogram_name",
    "lights_among",
    "may_be_replaced",
    "place",
    "read_csv",
    "read_hypnogram",
    "write_csv",
    "write_edf_hypnogram",
]
