"""How dates and numbers are written for one reader; sentences are English everywhere, ready to be translated."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_MONTHS = "January February March April May June July August September October November December".split()


class Manner:
    """English: 14 February 2013, September 2016, 1,234."""

    def day(self, when: date) -> str:
        """A date."""
        return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"

    def month(self, when: date) -> str:
        """The month of a date, with its year."""
        return f"{_MONTHS[when.month - 1]} {when.year}"

    def number(self, value: int) -> str:
        """A count."""
        return f"{value:,}"


@dataclass(frozen=True, slots=True)
class _Local(Manner):
    """The manner of a language or region that the Unicode locale data know."""

    locale: "Locale"

    def day(self, when: date) -> str:
        from babel.dates import format_date  # noqa: PLC0415 (only the bot needs it, and it takes long to load)

        return format_date(when, "long", self.locale)

    def month(self, when: date) -> str:
        from babel.dates import format_skeleton  # noqa: PLC0415 (as above)

        return format_skeleton("yMMMM", when, locale=self.locale)

    def number(self, value: int) -> str:
        from babel.numbers import format_decimal  # noqa: PLC0415 (as above)

        return format_decimal(value, locale=self.locale)


ENGLISH = Manner()


@lru_cache(maxsize=256)
def manner_of(language: str | None) -> Manner:
    """The manner of an IETF language tag such as Telegram gives ("de", "pt-br"); plain "en" and unknown ones are English."""
    if not language or language.lower() == "en":
        return ENGLISH
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 (as above)

    try:
        return _Local(Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError, TypeError):
        return manner_of(language.partition("-")[0]) if "-" in language else ENGLISH
