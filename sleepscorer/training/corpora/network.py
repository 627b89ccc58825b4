"""The only place that goes to the network: one file of a publisher's server."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.error import URLError
from urllib.request import urlopen

from sleepscorer.errors import StorageError

_CHUNK_BYTES = 1 << 20
_TIMEOUT_S = 60.0


def fetch(url: str) -> Iterator[bytes]:
    """Fetch the content of a file, piece by piece.

    Raises
    ------
    StorageError
        If the server cannot be reached or does not give it.
    """
    if not url.startswith("https://"):
        raise StorageError(f"{url} is not fetched: only https addresses are.")
    try:
        with urlopen(url, timeout=_TIMEOUT_S) as answer:
            while piece := answer.read(_CHUNK_BYTES):
                yield piece
    except (URLError, TimeoutError, ConnectionError) as error:
        raise StorageError(
            f"{url} cannot be downloaded ({error}); what is there is kept, call it again."
        ) from error
