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


def facts(reply: Settings, locale: ReaderLocale) -> list[Fact]:
    """What is set; the digest has sentences of its own."""
    chosen = reply.preferences
    names = locale.say("in Latin letters") if chosen.latin else locale.say("as printed")
    return [
        Fact(locale.say(LANGUAGE), own_name(locale.language), "/language auto|" + "|".join(languages())),
        Fact(
            locale.say("Quotations in an answer"),
            locale.number(chosen.quotations),
            "/settings quotations " + "|".join(map(str, QUOTATIONS)),
        ),
        Fact(locale.say("Names"), names, "/settings names latin|printed"),
        Fact(locale.say("Link previews"), locale.say("on") if chosen.previews else locale.say("off")),
        Fact(locale.say(ZONE), _zone(reply, locale), "/tz Munich"),
    ]


def _zone(reply: Settings, locale: ReaderLocale) -> str:
    zone = reply.preferences.zone
    if zone is None:
        return locale.say("not chosen")
    return locale.say("{zone}, where it is {clock}", zone=zone, clock=clock(zone, reply.now))


def quotations(number: int, locale: ReaderLocale) -> str:
    """The button for so many quotations in an answer."""
    return locale.count("{number} quotation", "{number} quotations", number)
