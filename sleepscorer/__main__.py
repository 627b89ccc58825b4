"""``python -m sleepscorer`` is the command ``sleepscorer``."""

import sys

from sleepscorer.cli import main

if __name__ == "__main__":
    sys.exit(main())
