"""Bringing in what admins send, beside all questions: what is to be done waits in the database, and a restart goes on with it.

Each is begun, done and settled; the last is one transaction with the messages that answer it. Killed before that, it is done
again: what is in the archive by then is the same document, so that nothing is doubled.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlsplit

from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from briefbot.archive import Archive
from briefbot.archive.finding_feeds import find_feeds
from briefbot.archive.receiving import Received, Receiver, refused
from briefbot.dialogue.keeping_replies import BroughtIn, Looked, TakenUp
from briefbot.dialogue.outgoing import OutgoingMessage
from briefbot.dialogue.replies import Reply
from briefbot.dialogue.troubles import Trouble
from briefbot.errors import DatabaseError, InputError
from briefbot.feeds.model import Post
from briefbot.fetching import Fetcher, FetchError
from briefbot.fetching.polite import PoliteFetcher
from briefbot.health import watching
from briefbot.rendering import keeping, refusals
from briefbot.rendering.blocks import Notice
from briefbot.store.submissions import Submission, SubmissionRecord, Task
from briefbot.store.work import UnitOfWork
from briefbot.telegram.controllers.model import UpdateContext, messages_in_chat
from briefbot.telegram.controllers.sending import keyboard_of, understood
from briefbot.telegram.payloads import fault_of
from briefbot.telegram.transactions import Transactions
from briefbot.telegram.views import messages, replies

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

# How many are done at a time: a site that answers slowly does not hold up the others.
_AT_ONCE = 3
# How often one is begun, where the process ends each time, before it is given up.
_TRIES = 3
_RETRY = 5.0  # seconds before something is begun again where the database or Telegram could not be reached
_ACT_EVERY = 4.5  # seconds; what a bot does is shown for five
_FINE, _FAULT = 200, 500  # what a server answers: all is well, and from which number on the fault is its own
# Reasons that are told by name, of all that may be.
_REASONS = 3


@dataclass(frozen=True, slots=True)
class _Done:
    """What came of a submission: a reply, or a sentence of the catalogue; its documents, and the feed found there."""

    reply: Reply | str
    documents: tuple[str, ...] = ()
    feed: tuple[str, str] | None = None


class _LaterError(Exception):
    """It cannot be done just now; it is begun again after a while."""


class Receiving:
    """Does what is to be brought in, in threads of its own."""

    def __init__(
        self,
        archive: Archive,
        fetcher: Fetcher,
        bot: ExtBot[None],
        transactions: Transactions,
        deliver: Callable[[int], None],
        clock: Callable[[], datetime],
        look: float | None = None,
    ) -> None:
        """`fetcher` fetches from the web; `deliver` has what is unsent in a chat sent; `clock` gives aware instants in UTC.

        Where other processes write down what is to be done, it is looked for every `look` seconds.
        """
        self._archive = archive
        self._fetcher = fetcher
        self._polite = PoliteFetcher(fetcher)
        self._receiver = Receiver(archive, fetcher)
        self._bot = bot
        self._read, self._write = transactions.read, transactions.write
        self._deliver = deliver
        self._clock = clock
        self._look_every = look
        self._threads = ThreadPoolExecutor(_AT_ONCE, "receive")
        self._doing: dict[int, asyncio.Task[None]] = {}
        self._more = asyncio.Event()

    def wake(self) -> None:
        """Look for what is to be done: something may have come."""
        self._more.set()

    async def run(self) -> None:
        """Do what comes, until it is cancelled."""
        while True:
            self._more.clear()
            try:
                waiting = await self._read(lambda work: work.submissions.waiting())
            except DatabaseError as error:
                _log.error("%s It is tried again.", error)
                await asyncio.sleep(_RETRY)
                continue
            for number in [one for one in waiting if one not in self._doing][: _AT_ONCE - len(self._doing)]:
                self._doing[number] = asyncio.create_task(self._do(number), name=f"receive {number}")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._more.wait(), self._look_every)

    async def stop(self) -> None:
        """Begin nothing more, and wait for what is being fetched or stored; what is not settled is done at the next start."""
        tasks = list(self._doing.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.to_thread(self._threads.shutdown, cancel_futures=True)

    async def _do(self, number: int) -> None:
        try:
            kept = await self._write(lambda work: work.submissions.begin(number))
            if kept is not None:
                await self._settle(kept, await self._with_a_sign(kept))
        except _LaterError:
            await asyncio.sleep(_RETRY)
        except DatabaseError as error:
            _log.error("%s It is tried again.", error)
            await asyncio.sleep(_RETRY)
            with suppress(DatabaseError):
                await self._write(lambda work: work.submissions.put_off(number))
        except Exception as error:  # noqa: BLE001 (a fault of ours must not keep the others from being done)
            told = "What was sent under the number %d is given up: %s"
            _log.error(told, number, fault_of(error), extra=watching.of(Trouble.READING))
            with suppress(DatabaseError):
                await self._write(lambda work: work.submissions.settle(number, (), None, self._clock()))
        finally:
            del self._doing[number]
            self._more.set()

    async def _with_a_sign(self, kept: SubmissionRecord) -> _Done:
        """What comes of it; meanwhile its chat is shown that the bot works."""
        acting = asyncio.create_task(self._act(kept.submission))
        try:
            return await self._done(kept)
        except (DatabaseError, _LaterError):
            raise
        except Exception as error:  # noqa: BLE001 (it would be the same at every start)
            told = "What was sent under the number %d could not be brought in: %s"
            _log.error(told, kept.id, fault_of(error), extra=watching.of(Trouble.READING))
            return _Done(keeping.FAILED)
        finally:
            acting.cancel()

    async def _act(self, submission: Submission) -> None:
        while submission.chat_id is not None:
            with suppress(TelegramError):
                await self._bot.send_chat_action(submission.chat_id, ChatAction.TYPING, message_thread_id=submission.topic)
            await asyncio.sleep(_ACT_EVERY)

    async def _done(self, kept: SubmissionRecord) -> _Done:
        content = kept.submission.content
        if kept.tries > _TRIES:
            return _told(refused(str(content.get("address") or content.get("name") or ""), refusals.FAILS))
        match kept.submission.task:
            case Task.ADDRESS:
                return _told(await self._in_thread(lambda: self._receiver.address(content["address"])))
            case Task.FILE:
                return _told(await self._file(kept))
            case Task.POST:
                return _told(await self._in_thread(lambda: self._receiver.post(Post.recalled(content))))
            case Task.FEED:
                return _Done(await self._in_thread(lambda: self._take_up(content["address"])))
        return _Done(await self._in_thread(lambda: self._look(content["feed"])))

    async def _file(self, kept: SubmissionRecord) -> Received:
        """A file, which Telegram hands out at an address that holds the token: that is told nobody."""
        content = kept.submission.content
        name = str(content["name"])
        try:
            file = await self._bot.get_file(content["file_id"])
        except BadRequest as error:
            return refused(
                name, refusals.TOO_LARGE_FOR_A_BOT if "too big" in error.message.lower() else refusals.NOT_HANDED_OUT
            )
        except TelegramError as error:
            _log.warning("A file could not be asked for (%s); it is tried again.", error.message)
            await self._write(lambda work: work.submissions.put_off(kept.id))
            raise _LaterError from error
        address = file.file_path or ""
        fetcher = Fetcher({urlsplit(address).hostname or ""})
        try:
            fetched = await self._in_thread(lambda: fetcher.get(address))
        except FetchError as error:
            is_passing = error.status is None or error.status >= _FAULT
            if is_passing and kept.tries < _TRIES:
                raise _LaterError from error
            return refused(name, str(error) if error.status in (None, _FINE) else refusals.NOT_HANDED_OUT)
        return await self._in_thread(lambda: self._receiver.file(fetched.content, name, content["media_type"]))

    # In threads

    def _take_up(self, address: str) -> TakenUp:
        try:
            found = find_feeds(self._fetcher, address, self._archive.parser.call)
        except InputError as error:
            return TakenUp(refused=str(error).removeprefix(f"{address}: ").removesuffix("."))
        with self._archive.store.write() as work:
            is_new = {one: work.feeds.add(one, title, self._clock()) for one, title in found}
            feeds = {feed.address: feed for feed in work.feeds.all()}
        return TakenUp(tuple((feeds[one], is_new[one]) for one, _ in found))

    def _look(self, number: int) -> Reply | str:
        with self._archive.store.read() as work:
            feed = work.feeds.of(number)
        if feed is None:
            return keeping.FEED_GONE
        with self._archive.store.owning_the_feeds() as owner:
            if not owner:
                with self._archive.store.write() as work:
                    work.feeds.hasten(number, self._clock())
                return Looked(feed, put_off=True)
            (look,) = self._archive.feed_reader(self._polite, self._clock).look([feed])
            report = look.report
            if report.added or report.updated:
                self._archive.refresh()
        return Looked(look.feed, look.error, report.added, report.updated, len(report.failed))

    async def _in_thread(self, function: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, function)

    # What is told

    async def _settle(self, kept: SubmissionRecord, done: _Done) -> None:
        """Note that it is done, and answer it, at once."""

        def settling(work: UnitOfWork) -> None:
            now = self._clock()
            settled = work.submissions.settle(kept.id, done.documents, done.feed, now)
            chat_id = kept.submission.chat_id
            if settled is not None and chat_id is not None:
                context = _context_of(work, kept.submission, chat_id, now)
                told = replace(done, reply=_in_all(done.reply, len(settled.result.keys)))
                work.outbox.post(chat_id, _messages(work, settled, told, context), now)

        await self._write(settling)
        if kept.submission.chat_id is not None:
            self._deliver(kept.submission.chat_id)


def _told(received: Received) -> _Done:
    """What came of something that was to be brought in, as it is told."""
    report = received.report
    for one in report.degraded:
        _log.warning("%s: %s", one.document, one.error, extra=watching.of(Trouble.READING))
    reply = BroughtIn(
        tuple(understood(one) for one in received.documents),
        report.added,
        report.updated,
        report.unchanged,
        tuple((one.document, one.error) for one in report.failed[:_REASONS]),
        len(report.failed) + len(report.skipped),
    )
    return _Done(reply, tuple(report.documents), received.feed)


def _in_all(reply: Reply | str, brought: int) -> Reply | str:
    """A reply that tells as new what came in when the same was begun before, and was killed; all `brought` so many."""
    if not isinstance(reply, BroughtIn):
        return reply
    before = max(0, min(brought - reply.added - reply.updated, reply.unchanged))
    return replace(reply, added=reply.added + before, unchanged=reply.unchanged - before)


def _context_of(work: UnitOfWork, submission: Submission, chat_id: int, now: datetime) -> UpdateContext:
    """To whom the answer goes: it stands where the question did."""
    return UpdateContext(
        update_id=0,
        chat_id=chat_id,
        person_id=submission.person_id or chat_id,
        asked_at=now,
        message_id=submission.message_id,
        topic=submission.topic,
        language=submission.language,
        preferences=work.preferences.of(chat_id),
    )


def _messages(work: UnitOfWork, kept: SubmissionRecord, done: _Done, context: UpdateContext) -> tuple[OutgoingMessage, ...]:
    locale = context.locale
    if isinstance(done.reply, str):
        html = messages.parts([Notice(locale.say(done.reply))], locale)
    else:
        html = replies.render(done.reply, locale)
    return messages_in_chat(html, keyboard_of(work, kept, locale), context, context.message_id)
