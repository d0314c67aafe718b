"""Sending what was written down: at Telegram's pace, in order within a chat, and again where that is safe.

Answers and digests go the same way. An answer is sent once at least; a digest's message once at most: it is noted as on its way
before it is, and what may have arrived is not sent again.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from typing import Any, Protocol, TypeVar

from telegram.constants import ChatAction
from telegram.error import TelegramError
from telegram.ext import ExtBot

from briefbot.dialogue.outgoing import OutgoingMessage, Verdict
from briefbot.dialogue.statistics import Count, Counted
from briefbot.dialogue.troubles import Trouble
from briefbot.health import watching
from briefbot.health.metrics import DigestOutcome
from briefbot.rendering import bot_phrases
from briefbot.rendering.blocks import Notice
from briefbot.store.outbox import ALERT, OWED, Unsent
from briefbot.store.work import UnitOfWork
from briefbot.telegram import pausing
from briefbot.telegram.transport.carrying import carry_out
from briefbot.telegram.transport.failures import judge
from briefbot.telegram.transport.fair_queue import NOBODY
from briefbot.telegram.transport.pacing import Pace
from briefbot.telegram.views import messages
from briefbot.wording.locale import reader_locale

_log = logging.getLogger(__name__)

# A new message that may have arrived is sent again so often: losing an answer is worse than giving it twice, but a network
# that breaks every time must not fill a chat.
_PERHAPS_TWICE = 3
# A message that fails while so many later ones of its chat arrive fails by what it says.
_OUTRUN = 3

_T = TypeVar("_T")


class Writing(Protocol):
    """Runs a function within a transaction, off the event loop."""

    async def __call__(self, job: Callable[[UnitOfWork], _T], /) -> _T:
        """What the function gives."""
        ...


@dataclass(frozen=True, slots=True)
class Patience:
    """How a message is tried again that was not sent: so many `times` with pauses that double, and then with long ones.

    In seconds: the `first` pause, and a `long` one. After so many tries `alone`, the chat's later messages can pass it.
    """

    first: float = 0.5
    times: int = 6
    long: float = 30.0
    alone: int = 16


async def _nowhere() -> None:
    """Leave what was written for other chats to whoever sends there."""


@dataclass(frozen=True, slots=True)
class Hooks:
    """What sending leaves to others.

    `draw` gives a digest with its next message, None where that cannot be drawn any more. What is unsent in a chat is to be
    delivered `later`, after so many seconds, or `behind` others, in the next turn of a person; `elsewhere` has what was written
    for other chats delivered. What came of each message of a digest is told to `digest`.
    """

    draw: Callable[[Unsent], Awaitable[Unsent | None]]
    later: Callable[[int, float], None] = lambda _chat, _seconds: None
    elsewhere: Callable[[], Awaitable[None]] = _nowhere
    behind: Callable[[int, int], None] = lambda _chat, _person: None
    digest: Callable[[DigestOutcome], None] = lambda _outcome: None


class _Fate(Enum):
    """What became of a message."""

    DONE = auto()  # it was sent
    OVER = auto()  # it is not to be sent any more
    OWED = auto()  # it may have arrived, or cannot be sent: the chat is owed a word about it
    STUCK = auto()  # it is to be tried again after a long pause
    LOST = auto()  # nothing can be sent into this chat


class _Tries:
    """How often one message was tried, and how many later ones of its chat were sent since."""

    def __init__(self) -> None:
        self.failed = 0
        self.perhaps_sent = 0
        self.outrun = 0
        self.rests_until = 0.0


class MessageSender:
    """Sends the messages of a chat."""

    def __init__(
        self,
        bot: ExtBot[None],
        pace: Pace,
        write: Writing,
        clock: Callable[[], datetime],
        hooks: Hooks,
        patience: Patience | None = None,
        moment: Callable[[], float] = time.monotonic,
    ) -> None:
        """`clock` gives aware instants, `moment` seconds of any clock."""
        self._bot = bot
        self._pace = pace
        self._write = write
        self._clock = clock
        self._hooks = hooks
        self._patience = patience or Patience()
        self._moment = moment
        self._left: dict[int, int] = {}  # whose turn messages wait for, by their rows
        self._tries: dict[int, _Tries] = {}  # of messages that are stuck, by their rows

    async def deliver(self, waiting: list[Unsent], person_id: int = NOBODY) -> None:
        """Send these, all of one chat, in their order, in the turn of a person; each is noted as sent before the next one goes.

        Where that person has had their share of a chat's turns, the rest lets others pass, and goes in a later turn of theirs.

        One that fails for long lets later ones pass, and is tried again after a while, until it is sent. One that may have
        arrived, or that later ones outrun, is given up in the end; the chat is told as soon as another one does arrive.
        """
        owed = [unsent for unsent in waiting if unsent.outgoing.role == OWED]
        mine = (unsent for unsent in waiting if self._left.get(unsent.id, person_id) == person_id)
        waiting = [unsent for unsent in mine if unsent.outgoing.role != OWED]
        if all(self._is_resting(unsent) for unsent in waiting):
            return
        stuck: list[Unsent] = []
        for at, unsent in enumerate(waiting):
            if at and not self._pace.has_share(unsent.chat_id, person_id):
                self._left |= {left.id: person_id for left in waiting[at:]}
                self._hooks.behind(unsent.chat_id, person_id)
                break
            match await self._deliver(unsent, person_id, alone=not stuck):
                case _Fate.LOST:
                    return
                case _Fate.STUCK:
                    stuck.append(unsent)
                    if self._tries[unsent.id].failed < self._patience.alone:  # in an outage the order is kept
                        break
                case _Fate.OWED:
                    owed.append(await self._owe(unsent))
                case _Fate.DONE:
                    outrun, stuck = await self._outrun(stuck)
                    owed = await self._pay([*owed, *outrun])
        for unsent in stuck:
            self._rest(unsent, self._patience.long)
        if stuck:
            self._hooks.later(stuck[0].chat_id, self._patience.long)

    async def deliver_digest(self, unsent: Unsent) -> None:
        """Send the next message of a digest, once at most; what was certainly not sent is tried again later."""
        drawn = await self._hooks.draw(unsent)
        if drawn is None:
            _log.info("A digest for chat %s is planned anew: what it was to show is gone.", unsent.chat_id)
            await self._write(lambda work: work.digest_queue.plan_anew(unsent.id))
            return
        fate = await self._deliver(drawn, NOBODY, alone=True)
        if fate is _Fate.STUCK and not self._is_resting(unsent):
            self._rest(unsent, self._patience.long)

    @property
    def resting(self) -> set[int]:
        """The rows of what is stuck, and not to be tried yet."""
        return {row for row, tries in self._tries.items() if self._moment() < tries.rests_until}

    def _is_resting(self, unsent: Unsent) -> bool:
        return unsent.id in self._tries and self._moment() < self._tries[unsent.id].rests_until

    def _rest(self, unsent: Unsent, seconds: float) -> None:
        self._tries[unsent.id].rests_until = self._moment() + seconds

    async def _deliver(self, unsent: Unsent, person_id: int, *, alone: bool) -> _Fate:
        """Send one message; where it fails often it is stuck, and at once where it has failed before or is not `alone`."""
        tries, as_read = self._tries.setdefault(unsent.id, _Tries()), unsent.outgoing
        if tries.perhaps_sent > _PERHAPS_TWICE and not await self._reaches(unsent):
            tries.failed += 1
            return _Fate.STUCK
        fate: _Fate | None = None
        while fate is None:
            if not await self._begin(unsent, person_id):
                fate = _Fate.OVER
                break
            try:
                message_id = await carry_out(self._bot, unsent.chat_id, unsent.outgoing)
            except TelegramError as error:
                following = await self._after(error, unsent, tries, alone=alone)
                if isinstance(following, _Fate):
                    fate = following
                else:
                    unsent = following
            else:
                await self._note(unsent, message_id, as_read)
                fate = _Fate.DONE
        self._left.pop(unsent.id, None)
        if fate is not _Fate.STUCK:
            del self._tries[unsent.id]
        return fate

    async def _begin(self, unsent: Unsent, person_id: int) -> bool:
        """Wait for the turn of a message; whether it is still to be sent, which an answer always is."""
        step = unsent.step
        if step is None:
            await self._pace.turn(unsent.chat_id, person_id)
            return True
        await self._pace.turn_for_digest(unsent.chat_id)
        return await self._write(lambda work: work.digest_queue.begin(unsent.id, step))

    async def _reaches(self, unsent: Unsent) -> bool:
        """Whether what leaves no trace can be sent into a chat: then so can what must not be sent too often."""
        try:
            await self._bot.send_chat_action(unsent.chat_id, ChatAction.TYPING, message_thread_id=unsent.outgoing.topic)
        except TelegramError as error:
            return judge(error).verdict not in (Verdict.AGAIN, Verdict.FAILED, Verdict.PERHAPS_SENT)
        return True

    async def _outrun(self, stuck: list[Unsent]) -> tuple[list[Unsent], list[Unsent]]:
        """Those messages that a later one outran too often, with the word in their place; and the others."""
        owed, left = [], []
        for unsent in stuck:
            self._tries[unsent.id].outrun += 1
            if self._tries[unsent.id].outrun < _OUTRUN:
                left.append(unsent)
                continue
            told = "A message into chat %s cannot be sent, though others can: it is given up."
            _log.error(told, unsent.chat_id, extra=_trouble(unsent))
            del self._tries[unsent.id]
            owed.append(await self._owe(unsent))
        return owed, left

    async def _owe(self, unsent: Unsent) -> Unsent:
        """Write down, in the place of a message, the word about it, to be sent when it is seen that the chat can have it."""

        def owing(work: UnitOfWork) -> Unsent:
            locale = reader_locale(work.preferences.of(unsent.chat_id).language or unsent.outgoing.language or None)
            (html, *_) = messages.parts([Notice(locale.say(bot_phrases.MAY_BE_MISSING))], locale)
            word = OutgoingMessage("send", html, topic=unsent.outgoing.topic, role=OWED)
            work.outbox.repost(unsent.id, word)
            work.statistics.count([Count(Counted.UNSENT)], self._clock())
            return replace(unsent, outgoing=word)

        return await self._write(owing)

    async def _pay(self, owed: list[Unsent]) -> list[Unsent]:
        """Say once, into a chat that has just had a message, what is owed to it; what is owed still."""
        for at, unsent in enumerate(owed):
            if at == 0:
                await self._pace.turn(unsent.chat_id)
                try:
                    await carry_out(self._bot, unsent.chat_id, unsent.outgoing)
                except TelegramError as error:
                    if judge(error).verdict in (Verdict.AGAIN, Verdict.FAILED, Verdict.WAIT):
                        return owed
            await self._note(unsent, None)
        return []

    async def _after(self, error: TelegramError, unsent: Unsent, tries: "_Tries", *, alone: bool) -> Unsent | _Fate:
        """What to send next in the place of a message that was not sent; or what became of it."""
        failure = judge(error)
        if unsent.step and failure.verdict in (Verdict.PERHAPS_SENT, Verdict.FAILED):
            _log.warning("A message of a digest for chat %s may have arrived; it is not sent again.", unsent.chat_id)
            await self._write(lambda work: work.digest_queue.perhaps_arrived(unsent.id, self._clock()))
            self._hooks.digest(DigestOutcome.UNSURE)
            return _Fate.OVER
        if unsent.step:
            await self._write(lambda work: work.digest_queue.again(unsent.id, self._clock()))
        match failure.verdict:
            case Verdict.PERHAPS_SENT if unsent.outgoing.kind in ("send", "photo", "file"):
                return await self._perhaps_again(unsent, tries)
            case Verdict.AGAIN | Verdict.FAILED | Verdict.PERHAPS_SENT:
                return await self._again(unsent, tries, alone=alone)
            case Verdict.WAIT:
                _log.info("Telegram wants a pause of %.0f s in chat %s.", failure.seconds, unsent.chat_id)
                if unsent.step:  # for which nobody waits: it keeps no other one waiting
                    self._rest(unsent, failure.seconds)
                    return _Fate.STUCK
                await asyncio.sleep(failure.seconds)
                return unsent
            case Verdict.MOVED:
                await self._move(unsent.chat_id, failure.new_chat)
                return replace(unsent, chat_id=failure.new_chat)
            case Verdict.LOST:
                await self._lose(unsent.chat_id, error)
                return _Fate.LOST
        return await self._refused(error, failure.verdict, unsent)

    async def _perhaps_again(self, unsent: Unsent, tries: "_Tries") -> Unsent | _Fate:
        """Send some times what may have arrived, and once more when it is seen that something can be sent."""
        tries.perhaps_sent += 1
        if tries.perhaps_sent <= _PERHAPS_TWICE:
            await self._pause(tries.perhaps_sent)
            return unsent
        if tries.perhaps_sent == _PERHAPS_TWICE + 1:
            return _Fate.STUCK
        _log.error("A message into chat %s may have arrived, and is given up.", unsent.chat_id, extra=_trouble(unsent))
        return _Fate.OWED

    async def _again(self, unsent: Unsent, tries: "_Tries", *, alone: bool) -> Unsent | _Fate:
        """Send what was not sent until it is, letting others pass in the end."""
        tries.failed += 1
        if tries.failed > self._patience.times or not alone:
            return _Fate.STUCK
        await self._pause(tries.failed)
        return unsent

    async def _refused(self, error: TelegramError, verdict: Verdict, unsent: Unsent) -> Unsent | _Fate:
        """Send otherwise what Telegram does not take as it is, or give it up."""
        outgoing = unsent.outgoing
        match verdict:
            case Verdict.NO_TOPIC if outgoing.topic is not None:
                if unsent.step:
                    await self._lose_topic(unsent, outgoing.topic)
                return replace(unsent, outgoing=replace(outgoing, topic=None, reply_to=None))
            case Verdict.UNREADABLE if outgoing.has_markup:
                told = "Telegram could not read the HTML of a message; it is sent as plain text."
                _log.error(told, extra=_trouble(unsent))
                return replace(unsent, outgoing=outgoing.as_plain_text())
        if step := unsent.step:
            await self._write(lambda work: work.digest_queue.refused(unsent.id, step, self._clock()))
            self._hooks.digest(DigestOutcome.FAILED)
        else:
            await self._note(unsent, outgoing.target)
        if verdict is not Verdict.POINTLESS:
            told = "A message into chat %s was given up: %s"
            _log.error(told, unsent.chat_id, error.message, extra=_trouble(unsent))
            await self._write(lambda work: work.statistics.count([Count(Counted.UNSENT)], self._clock()))
        return _Fate.OVER

    async def _pause(self, number: int) -> None:
        """Wait before another try, twice as long each time."""
        await asyncio.sleep(self._patience.first * 2.0 ** (number - 1))

    async def _note(self, unsent: Unsent, message_id: int | None, as_read: OutgoingMessage | None = None) -> None:
        """Note that a message is dealt with; `as_read` is how it stood in the outbox before it was sent."""
        if unsent.step:
            await self._write(lambda work: work.digest_queue.arrived(unsent.id, message_id or 0, self._clock()))
            self._hooks.digest(DigestOutcome.SENT)
        else:
            await self._write(lambda work: work.outbox.sent(unsent.id, message_id, as_read))

    async def _move(self, old: int, new: int) -> None:
        _log.info("Chat %s has become a supergroup; it is %s now.", old, new)
        await self._write(lambda work: work.chats.move(old, new))

    async def _lose(self, chat_id: int, error: TelegramError) -> None:
        _log.info("Nothing can be sent into chat %s any more: %s", chat_id, error.message)
        await self._write(lambda work: pausing.lose(work, chat_id, error.message, self._clock()))
        await self._hooks.elsewhere()

    async def _lose_topic(self, unsent: Unsent, topic: int) -> None:
        """Let the rest of a digest go where there is no topic, and tell whoever set it."""

        def losing(work: UnitOfWork) -> None:
            work.digest_queue.again(unsent.id, self._clock(), general=True)
            pausing.lose_topic(work, unsent.chat_id, topic, self._clock())

        await self._write(losing)
        await self._hooks.elsewhere()


def _trouble(unsent: Unsent) -> Mapping[str, Any]:
    """What the log bears of a message that fails: trouble, but where it tells of trouble itself, or there would be no end."""
    return watching.UNTOLD if unsent.outgoing.role == ALERT else watching.of(Trouble.SENDING)
