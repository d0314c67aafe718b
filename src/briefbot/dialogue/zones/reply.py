"""What a chat is told of its time zone."""

from dataclasses import dataclass
from datetime import datetime

from briefbot.dialogue.zones.finding import Choice, Found


@dataclass(frozen=True, slots=True)
class Zoned:
    """The chat's zone, None where none was chosen, at an instant (aware); `place` is what its clocks are called by.

    `found` is what was found for what somebody typed, None where nothing was; where that is one zone, it is the chat's now.
    `offered` are zones to choose from. `next_digest` (UTC) is when the chat's next digest comes, None where none is to come.
    """

    zone: str | None
    place: str
    now: datetime
    found: Found | None = None
    offered: tuple[Choice, ...] = ()
    next_digest: datetime | None = None
