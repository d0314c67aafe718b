"""The program's own sender on a Telegram that answers what a test says, in the tests' own time."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from datetime import datetime
from types import SimpleNamespace
from typing import Any, TypeVar

import httpx
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from briefbot.archive import Archive
from briefbot.dialogue.outgoing import Failure, Verdict
from briefbot.store.outbox import Unsent
from briefbot.store.work import UnitOfWork
from briefbot.telegram.drawing import drawn
from briefbot.telegram.transport.pacing import Pace
from briefbot.telegram.transport.sending import Hooks, MessageSender, Patience

_T = TypeVar("_T")
_NO_LIMIT = (50, 1e-9)
# Each failure is tried again five minutes later, and not at once.
_PATIENCE = Patience(first=0.0, times=0, long=300.0)
_CAUSES = {Verdict.AGAIN: httpx.ConnectError("no route"), Verdict.PERHAPS_SENT: httpx.ReadError("broken")}
_TEXTS = {
    Verdict.NO_TOPIC: "Bad Request: message thread not found",
    Verdict.UNREADABLE: "Bad Request: can't parse entities",
    Verdict.REFUSED: "Bad Request: oh",
}
# Which digest a message is of that Telegram is asked to send.
SENDING: ContextVar[Unsent] = ContextVar("SENDING")


def error_of(failure: Failure) -> TelegramError:
    """What python-telegram-bot raises where a message fails so."""
    match failure.verdict:
        case Verdict.WAIT:
            return RetryAfter(int(failure.seconds))
        case Verdict.MOVED:
            return ChatMigrated(failure.new_chat)
        case Verdict.LOST:
            return Forbidden("Forbidden: bot was blocked by the user")
        case Verdict.AGAIN | Verdict.FAILED | Verdict.PERHAPS_SENT:
            error = NetworkError("trouble")
            error.__cause__ = _CAUSES.get(failure.verdict)
            return error
    return BadRequest(_TEXTS[failure.verdict])


class Telegram:
    """What is sent is handed to `take` (chat, text and topic), which gives the message's number or raises."""

    def __init__(self, take: Callable[[int, str, int | None], Awaitable[int]]) -> None:
        self._take = take

    async def send_message(self, chat_id: int, text: str, *, message_thread_id: int | None = None, **_: Any) -> SimpleNamespace:
        """The message that it becomes."""
        return SimpleNamespace(message_id=await self._take(chat_id, text, message_thread_id))


class Sender:
    """Sends digests of an archive as the bot does."""

    def __init__(self, briefbot: Archive, telegram: Telegram, clock: Callable[[], datetime]) -> None:
        async def write(job: Callable[[UnitOfWork], _T], /) -> _T:
            with briefbot.store.write() as work:
                return job(work)

        async def draw(unsent: Unsent) -> Unsent | None:
            return drawn(briefbot, unsent)

        bot: Any = telegram  # of which a digest needs one method
        pace = Pace(_NO_LIMIT, _NO_LIMIT, _NO_LIMIT)
        self._store = briefbot.store
        self._sender = MessageSender(bot, pace, write, clock, Hooks(draw), _PATIENCE, lambda: clock().timestamp())

    def ready(self, most: int) -> list[Unsent]:
        """The digests with a message that can be sent."""
        with self._store.read() as work:
            return work.digest_queue.ready(most, self._sender.resting)

    async def send(self, unsent: Unsent) -> None:
        """Send the next message of one."""
        SENDING.set(unsent)
        await self._sender.deliver_digest(unsent)
