"""Optional parts of the package, and how to install what they need."""

from __future__ import annotations

import sys


def install_command(extra: str) -> str:
    """Return how to install what an extra of the package brings.

    The packaged application brings its own libraries and can take in no others, so there it says where to.

    Parameters
    ----------
    extra : str
        As pyproject.toml names it.

    Returns
    -------
    str
        Goes on after "install it with".
    """
    command = f"pip install 'sleepscorer[{extra}]'"
    if getattr(sys, "frozen", False):
        return f"{command} in a Python of your own (this packaged application cannot take it in)"
    return command
