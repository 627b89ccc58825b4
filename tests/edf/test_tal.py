from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sleepscorer.edf.tal import Annotation, decode_annotations, encode_tal, record_onset

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


@pytest.mark.parametrize("data", [b"", b"\0" * 20, b"12\x14\x14\0", b"+\x14\x14\0", b"nonsense"])
def test_a_broken_time_keeping_tal_gives_no_onset(data):
    assert record_onset(data) is None


def test_bytes_that_are_not_utf_8_are_shown_as_such():
    (annotation,) = decode_annotations(b"+1\x14caf\xe9\x14\0")
    assert annotation.text == "caf�"


@given(st.binary(max_size=200))
def test_no_bytes_can_break_the_decoder(data):
    for annotation in decode_annotations(data):
        assert annotation.text
