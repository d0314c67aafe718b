"""The values of feeds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Self


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


@dataclass(frozen=True, slots=True)
class TelegramChannel:
    """A channel of Telegram's, by its number there; `username` is None where it is not public.

    The bot is in it where it is a `member`; what is posted there is taken into the archive where it is `accepted`.
    """

    number: int
    title: str
    username: str | None = None
    member: bool = False
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a channel: its number there, and when it was published first (aware)."""

    channel: TelegramChannel
    number: int
    text: str
    published_at: datetime

    @property
    def name(self) -> str:
        """What tells it from all other posts; Telegram's own address of it for those who are in the channel."""
        return f"t.me/c/{str(self.channel.number).removeprefix('-100').removeprefix('-')}/{self.number}"

    @property
    def url(self) -> str | None:
        """Its address, None where the channel is not public."""
        return f"https://t.me/{self.channel.username}/{self.number}" if self.channel.username else None

    def record(self) -> dict[str, Any]:
        """As JSON can hold it."""
        channel, when = self.channel, self.published_at.isoformat()
        named = {"channel": channel.number, "title": channel.title, "username": channel.username}
        return {**named, "number": self.number, "published_at": when, "text": self.text}

    @classmethod
    def recalled(cls, record: Mapping[str, Any]) -> Self:
        """From what `record` gave; a text that was left out since is empty."""
        channel = TelegramChannel(record["channel"], record["title"], record["username"])
        return cls(channel, record["number"], record.get("text", ""), datetime.fromisoformat(record["published_at"]))
