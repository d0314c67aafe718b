"""The sentences about what is set in a chat."""

from dataclasses import dataclass

from briefbot.dialogue.preferences import QUOTATIONS
from briefbot.dialogue.replies import Settings
from briefbot.dialogue.zones import clock
from briefbot.wording.locale import ReaderLocale
from briefbot.wording.translation import N_, languages, own_name

TITLE = N_("Settings")
LANGUAGE = N_("Language")
ZONE = N_("Time zone")
DIGEST = N_("Digest")
SHOW_PREVIEWS = N_("Show link previews")
HIDE_PREVIEWS = N_("Hide link previews")
NAMES_IN_LATIN = N_("Write names in Latin letters")
NAMES_AS_PRINTED = N_("Write names as printed")
DIGEST_OFF = N_("Switch the digest off")


@dataclass(frozen=True, slots=True)
class Fact:
    """A setting's name and value, and what is typed to change it; nothing where it is a matter of Telegram alone."""

    name: str
    value: str
    typed: str = ""


def facts(reply: Settings, manner: ReaderLocale) -> list[Fact]:
    """What is set; the digest has sentences of its own."""
    chosen = reply.preferences
    names = manner.say("in Latin letters") if chosen.latin else manner.say("as printed")
    return [
        Fact(manner.say(LANGUAGE), own_name(manner.language), "/language auto|" + "|".join(languages())),
        Fact(
            manner.say("Quotations in an answer"),
            manner.number(chosen.quotations),
            "/settings quotations " + "|".join(map(str, QUOTATIONS)),
        ),
        Fact(manner.say("Names"), names, "/settings names latin|printed"),
        Fact(manner.say("Link previews"), manner.say("on") if chosen.previews else manner.say("off")),
        Fact(manner.say(ZONE), _zone(reply, manner), "/tz Munich"),
    ]


def _zone(reply: Settings, manner: ReaderLocale) -> str:
    zone = reply.preferences.zone
    if zone is None:
        return manner.say("not chosen")
    return manner.say("{zone}, where it is {clock}", zone=zone, clock=clock(zone, reply.now))


def quotations(number: int, manner: ReaderLocale) -> str:
    """The button for so many quotations in an answer."""
    return manner.count("{number} quotation", "{number} quotations", number)
