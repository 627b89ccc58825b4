"""Review, pre-score and export sleep recordings.

What a script needs is here by name, and loaded on first use only: importing the package is cheap.
``__init__.pyi`` has the types.
"""

from importlib import import_module

__version__ = "0.3.0"
__all__ = [
    "__version__",
    "cohort",
    "open_recording",
    "prescore",
    "propose_events",
    "read_hypnogram",
    "write_hypnogram",
]

_HOMES = {
    "cohort": "sleepscorer.batch.cohort",
    "open_recording": "sleepscorer.recording",
    "prescore": "sleepscorer.api",
    "propose_events": "sleepscorer.api",
    "read_hypnogram": "sleepscorer.formats",
    "write_hypnogram": "sleepscorer.formats",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'sleepscorer' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
