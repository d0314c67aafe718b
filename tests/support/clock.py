"""Another date for a whole run of the tests, and for the programs that they start.

BRIEFBOT_TEST_NOW=2028-02-29T23:55+01:00 is when the run begins. To be imported before anything that asks for the time.
"""

import os
import time
from datetime import datetime

import time_machine

_BEGINS = os.environ.get("BRIEFBOT_TEST_NOW")
# Seconds by which the run is ahead of the machine; 0 where it goes by the machine's clock.
AHEAD = datetime.fromisoformat(_BEGINS).timestamp() - time.time() if _BEGINS else 0.0
if AHEAD:
    time_machine.travel(time.time() + AHEAD).start()
