"""Commands about what is set in a chat: /tz, /language, /settings."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from briefbot.dialogue.commands.command import Command
from briefbot.dialogue.commands.follows import read_digest
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.preferences import Change
from briefbot.dialogue.requests import Request, Who
from briefbot.wording.translation import N_, named

# What is typed to have the device decide.
_AUTO = "auto"


@dataclass(frozen=True, slots=True)
class ShowZone(Request):
    """Tell by which clocks the chat goes."""


@dataclass(frozen=True, slots=True)
class FindZone(Request):
    """Go by the clocks of the place or zone that was typed, where it is certain which one is meant."""

    who: ClassVar[Who] = Who.MANAGERS
    # Whoever may not change it is told all the same which ones may be meant.
    weighs_rights: ClassVar[bool] = True
    typed: str


@dataclass(frozen=True, slots=True)
class ShowLanguages(Request):
    """Tell which languages there are; `unknown` is what was typed and is none of them."""

    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Speak(Request):
    """Speak a language (its tag) from now on, None for that of the device."""

    who: ClassVar[Who] = Who.MANAGERS
    language: str | None


@dataclass(frozen=True, slots=True)
class ShowSettings(Request):
    """Tell what is set here."""

    # Whoever may not change it gets no buttons for it.
    weighs_rights: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class ChangeSettings(Request):
    """Have it otherwise from now on."""

    who: ClassVar[Who] = Who.MANAGERS
    change: Change


def _language(rest: str) -> Request:
    if not rest:
        return ShowLanguages()
    if rest.lower() == _AUTO:
        return Speak(None)
    language = named(rest)
    return Speak(language) if language else ShowLanguages(rest)


def _zone(rest: str) -> Request:
    return FindZone(rest) if rest else ShowZone()


# A setting that has a command of its own is read as that one: "language ru" is /language ru.
_OWN_COMMANDS: dict[str, Callable[[str], Request | Hint]] = {
    "language": _language, "язык": _language, "tz": _zone, "zone": _zone, "пояс": _zone,
    "digest": read_digest, "дайджест": read_digest,
}  # fmt: skip


def _settings(rest: str) -> Request | Hint:
    """All settings, or a change of one."""
    if not rest:
        return ShowSettings()
    name, _, value = rest.partition(" ")
    if (own := _OWN_COMMANDS.get(name.lower())) and value.strip():
        return own(value.strip())
    change = Change.read(rest)
    return ChangeSettings(change) if change else Hint.NO_SUCH_SETTING


COMMANDS = (
    Command(
        "tz",
        _zone,
        N_("the time zone that digests go by: /tz Munich"),
        N_("the time zone of this chat"),
        N_("the time zone of this chat"),
        who=Who.MANAGERS,
    ),
    Command(
        "language",
        _language,
        N_("the language that Briefbot speaks: /language en"),
        N_("the language of this chat"),
        N_("the language of this chat"),
        who=Who.MANAGERS,
    ),
    Command(
        "settings",
        _settings,
        N_("what is set here, and how to change it: /settings quotations 10, /settings names latin"),
        N_("how many quotations an answer shows, link previews, how names are written, and all other settings"),
        N_("what is set in this chat"),
        who=Who.MANAGERS,
    ),
)
