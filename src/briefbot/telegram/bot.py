"""The bot's life: starting (also during an outage), taking what waits, polling, and ending with nothing half done."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from itertools import product
from typing import Any, TypeVar

from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    Chat,
    Update,
)
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application, ApplicationBuilder
from telegram.request import HTTPXRequest

from briefbot.archive import Archive
from briefbot.chat.digests.planner import Planner
from briefbot.config import TelegramSettings
from briefbot.dialogue.commands import Menu, menu
from briefbot.dialogue.links import Account
from briefbot.dialogue.pages import Pages
from briefbot.errors import BotError, DatabaseError
from briefbot.fetching import Fetcher
from briefbot.fetching.polite import PoliteFetcher
from briefbot.store.inbox import Arrival
from briefbot.store.lock import Ownership
from briefbot.store.work import UnitOfWork
from briefbot.telegram.controllers import Dispatcher, Rules, Service, UpdateService
from briefbot.telegram.controllers.limits import RateLimiter
from briefbot.telegram.digests import DigestSender
from briefbot.telegram.drawing import drawing_of
from briefbot.telegram.feeds import FeedPolling
from briefbot.telegram.handlers import Handlers
from briefbot.telegram.inline import InlineMode
from briefbot.telegram.owning import elected, watch
from briefbot.telegram.payloads import ASIDE, fault_of
from briefbot.telegram.receiving import Receiving
from briefbot.telegram.transport.arrivals import context_of, job_of, posted_in
from briefbot.telegram.transport.chat_queues import ChatQueues
from briefbot.telegram.transport.fair_queue import SEND, Job, Turn
from briefbot.telegram.transport.pacing import Pace
from briefbot.telegram.transport.polling import REJECTED, Poller, PollingBot, Rejections
from briefbot.telegram.transport.requests import BotApiRequest
from briefbot.telegram.transport.sending import Hooks, MessageSender, Patience
from briefbot.telegram.transport.workers import Workers
from briefbot.telegram.waiting import Waiting
from briefbot.wording.locale import reader_locale
from briefbot.wording.translation import languages

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

# Threads that answer. They share one interpreter, so that more would only wait for each other.
_THREADS = 4
# Connections for sending: with an API that takes a second, 30 messages a second need 30; httpcore slows down with many more.
SENDING: dict[str, Any] = {"connection_pool_size": 40, "pool_timeout": 30.0, "read_timeout": 20.0, "connect_timeout": 10.0}
# Seconds for which a bot that is told to end goes on with what waits. The rest waits for the next start. With all that is
# to be closed then, it is less than the ten seconds that a container is given.
_DRAIN = 7.0
_RETRY = 5.0  # seconds before an update is handled again when the database failed
_REST = 1.0  # seconds for which a message must not be edited before its question is answered again
_CLEAN_EVERY = 6 * 3600.0  # seconds


class TelegramBot:
    """One bot on one archive."""

    def __init__(
        self,
        settings: TelegramSettings,
        briefbot: Archive,
        pace: Pace | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        fetcher: Fetcher | None = None,
        patience: Patience | None = None,
        rest: float = _REST,
    ) -> None:
        """`pace` is Telegram's unless a server has other limits, `patience` for its outages; `clock` gives aware instants.

        By `fetcher` feeds are looked at; where there is none, others look at them. What admins send is fetched in any case.
        Edits wait until none of the same message has come for `rest` seconds.
        """
        self._fetcher = fetcher or Fetcher()
        self._feeds = FeedPolling(briefbot, PoliteFetcher(fetcher), clock) if fetcher else None
        self._settings = settings
        self._briefbot = briefbot
        self._store = briefbot.store
        self._pace = pace or Pace()
        self._clock = clock
        self._patience = patience or Patience()
        self._rest = rest
        self._beside: set[asyncio.Task[None]] = set()
        self._id = int(settings.token.partition(":")[0])
        rules = Rules(settings.admins, settings.private, settings.answer_within, settings.web_url)
        service = Service(briefbot, self._id, rules, clock, self._account, RateLimiter(settings.questions_per_minute))
        self._dispatcher, self._updates = Dispatcher(service), UpdateService(service)
        self._failures: dict[int, Exception] = {}

    async def run(self, stop: asyncio.Event, *, stands_by: bool = False) -> None:
        """Serve until told to stop; BotError where that is not possible, or not any more.

        Where another bot has the database, it is waited for if this one `stands_by`.
        """
        self._answering = Workers(_THREADS, "answer")
        self._writing = ThreadPoolExecutor(1, "write")  # short work that must not wait behind answers
        requests = BotApiRequest(**SENDING), BotApiRequest(connection_pool_size=1, connect_timeout=10.0)
        self._bot = bot_of(self._settings, *requests)
        application = self._application()
        try:
            async with elected(self._store, stop, stands_by=stands_by) as ownership:
                if ownership and await _unless(stop, self._reach(application)):
                    await self._serve(application, stop, ownership)
        finally:
            with suppress(RuntimeError, TelegramError):
                await application.shutdown()
            for request in requests:  # of a bot that was never reached, the library leaves them open
                await request.shutdown()
            self._answering.shutdown()
            self._writing.shutdown()

    def _account(self) -> Account:
        pages = Pages(self._settings.web_url) if self._settings.web_url else None
        return Account(self._bot.username, inline=bool(self._bot.supports_inline_queries), pages=pages)

    def _application(self) -> Application[Any, Any, Any, Any, Any, Any]:
        application = ApplicationBuilder().bot(self._bot).updater(None).job_queue(None).build()
        Handlers(self._dispatcher, self._updates, self._answering, self._send_elsewhere).register(application)
        application.add_error_handler(self._failed)
        return application

    async def _reach(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Wait until Telegram answers."""
        pause, rejections = 0.0, Rejections()
        while True:
            try:
                await application.initialize()
                await self._bot.delete_webhook(drop_pending_updates=False)  # while there is one, nothing can be polled
            except TelegramError as error:
                rejections.note(error)
                if not pause and not isinstance(error, InvalidToken):  # whose message holds the token
                    _log.warning("Telegram cannot be reached (%s); waiting until it can.", error.message)
                pause = min(2 * pause or 0.5, 15.0)
                await asyncio.sleep(pause)
            else:
                _log.info("The bot is @%s.", self._bot.username)
                return

    async def _serve(
        self, application: Application[Any, Any, Any, Any, Any, Any], stop: asyncio.Event, ownership: Ownership
    ) -> None:
        self._process = application.process_update
        hooks = Hooks(
            drawing_of(self._briefbot, self._settings.web_url), self._send_later, self._send_elsewhere, self._send_behind
        )
        self._sender = MessageSender(self._bot, self._pace, self._write, self._clock, hooks, self._patience)
        self.digests = DigestSender(self._sender, Planner(self._briefbot, self._settings.private_to), self._write, self._clock)
        self._receiving = Receiving(
            self._briefbot, self._fetcher, self._bot, self._write, lambda chat: self._queues.add(chat, SEND), self._clock
        )
        self._waiting = Waiting(self._bot, self._settings.private_to)
        self._queues = ChatQueues(self._work, self._pace.ready_at, self._rest)
        await self._take_up()
        inline = InlineMode(self._bot, self._dispatcher.inline)
        self.poller = Poller(self._bot, self._keep, inline.take, self._clock)
        works = [
            watch(ownership),
            self.poller.run(),
            self.digests.run(),
            self._clean(),
            self._offer_menus(),
            self._receiving.run(),
        ]
        if self._feeds is not None:
            works.append(self._feeds.run())
        running = [asyncio.create_task(work) for work in works]
        try:
            await _first_of(asyncio.create_task(stop.wait()), self._queues.failure, *running[:3])
        except InvalidToken:
            raise BotError(REJECTED) from None
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
            await self.digests.stop()
            if self._feeds is not None:
                await asyncio.to_thread(self._feeds.stop)
            await inline.end()
            for task in self._beside:
                task.cancel()
            left, _ = await asyncio.gather(self._queues.drain(_DRAIN if stop.is_set() else 0.0), self._receiving.stop())
            if left:
                _log.warning("%d updates wait for the next start.", left)

    # What comes in

    async def _take_up(self) -> None:
        """Put into the queues what an earlier run left: messages that were not sent, then updates that were not handled."""
        await self._write(lambda work: work.chats.keep_nobody_out(self._settings.admins))
        unsent = await self._read(lambda work: work.outbox.chats_with_unsent())
        waiting = await self._read(lambda work: work.inbox.waiting(self._id))
        for chat_id in unsent:
            self._queues.add(chat_id, SEND)
        for one in waiting:
            self._queues.add(one.chat_id or 0, job_of(one))

    async def _keep(self, arrivals: list[Arrival]) -> None:
        if not arrivals:
            return
        try:
            fresh = await self._write(partial(self._receive, arrivals))
        except DatabaseError:
            await self._waiting.tell(arrivals)
            raise
        self._waiting.over()
        for one in arrivals:
            if one.update_id in fresh:
                self._queues.add(one.chat_id or 0, job_of(one))

    def _receive(self, arrivals: list[Arrival], work: UnitOfWork) -> set[int]:
        """Write updates down, without the posts of channels that nobody accepted; those that had not come before."""
        posted = ((one, posted_in(one)) for one in arrivals)
        meant = [one for one, channel in posted if channel is None or work.channels.is_accepted(channel)]
        return work.inbox.receive(self._id, meant)

    async def _work(self, chat_id: int, turn: Turn) -> None:
        """One job of a queue: handle an update, and send what is to be sent into its chat."""
        while True:
            try:
                if turn.merged:
                    await self._pass_over(turn.merged)
                if turn.job.update_id is not None:
                    await self._handle(turn.job.update_id)
                messages = await self._read(lambda work: work.outbox.unsent(chat_id))
                await self._sender.deliver(messages, turn.job.person_id)
            except DatabaseError as error:
                _log.error("%s It is tried again.", error)
                await asyncio.sleep(_RETRY)
            except Exception:  # noqa: BLE001 (a fault of ours must not end what serves other chats)
                _log.exception("What waits for chat %s could not be sent; it is tried with the chat's next message.", chat_id)
                return
            else:
                return

    async def _pass_over(self, jobs: tuple[Job, ...]) -> None:
        """Note that updates are handled for which nobody waits any more: a later one says the same, or otherwise."""

        def passing(work: UnitOfWork) -> None:
            for job in jobs:
                work.inbox.settle(self._id, job.update_id or 0)

        await self._write(passing)
        pressed = [job.callback_id for job in jobs if job.callback_id]
        if pressed:
            task = asyncio.create_task(self._answer_presses(pressed))
            self._beside.add(task)
            task.add_done_callback(self._beside.discard)

    async def _answer_presses(self, callback_ids: list[str]) -> None:
        for one in callback_ids:
            with suppress(TelegramError):  # too late, or unreachable
                await self._bot.answer_callback_query(one)

    async def _handle(self, update_id: int) -> None:
        payload = await self._read(lambda work: work.inbox.payload(self._id, update_id))
        if payload is None:
            return
        try:
            await self._answer(Update.de_json(payload, self._bot))
        except (DatabaseError, InvalidToken):
            raise
        except Exception as error:  # noqa: BLE001 (whatever it is, it would be the same at every start)
            _log.error(ASIDE, update_id, fault_of(error))
            await self._write(lambda work: work.inbox.settle(self._id, update_id))

    async def _answer(self, update: Update) -> None:
        await self._process(update)
        error = self._failures.pop(update.update_id, None)
        if isinstance(error, DatabaseError):
            raise error
        if error is not None:
            _log.error("Update %s could not be answered.", update.update_id, exc_info=error)
            await self._apologise(update)

    async def _apologise(self, update: Update) -> None:
        context = context_of(update, self._clock())
        in_channel = update.effective_chat is not None and update.effective_chat.type == Chat.CHANNEL
        is_silent = update.my_chat_member is not None or in_channel
        work = partial(self._updates.apologise, silent=is_silent)
        serve = partial(self._updates.serve, context, work, for_anybody=True)
        outcome = await self._answering.run(context.person_id, serve)
        if update.callback_query is not None:
            with suppress(TelegramError):  # too late, or unreachable
                await update.callback_query.answer(outcome.toast)

    async def _failed(self, update: object, context: Any) -> None:
        if isinstance(update, Update):
            self._failures[update.update_id] = context.error

    def _send_later(self, chat_id: int, seconds: float) -> None:
        self._queues.add_later(chat_id, seconds)

    def _send_behind(self, chat_id: int, person_id: int) -> None:
        self._queues.add(chat_id, Job(None, person_id, key=SEND.key))

    async def _send_elsewhere(self) -> None:
        """Have done what was written down for others: messages for other chats, and what is to be brought in."""
        self._receiving.wake()
        for chat_id in await self._read(lambda work: work.outbox.chats_with_unsent()):
            self._queues.add(chat_id, SEND)

    # Beside it

    async def _offer_menus(self) -> None:
        """Show the commands in Telegram's menus; without them the bot works as well."""
        for language, (commands, scope) in product((None, *languages()[1:]), self._menus()):
            told = [BotCommand(name, reader_locale(language).say(does)) for name, does in commands.items()]
            try:
                await self._bot.set_my_commands(told, scope, language and language.partition("-")[0])
            except RetryAfter:
                return
            except TelegramError as error:  # an admin who never wrote to the bot has no chat with it
                _log.info("A menu could not be set: %s", error.message)

    def _menus(self) -> list[tuple[dict[str, str], Any]]:
        """The commands that each kind of chat is shown, with what they do."""
        return [
            (menu(Menu.PRIVATE), BotCommandScopeAllPrivateChats()),
            (menu(Menu.GROUP), BotCommandScopeAllGroupChats()),
            *((menu(Menu.ADMIN), BotCommandScopeChat(one)) for one in sorted(self._settings.admins)),
        ]

    async def _clean(self) -> None:
        while True:
            try:
                await self._write(lambda work: work.chats.expire(self._clock()))
                await asyncio.get_running_loop().run_in_executor(self._writing, self._briefbot.expire, self._clock())
            except DatabaseError as error:
                _log.warning("What is old could not be erased: %s", error)
            await asyncio.sleep(_CLEAN_EVERY)

    async def _read(self, job: Callable[[UnitOfWork], _T]) -> _T:
        def reading() -> _T:
            with self._store.read() as work:
                return job(work)

        return await asyncio.get_running_loop().run_in_executor(self._writing, reading)

    async def _write(self, job: Callable[[UnitOfWork], _T]) -> _T:
        def writing() -> _T:
            with self._store.write() as work:
                return job(work)

        return await asyncio.get_running_loop().run_in_executor(self._writing, writing)


def bot_of(settings: TelegramSettings, sending: HTTPXRequest, polling: HTTPXRequest) -> PollingBot:
    """The bot of a token, on the server that the settings name."""
    return PollingBot(
        settings.token,
        base_url=f"{settings.base_url}/bot",
        base_file_url=f"{settings.base_url}/file/bot",
        request=sending,
        get_updates_request=polling,
    )


async def _first_of(*awaited: "asyncio.Future[Any]") -> None:
    """Wait for the first to end, and raise what it raised."""
    done, _ = await asyncio.wait(awaited, return_when=asyncio.FIRST_COMPLETED)
    for one in done:
        one.result()


async def _unless(stop: asyncio.Event, work: Any) -> bool:
    """Do some work, unless told to stop before it is done; whether it was done."""
    working, stopping = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    await asyncio.wait((working, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if working.done():
        working.result()
        return True
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    return False
