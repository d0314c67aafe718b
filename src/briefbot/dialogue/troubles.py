"""Troubles: what goes wrong in a running program, by kind; when those who run it are told, once, and when it is over.

It decides, and does nothing; times come from whoever asks.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum


class Trouble(StrEnum):
    """A kind of trouble; the values are what logs, metrics and the database hold."""

    ANSWERING = "answering"  # an update that was put aside
    SENDING = "sending"  # a message that was given up
    TELEGRAM = "telegram"  # it cannot be reached
    DATABASE = "database"  # it cannot be read or written
    DIGESTS = "digests"  # they cannot be planned or sent
    FEEDS = "feeds"  # they cannot be read
    READING = "reading"  # a document came in without its quotations, or not at all
    OTHER = "other"  # any other error


@dataclass(frozen=True, slots=True)
class Rule:
    """When a kind of trouble repeats: so many `times` within a while; it is over once it has been `quiet` for so long.

    What is told `late` is told when it is over: before that, nobody could be reached.
    """

    times: int
    within: timedelta
    quiet: timedelta
    late: bool = False


_TEN_MINUTES, _HOUR = timedelta(minutes=10), timedelta(hours=1)
RULES = {
    Trouble.ANSWERING: Rule(1, _TEN_MINUTES, _HOUR),  # it was tried three times
    Trouble.SENDING: Rule(5, _TEN_MINUTES, _HOUR),
    Trouble.TELEGRAM: Rule(1, _TEN_MINUTES, timedelta(minutes=1), late=True),
    Trouble.DATABASE: Rule(3, _TEN_MINUTES, timedelta(minutes=5)),
    Trouble.DIGESTS: Rule(3, _TEN_MINUTES, _TEN_MINUTES),
    Trouble.FEEDS: Rule(10, _HOUR, _HOUR),
    Trouble.READING: Rule(5, _HOUR, _HOUR),
    Trouble.OTHER: Rule(5, _TEN_MINUTES, _HOUR),
}


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that went wrong, at an instant (aware).

    `reference` is that of the update in which it did, `said` what the log says of it; each is empty where there is none.
    """

    kind: Trouble
    at: datetime
    reference: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Trouble of one kind that repeats: since when, until when so far (aware), how often, and the last of it."""

    kind: Trouble
    since: datetime
    last_at: datetime
    number: int
    reference: str = ""
    said: str = ""


class TroubleLedger:
    """Which trouble repeats, which of it was told, and which is over."""

    def __init__(self, told: Iterable[Series] = ()) -> None:
        """Begin where those of a kind that were `told` are not over yet."""
        self._running = {one.kind: one for one in told}
        self._told = set(self._running)
        self._lately: dict[Trouble, deque[Happening]] = {kind: deque(maxlen=rule.times) for kind, rule in RULES.items()}

    def note(self, happened: Happening) -> None:
        """Count what went wrong."""
        kind, lately = happened.kind, self._lately[happened.kind]
        lately.append(happened)
        if before := self._running.get(kind):
            last_at = max(before.last_at, happened.at)
            more = replace(before, reference=happened.reference, said=happened.said)
            self._running[kind] = replace(more, last_at=last_at, number=before.number + 1)
        elif len(lately) == RULES[kind].times and happened.at - lately[0].at <= RULES[kind].within:
            since = lately[0].at
            self._running[kind] = Series(kind, since, happened.at, len(lately), happened.reference, happened.said)

    def begun(self) -> list[Series]:
        """What repeats and is still to be told."""
        return [one for one in self._running.values() if one.kind not in self._told and not RULES[one.kind].late]

    def over(self, now: datetime) -> list[Series]:
        """What has ended, whether it was told or not."""
        return [one for one in self._running.values() if now - one.last_at >= RULES[one.kind].quiet]

    def was_told(self, kind: Trouble) -> bool:
        """Whether it was told that this has begun."""
        return kind in self._told

    def settle(self, begun: Iterable[Series], over: Iterable[Series]) -> None:
        """Note that these were told."""
        self._told.update(one.kind for one in begun)
        for one in over:
            self._told.discard(one.kind)
            self._running.pop(one.kind, None)
            self._lately[one.kind].clear()

    def set_back(self, now: datetime) -> None:
        """Let nothing have happened after `now`: a clock was set back, and what it said before would never be over."""
        for kind, one in self._running.items():
            if one.last_at > now:
                self._running[kind] = replace(one, since=min(one.since, now), last_at=now)
