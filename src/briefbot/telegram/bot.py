"""The bot's life: starting (also during an outage), taking what waits, getting updates, and ending with nothing half done."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime
from functools import partial
from socket import socket
from typing import Any

from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder
from telegram.request import HTTPXRequest

from briefbot.archive import Archive
from briefbot.config import TelegramSettings
from briefbot.dialogue.links import Account
from briefbot.dialogue.pages import Pages
from briefbot.errors import BotError, DatabaseError
from briefbot.fetching import Fetcher
from briefbot.fetching.polite import PoliteFetcher
from briefbot.health.checks import SCHEDULE_WITHIN, UPDATES_WITHIN
from briefbot.health.monitor import Monitor
from briefbot.health.pulse import Beat
from briefbot.health.watching import heard
from briefbot.store.inbox import Arrival
from briefbot.store.lock import Ownership
from briefbot.store.processes import Mode
from briefbot.telegram.alerting import Alerts
from briefbot.telegram.chat_work import ChatWork
from briefbot.telegram.controllers import Dispatcher, Rules, Service, UpdateService
from briefbot.telegram.controllers.limits import RateLimiter, SharedMemory
from briefbot.telegram.drawing import drawing_of
from briefbot.telegram.feeds import FeedPolling
from briefbot.telegram.handlers import Handlers
from briefbot.telegram.handling import Handling
from briefbot.telegram.inline import InlineMode
from briefbot.telegram.menus import offer_menus
from briefbot.telegram.owning import elected, in_turn, watch
from briefbot.telegram.roles import Role
from briefbot.telegram.scheduling import Scheduling, Surroundings
from briefbot.telegram.sharing import joined, tend
from briefbot.telegram.transactions import Transactions
from briefbot.telegram.transport.intake import Intake
from briefbot.telegram.transport.pacing import Pace
from briefbot.telegram.transport.polling import REJECTED, Poller, PollingBot, reached
from briefbot.telegram.transport.requests import BotApiRequest
from briefbot.telegram.transport.sending import Hooks, MessageSender, Patience
from briefbot.telegram.transport.workers import Workers
from briefbot.telegram.waiting import Waiting
from briefbot.telegram.webhook import Webhook, free_for_polling

_log = logging.getLogger(__name__)

# Threads that answer. They share one interpreter, so that more would only wait for each other.
_THREADS = 4
# Connections for sending: with an API that takes a second, 30 messages a second need 30; httpcore slows down with many more.
SENDING: dict[str, Any] = {"connection_pool_size": 40, "pool_timeout": 30.0, "read_timeout": 20.0, "connect_timeout": 10.0}
# Seconds for which a bot that is told to end goes on with what waits. The rest waits for the next start. With all that is
# to be closed then, it is less than the ten seconds that a container is given.
_DRAIN = 7.0
_REST = 1.0  # seconds for which a message must not be edited before its question is answered again
_FRESHEN = 5.0  # seconds between two looks at whether another process brought documents in

_ONE_PROCESS = (
    "Several processes serve a bot from a database of PostgreSQL's alone; with a file of SQLite's one process does all of it "
    "(--role all). Name another database in BRIEFBOT_DATABASE_URL; docs/run/postgresql.md tells how to move."
)

_UNREACHED = "Telegram cannot be reached (%s); waiting until it can."

_PtbApplication = Application[Any, Any, Any, Any, Any, Any]


class TelegramBot:
    """One bot on one archive, or one of several processes that do its work."""

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
        self.monitor = Monitor(briefbot, clock)
        self._feeds = FeedPolling(briefbot, PoliteFetcher(fetcher), clock, self.monitor) if fetcher else None
        self._settings = settings
        self._briefbot = briefbot
        self._store = briefbot.store
        self._pace = pace or Pace()
        self._clock = clock
        self._patience = patience or Patience()
        self._rest = rest
        self._id = int(settings.token.partition(":")[0])
        self._scheduling: Scheduling | None = None
        rules = Rules(settings.admins, settings.private, settings.answer_within, settings.web_url)
        memory = SharedMemory(self._store) if self._store.serves_several else None
        limiter = RateLimiter(settings.questions_per_minute, memory)
        service = Service(briefbot, self._id, rules, clock, self._account, limiter)
        self._dispatcher, self._updates = Dispatcher(service), UpdateService(service)

    async def run(
        self, stop: asyncio.Event, role: Role = Role.ALL, *, stands_by: bool = False, takes_webhook_away: bool = False
    ) -> None:
        """Do the work of a role until told to stop; BotError where that is not possible, or not any more.

        Where another bot has the database, it is waited for if this one `stands_by`; a scheduler always does. A webhook that
        keeps it from fetching updates is refused, unless it `takes_webhook_away`.
        """
        if role is not Role.ALL and not self._store.serves_several:
            raise BotError(_ONE_PROCESS)
        self._role = role
        self._mode = Mode.NONE if not role.answers else Mode.WEBHOOK if self._settings.webhook else Mode.POLLING
        self._takes_webhook_away = takes_webhook_away
        self.monitor.expect(self._expected())
        self._answering = Workers(_THREADS, "answer")
        self._transactions = Transactions(self._store)
        requests = BotApiRequest(**SENDING), BotApiRequest(connection_pool_size=1, connect_timeout=10.0)
        self._bot = bot_of(self._settings, *requests)
        application = self._application()
        try:
            async with AsyncExitStack() as stack:
                ownership = Ownership(is_owner=True)
                if self._role.schedules:
                    waits = stands_by or self._role is Role.SCHEDULER
                    ownership = await stack.enter_async_context(elected(self._store, stop, stands_by=waits))
                if ownership and await _unless(stop, reached(application.initialize, _UNREACHED)):
                    _log.info("The bot is @%s.", self._bot.username)
                    self._share = await stack.enter_async_context(joined(self._store, self._id, self._mode))
                    taken = self._listen(stack)
                    if await _unless(stop, reached(self._free_updates, _UNREACHED)):
                        await self._serve(application, stop, ownership, taken)
        finally:
            with suppress(RuntimeError, TelegramError):
                await application.shutdown()
            for request in requests:  # of a bot that was never reached, the library leaves them open
                await request.shutdown()
            self._answering.shutdown()
            self._transactions.shutdown()

    def _expected(self, *, fetches: bool = False) -> dict[Beat, float | None]:
        """What of this process's work goes well again and again, and within how many seconds.

        Telegram brings updates when there are some; of several processes one alone `fetches` them, and others may wait long.
        """
        expected: dict[Beat, float | None] = {}
        if self._role.answers:
            is_sure = fetches or (self._mode is Mode.POLLING and not self._store.serves_several)
            expected[Beat.UPDATES] = UPDATES_WITHIN if is_sure else None
        if self._role.schedules:
            expected[Beat.SCHEDULE] = SCHEDULE_WITHIN
        return expected

    def _listen(self, stack: AsyncExitStack) -> socket | None:
        """The socket at which Telegram's requests will come, None where updates are fetched."""
        hooked = self._settings.webhook if self._mode is Mode.WEBHOOK else None
        self._webhook = Webhook(self._bot, hooked, self.monitor) if hooked else None
        if self._webhook is None:
            return None
        self.monitor.count()  # it is told beside the webhook
        return stack.enter_context(self._webhook.take_place())

    def _account(self) -> Account:
        pages = Pages(self._settings.web_url) if self._settings.web_url else None
        return Account(self._bot.username, inline=bool(self._bot.supports_inline_queries), pages=pages)

    def _application(self) -> _PtbApplication:
        application = ApplicationBuilder().bot(self._bot).updater(None).job_queue(None).build()
        Handlers(self._dispatcher, self._updates, self._answering, self._send_elsewhere).register(application)
        return application

    async def _free_updates(self) -> None:
        if self._mode is Mode.POLLING:
            await free_for_polling(self._bot, take_away=self._takes_webhook_away)

    async def _serve(
        self, application: _PtbApplication, stop: asyncio.Event, ownership: Ownership, taken: socket | None
    ) -> None:
        self.chats = self._new_chats(application)
        draw = drawing_of(self._briefbot, self._settings.web_url)
        counted = self.monitor.metrics.digest
        hooks = Hooks(draw, self.chats.send_later, self._send_elsewhere, self.chats.send_behind, counted)
        if not self._role.answers:  # those send it who have the chats
            hooks = Hooks(draw, digest=counted)
        sender = MessageSender(self._bot, self._pace, self._transactions.write, self._clock, hooks, self._patience)
        self.chats.begin(sender, self._pace, self._rest)
        inline = InlineMode(self._bot, self._dispatcher.inline, self.monitor)
        alerts = self._new_alerts()
        vital, beside = await self._works(Intake(self._bot, self._kept, inline.take, self._clock), sender, ownership, taken)
        tending = asyncio.create_task(tend(self._share, self._transactions, self._look_round, self.chats.more))
        running = [asyncio.create_task(work) for work in (*vital, *beside, alerts.run())]
        try:
            stopping = asyncio.create_task(stop.wait())
            with heard(alerts.hear), heard(lambda happened: self.monitor.metrics.trouble(happened.kind)):
                await _first_of(stopping, self.chats.queues.failure, tending, *running[: len(vital)])
        except InvalidToken:
            raise BotError(REJECTED) from None
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
            await inline.end()
            ends = [self.chats.end(_DRAIN if stop.is_set() else 0.0)]
            left, _ = await asyncio.gather(*ends, self._scheduling.end() if self._scheduling else _nothing())
            tending.cancel()  # not before: the others would take this process for dead
            await asyncio.gather(tending, return_exceptions=True)
            if left:
                _log.warning("%d updates wait for the next start.", left)

    async def _works(
        self, intake: Intake, sender: MessageSender, ownership: Ownership, taken: socket | None
    ) -> tuple[list[Coroutine[Any, Any, None]], list[Coroutine[Any, Any, None]]]:
        """The works of this process's role: those that it is there for, and those beside them."""
        vital, beside = [], []
        self._scheduling = None
        if self._role.schedules:
            around = Surroundings(self._bot, self._briefbot, self._settings, self._transactions, self._clock, self.monitor)
            deliver = self.chats.deliver if self._role.answers else _leave
            self._scheduling = Scheduling(around, sender, self._fetcher, self._feeds, deliver)
            digests, *others = self._scheduling.works()
            vital += [watch(ownership), digests]
            beside += [*others, self._offer_menus()]
        else:
            beside.append(self._keep_fresh())
        if self._role.answers:
            await self._transactions.write(lambda work: work.chats.keep_nobody_out(self._settings.admins))
            await self.chats.take_up()
            vital.append(self._receive(intake, taken))
        return vital, beside

    def _new_chats(self, application: _PtbApplication) -> ChatWork:
        handling = Handling(
            self._bot,
            application,
            self._updates,
            self._answering,
            self._transactions,
            self._share,
            self.monitor,
        )
        waiting = Waiting(self._bot, self._settings.private_to)
        return ChatWork(self._bot, handling, self._transactions, self._share, waiting)

    def _new_alerts(self) -> Alerts:
        # That Telegram brings nothing is no outage: nobody may have written.
        pulse = self.monitor.pulse if self._mode is Mode.POLLING else None
        deliver = self._send_elsewhere if self._role.answers else _nothing  # as above
        return Alerts(self._settings.admins, self._transactions.write, deliver, self._clock, pulse)

    async def _kept(self, arrivals: list[Arrival]) -> None:
        """Write down what came, which went well then."""
        await self.chats.keep(arrivals)
        self.monitor.pulse.beat(Beat.UPDATES)

    async def _receive(self, intake: Intake, taken: socket | None) -> None:
        """Have updates come: brought by Telegram, or fetched by one process at a time."""

        async def poll() -> None:
            self.poller = Poller(self._bot, intake)
            await self.poller.run()

        if taken is not None and self._webhook is not None:
            await self._webhook.run(taken, intake)
        elif self._share.is_alone:
            await poll()
        else:
            await in_turn(self._store.owning_the_updates, partial(self._in_turn, poll))

    async def _in_turn(self, poll: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Fetch updates for all processes: it is expected to go well as long as it is this one's turn."""
        self.monitor.pulse.beat(Beat.UPDATES)  # until now they were another process's
        self.monitor.expect(self._expected(fetches=True))
        try:
            await poll()
        finally:
            self.monitor.expect(self._expected())
            self.monitor.pulse.forget(Beat.UPDATES)

    async def _look_round(self) -> None:
        """Go by how many processes there are, and take up what nobody has."""
        self._pace.divide(self._share.size)
        if self._role.answers:
            await self.chats.take_up()

    async def _send_elsewhere(self) -> None:
        """Have done what was written down for others: messages for other chats, and what is to be brought in."""
        if self._scheduling is not None:
            self._scheduling.receiving.wake()
        await self.chats.send_elsewhere()

    async def _offer_menus(self) -> None:
        await offer_menus(self._bot, self._settings.admins)

    async def _keep_fresh(self) -> None:
        """Make the index anew where another process brought documents in, before somebody's question waits for it."""
        while True:
            await asyncio.sleep(_FRESHEN)
            with suppress(DatabaseError):
                await asyncio.to_thread(self._briefbot.refresh)


def bot_of(settings: TelegramSettings, sending: HTTPXRequest, polling: HTTPXRequest) -> PollingBot:
    """The bot of a token, on the server that the settings name."""
    return PollingBot(
        settings.token,
        base_url=f"{settings.base_url}/bot",
        base_file_url=f"{settings.base_url}/file/bot",
        request=sending,
        get_updates_request=polling,
    )


def _leave(_chat_id: int) -> None:
    """Leave what is to be sent to those who look for it."""


async def _nothing() -> None:
    """End nothing."""


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
