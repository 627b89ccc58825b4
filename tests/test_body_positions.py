import pytest

from sleepscorer.body_positions import BodyPosition, codes_in


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("1 supine, 2 left, 3 right", {1: "supine", 2: "left", 3: "right"}),
        (
            "0=Right;1=Back;2=Left;3=Front;4=Upright",
            {0: "right", 1: "supine", 2: "left", 3: "prone", 4: "upright"},
        ),
        ("Lagesensor", {}),
        ("3 Axis", {}),
        ("2 left", {}),
    ],
)
def test_codes_that_a_header_tells(text, codes):
    assert codes_in(text) == {code: BodyPosition(word) for code, word in codes.items()}
