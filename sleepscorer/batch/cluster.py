"""Executor on the workers of a dask.distributed scheduler, which may be on many machines.

Needs the extra ``cluster``. Recordings and results are on storage that this machine and every worker sees
under the same paths.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sleepscorer import __version__
from sleepscorer.batch.executor import ClusterError, WorkerLostError
from sleepscorer.extras import install_command

if TYPE_CHECKING:
    from distributed import Client

_ADDRESS = re.compile(r"([a-z]+://)?[^/:\s]+:\d{1,5}|[a-z]+://\[[0-9a-f:]+\]:\d{1,5}")
CONNECT_S = 10
"""Seconds within which a scheduler has to answer, and a first worker to be there."""
WITHOUT_WORKER_S = 300
"""Seconds after which a cluster that has lost all its workers is given up."""


@dataclass(frozen=True)
class Cluster:
    """Connection to a scheduler.

    Attributes
    ----------
    address : str
    n_threads : int
        Of all its workers, when it was reached.
    """

    address: str
    n_threads: int
    _client: Client

    @property
    def n_workers(self) -> int:
        """Workers that the scheduler has at present."""
        return len(self._client.scheduler_info().get("workers", ()))

    def executor(self, workers: int) -> Executor:
        """Return the executor on this cluster; who submits decides how many of its workers are used."""
        return _ClusterExecutor(self._client, self.address)


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """Connect to a scheduler, and let go of it at the end.

    Parameters
    ----------
    address : str
        Such as ``tcp://10.0.0.1:8786``.

    Raises
    ------
    ClusterError
        If dask is not installed, the scheduler cannot be reached, it has no worker, or a worker runs another
        version of this program.
    """
    client = _connect(address)
    try:
        _check_workers(client, address)
        yield Cluster(address, sum(client.nthreads().values()), client)
    finally:
        client.close(timeout=CONNECT_S)


def _connect(address: str) -> Client:
    if not _ADDRESS.fullmatch(address):
        raise ClusterError(f"{address} is no address of a scheduler; it looks like tcp://host:8786.")
    try:
        from distributed import Client
    except ImportError as error:
        reason = f"--dask needs the extra 'cluster'; install it with {install_command('cluster')}."
        raise ClusterError(reason) from error
    # What it has to say of a lost connection or worker is said here in a sentence; the client's own level,
    # which distributed sets, would go before that of all.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        # First without a client: one that has failed prints a traceback when it is let go of.
        asyncio.run(_try_to_reach(address))
        return Client(address, timeout=CONNECT_S, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise ClusterError(_no_answer(address)) from error


async def _try_to_reach(address: str) -> None:
    """Open a connection to a scheduler and close it; raise what keeps it from being opened."""
    from distributed.comm import connect
    from distributed.security import Security

    comm = await connect(address, timeout=CONNECT_S, **Security().get_connection_args("client"))
    await comm.close()


def _no_answer(address: str) -> str:
    if address.startswith("tls://"):
        return (
            f"No dask scheduler answers at {address} to the certificates of this machine; check the address, "
            "and the settings distributed.comm.tls of dask."
        )
    return (
        f"No dask scheduler answers at {address}; check the address, or start one with 'dask scheduler' (one "
        "that asks for certificates is at tls://)."
    )


def _check_workers(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=CONNECT_S)
        versions = client.run(program_version)
    except TimeoutError as error:
        raise ClusterError(
            f"The scheduler at {address} has no worker; start some with 'dask worker {address}'."
        ) from error
    except Exception as error:
        raise ClusterError(
            f"A worker of {address} cannot run sleepscorer ({type(error).__name__}); install sleepscorer "
            f"{__version__} there."
        ) from error
    others = sorted(set(versions.values()) - {__version__})
    if others:
        raise ClusterError(
            f"Workers of {address} run sleepscorer {', '.join(others)} and this is {__version__}; install "
            f"the same version everywhere."
        )


def program_version() -> str:
    """Return the version of this program where it is called."""
    return __version__


class _ClusterExecutor(Executor):
    """The client's own executor, with errors that tell a lost worker from a lost scheduler."""

    def __init__(self, client: Client, address: str) -> None:
        self._inner = client.get_executor(pure=False)
        self._client = client
        self._address = address
        self._had_worker_at = time.monotonic()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Submit a call."""
        outer: Future[Any] = Future()
        outer.set_running_or_notify_cancel()
        inner = self._inner.submit(fn, *args, **kwargs)
        inner.add_done_callback(lambda done: self._pass_on(done, outer))
        return outer

    def _pass_on(self, done: Future[Any], outer: Future[Any]) -> None:
        from distributed import KilledWorker

        try:
            outer.set_result(done.result())
        except CancelledError:
            outer.set_exception(ClusterError(_gone(self._address)))
        except KilledWorker as error:
            outer.set_exception(WorkerLostError(str(error)))
        except Exception as error:
            outer.set_exception(error)

    def check(self) -> None:
        """Refuse to wait for ever for workers that nobody starts again.

        Raises
        ------
        ClusterError
            If the scheduler is gone, or has had no worker for :data:`WITHOUT_WORKER_S`.
        """
        if self._is_closed:
            raise ClusterError(_gone(self._address))
        if self._client.scheduler_info().get("workers"):
            self._had_worker_at = time.monotonic()
        elif time.monotonic() - self._had_worker_at > WITHOUT_WORKER_S:
            raise ClusterError(
                f"The scheduler at {self._address} has lost all its workers; start some with 'dask worker "
                f"{self._address}' and run the same command again: what is done is kept."
            )

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait for what was submitted, or take it back."""
        if not self._is_closed:  # a closed client raises where it is asked to take calls back
            self._inner.shutdown(wait=wait and not cancel_futures)

    @property
    def _is_closed(self) -> bool:
        return bool(self._client.status == "closed")


def _gone(address: str) -> str:
    return (
        f"The scheduler at {address} no longer answers; run the same command again when it does: what is "
        f"done is kept."
    )
