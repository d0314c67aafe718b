"""Sending what was written down: at Telegram's pace, in order within a chat, and again where that is safe."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

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
from telegram.constants import ParseMode
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot

from briefbot.dialogue.outgoing import Button, Keyboard, OutgoingMessage, Verdict
from briefbot.dialogue.statistics import Count, Counted
from briefbot.store.outbox import Unsent
from briefbot.store.work import UnitOfWork
from briefbot.telegram import pausing
from briefbot.telegram.transport.failures import judge
from briefbot.telegram.transport.pacing import Pace
from briefbot.telegram.views.charts import drawn

_log = logging.getLogger(__name__)

# A new message that may have arrived is sent again so often: losing an answer is worse than giving it twice, but a network
# that breaks every time must not fill a chat.
_PERHAPS_TWICE = 3
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0  # seconds between attempts
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

# Runs a function within a transaction, off the event loop.
Writing = Callable[[Callable[[UnitOfWork], object]], Awaitable[object]]


class _Tries:
    """How often one letter was tried, and how long to wait before the next time."""

    def __init__(self) -> None:
        self._pause = _FIRST_PAUSE
        self._perhaps_sent = 0

    def may_have_arrived(self) -> bool:
        """Note that the letter may have arrived; whether to send it again nevertheless."""
        self._perhaps_sent += 1
        return self._perhaps_sent <= _PERHAPS_TWICE

    async def pause(self) -> None:
        """Wait, longer from time to time."""
        await asyncio.sleep(self._pause)
        self._pause = min(2 * self._pause, _LONGEST_PAUSE)


class Postman:
    """Sends the letters of a chat."""

    def __init__(self, bot: ExtBot[None], pace: Pace, write: Writing, clock: Callable[[], datetime]) -> None:
        self._bot = bot
        self._pace = pace
        self._write = write
        self._clock = clock

    async def deliver(self, letters: list[Unsent]) -> None:
        """Send these, all of one chat, in their order; each is noted as sent before the next one goes."""
        for unsent in letters:
            if not await self._deliver(unsent):
                return

    async def _deliver(self, unsent: Unsent) -> bool:
        """Send one letter, however often it takes; whether the chat can have the next one."""
        tries = _Tries()
        while True:
            await self._pace.turn(unsent.chat_id)
            try:
                message_id = await self.carry_out(unsent.chat_id, unsent.letter)
            except InvalidToken:
                raise
            except TelegramError as error:
                following = await self._after(error, unsent, tries)
            else:
                await self._note(unsent, message_id)
                return True
            if isinstance(following, bool):
                return following
            unsent = following

    async def _after(self, error: TelegramError, unsent: Unsent, tries: "_Tries") -> Unsent | bool:
        """What to send next in the place of a letter that was not; or whether the chat can have its next letter."""
        failure, letter = judge(error), unsent.letter
        match failure.verdict:
            case Verdict.WAIT:
                _log.info("Telegram wants a pause of %.0f s in chat %s.", failure.seconds, unsent.chat_id)
                await asyncio.sleep(failure.seconds)
                return unsent
            case Verdict.AGAIN | Verdict.FAILED:
                await tries.pause()
                return unsent
            case Verdict.PERHAPS_SENT if letter.kind not in ("send", "photo") or tries.may_have_arrived():
                await tries.pause()
                return unsent
            case Verdict.MOVED:
                await self._move(unsent.chat_id, failure.new_chat)
                return replace(unsent, chat_id=failure.new_chat)
            case Verdict.LOST:
                await self._lose(unsent.chat_id, error)
                return False
            case Verdict.NO_TOPIC if letter.topic is not None:
                return replace(unsent, letter=replace(letter, topic=None, reply_to=None))
            case Verdict.UNREADABLE if letter.has_markup:
                _log.error("Telegram could not read the HTML of a message; it is sent as plain text.")
                return replace(unsent, letter=letter.as_plain_text())
            case Verdict.POINTLESS:
                await self._note(unsent, letter.target)
            case _:
                _log.error("A message into chat %s was given up: %s", unsent.chat_id, error.message)
                await self._note(unsent, letter.target)
                await self._write(lambda work: work.statistics.count([Count(Counted.UNSENT)], self._clock()))
        return True

    async def _note(self, unsent: Unsent, message_id: int | None) -> None:
        await self._write(lambda work: work.outbox.sent(unsent.id, message_id))

    async def carry_out(self, chat_id: int, letter: OutgoingMessage) -> int | None:
        """Do what a letter says; the message that it made or changed, None where none is left."""
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
