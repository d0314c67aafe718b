"""Words of news between Russian and English, for finding; never for telling what somebody said.

The lexicon is `translations.txt`: each line has Russian words of one meaning (a noun, its verb, its adjective) in dictionary
form, and English words any of which may stand in an article in their place. Names of countries that it lacks are those of
Unicode's locale data (CLDR), as Babel brings them.
"""

import functools
import importlib.resources
from collections.abc import Collection, Mapping
from typing import NamedTuple

from briefbot.language.folding import fold_word
from briefbot.language.ru.morphology import lemma, words
from briefbot.language.terms import terms

# A rarer reading of a Russian word than this is not looked up: "стали" is «стать» more often than «сталь».
_LIKELY = 0.1


def in_english(word: str) -> tuple[str, ...]:
    """English words that may stand for a Russian word in any form; none where the lexicon has none."""
    found = tuple(dict.fromkeys(english for entry in _entries(word) for english in entry.english))
    return found or next((_territories()[form] for form in _likely(word) if form in _territories()), ())


def akin(word: str) -> tuple[str, ...]:
    """Russian words in dictionary form that tell of the same thing: «медсестра» for «медсестёр», «Сирия» for «сирийский»."""
    return tuple(dict.fromkeys((*_likely(word), *(other for entry in _entries(word) for other in entry.russian))))


def in_russian(word: str) -> tuple[str, ...]:
    """Russian words, in their dictionary form, that an English word in any form may stand for."""
    return tuple(dict.fromkeys(russian for term in terms(word, "en") for russian in _reversed().get(term, ())))


def russian_words() -> Collection[str]:
    """The Russian words that the lexicon has, in their dictionary form."""
    return _lexicon().keys()


class _Entry(NamedTuple):
    """One line of the lexicon."""

    russian: tuple[str, ...]
    english: tuple[str, ...]


def _entries(word: str) -> list[_Entry]:
    return [_lexicon()[form] for form in _likely(word) if form in _lexicon()]


def _likely(word: str) -> dict[str, None]:
    """The dictionary forms of a word, without unlikely ones; in order."""
    return dict.fromkeys(one.lemma for one in words(word) if one.score >= _LIKELY)


@functools.cache
def _lexicon() -> Mapping[str, _Entry]:
    """Russian word → its line; read once from the file that ships with the package."""
    table: dict[str, _Entry] = {}
    for line in importlib.resources.files(__package__).joinpath("translations.txt").read_text("utf-8").splitlines():
        russian, colon, english = line.partition(": ")
        if colon and not line.startswith("#"):
            entry = _Entry(tuple(russian.split()), tuple(english.split()))
            table.update(dict.fromkeys(entry.russian, entry))
    return table


@functools.cache
def _reversed() -> Mapping[str, tuple[str, ...]]:
    """Stem of an English word → Russian words."""
    table: dict[str, list[str]] = {}
    for russian, entry in _lexicon().items():
        for stem in dict.fromkeys(terms(" ".join(entry.english), "en")):
            table.setdefault(stem, []).append(russian)
    return {stem: tuple(found) for stem, found in table.items()}


@functools.cache
def _territories() -> Mapping[str, tuple[str, ...]]:
    """Name of a country in Russian, where it is one word → its name in English."""
    from babel import Locale  # noqa: PLC0415 — its locale data is read for questions in Russian alone

    russian, english = Locale("ru").territories, Locale("en").territories
    names = {lemma(name): english[code] for code, name in russian.items() if code in english and name.isalpha()}
    return {fold_word(name): tuple(other.split()) for name, other in names.items()}
