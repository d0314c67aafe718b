"""Sharing a bot's chats among several processes on one database: each chat is one process's at a time.

Who has a chat handles its updates in order and sends its messages, until nothing is left to do there. A process that was
killed, cut off or frozen is found out by the others, and its chats are anybody's again. A file of SQLite's has one process.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from briefbot.errors import BotError, DatabaseError
from briefbot.store.lock import Ownership
from briefbot.store.processes import Mode, Process
from briefbot.store.store import Store
from briefbot.store.work import UnitOfWork
from briefbot.telegram.transactions import Transactions

_OVER = "The other processes on this database have taken this one for dead, and do what it did; this one ends. Start it again."
_OTHER_BOT = (
    "Another bot (its number is {bot}) is served from this database already; one database is for one bot. Stop that one "
    "first, or give this one a database of its own in BRIEFBOT_DATABASE_URL."
)
_OTHER_MODE: Mapping[Mode, str] = {
    Mode.POLLING: (
        "Another Briefbot on this database fetches this bot's updates, and this one is to get them by a webhook "
        "(BRIEFBOT_WEBHOOK_URL): they cannot come both ways. Stop that one first; what waits is kept."
    ),
    Mode.WEBHOOK: (
        "Another Briefbot on this database gets this bot's updates by a webhook, and this one is to fetch them: they cannot "
        "come both ways. Stop that one first, or set BRIEFBOT_WEBHOOK_URL here too; what waits is kept."
    ),
}

_log = logging.getLogger(__name__)

# Seconds between two looks at the others, and at what waits that nobody has: what a dead one left, say.
_LOOK = 2.0
# Seconds for which a process may be without a session before it is taken for dead: one whose server was started anew, say, has
# found that out by then, and has a session again.
_ABSENT = 10.0
# Seconds for which a process that has a session may do nothing before it is taken for dead.
_FROZEN = 20.0
# Seconds without a look after which what was seen before it says nothing: nobody could work, or this process was frozen itself.
_BLIND = 7.0


@dataclass
class _Seen:
    """What was seen of another process: since when it has no session, and since when its beat has stood still."""

    beat: int
    still_since: float
    absent_since: float | None = None


class Lookout:
    """Tells which other processes are dead, by looking at them again and again. It decides, and does nothing."""

    def __init__(self) -> None:
        self._seen: dict[int, _Seen] = {}
        self._looked_at: float | None = None

    def dead(self, others: Collection[Process], connected: Collection[int], now: float) -> list[int]:
        """Those of the others that are dead `now`, in seconds of any clock."""
        if self._looked_at is None or now - self._looked_at > _BLIND:
            self._seen.clear()
        self._looked_at = now
        before, self._seen = self._seen, {}
        for one in others:
            seen = before.get(one.id)
            if seen is None or seen.beat != one.beat:
                seen = _Seen(one.beat, now, seen.absent_since if seen else None)
            seen.absent_since = None if one.id in connected else now if seen.absent_since is None else seen.absent_since
            self._seen[one.id] = seen
        return [
            number
            for number, seen in self._seen.items()
            if now - seen.still_since >= _FROZEN or (seen.absent_since is not None and now - seen.absent_since >= _ABSENT)
        ]


class Share:
    """The chats of a process that is alone on its database: all that there are."""

    is_alone = True
    size = 1  # how many processes send messages

    def claim(self, work: UnitOfWork, chats: Iterable[int]) -> set[int]:  # noqa: ARG002 (others look there)
        """Take these chats, where nobody else has them; those of them that are this process's."""
        return set(chats)

    def held(self, work: UnitOfWork, chats: Iterable[int]) -> set[int]:  # noqa: ARG002 (as above)
        """Those of these chats that this process took before: what waits there, no process has begun that ended since."""
        return set()  # it is alone since its start, and takes up then alone what waits

    def has(self, work: UnitOfWork, chat_id: int) -> bool:  # noqa: ARG002 (as above)
        """Whether a chat is this process's still."""
        return True

    def release(self, work: UnitOfWork, chat_id: int) -> None:
        """Leave a chat to whoever has something to do there next."""

    def waiting(self, work: UnitOfWork, bot: int) -> list[tuple[int, int]]:
        """Updates that wait, and are nobody else's: number and chat, in the order in which they came."""
        return work.processes.waiting(0, bot)

    def unsent(self, work: UnitOfWork, *, mine: bool = True) -> set[int]:  # noqa: ARG002 (others look there)
        """Chats into which something is to be sent: those that nobody has and, if asked for, this process's."""
        return work.processes.unsent()

    def look(self) -> None:
        """Tell the others that this process works, and free the chats of those that do not any more.

        Raises:
            BotError: the others take this one for dead.
            DatabaseError: that cannot be told just now.
        """


class SharedShare(Share):
    """The chats of a process that is one of several."""

    is_alone = False

    def __init__(self, store: Store, number: int, presence: Ownership, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds."""
        self._store = store
        self._number = number
        self._presence = presence
        self._clock = clock
        self._lookout = Lookout()

    def claim(self, work: UnitOfWork, chats: Iterable[int]) -> set[int]:
        """Take these chats, where nobody else has them; those of them that are this process's."""
        return work.processes.claim(self._number, set(chats))

    def held(self, work: UnitOfWork, chats: Iterable[int]) -> set[int]:
        """Those of these chats that this process took before."""
        return work.processes.held(self._number, set(chats))

    def has(self, work: UnitOfWork, chat_id: int) -> bool:
        """Whether a chat is this process's still."""
        return work.processes.has(self._number, chat_id)

    def release(self, work: UnitOfWork, chat_id: int) -> None:
        """Leave a chat to whoever has something to do there next."""
        work.processes.release(self._number, chat_id)

    def waiting(self, work: UnitOfWork, bot: int) -> list[tuple[int, int]]:
        """Updates that wait in chats of this process's, or of nobody's."""
        return work.processes.waiting(self._number, bot)

    def unsent(self, work: UnitOfWork, *, mine: bool = True) -> set[int]:
        """Chats of nobody's, or of this process's too, into which something is to be sent."""
        return work.processes.unsent(self._number if mine else 0)

    def look(self) -> None:
        """Count on, and let those go that do not any more."""
        self._presence.holds()
        with self._store.write() as work:
            if not work.processes.beat(self._number):
                raise BotError(_OVER)
            others = [one for one in work.processes.all_processes() if one.id != self._number]
            dead = self._lookout.dead(others, work.processes.connected(), self._clock())
            work.processes.leave(dead)
        self.size = 1 + len(others) - len(dead)


@asynccontextmanager
async def joined(store: Store, bot: int, mode: Mode) -> AsyncIterator[Share]:
    """Be one of the processes that serve a bot from a database while the block lasts.

    Raises:
        BotError: others serve another bot there, or get its updates in another way.
    """
    if not store.serves_several:
        yield Share()
        return
    number = secrets.randbelow(2**31 - 1) + 1
    with store.present(number) as presence:
        await asyncio.to_thread(_join, store, number, bot, mode)
        try:
            yield SharedShare(store, number, presence)
        finally:
            with suppress(DatabaseError):
                await asyncio.to_thread(_leave, store, number)


def _join(store: Store, number: int, bot: int, mode: Mode) -> None:
    with store.write() as work:
        connected = work.processes.connected()
        joined = work.processes.all_processes()
        work.processes.leave([one.id for one in joined if one.id not in connected])
        for one in joined:
            if one.id not in connected:
                continue
            if one.bot != bot:
                raise BotError(_OTHER_BOT.format(bot=one.bot))
            if Mode.NONE not in (one.mode, mode) and one.mode is not mode:
                raise BotError(_OTHER_MODE[one.mode])
        work.processes.join(number, bot, mode)


def _leave(store: Store, number: int) -> None:
    with store.write() as work:
        work.processes.leave([number])


async def tend(share: Share, transactions: Transactions, then: Callable[[], Awaitable[None]], more: asyncio.Event) -> None:
    """Look again and again at the others, where there may be some, and do something `then`; at once where there is `more`.

    Raises:
        BotError: the others take this process for dead.
    """
    reached = True
    while not share.is_alone:
        more.clear()
        try:
            await transactions.run(share.look)
            await then()
        except DatabaseError as error:
            if reached:
                _log.warning("%s It is tried again.", error)
            reached = False
        else:
            reached = True
        with suppress(TimeoutError):
            await asyncio.wait_for(more.wait(), _LOOK)
    await asyncio.Event().wait()
