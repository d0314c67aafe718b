"""Feeds looked at: what is due is fetched, what is new is brought in, and when to come again is noted.

Hosts are asked side by side, each one request at a time; documents are analysed and stored by whoever looks, one after the
other. What a feed had is noted once its documents are stored: a kill costs a second look, and nothing is doubled or lost.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from queue import SimpleQueue
from threading import Event

from briefbot.archive.analysis import Failure
from briefbot.archive.analysts import Analysts
from briefbot.archive.intake import Intake, Report
from briefbot.archive.places import WEB
from briefbot.errors import DocumentError
from briefbot.feeds.model import Channel, Entry, Feed
from briefbot.feeds.schedule import SHORTEST, after_failure, after_news
from briefbot.fetching import FetchError
from briefbot.fetching.polite import PoliteFetcher
from briefbot.reading.feeds import read_feed
from briefbot.reading.formats.articles import is_whole, of_page
from briefbot.reading.formats.entries import told_by_feed
from briefbot.reading.formats.format import ParsedDocument
from briefbot.sandbox.parser import SandboxedParser
from briefbot.store.feeds import SeenEntry
from briefbot.store.store import Store

_log = logging.getLogger(__name__)

# Hosts that are asked at a time: most of the time goes into waiting for them.
_HOSTS = 24
# Items that one look takes in; what a feed has beyond comes with the next one.
_MOST = 40
# How often an item is tried whose page cannot be had, before it is given up.
_TRIES = 3
# What a server answers where asking again does not help: 200 with what is no article, too; 410: it is gone for good.
_FOR_GOOD, _GONE = frozenset({200, 400, 401, 402, 403, 404, 405, 406, 410, 451}), 410


# What tells that a feed is as it was: its server's ETag and Last-Modified, and the digest of its bytes.
_Marks = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a feed brought; `error` says why nothing came, None where it went well."""

    feed: Feed
    report: Report = field(default_factory=Report)
    error: str | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of a feed, and what was made of it: a document, or why there is none."""

    entry: Entry
    tries: int
    made: ParsedDocument | None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class _Fetch:
    """A feed as it is known after a look, its items that are new, and what is known of the others."""

    feed: Feed
    items: tuple[_Item, ...] = ()
    seen: Mapping[str, SeenEntry] = field(default_factory=dict)
    error: str | None = None


class FeedReader:
    """Looks at the feeds of an archive."""

    def __init__(
        self,
        store: Store,
        intake: Intake,
        fetcher: PoliteFetcher,
        parser: SandboxedParser,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`parser` reads feeds and pages; `clock` gives aware instants in UTC."""
        self._store = store
        self._intake = intake
        self._fetcher = fetcher
        self._parser = parser
        self._clock = clock
        self._stopped = Event()

    def stop(self) -> None:
        """Fetch nothing more; a look that goes on ends after the answers that are on their way."""
        self._stopped.set()

    def look(self, feeds: Sequence[Feed]) -> Iterator[Look]:
        """Look at these feeds, and bring in what is new; what each look brought, as it ends."""
        turns: defaultdict[str, list[tuple[Feed, Mapping[str, SeenEntry]]]] = defaultdict(list)
        with self._store.read() as work:
            for feed in sorted(feeds, key=lambda one: one.state.failures):  # what fails, slowly perhaps, after what does not
                turns[self._fetcher.turn_of(feed.address)].append((feed, work.feeds.seen(feed.id)))
        done: SimpleQueue[_Fetch | None] = SimpleQueue()
        pool = ThreadPoolExecutor(_HOSTS, "feeds")
        try:
            for group in turns.values():
                pool.submit(self._fetch_all, group, done)
            ended = 0
            with self._intake.analysts() as analysts:
                while ended < len(turns):
                    fetch = done.get()
                    if fetch is None:
                        ended += 1
                    else:
                        yield self._brought_in(fetch, analysts)
        finally:
            self._stopped.set()
            pool.shutdown(wait=False, cancel_futures=True)

    # In threads: no database

    def _fetch_all(self, feeds: Sequence[tuple[Feed, Mapping[str, SeenEntry]]], done: "SimpleQueue[_Fetch | None]") -> None:
        """Look at feeds one after the other, each told as it is `done`, and None at the end; none is kept by one that fails."""
        for feed, seen in feeds:
            if self._stopped.is_set():
                break
            try:
                done.put(self._fetch(feed, seen))
            except Exception as error:  # noqa: BLE001 (a fault of ours in one feed must not stop the others)
                _log.warning("The feed %s could not be read.", feed.address, exc_info=True)
                done.put(self._failure(feed, f"it could not be read ({type(error).__name__})"))
        done.put(None)

    def _fetch(self, feed: Feed, seen: Mapping[str, SeenEntry]) -> _Fetch:
        try:
            got = self._fetcher.get(feed.address, feed.state.etag, feed.state.modified)
            digest = feed.state.digest if got.unchanged else sha256(got.content).hexdigest()
            unchanged = got.unchanged or (digest == feed.state.digest and got.url == feed.address)
            channel = None if unchanged else self._parser.call(read_feed, got.content, got.url, got.charset)
        except FetchError as error:
            gone = error.status == _GONE
            return self._failure(replace(feed, paused=feed.paused or gone), str(error), error.again_at)
        except DocumentError as error:
            return self._failure(feed, str(error))
        feed = replace(feed, address=got.url if got.moved else feed.address)
        if channel is None:
            marks = (got.etag or feed.state.etag, got.modified or feed.state.modified, digest)
            state = after_news(feed.state, self._clock(), 0, *marks)
            return _Fetch(replace(feed, state=state))
        return self._items(replace(feed, title=channel.title or feed.title), channel, seen, (got.etag, got.modified, digest))

    def _items(self, feed: Feed, channel: Channel, seen: Mapping[str, SeenEntry], marks: _Marks) -> _Fetch:
        """The items of a feed that are new or changed, with what can be made of them; `marks` tell what was read."""
        known = {entry.key: seen[entry.key] for entry in channel.entries if entry.key in seen}
        new = [entry for entry in channel.entries if _is_news(entry, known.get(entry.key))]
        items = []
        for entry, told in zip(new, self._told(new[:_MOST], channel), strict=False):
            if self._stopped.is_set():
                break
            before = known.pop(entry.key, None)
            items.append(self._item(entry, channel, told, before.tries if before and before.digest == entry.digest else 0))
        waiting = len(items) < len(new) or any(item.made is None and item.tries < _TRIES for item in items)
        # What is still to come must be read again.
        state = after_news(feed.state, self._clock(), len(items), *((None, None, None) if waiting else marks))
        if waiting:
            state = replace(state, next_at=min(state.next_at, self._clock() + SHORTEST))
        return _Fetch(replace(feed, state=state), tuple(items), known)

    def _told(self, entries: Sequence[Entry], channel: Channel) -> list[ParsedDocument | str | None]:
        """What the feed itself says of these items: documents, None where it has no text of one, or what is wrong with it."""
        if not entries:
            return []
        try:
            return self._parser.call(told_by_feed, entries, replace(channel, entries=()))
        except DocumentError as error:
            return [str(error)] * len(entries)

    def _item(self, entry: Entry, channel: Channel, said: ParsedDocument | str | None, tries: int) -> _Item:
        """What can be made of an item: its article, whole in the feed or from its page; else what the feed `said` of it."""
        told = said if isinstance(said, ParsedDocument) else None
        if entry.link is None or (told is not None and is_whole(told)):
            return _Item(entry, _TRIES, told, said if isinstance(said, str) else None if told else "there is no text in it")
        try:
            page = self._fetcher.get(entry.link)
            return _Item(entry, 0, of_page(page.content, entry, channel, told, self._parser.parse))
        except FetchError as error:
            hopeless = error.status in _FOR_GOOD or tries + 1 >= _TRIES
            return _Item(entry, _TRIES if hopeless else tries + 1, told if hopeless else None, str(error))
        except DocumentError as error:
            return _Item(entry, _TRIES, told, str(error))

    def _failure(self, feed: Feed, error: str, again_at: datetime | None = None) -> _Fetch:
        state = after_failure(feed.state, self._clock(), error, again_at)
        return _Fetch(replace(feed, state=state), error=error)

    # In the one thread that looks

    def _brought_in(self, fetch: _Fetch, analysts: Analysts) -> Look:
        """Store what a look brought, and then that it was brought."""
        made = [item for item in fetch.items if item.made is not None]
        report, ids = self._intake.bring_in([item.made for item in made if item.made], WEB, analysts)
        report.failed += [Failure(_name(item.entry), item.error or "") for item in fetch.items if item.made is None]
        documents = {item.entry.key: id_ for item, id_ in zip(made, ids, strict=True)}
        seen = {item.entry.key: SeenEntry(item.entry.digest, documents.get(item.entry.key), item.tries) for item in fetch.items}
        with self._store.write() as work:
            work.feeds.keep_look(fetch.feed, {**fetch.seen, **seen}, self._clock())
        return Look(fetch.feed, report, fetch.error)


def _is_news(entry: Entry, before: SeenEntry | None) -> bool:
    """Whether an item was not seen in this wording, or nothing could be made of it yet."""
    return before is None or before.digest != entry.digest or (before.document_id is None and before.tries < _TRIES)


def _name(entry: Entry) -> str:
    return entry.link or entry.title or entry.key
