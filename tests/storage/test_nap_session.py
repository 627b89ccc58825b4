from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from sleepscorer.errors import StorageError
from sleepscorer.storage.nap_session import (
    NapProtocol,
    NapSession,
    keep_nap_session,
    read_nap_session,
    write_nap_session,
)

DAY = datetime(2024, 1, 15, 9)


@pytest.fixture
def session(tmp_path: Path) -> NapSession:
    folder = tmp_path / "day"
    (folder / "later").mkdir(parents=True)
    naps = [folder / "Müller-nap1.edf", folder / "later" / "nap2.edf"]
    for path in naps:
        path.touch()
    return NapSession(NapProtocol.MWT, tuple(naps))


def test_a_session_is_read_as_it_was_written_where_its_folder_has_gone(session, tmp_path):
    path = tmp_path / "day" / "naps.naps.json"
    write_nap_session(session, path)
    assert read_nap_session(path) == session
    assert json.loads(path.read_text("utf-8"))["recordings"] == ["Müller-nap1.edf", "later/nap2.edf"]
    shutil.move(tmp_path / "day", tmp_path / "elsewhere")
    moved = read_nap_session(tmp_path / "elsewhere" / "naps.naps.json")
    assert moved.protocol is NapProtocol.MWT
    assert moved.recordings[1] == tmp_path / "elsewhere" / "later" / "nap2.edf"


def test_a_session_is_named_by_protocol_and_day_alone_and_replaces_no_other(session):
    path = keep_nap_session(session, DAY)
    assert path == session.recordings[0].with_name("mwt-2024-01-15.naps.json")
    assert keep_nap_session(session, DAY) == path, "it holds the same"
    other = NapSession(NapProtocol.MWT, session.recordings[::-1])
    kept = keep_nap_session(NapSession(NapProtocol.MWT, session.recordings[:1]), DAY)
    assert kept.name == "mwt-2024-01-15-2.naps.json"
    assert read_nap_session(path) == session
    assert keep_nap_session(other, None).name == "mwt.naps.json"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "is no session file of naps"),
        (b"\xff\xfe", "is no session file of naps"),
        (b'["nap1.edf"]', "is no session file of naps"),
        (b'{"format": "sleepscorer naps", "version": 2}', "of a newer sleepscorer"),
        (b'{"format": "sleepscorer naps", "version": 1, "protocol": "MSLT"}', "names no recordings"),
        (
            b'{"format": "sleepscorer naps", "version": 1, "protocol": "PSG", "recordings": ["a.edf"]}',
            "neither MSLT nor MWT",
        ),
        (
            b'{"format": "sleepscorer naps", "version": 1, "protocol": "MSLT", "recordings": ["a.edf"]}',
            "a.edf, a nap of day.naps.json, is not there",
        ),
        (
            b'{"format": "sleepscorer naps", "version": 1, "protocol": "MSLT", "recordings": [".", "."]}',
            "names a recording twice",
        ),
    ],
)
def test_what_is_no_session_is_refused_with_the_cause(tmp_path, content, words):
    path = tmp_path / "day.naps.json"
    path.write_bytes(content)
    with pytest.raises(StorageError, match=words):
        read_nap_session(path)


def test_a_session_that_is_gone_is_refused(tmp_path):
    with pytest.raises(StorageError, match="could not be read"):
        read_nap_session(tmp_path / "gone.naps.json")
