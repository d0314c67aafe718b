"""Checks of a running program: its database, its index, its feeds, and what it does again and again."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Lock
from typing import Any

from briefbot.archive.archive import Archive
from briefbot.errors import DatabaseError
from briefbot.health.metrics import Gauge
from briefbot.health.model import Part, Readiness, State
from briefbot.health.pulse import Beat, Pulse

# Seconds for which the database is waited for, and for which what was found is told again: nobody wears it out by asking.
_PATIENCE = 5.0
_FRESH = 1.0
_PATIENCE_SEARCHING = 3.0
# Seconds within which what is done again and again has gone well: a request for updates is held for 30, and tried for as long
# once it failed; the schedule is looked at every 20, between which digests may be planned.
UPDATES_WITHIN, SCHEDULE_WITHIN = 120.0, 300.0


class Checks:
    """Looks whether a program can do its work."""

    def __init__(
        self,
        archive: Archive,
        clock: Callable[[], datetime],
        pulse: Pulse | None = None,
        expected: Mapping[Beat, float | None] | None = None,
    ) -> None:
        """`clock` gives aware instants in UTC.

        Each beat that is `expected` is told, with its age; it fails where it is older than so many seconds (None: however old).
        """
        self._archive = archive
        self._clock = clock
        self._pulse = pulse or Pulse()
        self.expected = expected or {}
        self._thread = ThreadPoolExecutor(1, "health")
        self._lock = Lock()
        self._found: tuple[float, tuple[Part, ...]] | None = None
        self._looking: asyncio.Future[tuple[Part, ...]] | None = None
        self._held: tuple[str, tuple[int, int]] | None = None

    async def readiness(self) -> Readiness:
        """How all parts are, now or a moment ago."""
        loop = asyncio.get_running_loop()
        if self._found is None or loop.time() - self._found[0] > _FRESH:
            if self._looking is None or self._looking.done():
                self._looking = loop.run_in_executor(self._thread, self._look)
            done, _ = await asyncio.wait({self._looking}, timeout=_PATIENCE)
            parts = (_failing("database", f"no answer within {_PATIENCE:.0f} seconds"),)
            self._found = loop.time(), self._looking.result() if done else parts
        return Readiness((*self._found[1], *self._beats()))

    def close(self) -> None:
        """Look no more."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def gauges(self) -> Iterator[Gauge]:
        """The sums that metrics tell of the database; DatabaseError where it cannot be read."""
        with self._archive.store.read() as work:
            waiting, feeds = work.measures.waiting(), work.measures.feeds(self._clock())
            documents, quotations = self._counted()
        queues = {"inbox": waiting.inbox, "outbox": waiting.outbox, "digests": waiting.digests}
        yield Gauge("briefbot_queue_depth", "What waits: updates, messages, digests.", queues, "queue")
        yield Gauge("briefbot_feeds", "Feeds that are followed.", feeds.followed)
        yield Gauge("briefbot_feeds_failing", "Feeds that fail again and again.", feeds.failing)
        yield Gauge("briefbot_feeds_overdue", "Feeds that should have been looked at an hour ago.", feeds.overdue)
        yield Gauge("briefbot_documents", "Documents in the archive.", documents)
        yield Gauge("briefbot_quotations", "Quotations in the archive.", quotations)
        ages = {beat.value: age for beat in self.expected if (age := self._pulse.age(beat)) is not None}
        what = "Seconds since what is done again and again went well."
        yield Gauge("briefbot_last_success_age_seconds", what, ages, "what")

    def _counted(self) -> tuple[int, int]:
        """How many documents and quotations there are, counted where the archive has changed since they were."""
        with self._lock, self._archive.store.read() as work:
            token = work.state.now().token
            if self._held is None or self._held[0] != token:
                self._held = token, work.measures.held()
            return self._held[1]

    def _look(self) -> tuple[Part, ...]:
        try:
            with self._archive.store.read() as work:
                revision, is_current = work.measures.revision()
                if not is_current:
                    return (_failing("database", "its tables are of another version", revision=revision),)
                state, feeds = work.state.now(), work.measures.feeds(self._clock())
        except DatabaseError as error:
            return (_failing("database", str(error)),)
        except Exception as error:  # noqa: BLE001 (whatever it is, what is asked is whether this works)
            return (_failing("database", f"it cannot be read ({type(error).__name__})"),)
        generation = self._archive.indexed
        behind = generation != state.generation
        troubled = feeds.failing or feeds.overdue
        told = {"followed": feeds.followed, "failing": feeds.failing, "overdue": feeds.overdue}
        return (
            *self._search(),
            Part("database", State.FINE, {"revision": revision}),
            # The next question makes it anew: that is no reason to start again.
            Part("index", State.WARNING if behind else State.FINE, {"generation": generation, "archive": state.generation}),
            Part("feeds", State.WARNING if troubled else State.FINE, told),
        )

    def _search(self) -> Iterator[Part]:
        """The search engine, where it is elsewhere: without it no question is answered."""
        found = self._archive.engine_condition(_PATIENCE_SEARCHING)
        if found is not None and not found.works:
            yield Part("search", State.FAILING, {**found.told, "why": "it does not answer, or not for all of the index"})
        elif found is not None:
            yield Part("search", State.WARNING if found.is_weak else State.FINE, found.told)

    def _beats(self) -> Iterator[Part]:
        for beat, within in self.expected.items():
            age = self._pulse.age(beat)
            if within is not None and (age is None or age > within):
                why = "it has not gone well yet" if age is None else f"it should go well every {within:.0f} seconds"
                yield _failing(beat.value, why, age_seconds=_rounded(age))
            else:
                yield Part(beat.value, State.FINE, {"age_seconds": _rounded(age)})


def _rounded(age: float | None) -> float | None:
    return None if age is None else round(age, 1)


def _failing(name: str, why: str, **told: Any) -> Part:
    return Part(name, State.FAILING, {"why": why, **told})
