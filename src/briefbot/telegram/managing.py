"""Who may change what a whole chat shares: in groups Telegram is asked, and only where something may be changed."""

import logging
from dataclasses import replace

from telegram import ChatMember
from telegram.error import TelegramError
from telegram.ext import ExtBot

from briefbot.telegram.controllers import UpdateContext

_log = logging.getLogger(__name__)

_MANAGERS = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)


async def with_rights(context: UpdateContext, bot: ExtBot[None], admins: frozenset[int]) -> UpdateContext:
    """The same context, with whether this person may change what the chat shares; `admins` are the bot's own.

    Where Telegram does not tell, it stays open (None), which allows nothing.
    """
    if context.manages or context.person_id in admins:
        return replace(context, manages=True)
    try:
        member = await bot.get_chat_member(context.chat_id, context.person_id)
    except TelegramError as error:
        _log.warning("Telegram did not tell who may manage chat %s: %s", context.chat_id, error.message)
        return context
    return replace(context, manages=member.status in _MANAGERS)
