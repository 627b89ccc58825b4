"""From a recording to stages, probabilities and a review queue."""
