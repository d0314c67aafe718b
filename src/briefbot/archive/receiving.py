"""Bringing in what somebody sends, for whom it is then told what was understood of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from briefbot.archive import sent, web
from briefbot.archive.analysis import Failure
from briefbot.archive.archive import Archive
from briefbot.archive.files import Item
from briefbot.archive.finding_feeds import feeds_in
from briefbot.archive.intake import Report
from briefbot.errors import DocumentError
from briefbot.feeds.model import Post
from briefbot.fetching import Fetched, Fetcher, FetchError
from briefbot.reading.formats import feed, html
from briefbot.reading.formats.format import HEAD_BYTES
from briefbot.reading.formats.table import recognise
from briefbot.store.documents import Stored

# Documents that are told of one by one.
_TOLD = 5
# Formats that are a feed, or may name one.
_WITH_FEEDS = (html.FORMAT, feed.FORMAT)


@dataclass(frozen=True, slots=True)
class Received:
    """What came of something that was sent: what it did, its first documents as they are stored, and the feed found there.

    The feed is an address and a title, which may be "".
    """

    report: Report
    documents: tuple[Stored, ...] = ()
    feed: tuple[str, str] | None = None


class Receiver:
    """Brings in what is sent. Its methods block while they fetch, and several threads may call them.

    All that can be wrong with what was sent stands in the report; DatabaseError is raised.
    """

    def __init__(self, archive: Archive, fetcher: Fetcher) -> None:
        self._archive = archive
        self._fetcher = fetcher

    def address(self, url: str) -> Received:
        """Bring in what is at an address of the web."""
        try:
            got = self._fetcher.get(url)
        except FetchError as error:
            return refused(url, str(error))
        return self._taken(web.of_fetched(url, got, self._archive.intake.parse), self._feed_of(url, got))

    def file(self, content: bytes, name: str, media_type: str | None = None) -> Received:
        """Bring in a file that was sent by this name."""
        return self._taken(sent.of_file(content, name, self._archive.intake.parse, media_type))

    def post(self, post: Post) -> Received:
        """Bring in a channel's post."""
        return self._taken([sent.of_post(post)])

    def _taken(self, items: Iterable[Item], feed: tuple[str, str] | None = None) -> Received:
        report = self._archive.intake.take_in(items)
        if report.added or report.updated:
            self._archive.refresh()  # here, so that nobody's question waits for it
        stored = (self._archive.store.document(id_) for id_ in report.documents[:_TOLD])
        return Received(report, tuple(one for one in stored if one is not None), feed)

    def _feed_of(self, url: str, got: Fetched) -> tuple[str, str] | None:
        """The feed that an address is of, or that its page names first."""
        if recognise(got.content[:HEAD_BYTES], "") not in _WITH_FEEDS:
            return None
        try:
            found = feeds_in(url, got, self._archive.parser.call)
        except DocumentError:  # the page itself may be read all the same
            return None
        return (found[0][0], found[0][1] or "") if found else None


def refused(name: str, reason: str) -> Received:
    """What came of something that could not be had at all."""
    return Received(Report(failed=[Failure(name, reason)]))
