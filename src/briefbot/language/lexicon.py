"""A language's closed word lists as one table: word → what it can be, as bits.

A language is added by a module like `english` and a line in `_BUILDERS`; a text in a language without lists is read with
English ones, and its quotations are found all the same.
"""

import functools
import importlib.resources
from collections.abc import Callable, Mapping
from typing import NamedTuple

from briefbot.language.en import speech
from briefbot.language.en.places import PLACES

SAYING, CALLING, TRANSPARENT, PRONOUN, TITLE, PERSON, PLURAL, GROUP, PAPER, DETERMINER = (1 << n for n in range(10))
PREPOSITION, OPENER, FUNCTION, CALENDAR, PARTICLE, SUFFIX, ORGANIZATION, NATIONALITY, NAMING, ING = (
    1 << n for n in range(10, 20)
)
PAST, BASE, AUXILIARY, OBJECT, THINKING = (1 << n for n in range(20, 25))
_ABBREVIATED = 4  # letters of a word that may be short for a title
CUE = SAYING | CALLING | THINKING
HEAD = PERSON | PLURAL | GROUP | PAPER


class Lexicon(NamedTuple):
    """The words of one language; all keys are lower case, genders are "m", "f" or "" (not told by the word).

    `places` are names of lands and cities, of one word or several.
    """

    bits: Mapping[str, int]
    lemma: Mapping[str, str]
    pronouns: Mapping[str, str]
    titles: Mapping[str, str]
    title_parts: frozenset[str]
    regnal: frozenset[str]
    persons: Mapping[str, str]
    generations: frozenset[str]
    reporting: frozenset[str]
    places: frozenset[str] = frozenset()


@functools.cache
def lexicon(language: str | None) -> Lexicon:
    """The lists of a language (ISO 639-1), English where there are none of its own."""
    return _BUILDERS.get(language or "en", _english)()


@functools.cache
def given_names() -> Mapping[str, str]:
    """Given name, lower case → "m", "f" or "u" (borne by both); read once from the file that ships with the package."""
    table: dict[str, str] = {}
    text = importlib.resources.files(__package__).joinpath("given_names.txt").read_text("utf-8")
    for line in text.splitlines():
        gender, *names = line.split()
        table.update(dict.fromkeys(names, gender))
    return table


@functools.cache
def _english() -> Lexicon:
    bits: dict[str, int] = {}
    for bit, words in _english_lists():
        for word in words:
            bits[word] = bits.get(word, 0) | bit
    lemma = {}
    for kind, verbs in ((THINKING, speech.THINKING), (CALLING, speech.CALLING), (SAYING, speech.SAYING)):
        for verb in verbs:
            for form in speech.inflected(verb):
                lemma[form] = verb
                bits[form] = bits.get(form, 0) | kind | _form_bits(form, verb)
    return Lexicon(
        bits, lemma, speech.PRONOUNS, _titles(), frozenset(speech.TITLE_PARTS), frozenset(speech.REGNAL),
        speech.PERSON_NOUNS, frozenset(speech.GENERATIONS), frozenset(speech.REPORTING), PLACES,
    )  # fmt: skip


def _titles() -> dict[str, str]:
    """Titles with their gender, the short ones with a point behind them too ("Engr.")."""
    pointed = {f"{title}.": gender for title, gender in speech.TITLES.items() if len(title) <= _ABBREVIATED and title.isalpha()}
    return pointed | speech.TITLES


def _english_lists() -> list[tuple[int, list[str]]]:
    return [
        (TRANSPARENT, speech.TRANSPARENT), (AUXILIARY, speech.AUXILIARIES), (PRONOUN, list(speech.PRONOUNS)),
        (OBJECT, speech.OBJECT_PRONOUNS), (TITLE, list(_titles())), (PERSON, list(speech.PERSON_NOUNS)),
        (PLURAL, speech.PLURAL_PEOPLE), (GROUP, speech.GROUPS), (PAPER, speech.DOCUMENTS),
        (DETERMINER, speech.DETERMINERS), (PREPOSITION, speech.PREPOSITIONS), (OPENER, speech.OPENERS),
        (FUNCTION, speech.FUNCTION_WORDS), (CALENDAR, speech.CALENDAR), (PARTICLE, speech.PARTICLES),
        (SUFFIX, speech.SUFFIXES), (ORGANIZATION, speech.ORGANIZATION_WORDS), (NATIONALITY, speech.NATIONALITIES),
        (NAMING, speech.NAMING),
    ]  # fmt: skip


def _form_bits(form: str, verb: str) -> int:
    if form.endswith("ing"):
        return ING
    return BASE if form == verb else 0 if form.endswith("s") else PAST


_BUILDERS: Mapping[str, Callable[[], Lexicon]] = {"en": _english}
