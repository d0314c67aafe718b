"""The pulse of a running program: when what it does again and again last went well."""

import time
from collections.abc import Callable
from enum import StrEnum


class Beat(StrEnum):
    """What is done again and again: updates fetched, or brought by Telegram; the schedule of digests looked at; feeds, too."""

    UPDATES = "updates"
    SCHEDULE = "schedule"
    FEEDS = "feeds"


class Pulse:
    """When each was last seen to go well, in this process. Several threads may note and ask."""

    def __init__(self, moment: Callable[[], float] = time.monotonic) -> None:
        """`moment` tells seconds, by a clock that nobody sets."""
        self._moment = moment
        self._last: dict[Beat, float] = {}

    def beat(self, what: Beat) -> None:
        """Note that it went well just now."""
        self._last[what] = self._moment()

    def forget(self, what: Beat) -> None:
        """Note that it is not done here any more."""
        self._last.pop(what, None)

    def age(self, what: Beat) -> float | None:
        """Seconds since it last went well; None where it never did."""
        last = self._last.get(what)
        return None if last is None else self._moment() - last
