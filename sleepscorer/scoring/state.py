"""One scorer's stages of one recording, with events and marks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.errors import ChangeError
from sleepscorer.messages import Message
from sleepscorer.scoring.authors import OF_RECORDING, Author, AuthorKind, now
from sleepscorer.scoring.changes import (
    Change,
    CommentChange,
    EventChange,
    LightsChange,
    MarkChange,
    StageChange,
    is_whole,
    overwrites_a_person,
)
from sleepscorer.scoring.event_changes import (
    addition,
    altered,
    proposal_run,
    removal,
    replacement,
    within_epochs,
)
from sleepscorer.scoring.events import Event, EventKind
from sleepscorer.scoring.gaps import SMART_FILL_EPOCHS, short_gaps
from sleepscorer.scoring.interchange import annotations_of, dataframe_of, describe, yasa_of
from sleepscorer.scoring.lights import Lights
from sleepscorer.scoring.marks import NO_MARKS, EpochMarks
from sleepscorer.scoring.origin import Origin
from sleepscorer.scoring.proposals import confirmed, stages_fingerprint
from sleepscorer.stages import Stage

if TYPE_CHECKING:
    import mne
    import pandas as pd


class Scoring:
    """Stages, authors, probabilities, lights, events and marks of one night.

    Parameters
    ----------
    n_epochs : int
    origin : Origin, optional
        Recording and model that the stages come from, where that is known.
    """

    def __init__(self, n_epochs: int, origin: Origin | None = None) -> None:
        self.n_epochs = n_epochs
        self.origin = origin or Origin()
        self._revision = 0
        self._lights = Lights()
        self._lights_author: Author | None = None
        self._stages = np.full(n_epochs, Stage.UNSCORED, np.int8)
        self._authors: list[Author | None] = [None] * n_epochs
        self._probabilities: NDArray[np.float32] | None = None
        self._events: tuple[Event, ...] = ()
        self._rejected: tuple[Event, ...] = ()
        self._recorded: tuple[Event, ...] = ()
        self._marks: dict[int, EpochMarks] = {}
        self._ties: tuple[int, ...] = ()
        self._searched: Mapping[EventKind, Author] = {}
        self._searched_on = ""
        self._comment = ""

    @classmethod
    def restored(
        cls,
        stages: Sequence[Stage],
        authors: Sequence[Author | None],
        *,
        probabilities: NDArray[np.float32] | None = None,
        lights: Lights | None = None,
        lights_author: Author | None = None,
        events: Iterable[Event] = (),
        rejected: Iterable[Event] = (),
        recorded: Iterable[Event] = (),
        marks: Mapping[int, EpochMarks] | None = None,
        ties: Sequence[int] = (),
        searched: Mapping[EventKind, Author] | None = None,
        searched_on: str = "",
        comment: str = "",
        revision: int = 0,
    ) -> Scoring:
        """Restore a scoring that was kept, with the number of changes that had led to it.

        Parameters
        ----------
        stages : sequence of Stage, shape (n_epochs,)
        authors : sequence of Author or None, shape (n_epochs,)
        probabilities : ndarray of float32, shape (n_epochs, 5), optional
        lights : Lights, optional
        lights_author : Author, optional
        events : iterable of Event
        rejected : iterable of Event
            Proposals that persons have taken out.
        recorded : iterable of Event
            Events that were taken over from the recording's own annotations, as they were then.
        marks : mapping of int to EpochMarks, optional
            By epoch (0-based).
        ties : sequence of int
        searched : mapping of EventKind to Author, optional
            Kinds of events that were looked for all night, and by whom.
        searched_on : str
            Fingerprint of the stages on which a scorer has looked for them.
        comment : str
        revision : int
            Not below 0.

        Raises
        ------
        ChangeError
            If the parts do not fit together, as :meth:`apply` would say it.
        ValueError
            If the revision is no count.
        """
        if type(revision) is not int or revision < 0:
            raise ValueError(Message("{revision!r} is no number of changes.", revision=revision))
        scoring, keeper, at = cls(len(stages)), Author(AuthorKind.IMPORT, "restored"), now()
        scoring.apply(
            StageChange(
                epochs=tuple(range(len(stages))),
                before=(Stage.UNSCORED,) * len(stages),
                after=tuple(stages),
                author_before=(None,) * len(stages),
                author_after=tuple(authors),
                at=at,
                probabilities_after=probabilities,
                is_model_run=True,
                ties_before=(),
                ties_after=tuple(ties),
            )
        )
        scoring.apply(scoring.mark_lights(lights or Lights(), keeper))
        scoring._lights_author = lights_author
        restored = replace(addition(scoring._events, events, keeper), rejected=tuple(rejected))
        scoring.apply(restored)
        for epoch, epoch_marks in (marks or {}).items():
            scoring.apply(scoring.mark(epoch, epoch_marks, keeper))
        scoring.apply(scoring.write_comment(comment, keeper))
        scoring._searched, scoring._searched_on = dict(searched or {}), searched_on
        scoring._recorded = tuple(recorded)
        scoring._revision = revision
        return scoring

    def __repr__(self) -> str:
        return describe("Scoring", self)

    @property
    def start(self) -> datetime | None:
        """Clock time of epoch 0; None where it is not known."""
        return self.origin.start

    @property
    def model(self) -> str:
        """Name and version of the model that scored it; empty where there was none."""
        return self.origin.model

    @property
    def channels(self) -> tuple[str, ...]:
        """Channels and derivations that the model read."""
        return self.origin.channels

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences on repairs of the recording, channels used, and roles done without."""
        return self.origin.notices

    def to_dataframe(self) -> pd.DataFrame:
        """Tabulate the epochs for pandas.

        Returns
        -------
        pandas.DataFrame
            A row per epoch: ``epoch`` (from 1), ``onset_s``, ``time`` (where the start is known with its
            day), ``stage`` (categorical, W N1 N2 N3 R; missing where unscored), ``author``, and ``p_W`` to
            ``p_R`` where a model gave probabilities. ``attrs`` holds start, model, channels and notices.

        Raises
        ------
        SleepscorerError
            In one sentence, if pandas is not installed.
        """
        return dataframe_of(self, [str(author or "") for author in self._authors])

    def to_annotations(self, *, with_channels: bool = False) -> mne.Annotations:
        """Convert stages, lights and events to annotations of MNE-Python, with the texts of EDF+.

        Beside an event that a model has proposed and nobody has confirmed stands another annotation that says
        so, ``Proposed by ...``.

        Parameters
        ----------
        with_channels : bool
            Whether events carry the channel they were seen on (``ch_names``). MNE-Python refuses such
            annotations for a ``Raw`` that lacks the channel, as it does a derivation.

        Returns
        -------
        mne.Annotations
            ``orig_time`` is the start of the night, as UTC, which is how MNE-Python takes the clock time of
            a file; None where the start or its day is not known.
        """
        return annotations_of(self, with_channels=with_channels)

    def to_yasa(self) -> Any:
        """Convert the stages to what YASA takes (Vallat & Walker, eLife 10:e70092, 2021).

        Returns
        -------
        yasa.Hypnogram or ndarray of int, shape (n_epochs,)
            With start, scorer and probabilities as far as they are known; of a YASA without that class, its
            numbers: 0 W, 1 N1, 2 N2, 3 N3, 4 R, -2 unscored.

        Raises
        ------
        SleepscorerError
            In one sentence, if YASA is not installed.
        """
        return yasa_of(self)

    @property
    def revision(self) -> int:
        """Number of changes ever applied; undone ones count too."""
        return self._revision

    @property
    def lights(self) -> Lights:
        """Lights off and on."""
        return self._lights

    @property
    def lights_author(self) -> Author | None:
        """Who moved the lights last; None where nobody did, or it is not known."""
        return self._lights_author

    @property
    def stages(self) -> NDArray[np.int8]:
        """Stage of each epoch, shape (n_epochs,); a view that cannot be written to."""
        return _read_only(self._stages)

    @property
    def authors(self) -> tuple[Author | None, ...]:
        """Who set each epoch; None where unscored."""
        return tuple(self._authors)

    @property
    def probabilities(self) -> NDArray[np.float32] | None:
        """Probabilities of W N1 N2 N3 R, shape (n_epochs, 5), from the last run of a model."""
        return None if self._probabilities is None else _read_only(self._probabilities)

    @property
    def events(self) -> tuple[Event, ...]:
        """Events in the order of their start; no two are the same."""
        return self._events

    @property
    def rejected(self) -> tuple[Event, ...]:
        """Proposals that persons have taken out, in the order of their start; no run brings them back."""
        return self._rejected

    @property
    def recorded(self) -> tuple[Event, ...]:
        """Events taken over from the recording's own annotations, as they were then; altered since or not."""
        return self._recorded

    @property
    def marked(self) -> Mapping[int, EpochMarks]:
        """Flags and notes of the epochs that have any; a view."""
        return MappingProxyType(self._marks)

    @property
    def ties(self) -> tuple[int, ...]:
        """Epochs (0-based) that the last consensus could not decide, scored since or not."""
        return self._ties

    @property
    def searched(self) -> Mapping[EventKind, Author]:
        """Kinds of events that were looked for all night, and by whom: of these, none means none; a view."""
        return MappingProxyType(self._searched)

    @property
    def searched_by_people(self) -> dict[EventKind, Author]:
        """Those of them that a person, not a model, has looked for."""
        return {kind: by for kind, by in self._searched.items() if not by.is_model}

    @property
    def searched_on(self) -> str:
        """Fingerprint of the stages on which a scorer has looked for events; empty where it is not known."""
        return self._searched_on

    @property
    def stale_search_sentence(self) -> Message | None:
        """Sentence on stages that have changed since a scorer has looked for events; None where none has."""
        by_scorer = any(by.is_model for by in self._searched.values())
        if not by_scorer or self._searched_on in ("", stages_fingerprint(self._stages)):
            return None
        return Message(
            "Stages have changed since events were looked for; propose events again, as what was found, "
            "or not found, rests on the earlier stages."
        )

    @property
    def comment(self) -> str:
        """Comment on the night, as its report prints it."""
        return self._comment

    def marks(self, epoch: int) -> EpochMarks:
        """Return the flags and note of an epoch."""
        return self._marks.get(epoch, NO_MARKS)

    def author(self, epoch: int) -> Author | None:
        """Return the author of an epoch; None where unscored."""
        return self._authors[epoch]

    def by_human(self) -> NDArray[np.bool_]:
        """Return which epochs a person has set, shape (n_epochs,)."""
        return np.array([a is not None and not a.is_model for a in self._authors], bool)

    def has_lights_by_human(self) -> bool:
        """Return whether a person has set the lights; those of the recording itself are nobody's."""
        if self.lights_author is None:
            return self.lights != Lights()
        return self.lights_author != OF_RECORDING

    def apply(self, change: Change) -> None:
        """Alter the scoring: the only way there is.

        Raises
        ------
        ChangeError
            If the change does not start from what the scoring holds, names an epoch outside it, or
            would let a model overwrite a person.
        """
        match change:
            case StageChange():
                self._apply_stages(change)
            case LightsChange():
                self._apply_lights(change)
            case EventChange():
                self._apply_events(change)
            case MarkChange():
                self._apply_marks(change)
            case CommentChange():
                self._apply_comment(change)
        self._revision += 1

    def retract(self, change: Change) -> None:
        """Retract the change applied last, as if it had never been made: it could not be kept."""
        self.apply(change.inverse())
        self._revision -= 2

    def _apply_lights(self, change: LightsChange) -> None:
        if change.before != self.lights:
            raise ChangeError(Message("The lights markers have changed since; the change was not made."))
        self._lights = change.after
        self._lights_author = change.author

    def _apply_stages(self, change: StageChange) -> None:
        self._check(change)
        for epoch, stage, author in zip(change.epochs, change.after, change.author_after, strict=True):
            self._stages[epoch] = stage
            self._authors[epoch] = author
        if change.is_model_run:
            self._probabilities = change.probabilities_after
        if change.ties_after is not None:
            self._ties = change.ties_after

    def _apply_comment(self, change: CommentChange) -> None:
        if change.before != self._comment:
            raise ChangeError(Message("The comment has changed since; the change was not made."))
        self._comment = change.after

    def _apply_events(self, change: EventChange) -> None:
        if change.searched_after is not None and change.searched_before != self._searched:
            raise ChangeError(
                Message("The kinds of events looked for have changed since; the change was not made.")
            )
        events = altered(self._events, change.removed, change.added)
        self._rejected = altered(self._rejected, change.unrejected, change.rejected)
        self._events = events
        if change.author == OF_RECORDING:
            kept = (event for event in self._recorded if event not in change.removed)
            self._recorded = (*kept, *change.added)
        if change.searched_after is not None:
            self._searched = dict(change.searched_after)
        if change.searched_on_after is not None:
            self._searched_on = change.searched_on_after

    def _apply_marks(self, change: MarkChange) -> None:
        epoch = change.epoch
        if not 0 <= epoch < self.n_epochs:
            raise ChangeError(
                Message("A change names an epoch outside 1 to {count}; it was not made.", count=self.n_epochs)
            )
        if self.marks(epoch) != change.before:
            raise ChangeError(
                Message(
                    "The marks of epoch {epoch} have changed since; the change was not made.", epoch=epoch + 1
                )
            )
        if change.after:
            self._marks[epoch] = change.after
        else:
            self._marks.pop(epoch, None)

    def _check(self, change: StageChange) -> None:
        epochs = change.epochs
        if not is_whole(change, self.n_epochs):
            raise ChangeError(Message("A change is not the same length throughout; it was not made."))
        if epochs and not 0 <= min(epochs) <= max(epochs) < self.n_epochs:
            raise ChangeError(
                Message("A change names an epoch outside 1 to {count}; it was not made.", count=self.n_epochs)
            )
        self._check_before(change)
        if change.ties_after is not None and (change.ties_before or ()) != self._ties:
            raise ChangeError(Message("The ties of the scorers have changed since; the change was not made."))
        if not change.undoes and overwrites_a_person(change):
            raise ChangeError(Message("A model never overwrites an epoch that a person has scored."))

    def _check_before(self, change: StageChange) -> None:
        """Check that epochs are as a change expects them; lists, as a night passes through here."""
        stages = self._stages[list(change.epochs)].tolist()
        authors = [self._authors[epoch] for epoch in change.epochs]
        if stages == list(change.before) and authors == list(change.author_before):
            return
        states = zip(stages, authors, strict=True)
        expected = zip(change.before, change.author_before, strict=True)
        changed = [
            epoch
            for epoch, state, known in zip(change.epochs, states, expected, strict=True)
            if state != known
        ]
        raise ChangeError(
            Message("Epoch {epoch} has changed since; the change was not made.", epoch=changed[0] + 1)
        )

    def score(self, epochs: Sequence[int], stage: Stage, author: Author) -> StageChange:
        """Return the change that gives epochs a stage; unscored epochs have no author."""
        after = None if stage is Stage.UNSCORED else author
        return self._stage_change(epochs, [stage] * len(epochs), [after] * len(epochs))

    def fill(
        self, epochs: Iterable[int], stage: Stage, author: Author, *, overwrite_people: bool = False
    ) -> StageChange | None:
        """Return the change that gives a range one stage, leaving a person's unless asked.

        Returns
        -------
        StageChange or None
            None if there is nothing to alter; epochs that stand so already are left out.
        """
        by_human = self.by_human()
        after = None if stage is Stage.UNSCORED else author
        wanted = [
            epoch
            for epoch in epochs
            if (overwrite_people or not by_human[epoch])
            and (self._stages[epoch] != stage or self._authors[epoch] != after)
        ]
        return self.score(wanted, stage, author) if wanted else None

    def assign(
        self,
        stages: Mapping[int, Stage],
        author: Author,
        *,
        overwrite_people: bool = False,
        ties: Sequence[int] | None = None,
    ) -> StageChange | None:
        """Return the change that gives epochs another scorer's stages, leaving a person's unless asked.

        Parameters
        ----------
        stages : mapping of int to Stage
            By epoch (0-based); an unscored epoch has no author.
        author : Author
        overwrite_people : bool
        ties : sequence of int, optional
            Epochs that somebody else could not decide, instead of those of before.

        Returns
        -------
        StageChange or None
            None if there is nothing to alter; a person's epochs that stand so already stay theirs.
        """
        by_human = self.by_human()
        wanted = [
            epoch
            for epoch, stage in stages.items()
            if (self._stages[epoch] != stage if by_human[epoch] else stage >= 0 or self._stages[epoch] >= 0)
            and (overwrite_people or not by_human[epoch])
        ]
        assigned = [Stage(stages[epoch]) for epoch in wanted]
        authors = [None if stage is Stage.UNSCORED else author for stage in assigned]
        left = self._ties if ties is None else tuple(int(epoch) for epoch in ties)
        if not wanted and left == self._ties:
            return None
        change = self._stage_change(wanted, assigned, authors)
        return change if ties is None else replace(change, ties_before=self._ties, ties_after=left)

    def smart_fill_unscored(self, author: Author, longest: int = SMART_FILL_EPOCHS) -> StageChange | None:
        """Return the change that scores short unscored runs between two equal stages as those stages.

        Parameters
        ----------
        author : Author
        longest : int
            Longest run, in epochs, that is filled.

        Returns
        -------
        StageChange or None
            None if there is no such run.
        """
        filled = short_gaps(self._stages, longest)
        return (
            self._stage_change(list(filled), list(filled.values()), [author] * len(filled))
            if filled
            else None
        )

    def prescore(self, probabilities: NDArray[np.float32], author: Author) -> StageChange:
        """Return the change that a run of a model makes: the likeliest stage wherever no person has scored.

        Parameters
        ----------
        probabilities : ndarray of float32, shape (n_epochs, 5)
            Order W N1 N2 N3 R; a row of NaN leaves its epoch unscored.
        author : Author
        """
        if probabilities.shape != (self.n_epochs, 5):
            raise ChangeError(
                Message(
                    "The model gave {count} epochs, the recording has {total}; nothing was changed.",
                    count=len(probabilities),
                    total=self.n_epochs,
                )
            )
        known = np.isfinite(probabilities.sum(axis=1))
        epochs = np.flatnonzero(~self.by_human()).tolist()
        stages = [Stage(int(probabilities[e].argmax())) if known[e] else Stage.UNSCORED for e in epochs]
        change = self._stage_change(epochs, stages, [author if known[e] else None for e in epochs])
        return replace(
            change,
            probabilities_before=self._probabilities,
            probabilities_after=probabilities.astype(np.float32),
            is_model_run=True,
        )

    def mark_lights(self, lights: Lights, author: Author) -> LightsChange:
        """Return the change that moves the lights markers."""
        return LightsChange(self.lights, lights, author, now())

    def add_events(self, events: Iterable[Event], author: Author) -> EventChange:
        """Return the change that puts events in; those that are there already are left out.

        An event without a channel is there already where the same event is with one, and makes way for it
        the other way round: a desaturation that the recorder marked and a file tells too is counted once.
        Proposals that nobody has touched make way for what a person draws or imports over them. What lies
        beyond the ends of the night is cut off.

        Raises
        ------
        ChangeError
            If an event lies outside the night altogether.
        """
        return addition(self._events, [within_epochs(event, self.n_epochs) for event in events], author)

    def remove_events(self, events: Iterable[Event], author: Author) -> EventChange:
        """Return the change that takes events out; proposals that a person takes out are remembered."""
        return removal(self._rejected, events, author)

    def replace_event(self, old: Event, new: Event, author: Author) -> EventChange:
        """Return the change that moves an event's edges, or alters its kind or channel.

        A proposal that a person alters is thereby confirmed; others that it now lies over make way. One that
        gets another kind, or another time, is remembered as taken out where it was. What lies beyond the ends
        of the night is cut off.

        Raises
        ------
        ChangeError
            If the new event lies outside the night altogether.
        """
        if (new.start_s, new.stop_s) != (old.start_s, old.stop_s):
            new = within_epochs(new, self.n_epochs)
        return replacement(self._events, self._rejected, old, new, author)

    def confirm_events(self, events: Iterable[Event], author: Author) -> EventChange:
        """Return the change by which a person takes proposals over; other events are left as they are."""
        proposed = tuple(event for event in events if event.is_proposed)
        return EventChange(proposed, tuple(confirmed(event, author) for event in proposed), author, now())

    def propose_events(
        self,
        proposed: Iterable[Event],
        author: Author,
        searched: Collection[EventKind] = (),
        searched_on: str = "",
    ) -> EventChange:
        """Return the change that a run of an event scorer makes, to be undone as one.

        Proposals that nobody has touched make way for the new ones; what a person has drawn, altered or
        confirmed stays, and nothing is put over it; what a person has taken out does not come back.

        Parameters
        ----------
        proposed : iterable of Event
            Each with its :class:`sleepscorer.scoring.Proposal`.
        author : Author
            The scorer.
        searched : collection of EventKind
            Kinds that it has looked for all night, where the channels for them are there.
        searched_on : str
            Fingerprint of the stages that it was given; see
            :func:`sleepscorer.scoring.proposals.stages_fingerprint`.
        """
        change = proposal_run(self._events, self._rejected, proposed, author)
        return self._with_searched(
            change, dict.fromkeys(searched, author) | self.searched_by_people, searched_on
        )

    def search_events(self, kinds: Collection[EventKind], author: Author) -> EventChange:
        """Return the change by which a person says of which kinds all events are marked.

        Parameters
        ----------
        kinds : collection of EventKind
            All of them: what is not among them was not looked for.
        author : Author
        """
        by_kind = {kind: self._searched.get(kind, author) for kind in EventKind if kind in kinds}
        return self._with_searched(EventChange((), (), author, now()), by_kind, self._searched_on)

    def _with_searched(
        self, change: EventChange, searched: Mapping[EventKind, Author], searched_on: str
    ) -> EventChange:
        if searched == self._searched and searched_on == self._searched_on:
            return change
        return replace(
            change,
            searched_before=dict(self._searched),
            searched_after=searched,
            searched_on_before=self._searched_on,
            searched_on_after=searched_on,
        )

    def write_comment(self, comment: str, author: Author) -> CommentChange:
        """Return the change that gives the night another comment."""
        return CommentChange(self._comment, comment, author, now())

    def mark(self, epoch: int, marks: EpochMarks, author: Author) -> MarkChange:
        """Return the change that gives an epoch other flags and another note."""
        return MarkChange(int(epoch), self.marks(epoch), marks, author, now())

    def _stage_change(
        self, epochs: Sequence[int], stages: Sequence[Stage], authors: Sequence[Author | None]
    ) -> StageChange:
        return StageChange(
            epochs=tuple(int(epoch) for epoch in epochs),
            before=tuple(Stage(int(self._stages[epoch])) for epoch in epochs),
            after=tuple(stages),
            author_before=tuple(self._authors[epoch] for epoch in epochs),
            author_after=tuple(authors),
            at=now(),
        )


def scoring_from_stages(stages: Sequence[int] | NDArray[np.integer], author: Author) -> Scoring:
    """Create a scoring from stages of any source, e.g. an imported hypnogram."""
    scoring = Scoring(len(stages))
    change = scoring._stage_change(
        range(len(stages)),
        [Stage(int(stage)) for stage in stages],
        [None if stage == Stage.UNSCORED else author for stage in stages],
    )
    scoring.apply(change)
    return scoring


def _read_only(values: NDArray[Any]) -> NDArray[Any]:
    view = values.view()
    view.flags.writeable = False
    return view
