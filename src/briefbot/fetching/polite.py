"""Fetching that nobody asked for just now: as robots.txt has it, and with a pause between two requests to a host."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from briefbot.fetching.fetcher import AGENT, Fetched, Fetcher, FetchError

# Seconds between two requests to a host, and the most that a robots.txt may ask for.
_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
# For how long a robots.txt is taken to be as it was, in seconds, and how much of it is read (RFC 9309, 2.4 and 2.5).
_KNOWN_FOR, _LARGEST = 24 * 3600.0, 512 * 2**10


class PoliteFetcher:
    """Fetches what a host's robots.txt lets a robot fetch, one request at a time to each host. Threads may share it.

    Hosts that the fetcher is told to be ours are spared the pauses, and asked by as many threads as there are.
    """

    def __init__(self, fetcher: Fetcher, clock: Callable[[], float] = time.monotonic) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)

    def get(self, url: str, etag: str | None = None, modified: str | None = None) -> Fetched:
        """Fetch what is at an address, as `Fetcher.get` does; FetchError too where the host's robots.txt forbids it."""
        split = urlsplit(url)
        host = self._hosts[split.netloc]
        with host.turn:
            rules = self._rules(f"{split.scheme}://{split.netloc}/robots.txt", host)
            if rules is not None and not rules.can_fetch(url, AGENT):
                raise FetchError("its robots.txt keeps robots from it")
            if not self._fetcher.is_ours(url):
                return self._after_a_pause(host, url, rules, lambda: self._fetcher.get(url, etag, modified))
        return self._fetcher.get(url, etag, modified)

    def turn_of(self, url: str) -> str:
        """What an address waits for: requests of one turn are made one after the other, which our own hosts are spared."""
        return url if self._fetcher.is_ours(url) else urlsplit(url).netloc

    def _rules(self, url: str, host: "_Host") -> Protego | None:
        """What a host lets robots do, None for all; FetchError where it cannot say so just now."""
        if host.read_at is not None and self._clock() - host.read_at < _KNOWN_FOR:
            return host.rules
        try:
            content = self._after_a_pause(host, url, None, lambda: self._fetcher.get(url, largest=_LARGEST)).content
        except FetchError as error:
            # A host without rules has none; one that does not answer, or has a fault, may have them (RFC 9309, 2.3.1).
            if error.status is None or error.status >= 500 or error.status == 429:
                raise
            content = b""
        host.rules, host.read_at = Protego.parse(content.decode("utf-8", "replace")), self._clock()
        return host.rules

    def _after_a_pause(self, host: "_Host", url: str, rules: Protego | None, fetch: Callable[[], Fetched]) -> Fetched:
        if not self._fetcher.is_ours(url):
            time.sleep(max(0.0, host.last + pause(rules) - self._clock()))
        try:
            return fetch()
        finally:
            host.last = self._clock()


def pause(rules: Protego | None) -> float:
    """How long to wait between two requests to a host, in seconds: as its rules say, within limits."""
    return min((rules and rules.crawl_delay(AGENT)) or _PAUSE, _LONGEST_PAUSE)


class _Host:
    """What is known of a host: its rules and when they were read, and when it was asked last (on the fetcher's clock)."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.rules: Protego | None = None
        self.read_at: float | None = None
        self.last = float("-inf")
