"""What tests of scorings share: a technician, any event, all that a scoring holds."""

from __future__ import annotations

from hypothesis import strategies as st

from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, Scoring

ANNA = Author(AuthorKind.TECHNICIAN, "AK")
events = st.builds(
    Event,
    st.sampled_from(EventKind),
    st.floats(0, 240, width=16),
    st.floats(0, 60, width=16),
    st.sampled_from([None, "C4-M1", "E1@@x"]),
    note=st.sampled_from(["", "seen on video", "two [2] of @@ them"]),
)


def state(scoring: Scoring) -> tuple[object, ...]:
    """Everything of a scoring but its revision."""
    probabilities = scoring.probabilities
    return (
        scoring.stages.tobytes(),
        scoring.authors,
        scoring.lights,
        scoring.events,
        scoring.rejected,
        dict(scoring.marked),
        scoring.ties,
        dict(scoring.searched),
        scoring.comment,
        None if probabilities is None else probabilities.tobytes(),
    )
