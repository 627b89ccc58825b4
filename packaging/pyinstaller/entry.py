"""What the frozen application runs."""

import multiprocessing
import sys

if __name__ == "__main__":
    # Before anything else: a worker process starts here, too.
    multiprocessing.freeze_support()
    from sleepscorer.cli import main

    sys.exit(main())
