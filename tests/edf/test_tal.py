from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sleepscorer.edf.tal import (
    Annotation,
    TalDoubts,
    decode_annotations,
    encode_tal,
    hold_no_text,
    plain_onsets,
    record_onset,
    with_texts_changed,
)

seconds = st.integers(0, 10**11).map(lambda us: us / 1e6)
texts = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), min_size=1, max_size=60)


@given(st.lists(st.tuples(seconds, st.booleans(), st.none() | seconds, texts), max_size=8))
def test_what_is_encoded_is_decoded(written):
    data = b"".join(encode_tal(-on if early else on, length, text) for on, early, length, text in written)
    found = list(decode_annotations(data + b"\0" * 5))
    assert [annotation.text for annotation in found] == [text for *_, text in written]
    for annotation, (onset, early, length, _) in zip(found, written, strict=True):
        assert annotation.onset_s == pytest.approx(-onset if early else onset, abs=1e-6)
        assert annotation.duration_s == (None if length is None else pytest.approx(length, abs=1e-6))


@given(st.text(max_size=40))
def test_control_characters_never_reach_the_file(text):
    tal = encode_tal(1.5, 30, text)
    body = tal.split(b"\x14", 1)[1].removesuffix(b"\x14\0")
    assert all(byte >= 32 for byte in body)
    assert body.decode("utf-8").replace(" ", "") == "".join(c for c in text if ord(c) >= 32).replace(" ", "")


@pytest.mark.parametrize(
    ("onset", "written"),
    [
        (0, b"+0"),
        (30, b"+30"),
        (1e-6, b"+0.000001"),
        (86_399.5, b"+86399.5"),
        (-2.25, b"-2.25"),
        (1e7, b"+10000000"),
    ],
)
def test_onsets_carry_a_sign_and_no_exponent(onset, written):
    assert encode_tal(onset) == written + b"\x14\x14\0"


def test_several_texts_share_one_onset():
    data = b"+0\x14\x14\0+30\x1530\x14Sleep stage N2\x14Arousal\x14\0"
    assert list(decode_annotations(data)) == [
        Annotation(30, 30, "Sleep stage N2"),
        Annotation(30, 30, "Arousal"),
    ]


def test_a_time_keeping_tal_gives_the_onset_and_no_text():
    data = b"+12.5\x14\x14\0"
    assert record_onset(data) == 12.5
    assert list(decode_annotations(data)) == []


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 20, b"+1;2\x14\x14\0", b"+\x14\x14\0", b"nonsense", b"+4\x14no time\x14\0"]
)
def test_a_broken_time_keeping_tal_gives_no_onset(data):
    assert record_onset(data) is None


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"caf\xe9", "café"),
        (b"Entf\xe4rbung", "Entfärbung"),
        (b"Desaturaci\xf3n \x9680%", "Desaturación –80%"),
        ("Éveil ☃".encode(), "Éveil ☃"),
        (b"\x81\xfc", "\x81ü"),
        (b"d\xe9saturation", "désaturation"),
        (b"H\xf8yre ben", "Høyre ben"),
        (b"L\xe5g s\xf6mn", "Låg sömn"),
        (b"Apn\xe9ia", "Apnéia"),
        (b"\x80 5", "€ 5"),
    ],
)
def test_a_text_is_utf_8_or_else_of_the_western_code_page(raw, text):
    (annotation,) = decode_annotations(b"+1\x14" + raw + b"\x14\0")
    assert annotation.text == text


@pytest.mark.parametrize(
    ("raw", "onset_s", "duration_s"),
    [
        (b"+60\x15-1\x14", 60, None),
        (b"+60\x15-1.000000\x14", 60, None),
        (b"+30\x15-5\x14", 30, None),
        (b"+31\x15\x14", 31, None),
        (b"+31\x15 \x14", 31, None),
        (b"+31\x15nan\x14", 31, None),
        (b"+31\x15n/a\x14", 31, None),
        (b"+31\x15inf\x14", 31, None),
        (b"+31\x151:30\x14", 31, None),
        (b"+30,5\x152,5\x14", 30.5, 2.5),
        (b"30\x14", 30, None),
        (b"30.25\x1530\x14", 30.25, 30),
        (b"+1e2\x14", 100, None),
        (b"+1.5E+02\x151e1\x14", 150, 10),
        (b"+00000000030\x14", 30, None),
        (b"+.5\x14", 0.5, None),
        (b"+7.\x15.5\x14", 7, 0.5),
        (b" +7 \x15 3 \x14", 7, 3),
        (b"-2\x15+4\x14", -2, 4),
        ("\u22122\x14".encode(), -2, None),
    ],
)
def test_onsets_and_durations_written_otherwise_are_read(raw, onset_s, duration_s):
    data = b"+0\x14\x14\0" + raw + b"text\x14\0" + b"+900\x14next\x14\0\0\0"
    assert list(decode_annotations(data)) == [
        Annotation(onset_s, duration_s, "text"),
        Annotation(900, None, "next"),
    ]


@pytest.mark.parametrize(
    "raw",
    [
        b"+30.5.5\x14text\x14",
        b"+3O\x14text\x14",
        b"+1:30:00\x14text\x14",
        b"\x1530\x14text\x14",
        b"+\x14text\x14",
        b"+-30\x14text\x14",
        b"+nan\x14text\x14",
        b"+99999999999\x14text\x14",
        b"text alone",
        b"text\x14",
        b"+30\x1530text\x14",
        b"+30text\x14",
    ],
)
def test_what_is_no_annotation_is_counted_and_the_next_one_is_read(raw):
    doubts = TalDoubts()
    data = b"+0\x14\x14\0" + raw + b"\0+60\x14next\x14\0"
    assert list(decode_annotations(data, doubts)) == [Annotation(60, None, "next")]
    assert doubts.sentences() == ("1 annotation could not be understood and is left out.",)


def test_durations_that_are_none_are_counted():
    doubts = TalDoubts()
    list(decode_annotations(b"+1\x15-1\x14a\x14\0+2\x15-1\x14b\x14\0+3\x15\x14c\x14\0", doubts))
    assert doubts.sentences() == (
        "Of 2 annotations the duration is no length of time (such as -1); they are read as without one.",
    )


@pytest.mark.parametrize("padding", [b"\0" * 9, b" " * 9, b"\0  \0 ", b""])
def test_what_fills_a_record_is_no_annotation(padding):
    doubts = TalDoubts()
    assert len(list(decode_annotations(b"+9\x14\x14\0+9\x14text\x14\0" + padding, doubts))) == 1
    assert doubts.sentences() == ()


def test_a_text_that_the_record_cuts_off_is_not_read():
    doubts = TalDoubts()
    assert list(decode_annotations(b"+9\x14\x14\0+9\x14Sleep stage", doubts)) == []
    assert doubts.n_unread == 1
    assert len(list(decode_annotations(b"+9\x14\x14\0+9\x14Sleep stage W\x14"))) == 1


def test_well_formed_bytes_pass_and_others_are_taken_out():
    kept = b"+12.500\x14\x14Recording starts\x14\0+13\x1530\x14a\x14b\x14\0"
    data = kept + b"+14,5\x15-1\x14caf\xe9\x14\0stale\0\0"
    written, moved = with_texts_changed(data, lambda text, onset_s: text)
    assert written == kept.ljust(len(data), b"\0")
    assert moved == [Annotation(14.5, None, "café")]


def test_the_time_of_a_record_is_put_into_form_where_there_is_room():
    data = b"12,5\x14\x14\0+13\x14a\x14\0"
    written, moved = with_texts_changed(data + b"\0", lambda text, onset_s: text)
    assert (written, moved) == (b"+12.5\x14\x14\0+13\x14a\x14\0", [])
    written, moved = with_texts_changed(data, lambda text, onset_s: text)
    assert (written.rstrip(b"\0"), moved) == (b"+12.5\x14\x14", [Annotation(13, None, "a")])
    with pytest.raises(ValueError, match="no room for its time"):
        with_texts_changed(b"1e2\x14\x14\0", lambda text, onset_s: text)


@given(st.binary(max_size=200))
def test_no_bytes_change_their_length(data):
    try:
        written, moved = with_texts_changed(data, lambda text, onset_s: text)
    except ValueError:
        return
    assert len(written) == len(data)
    found = [a.text for a in decode_annotations(written)] + [a.text for a in moved]
    assert sorted(found) == sorted(a.text for a in decode_annotations(data))


@given(st.binary(max_size=200))
def test_no_bytes_can_break_the_decoder(data):
    for annotation in decode_annotations(data):
        assert annotation.text


odd_records = st.lists(
    st.sampled_from(
        [b"+", b"-", b"0", b"17", b"123456789", b".", b",", b"e", b" ", b"\x14", b"\x15", b"\0", b"a"]
    )
    | st.binary(max_size=3),
    max_size=14,
).map(b"".join)
time_keepers = st.tuples(seconds, st.booleans(), odd_records | st.just(b"")).map(
    lambda parts: encode_tal(-parts[0] if parts[1] else parts[0]) + parts[2]
)


@given(st.lists(odd_records | time_keepers, min_size=1, max_size=6), st.integers(1, 60))
def test_many_records_are_read_as_each_is(records, size):
    rows = [record[:size].ljust(size, b"\0") for record in records]
    together = np.frombuffer(b"".join(rows), np.uint8).reshape(len(rows), size)
    for row, onset, has_no_text in zip(rows, plain_onsets(together), hold_no_text(together), strict=True):
        assert np.isnan(onset) or onset == record_onset(row)
        doubts = TalDoubts()
        assert not has_no_text or (list(decode_annotations(row, doubts)), doubts) == ([], TalDoubts())


@pytest.mark.parametrize("onset_s", [0, 1, 28_799, 0.5, 12.345678, -3.25, 999_999.125])
def test_usual_times_are_read_without_the_grammar(onset_s):
    row = np.frombuffer(encode_tal(onset_s).ljust(40, b"\0"), np.uint8).reshape(1, -1)
    assert plain_onsets(row).tolist() == [onset_s]
    assert hold_no_text(row).tolist() == [True]
