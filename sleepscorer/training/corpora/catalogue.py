"""The corpora by name: how their nights are found, and from where they are downloaded."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from sleepscorer.errors import SleepscorerError
from sleepscorer.training.corpora import dod, hmc, isruc, sleep_edf
from sleepscorer.training.corpora.download import download
from sleepscorer.training.corpora.network import fetch
from sleepscorer.training.corpora.nights import CorpusNight

FIND: dict[str, Callable[[Path], list[CorpusNight]]] = {
    "sleep-edf": sleep_edf.find_nights,
    "hmc": hmc.find_nights,
    "isruc": isruc.find_nights,
    "dod": dod.find_nights,
}
SOURCES = {"sleep-edf": (sleep_edf.URL, sleep_edf.DOWNLOADED), "hmc": (hmc.URL, hmc.DOWNLOADED)}
"""Corpora that their publisher hands out file by file, with checksums."""


def find_nights(corpus: str, folder: Path, people: int) -> list[CorpusNight]:
    """Return the nights of a corpus below a folder.

    Parameters
    ----------
    corpus : str
    folder : Path
    people : int
        20 or 78: of Sleep-EDF, those of the benchmark with so many.

    Raises
    ------
    SleepscorerError
        If the corpus is not known, or the folder does not hold it.
    """
    if corpus not in FIND:
        raise SleepscorerError(f"There is no corpus {corpus}; choose one of {', '.join(sorted(FIND))}.")
    if corpus == "sleep-edf":
        return sleep_edf.find_nights(folder, people)
    return FIND[corpus](folder)


def bring(corpus: str, folder: Path) -> None:
    """Download what is not there yet, checked.

    Raises
    ------
    SleepscorerError
        If the corpus is not handed out file by file, or cannot be reached.
    """
    if corpus not in SOURCES:
        raise SleepscorerError(f"{corpus} has no --download; its publisher's page says how to get it.")
    url, wanted = SOURCES[corpus]
    download(url, folder, wanted, fetch, lambda line: print(line, file=sys.stderr))
