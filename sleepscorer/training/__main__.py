"""``python -m sleepscorer.training NAME --out DIR``."""

import argparse

from sleepscorer.training.recipes.run import add_arguments, main

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m sleepscorer.training")
    add_arguments(parser)
    raise SystemExit(main(parser.parse_args()))
