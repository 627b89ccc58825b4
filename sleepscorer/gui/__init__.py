"""The window: the only place that imports Qt.

What every window needs of the rest is imported here, before Qt. PySide6 looks through the source text of each
module that is imported after it, which takes longer than the import itself.
"""

import html  # noqa: F401

import platformdirs  # noqa: F401

import sleepscorer.logs
import sleepscorer.montages
import sleepscorer.prescoring.events.scorers
import sleepscorer.prescoring.prescore
import sleepscorer.prescoring.run
import sleepscorer.review.doubt
import sleepscorer.review.proposed
import sleepscorer.review.queue
import sleepscorer.scoring.home_tests
import sleepscorer.scoring.proposal_terms
import sleepscorer.settings
import sleepscorer.signals.slow_waves
import sleepscorer.storage.nap_session
import sleepscorer.storage.store  # noqa: F401
