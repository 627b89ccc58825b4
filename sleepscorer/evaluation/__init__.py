"""Evaluation of a model against experts' scorings: figures, a page, and adaptation to a lab."""
