"""Asking and being answered, in private chats, groups and topics."""

from botapi import BotApi
from briefbot.entry.telegram.bot import TelegramBot

ASK = "What did Lavrov say about missile defense?"


def test_a_question_is_answered_with_verbatim_words(bot: TelegramBot, api: BotApi) -> None:
    """A private question gets the exact words in a blockquote, with name, title, date, and no preview."""
    api.say(7, ASK)
    (answer,) = api.answers(7, 1)
    assert "The missile defense problem has become an important test" in answer.quotes()[0]
    assert "Sergei Lavrov" in answer.text
    assert "14 February 2013" in answer.text
