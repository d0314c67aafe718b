"""Commands for those who keep the archive: /add, /feeds."""

import re
from dataclasses import dataclass
from typing import ClassVar

from briefbot.dialogue.commands.command import ADMINS, CHAT, Command
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.requests import Request, Who
from briefbot.reading.addresses import is_web_address
from briefbot.wording.translation import N_

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[:/?#]\S*)?")
_ADD = ("add", "добавить")


@dataclass(frozen=True, slots=True)
class BringIn(Request):
    """Bring in what is at a web address."""

    who: ClassVar[Who] = Who.ADMINS
    address: str


@dataclass(frozen=True, slots=True)
class ShowFeeds(Request):
    """Tell which feeds and channels the archive is kept current from, on this page (from 0)."""

    who: ClassVar[Who] = Who.ADMINS
    page: int = 0


@dataclass(frozen=True, slots=True)
class AddFeed(Request):
    """Take up the feed that is at a web address, or that the page there names."""

    who: ClassVar[Who] = Who.ADMINS
    address: str


def address_in(typed: str) -> str | None:
    """The web address that is all of what was typed, None where it is none; its scheme may be left out."""
    if any(map(str.isspace, typed)):
        return None
    if is_web_address(typed):
        return typed
    return f"https://{typed}" if _HOST.fullmatch(typed) else None


def _add(rest: str) -> Request | Hint:
    address = address_in(rest)
    return BringIn(address) if address else Hint.NO_ADDRESS


def _feeds(rest: str) -> Request | Hint:
    if not rest:
        return ShowFeeds()
    name, _, typed = rest.partition(" ")
    address = address_in(typed.strip()) if name.lower() in _ADD else None
    return AddFeed(address) if address else Hint.NO_FEED_ADDRESS


COMMANDS = (
    Command("add", _add, "", "", N_("add the document at a web address: /add https://…"), ADMINS, CHAT, who=Who.ADMINS),
    Command(
        "feeds",
        _feeds,
        "",
        "",
        N_("the feeds and channels that keep the archive current; /feeds add ADDRESS adds one"),
        ADMINS,
        CHAT,
        who=Who.ADMINS,
    ),
)
