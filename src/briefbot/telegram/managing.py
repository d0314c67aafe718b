"""Who may change what a whole chat shares: in groups Telegram is asked, and only where something may be changed."""

import logging
from dataclasses import replace

from telegram import ChatMember
from telegram.error import TelegramError
from telegram.ext import ExtBot

from briefbot.telegram.controllers import UpdateContext

_log = logging.getLogger(__name__)

_MANAGERS = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)


async def with_rights(cause: UpdateContext, bot: ExtBot[None], admins: frozenset[int]) -> UpdateContext:
    """The same cause, with whether this person may change what the chat shares; `admins` are the bot's own.

    Where Telegram does not tell, it stays open (None), which allows nothing.
    """
    if cause.manages or cause.person_id in admins:
        return replace(cause, manages=True)
    try:
        member = await bot.get_chat_member(cause.chat_id, cause.person_id)
    except TelegramError as error:
        _log.warning("Telegram did not tell who may manage chat %s: %s", cause.chat_id, error.message)
        return cause
    return replace(cause, manages=member.status in _MANAGERS)
