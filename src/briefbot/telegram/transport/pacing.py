"""When a message may be sent: Telegram's flood limits, kept for each chat and for all of them together."""

import asyncio
import time
from collections import deque
from typing import TypeVar

from briefbot.telegram.transport.fair_queue import NOBODY

Limit = tuple[int, float]  # so many turns in so many seconds

# From Telegram's FAQ for bots: some 30 messages a second overall, one a second in a chat with short bursts allowed, 20 a
# minute in a group. A second is taken a little longer here, because messages arrive closer together than they are sent.
OVERALL: Limit = (30, 1.05)
CHAT: Limit = (3, 3.1)
GROUP: Limit = (20, 60.5)
# What digests leave of the overall limit to those who ask, a fifth: a digest waits, a person does not.
_LEFT_TO_ANSWERS = 5
# What one person in a group, and what nobody waits for anywhere, leaves of a chat's limits to others: a third.
_SHARE = 3
_LOOK_AGAIN = 0.02  # seconds
# Chats whose pace is remembered before those that are long quiet are forgotten.
_REMEMBERED = 10_000


class Window:
    """At most `limit` turns in any `seconds`."""

    def __init__(self, limit: int, seconds: float) -> None:
        self._seconds = seconds
        self._turns: deque[float] = deque(maxlen=limit)

    @property
    def limit(self) -> int:
        """How many turns there are in that time."""
        return self._turns.maxlen or 0

    def resized(self, limit: int) -> "Window":
        """The same with another limit: what was taken last is remembered."""
        if limit == self.limit:
            return self
        other = Window(limit, self._seconds)
        other._turns.extend(self._turns)
        return other

    def next(self, now: float) -> float:
        """The time from which on the next turn may be used."""
        full = len(self._turns) == self._turns.maxlen
        return max(now, self._turns[0] + self._seconds) if full else now

    def reserve(self, now: float) -> float:
        """Take the next turn; the time from which on it may be used."""
        turn = self.next(now)
        self._turns.append(turn)
        return turn

    def free(self, now: float) -> int:
        """How many turns can be taken at once."""
        taken = sum(turn > now - self._seconds for turn in self._turns)
        return self.limit - taken

    def is_quiet(self, now: float) -> bool:
        """Whether all turns are too long ago to matter."""
        return not self._turns or self._turns[-1] + self._seconds < now


class Pace:
    """Gives each message its turn. A chat that has to wait keeps no other one waiting."""

    def __init__(self, overall: Limit = OVERALL, chat: Limit = CHAT, group: Limit = GROUP) -> None:
        """The limits of all chats together, of each chat, and of each group besides."""
        self._limit = overall[0]
        self._overall = Window(*overall)
        self._chat, self._group = chat, group
        self._chats: dict[int, tuple[Window, ...]] = {}
        self._people: dict[tuple[int, int], tuple[Window, ...]] = {}

    def divide(self, senders: int) -> None:
        """Leave the others their part of the overall limit, where so many processes send at a time."""
        self._overall = self._overall.resized(max(1, self._limit // senders))

    async def turn(self, chat_id: int, person_id: int = NOBODY) -> None:
        """Wait until a message for this person may be sent into this chat. Of a group's turns, nobody has all."""
        for windows in (self._share(chat_id, person_id), self._windows(chat_id)):
            await _until(max((window.reserve(time.monotonic()) for window in windows), default=0.0))
        await _until(self._overall.reserve(time.monotonic()))

    def ready_at(self, chat_id: int, person_id: int) -> float:
        """From when on, by the clock of `time.monotonic`, a message for this person may be sent into this chat; 0: at once."""
        windows = (*self._share(chat_id, person_id), *self._windows(chat_id))
        return max(window.next(0.0) for window in windows)

    def has_share(self, chat_id: int, person_id: int) -> bool:
        """Whether a person has something left now of what they can have of a chat's turns."""
        now = time.monotonic()
        return all(window.next(now) <= now for window in self._share(chat_id, person_id))

    async def turn_for_digest(self, chat_id: int) -> None:
        """Wait until a message may be sent that nobody waits for: answers go first, and find turns left."""
        windows = self._windows(chat_id)
        await _until(max(window.reserve(time.monotonic()) for window in windows))
        while self._overall.free(time.monotonic()) <= self._overall.limit // _LEFT_TO_ANSWERS:
            await asyncio.sleep(_LOOK_AGAIN)
        self._overall.reserve(time.monotonic())

    def _windows(self, chat_id: int) -> tuple[Window, ...]:
        """The limits of a chat."""
        if chat_id not in self._chats:
            self._chats = _without_quiet(self._chats)
            self._chats[chat_id] = tuple(Window(*limit) for limit in self._limits(chat_id))
        return self._chats[chat_id]

    def _share(self, chat_id: int, person_id: int) -> tuple[Window, ...]:
        """What a person can have of a chat's limits: in a private chat, all; but not what nobody waits for."""
        if chat_id > 0 and person_id != NOBODY:
            return ()
        key = chat_id, person_id
        if key not in self._people:
            self._people = _without_quiet(self._people)
            shares = [(max(1, turns - turns // _SHARE), seconds) for turns, seconds in self._limits(chat_id)]
            self._people[key] = tuple(Window(*share) for share in shares)
        return self._people[key]

    def _limits(self, chat_id: int) -> tuple[Limit, ...]:
        return (self._chat, self._group) if chat_id < 0 else (self._chat,)  # groups' and channels' numbers are negative


_Key = TypeVar("_Key")


def _without_quiet(windows: dict[_Key, tuple[Window, ...]]) -> dict[_Key, tuple[Window, ...]]:
    """The same where there are few; otherwise without those that are long quiet."""
    now = time.monotonic()
    if len(windows) < _REMEMBERED:
        return windows
    return {key: each for key, each in windows.items() if not all(window.is_quiet(now) for window in each)}


async def _until(moment: float) -> None:
    wait = moment - time.monotonic()
    if wait > 0:
        await asyncio.sleep(wait)
