"""What a command is: its name, what is read from the words behind it, where it can be typed, and what is told of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from briefbot.dialogue.hints import Hint
from briefbot.dialogue.requests import Request, Who


class Channel(Enum):
    """Where a command can be typed."""

    CONSOLE = auto()
    CHAT = auto()


class Menu(Enum):
    """The menus of a chat that show a command: everybody's in private, everybody's in groups, the admins' own."""

    PRIVATE = auto()
    GROUP = auto()
    ADMIN = auto()


EVERYWHERE = frozenset(Channel)
CHAT = frozenset({Channel.CHAT})
EVERYBODY = frozenset({Menu.PRIVATE, Menu.GROUP})
IN_PRIVATE, ADMINS = frozenset({Menu.PRIVATE}), frozenset({Menu.ADMIN})


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, what is read from the words behind it, and what is told of it.

    `parse` gives a request, or the hint why it can be none. `console`, `chat` and `menu` say what it does: in the console's
    help and completion, in a chat's help, and in Telegram's `menus`; "" where it is not listed. It can be typed in `channels`,
    by its `aliases` too. `who` may have done what it asks for at most (`Request.who` says it of each).
    """

    name: str
    parse: Callable[[str], Request | Hint]
    console: str = ""
    chat: str = ""
    menu: str = ""
    menus: frozenset[Menu] = EVERYBODY
    channels: frozenset[Channel] = EVERYWHERE
    aliases: tuple[str, ...] = ()
    who: Who = Who.ANYBODY


_NUMBER = re.compile(r"[1-9][0-9]{0,3}")


def number_in(rest: str) -> int | None:
    """The number of a list that stands behind a command, from 1: "2", "#2"; None where there is none."""
    number = rest.removeprefix("#")
    return int(number) if _NUMBER.fullmatch(number) else None
