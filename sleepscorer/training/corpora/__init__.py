"""Real, scored nights as their publishers hand them out, for a laboratory that has them.

``python -m sleepscorer.training.corpora sleep-edf FOLDER --people 20`` tells the folds of a published
benchmark; ``--out`` keeps every night as the numbers a network learns from.
"""
