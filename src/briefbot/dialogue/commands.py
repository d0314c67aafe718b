"""Commands: ONE table of all that there are, from which parsing, help, menus, completion and the docs' list are drawn.

To add one: an entry here, and what it does in `chat.conversation` (or, where it is Telegram's alone, in
`telegram.controllers.desk`); docs/recipes.md shows it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from briefbot.dialogue.hints import Hint
from briefbot.dialogue.links import carried_by
from briefbot.dialogue.preferences import Change
from briefbot.dialogue.requests import (
    Ask,
    ChangeSettings,
    ChooseZone,
    DecideAccess,
    Forget,
    ListFollows,
    Look,
    Looking,
    Misunderstood,
    More,
    OpenLink,
    PlanDigest,
    Request,
    ShowDigest,
    ShowSettings,
    Speak,
    Start,
    StartFollowing,
    StopFollowing,
    Tell,
)
from briefbot.digests.schedule_changes import read_wish
from briefbot.wording.translation import N_


class Channel(Enum):
    """Where a command can be typed."""

    CONSOLE = auto()
    CHAT = auto()


class Menu(Enum):
    """The menus of a chat that show a command: everybody's in private, everybody's in groups, the admins' own."""

    PRIVATE = auto()
    GROUP = auto()
    ADMIN = auto()


Parser = Callable[[str], Request | Hint]
_EVERYWHERE = frozenset(Channel)
_CHAT = frozenset({Channel.CHAT})
_EVERYBODY = frozenset({Menu.PRIVATE, Menu.GROUP})
_IN_PRIVATE, _ADMINS = frozenset({Menu.PRIVATE}), frozenset({Menu.ADMIN})


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, what is read from the words behind it, and what is told of it.

    `parse` gives a request, or the hint why it can be none. `console`, `chat` and `menu` say what it does: in the console's
    help and completion, in a chat's help, and in Telegram's `menus`; "" where it is not listed. It can be typed in `channels`.
    """

    name: str
    parse: Parser
    console: str = ""
    chat: str = ""
    menu: str = ""
    menus: frozenset[Menu] = _EVERYBODY
    channels: frozenset[Channel] = _EVERYWHERE
    aliases: tuple[str, ...] = ()


_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
# Telegram's numbers of people and chats have up to 52 bits (its Bot API, "Chat").
_TELEGRAM_ID = re.compile(r"-?[0-9]{1,16}")


def _tell(what: str) -> Parser:
    return lambda rest: Tell(what, rest)


def _look(what: Looking) -> Parser:
    def parse(rest: str) -> Request | Hint:
        number = rest.removeprefix("#")
        return Look(what, int(number)) if _NUMBER.fullmatch(number) else Hint.NO_NUMBER

    return parse


def _stop(rest: str) -> Request | Hint:
    number = rest.removeprefix("#")
    if rest.lower() in ("all", "все", "всё"):
        return StopFollowing(None)
    return StopFollowing(int(number)) if _NUMBER.fullmatch(number) else Hint.NO_FOLLOW_NUMBER


def _digest(rest: str) -> Request | Hint:
    if not rest:
        return ShowDigest()
    wish = read_wish(rest)
    return PlanDigest(wish) if wish else Hint.UNREADABLE_WISH


def _settings(rest: str) -> Request | Hint:
    """All settings, or a change of one; a setting that has a command of its own is that one: "language ru" is /language ru."""
    if not rest:
        return ShowSettings()
    name, _, value = rest.partition(" ")
    if (own := _OWN_COMMANDS.get(name.lower())) and value.strip():
        return _BY_NAME[own].parse(value.strip())
    change = Change.read(rest)
    return ChangeSettings(change) if change else Hint.NO_SUCH_SETTING


_OWN_COMMANDS = {
    "language": "language", "язык": "language", "tz": "tz", "zone": "tz", "пояс": "tz",
    "digest": "digest", "дайджест": "digest",
}  # fmt: skip


def _decide(*, allowed: bool) -> Parser:
    return lambda rest: DecideAccess(int(rest) if _TELEGRAM_ID.fullmatch(rest) else None, allowed, bool(rest))


COMMANDS: tuple[Command, ...] = (
    Command("ask", Ask, menu=N_("ask who said what, and when")),
    Command(
        "more",
        lambda _: More(),
        N_("further quotations that answer the last question"),
        N_("further quotations"),
        N_("further quotations for the last question"),
        aliases=("еще", "ещё"),
    ),
    Command(
        "context", _look("context"), N_("the text around quotation N of the last answer: /context 2"), aliases=("контекст",)
    ),
    Command("source", _look("source"), N_("where quotation N stands: /source 2"), aliases=("источник",)),
    Command("why", _tell("why"), N_("how the last question was read"), N_("how the last question was read")),
    Command(
        "speakers",
        _tell("speakers"),
        N_("who speaks in the archive; with a few letters, those whose names hold them: /speakers lav"),
        N_("who speaks; with a few letters, those whose names hold them"),
        N_("who speaks in the archive"),
    ),
    Command(
        "sources", _tell("sources"), N_("the publishers in the archive"), N_("the publishers"), N_("which publishers it holds")
    ),
    Command("latest", _tell("latest"), "", N_("the newest documents"), N_("its newest documents"), channels=_CHAT),
    Command(
        "follow",
        lambda rest: StartFollowing(rest) if rest else ListFollows(),
        N_("follow somebody, a topic or a paper: /follow Lavrov on Syria from Politico"),
        N_("follow somebody, a topic or a paper: /follow Lavrov on Syria from Politico"),
        N_("follow somebody, a topic or a paper"),
    ),
    Command(
        "following",
        lambda _: ListFollows(),
        N_("what is followed here; /unfollow 2 ends one, /unfollow all all of them"),
        N_("what is followed here; /unfollow 2 ends one"),
        N_("what is followed here"),
    ),
    Command("unfollow", _stop),
    Command(
        "digest",
        _digest,
        N_("what is new on it, now; /digest 08:30 every day at that time, /digest weekdays, /digest off"),
        N_("what is new on it; /digest 08:30 has it sent every day, /digest weekdays, /digest off"),
        N_("what is new on what is followed here, now or every day"),
    ),
    Command(
        "tz",
        ChooseZone,
        N_("the time zone that digests go by: /tz Munich"),
        N_("the time zone of this chat"),
        N_("the time zone of this chat"),
    ),
    Command(
        "language",
        Speak,
        N_("the language that Briefbot speaks: /language en"),
        N_("the language of this chat"),
        N_("the language of this chat"),
    ),
    Command(
        "settings",
        _settings,
        N_("what is set here, and how to change it: /settings quotations 10, /settings names latin"),
        N_("how many quotations an answer shows, link previews, the letters of names, and all else that is set"),
        N_("what is set in this chat"),
    ),
    Command("open", lambda rest: OpenLink(carried_by(rest)), N_("the quotation behind a link: /open q1z")),
    Command(
        "stats",
        _tell("stats"),
        N_("what the archive holds"),
        N_("what the archive holds"),
        N_("what the archive holds, and what goes on"),
        _ADMINS,
    ),
    Command("help", _tell("help"), N_("what can be asked and typed"), "", N_("what can be asked and typed")),
    Command("start", Start),
    Command(
        "privacy",
        _tell("privacy"),
        "",
        N_("what is kept about you"),
        N_("what is kept about you"),
        frozenset({Menu.PRIVATE}),
        _CHAT,
    ),
    Command(
        "forget",
        lambda _: Forget(),
        "",
        N_("erase it, now"),
        N_("erase what is kept about you, now"),
        frozenset({Menu.PRIVATE}),
        _CHAT,
    ),
    Command("reports", _tell("reports"), "", "", N_("speakers that readers call wrong"), _ADMINS, _CHAT),
    Command(
        "allow",
        _decide(allowed=True),
        "",
        "",
        N_("let a person or group use the bot: /allow ID, or in reply"),
        _ADMINS,
        _CHAT,
    ),
    Command(
        "block",
        _decide(allowed=False),
        "",
        "",
        N_("keep a person or group from using it: /block ID, or in reply"),
        _ADMINS,
        _CHAT,
    ),
)  # fmt: skip
_BY_NAME = {name: command for command in COMMANDS for name in (command.name, *command.aliases)}

_COMMAND = re.compile(r"^/(?P<name>\w+)(?:@\w+)?\s*(?P<rest>.*)$", re.DOTALL)
# What needs no slash.
_BARE_MORE = frozenset({"more", *_BY_NAME["more"].aliases})
_ASKED_FOR = (
    (
        re.compile(
            r"(?:(?:show|give|tell|send) me )?(?:the |its |that )?(?:source|origin)|(?:which|what) (?:paper|source|"
            r"newspaper|outlet|article)"
            r"(?: (?:is|was) (?:that|this|it))?|where (?:is|was) (?:that|this|it) from|(?:покажи |дай )?источник|(?:какая|"
            r"что за) газета"
        ),
        Look("source", 1),
    ),
    (
        re.compile(
            r"(?:(?:show|give|tell|send) me )?(?:the |its )?context|the first one|(?:покажи |дай )?контекст|перв(?:ое|ая|ый)"
        ),
        Look("context", 1),
    ),
    (
        re.compile(
            r"(?:tell|show|give) me more|(?:any|something|anything) more|go on|continue|next|дальше|(?:покажи|расскажи|"
            r"дай) ещ[её]"
        ),
        More(),
    ),
)
_BARE_LOOK = re.compile(r"^(?P<name>context|source|контекст|источник)\s+(?P<rest>#?\d+)$", re.IGNORECASE)


def parse(line: str, channel: Channel = Channel.CONSOLE) -> Request:
    """What one line of a conversation wants. "more", "context 2" and "source 2" need no slash, nor do «ещё», «контекст 2» …."""
    typed = line.strip()
    if match := _COMMAND.match(typed) or _BARE_LOOK.match(typed):
        return parse_command(match["name"], match["rest"], typed, channel)
    bare = typed.lower().rstrip("?.! ")
    for pattern, request in _ASKED_FOR:
        if pattern.fullmatch(bare):
            return request
    return More() if typed.lower().rstrip(".!") in _BARE_MORE else Ask(typed)


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
    return {command.name: command.menu for command in COMMANDS if command.menu and command.menus & kinds}


def console_help() -> dict[str, str]:
    """The commands that the console tells of, with what each does."""
    return {command.name: command.console for command in COMMANDS if command.console}


def chat_help() -> dict[str, str]:
    """The commands that /help tells of in a chat, with what each does."""
    return {command.name: command.chat for command in COMMANDS if command.chat}


def is_shared(request: Request) -> bool:
    """Whether a request is about something that all in a chat share, so that it matters who may change it."""
    return isinstance(request, ShowSettings | ListFollows | ShowDigest | Speak | ChooseZone) or changes_the_chat(request)


def changes_the_chat(request: Request) -> bool:
    """Whether a request changes something that all in a chat share."""
    match request:
        case StartFollowing() | StopFollowing() | PlanDigest() | ChangeSettings():
            return True
        case ChooseZone(typed) | Speak(typed):
            return bool(typed)
    return False
