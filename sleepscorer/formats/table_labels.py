"""Labels of a table: what its columns say of time places its stages, or it is refused."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sleepscorer.errors import HypnogramError
from sleepscorer.formats import table_columns as names_of
from sleepscorer.formats.clock_times import ClockTime, clock_time, day_of, moments
from sleepscorer.formats.durations import constant_step
from sleepscorer.formats.event_table import with_origins
from sleepscorer.formats.numbers import seconds_of
from sleepscorer.formats.runs import MOST_EPOCHS
from sleepscorer.formats.table_columns import Column, column
from sleepscorer.formats.table_doubts import (
    Table,
    refuse_takers_of_turns,
    refuse_two_of_a_name,
    refuse_unnamed_times,
)
from sleepscorer.formats.timed_labels import Labels, TimedLabel, Vocabulary
from sleepscorer.messages import Message
from sleepscorer.stages import EPOCH_SECONDS

_FROM_ZERO = Message("The times of the table begin at 00:00:00 and were counted from the recording's start.")
_SHORTEST_S = 5.0


def has_labels(names: Sequence[str]) -> bool:
    """Tell whether a row of names has a column of stages, or one of events with their times."""
    if column(names, names_of.STAGE) is not None:
        return True
    is_timed = column(names, names_of.ONSET | names_of.TIME) is not None
    return is_timed and column(names, names_of.EVENT | names_of.EVENT_LOOSE) is not None


def labels_of_table(table: Table) -> Labels:
    """Read the labels of a table.

    Raises
    ------
    HypnogramError
        In one sentence, if its rows cannot be placed or are of several nights or scorers.
    """
    _refuse_several(table)
    events, duration = table.column(names_of.EVENT), table.column(names_of.DURATION)
    stages = table.column(names_of.STAGE)
    if events is None and stages is None:
        events = table.column(names_of.EVENT_LOOSE)
    if events is not None and (duration is not None or stages is None):
        chosen, vocabulary = events, Vocabulary.EVENTS
    else:
        assert stages is not None
        chosen, vocabulary = stages, Vocabulary.STAGES
        for number, row in table.rows:
            if chosen.index >= len(row):
                raise HypnogramError(
                    Message(
                        "{path}, line {line}, has no stage; complete it and read it again.",
                        path=table.path,
                        line=number,
                    )
                )
    texts = table.cells(chosen)
    labels = _placed(table, texts, vocabulary)
    return with_origins(labels, table.names, [row for _, row in table.rows])


def _placed(table: Table, texts: Sequence[str], vocabulary: Vocabulary) -> Labels:
    """Labels where the surest columns of time put them."""
    by_epochs = _of_epoch_spans(table)
    if by_epochs is not None:
        return _labels(table, texts, vocabulary, *by_epochs)
    onset = table.column(names_of.ONSET) or table.column(names_of.TIME)
    if onset is not None and any(table.cells(onset)):
        return _of_onsets(table, texts, vocabulary, onset)
    stop = table.column(names_of.STOP)
    duration = table.column(names_of.DURATION)
    if duration is not None or stop is not None:
        lengths = _lengths_alone(table, duration, stop)
        if lengths is not None:
            return _labels(table, texts, vocabulary, *lengths)
    return _in_turn(table, texts, vocabulary)


def _labels(
    table: Table,
    texts: Sequence[str],
    vocabulary: Vocabulary,
    starts: Sequence[float],
    lengths: Sequence[float | None],
) -> Labels:
    items = tuple(
        TimedLabel(text, start, length, number)
        for (number, _), text, start, length in zip(table.rows, texts, starts, lengths, strict=True)
    )
    return Labels(
        items,
        "CSV",
        epoch_seconds=table.epoch_seconds,
        from_recording_start=True,
        vocabulary=vocabulary,
        needs_end=True,
        notices=tuple(table.notices),
    )


def _of_onsets(table: Table, texts: Sequence[str], vocabulary: Vocabulary, onset: Column) -> Labels:
    cells = table.cells(onset)
    clocks = [clock_time(cell, table.notices) for cell in cells]
    if all(clock is not None for clock in clocks):
        return _of_clocks(table, texts, vocabulary, [clock for clock in clocks if clock is not None])
    starts = _numbers(table, onset)
    if min(starts) > MOST_EPOCHS * EPOCH_SECONDS:
        raise HypnogramError(
            Message(
                "{path}: its times begin at {seconds:.0f} s, as where they count from 1970 in no "
                "time zone that is said; write clock times, or seconds from the recording's start.",
                path=table.path,
                seconds=min(starts),
            )
        )
    _check_order(table, starts, vocabulary)
    lengths = _lengths(table, starts)
    is_time = table.column(names_of.ONSET) is None
    if is_time and all(length is None for length in lengths):
        return _of_bare_times(table, texts, vocabulary, onset, starts)
    _check_unit(table, starts, lengths, onset, vocabulary)
    return _labels(table, texts, vocabulary, starts, lengths)


def _of_clocks(
    table: Table, texts: Sequence[str], vocabulary: Vocabulary, clocks: Sequence[ClockTime]
) -> Labels:
    dates = table.column(names_of.DATE)
    if dates is not None:
        days = [day_of(cell, "", table.notices) for cell in table.cells(dates)]
        clocks = [
            ClockTime(clock.since_midnight, clock.day or day) for clock, day in zip(clocks, days, strict=True)
        ]
    step_s = _usual_step(clocks)
    at = moments(clocks, table.day, table.notices, step_s if vocabulary is Vocabulary.STAGES else None)
    starts = [(moment - at[0]).total_seconds() for moment in at]
    _check_order(table, starts, vocabulary)
    lengths = _lengths(table, starts, at[0].timestamp())
    labels = _labels(table, texts, vocabulary, starts, lengths)
    from dataclasses import replace

    if not clocks[0].since_midnight and clocks[0].day is None and table.day is None:
        return replace(labels, notices=(*table.notices, _FROM_ZERO))
    return replace(labels, start=at[0], from_recording_start=False, notices=tuple(table.notices))


def _usual_step(clocks: Sequence[ClockTime]) -> float | None:
    if len(clocks) < 3:
        return None
    steps = sorted(
        (after.since_midnight - before.since_midnight).total_seconds() for before, after in pairwise(clocks)
    )
    return steps[len(steps) // 2]


def _of_bare_times(
    table: Table, texts: Sequence[str], vocabulary: Vocabulary, onset: Column, times: Sequence[float]
) -> Labels:
    """Labels of a column ``Time``: ends of runs as Visbrain writes them behind the stage, else starts."""
    stage = table.column(names_of.STAGE)
    step_s = constant_step(times)
    follows = stage is not None and onset.index == stage.index + 1 and len(table.names) == 2
    if follows and times and times[0] > 0 and step_s is None:
        starts = [0.0, *times[:-1]]
        return _labels(
            table,
            texts,
            vocabulary,
            starts,
            [stop - start for start, stop in zip(starts, times, strict=True)],
        )
    if times and times[0] > 0 and (step_s is None or abs(times[0] - step_s) < 1e-6):
        raise HypnogramError(
            Message(
                "{path} does not say whether its times are where stages start or end; name the "
                "column onset or end.",
                path=table.path,
            )
        )
    _check_unit(table, times, [None] * len(times), onset, vocabulary)
    return _labels(table, texts, vocabulary, times, [None] * len(times))


def _lengths(table: Table, starts: Sequence[float], zero: float | None = None) -> list[float | None]:
    """Length of each row by its duration, or its end; None where it has neither."""
    duration, stop = table.column(names_of.DURATION), table.column(names_of.STOP)
    if duration is not None and any(table.cells(duration)):
        return [_length(table, cell, duration, number) for cell, number in _numbered(table, duration)]
    if stop is None or not any(table.cells(stop)):
        return [None] * len(starts)
    cells = table.cells(stop)
    clocks = [clock_time(cell) for cell in cells]
    if zero is not None and all(clock is not None for clock in clocks):
        begin = table.column(names_of.ONSET) or table.column(names_of.TIME)
        assert begin is not None
        starting = [clock_time(cell) for cell in table.cells(begin)]
        return [
            (ends.since_midnight - begins.since_midnight).total_seconds() % 86_400
            for begins, ends in zip(starting, clocks, strict=True)
            if begins is not None and ends is not None
        ]
    ends_s = _numbers(table, stop)
    return [end - start for start, end in zip(starts, ends_s, strict=True)]


def _numbered(table: Table, chosen: Column) -> list[tuple[str, int]]:
    return list(zip(table.cells(chosen), (number for number, _ in table.rows), strict=True))


def _length(table: Table, cell: str, chosen: Column, number: int) -> float | None:
    if cell.lower() in ("", "n/a", "nan"):
        return None
    clock = clock_time(cell)
    return clock.since_midnight.total_seconds() if clock else _number(table, cell, chosen, number)


def _lengths_alone(
    table: Table, duration: Column | None, stop: Column | None
) -> tuple[list[float], list[float | None]] | None:
    """Starts and lengths of rows that follow each other, by their lengths or their ends."""
    if duration is not None:
        lengths = [_length(table, cell, duration, number) for cell, number in _numbered(table, duration)]
        if any(length is None for length in lengths) or len(set(lengths)) <= 1:
            return None
        starts = [0.0]
        for length in lengths[:-1]:
            starts.append(starts[-1] + (length or 0.0))
        _check_unit(table, starts, lengths, duration, Vocabulary.STAGES)
        return starts, lengths
    assert stop is not None
    if any(clock_time(cell) for cell in table.cells(stop)):
        raise HypnogramError(
            Message(
                "{path} says when stages end and not when the first one starts; add a column onset.",
                path=table.path,
            )
        )
    ends = _numbers(table, stop)
    if not ends:
        return None
    starts = [0.0, *ends[:-1]]
    return starts, [end - start for start, end in zip(starts, ends, strict=True)]


def _of_epoch_spans(table: Table) -> tuple[list[float], list[float | None]] | None:
    """Starts and lengths of rows that name their first and last epoch, from 1 or from 0."""
    first, last = table.column(names_of.EPOCH_START), table.column(names_of.EPOCH_STOP)
    if first is None:
        return None
    length_s = table.epoch_seconds or float(EPOCH_SECONDS)
    firsts = _numbers(table, Column(first.index))
    zero = 0.0 if firsts and firsts[0] == 0 else 1.0
    starts = [(value - zero) * length_s for value in firsts]
    duration = table.column(names_of.DURATION)
    if last is None:
        if duration is None:
            return starts, [None] * len(starts)
        return starts, _lengths(table, starts)
    lasts = _numbers(table, Column(last.index))
    shared = any(stop == start for stop, (_, start) in zip(lasts[:-1], pairwise(firsts), strict=True))
    more = 0.0 if shared else 1.0
    return starts, [(stop - start + more) * length_s for start, stop in zip(firsts, lasts, strict=True)]


def _in_turn(table: Table, texts: Sequence[str], vocabulary: Vocabulary) -> Labels:
    """Rows that are epochs one after the other, but for those their numbers leave out."""
    items = [TimedLabel(text, line=number) for (number, _), text in zip(table.rows, texts, strict=True)]
    epochs = table.column(names_of.EPOCH)
    if epochs is not None and any(clock_time(cell) for cell in table.cells(epochs)):
        return _of_onsets(table, texts, vocabulary, epochs)
    refuse_unnamed_times(table, epochs)
    places = _places(table, epochs) if epochs is not None else None
    if places is not None:
        by_place = dict(zip(places, items, strict=True))
        items = [by_place.get(index, TimedLabel("?")) for index in range(max(by_place, default=-1) + 1)]
    return Labels(
        tuple(items),
        "CSV",
        epoch_seconds=table.epoch_seconds,
        vocabulary=Vocabulary.STAGES,
        notices=tuple(table.notices),
    )


def _places(table: Table, epochs: Column) -> list[int] | None:
    """Epoch of each row, from 0; None where the column numbers no epochs.

    Raises
    ------
    HypnogramError
        If the numbers begin again, as where a table holds several nights, or keep no step.
    """
    try:
        values = [seconds_of(cell.replace(",", ".")) for cell in table.cells(epochs)]
    except ValueError:
        return None
    if not values or not all(value.is_integer() for value in values):
        return None
    numbers = [int(value) for value in values]
    steps = [after - before for before, after in pairwise(numbers)]
    if not any(steps):
        return None
    back = next((index for index, step in enumerate(steps) if step < 1), None)
    if back is not None:
        line = table.rows[back + 1][0]
        raise HypnogramError(
            Message(
                "{path}, line {line}: epoch {after} follows epoch {before}; keep one night in a "
                "file, in order.",
                path=table.path,
                line=line,
                after=numbers[back + 1],
                before=numbers[back],
            )
        )
    if min(steps) > 1 and len(set(steps)) == 1 and min(steps) >= _SHORTEST_S:
        return None  # seconds
    if 2 * steps.count(1) < len(steps):
        raise HypnogramError(
            Message(
                "{path}: the numbers of its epochs keep no step, so a row may be a change of "
                "stage; add a column with the last epoch or the duration of each.",
                path=table.path,
            )
        )
    first = 0 if numbers[0] == 0 else 1
    places = [number - first for number in numbers]
    n_missing = places[-1] + 1 - len(places)
    if not 0 <= places[0] <= places[-1] < MOST_EPOCHS:
        raise HypnogramError(
            Message(
                "{path} numbers its epochs up to {number}; correct the numbers in it.",
                path=table.path,
                number=places[-1] + 1,
            )
        )
    if n_missing:
        table.notices.append(
            Message("The table leaves out {count} epochs; they are unscored.", count=n_missing)
        )
    return places


def _numbers(table: Table, chosen: Column) -> list[float]:
    return [_number(table, cell, chosen, number) for cell, number in _numbered(table, chosen)]


def _number(table: Table, cell: str, chosen: Column, line: int) -> float:
    try:
        return seconds_of(cell.replace(",", ".").removesuffix("s").strip()) * (chosen.unit_s or 1.0)
    except ValueError:
        raise HypnogramError(
            Message(
                "{path}, line {line}: {text!r} is no time; write seconds or hh:mm:ss.",
                path=table.path,
                line=line,
                text=cell[:40],
            )
        ) from None


def _check_order(table: Table, starts: Sequence[float], vocabulary: Vocabulary) -> None:
    """Refuse stages that go back in time or stand twice, as where two people scored."""
    if vocabulary is Vocabulary.EVENTS:
        return
    back = next((index for index, (first, second) in enumerate(pairwise(starts)) if second <= first), None)
    if back is not None:
        raise HypnogramError(
            Message(
                "{path}, line {line}: its time is not after the one before; keep one night of one "
                "scorer in a file, in order.",
                path=table.path,
                line=table.rows[back + 1][0],
            )
        )


def _check_unit(
    table: Table,
    starts: Sequence[float],
    lengths: Sequence[float | None],
    chosen: Column,
    vocabulary: Vocabulary,
) -> None:
    """Refuse numbers that are no seconds by their size, where no name says their unit."""
    if chosen.unit_s is not None or vocabulary is Vocabulary.EVENTS or len(starts) < 2:
        return
    duration = table.column(names_of.DURATION)
    if duration is not None and duration.unit_s is not None:
        return
    steps = [after - before for before, after in pairwise(starts)]
    if min(steps) < _SHORTEST_S:
        raise HypnogramError(
            Message(
                "{path} does not say the unit of its times, and {step:g} is too short for seconds; "
                "name the column onset_s, onset_min or epoch.",
                path=table.path,
                step=min(steps),
            )
        )
    repeats = constant_step(starts) is None and all(length is None for length in lengths)
    cells = table.cells(table.column(names_of.STAGE) or chosen)
    if repeats and any(before == after for before, after in pairwise(cells)):
        raise HypnogramError(
            Message(
                "{path}: its rows keep no step, so they are neither epochs nor changes of stage; "
                "add a column with the duration of each.",
                path=table.path,
            )
        )


def _refuse_several(table: Table) -> None:
    """Refuse a table of several scorers or nights."""
    refuse_two_of_a_name(table)
    refuse_takers_of_turns(table)
    n_scorers = len(_values(table, names_of.SCORER))
    if n_scorers > 1:
        raise HypnogramError(
            Message(
                "{path} holds the stages of {count} scorers; keep those of one in a file.",
                path=table.path,
                count=n_scorers,
            )
        )
    n_nights = len(_values(table, names_of.NIGHT))
    if 1 < n_nights < len(table.rows) and table.column(names_of.EPOCH) is None:
        raise HypnogramError(
            Message(
                "{path} holds the stages of {count} nights; keep those of one in a file.",
                path=table.path,
                count=n_nights,
            )
        )


def _values(table: Table, wanted: frozenset[str]) -> set[str]:
    """Values of a column, each once; none where there is no such column."""
    chosen = table.column(wanted)
    return {cell for cell in table.cells(chosen) if cell} if chosen is not None else set()
