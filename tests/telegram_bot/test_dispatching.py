"""The dispatcher: no request goes unanswered."""

from briefbot.chat.handlers import HANDLERS
from briefbot.dialogue.buttons import Act, OnAnswer, Press, request_of
from briefbot.dialogue.commands import COMMANDS, Channel, parse
from briefbot.telegram.bot import TelegramBot

# Words behind a command that bring it to each of its requests.
_WORDS = ("", "1", "Holm", "off", "ru", "quotations 10", "q1z")


def test_every_request_that_can_be_typed_is_handled(bot: TelegramBot) -> None:
    """In the console by the conversation; in a chat by the conversation, or by a controller of Telegram's own."""
    for channel, known in ((Channel.CONSOLE, {*HANDLERS}), (Channel.CHAT, {*HANDLERS, *bot._dispatcher._controllers})):
        lines = [f"/{command.name} {words}" for command in COMMANDS for words in _WORDS]
        assert {type(parse(line, channel)) for line in lines} <= known


def test_every_button_is_handled(bot: TelegramBot) -> None:
    """By a controller of Telegram's; what is about an answer, by a handler of those buttons."""
    for act in Act:
        request = request_of(Press(act, 0, 1).data)
        assert type(request) in bot._dispatcher._controllers
        if isinstance(request, OnAnswer):
            assert type(request.request) in bot._dispatcher.buttons._handlers
