"""Work in chats: updates are written down as they come, handled in their order, and what answers them is sent."""

import asyncio
import logging
from collections.abc import Collection, Coroutine, Iterable
from contextlib import suppress
from functools import partial
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

from briefbot.errors import DatabaseError, SearchError
from briefbot.store.inbox import Arrival
from briefbot.store.work import UnitOfWork
from briefbot.telegram.handling import Handling
from briefbot.telegram.sharing import Share
from briefbot.telegram.transactions import Transactions
from briefbot.telegram.transport.arrivals import job_of, posted_in
from briefbot.telegram.transport.chat_queues import ChatQueues
from briefbot.telegram.transport.fair_queue import SEND, Job, Turn
from briefbot.telegram.transport.pacing import Pace
from briefbot.telegram.transport.sending import MessageSender
from briefbot.telegram.waiting import Waiting

_log = logging.getLogger(__name__)

_RETRY = 5.0  # seconds before an update is handled again when the database failed
# Updates that are taken up by one query.
_CHUNK = 1_000


class ChatWork:
    """The work in those chats that are this process's."""

    def __init__(
        self,
        bot: ExtBot[None],
        handling: Handling,
        transactions: Transactions,
        share: Share,
        waiting: Waiting,
    ) -> None:
        """`waiting` tells people that the database cannot be reached."""
        self._bot = bot
        self._handling = handling
        self._transactions = transactions
        self._share = share
        self._waiting = waiting
        self._number = int(bot.token.partition(":")[0])
        self._known: set[int] = set()  # updates that wait in the queues, or are being handled
        self._faulty: set[int] = set()  # chats in which sending failed by a fault of ours
        self._beside: set[asyncio.Task[None]] = set()
        self.more = asyncio.Event()  # set when there may be more to be taken up

    def begin(self, sender: MessageSender, pace: Pace, rest: float) -> None:
        """Begin to work: messages are sent by `sender` at its `pace`; edits wait for `rest` seconds."""
        self._sender = sender
        self.queues = ChatQueues(self._work, pace.ready_at, rest, self._release)

    async def end(self, seconds: float) -> int:
        """Do no more than what can be done in so many seconds; how much is left for another process, or the next start."""
        for task in self._beside:
            task.cancel()
        return await self.queues.drain(seconds)

    # What comes in

    async def take_up(self) -> None:
        """Put into the queues what is left to do in chats that nobody has: messages to be sent, then updates to be handled."""
        waiting, unsent = await self._transactions.read(self._left)
        if not waiting and not unsent:
            return
        chats = {chat for _, chat in waiting}
        held, mine = await self._transactions.write(
            lambda work: (self._share.held(work, chats), self._share.claim(work, chats | unsent))
        )
        for chat_id in sorted(unsent & mine):
            self.queues.add(chat_id, SEND)
        numbers = [number for number, chat in waiting if chat in mine]
        for at in range(0, len(numbers), _CHUNK):
            some = numbers[at : at + _CHUNK]
            arrived = await self._transactions.read(partial(self._arrived, some))
            self._handling.came([one.update_id for one in arrived if one.chat_id not in held], left=True)
            self._add(arrived)

    def _left(self, work: UnitOfWork) -> tuple[list[tuple[int, int]], set[int]]:
        waiting = [(number, chat) for number, chat in self._share.waiting(work, self._number) if number not in self._known]
        return waiting, self._share.unsent(work, mine=False) - self._faulty

    def _arrived(self, numbers: list[int], work: UnitOfWork) -> list[Arrival]:
        return work.inbox.waiting(self._number, numbers)

    async def keep(self, arrivals: list[Arrival]) -> None:
        """Write updates down, and have those handled that are new; DatabaseError where they are not written down."""
        if not arrivals:
            return
        try:
            mine = await self._transactions.write(partial(self._receive, arrivals))
        except DatabaseError:
            await self._waiting.tell(arrivals)
            raise
        self._waiting.over()
        self._add(mine)

    def _receive(self, arrivals: list[Arrival], work: UnitOfWork) -> list[Arrival]:
        """Write updates down, without the posts of channels that nobody accepted; those new ones that are handled here.

        Before them stands what another process has written down for their chats: it came first.
        """
        posted = ((one, posted_in(one)) for one in arrivals)
        meant = [one for one, channel in posted if channel is None or work.channels.is_accepted(channel)]
        fresh = work.inbox.receive(self._number, meant)
        mine = self._share.claim(work, {one.chat_id or 0 for one in meant if one.update_id in fresh})
        here = [one for one in meant if one.update_id in fresh and (one.chat_id or 0) in mine]
        return here if self._share.is_alone else [*self._unknown(work, mine, {one.update_id for one in here}), *here]

    def _unknown(self, work: UnitOfWork, chats: Collection[int], but: Collection[int] = ()) -> list[Arrival]:
        """What waits in chats of this process's and came by way of others, in the order in which it came."""
        waiting = (number for number, chat in self._share.waiting(work, self._number) if chat in chats)
        return work.inbox.waiting(self._number, [one for one in waiting if one not in self._known and one not in but])

    def _add(self, arrivals: Iterable[Arrival]) -> None:
        for one in arrivals:
            if one.update_id not in self._known:
                self._known.add(one.update_id)
                self._handling.came([one.update_id])
                self.queues.add(one.chat_id or 0, job_of(one))

    # What is done

    async def _work(self, chat_id: int, turn: Turn) -> None:
        """One job of a queue: handle an update, and send what is to be sent into its chat."""
        told = False
        while True:
            try:
                if turn.merged:
                    await self._pass_over(turn.merged)
                if turn.job.update_id is not None:
                    await self._handling.handle(chat_id, turn.job.update_id)
                messages = await self._transactions.read(
                    lambda work: work.outbox.unsent(chat_id) if self._share.has(work, chat_id) else []
                )
                await self._sender.deliver(messages, turn.job.person_id)
            except DatabaseError as error:
                _log.error("%s It is tried again.", error)
                if isinstance(error, SearchError) and not told:
                    told = True
                    await self._tell_to_wait(turn.job.update_id)
                await asyncio.sleep(_RETRY)
            except Exception:  # noqa: BLE001 (a fault of ours must not end what serves other chats)
                _log.exception("What waits for chat %s could not be sent; it is tried with the chat's next message.", chat_id)
                self._faulty.add(chat_id)
                break
            else:
                self._faulty.discard(chat_id)
                break
        self._known -= {job.update_id for job in (turn.job, *turn.merged) if job.update_id is not None}

    async def _tell_to_wait(self, update_id: int | None) -> None:
        """Say that a question waits for the search engine; a courtesy, which fails without harm."""
        with suppress(DatabaseError):
            given = [] if update_id is None else [update_id]
            await self._waiting.tell(await self._transactions.read(lambda work: work.inbox.waiting(self._number, given)))

    async def _release(self, chat_id: int) -> None:
        """Leave a chat to whoever has something to do there next, unless more has come for it by way of other processes."""
        if self._share.is_alone or self.queues.waits(chat_id):
            return

        def releasing(work: UnitOfWork) -> tuple[list[Arrival], bool]:
            if not self._share.has(work, chat_id):
                return [], False
            waiting = [number for number, chat in self._share.waiting(work, self._number) if chat == chat_id]
            more = self._unknown(work, {chat_id})
            is_unsent = chat_id in self._share.unsent(work) - self._faulty
            if not waiting and not is_unsent:  # what waits and is known is in the queue by now
                self._share.release(work, chat_id)
            return more, is_unsent

        try:
            more, is_unsent = await self._transactions.write(releasing)
            self._add(more)
            if is_unsent:
                self.queues.add(chat_id, SEND)
        except DatabaseError as error:
            _log.warning("%s It is tried again.", error)
            self.queues.add_later(chat_id, _RETRY)

    async def _pass_over(self, jobs: tuple[Job, ...]) -> None:
        """Note that updates are handled for which nobody waits any more: a later one says the same, or otherwise."""

        def passing(work: UnitOfWork) -> None:
            for job in jobs:
                work.inbox.settle(self._number, job.update_id or 0)

        await self._transactions.write(passing)
        self._handling.passed_over([job.update_id for job in jobs if job.update_id is not None])
        if pressed := [job.callback_id for job in jobs if job.callback_id]:
            self._do_beside(self._answer_presses(pressed))

    async def _answer_presses(self, callback_ids: list[str]) -> None:
        for one in callback_ids:
            with suppress(TelegramError):  # too late, or unreachable
                await self._bot.answer_callback_query(one)

    def _do_beside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    # What is sent

    def send_later(self, chat_id: int, seconds: float) -> None:
        """Send what waits in a chat after so many seconds."""
        self.queues.add_later(chat_id, seconds)

    def send_behind(self, chat_id: int, person_id: int) -> None:
        """Send what waits in a chat in the next turn of a person there."""
        self.queues.add(chat_id, Job(None, person_id, key=SEND.key))

    def deliver(self, chat_id: int) -> None:
        """Have sent what was just written down for a chat."""
        if self._share.is_alone:
            self.queues.add(chat_id, SEND)
        self.more.set()

    async def send_elsewhere(self) -> None:
        """Have sent what was written down for other chats."""
        chats = await self._transactions.write(lambda work: self._share.claim(work, self._share.unsent(work)))
        for chat_id in chats:
            self.queues.add(chat_id, SEND)
