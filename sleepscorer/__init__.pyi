from sleepscorer.api import prescore as prescore
from sleepscorer.api import propose_events as propose_events
from sleepscorer.batch.cohort import cohort as cohort
from sleepscorer.formats import read_hypnogram as read_hypnogram
from sleepscorer.formats import write_hypnogram as write_hypnogram
from sleepscorer.recording import open_recording as open_recording

__version__: str
