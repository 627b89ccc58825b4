"""Hypnogram of the labels of a file: one rule for every format (decision 10).

A reader knows its grammar; what the words are, how long a stage lasts and what has to be refused or said
is decided here, alike for all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from sleepscorer.edf.tal import Annotation
from sleepscorer.errors import HypnogramError, UnknownWordsError
from sleepscorer.formats.durations import durations_of, free_parts, is_on_grid
from sleepscorer.formats.hypnogram import TOLERANCE_S, Hypnogram
from sleepscorer.formats.number_keys import KEYS, KEYS_SAID, key_for, number_of
from sleepscorer.formats.runs import Run, hypnogram_of_list, hypnogram_of_runs
from sleepscorer.formats.timed_labels import Labels, TimedLabel, Vocabulary
from sleepscorer.messages import Message, joined
from sleepscorer.scoring import Event, Lights
from sleepscorer.scoring.event_words import event_of_words, kind_of_words
from sleepscorer.scoring.lights import lights_between, lights_word, mentions_lights
from sleepscorer.scoring.proposal_texts import is_proposal_text, with_proposals
from sleepscorer.stages import EPOCH_SECONDS, Stage, stage_among_events, stage_from_text
from sleepscorer.vocabulary import RECORDING_MARKS, folded

_STANDARD = ("sleep stage", "movement time")
_MOST_WORDS = 3
"""Words of a text that can be the name of a stage."""
_MOST_NAMED = 5
"""Unknown words that a sentence names."""
_FEWEST_OUTSIDE = 2
"""Times that an unknown word has to stand outside the scored night to look like a stage."""
_TILED = 0.8
"""Part of its span that numbers among events have to fill to be stages."""

Words = Mapping[str, Stage]
"""Stages of words that the user has said."""


@dataclass(frozen=True, slots=True)
class _Staged:
    """A label with its stage, and whether its text is a standard one of EDF+."""

    label: TimedLabel
    stage: Stage
    is_standard: bool = False


def resolve(
    labels: Labels,
    path: Path,
    *,
    epoch_seconds: float | None = None,
    key: str | None = None,
    words: Words | None = None,
) -> Hypnogram:
    """Make a hypnogram of a file's labels.

    Parameters
    ----------
    labels : Labels
    path : Path
        Names the file in a sentence.
    epoch_seconds : float, optional
        Length of an epoch, counted where the file says none.
    key : str, optional
        Key to plain numbers, one of :data:`~sleepscorer.formats.number_keys.KEYS`; what the format
        fixes counts before it.
    words : mapping of str to Stage, optional
        Stages of words that are none we know.

    Returns
    -------
    Hypnogram

    Raises
    ------
    UnknownWordsError
        If words stand where stages would and are none that is known.
    UnknownKeyError
        If numbers contradict the key they are read by.
    HypnogramError
        In one sentence, if there is no stage, or if times do not fit together.
    """
    known = {folded(word): stage for word, stage in (words or {}).items()}
    resolver = _Resolver(labels, path, labels.key or key, known)
    are_listed = labels.items and all(label.start_s is None for label in labels.items)
    if are_listed or (not labels.items and labels.vocabulary is Vocabulary.STAGES):
        return resolver.of_list(epoch_seconds)
    return resolver.of_times()


class _Resolver:
    def __init__(self, labels: Labels, path: Path, key: str | None, words: Words) -> None:
        self._labels = labels
        self._path = path
        self._key = key
        self._words = words
        self._says_key = True
        self._notices = list(labels.notices)

    def of_list(self, epoch_seconds: float | None) -> Hypnogram:
        """Resolve epochs one after the other, as the file lists them."""
        labels, length_s = self._labels, self._epoch_seconds(epoch_seconds)
        stages = self._of_column()
        read = hypnogram_of_list(
            stages,
            self._path,
            labels.source,
            epoch_seconds=length_s,
            start=labels.start,
            warnings=self._notices,
            from_recording_start=labels.from_recording_start,
        )
        return replace(read, says_key=self._says_key)

    def of_times(self) -> Hypnogram:
        """Put stages where their times put them, with the lights and events beside them."""
        labels = self._labels
        if labels.vocabulary is Vocabulary.STAGES:
            stages = self._of_column()
            staged = [_Staged(label, stage) for label, stage in zip(labels.items, stages, strict=True)]
            rest = list(labels.beside)
        else:
            staged, rest = self._among_events()
        lights, rest = self._lights(rest)
        if not staged:
            self._refuse_if_words_are_stages(rest)
        runs = self._runs(staged)
        self._refuse_unknown(rest, runs)
        self._refuse_unknown_changes(rest, staged)
        read = hypnogram_of_runs(
            runs,
            self._path,
            labels.source,
            start=labels.start,
            lights=lights,
            events=_events(rest),
            warnings=self._notices,
            from_recording_start=labels.from_recording_start,
        )
        return replace(read, says_key=self._says_key)

    def _epoch_seconds(self, given_s: float | None) -> float | None:
        said_s = self._labels.epoch_seconds
        if said_s is not None and given_s is not None and abs(said_s - given_s) > TOLERANCE_S:
            self._notices.append(
                Message(
                    "The file says that its epochs last {length:g} s; the {given:g} s given were not used.",
                    length=said_s,
                    given=given_s,
                )
            )
        return given_s if said_s is None else said_s

    # What the words are

    def _of_column(self) -> list[Stage]:
        """Stages of labels each of which is one: words, or numbers by their key."""
        items = self._labels.items
        numbers = self._numbers(items)
        stages = [
            numbers.get(index, self._stage(label.text)) if numbers else self._stage(label.text)
            for index, label in enumerate(items)
        ]
        unknown = Counter(
            label.text.strip() for label, stage in zip(items, stages, strict=True) if stage is None
        )
        if unknown:
            self._refuse_words(unknown, items)
        return [stage for stage in stages if stage is not None]

    def _stage(self, text: str) -> Stage | None:
        word = text.strip()
        if not word:
            return Stage.UNSCORED
        stage = stage_from_text(word)
        return self._words.get(folded(word)) if stage is None or folded(word) in self._words else stage

    def _numbers(self, items: Sequence[TimedLabel]) -> dict[int, Stage]:
        """Stages of a night of numbers, by their places; empty where words are among them.

        What is left out, such as a blank or ``nan``, does not keep numbers from being numbers.
        """
        values = {index: number_of(label.text) for index, label in enumerate(items)}
        for index, label in enumerate(items):
            is_blank = values[index] is None and stage_from_text(label.text or "?") is Stage.UNSCORED
            if not is_blank and values[index] is None:
                return {}
        numbers = {index: value for index, value in values.items() if value is not None}
        if not numbers:
            return {}
        lines = [items[index].line for index in numbers]
        key, is_guess = key_for(list(numbers.values()), self._key, self._path, lines)
        if self._labels.key is None:
            self._notices.append(Message("The numbers were read as {key}.", key=KEYS_SAID[key]))
        self._says_key = self._says_key and not is_guess
        return {index: KEYS[key][value] for index, value in numbers.items()}

    def _among_events(self) -> tuple[list[_Staged], list[TimedLabel]]:
        """Labels that are stages, and the rest."""
        staged: list[_Staged] = []
        loose: list[tuple[TimedLabel, Stage]] = []
        rest: list[TimedLabel] = []
        numbers: list[TimedLabel] = []
        for label in self._labels.items:
            stage = self._words.get(folded(label.text), stage_among_events(label.text))
            if stage is not None:
                staged.append(_Staged(label, stage, label.text.strip().lower().startswith(_STANDARD)))
            elif number_of(label.text) is not None:
                numbers.append(label)
            elif (weak := stage_from_text(label.text)) is not None:
                loose.append((label, weak))
            else:
                rest.append(label)
        scored = any(item.stage is not Stage.UNSCORED for item in staged)
        if numbers and not scored and _are_epochs(numbers):
            by_place = self._numbers(numbers)
            staged += [_Staged(numbers[index], stage) for index, stage in by_place.items()]
        elif numbers and self._mixes(numbers, staged):
            staged += [_Staged(label, Stage(stage_from_text(label.text) or 0)) for label in numbers]
        else:
            rest += numbers
        return self._with_loose(staged, loose, rest)

    def _mixes(self, numbers: Sequence[TimedLabel], staged: Sequence[_Staged]) -> bool:
        """Whether words and numbers are stages of one night, as ``W 1 2 3 4 R``."""
        if not staged or any(stage_from_text(label.text) is None for label in numbers):
            return False
        return all(self._looks_staged(label, staged) for label in numbers)

    def _with_loose(
        self, staged: list[_Staged], loose: list[tuple[TimedLabel, Stage]], rest: list[TimedLabel]
    ) -> tuple[list[_Staged], list[TimedLabel]]:
        sure = list(staged)
        for label, stage in loose:
            if kind_of_words(label.text) is None and self._looks_staged(label, sure):
                staged.append(_Staged(label, stage))
            else:
                rest.append(label)
        return staged, rest

    def _looks_staged(self, label: TimedLabel, staged: Sequence[_Staged]) -> bool:
        """Whether a label lasts as stages of the file do, where none of them stands."""
        lengths = {round(item.label.duration_s or 0.0, 3) for item in staged}
        length_s = round(label.duration_s or 0.0, 3)
        if not lengths or (length_s not in lengths and length_s % EPOCH_SECONDS != 0):
            return False
        if (length_s == 0) != (0 in lengths):
            return False
        start_s = label.start_s or 0.0
        return not any(
            (item.label.start_s or 0.0) - TOLERANCE_S < start_s < _stop(item.label) - TOLERANCE_S
            or abs((item.label.start_s or 0.0) - start_s) <= TOLERANCE_S
            for item in staged
        )

    def _lights(self, rest: Sequence[TimedLabel]) -> tuple[Lights, list[TimedLabel]]:
        off: list[float] = []
        on: list[float] = []
        others: list[TimedLabel] = []
        for label in rest:
            kind = lights_word(label.text)
            if kind is None or label.start_s is None:
                others.append(label)
                if kind is None and mentions_lights(label.text):
                    self._notices.append(_lights_unsure(label.text.strip()[:40]))
            else:
                (off if kind == "off" else on).append(label.start_s)
        return lights_between(off, on), others

    # How long they last

    def _runs(self, staged: Sequence[_Staged]) -> list[Run]:
        """Runs in the order of onset, the standard texts of EDF+ over any others."""
        ordered = sorted(staged, key=lambda item: item.label.start_s or 0.0)
        timed = [(item.label.start_s or 0.0, item.label.duration_s, item.stage) for item in ordered]
        lengths, notices = durations_of(
            timed, self._path, stop_s=self._labels.stop_s, needs_end=self._labels.needs_end
        )
        self._notices += notices
        runs = [(start, length, stage) for (start, _, stage), length in zip(timed, lengths, strict=True)]
        standard = [run for run, item in zip(runs, ordered, strict=True) if item.is_standard]
        if not standard or len(standard) == len(runs):
            return runs
        kept = list(standard)
        for run, item in zip(runs, ordered, strict=True):
            if not item.is_standard:
                kept += free_parts(run, standard)
        return sorted(kept, key=lambda run: run[0])

    # What is refused

    def _refuse_if_words_are_stages(self, rest: Sequence[TimedLabel]) -> None:
        """Refuse a file without a stage: by its epoch-long words, where it has such."""
        long = Counter(
            label.text.strip()
            for label in rest
            if label.duration_s and label.duration_s % 10 == 0 and kind_of_words(label.text) is None
        )
        known = sum(long.values())
        if known >= 3 and known * 2 >= len(self._labels.items):
            self._refuse_words(long, ())
        total = len(self._labels.items)
        sentence = Message(
            "{path} holds no sleep stage among its {count} annotations; choose the file that "
            "holds the scoring.",
            path=self._path,
            count=total,
        )
        raise HypnogramError(joined([sentence, *self._labels.notices]))

    def _refuse_unknown(self, rest: Sequence[TimedLabel], runs: Sequence[Run]) -> None:
        """Refuse words that stand as long as an epoch where no stage is, and are none we know."""
        if not runs:
            return
        first_s, last_s = runs[0][0], max(start + length for start, length, _ in runs)
        inside: Counter[str] = Counter()
        outside: Counter[str] = Counter()
        free = _FreePlaces(runs)
        for label in rest:
            if label.start_s is None or not free.holds(label) or not self._may_be_a_stage(label, runs):
                continue
            is_inside = first_s - TOLERANCE_S <= label.start_s <= last_s + TOLERANCE_S
            (inside if is_inside else outside)[label.text.strip()] += 1
        inside.update({word: count for word, count in outside.items() if count >= _FEWEST_OUTSIDE})
        if inside:
            self._refuse_words(inside, rest)

    def _refuse_unknown_changes(self, rest: Sequence[TimedLabel], staged: Sequence[_Staged]) -> None:
        """Refuse words without a duration that begin where an epoch does, among stages without one."""
        if len(staged) < 2 or any(item.label.duration_s for item in staged):
            return
        onsets = [item.label.start_s or 0.0 for item in staged]
        zero_s, last_s = min(onsets), max(onsets)
        if not all(_is_whole(onset - zero_s) for onset in onsets):
            return
        taken = {round(onset, 1) for onset in onsets}
        unknown: Counter[str] = Counter()
        doubtful: set[str] = set()
        for label in rest:
            word, start_s = label.text.strip(), label.start_s
            if not word or start_s is None or label.duration_s or kind_of_words(word) is not None:
                continue
            if not _is_whole(start_s - zero_s) or round(start_s, 1) in taken or start_s < zero_s:
                doubtful.add(word)
            elif len(folded(word).split()) <= _MOST_WORDS and start_s <= last_s + EPOCH_SECONDS:
                unknown[word] += 1
        unknown = Counter({word: count for word, count in unknown.items() if word not in doubtful})
        if unknown:
            self._refuse_words(unknown, rest)

    def _may_be_a_stage(self, label: TimedLabel, runs: Sequence[Run]) -> bool:
        if kind_of_words(label.text) is not None or is_proposal_text(label.text) or not label.text.strip():
            return False
        return bool(label.duration_s) and is_on_grid((label.start_s or 0.0, label.duration_s or 0.0), runs)

    def _refuse_words(self, unknown: Counter[str], items: Sequence[TimedLabel]) -> None:
        counts = {word: f" ({count})" if count > 1 else "" for word, count in unknown.items()}
        named = ", ".join(f"{word[:40]!r}{counts[word]}" for word, _ in unknown.most_common(_MOST_NAMED))
        if len(unknown) > _MOST_NAMED:
            named = Message("{words} and {count} others", words=named, count=len(unknown) - _MOST_NAMED)
        line = next((label.line for label in items if label.line and label.text.strip() in unknown), None)
        where = Message(", line {line}", line=line) if line else ""
        word = next(iter(unknown))[:20]
        sentence = Message(
            "{path}{where}: {words} is no sleep stage we know; say what it stands for (such as "
            "{word}=N3), or write W, N1, N2, N3, R or ?.",
            path=self._path,
            where=where,
            words=named,
            word=word,
        )
        if len(unknown) > 1:
            sentence = Message(
                "{path}{where}: {words} are no sleep stages we know; say what they stand for (such "
                "as {word}=N3), or write W, N1, N2, N3, R or ?.",
                path=self._path,
                where=where,
                words=named,
                word=word,
            )
        raise UnknownWordsError(sentence, tuple(unknown.most_common()))


class _FreePlaces:
    """Places of a night where no stage stands."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._ends: list[tuple[float, float]] = []
        for start, length, _ in sorted(runs, key=lambda run: run[0]):
            if self._ends and start <= self._ends[-1][1] + TOLERANCE_S:
                self._ends[-1] = (self._ends[-1][0], max(self._ends[-1][1], start + length))
            else:
                self._ends.append((start, start + length))
        self._starts = [start for start, _ in self._ends]

    def holds(self, label: TimedLabel) -> bool:
        """Tell whether a label stands where no stage does, over most of its length."""
        from bisect import bisect_right

        at = (label.start_s or 0.0) + TOLERANCE_S
        before = bisect_right(self._starts, at) - 1
        return before < 0 or self._ends[before][1] <= at


def _lights_unsure(text: str) -> str:
    return Message(
        "The text {text!r} speaks of the lights, but was not taken for lights off or on.", text=text
    )


def _events(rest: Sequence[TimedLabel]) -> tuple[Event, ...]:
    """Events by their standard texts or by the words of other programs; those of no kind keep their words."""
    events = {
        event_of_words(label.text, label.channel, label.start_s, label.duration_s or 0.0)
        for label in rest
        if label.start_s is not None and _is_event(label.text)
    }
    annotations = [
        Annotation(
            label.start_s, label.duration_s, label.text + (f"@@{label.channel}" if label.channel else "")
        )
        for label in rest
        if label.start_s is not None
    ]
    return with_proposals(sorted(events, key=lambda event: event.order), annotations)


def _is_event(text: str) -> bool:
    return bool(text.strip()) and folded(text) not in RECORDING_MARKS and not is_proposal_text(text)


def _is_whole(seconds: float) -> bool:
    """Whether a time is one of whole epochs."""
    return abs(seconds - EPOCH_SECONDS * round(seconds / EPOCH_SECONDS)) <= TOLERANCE_S


def _stop(label: TimedLabel) -> float:
    return (label.start_s or 0.0) + (label.duration_s or 0.0)


def _are_epochs(numbers: Sequence[TimedLabel]) -> bool:
    """Whether numbers among events follow each other as epochs or runs do, rather than stand as markers."""
    if len(numbers) < 2:
        return bool(numbers[0].duration_s and numbers[0].duration_s % EPOCH_SECONDS == 0)
    ordered = sorted(numbers, key=lambda label: label.start_s or 0.0)
    span_s = _stop(ordered[-1]) - (ordered[0].start_s or 0.0)
    if all(label.duration_s for label in ordered):
        return sum(label.duration_s or 0.0 for label in ordered) >= _TILED * span_s
    steps = [(second.start_s or 0.0) - (first.start_s or 0.0) for first, second in pairwise(ordered)]
    return max(steps) - min(steps) <= TOLERANCE_S and min(steps) >= 5
