"""Why something cannot be read or fetched, in the reader's language.

Those sentences are made where the fault is found, in English. Here stand the forms that they have, for the catalogues: what
fits one of them is said in the reader's language, with the same values; anything else stays as it is.
"""

import re
from functools import cache

from briefbot.wording.locale import ReaderLocale
from briefbot.wording.translation import N_

# Of what is sent to the bot
TOO_LARGE_FOR_A_BOT = N_("it is larger than 20 MB, the most that Telegram hands to a bot")
NOT_HANDED_OUT = N_("Telegram does not hand it out")
FAILS = N_("reading it failed several times")

_FORMS = (
    # Of the web
    N_("it is no web address"),
    N_("it is no web address: one begins with https:// or http://"),
    N_("an address with a name or password in it is not fetched"),
    N_("no computer of the name {host} is known; check the address, and whether there is a network"),
    N_("{host} is in a private network, and nothing is fetched from there"),
    N_("it leads on and on: more than {number} times"),
    N_("it does not answer in time"),
    N_("its certificate is not right ({reason})"),
    N_("the connection to it fails; check whether there is a network"),
    N_("it is {kind}, and no text"),
    N_("it is larger than {size}, the most that is fetched"),
    N_("its packing is broken"),
    N_("its robots.txt keeps robots from it"),
    N_("the server wants a password (401)"),
    N_("the server refuses it (403)"),
    N_("there is no such page (404)"),
    N_("it is gone for good (410)"),
    N_("the server is asked too often (429)"),
    N_("the server has a fault of its own ({status})"),
    N_("the server answers with {status}"),
    N_("it is no feed, and names none"),
    N_("it is no feed"),
    # Of files
    N_("there is no text in it"),
    N_("there is no text in it: its pages are pictures"),
    N_("there is no document in it"),
    N_("it is in no format that can be read ({endings} and {last} can)"),
    N_("it is larger than {size}, the most that one file of {name} may have"),
    N_("it is locked with a password"),
    N_("it is encrypted"),
    N_("it is damaged"),
    N_("it is a damaged ZIP file"),
    N_("it has more than {number} pages"),
    N_("it has more than {number} lines"),
    N_("it has more than {number} elements"),
    N_("it has more than {number} columns"),
    N_("it holds more than {number} files"),
    N_("the files hold more than {size} together"),
    N_("this is binary data, not text"),
    N_("its encoding cannot be told; save it as UTF-8"),
    N_("it is no document of a word processor"),
    N_("there is no page in it"),
    N_("no known format"),
    N_("it is a list of feeds, which `briefbot feeds add` takes"),
    N_("it is a picture, and no text"),
    N_("it is of an old office program; save it as DOCX or PDF"),
    N_("it is RTF; save it as DOCX or PDF"),
    N_('it has no "text" (name the field that holds it: --map text={name}; its fields: {fields})'),
    TOO_LARGE_FOR_A_BOT,
    NOT_HANDED_OUT,
    FAILS,
)
_VALUE = re.compile(r"\\\{(\w+)\\\}")


def reason(sentence: str, locale: ReaderLocale) -> str:
    """Such a sentence, without its full stop, in the reader's language where its form is known."""
    for form, pattern in _patterns():
        if match := pattern.fullmatch(sentence):
            return locale.say(form, **match.groupdict())
    return sentence


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The forms, each with what recognises it; those without values first, which fit one sentence alone."""
    plain_first = sorted(_FORMS, key=lambda form: "{" in form)
    return tuple((form, re.compile(_VALUE.sub(r"(?P<\1>.+)", re.escape(form)))) for form in plain_first)
