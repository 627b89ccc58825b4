from pathlib import Path

import pytest

from sleepscorer.errors import SleepscorerError
from sleepscorer.training.corpora.nights import CorpusNight, RealNight
from sleepscorer.training.corpora.protocol import FOLDS, make_folds


def _unread(night: CorpusNight, scorer: int) -> RealNight:
    raise AssertionError("folds are made without reading a night")


def _nights(people: int, nights: int = 2) -> list[CorpusNight]:
    return [
        CorpusNight(f"SC4{person:02}{number}", f"SC4{person:02}", Path(), (), _unread)
        for person in range(people)
        for number in range(1, nights + 1)
    ]


@pytest.mark.parametrize(("people", "count"), [(20, FOLDS[20]), (78, FOLDS[78]), (7, 3)])
def test_strict_folds_never_share_a_person(people: int, count: int) -> None:
    nights = _nights(people)
    folds = make_folds(nights, count)
    assert len(folds) == count
    for fold in folds:
        parts = [{night.subject for night in part} for part in (fold.train, fold.validation, fold.test)]
        assert all(parts)
        assert len(set.union(*parts)) == sum(map(len, parts)), "a person is in two parts"
        assert sum(map(len, (fold.train, fold.validation, fold.test))) == len(nights)
    tested = [night.name for fold in folds for night in fold.test]
    assert sorted(tested) == sorted(night.name for night in nights)


def test_sleep_edf_20_tests_one_person_a_fold() -> None:
    folds = make_folds(_nights(20), FOLDS[20])
    assert all(len({night.subject for night in fold.test}) == 1 for fold in folds)


def test_loose_folds_are_the_papers() -> None:
    nights = _nights(20)
    folds = make_folds(nights, 20, "loose")
    assert all(fold.validation == fold.test for fold in folds)
    shared = [{n.subject for n in fold.train} & {n.subject for n in fold.test} for fold in folds]
    assert sum(map(bool, shared)) > 10, "recordings of one person are on both sides"
    assert sorted(n.name for fold in folds for n in fold.test) == sorted(n.name for n in nights)


def test_folds_follow_the_seed_and_not_the_order_of_files() -> None:
    nights = _nights(10)
    names = [[[n.name for n in fold.test] for fold in make_folds(nights, 5, seed=seed)] for seed in (0, 0, 1)]
    assert names[0] == names[1] != names[2]
    again = make_folds(nights[::-1], 5)
    assert [{n.name for n in fold.test} for fold in again] == [set(fold) for fold in names[0]]


@pytest.mark.parametrize(("people", "count"), [(2, 2), (3, 1), (3, 9)])
def test_too_few_people_are_refused(people: int, count: int) -> None:
    with pytest.raises(SleepscorerError, match="people cannot be dealt out"):
        make_folds(_nights(people), count)
