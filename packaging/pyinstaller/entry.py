"""What the frozen application runs."""

import multiprocessing
import sys

if __name__ == "__main__":
    # Before anything else: a worker process starts here, too.
    multiprocessing.freeze_support()
    if sys.argv[1:] == ["--score-apart"]:
        from sleepscorer.prescoring.apart import main as score_apart

        score_apart()
    from sleepscorer.cli import main

    sys.exit(main())
