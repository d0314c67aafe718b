"""Why a digest is sent or not, and what of it, for whoever asks beforehand."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from briefbot.digests.model import Contents
from briefbot.digests.schedule import Slot
from briefbot.digests.subscription import Destination, Subscription


class Fate(StrEnum):
    """What would become of a digest now."""

    SENT = "sent"
    EMPTY = "empty"  # nothing is new
    SKIPPED = "skipped"  # its hour is too long gone
    NOT_DUE = "not due"
    OFF = "off"
    NO_ZONE = "no zone"
    LOST = "lost"  # nothing can be sent into the chat
    UNKNOWN = "unknown"  # no digest was ever set there


@dataclass(frozen=True, slots=True)
class FollowCount:
    """How many new quotations of the window match a follow, and how many of these were delivered before."""

    follow: str
    matched: int
    delivered: int


@dataclass(frozen=True, slots=True)
class Explained:
    """What would become of the digest of a destination, and why.

    `slot` is the date that it is for and the instant at which it is due, `skipped` are older ones, `next_at` is the next
    instant. `contents` are what it shows; `old` counts quotations that came in within the window and are no news, being
    published long before; `delivered` those that it does not tell again.
    """

    destination: Destination
    fate: Fate
    subscription: Subscription | None = None
    slot: Slot | None = None
    skipped: tuple[Slot, ...] = ()
    next_at: datetime | None = None
    contents: Contents | None = None
    follows: tuple[FollowCount, ...] = ()
    delivered: int = 0
    old: int = 0
