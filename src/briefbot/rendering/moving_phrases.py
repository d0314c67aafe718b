"""What an export holds, and what became of one that was read back."""

from collections.abc import Callable, Mapping

from briefbot.rendering.phrases import sentence
from briefbot.wording.locale import ENGLISH, ReaderLocale

# How many records of a kind, for a person.
_COUNTED: Mapping[str, Callable[[ReaderLocale, int], str]] = {
    "document": lambda locale, number: locale.count("{number} document", "{number} documents", number),
    "correction": lambda locale, number: locale.count("{number} correction", "{number} corrections", number),
    "amendment": lambda locale, number: locale.count("{number} title or date", "{number} titles or dates", number),
    "channel": lambda locale, number: locale.count("{number} channel", "{number} channels", number),
    "feed": lambda locale, number: locale.count("{number} feed", "{number} feeds", number),
    "link": lambda locale, number: locale.count("{number} link", "{number} links", number),
    "chat": lambda locale, number: locale.count("settings of {number} chat", "settings of {number} chats", number),
    "access": lambda locale, number: locale.count(
        "{number} decision on who may ask", "{number} decisions on who may ask", number
    ),
    "lost": lambda locale, number: locale.count("{number} lost chat", "{number} lost chats", number),
    "follow": lambda locale, number: locale.count("{number} follow", "{number} follows", number),
    "digest": lambda locale, number: locale.count("{number} digest", "{number} digests", number),
    "report": lambda locale, number: locale.count("{number} report", "{number} reports", number),
    "count": lambda locale, number: locale.count("{number} daily count", "{number} daily counts", number),
}


def exported(records: Mapping[str, int], locale: ReaderLocale = ENGLISH) -> str:
    """What was written: how many records of each kind."""
    return sentence(locale.say("written: {what}", what=_counted(records, locale)))


def moved(records: Mapping[str, int], locale: ReaderLocale = ENGLISH) -> str:
    """What came in beside documents."""
    return sentence(locale.say("brought in besides: {what}", what=_counted(records, locale)))


def _counted(records: Mapping[str, int], locale: ReaderLocale) -> str:
    counted = (_COUNTED[kind](locale, number) for kind, number in records.items() if number)
    return ", ".join(counted) or locale.say("nothing")
