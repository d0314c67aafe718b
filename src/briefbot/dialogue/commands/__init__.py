"""Commands: ONE table of all that there are, from which parsing, help, menus, completion and the docs' list are drawn.

To add one: its entry with its request in the module of its topic, and its handler; docs/change/recipes.md shows it.
"""

import re
from collections.abc import Iterable, Mapping

from briefbot.dialogue.commands import admins, archive, briefbot, checking, follows, keeping, questions, settings
from briefbot.dialogue.commands.checking import pasted
from briefbot.dialogue.commands.command import Channel, Command, Menu
from briefbot.dialogue.commands.plain_words import request_in
from briefbot.dialogue.commands.questions import Ask
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.requests import Misunderstood, Request

__all__ = ["COMMANDS", "Channel", "Command", "Menu", "chat_help", "console_help", "is_known", "menu", "parse", "parse_command"]

# In the order of help.
COMMANDS: tuple[Command, ...] = (
    *questions.COMMANDS,
    *checking.COMMANDS,
    *archive.COMMANDS,
    *follows.COMMANDS,
    *settings.COMMANDS,
    *briefbot.COMMANDS,
    *keeping.COMMANDS,
    *admins.COMMANDS,
)
_BY_NAME = {name: command for command in COMMANDS for name in (command.name, *command.aliases)}
# Where a list has another order than the table: the command, and the one before which it stands there.
_IN_MENUS = {"digest": "follow"}
_IN_CHAT_HELP = {"stats": "tz", "why": "tz"}

_COMMAND = re.compile(r"^/(?P<name>\w+)(?:@\w+)?\s*(?P<rest>.*)$", re.DOTALL)
# What needs no slash, besides requests in plain words.
_BARE_LOOK = re.compile(r"^(?P<name>context|source|контекст|источник)\s+(?P<rest>#?\d+)$", re.IGNORECASE)


def parse(line: str, channel: Channel = Channel.CONSOLE) -> Request:
    """What one line of a conversation wants. "more", "context 2" and "source 2" need no slash, nor do «ещё», «контекст 2» …."""
    typed = line.strip()
    if match := _COMMAND.match(typed) or _BARE_LOOK.match(typed):
        return parse_command(match["name"], match["rest"], typed, channel)
    return request_in(typed) or pasted(typed) or Ask(typed)


def parse_command(name: str, rest: str, typed: str, channel: Channel) -> Request:
    """What a command wants, with the words behind it; `typed` is the whole line, for whoever is told that it means nothing."""
    command = _BY_NAME.get(name.lower())
    if command is None or channel not in command.channels:
        return Misunderstood(typed)
    read = command.parse(rest.strip())
    return Misunderstood(typed, read) if isinstance(read, Hint) else read


def is_known(name: str) -> bool:
    """Whether there is a command of this name in chats."""
    return name in _BY_NAME and Channel.CHAT in _BY_NAME[name].channels


def menu(kind: Menu) -> dict[str, str]:
    """The commands of a menu with what each does; admins see everybody's in private besides their own."""
    kinds = {kind, Menu.PRIVATE} if kind is Menu.ADMIN else {kind}
    own_last = sorted(COMMANDS, key=lambda command: Menu.PRIVATE not in command.menus)
    return _listed(((one.name, one.menu) for one in own_last if one.menus & kinds), _IN_MENUS)


def console_help() -> dict[str, str]:
    """The commands that the console tells of, with what each does."""
    return _listed((command.name, command.console) for command in COMMANDS)


def chat_help() -> dict[str, str]:
    """The commands that /help tells of in a chat, with what each does."""
    return _listed(((command.name, command.chat) for command in COMMANDS), _IN_CHAT_HELP)


def _listed(told: Iterable[tuple[str, str]], moved: Mapping[str, str] | None = None) -> dict[str, str]:
    """The commands of which something is told, some of them moved before others."""
    texts = {name: text for name, text in told if text}
    names = list(texts)
    for name, before in (moved or {}).items():
        names.remove(name)
        names.insert(names.index(before), name)
    return {name: texts[name] for name in names}
