"""Events that scorers of other packages propose, by the entry points ``sleepscorer.event_scorers``."""
