"""Handling an update: it is tried three times, then put aside, and whoever sent it is told so, with a reference for the admins.

A try that ended the process counts as well: an update that was taken up from another process has been tried there. So neither
a fault in an update nor one that ends everything keeps the others of its chat waiting, or comes back at every start.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from functools import partial
from typing import Any

from structlog.contextvars import bound_contextvars
from telegram import Chat, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ExtBot

from briefbot.dialogue.troubles import Trouble
from briefbot.errors import DatabaseError
from briefbot.health import watching
from briefbot.health.metrics import Channel, QuestionOutcome
from briefbot.health.monitor import Monitor
from briefbot.logs import reference_of
from briefbot.store.work import UnitOfWork
from briefbot.telegram.controllers import UpdateService
from briefbot.telegram.payloads import ASIDE, fault_of
from briefbot.telegram.sharing import Share
from briefbot.telegram.transactions import Transactions
from briefbot.telegram.transport.arrivals import context_of
from briefbot.telegram.transport.workers import Workers

_log = logging.getLogger(__name__)

TRIES = 3
_PAUSE = 0.2  # seconds between two tries: what is wrong only now and then may be well again


class Handling:
    """Handles the updates of one bot."""

    def __init__(
        self,
        bot: ExtBot[None],
        application: Application[Any, Any, Any, Any, Any, Any],
        updates: UpdateService,
        workers: Workers,
        transactions: Transactions,
        share: Share,
        monitor: Monitor,
    ) -> None:
        """`share` tells which chats are this process's."""
        self._bot = bot
        self._number = int(bot.token.partition(":")[0])
        self._process: Callable[[Update], Awaitable[None]] = application.process_update
        application.add_error_handler(self._failed)
        self._updates = updates
        self._workers = workers
        self._transactions = transactions
        self._share = share
        self._monitor = monitor
        self._failures: dict[int, Exception] = {}
        self._came: dict[int, float] = {}  # when updates came, by the clock of `time.monotonic`
        self._left: set[int] = set()  # updates that another process left, and that were not begun here yet

    def came(self, update_ids: Collection[int], *, left: bool = False) -> None:
        """Note that updates wait here from now on; `left` where another process did not settle them."""
        self._came |= dict.fromkeys(update_ids, time.monotonic())
        if left:
            self._left.update(update_ids)

    def passed_over(self, update_ids: Collection[int]) -> None:
        """Note that updates wait here no more, though they were not handled."""
        self._left.difference_update(update_ids)
        for one in update_ids:
            self._came.pop(one, None)

    async def handle(self, chat_id: int, update_id: int) -> None:
        """Handle an update of a chat, if it still waits and the chat is still this process's.

        Raises:
            DatabaseError: it could not be; it is to be handled again.
        """
        with bound_contextvars(update=reference_of(self._number, update_id)):
            found = await self._begin(chat_id, update_id)
            if found is not None:
                await self._try(update_id, *found)
        self._came.pop(update_id, None)

    async def _begin(self, chat_id: int, update_id: int) -> tuple[dict[str, Any], int] | None:
        """An update as it came, and how often it was tried by processes that ended by then."""

        def beginning(work: UnitOfWork) -> tuple[dict[str, Any], int] | None:
            if not self._share.has(work, chat_id):
                return None
            if update_id in self._left:
                return work.inbox.take_up(self._number, update_id)
            payload = work.inbox.payload(self._number, update_id)
            return None if payload is None else (payload, 0)

        run = self._transactions.write if update_id in self._left else self._transactions.read
        found = await run(beginning)
        self._left.discard(update_id)
        return found

    async def _try(self, update_id: int, payload: dict[str, Any], tries: int) -> None:
        update: Update | None = None
        fault: Exception | None = None
        for left in reversed(range(max(0, TRIES - tries))):
            try:
                update = update or Update.de_json(payload, self._bot)
                await self._answer(update)
            except (DatabaseError, InvalidToken):
                raise
            except Exception as error:  # noqa: BLE001 (whatever it is: others of its chat wait)
                fault = error
                await asyncio.sleep(_PAUSE if left else 0)
            else:
                return
        await self._put_aside(update_id, payload, fault)

    async def _answer(self, update: Update) -> None:
        await self._process(update)
        error = self._failures.pop(update.update_id, None)
        outcome = self._updates.outcomes.pop(update.update_id, None)
        if error is not None:
            raise error
        if outcome is not None:
            self._monitor.metrics.question(Channel.TELEGRAM, outcome, self._since(update.update_id))

    async def _put_aside(self, update_id: int, payload: dict[str, Any], fault: Exception | None) -> None:
        why = "the bot ended by it" if fault is None else fault_of(fault)
        told = "Update %s could not be answered in %d tries (%s), and is put aside."
        _log.error(told, update_id, TRIES, why, exc_info=fault, extra=watching.of(Trouble.ANSWERING))
        try:
            await self._apologise(Update.de_json(payload, self._bot))
        except (DatabaseError, InvalidToken):
            raise
        except Exception as error:  # noqa: BLE001 (nobody can be told; it would be the same at every start)
            _log.error(ASIDE, update_id, fault_of(error), extra=watching.of(Trouble.ANSWERING))
            await self._transactions.write(lambda work: work.inbox.settle(self._number, update_id))
        self._monitor.metrics.question(Channel.TELEGRAM, QuestionOutcome.FAILED, self._since(update_id))

    async def _apologise(self, update: Update) -> None:
        context = context_of(update, self._updates.now())
        in_channel = update.effective_chat is not None and update.effective_chat.type == Chat.CHANNEL
        is_silent = update.my_chat_member is not None or in_channel
        reference = reference_of(self._number, update.update_id)
        work = partial(self._updates.apologise, reference=reference, silent=is_silent)
        serve = partial(self._updates.serve, context, work, for_anybody=True)
        outcome = await self._workers.run(context.person_id, serve)
        if update.callback_query is not None:
            with suppress(TelegramError):  # too late, or unreachable
                await update.callback_query.answer(outcome.toast)

    async def _failed(self, update: object, context: Any) -> None:
        if isinstance(update, Update):
            self._failures[update.update_id] = context.error

    def _since(self, update_id: int) -> float:
        """Seconds since an update came."""
        now = time.monotonic()
        return now - self._came.get(update_id, now)
