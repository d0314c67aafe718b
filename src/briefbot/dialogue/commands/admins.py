"""Commands for those who run the bot: /reports, /allow, /block."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from briefbot.dialogue.commands.command import ADMINS, CHAT, Command
from briefbot.dialogue.requests import Request, Who
from briefbot.wording.translation import N_

# Telegram's numbers of people and chats have up to 52 bits (its Bot API, "Chat").
_TELEGRAM_ID = re.compile(r"-?[0-9]{1,16}")


@dataclass(frozen=True, slots=True)
class ShowReports(Request):
    """Show the speakers that readers call wrong: the oldest report, or the one behind that of the number `after`."""

    who: ClassVar[Who] = Who.ADMINS
    after: int = 0


@dataclass(frozen=True, slots=True)
class DecideAccess(Request):
    """Let a person or group use the bot, or keep them out; `subject` is their number, None where none can be read.

    `named` says that something was typed for it; otherwise whoever wrote the message replied to is meant.
    """

    who: ClassVar[Who] = Who.ADMINS
    subject: int | None
    allowed: bool
    named: bool


def _decide(*, allowed: bool) -> Callable[[str], Request]:
    return lambda rest: DecideAccess(int(rest) if _TELEGRAM_ID.fullmatch(rest) else None, allowed, bool(rest))


COMMANDS = (
    Command("reports", lambda _: ShowReports(), "", "", N_("speakers that readers call wrong"), ADMINS, CHAT, who=Who.ADMINS),
    Command(
        "allow",
        _decide(allowed=True),
        "",
        "",
        N_("let a person or group use the bot: /allow ID, or in reply"),
        ADMINS,
        CHAT,
        who=Who.ADMINS,
    ),
    Command(
        "block",
        _decide(allowed=False),
        "",
        "",
        N_("keep a person or group from using it: /block ID, or in reply"),
        ADMINS,
        CHAT,
        who=Who.ADMINS,
    ),
)
