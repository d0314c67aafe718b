"""The values of feeds."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a feed from the last time it was looked at; instants are UTC.

    `etag` and `modified` are its server's marks of what was read, None where it gave none; `interval` the time between two
    looks; `next_at` when it is due; `checked_at` when it was looked at last, None for never; `failures` how often in a row
    that went wrong, and `error` why, None where it went well. `digest` is the one of the bytes that were read whole, None
    where something of them is still to come.
    """

    next_at: datetime
    interval: timedelta = timedelta(hours=1)
    etag: str | None = None
    modified: str | None = None
    checked_at: datetime | None = None
    failures: int = 0
    error: str | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that the archive is kept current from.

    `title` is as the feed gives it, None where it was never read; `documents` counts those that it brought.
    """

    id: int
    address: str
    title: str | None
    paused: bool
    state: FeedState
    documents: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a feed.

    `key` tells it from the others of its feed, `digest` one wording of it from another; `published` is the date as the feed
    prints it, in ISO 8601, with time and offset where it has them. `html` is what the feed says of it, "" where nothing.
    """

    key: str
    digest: str
    link: str | None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    html: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed holds: its title, the address of the site that it is of, its language, and its items, in its order."""

    title: str | None
    site: str | None
    language: str | None
    entries: tuple[Entry, ...] = field(default=())
