"""What is said of time zones, and who may change what a whole chat shares."""

from datetime import datetime

from briefbot.dialogue.zones import Found, How, Zoned, clock, local
from briefbot.wording.locale import ReaderLocale
from briefbot.wording.translation import N_

OTHER = N_("Another city…")
SHARE_LOCATION = N_("Share my location…")
LOCATION_KEY = N_("📍 Send where I am")
CITY = N_("City, country or zone")

MANAGERS_ONLY = N_("Only admins of this group can change that.")
NOT_KNOWN_WHO_MANAGES = N_("Telegram did not tell whether you are an admin of this group. Please try again in a while.")

WHICH_CITY = N_("Reply to this message with your city, in English, Russian or the city’s own spelling.")
IN_GROUPS = N_("Put a city after the command: /tz Munich")
PRESS_FOR_LOCATION = N_(
    "Press the button below to send where you are. Only the time zone is taken from it; the place itself is kept nowhere."
)
NO_ZONE_THERE = N_("No time zone is known for that place. Type a city: /tz Munich")

# {place} is a city, {zone} the name of its zone: “Munich (Europe/Berlin): it is 14:05 there.”
_CLOCK = N_("{place} ({zone}): it is {clock} there.")
_UNIVERSAL = N_("{zone}: it is {clock}.")
_NEXT_DIGEST = N_("The next digest comes on {day} at {clock}.")
_CHANGE = N_("To change it, choose a place or type a city: /tz Munich")
_NONE_YET = N_("No time zone is set here yet. Choose a place or type a city: /tz Munich")
_SEVERAL = N_("Several time zones fit “{typed}”. Choose one:")
_NEAR = N_("No place of the name “{typed}” is known. Perhaps you mean:")
_OFFSET = N_("“{typed}” does not tell when the clocks change. Choose a place that has this time now:")
_UNKNOWN = N_(
    "No place of the name “{typed}” is known. Try a larger city nearby, a country, or the name of a zone: /tz Europe/Berlin"
)


def told(reply: Zoned, locale: ReaderLocale) -> str:
    """The chat's zone and its clock, or what is to be chosen; what was typed is said again where it is not certain."""
    if reply.found is not None and reply.found.only is None:
        return _unsure(reply.found, locale)
    if reply.zone is None:
        return locale.say(_NONE_YET)
    sentences = [_clock(reply.zone, reply.place, reply.now, locale)]
    if reply.next_digest is not None:
        when = local(reply.zone, reply.next_digest)
        sentences.append(locale.say(_NEXT_DIGEST, day=locale.day(when.date()), clock=clock(reply.zone, reply.next_digest)))
    if reply.offered:
        sentences.append(locale.say(_CHANGE))
    return " ".join(sentences)


def choice(place: str, zone: str, now: datetime) -> str:
    """A zone to choose: "Munich 14:05"."""
    return f"{place} {clock(zone, now)}"


def _unsure(found: Found, locale: ReaderLocale) -> str:
    sentences = {How.SEVERAL: _SEVERAL, How.NEAR: _NEAR, How.OFFSET: _OFFSET}
    return locale.say(sentences.get(found.how, _UNKNOWN), typed=found.typed)


def _clock(zone: str, place: str, now: datetime, locale: ReaderLocale) -> str:
    if place == zone:
        return locale.say(_UNIVERSAL, zone=zone, clock=clock(zone, now))
    return locale.say(_CLOCK, place=place, zone=zone, clock=clock(zone, now))
