"""When a message may be sent: Telegram's flood limits, kept for each chat and for all of them together."""

import asyncio
import time
from collections import deque

Limit = tuple[int, float]  # so many turns in so many seconds

# From Telegram's FAQ for bots: some 30 messages a second overall, one a second in a chat with short bursts allowed, 20 a
# minute in a group. A second is taken a little longer here, because messages arrive closer together than they are sent.
OVERALL: Limit = (30, 1.05)
CHAT: Limit = (3, 3.1)
GROUP: Limit = (20, 60.5)
# What digests leave of the overall limit to those who ask: a digest waits, a person does not.
_LEFT_TO_ANSWERS = 6
_LOOK_AGAIN = 0.02  # seconds
# Chats whose pace is remembered before those that are long quiet are forgotten.
_REMEMBERED = 10_000


class Window:
    """At most `limit` turns in any `seconds`."""

    def __init__(self, limit: int, seconds: float) -> None:
        self._seconds = seconds
        self._turns: deque[float] = deque(maxlen=limit)

    def reserve(self, now: float) -> float:
        """Take the next turn; the time from which on it may be used."""
        full = len(self._turns) == self._turns.maxlen
        turn = max(now, self._turns[0] + self._seconds) if full else now
        self._turns.append(turn)
        return turn

    def free(self, now: float) -> int:
        """How many turns can be taken at once."""
        taken = sum(turn > now - self._seconds for turn in self._turns)
        return (self._turns.maxlen or 0) - taken

    def is_quiet(self, now: float) -> bool:
        """Whether all turns are too long ago to matter."""
        return not self._turns or self._turns[-1] + self._seconds < now


class Pace:
    """Gives each message its turn. A chat that has to wait keeps no other one waiting."""

    def __init__(self, overall: Limit = OVERALL, chat: Limit = CHAT, group: Limit = GROUP) -> None:
        """The limits of all chats together, of each chat, and of each group besides."""
        self._overall = Window(*overall)
        self._chat, self._group = chat, group
        self._chats: dict[int, tuple[Window, ...]] = {}

    async def turn(self, chat_id: int) -> None:
        """Wait until a message may be sent into this chat."""
        windows = self._windows(chat_id)
        await _until(max(window.reserve(time.monotonic()) for window in windows))
        await _until(self._overall.reserve(time.monotonic()))

    async def turn_for_digest(self, chat_id: int) -> None:
        """Wait until a message may be sent that nobody waits for: answers go first, and find turns left."""
        windows = self._windows(chat_id)
        await _until(max(window.reserve(time.monotonic()) for window in windows))
        while self._overall.free(time.monotonic()) <= _LEFT_TO_ANSWERS:
            await asyncio.sleep(_LOOK_AGAIN)
        self._overall.reserve(time.monotonic())

    def _windows(self, chat_id: int) -> tuple[Window, ...]:
        if chat_id not in self._chats:
            if len(self._chats) >= _REMEMBERED:
                self._forget_quiet()
            is_group = chat_id < 0  # groups' and channels' numbers are negative
            self._chats[chat_id] = (Window(*self._chat), Window(*self._group)) if is_group else (Window(*self._chat),)
        return self._chats[chat_id]

    def _forget_quiet(self) -> None:
        now = time.monotonic()
        self._chats = {
            chat: windows for chat, windows in self._chats.items() if not all(window.is_quiet(now) for window in windows)
        }


async def _until(moment: float) -> None:
    wait = moment - time.monotonic()
    if wait > 0:
        await asyncio.sleep(wait)
