"""The window: the only place that imports Qt.

What every window needs of the rest is imported here, before Qt. PySide6 looks through the source text of each
module that is imported after it, which takes longer than the import itself.
"""

import html  # noqa: F401

import platformdirs  # noqa: F401

import sleepscorer.logs
import sleepscorer.montages
import sleepscorer.review.rules
import sleepscorer.scoring.home_tests
import sleepscorer.scoring.proposal_terms
import sleepscorer.settings  # noqa: F401
