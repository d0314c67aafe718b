"""A word to people whose question has to wait: the database cannot be reached, so that nothing can be written down."""

from collections.abc import Collection
from html import escape

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from briefbot.rendering import bot_phrases
from briefbot.store.inbox import Arrival
from briefbot.wording.locale import reader_locale

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Waiting:
    """Tells each person once that what they ask waits: Telegram keeps it meanwhile, and brings it again."""

    def __init__(self, bot: ExtBot[None], private_to: Collection[int] | None) -> None:
        """Of a bot that is `private_to` its admins, they alone are told: whom else it lets in, the database knows."""
        self._bot = bot
        self._private_to = private_to
        self._told: set[int] = set()

    async def tell(self, arrivals: Collection[Arrival]) -> None:
        """Tell those who ask in their own chats, unless they were told since this began."""
        for one in arrivals:
            message = one.payload.get(Update.MESSAGE)
            if message is None or one.chat_id is None or one.chat_id != one.person_id or one.chat_id in self._told:
                continue
            if self._private_to is None or one.chat_id in self._private_to:
                self._told.add(one.chat_id)
                await self._say(one.chat_id, message.get("from", {}).get("language_code"))

    def over(self) -> None:
        """Note that the database can be reached: whoever asks when it cannot be again is told again."""
        self._told.clear()

    async def _say(self, chat_id: int, language: str | None) -> None:
        try:
            words = escape(reader_locale(language).say(bot_phrases.WAITS), quote=False)
            await self._bot.send_message(chat_id, words, ParseMode.HTML, link_preview_options=_NO_PREVIEW)
        except TelegramError:  # it is a courtesy: the answer comes in any case
            self._told.discard(chat_id)
