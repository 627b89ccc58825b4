"""Key profiles: the user's own keys for the actions, as TOML files.

A profile names actions and their keys; what it does not name keeps its usual keys. A key that would do
two things refuses the profile.
"""

from __future__ import annotations

import tomllib
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QAction, QKeySequence

from sleepscorer.assets import resource
from sleepscorer.errors import SleepscorerError
from sleepscorer.gui.commands.command import PORTABLE, Command
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, translate
from sleepscorer.messages import reason
from sleepscorer.montages import KEYS
from sleepscorer.settings import machine_folders

DEFAULT = QT_TRANSLATE_NOOP("Keys", "Usual keys")
BUNDLED = (QT_TRANSLATE_NOOP("Keys", "Left hand"), QT_TRANSLATE_NOOP("Keys", "AZERTY"))
"""Names of the profiles that come with the program; the user's own are shown as they are."""
RESERVED = dict.fromkeys(KEYS, "montages")


class KeyProfileError(SleepscorerError):
    """A key profile cannot be used."""


@dataclass(frozen=True)
class KeyProfile:
    """Keys by the name of the command, all commands included."""

    name: str
    keys: Mapping[str, tuple[str, ...]]


def usual_keys(commands: Iterable[Command]) -> KeyProfile:
    """Return the keys that commands have by themselves."""
    return KeyProfile(DEFAULT, {command.name: command.keys for command in commands})


def load_profile(path: Path, usual: KeyProfile) -> KeyProfile:
    """Read a key profile.

    Parameters
    ----------
    path : Path
    usual : KeyProfile
        Keys of what the file does not name.

    Raises
    ------
    KeyProfileError
        In one sentence, if the file cannot be read, names an action or key there is not, or gives one
        key two actions.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        own = {str(name): _listed(keys) for name, keys in values["keys"].items()}
        name = str(values["name"])
    except OSError as error:
        raise KeyProfileError(
            translate("Keys", "{path} cannot be read ({reason}).").format(
                path=path, reason=localized(reason(error))
            )
        ) from error
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise KeyProfileError(
            translate("Keys", "{path} is no key profile ({reason}).").format(path=path, reason=error)
        ) from error
    keys = {**usual.keys, **own}
    _check(keys, usual.keys, path)
    return KeyProfile(name, keys)


def _listed(keys: object) -> tuple[str, ...]:
    """Keys of an action, which is a list of them; a word would be taken apart into its letters."""
    if not isinstance(keys, list):
        raise TypeError(f'["{keys}"], not {keys!r}')
    return tuple(map(str, keys))


def _check(keys: Mapping[str, tuple[str, ...]], known: Container[str], path: Path) -> None:
    taken: dict[str, str] = dict(RESERVED)
    for name, own in keys.items():
        if name not in known:
            text = translate("Keys", "{path} names the action “{name}”, which there is not.")
            raise KeyProfileError(text.format(path=path, name=name))
        for key in own:
            sequence = QKeySequence(key, PORTABLE).toString()
            if not sequence:
                text = translate("Keys", "{path} gives “{name}” the key “{key}”, which there is not.")
                raise KeyProfileError(text.format(path=path, name=name, key=key))
            if taken.get(sequence, name) != name:
                text = translate(
                    "Keys", "{path} gives {key} to both “{first}” and “{name}”; choose another key."
                )
                raise KeyProfileError(text.format(path=path, key=sequence, first=taken[sequence], name=name))
            taken[sequence] = name
    _check_beginnings(taken, path)


def _check_beginnings(taken: Mapping[str, str], path: Path) -> None:
    """Refuse a key that others begin with: it would be done at once, and the others never."""
    for longer, other in taken.items():
        parts = longer.split(", ")
        for key in (", ".join(parts[:count]) for count in range(1, len(parts))):
            if key not in taken:
                continue
            text = translate(
                "Keys",
                "{path} gives “{name}” the key {key}, with which {longer} of “{other}” begins; choose "
                "another key.",
            )
            raise KeyProfileError(
                text.format(path=path, name=taken[key], key=key, longer=longer, other=other)
            )


def user_keys_folder() -> Path:
    """Return where the user's own profiles are."""
    from platformdirs import user_config_path

    return user_config_path("sleepscorer", appauthor=False) / "keys"


def available_profiles(
    commands: Iterable[Command], folders: Sequence[Path] | None = None
) -> tuple[list[KeyProfile], list[str]]:
    """Find the profiles to choose from, the usual keys first, and a sentence for each that is refused."""
    usual = usual_keys(commands)
    profiles, refused = [usual], []
    machine = (folder / "keys" for folder in reversed(machine_folders()))
    for folder in folders or (resource("keys"), *machine, user_keys_folder()):
        for path in sorted(folder.glob("*.toml")):
            try:
                profiles.append(load_profile(path, usual))
            except KeyProfileError as error:
                refused.append(str(error))
    return profiles, refused


def apply_profile(profile: KeyProfile, actions: Mapping[str, QAction]) -> None:
    """Give the actions a profile's keys."""
    for name, action in actions.items():
        action.setShortcuts([QKeySequence(key, PORTABLE) for key in profile.keys[name]])
