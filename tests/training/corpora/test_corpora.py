"""Small made files with the names and the layout that each publisher hands out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from edfio import Edf, EdfAnnotation, EdfSignal, Recording

from sleepscorer.channels import Role
from sleepscorer.errors import RecordingError, SleepscorerError, StorageError
from sleepscorer.stages import Stage
from sleepscorer.training.corpora import __main__ as command
from sleepscorer.training.corpora import catalogue, dod, hmc, isruc, sleep_edf
from sleepscorer.training.corpora.download import download, read_sums
from sleepscorer.training.corpora.nights import RealNight
from sleepscorer.training.data.context_nights import load

START = datetime(2001, 4, 24, 16, 13)
N_EPOCHS = 8


def _signals(labels: dict[str, float], n_epochs: int = N_EPOCHS) -> list[EdfSignal]:
    random = np.random.default_rng(0)
    return [
        EdfSignal(
            random.normal(0, 20, round(n_epochs * 30 * rate_hz)),
            rate_hz,
            label=label,
            physical_dimension="uV",
            physical_range=(-200, 200),
        )
        for label, rate_hz in labels.items()
    ]


def _write_psg(path: Path, labels: dict[str, float], n_epochs: int = N_EPOCHS) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Edf(
        _signals(labels, n_epochs), recording=Recording(startdate=START.date()), starttime=START.time()
    ).write(path)
    return path


def _write_hypnogram(path: Path, runs: list[tuple[str, int]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    notes, at = [], 0
    for text, n_epochs in runs:
        notes.append(EdfAnnotation(at * 30, n_epochs * 30, text))
        at += n_epochs
    recording = Recording(startdate=START.date())
    Edf([], annotations=notes, recording=recording, starttime=START.time()).write(path)
    return path


SLEEP_EDF = {"EEG Fpz-Cz": 100, "EEG Pz-Oz": 100, "EOG horizontal": 100, "EMG submental": 1}
RK = [
    ("Sleep stage W", 1),
    ("Sleep stage 1", 1),
    ("Sleep stage 2", 1),
    ("Sleep stage 3", 1),
    ("Sleep stage 4", 1),
    ("Movement time", 1),
    ("Sleep stage R", 1),
    ("Sleep stage ?", 1),
]


def _make_sleep_edf(folder: Path, people: range, technician: str = "E") -> Path:
    for person in people:
        for night in (1, 2):
            home = folder / "sleep-cassette"
            _write_psg(home / f"SC4{person:02}{night}E0-PSG.edf", SLEEP_EDF)
            _write_hypnogram(home / f"SC4{person:02}{night}{technician}C-Hypnogram.edf", RK)
    return folder


def test_sleep_edf(tmp_path: Path) -> None:
    _make_sleep_edf(tmp_path, range(2), technician="V")
    nights = sleep_edf.find_nights(tmp_path)
    assert [night.name for night in nights] == ["SC4001", "SC4002", "SC4011", "SC4012"]
    assert [night.subject for night in nights] == ["SC400", "SC400", "SC401", "SC401"]
    night = nights[0].load()
    assert [role for role, _ in night.channels] == [Role.EEG, Role.EEG, Role.EOG], "an envelope is no EMG"
    assert night.stages.tolist() == [0, 1, 2, 3, 3, -1, 4, -1]
    assert all(signal.size == N_EPOCHS * 3000 for _, signal in night.channels)
    assert night.channels[0][1].std() == pytest.approx(20, rel=0.05)


def test_people_beyond_the_smaller_benchmark_are_left_out(tmp_path: Path) -> None:
    _make_sleep_edf(tmp_path, range(19, 21))
    assert {night.subject for night in sleep_edf.find_nights(tmp_path, 20)} == {"SC419"}
    assert len(sleep_edf.find_nights(tmp_path, 78)) == 4


def test_real_sleep_edf_gives_the_epochs_that_papers_count(data_folder: Path) -> None:
    (night,) = sleep_edf.find_nights(data_folder / "sleep-edf")
    found = night.load().around_sleep()
    assert len(found.stages) == 841
    assert found.channels[0][1].size == 841 * 3000
    assert (found.stages == Stage.N3).sum() == 220


def test_hmc(tmp_path: Path) -> None:
    labels = {"EEG F4-M1": 256, "EEG C4-M1": 256, "EMG chin": 256, "EOG E1-M2": 256, "EOG E2-M2": 256}
    _write_psg(tmp_path / "recordings" / "SN001.edf", labels)
    runs = [("Sleep stage W", 3), ("Sleep stage N2", 3), ("Sleep stage R", 2)]
    _write_hypnogram(tmp_path / "recordings" / "SN001_sleepscoring.edf", runs)
    (night,) = hmc.find_nights(tmp_path)
    found = night.load()
    assert [role for role, _ in found.channels] == [Role.EEG, Role.EEG, Role.EOG, Role.EMG]
    assert found.stages.tolist() == [0, 0, 0, 2, 2, 2, 4, 4]
    assert found.channels[3][1].size == N_EPOCHS * 3000


ISRUC = {"LOC-A2": 200, "ROC-A1": 200, "F4-A1": 200, "C4-A1": 200, "X1": 200}


def _make_isruc(home: Path, number: str, second: bool = True) -> None:
    _write_psg(home / f"{number}.edf", ISRUC).rename(home / f"{number}.rec")
    (home / f"{number}_1.txt").write_text("0\n0\n1\n2\n3\n5\n5\n0\n\n")
    if second:
        (home / f"{number}_2.txt").write_text("0 0 1 2 2 5 5 0 0 0".replace(" ", "\r\n"))


def test_isruc(tmp_path: Path) -> None:
    _make_isruc(tmp_path / "subgroupI" / "7", "7")
    _make_isruc(tmp_path / "subgroupII" / "7" / "1", "1")
    _make_isruc(tmp_path / "subgroupII" / "7" / "2", "2", second=False)
    nights = isruc.find_nights(tmp_path)
    assert [(night.name, night.subject) for night in nights] == [
        ("subgroupI-7", "subgroupI-7"),
        ("subgroupII-7-1", "subgroupII-7"),
        ("subgroupII-7-2", "subgroupII-7"),
    ]
    assert nights[0].load().stages.tolist() == [0, 0, 1, 2, 3, 4, 4, 0]
    assert nights[0].load(1).stages.tolist() == [0, 0, 1, 2, 2, 4, 4, 0]
    assert len(nights[2].scorings) == 1
    assert [role for role, _ in nights[0].load().channels] == [Role.EEG, Role.EEG, Role.EOG, Role.EMG]
    (single,) = isruc.find_nights(tmp_path / "subgroupI")
    assert single.subject == "7"


class _Group(dict[str, Any]):
    """What h5py gives, as far as it is used here."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.attrs: dict[str, Any] = {}


def _dod(hypnogram: list[int], names: dict[str, float]) -> _Group:
    signal = np.sin(np.arange(len(hypnogram) * 30 * 250) / 50)
    file = _Group({f"signals/{name}": signal * gain for name, gain in names.items()})
    file["hypnogram"] = np.array(hypnogram, np.int32)
    for kind in {name.partition("/")[0] for name in names}:
        file[f"signals/{kind}"] = _Group()
        file[f"signals/{kind}"].attrs = {"fs": 250, "unit": b"\xc2\xb5V" if kind == "eeg" else "mV"}
    return file


def test_dod() -> None:
    names = {"eeg/C3_M2": 50.0, "eeg/F4_M1": 40.0, "eog/EOG1": 0.1, "emg/EMG": 0.02}
    night = dod.read_file("a", _dod([0, 1, 2, 3, 4, -1], names))
    assert night.stages.tolist() == [0, 1, 2, 3, 4, -1]
    assert [role for role, _ in night.channels] == [Role.EEG, Role.EEG, Role.EOG, Role.EMG]
    assert [round(float(np.abs(x).max()), -1) for _, x in night.channels] == [50, 40, 100, 20]
    assert {x.size for _, x in night.channels} == {6 * 3000}
    with pytest.raises(KeyError, match="no EEG channel"):
        dod.read_file("a", _dod([0], {"eog/EOG1": 1.0}))


def test_dod_files(tmp_path: Path) -> None:
    h5py = pytest.importorskip("h5py", reason="install the extra 'corpora' to have this tested")
    made = _dod([0, 2, 4], {"eeg/C3_M2": 50.0, "eog/EOG1": 0.1})
    with h5py.File(tmp_path / "844f68ba.h5", "w") as file:
        for name in ("hypnogram", "signals/eeg/C3_M2", "signals/eog/EOG1"):
            file[name] = made[name]
        for kind in ("eeg", "eog"):
            file[f"signals/{kind}"].attrs.update(made[f"signals/{kind}"].attrs)
    (night,) = dod.find_nights(tmp_path)
    assert night.load().stages.tolist() == [0, 2, 4]
    (tmp_path / "844f68ba.h5").write_bytes(b"not HDF5")
    with pytest.raises(RecordingError, match="no file of DOD"):
        night.load()


def test_a_night_becomes_what_networks_learn_from() -> None:
    signal = np.random.default_rng(0).normal(0, 20, N_EPOCHS * 3000).astype(np.float32)
    night = RealNight("n", ((Role.EEG, signal), (Role.EOG, signal)), np.zeros(N_EPOCHS, np.int8))
    numbers = night.to_numbers()
    assert numbers.numbers.known.any(axis=1).tolist() == [True, False, True, False]
    epochs = night.to_epochs().epochs
    assert epochs.shape == (N_EPOCHS, 4, 3000)
    assert np.isfinite(epochs).all(axis=(0, 2)).tolist() == [True, False, True, False]
    assert np.isnan(epochs[:, 1]).all(), "no channel is made up"


@pytest.mark.parametrize(
    ("find", "sentence"),
    [
        (sleep_edf.find_nights, r"holds no SC4\*-PSG.edf"),
        (hmc.find_nights, r"holds no SN\*.edf"),
        (isruc.find_nights, "holds no <number>.rec"),
        (dod.find_nights, "holds no .h5 file"),
    ],
)
def test_an_empty_folder_is_said(tmp_path: Path, find: Any, sentence: str) -> None:
    with pytest.raises(RecordingError, match=sentence):
        find(tmp_path)


def test_what_is_missing_or_wrong_is_said(tmp_path: Path) -> None:
    _write_psg(tmp_path / "SC4001E0-PSG.edf", SLEEP_EDF)
    with pytest.raises(RecordingError, match=r"has no SC4001\*-Hypnogram.edf beside it"):
        sleep_edf.find_nights(tmp_path)
    _write_hypnogram(tmp_path / "SC4001EC-Hypnogram.edf", RK)
    _write_psg(tmp_path / "SC4001E0-PSG.edf", {"Resp oro-nasal": 1})
    with pytest.raises(RecordingError, match="none of the corpus's EEG channels, only Resp oro-nasal"):
        sleep_edf.find_nights(tmp_path)[0].load()
    _make_isruc(tmp_path / "3", "3")
    (tmp_path / "3" / "3_1.txt").write_text("0\nN9\n")
    with pytest.raises(SleepscorerError, match="'N9', which is no stage of ISRUC-Sleep"):
        isruc.find_nights(tmp_path)[0].load()


class Server:
    """A publisher's server that counts what it gives."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.asked: list[str] = []

    def fetch(self, url: str) -> Iterator[bytes]:
        self.asked.append(url)
        content = self.files[url.removeprefix("https://there/1.0/")]
        yield content[:5]
        yield content[5:]


@pytest.fixture
def server() -> Server:
    files = {
        "sleep-cassette/SC4001E0-PSG.edf": b"a recording",
        "sleep-cassette/SC4001EC-Hypnogram.edf": b"its stages",
        "sleep-telemetry/ST7011J0-PSG.edf": b"not wanted",
    }
    lines = [f"{hashlib.sha256(content).hexdigest()} {name}\n" for name, content in files.items()]
    return Server(files | {"SHA256SUMS.txt": "".join(lines).encode()})


def test_download_brings_what_is_wanted_once(tmp_path: Path, server: Server) -> None:
    said: list[str] = []
    arguments = ("https://there/1.0/", tmp_path, sleep_edf.DOWNLOADED, server.fetch, said.append)
    found = download(*arguments)
    assert [path.read_bytes() for path in found] == [b"a recording", b"its stages"]
    assert said == ["sleep-cassette/SC4001E0-PSG.edf", "sleep-cassette/SC4001EC-Hypnogram.edf"]
    assert not (tmp_path / "sleep-telemetry").exists()
    server.asked.clear()
    (tmp_path / "sleep-cassette" / "SC4001EC-Hypnogram.edf").write_bytes(b"damaged")
    download(*arguments)
    assert server.asked == [
        "https://there/1.0/SHA256SUMS.txt",
        "https://there/1.0/sleep-cassette/SC4001EC-Hypnogram.edf",
    ]
    assert found[1].read_bytes() == b"its stages"


def test_a_file_with_another_checksum_is_not_kept(tmp_path: Path, server: Server) -> None:
    server.files["sleep-cassette/SC4001E0-PSG.edf"] = b"something else"
    with pytest.raises(StorageError, match="another checksum"):
        download("https://there/1.0/", tmp_path, sleep_edf.DOWNLOADED, server.fetch)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_list_that_leads_out_of_its_folder_is_refused() -> None:
    with pytest.raises(StorageError, match="outside its folder"):
        read_sums(f"{'0' * 64} ../../.bashrc\n")


def test_a_server_that_cannot_be_reached_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    from urllib.error import URLError

    from sleepscorer.training.corpora import network

    def refuse(*_: object, **__: object) -> None:
        raise URLError("no route")

    monkeypatch.setattr(network, "urlopen", refuse)
    with pytest.raises(StorageError, match=r"cannot be downloaded .*no route"):
        list(network.fetch("https://there/x"))
    with pytest.raises(StorageError, match="only https"):
        list(network.fetch("file:///etc/passwd"))


def test_command_tells_folds_and_keeps_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _make_sleep_edf(tmp_path / "corpus", range(4))
    arguments = ["sleep-edf", str(tmp_path / "corpus"), "--people", "20", "--folds", "2"]
    assert command.main([*arguments, "--out", str(tmp_path / "kept")]) == 0
    folds = json.loads(capsys.readouterr().out)
    assert len(folds) == 2
    assert sorted(folds[0]["test"] + folds[1]["test"]) == sorted(
        path.stem for path in (tmp_path / "kept").glob("*.npz")
    )
    night = load(tmp_path / "kept" / "SC4001.npz")
    assert night.stages.tolist() == [0, 1, 2, 3, 3, -1, 4, -1]
    assert command.main(["isruc", str(tmp_path), "--download"]) == 1
    assert "isruc has no --download" in capsys.readouterr().err


def test_command_downloads(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(catalogue, "fetch", server.fetch)
    monkeypatch.setitem(catalogue.SOURCES, "sleep-edf", ("https://there/1.0/", sleep_edf.DOWNLOADED))
    assert command.main(["sleep-edf", str(tmp_path), "--download", "--folds", "2"]) == 1
    assert "1 people cannot be dealt out to 2 folds" in capsys.readouterr().err
    assert (tmp_path / "sleep-cassette" / "SC4001E0-PSG.edf").exists()
