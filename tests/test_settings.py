import json
from pathlib import Path

import pytest

from sleepscorer.channels import Role
from sleepscorer.settings import (
    MAX_RECENT,
    NightPlace,
    Settings,
    TraceSettings,
    load_settings,
    machine_folders,
    machine_settings_path,
    save_settings,
)


def test_settings_are_saved_and_read_back(tmp_path: Path) -> None:
    settings = Settings(initials="ÄB", uv_per_mm=3.5)
    settings.device("abc").roles = {"X1": "EOG", "X2": "no such role"}
    settings.device("abc").traces["C4-M1"] = TraceSettings(hidden=True, inverted=True, gain=2.0)
    settings.add_recent("/one")
    save_settings(settings, tmp_path / "new" / "settings.json")
    again = load_settings(tmp_path / "new" / "settings.json")
    assert again == settings
    assert again.device("abc").chosen_roles() == {"X1": Role.EOG}


def test_only_what_differs_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    save_settings(Settings(), path)
    assert json.loads(path.read_text()) == {}
    save_settings(Settings(advance=False), path)
    assert json.loads(path.read_text()) == {"advance": False}


def test_what_cannot_be_read_gives_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    assert load_settings(path) == Settings()
    for text in ("", "[]", "{", '{"devices": 3}', '{"unknown": 1, "advance": false}'):
        path.write_text(text)
        found = load_settings(path)
        assert found in (Settings(), Settings(advance=False))


def test_a_contrast_that_is_none_leaves_the_other_settings(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    for bad in ("null", '"high"', "[1]", "[0.8, 0.2]", '["a", 2]', "[NaN, 1]", "{}", "3"):
        path.write_text(f'{{"initials": "AB", "spectrogram_contrast": {bad}}}')
        assert load_settings(path) == Settings(initials="AB")
    path.write_text('{"spectrogram_contrast": [0.1, 0.7]}')
    assert load_settings(path).spectrogram_contrast == [0.1, 0.7]


@pytest.mark.parametrize("bad", ["3", "null", "[]", '"x"'])
def test_a_night_or_a_device_that_is_malformed_is_left_out_alone(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(
        f'{{"initials": "AB", "bands": {{"EEG": {bad}}}, "recent": ["/a", {bad}],'
        f'"places": {{"a": {bad}, "b": {{"epoch": 7, "page_s": {bad}}}}},'
        f'"devices": {{"c": {bad}, "d": {{"fits": {bad}, "traces": {{"x": {bad}, "y": {{"gain": 2.0}}}},'
        f'"roles": {{"z": {bad}, "X1": "EOG"}}, "positions": {bad}}}}}}}'
    )
    settings = load_settings(path)
    assert settings.initials == "AB"
    assert list(settings.places) == ["b"]
    left_at = settings.places["b"]
    assert (left_at.epoch, left_at.page_s) == (7, 3 if bad == "3" else 30.0)
    assert list(settings.devices) == ["d"]
    device = settings.devices["d"]
    assert (device.traces, device.fits) == ({"y": TraceSettings(gain=2.0)}, {})
    assert device.chosen_roles() == {"X1": Role.EOG}


def test_a_view_that_no_night_has_is_left_out_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    views = '"a": {"page_s": 0}, "b": {"page_s": -30.0}, "c": {"epoch": -1}, "d": {"epoch": 2}'
    gains = '"x": {"gain": 0}, "y": {"gain": -2.0}, "z": {"gain": 2.0}'
    path.write_text(
        f'{{"initials": "AB", "places": {{{views}}}, "devices": {{"e": {{"traces": {{{gains}}}}}}}}}'
    )
    settings = load_settings(path)
    assert (settings.initials, settings.places) == ("AB", {"d": NightPlace(2)})
    assert settings.devices["e"].traces == {"z": TraceSettings(gain=2.0)}


HUGE = "1" + "0" * 400


@pytest.mark.parametrize(
    "text",
    [
        f'{{"bands": {{"EEG": {{"low_hz": {HUGE}}}}}}}',
        f'{{"devices": {{"d": {{"fits": {{"Flow": [{HUGE}, 1]}}}}}}}}',
        f'{{"devices": {{"d": {{"traces": {{"C4": {{"gain": {HUGE}}}}}}}}}}}',
        f'{{"places": {{"n": {{"page_s": {HUGE}}}}}}}',
        f'{{"spectrogram_contrast": [{HUGE}, 1]}}',
        f'{{"uv_per_mm": {HUGE}}}',
        '{"uv_per_mm": Infinity, "pixels_per_mm": 1e999}',
    ],
)
def test_a_number_that_no_float_holds_is_left_out(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    settings = load_settings(path)
    assert (settings.uv_per_mm, settings.pixels_per_mm) == (Settings().uv_per_mm, 0.0)
    assert settings.device("d").fits == {}
    save_settings(settings, path)


def test_a_position_code_is_of_digits_that_are_numbers(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    words = '{"²": "left", "2": "supine"}'
    path.write_text(f'{{"positions": {{"r": {words}}}, "devices": {{"d": {{"positions": {words}}}}}}}')
    settings = load_settings(path)
    assert settings.chosen_positions("r", "d") == settings.chosen_positions("", "d") == {2: "supine"}


def test_what_a_newer_version_wrote_stays(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    newer = {
        "initials": "AB",
        "later": [1],
        "places": {"a": {"epoch": 3, "scroll": 0.5}},
        "devices": {"d": {"roles": {"X": "EOG"}, "rate": 3, "traces": {"y": {"gain": 2.0, "dash": 1}}}},
    }
    path.write_text(json.dumps(newer))
    settings = load_settings(path)
    settings.initials = "CD"
    save_settings(settings, path)
    saved = json.loads(path.read_text())
    assert (saved["initials"], saved["later"]) == ("CD", [1])
    assert saved["places"]["a"]["scroll"] == 0.5
    assert saved["devices"]["d"]["rate"] == 3
    assert saved["devices"]["d"]["traces"]["y"] == {"gain": 2.0, "dash": 1, "hidden": None, "inverted": False}
    settings.places = {}
    save_settings(settings, path)
    assert "places" not in json.loads(path.read_text()), "a night that is forgotten leaves nothing"


def test_recent_files_are_few_and_once() -> None:
    settings = Settings()
    for number in [*range(20), 3]:
        settings.add_recent(f"/{number}")
    assert settings.recent[:2] == ["/3", "/19"]
    assert len(settings.recent) == MAX_RECENT
    assert len(set(settings.recent)) == MAX_RECENT


@pytest.fixture
def machine(isolated_home: Path) -> Path:
    """File of what holds for everybody on this machine."""
    path = isolated_home / "machine" / "sleepscorer" / "settings.json"
    path.parent.mkdir(parents=True)
    path.write_text('{"notch_hz": 50, "uv_per_mm": 10, "report_laboratory": "Ward 3"}')
    return path


def test_the_machines_settings_stand_under_the_users(machine: Path, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"uv_per_mm": 5, "initials": "AB"}')
    expected = Settings(notch_hz=50, uv_per_mm=5, report_laboratory="Ward 3", initials="AB")
    assert machine_settings_path() == machine
    assert load_settings(path) == expected


def test_what_a_user_puts_back_to_the_default_stays_there(machine: Path, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings = load_settings(path)
    settings.notch_hz = Settings().notch_hz
    save_settings(settings, path)
    assert json.loads(path.read_text()) == {"notch_hz": 0.0}, "the machine's own settings are not copied"
    assert load_settings(path) == Settings(uv_per_mm=10, report_laboratory="Ward 3")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"devices": {"a": 3}}', '{"places": {"a": 3}}'])
def test_a_file_that_is_broken_leaves_the_other(machine: Path, tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    assert load_settings(path).notch_hz == 50
    path.write_text('{"initials": "AB"}')
    machine.write_text(text)
    assert load_settings(path) == Settings(initials="AB")


def test_the_first_folder_of_the_machine_that_has_settings_counts(
    machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_DIRS", f"{tmp_path / 'none'}:{machine.parents[1]}")
    assert machine_folders() == [tmp_path / "none" / "sleepscorer", machine.parent]
    assert machine_settings_path() == machine
