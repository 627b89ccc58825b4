"""Durations of stages and transitions between them.

Fitted to 80 nights, each scored by five scorers (DOD-H and DOD-O, scorings as published with
RobustSleepNet). Stages are indexed W N1 N2 N3 R; nights are cut into thirds.
"""

TRANSITIONS = (
    (
        (0.0, 0.915, 0.073, 0.001, 0.011),
        (0.239, 0.0, 0.743, 0.002, 0.016),
        (0.351, 0.242, 0.0, 0.364, 0.043),
        (0.144, 0.03, 0.821, 0.0, 0.005),
        (0.391, 0.269, 0.335, 0.005, 0.0),
    ),
    (
        (0.0, 0.883, 0.072, 0.001, 0.044),
        (0.192, 0.0, 0.744, 0.0, 0.064),
        (0.327, 0.245, 0.0, 0.308, 0.12),
        (0.107, 0.022, 0.865, 0.0, 0.006),
        (0.47, 0.282, 0.247, 0.001, 0.0),
    ),
    (
        (0.0, 0.894, 0.04, 0.0, 0.066),
        (0.229, 0.0, 0.681, 0.0, 0.09),
        (0.4, 0.257, 0.0, 0.188, 0.155),
        (0.104, 0.017, 0.867, 0.0, 0.012),
        (0.551, 0.286, 0.163, 0.0, 0.0),
    ),
)
"""Probability of the next stage: third of the night, stage, next stage."""

DURATION_RANKS = (0.0, 0.25, 0.5, 0.75, 0.9, 0.97, 1.0)
"""Cumulative probabilities of the durations below."""

DURATIONS_EPOCHS = (
    (
        (1, 1, 1, 3, 8, 28, 120),
        (1, 1, 1, 2, 3, 6, 32),
        (1, 2, 4, 12, 24, 43, 179),
        (1, 1, 2, 15, 39, 68, 140),
        (1, 5, 13, 29, 49, 67, 90),
    ),
    (
        (1, 1, 1, 3, 11, 40, 120),
        (1, 1, 1, 2, 3, 6, 40),
        (1, 2, 6, 17, 36, 60, 180),
        (1, 1, 2, 9, 33, 65, 102),
        (1, 7, 18, 36, 57, 76, 140),
    ),
    (
        (1, 1, 1, 3, 8, 20, 120),
        (1, 1, 1, 2, 3, 6, 36),
        (1, 2, 6, 16, 36, 60, 166),
        (1, 1, 1, 5, 20, 46, 154),
        (1, 6, 14, 31, 54, 79, 136),
    ),
)
"""Epochs a stage lasts: third of the night, stage, quantile."""

ONSET_EPOCHS = (1, 14, 23, 45, 87, 135, 200)
"""Epochs of wake before sleep, at the same quantiles."""

NIGHT_HOURS = (6.5, 9.2)
"""Shortest and longest recording drawn when no length is asked for."""
