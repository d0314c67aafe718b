"""Carrying out what a message says: requests to the Bot API, one a message."""

import asyncio

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
from telegram.error import TelegramError
from telegram.ext import ExtBot

from briefbot.dialogue.outgoing import Button, Keyboard, OutgoingMessage
from briefbot.pictures import drawn
from briefbot.telegram.transport.requests import ForeignAnswerError

FILE_NAME = "briefbot.json"
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def carry_out(bot: ExtBot[None], chat_id: int, outgoing: OutgoingMessage) -> int | None:
    """Do what a message says; the message that it made or changed, None where none is left. TelegramError where not."""
    try:
        return await _carried_out(bot, chat_id, outgoing)
    except TelegramError:
        raise
    except Exception as error:
        raise ForeignAnswerError(200) from error


async def _carried_out(bot: ExtBot[None], chat_id: int, outgoing: OutgoingMessage) -> int | None:
    markup = _markup(outgoing.keyboard)
    match outgoing.kind:
        case "send":
            reply = ReplyParameters(outgoing.reply_to, allow_sending_without_reply=True) if outgoing.reply_to else None
            message = await bot.send_message(
                chat_id,
                outgoing.text,
                parse_mode=ParseMode.HTML,
                message_thread_id=outgoing.topic,
                reply_parameters=reply,
                link_preview_options=_preview(outgoing),
                reply_markup=_asking(outgoing) or _suggested(outgoing.suggestions) or markup,
                disable_notification=outgoing.silent or None,
            )
            return message.message_id
        case "photo":
            return await _photo(bot, chat_id, outgoing)
        case "file":
            message = await bot.send_document(
                chat_id, outgoing.content.encode(), outgoing.text, parse_mode=ParseMode.HTML, filename=FILE_NAME
            )
            return message.message_id
        case "edit":
            await bot.edit_message_text(
                outgoing.text,
                chat_id,
                outgoing.target,
                parse_mode=ParseMode.HTML,
                link_preview_options=_preview(outgoing),
                reply_markup=markup,
            )
        case "buttons":
            await bot.edit_message_reply_markup(chat_id, outgoing.target, reply_markup=markup)
        case "delete":
            await bot.delete_message(chat_id, outgoing.target or 0)
            return None
    return outgoing.target


async def _photo(bot: ExtBot[None], chat_id: int, outgoing: OutgoingMessage) -> int | None:
    png = await asyncio.get_running_loop().run_in_executor(None, drawn, outgoing.chart or outgoing.card)
    if png is None:  # what stands in words was sent before it
        return None
    message = await bot.send_photo(
        chat_id,
        png,
        caption=outgoing.text,
        parse_mode=ParseMode.HTML,
        message_thread_id=outgoing.topic,
        disable_notification=outgoing.silent or None,
        filename="picture.png",
    )
    return message.message_id


def _preview(outgoing: OutgoingMessage) -> LinkPreviewOptions:
    return LinkPreviewOptions(url=outgoing.preview) if outgoing.preview else _NO_PREVIEW


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


def _asking(outgoing: OutgoingMessage) -> ForceReply | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    """What a message that asks for something puts in the place of the person's keyboard."""
    match outgoing.asks:
        case "reply":
            return ForceReply(input_field_placeholder=outgoing.suggestions[0])
        case "location":
            key = KeyboardButton(outgoing.suggestions[0], request_location=True)
            return ReplyKeyboardMarkup([[key]], one_time_keyboard=True, resize_keyboard=True)
        case "no more":
            return ReplyKeyboardRemove()
    return None


def _suggested(lines: tuple[str, ...]) -> ReplyKeyboardMarkup | None:
    """Lines that a person may send with one tap; they go away after it."""
    if not lines:
        return None
    return ReplyKeyboardMarkup([[KeyboardButton(line)] for line in lines], one_time_keyboard=True, resize_keyboard=True)
