"""Messages: templates with values, formatted in English at once."""

from __future__ import annotations

import copy
import errno
import json
import pickle
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from sleepscorer import errors
from sleepscorer.errors import RecordingError, SleepscorerError
from sleepscorer.messages import Message, joined, message_of, reason, with_text
from sleepscorer.stages import Stage

EMPTY = Message("{path} holds {hours:.1f} h of {labels} ({why}).", path=Path("a.edf"), hours=np.float32(2.5),
                labels=["C3", "C4"], why=Message("no such file or directory"))  # fmt: skip


def test_a_message_is_its_text_in_english() -> None:
    text = "a.edf holds 2.5 h of C3, C4 (no such file or directory)."
    assert text == EMPTY
    assert hash(EMPTY) == hash(text)
    assert f"{EMPTY}\n" == f"{text}\n"
    assert json.loads(json.dumps([EMPTY])) == [text]
    assert EMPTY.values == {"path": "a.edf", "hours": 2.5, "labels": ("C3", "C4"), "why": EMPTY.values["why"]}


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda message: pickle.loads(pickle.dumps(message)), str]
)
def test_template_and_values_survive_copies_processes_and_str(again) -> None:
    made = again(EMPTY)
    assert (made, made.template, made.values) == (EMPTY, EMPTY.template, EMPTY.values)
    assert isinstance(made.values["why"], Message)


def test_values_are_plain_whatever_is_given() -> None:
    at = datetime(2020, 1, 2, 3, 4)
    message = Message(
        "{at:%H:%M} {count} {stage} {error}",
        at=at,
        count=np.int64(3),
        stage=Stage.N2,
        error=ValueError(EMPTY),
    )
    assert message == f"03:04 3 {Stage.N2} {EMPTY}"
    assert [type(value) for value in message.values.values()] == [datetime, int, str, Message]


def test_the_message_of_an_error_keeps_its_values() -> None:
    error = RecordingError(EMPTY)
    assert isinstance(error.message, Message)
    assert isinstance(str(error), Message)
    assert message_of(OSError(errno.EACCES, "Permission denied", "a")) == "[Errno 13] Permission denied: 'a'"
    assert SleepscorerError("plain").message == "plain"


def test_another_path_is_put_into_every_value() -> None:
    inner = Message("{path} is a folder", path="/tmp/sheet.csv")
    message = Message("{path}: {why}; {all}", path=Path("/tmp/sheet.csv"), why=inner, all=["x", inner])
    assert (
        with_text(message, "/tmp/sheet.csv", "a.xlsx") == "a.xlsx: a.xlsx is a folder; x, a.xlsx is a folder"
    )


def test_sentences_are_joined_without_losing_their_templates() -> None:
    message = joined([EMPTY, "More was said. {so}"])
    assert message == f"{EMPTY} More was said. {{so}}"
    assert EMPTY in message.values.values()
    assert joined([]) == ""


@pytest.mark.parametrize(
    "number", [errno.EACCES, errno.ENOENT, errno.ENOSPC, errno.EISDIR, errno.EROFS, errno.EIO]
)
def test_what_the_system_says_stays_as_it_was(number: int) -> None:
    import os

    assert reason(OSError(number, os.strerror(number))) == os.strerror(number).lower()
    assert isinstance(reason(OSError(number, os.strerror(number))), Message)


def test_a_reason_that_is_not_known_is_passed_on() -> None:
    assert reason(OSError(errno.ELOOP, "Too many links")) == "too many links"
    assert reason(OSError("The archive is odd")) == "the archive is odd"
    assert reason(ValueError(EMPTY)) is EMPTY


@pytest.mark.parametrize("kind", [
    kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, SleepscorerError)
])  # fmt: skip
def test_every_error_comes_back_from_a_worker(kind: type[SleepscorerError]) -> None:
    more = {"UnknownWordsError": ((("x", 2),),), "UnknownKeyError": ((1, 2),), "DivergedError": (("v",),)}
    error = kind(EMPTY, *more.get(kind.__name__, ()))
    made = pickle.loads(pickle.dumps(error))
    assert type(made) is kind
    assert isinstance(made.message, Message)
    assert (made.message, vars(made)) == (EMPTY, vars(error))
