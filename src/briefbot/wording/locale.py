"""How one reader is spoken to: Briefbot's own sentences in their language, and dates and numbers as they write them."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from briefbot.language.facts import fact
from briefbot.language.transliteration import to_latin
from briefbot.wording.translation import ENGLISH_TAG, UNTRANSLATED, Translation, spoken, translation

if TYPE_CHECKING:
    from babel import Locale

_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()


@dataclass(frozen=True, slots=True)
class ReaderLocale:
    """English: 14 February 2013, September 2016, 1,234. `latin` says that names in other letters are written in Latin ones.

    `site` is the address of the pages to which quotations lead this reader, None where they lead to what they are from.
    """

    latin: bool = field(default=False, kw_only=True)
    site: str | None = field(default=None, kw_only=True)

    @property
    def language(self) -> str:
        """The tag of the language of the sentences; dates and numbers may be those of another."""
        return ENGLISH_TAG

    def say(self, text: str, **values: object) -> str:
        """A text of the catalogue in the reader's language, its placeholders filled with these values."""
        return self._translation.say(text).format(**values) if values else self._translation.say(text)

    def count(self, one: str, many: str, number: int, **values: object) -> str:
        """The text that goes with a number ("{number} document", "{number} documents"), which is written into it."""
        return self._translation.count(one, many, number).format(number=self.number(number), **values)

    def day(self, when: date) -> str:
        """A date."""
        return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"

    def weekday_and_day(self, when: date) -> str:
        """A date with its day of the week, both short: Tue 24 Nov 2026."""
        return f"{_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1][:3]} {when.year}"

    def weekday(self, day: int) -> str:
        """A day of the week (0 = Monday), short: Tue."""
        return _DAYS[day]

    def day_and_month(self, when: date) -> str:
        """A date without its year, short: 24 Nov."""
        return f"{when.day} {_MONTHS[when.month - 1][:3]}"

    def month(self, when: date) -> str:
        """The month of a date, with its year."""
        return f"{_MONTHS[when.month - 1]} {when.year}"

    def number(self, value: int) -> str:
        """A count."""
        return f"{value:,}"

    def name(self, name: str) -> str:
        """A person's name in the letters that the reader wants; what is quoted is never changed."""
        return fact(to_latin(name) if self.latin else name)

    @property
    def _translation(self) -> Translation:
        return UNTRANSLATED


@dataclass(frozen=True, slots=True)
class _Local(ReaderLocale):
    """The locale of a language or region that the Unicode locale data know; `tag` is the language of the sentences."""

    locale: "Locale"
    tag: str = ENGLISH_TAG

    @property
    def language(self) -> str:
        return self.tag

    @property
    def _translation(self) -> Translation:
        return translation(self.tag)

    def day(self, when: date) -> str:
        from babel.dates import format_date  # noqa: PLC0415 (only the bot needs it, and it takes long to load)

        return format_date(when, "long", self.locale)

    def weekday_and_day(self, when: date) -> str:
        from babel.dates import format_skeleton  # noqa: PLC0415 (as above)

        return format_skeleton("yMMMEd", when, locale=self.locale)

    def weekday(self, day: int) -> str:
        return str(self.locale.days["stand-alone"]["abbreviated"][day])

    def day_and_month(self, when: date) -> str:
        from babel.dates import format_skeleton  # noqa: PLC0415 (as above)

        return format_skeleton("MMMd", when, locale=self.locale)

    def month(self, when: date) -> str:
        from babel.dates import format_skeleton  # noqa: PLC0415 (as above)

        return format_skeleton("yMMMM", when, locale=self.locale)

    def number(self, value: int) -> str:
        from babel.numbers import format_decimal  # noqa: PLC0415 (as above)

        return format_decimal(value, locale=self.locale)


ENGLISH = ReaderLocale()


@lru_cache(maxsize=256)
def reader_locale(language: str | None, *, latin: bool = False, site: str | None = None) -> ReaderLocale:
    """The locale of an IETF language tag such as Telegram gives ("de", "pt-br"); plain "en" and unknown ones are English."""
    english = ReaderLocale(latin=latin, site=site)
    if not language or language.lower() == "en":
        return english
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 (as above)

    try:
        return _Local(Locale.parse(language, sep="-"), spoken(language) or ENGLISH_TAG, latin=latin, site=site)
    except (UnknownLocaleError, ValueError, TypeError):
        return reader_locale(language.partition("-")[0], latin=latin, site=site) if "-" in language else english
