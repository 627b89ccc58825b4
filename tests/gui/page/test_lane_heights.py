"""Heights of lanes: what is staged stays readable where many share a small page."""

import pytest
from PySide6.QtGui import QColor

from sleepscorer.channel_roles import Role
from sleepscorer.channels import Derivation
from sleepscorer.gui.page.traces.heights import LEAST_PIXELS, LEAST_TEXT_PIXELS, lane_heights
from sleepscorer.gui.page.traces.lane import TraceLane
from sleepscorer.gui.widgets.theme import DARK, LIGHT, contrast

ROLES = (
    [Role.EEG] * 6 + [Role.EOG] * 2 + [Role.EMG, Role.ECG, Role.LEG_LEFT, Role.LEG_RIGHT, Role.SNORE]
    + [Role.NASAL_PRESSURE, Role.THERMISTOR, Role.THORAX, Role.ABDOMEN, Role.EFFORT_SUM]
    + [Role.SPO2, Role.PULSE, Role.PLETH, Role.POSITION]
)  # fmt: skip
"""Channels of a night of a sleep laboratory."""


def clinical_lanes() -> list[TraceLane]:
    return [
        TraceLane(Derivation(f"{index}", role, index), "uV", scale=role.type.scale, weight=role.type.weight)
        for index, role in enumerate(ROLES)
    ]


@pytest.mark.parametrize("pixels", [300, 380, 560])
def test_eeg_is_higher_on_a_small_page_and_no_label_is_lost(pixels: int) -> None:
    lanes = clinical_lanes()
    pixel = sum(lane.weight for lane in lanes) / pixels
    heights = [height / pixel for height in lane_heights(lanes, 30.0, pixels)]
    assert sum(heights) == pytest.approx(pixels)
    before = [lane.weight / pixel for lane in lanes]
    assert min(heights[:8]) > 1.2 * before[0]
    for height, wanted in zip(heights[9:], before[9:], strict=True):
        assert height >= min(wanted, LEAST_TEXT_PIXELS) - 1e-9
    assert heights[0] > heights[1], "the first is cut off above"


@pytest.mark.parametrize(("page_s", "pixels"), [(300.0, 380), (30.0, 1400), (30.0, 0)])
def test_weights_count_where_nothing_is_staged_or_there_is_room(page_s: float, pixels: int) -> None:
    lanes = clinical_lanes()
    assert lane_heights(lanes, page_s, pixels) == [lane.weight for lane in lanes]
    assert lane_heights([], page_s, pixels) == []


def test_no_more_is_taken_than_the_eeg_lacks() -> None:
    lanes = clinical_lanes()
    pixels = 0.95 * LEAST_PIXELS * sum(lane.weight for lane in lanes)
    heights = lane_heights(lanes, 30.0, pixels)
    assert 1.0 < heights[8] / lanes[8].weight < 1.06, "chin"
    assert min(height / lane.weight for height, lane in zip(heights[9:], lanes[9:], strict=True)) > 0.9


def test_a_height_that_a_montage_asks_for_is_kept() -> None:
    lanes = clinical_lanes()
    lanes[18].weight, lanes[18].is_height_asked = 3.0, True
    heights = lane_heights(lanes, 30.0, 380)
    assert heights[18] == 3.0
    assert heights[17] < lanes[17].weight


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_second_colour_of_a_role_can_be_read_and_told_from_the_first(theme) -> None:
    for role, colour in theme.alternates.items():
        assert contrast(QColor(colour), QColor(theme.base)) >= 4.5
        assert colour != theme.roles[role]
