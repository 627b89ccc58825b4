"""Hypnograms of other people in, ours out."""

from sleepscorer.formats.catalogue import (
    FORMATS,
    HypnogramFormat,
    format_for,
    format_named,
    proposed_path,
    write_hypnogram,
)
from sleepscorer.formats.conversion import Converted, convert_hypnogram
from sleepscorer.formats.copy_header import Anonymous, Identity
from sleepscorer.formats.edf_layout import EdfLayout
from sleepscorer.formats.edf_writer import write_edf_hypnogram
from sleepscorer.formats.event_import import ImportedEvents, PlacedEvents, import_events, place_events
from sleepscorer.formats.export import (
    Exported,
    export_night,
    export_paths,
    has_stages_of_a_model,
    may_be_replaced,
)
from sleepscorer.formats.full_copy import write_full_copy
from sleepscorer.formats.hypnogram import Hypnogram, Placed, align, hypnogram_name, place
from sleepscorer.formats.reader import read_hypnogram
from sleepscorer.formats.table import read_csv, write_csv

__all__ = [
    "FORMATS",
    "Anonymous",
    "Converted",
    "EdfLayout",
    "Exported",
    "Hypnogram",
    "HypnogramFormat",
    "Identity",
    "ImportedEvents",
    "Placed",
    "PlacedEvents",
    "align",
    "convert_hypnogram",
    "export_night",
    "export_paths",
    "format_for",
    "format_named",
    "has_stages_of_a_model",
    "hypnogram_name",
    "import_events",
    "may_be_replaced",
    "place",
    "place_events",
    "proposed_path",
    "read_csv",
    "read_hypnogram",
    "write_csv",
    "write_edf_hypnogram",
    "write_full_copy",
    "write_hypnogram",
]
