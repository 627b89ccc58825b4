"""Batches on a real dask scheduler with two worker processes, one of which is killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from edf_files import EdfFile, Signal, ramp

from sleepscorer import batch
from sleepscorer.batch.cluster import Cluster, cluster
from sleepscorer.batch.discovery import Job
from sleepscorer.batch.executor import ClusterError
from sleepscorer.batch.manifest import OK, Manifest, Row
from sleepscorer.batch.worker import row_of
from sleepscorer.cli import main
from sleepscorer.formats import read_csv, read_hypnogram
from sleepscorer.prescoring.model_card import available_models
from sleepscorer.simulation import simulate_night, write_edf

dask = pytest.importorskip("dask", reason="needs the extra 'cluster'")
distributed = pytest.importorskip("distributed", reason="needs the extra 'cluster'")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills a process as only POSIX does")
N_NIGHTS = 12


class KeptWorkers:
    """Two worker processes of one thread, each started again when it ends, as a queueing system does.

    dask's own nanny starts none again that ends before it was seen to begin, as on a busy machine it may.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._is_over = threading.Event()
        self._keepers = [threading.Thread(target=self._keep) for _ in range(2)]
        for keeper in self._keepers:
            keeper.start()

    def _keep(self) -> None:
        words = ["--nthreads", "1", "--no-nanny", "--no-dashboard", self._address]
        importable = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}  # the work of this file, too
        while not self._is_over.is_set():
            worker = subprocess.Popen(
                [sys.executable, "-m", "distributed.cli.dask_worker", *words],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=os.environ | importable,
            )
            while worker.poll() is None and not self._is_over.wait(0.05):
                pass
            worker.kill()
            worker.wait()

    def end(self) -> None:
        """Kill the workers for good."""
        self._is_over.set()
        for keeper in self._keepers:
            keeper.join()


@contextmanager
def two_workers() -> Iterator[Any]:
    """A scheduler with two worker processes of one thread, which gives a job up that two of them died of."""
    with dask.config.set({"distributed.scheduler.allowed-failures": 1}):
        made = distributed.LocalCluster(n_workers=0, dashboard_address=None, silence_logs=50)
    workers = KeptWorkers(made.scheduler_address)
    try:
        wait_for_both(made)
        yield made
    finally:
        workers.end()
        made.close()


def wait_for_both(scheduler: Any) -> None:
    with distributed.Client(scheduler, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=120)


@pytest.fixture(scope="module")
def kept_scheduler() -> Iterator[Any]:
    with two_workers() as made:
        yield made


@pytest.fixture
def scheduler(kept_scheduler: Any) -> Any:
    """A scheduler with its two workers, whatever a test before has done to them."""
    wait_for_both(kept_scheduler)
    return kept_scheduler


def fill(folder: Path) -> Counter[str]:
    """Nights of 6 min, every sixth of them broken in one of two ways."""
    folder.mkdir()
    sound = folder.parent / "sound.edf"
    write_edf(simulate_night(1, 0.1), sound)
    broken = (b"this is no recording", b"")
    for number in range(N_NIGHTS):
        path = folder / f"n{number:02}.edf"
        path.write_bytes(broken[number % 4 // 2]) if number % 6 == 0 else shutil.copy(sound, path)
    return Counter({"ok": N_NIGHTS - N_NIGHTS // 6, "failed": N_NIGHTS // 6})


def command(folder: Path, address: str) -> list[str]:
    arguments = ["prescore", str(folder / "in"), "--out", str(folder / "out"), "--json", "--dask", address]
    return [sys.executable, "-m", "sleepscorer", *arguments]


def killed_in_mid_run(arguments: list[str], pid: int) -> list[dict[str, Any]]:
    """Run a batch, and kill a worker once a third of the files have ended."""
    child = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout is not None
    told = []
    for line in child.stdout:
        told.append(json.loads(line))
        if told[-1]["event"] == "file" and told[-1]["done"] == N_NIGHTS // 3:
            os.kill(pid, signal.SIGKILL)
    _, errors = child.communicate(timeout=60)
    assert (child.returncode, errors) == (1, "")
    return told


@pytest.mark.slow
@pytest.mark.skipif(not available_models(), reason="no model is installed")
def test_a_worker_killed_in_mid_run_loses_nothing(scheduler: Any, tmp_path: Path) -> None:
    expected = fill(tmp_path / "in")
    with distributed.Client(scheduler, set_as_default=False) as client:
        pids = client.run(os.getpid)
    arguments = command(tmp_path, scheduler.scheduler_address)
    told = killed_in_mid_run(arguments, next(iter(pids.values())))

    files = Counter(one["file"] for one in told if one["event"] == "file")
    assert len(files) == N_NIGHTS
    assert set(files.values()) == {1}
    rows = Manifest(tmp_path / "out").rows
    assert Counter(row.status for row in rows) == expected
    assert all(row.reason for row in rows if row.status != OK)
    for path in (tmp_path / "out").glob("*_hyp.edf"):
        assert len(read_hypnogram(path).stages) == read_csv(path.with_suffix(".csv")).n_epochs == 12
    assert len(list((tmp_path / "out").glob("*_hyp.edf"))) == expected["ok"]

    again = subprocess.run(arguments, capture_output=True, text=True, check=False, timeout=100)
    ended = json.loads(again.stdout.splitlines()[-1])
    assert (ended["kept"], ended["ok"], ended["failed"]) == (expected["ok"], 0, expected["failed"])


def short_nights(folder: Path, names: str) -> None:
    for name in names:
        EdfFile([Signal(ramp(60, 100), 100)]).write(folder / f"{name}.edf")


def ends_its_worker(job: Job) -> Row:
    """Work that takes the process down with one file, and is well with the others."""
    if job.file == "b.edf":
        os._exit(9)
    return row_of(job, OK, "")


def is_well(job: Job) -> Row:
    """Work that does nothing."""
    return row_of(job, OK, "")


class Silent:
    """Tells nobody."""

    def begin(self, total: int) -> None: ...
    def start(self, job: Job) -> None: ...
    def advance(self, row: Row) -> None: ...
    def tell(self, line: str) -> None: ...
    def close(self) -> None: ...


def run_on(found: Cluster, folder: Path, work: Any, telling: Any = None) -> batch.Outcome:
    return batch.run_batch(
        [folder],
        folder / "out",
        workers=2,
        telling=telling or Silent(),
        work=work,
        make_executor=found.executor,
    )


@pytest.mark.slow
@pytest.mark.skipif(not available_models(), reason="no model is installed")
def test_a_file_that_ends_every_worker_is_a_row(scheduler: Any, tmp_path: Path) -> None:
    short_nights(tmp_path, "abcde")
    with cluster(scheduler.scheduler_address) as found:
        assert found.n_threads == 2
        outcome = run_on(found, tmp_path, ends_its_worker)
    assert (outcome.ok, outcome.failed) == (4, 1)
    row = Manifest(tmp_path / "out").row("b.edf")
    assert row is not None
    assert "ended without a word" in row.reason


@pytest.mark.skipif(not available_models(), reason="no model is installed")
def test_a_scheduler_that_goes_away_ends_the_batch_in_a_sentence(tmp_path: Path) -> None:
    short_nights(tmp_path, "abcdef")

    class Closing(Silent):
        def advance(self, row: Row) -> None:
            scheduler.close()

    with (
        two_workers() as scheduler,
        cluster(scheduler.scheduler_address) as found,
        pytest.raises(ClusterError, match="no longer answers"),
    ):
        run_on(found, tmp_path, lambda job: row_of(job, OK, ""), Closing())
    assert len(Manifest(tmp_path / "out").rows) >= 1
    assert (tmp_path / "out" / "summary.csv").exists()


@pytest.mark.parametrize(
    ("address", "said"),
    [("tcp://127.0.0.1:1", "No dask scheduler answers"), ("nonsense", "is no address of a scheduler")],
)
def test_a_scheduler_that_is_not_there_is_said_in_a_sentence(
    address: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sleepscorer.batch.cluster.CONNECT_S", 0.5)
    short_nights(tmp_path, "a")
    assert main(["prescore", str(tmp_path), "--dask", address]) == 1
    errors = capsys.readouterr().err
    assert errors.startswith("sleepscorer: ")
    assert said in errors
    assert errors.count("\n") == 1
    assert not (tmp_path / "manifest.jsonl").exists()


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("tls://127.0.0.1:1", "to the certificates of this machine"),
        pytest.param("tcp://127.0.0.1:1", "No dask scheduler answers at tcp", marks=pytest.mark.long),
        pytest.param("foo://127.0.0.1:1", "No dask scheduler answers at foo://", marks=pytest.mark.long),
    ],
)
def test_a_command_without_a_scheduler_ends_in_one_sentence(
    address: str, reason: str, tmp_path: Path
) -> None:
    """In a process of its own: what a library still prints as the interpreter ends is seen, too."""
    short_nights(tmp_path, "a")
    done = subprocess.run(
        [sys.executable, "-m", "sleepscorer", "prescore", str(tmp_path), "--dask", address],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("sleepscorer: ")
    assert reason in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.fixture
def certificates(tmp_path: Path) -> dict[str, str]:
    """Settings of dask for a certificate that scheduler, workers and client share."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=cluster", "-days", "2"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([openssl, *words, *files], check=True, capture_output=True)
    tls = "DASK_DISTRIBUTED__COMM__TLS__"
    named = {"CA_FILE": certificate}
    for role in ("SCHEDULER", "WORKER", "CLIENT"):
        named |= {f"{role}__CERT": certificate, f"{role}__KEY": key}
    return {tls + name: str(path) for name, path in named.items()} | {
        "DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION": "true"
    }


@pytest.mark.long
@pytest.mark.skipif(not available_models(), reason="no model is installed")
def test_a_cluster_with_certificates_takes_who_has_one_and_nobody_else(
    certificates: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    short_nights(tmp_path / "in", "a")
    env = {**os.environ, **certificates}
    about = tmp_path / "scheduler.json"
    scheduler = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--protocol", "tls", "--port", "0"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--nthreads", "1", "--no-dashboard"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    known = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(about)]
    running = [subprocess.Popen([*scheduler, *known], env=env, **quiet)]
    try:
        deadline = monotonic() + 60
        while not about.exists() and monotonic() < deadline:
            sleep(0.1)
        address = json.loads(about.read_text())["address"]
        assert address.startswith("tls://")
        running.append(subprocess.Popen([*worker, address], env=env, **quiet))
        refused = subprocess.run(
            command(tmp_path, address), env=os.environ, capture_output=True, text=True, check=False
        )
        assert refused.returncode == 1
        assert "to the certificates of this machine" in refused.stderr
        done = subprocess.run(
            command(tmp_path, address), env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "out" / "manifest.jsonl").exists()
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait(30)


def test_a_scheduler_without_workers_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sleepscorer.batch.cluster.CONNECT_S", 0.5)
    bare = distributed.LocalCluster(n_workers=0, dashboard_address=None, silence_logs=50)
    with bare, pytest.raises(ClusterError, match="has no worker"), cluster(bare.scheduler_address):
        pass


def test_workers_of_another_version_are_refused(scheduler: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sleepscorer.batch.cluster.__version__", "99.0")
    with pytest.raises(ClusterError, match=r"and this is 99\.0"), cluster(scheduler.scheduler_address):
        pass


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"sleepscorer\[cluster\]"), cluster("tcp://127.0.0.1:8786"):
        pass


def test_a_cluster_whose_workers_stay_away_ends_the_batch_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sleepscorer.batch.cluster.WITHOUT_WORKER_S", 1)
    short_nights(tmp_path, "ab")
    made = distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    )

    with made, cluster(made.scheduler_address) as reached:
        made.scale(0)
        while reached.n_workers:
            time.sleep(0.1)
        with pytest.raises(ClusterError, match="has lost all its workers"):
            run_on(reached, tmp_path, is_well)
