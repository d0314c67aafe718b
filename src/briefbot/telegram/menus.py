"""The commands in Telegram's menus; without them the bot works as well."""

import logging
from collections.abc import Collection
from itertools import product
from typing import Any

from telegram import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import RetryAfter, TelegramError
from telegram.ext import ExtBot

from briefbot.dialogue.commands import Menu, menu
from briefbot.wording.locale import reader_locale
from briefbot.wording.translation import languages

_log = logging.getLogger(__name__)


async def offer_menus(bot: ExtBot[None], admins: Collection[int]) -> None:
    """Show the commands in Telegram's menus, in each language that the bot speaks."""
    for language, (commands, scope) in product((None, *languages()[1:]), _menus(admins)):
        told = [BotCommand(name, reader_locale(language).say(does)) for name, does in commands.items()]
        try:
            await bot.set_my_commands(told, scope, language and language.partition("-")[0])
        except RetryAfter:
            return
        except TelegramError as error:  # an admin who never wrote to the bot has no chat with it
            _log.info("A menu could not be set: %s", error.message)


def _menus(admins: Collection[int]) -> list[tuple[dict[str, str], Any]]:
    """The commands that each kind of chat is shown, with what they do."""
    return [
        (menu(Menu.PRIVATE), BotCommandScopeAllPrivateChats()),
        (menu(Menu.GROUP), BotCommandScopeAllGroupChats()),
        *((menu(Menu.ADMIN), BotCommandScopeChat(one)) for one in sorted(admins)),
    ]
