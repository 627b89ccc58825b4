"""Settings that several windows share."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from sleepscorer.gui.session.settings_file import SettingsFile, merged
from sleepscorer.settings import (
    MAX_PLACES,
    MAX_RECENT,
    NightPlace,
    Settings,
    TraceSettings,
    load_settings,
    save_settings,
    settings_path,
)


def shared() -> tuple[Settings, SettingsFile]:
    """The settings of a window that has just been opened, and their file."""
    settings = load_settings()
    return settings, SettingsFile(settings)


def test_a_window_saves_only_what_it_changed() -> None:
    begin = Settings(initials="AB", advance=False)
    begin.device("x").roles = {"A": "EEG", "B": "EEG"}
    begin.device("x").traces["A"] = TraceSettings(gain=2.0)
    save_settings(begin)
    (scored, scored_file), (other, other_file) = shared(), shared()
    other.initials, other.advance, other.theme = "CD", True, "dark"
    other.device("x").roles["B"] = "EOG"
    other.device("x").traces["A"].gain = 1.0
    other.device("y").roles["C"] = "ECG"
    other_file.save()
    for epoch in (3, 4):
        scored.add_place("night", NightPlace(epoch))
        scored.device("x").roles["A"] = "EMG"
        scored_file.save()
        kept = load_settings()
        assert (kept.initials, kept.advance, kept.theme) == ("CD", True, "dark")
        assert kept.device("x").roles == {"A": "EMG", "B": "EOG"}
        assert not kept.device("x").traces
        assert kept.device("y").roles == {"C": "ECG"}
        assert kept.places["night"].epoch == epoch


def test_what_both_changed_is_as_it_was_saved_last() -> None:
    (first, first_file), (second, second_file) = shared(), shared()
    first.uv_per_mm, second.uv_per_mm = 5.0, 10.0
    first_file.save()
    second_file.save()
    assert load_settings().uv_per_mm == 10.0
    first_file.save()
    assert load_settings().uv_per_mm == 10.0, "it was not changed again"
    first.uv_per_mm = 7.0
    first_file.save()
    assert load_settings().uv_per_mm == 7.0


def test_nights_of_both_windows_are_listed_and_the_list_stays_short() -> None:
    (first, first_file), (second, second_file) = shared(), shared()
    first.add_recent("/a")
    first_file.save()
    second.add_recent("/b")
    second_file.save()
    assert load_settings().recent == ["/b", "/a"]
    for number in range(MAX_RECENT):
        first.add_recent(f"/{number}")
    first_file.save()
    assert load_settings().recent == first.recent


def test_a_full_list_keeps_what_the_other_window_added_and_the_oldest_goes() -> None:
    full = Settings(recent=[f"/{number}" for number in range(MAX_RECENT)])
    full.places = {str(number): NightPlace(number) for number in range(MAX_PLACES)}
    save_settings(full)
    windows = (shared(), shared())
    for name, (settings, file) in zip("ab", windows, strict=True):
        settings.add_recent(f"/{name}")
        settings.add_place(name, NightPlace())
        file.save()
    kept = load_settings()
    assert kept.recent == ["/b", "/a", *full.recent[:-2]]
    assert list(kept.places) == [*list(full.places)[2:], "a", "b"]


def test_who_forgets_the_nights_forgets_those_of_the_other_window_too() -> None:
    (first, first_file), (second, second_file) = shared(), shared()
    first.add_recent("/a")
    first.add_place("a", NightPlace(1))
    first_file.save()
    second.remember_nights = False
    second_file.save()
    first.add_place("a", NightPlace(2))
    first_file.save()
    kept = json.loads(settings_path().read_text())
    assert kept == {"remember_nights": False}


@pytest.mark.parametrize(
    "damage", [lambda: settings_path().write_text("{"), lambda: settings_path().unlink()]
)
def test_a_file_that_is_damaged_or_gone_is_written_whole(damage: Callable[[], object]) -> None:
    save_settings(Settings(initials="AB"))
    settings, file = shared()
    damage()
    settings.theme = "dark"
    file.save()
    assert load_settings() == Settings(initials="AB", theme="dark")


def test_a_lock_that_nobody_opens_does_not_stop_the_saving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sleepscorer.gui.session.settings_file.LOCK_WAIT_MS", 10)
    settings, file = shared()
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    lock = settings_path().with_name("settings.json.lock")
    lock.mkdir()
    settings.theme = "dark"
    file.save()
    assert load_settings().theme == "dark"


def test_numbers_are_one_value_and_words_are_entries() -> None:
    assert merged([0.0, 1.0], [0.1, 1.0], [0.0, 0.5]) == [0.1, 1.0]
    assert merged(["a", "b"], ["a"], ["a", "b", "c"]) == ["a", "c"]
    assert merged({}, {"a": {"x": 1}}, {"a": {"y": 2}}) == {"a": {"y": 2, "x": 1}}
    assert merged({"a": 1, "b": 2}, {"b": 2}, {"a": 1, "b": 3}) == {"b": 3}
    assert merged({"a": 1}, {}, {"a": 2}) == {}
