"""Replies to those who keep the archive, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from briefbot.feeds.model import Feed, TelegramChannel
from briefbot.model import Document


@dataclass(frozen=True, slots=True)
class Understood:
    """A document as it was understood: how many quotations there are in it, and who speaks them, each once."""

    document: Document
    quotations: int
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What came of something that was sent: its first `documents` as they were understood, and counts of all.

    `refused` pairs the first names of what could not be read with the reasons, each a sentence without its full stop; all of
    them are so many `failures`. Of `taken_back` documents nothing is left but the version before, if there was one.
    """

    documents: tuple[Understood, ...] = ()
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: tuple[tuple[str, str], ...] = ()
    failures: int = 0
    taken_back: bool = False

    @property
    def count(self) -> int:
        """How many documents there are."""
        return self.added + self.updated + self.unchanged


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at a feed brought, or the error for which it brought nothing.

    It may be `put_off`, where the feeds are being looked at just then.
    """

    feed: Feed
    error: str | None = None
    new: int = 0
    changed: int = 0
    failed: int = 0
    put_off: bool = False


@dataclass(frozen=True, slots=True)
class TakenUp:
    """The feeds that were found at an address, each with whether it is new here; or the reason why there is none."""

    feeds: tuple[tuple[Feed, bool], ...] = ()
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """What keeps the archive current at an instant (UTC): these of all feeds, the first with this number; and channels.

    `news` counts what each feed (by its number in the database) brought within a day.
    """

    feeds: tuple[Feed, ...]
    now: datetime
    news: Mapping[int, int] = field(default_factory=dict)
    first: int = 1
    of: int = 0
    channels: tuple[TelegramChannel, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedShown:
    """One feed at an instant (UTC), with what it brought within a day; `asks` whether it is to be removed."""

    feed: Feed
    now: datetime
    news: int = 0
    asks: bool = False
