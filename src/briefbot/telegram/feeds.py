"""Feeds, looked at by the running bot: what is due is brought in, and answers and digests have it from then on."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING

from briefbot.archive import Archive
from briefbot.dialogue.troubles import Trouble
from briefbot.errors import DatabaseError
from briefbot.health import watching
from briefbot.health.monitor import Monitor

if TYPE_CHECKING:
    from briefbot.archive.feeds import FeedReader, Look
    from briefbot.fetching.polite import PoliteFetcher

_log = logging.getLogger(__name__)

# Seconds between two looks at which feeds are due.
_PAUSE = 30.0


class FeedPolling:
    """Looks at the feeds that are due, in a thread of its own, as long as no other process does."""

    def __init__(
        self,
        archive: Archive,
        fetcher: "PoliteFetcher",
        clock: Callable[[], datetime],
        monitor: Monitor,
        pause: float = _PAUSE,
    ) -> None:
        """`clock` gives aware instants in UTC, `pause` is in seconds; the `monitor` counts looks."""
        self._archive = archive
        self._fetcher = fetcher
        self._clock = clock
        self._monitor = monitor
        self._pause = pause
        self._thread = ThreadPoolExecutor(1, "feeds")
        self._reader: FeedReader | None = None

    async def run(self) -> None:
        """Look at feeds until it is cancelled."""
        while True:
            try:
                await asyncio.get_running_loop().run_in_executor(self._thread, self._look)
            except DatabaseError as error:
                _log.warning("The feeds could not be looked at: %s", error)
            except Exception:  # noqa: BLE001 (a fault of ours must not keep the bot from looking again)
                _log.warning("The feeds could not be looked at.", exc_info=True, extra=watching.of(Trouble.FEEDS))
            await asyncio.sleep(self._pause)

    def stop(self) -> None:
        """Fetch nothing more, and wait for what is being stored."""
        if self._reader is not None:
            self._reader.stop()
        self._thread.shutdown(cancel_futures=True)

    def _look(self) -> None:
        with self._archive.store.read() as work:
            due = work.feeds.due(self._clock())
        if not due:
            return
        with self._archive.store.owning_the_feeds() as owner:
            if not owner:
                return
            self._reader = self._archive.feed_reader(self._fetcher, self._clock)
            changed = False
            for look in self._reader.look(due):
                changed |= bool(look.report.added or look.report.updated)
                self._tell(look)
        if changed:
            self._archive.refresh()  # here, so that nobody's question waits for it

    def _tell(self, look: "Look") -> None:
        """Count and log what a look at a feed brought."""
        name = look.feed.title or look.feed.id
        self._monitor.metrics.feed(read=not look.error)
        if look.error:
            _log.warning("The feed %s: %s.", name, look.error, extra=watching.of(Trouble.FEEDS))
        else:
            _log.info("The feed %s: %d new.", name, look.report.added)
        for one in look.report.degraded:
            _log.warning("%s: %s", one.document, one.error, extra=watching.of(Trouble.READING))
