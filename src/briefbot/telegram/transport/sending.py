"""Sending what was written down: at Telegram's pace, in order within a chat, and again where that is safe."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from typing import Protocol, TypeVar

from telegram import (
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from briefbot.dialogue.outgoing import Button, Keyboard, OutgoingMessage, Verdict
from briefbot.dialogue.statistics import Count, Counted
from briefbot.rendering import bot_phrases
from briefbot.rendering.blocks import Notice
from briefbot.store.outbox import OWED, Unsent
from briefbot.store.work import UnitOfWork
from briefbot.telegram import pausing
from briefbot.telegram.transport.failures import judge
from briefbot.telegram.transport.fair_queue import NOBODY
from briefbot.telegram.transport.pacing import Pace
from briefbot.telegram.transport.requests import ForeignAnswerError
from briefbot.telegram.views import messages
from briefbot.telegram.views.charts import drawn
from briefbot.wording.locale import reader_locale

_log = logging.getLogger(__name__)

# A new message that may have arrived is sent again so often: losing an answer is worse than giving it twice, but a network
# that breaks every time must not fill a chat.
_PERHAPS_TWICE = 3
# A message that fails while so many later ones of its chat arrive fails by what it says.
_OUTRUN = 3
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

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


class _Fate(Enum):
    """What became of a letter."""

    DONE = auto()  # it was sent
    OVER = auto()  # it is not to be sent any more
    OWED = auto()  # it may have arrived, or cannot be sent: the chat is owed a word about it
    STUCK = auto()  # it is to be tried again after a long pause
    LOST = auto()  # nothing can be sent into this chat


class _Tries:
    """How often one letter was tried, and how many later ones of its chat were sent since."""

    def __init__(self) -> None:
        self.failed = 0
        self.perhaps_sent = 0
        self.outrun = 0
        self.rests_until = 0.0


class MessageSender:
    """Sends the letters of a chat."""

    def __init__(
        self,
        bot: ExtBot[None],
        pace: Pace,
        write: Writing,
        clock: Callable[[], datetime],
        later: Callable[[int, float], None] = lambda _chat, _seconds: None,
        patience: Patience | None = None,
    ) -> None:
        """`later` has what is unsent in a chat delivered after so many seconds."""
        self._bot = bot
        self._pace = pace
        self._write = write
        self._clock = clock
        self._later = later
        self._patience = patience or Patience()
        self._tries: dict[int, _Tries] = {}  # of letters that are stuck, by their rows

    async def deliver(self, letters: list[Unsent], person_id: int = NOBODY) -> None:
        """Send these, all of one chat, in their order, in the turn of a person; each is noted as sent before the next one goes.

        One that fails for long lets later ones pass, and is tried again after a while, until it is sent. One that may have
        arrived, or that later ones outrun, is given up in the end; the chat is told as soon as another one does arrive.
        """
        owed = [unsent for unsent in letters if unsent.letter.role == OWED]
        letters = [unsent for unsent in letters if unsent.letter.role != OWED]
        if all(self._is_resting(unsent) for unsent in letters):
            return
        stuck: list[Unsent] = []
        for unsent in letters:
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
            self._tries[unsent.id].rests_until = time.monotonic() + self._patience.long
        if stuck:
            self._later(stuck[0].chat_id, self._patience.long)

    def _is_resting(self, unsent: Unsent) -> bool:
        """Whether a letter is stuck, and not to be tried yet."""
        return unsent.id in self._tries and time.monotonic() < self._tries[unsent.id].rests_until

    async def _deliver(self, unsent: Unsent, person_id: int, *, alone: bool) -> _Fate:
        """Send one letter; where it fails often it is stuck, and at once where it has failed before or is not `alone`."""
        tries, as_read = self._tries.setdefault(unsent.id, _Tries()), unsent.letter
        if tries.perhaps_sent > _PERHAPS_TWICE and not await self._reaches(unsent):
            tries.failed += 1
            return _Fate.STUCK
        fate: _Fate | None = None
        while fate is None:
            await self._pace.turn(unsent.chat_id, person_id)
            try:
                message_id = await self.carry_out(unsent.chat_id, unsent.letter)
            except TelegramError as error:
                following = await self._after(error, unsent, tries, alone=alone)
                if isinstance(following, _Fate):
                    fate = following
                else:
                    unsent = following
            else:
                await self._note(unsent, message_id, as_read)
                fate = _Fate.DONE
        if fate is not _Fate.STUCK:
            del self._tries[unsent.id]
        return fate

    async def _reaches(self, unsent: Unsent) -> bool:
        """Whether what leaves no trace can be sent into a chat: then so can what must not be sent too often."""
        try:
            await self._bot.send_chat_action(unsent.chat_id, ChatAction.TYPING, message_thread_id=unsent.letter.topic)
        except TelegramError as error:
            return judge(error).verdict not in (Verdict.AGAIN, Verdict.FAILED, Verdict.PERHAPS_SENT)
        return True

    async def _outrun(self, stuck: list[Unsent]) -> tuple[list[Unsent], list[Unsent]]:
        """Those letters that a later one outran too often, with the word in their place; and the others."""
        owed, left = [], []
        for unsent in stuck:
            self._tries[unsent.id].outrun += 1
            if self._tries[unsent.id].outrun < _OUTRUN:
                left.append(unsent)
                continue
            _log.error("A message into chat %s cannot be sent, though others can: it is given up.", unsent.chat_id)
            del self._tries[unsent.id]
            owed.append(await self._owe(unsent))
        return owed, left

    async def _owe(self, unsent: Unsent) -> Unsent:
        """Write down, in the place of a letter, the word about it, to be sent when it is seen that the chat can have it."""

        def owing(work: UnitOfWork) -> Unsent:
            locale = reader_locale(work.preferences.of(unsent.chat_id).language or unsent.letter.language or None)
            (html, *_) = messages.parts([Notice(locale.say(bot_phrases.MAY_BE_MISSING))], locale)
            word = OutgoingMessage("send", html, topic=unsent.letter.topic, role=OWED)
            work.outbox.repost(unsent.id, word)
            work.statistics.count([Count(Counted.UNSENT)], self._clock())
            return replace(unsent, letter=word)

        return await self._write(owing)

    async def _pay(self, owed: list[Unsent]) -> list[Unsent]:
        """Say once, into a chat that has just had a message, what is owed to it; what is owed still."""
        for at, unsent in enumerate(owed):
            if at == 0:
                await self._pace.turn(unsent.chat_id)
                try:
                    await self.carry_out(unsent.chat_id, unsent.letter)
                except TelegramError as error:
                    if judge(error).verdict in (Verdict.AGAIN, Verdict.FAILED, Verdict.WAIT):
                        return owed
            await self._note(unsent, None)
        return []

    async def _after(self, error: TelegramError, unsent: Unsent, tries: "_Tries", *, alone: bool) -> Unsent | _Fate:
        """What to send next in the place of a letter that was not sent; or what became of it."""
        failure = judge(error)
        match failure.verdict:
            case Verdict.PERHAPS_SENT if unsent.letter.kind in ("send", "photo"):
                return await self._perhaps_again(unsent, tries)
            case Verdict.AGAIN | Verdict.FAILED | Verdict.PERHAPS_SENT:
                return await self._again(unsent, tries, alone=alone)
            case Verdict.WAIT:
                _log.info("Telegram wants a pause of %.0f s in chat %s.", failure.seconds, unsent.chat_id)
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
        _log.error("A message into chat %s may have arrived, and is given up.", unsent.chat_id)
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
        letter = unsent.letter
        match verdict:
            case Verdict.NO_TOPIC if letter.topic is not None:
                return replace(unsent, letter=replace(letter, topic=None, reply_to=None))
            case Verdict.UNREADABLE if letter.has_markup:
                _log.error("Telegram could not read the HTML of a message; it is sent as plain text.")
                return replace(unsent, letter=letter.as_plain_text())
        await self._note(unsent, letter.target)
        if verdict is not Verdict.POINTLESS:
            _log.error("A message into chat %s was given up: %s", unsent.chat_id, error.message)
            await self._write(lambda work: work.statistics.count([Count(Counted.UNSENT)], self._clock()))
        return _Fate.OVER

    async def _pause(self, number: int) -> None:
        """Wait before another try, twice as long each time."""
        await asyncio.sleep(self._patience.first * 2.0 ** (number - 1))

    async def _note(self, unsent: Unsent, message_id: int | None, as_read: OutgoingMessage | None = None) -> None:
        """Note that a letter is dealt with; `as_read` is how it stood in the outbox before it was sent."""
        await self._write(lambda work: work.outbox.sent(unsent.id, message_id, as_read))

    async def carry_out(self, chat_id: int, letter: OutgoingMessage) -> int | None:
        """Do what a letter says; the message that it made or changed, None where none is left. TelegramError where not."""
        try:
            return await self._carried_out(chat_id, letter)
        except TelegramError:
            raise
        except Exception as error:
            raise ForeignAnswerError(200) from error

    async def _carried_out(self, chat_id: int, letter: OutgoingMessage) -> int | None:
        bot, markup = self._bot, _markup(letter.keyboard)
        match letter.kind:
            case "send":
                reply = ReplyParameters(letter.reply_to, allow_sending_without_reply=True) if letter.reply_to else None
                message = await bot.send_message(
                    chat_id,
                    letter.text,
                    parse_mode=ParseMode.HTML,
                    message_thread_id=letter.topic,
                    reply_parameters=reply,
                    link_preview_options=_preview(letter),
                    reply_markup=_asking(letter) or _suggested(letter.suggestions) or markup,
                    disable_notification=letter.silent or None,
                )
                return message.message_id
            case "photo":
                return await self._photo(chat_id, letter)
            case "edit":
                await bot.edit_message_text(
                    letter.text,
                    chat_id,
                    letter.target,
                    parse_mode=ParseMode.HTML,
                    link_preview_options=_preview(letter),
                    reply_markup=markup,
                )
            case "buttons":
                await bot.edit_message_reply_markup(chat_id, letter.target, reply_markup=markup)
            case "delete":
                await bot.delete_message(chat_id, letter.target or 0)
                return None
        return letter.target

    async def _photo(self, chat_id: int, letter: OutgoingMessage) -> int | None:
        png = await asyncio.get_running_loop().run_in_executor(None, drawn, letter.chart)
        if png is None:  # what stands in words was sent before it
            return None
        message = await self._bot.send_photo(
            chat_id,
            png,
            caption=letter.text,
            parse_mode=ParseMode.HTML,
            message_thread_id=letter.topic,
            disable_notification=letter.silent or None,
            filename="chart.png",
        )
        return message.message_id

    async def _move(self, old: int, new: int) -> None:
        _log.info("Chat %s has become a supergroup; it is %s now.", old, new)
        await self._write(lambda work: work.chats.move(old, new))

    async def _lose(self, chat_id: int, error: TelegramError) -> None:
        _log.info("Nothing can be sent into chat %s any more: %s", chat_id, error.message)
        await self._write(lambda work: pausing.lose(work, chat_id, error.message, self._clock()))


def _preview(letter: OutgoingMessage) -> LinkPreviewOptions:
    return LinkPreviewOptions(url=letter.preview) if letter.preview else _NO_PREVIEW


def _markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    if not keyboard:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in keyboard])


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        button.label,
        callback_data=button.data or None,
        copy_text=CopyTextButton(button.copies) if button.copies else None,
        url=button.url or None,
        switch_inline_query=button.inline or None,
    )


def _asking(letter: OutgoingMessage) -> ForceReply | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    """What a letter that asks for something puts in the place of the person's keyboard."""
    match letter.asks:
        case "reply":
            return ForceReply(input_field_placeholder=letter.suggestions[0])
        case "location":
            key = KeyboardButton(letter.suggestions[0], request_location=True)
            return ReplyKeyboardMarkup([[key]], one_time_keyboard=True, resize_keyboard=True)
        case "no more":
            return ReplyKeyboardRemove()
    return None


def _suggested(lines: tuple[str, ...]) -> ReplyKeyboardMarkup | None:
    """Lines that a person may send with one tap; they go away after it."""
    if not lines:
        return None
    return ReplyKeyboardMarkup([[KeyboardButton(line)] for line in lines], one_time_keyboard=True, resize_keyboard=True)
