"""The clinical sample: made in the background where it is not there yet, and opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from sleepscorer.gui.background.task import TaskSlot
from sleepscorer.gui.help.tour import own_files
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.workspace import Workspace


class ClinicalSampleOpener(QObject):
    """Opener of the clinical sample among the user's own files, as work on a night is kept beside it.

    Parameters
    ----------
    workspace : Workspace
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._task = TaskSlot(self)
        self._task.succeeded.connect(workspace.open_night)
        self._task.failed.connect(workspace.notify)

    def open(self) -> None:
        """Open the sample, made first if need be."""
        folder = sample_folder(self._workspace.state_folder)
        doing = translate("ClinicalSample", "The clinical sample")
        if self._task.start(doing, lambda progress, cancelled: _sample(folder)):
            self._workspace.notify(translate("ClinicalSample", "The clinical sample is being made..."))


def sample_folder(state_folder: Path | None) -> Path:
    """Return the folder of samples among the user's own files."""
    return (state_folder or own_files()) / "sample"


def _sample(folder: Path) -> Path:
    from sleepscorer.simulation.clinical import clinical_sample

    return clinical_sample(folder)
