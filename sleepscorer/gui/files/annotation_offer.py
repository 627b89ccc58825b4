"""The recording's own annotations, offered when it is opened: lights, events, stages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from sleepscorer.gui.background.task import TaskSlot
from sleepscorer.gui.i18n.translation import fill, translate
from sleepscorer.gui.widgets.offer_bar import OfferBar
from sleepscorer.gui.workspace import Workspace
from sleepscorer.recording import Recording
from sleepscorer.scoring import OF_RECORDING, Change, Lights, Scoring
from sleepscorer.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sleepscorer.gui.session.session import Session
    from sleepscorer.scoring.recorded import RecordedMarks

USE, LEAVE = "use", "leave"


@dataclass(frozen=True, eq=False)
class OwnAnnotations:
    """Annotations of a recording itself.

    Attributes
    ----------
    marks : RecordedMarks
    stages : ndarray of int8, shape (n_epochs,), or None
        None where they hold no stage.
    """

    marks: RecordedMarks
    stages: NDArray[np.int8] | None = None

    def new_to(self, scoring: Scoring) -> OwnAnnotations:
        """Return what is worth an offer: nothing of a sort that somebody has been at already."""
        from sleepscorer.scoring.recorded import RecordedMarks

        lights = self.marks.lights if scoring.lights == Lights() else Lights()
        events = self.marks.events if not scoring.events else ()
        has_people = bool(scoring.by_human().any())
        return OwnAnnotations(RecordedMarks(lights, events), None if has_people else self.stages)

    def __bool__(self) -> bool:
        from sleepscorer.scoring.recorded import RecordedMarks

        return self.marks != RecordedMarks() or self.stages is not None

    @property
    def text(self) -> str:
        """How many of what."""
        parts = []
        if self.marks.events:
            count = len(self.marks.events)
            several = fill(translate("Annotations", "{count} events"), count=count)
            parts.append(several if count > 1 else translate("Annotations", "1 event"))
        if self.marks.lights != Lights():
            parts.append(translate("Annotations", "lights"))
        if self.stages is not None:
            scored = int((self.stages != Stage.UNSCORED).sum())
            parts.append(fill(translate("Annotations", "stages of {count} epochs"), count=scored))
        *others, last = parts or [""]
        if not others:
            return last
        text = translate("Annotations", "{first} and {last}")
        return text.format(first=", ".join(others), last=last)


class AnnotationOffer(QObject):
    """Offers what a recording's own annotations mark, and remembers the answer for its device.

    Parameters
    ----------
    workspace : Workspace
    bar : OfferBar
    """

    def __init__(self, workspace: Workspace, bar: OfferBar) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._bar = bar
        self._session: Session | None = None
        self._own: OwnAnnotations | None = None
        self._offered: OwnAnnotations | None = None
        self._is_new = False
        self.keys: tuple[str, str] = ("", "")
        self._reading = TaskSlot(self)
        self._reading.succeeded.connect(self._take_reading)
        self._reading.failed.connect(workspace.notify)
        bar.accepted.connect(self.accept)
        bar.declined.connect(self.decline)

    def show_session(self, session: Session) -> None:
        """Read the annotations of a night in the background, and offer them."""
        self._bar.hide()
        self._session, self._own, self._offered = session, None, None
        self._is_new = session.scoring.revision == 0
        if not session.read_only:
            work = partial(_own_annotations, session.recording)
            self._reading.start(translate("Annotations", "Reading the annotations"), work)

    def leave(self) -> None:
        """Forget the night that is closed."""
        self._bar.hide()
        task, session = self._reading.release(), self._session
        self._session = self._own = None
        if task is not None and session is not None:
            session.let_go(task)

    def _take_reading(self, own: OwnAnnotations) -> None:
        session = self._session
        if session is None:
            return
        self._own = own
        new = own.new_to(session.scoring)
        answer = self._device_answer(session)
        if not new or answer == LEAVE:
            return
        if answer == USE and self._is_new and _is_untouched(session.scoring):
            self._apply(session, new)
        else:
            self._ask(new)

    def _ask(self, new: OwnAnnotations) -> None:
        self._offered = new
        text = translate("Annotations", "This recording holds {what} of its own: use them?")
        use, leave = (f"  ({key})" if key else "" for key in self.keys)
        self._bar.ask(
            text.format(what=new.text),
            translate("Annotations", "Use them") + use,
            translate("Annotations", "Leave them, also in other nights of this recorder") + leave,
            translate("Annotations", "Not now"),
        )

    def use(self) -> None:
        """Put the recording's own annotations into the scoring, and do so with the next of its device."""
        self._use(self._own)

    def _use(self, own: OwnAnnotations | None) -> None:
        session = self._session
        if session is None:
            return
        self._bar.hide()
        if own is None or session.read_only:
            self._workspace.notify(translate("Annotations", "There are no annotations to use, or not yet."))
            return
        self._remember(session, USE)
        self._apply(session, own)

    def accept(self) -> None:
        """Take what is offered; nothing where no offer stands."""
        if self._bar.isHidden() or self._offered is None or self._session is None:
            self._tell_no_offer()
        else:
            self._use(self._offered.new_to(self._session.scoring))

    def _tell_no_offer(self) -> None:
        self._workspace.notify(translate("Annotations", "Nothing is offered now."))

    def decline(self) -> None:
        """Leave what is offered, and the annotations of the next recording of this device."""
        session = self._session
        if session is None or self._bar.isHidden():
            self._tell_no_offer()
        else:
            self._bar.hide()
            self._remember(session, LEAVE)
            self._workspace.notify(
                translate(
                    "Annotations",
                    "The annotations of this recorder are left; File, Use the recording's own annotations "
                    "takes them.",
                )
            )

    def _apply(self, session: Session, own: OwnAnnotations) -> None:
        changes = _changes(own, session.scoring)
        if not changes:
            self._workspace.notify(
                translate("Annotations", "The scoring holds the recording's own annotations already.")
            )
            return
        if not session.take_all(translate("Undo", "the recording's own annotations"), changes):
            return
        text = translate("Annotations", "The recording's own annotations are used: {what}. Ctrl+Z: undo.")
        self._workspace.take_notice(text.format(what=own.text))

    def _device_answer(self, session: Session) -> str:
        return self._workspace.settings.device(session.recording.device).annotations

    def _remember(self, session: Session, answer: str) -> None:
        self._workspace.settings.device(session.recording.device).annotations = answer


def _own_annotations(recording: Recording, progress: object, cancelled: object) -> OwnAnnotations:
    from sleepscorer.prescoring.run import marks_of

    return OwnAnnotations(marks_of(recording, with_remarks=True), _stages_of(recording))


def _stages_of(recording: Recording) -> NDArray[np.int8] | None:
    """Stages among the annotations of an EDF+ file; None where they are no hypnogram."""
    from sleepscorer.errors import SleepscorerError
    from sleepscorer.formats import read_hypnogram
    from sleepscorer.formats.hypnogram import align

    texts = (annotation.text.lower() for annotation in recording.annotations())
    if not any(text.startswith("sleep stage") for text in texts):
        return None
    try:
        stages = align(read_hypnogram(recording.path), recording.start, recording.n_epochs)
    except SleepscorerError:
        return None
    return stages if (stages != Stage.UNSCORED).any() else None


def _is_untouched(scoring: Scoring) -> bool:
    """Whether nobody has been at the night yet."""
    return not (scoring.by_human().any() or scoring.marked or scoring.events) and scoring.lights == Lights()


def _changes(own: OwnAnnotations, scoring: Scoring) -> list[Change]:
    from sleepscorer.scoring.recorded import changes_of_marks

    changes: list[Change] = list(changes_of_marks(own.marks, scoring))
    if own.stages is not None:
        stages: Mapping[int, Stage] = {
            epoch: Stage(stage) for epoch, stage in enumerate(own.stages.tolist()) if stage != Stage.UNSCORED
        }
        assigned = scoring.assign(stages, OF_RECORDING)
        if assigned is not None:
            changes.append(assigned)
    return changes
