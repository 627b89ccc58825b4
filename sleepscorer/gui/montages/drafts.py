"""Montages while they are being edited: nothing is on disk before it is saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.montages.filters import crossed_sentence
from sleepscorer.montages import Montage, MontageTrace, is_users_own, save_user_montage


@dataclass
class Draft:
    """A montage as it is edited, and as it is on disk (None: not yet)."""

    montage: Montage
    saved: Montage | None = None

    @property
    def can_be_changed(self) -> bool:
        """Whether it is one of the user's."""
        return is_users_own(self.montage)

    @property
    def is_changed(self) -> bool:
        """Whether it is other than on disk."""
        return self.montage != self.saved


class Drafts:
    """The montages of the editor.

    Parameters
    ----------
    montages : iterable of Montage
        As they are on disk.
    """

    def __init__(self, montages: Iterable[Montage]) -> None:
        self.drafts = [Draft(montage, montage) for montage in montages]
        self._deleted: list[Montage] = []

    @property
    def is_changed(self) -> bool:
        """Whether anything is other than on disk."""
        return bool(self._deleted) or any(draft.is_changed for draft in self.drafts)

    def index_of(self, name: str) -> int:
        """Return the index of the montage of a name; 0 where there is none."""
        names = [draft.montage.name for draft in self.drafts]
        return names.index(name) if name in names else 0

    def add(self, name: str, traces: tuple[MontageTrace, ...] = ()) -> int:
        """Add a montage, under a name that is free; return its index."""
        self.drafts.append(Draft(Montage(self._free_name(name), traces)))
        return len(self.drafts) - 1

    def duplicate(self, montage: Montage, name: str) -> int:
        """Add a copy of a montage, but for its key, under a name that is free; return its index."""
        self.drafts.append(Draft(replace(montage, name=self._free_name(name), key="", path=None)))
        return len(self.drafts) - 1

    def holder_of(self, key: str, index: int) -> str:
        """Return the name of the montage other than one that has a key; empty where it is free."""
        others = (draft.montage for other, draft in enumerate(self.drafts) if other != index)
        return next((montage.name for montage in others if key and montage.key == key), "")

    def _free_name(self, name: str) -> str:
        names = {draft.montage.name.casefold() for draft in self.drafts}
        choices = (name, *(f"{name} {number}" for number in range(2, len(names) + 3)))
        return next(choice for choice in choices if choice.casefold() not in names)

    def delete(self, index: int) -> None:
        """Take one of the user's away."""
        saved = self.drafts.pop(index).saved
        if saved is not None:
            self._deleted.append(saved)

    def set_key(self, index: int, key: str) -> str:
        """Give a montage a key, and take it from others; a sentence says from which, if any."""
        sentence = ""
        for other, draft in enumerate(self.drafts):
            if key and other != index and draft.montage.key == key:
                draft.montage = replace(draft.montage, key="")
                if not draft.can_be_changed:  # on disk it keeps the key; the user's own comes first
                    draft.saved = draft.montage
                text = translate("MontageEditor", "{key} was the key of “{name}”, which has none now.")
                sentence = text.format(key=key, name=translate("Montages", draft.montage.name))
        self.drafts[index].montage = replace(self.drafts[index].montage, key=key)
        return sentence

    def problem(self) -> tuple[int, str]:
        """Find a montage that cannot be saved: its index, and why; -1 and nothing where all can."""
        for index, draft in enumerate(self.drafts):
            others = [other.montage.name.casefold() for other in self.drafts if other is not draft]
            if draft.can_be_changed and draft.is_changed:
                sentence = problem_of(draft.montage, others)
                if sentence:
                    return index, sentence
        return -1, ""

    def save(self) -> None:
        """Write what is new, and take away what was deleted.

        Raises
        ------
        OSError
            If the folder cannot be written.
        """
        for draft in self.drafts:
            if draft.can_be_changed and draft.is_changed:
                draft.montage = draft.saved = save_user_montage(draft.montage)
        while self._deleted:
            path = self._deleted[-1].path
            if path is not None:
                path.unlink(missing_ok=True)
            self._deleted.pop()


def problem_of(montage: Montage, others: Iterable[str]) -> str:
    """Tell why a montage cannot be saved, in a sentence; empty where it can."""
    name = montage.name.strip()
    if not name:
        return translate("MontageEditor", "A montage needs a name.")
    if name.casefold() in others:
        text = translate("MontageEditor", "There is another montage “{name}”; choose another name.")
        return text.format(name=name)
    if not montage.traces:
        return translate("MontageEditor", "“{name}” has no trace; add one.").format(name=name)
    return next(filter(None, map(_problem_of_trace, montage.traces)), "")


def _problem_of_trace(trace: MontageTrace) -> str:
    if not trace.label.strip():
        return translate("MontageEditor", "A trace has no name; give it one, such as C4-M1.")
    if trace.low_hz and trace.high_hz and trace.low_hz >= trace.high_hz:
        return crossed_sentence(trace.label, trace.low_hz, trace.high_hz)
    if trace.lowest is not None and trace.highest is not None and trace.lowest >= trace.highest:
        text = translate("MontageEditor", "{trace}: the lower edge has to be below the upper one.")
        return text.format(trace=trace.label)
    return ""
