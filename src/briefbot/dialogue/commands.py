"""Commands: those that there are, and what a typed line asks for."""

import re
from collections.abc import Callable

from briefbot.dialogue.hints import Hint
from briefbot.dialogue.links import carried_by
from briefbot.dialogue.preferences import Change
from briefbot.dialogue.requests import (
    Ask,
    ChangeSettings,
    ChooseZone,
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
    StartFollowing,
    StopFollowing,
    Tell,
    Telling,
)
from briefbot.digests.schedule_changes import read_wish
from briefbot.wording.translation import N_

COMMANDS = {
    "more": N_("further quotations that answer the last question"),
    "context": N_("the text around quotation N of the last answer: /context 2"),
    "source": N_("where quotation N stands: /source 2"),
    "why": N_("how the last question was read"),
    "speakers": N_("who speaks in the archive; with a few letters, those whose names hold them: /speakers lav"),
    "sources": N_("the publishers in the archive"),
    "follow": N_("follow somebody, a topic or a paper: /follow Lavrov on Syria from Politico"),
    "following": N_("what is followed here; /unfollow 2 ends one, /unfollow all all of them"),
    "digest": N_("what is new on it, now; /digest 08:30 every day at that time, /digest weekdays, /digest off"),
    "tz": N_("the time zone that digests go by: /tz Munich"),
    "language": N_("the language that Briefbot speaks: /language en"),
    "settings": N_("what is set here, and how to change it: /settings quotations 10, /settings names latin"),
    "open": N_("the quotation behind a link: /open q1z"),
    "stats": N_("what the archive holds"),
    "help": N_("what can be asked and typed"),
}

_LOOKS: dict[str, Looking] = {"context": "context", "source": "source"}
_TELLS: dict[str, Telling] = {
    "why": "why", "speakers": "speakers", "sources": "sources", "stats": "stats", "help": "help", "start": "help",
}  # fmt: skip
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
_COMMAND = re.compile(r"^/(?P<name>\w+)(?:@\w+)?\s*(?P<rest>.*)$", re.DOTALL)
# What needs no slash, in the languages that questions are read in, with the command that each stands for.
_BARE = {"more": "more", "еще": "more", "ещё": "more", "контекст": "context", "источник": "source"}
_BARE_LOOK = re.compile(r"^(?P<name>context|source|контекст|источник)\s+(?P<rest>#?\d+)$", re.IGNORECASE)


def parse(line: str) -> Request:
    """What one line of a conversation wants. "more", "context 2" and "source 2" need no slash, nor do «ещё», «контекст 2» …."""
    typed = line.strip()
    match = _COMMAND.match(typed) or _BARE_LOOK.match(typed)
    if match:
        name = match["name"].lower()
        return _command(_BARE.get(name, name), match["rest"].strip(), typed)
    return More() if _BARE.get(typed.lower().rstrip(".!")) == "more" else Ask(typed)


def changes_the_chat(request: Request) -> bool:
    """Whether a request changes something that all in a chat share."""
    match request:
        case StartFollowing() | StopFollowing() | PlanDigest() | ChangeSettings():
            return True
        case ChooseZone(typed) | Speak(typed):
            return bool(typed)
    return False


def by_its_own_command(name: str, rest: str) -> tuple[str, str]:
    """A setting that has a command of its own, as that one: "/settings language ru" is "/language ru"."""
    own, _, value = rest.strip().partition(" ")
    if name == "settings" and own.lower() in _OWN_COMMANDS and value.strip():
        return _OWN_COMMANDS[own.lower()], value.strip()
    return name, rest


def _command(name: str, rest: str, typed: str) -> Request:
    name, rest = by_its_own_command(name, rest)
    if name == "ask":
        return Ask(rest)
    if name == "more":
        return More()
    if name in _LOOKS:
        number = rest.removeprefix("#")
        return Look(_LOOKS[name], int(number)) if _NUMBER.fullmatch(number) else Misunderstood(typed, Hint.NO_NUMBER)
    if name in _TELLS:
        return Tell(_TELLS[name], rest)
    if name in _CHOICES:
        return _CHOICES[name](rest, typed)
    return Misunderstood(typed)


def _settings(rest: str, typed: str) -> Request:
    if not rest:
        return ShowSettings()
    change = Change.read(rest)
    return ChangeSettings(change) if change else Misunderstood(typed, Hint.NO_SUCH_SETTING)


def _stop(rest: str, typed: str) -> Request:
    number = rest.removeprefix("#")
    if rest.lower() in ("all", "все", "всё"):
        return StopFollowing(None)
    return StopFollowing(int(number)) if _NUMBER.fullmatch(number) else Misunderstood(typed, Hint.NO_FOLLOW_NUMBER)


def _digest(rest: str, typed: str) -> Request:
    if not rest:
        return ShowDigest()
    wish = read_wish(rest)
    return PlanDigest(wish) if wish else Misunderstood(typed, Hint.UNREADABLE_WISH)


_OWN_COMMANDS = {
    "language": "language", "язык": "language", "tz": "tz", "zone": "tz", "пояс": "tz",
    "digest": "digest", "дайджест": "digest",
}  # fmt: skip
_CHOICES: dict[str, Callable[[str, str], Request]] = {
    "language": lambda rest, _: Speak(rest),
    "tz": lambda rest, _: ChooseZone(rest),
    "open": lambda rest, _: OpenLink(carried_by(rest)),
    "settings": _settings,
    "follow": lambda rest, _: StartFollowing(rest) if rest else ListFollows(),
    "following": lambda *_: ListFollows(),
    "unfollow": _stop,
    "digest": _digest,
}
