"""Words of Russian names and bodies: what a word shows of the name around it."""

import functools
import re

from briefbot.language.folding import fold_word
from briefbot.language.ru import speech as lists
from briefbot.language.ru.morphology import Reading, inflected, is_patronymic, readings, words
from briefbot.reading.quotes.tokens import QUOTE

_CACHED = 1 << 12  # words
INITIALS = re.compile(r"(?:[А-ЯЁA-Z]\.)+")
ACRONYM = re.compile(r"(?P<stem>(?:[А-ЯЁ]{2,}-)?[А-ЯЁ]{2,})[а-яё]{0,2}")
PLACE = re.compile(r".{2,}и[яию]|.{2,}ией")  # "Таврия", and no family name
LONGEST_NAME = 5  # words
_JOINED_PARTICLE = re.compile(r"(?:аль|эль|ад|ас|ан|аш|ат|ар|уль)-[А-ЯЁ]")
# Readings of a name that are less likely than the best one by more than this are not looked at.
_WORTH = 0.01
_GROUPS = tuple(lists.GROUPS)
_VOWEL = re.compile("[аеёиоуыэюя]", re.IGNORECASE)
_LONG_SYLLABLE = 6  # letters


def without_marks(tokens: list[str]) -> list[str]:
    """The words of a name without a nickname in marks."""
    return [token for token in tokens if token is not QUOTE]


def likely_readings(tokens: list[str]) -> list[Reading]:
    """The readings of a name that are worth a thought."""
    found = readings(" ".join(tokens))
    return [one for one in found if one.score >= _WORTH * found[0].score]


def agree(tokens: list[str]) -> bool:
    """Whether words can be one name in one case: no reading that is any good leaves a word as it is."""
    apart = 1.0
    for token in tokens:
        apart *= max((one.score for one in readings(token)), default=1.0)
    together = max((one.score for one in readings(" ".join(tokens))), default=0.0)
    return together > 0.02 * apart


def in_nominative(tokens: list[str], possible: frozenset[str]) -> tuple[str, ...]:
    """The noun of a body's name and its adjectives in the nominative, in the case and gender that they share."""
    head = next((one for one in words(tokens[-1].lower()) if one.part == "NOUN" and one.case in possible), None)
    if head is None:
        return tuple(tokens)
    return tuple(inflected(token, head.case, head.number, head.gender) for token in tokens)


def family_last(core: tuple[str, ...]) -> tuple[str, ...]:
    """A name with the family name last: "Лавров С.В.", "Зайцев Олег Петрович"."""
    if (
        len(core) > 1
        and not is_name_word(core[0])
        and (INITIALS.fullmatch(core[1]) or (len(core) > 2 and is_patronymic(core[-1])))
    ):
        return (*core[1:], core[0])
    return core


def family_name(name: str) -> str:
    """The family name of a name, folded."""
    return fold_word(family_last(tuple(name.split()))[-1])


def is_capital(word: str) -> bool:
    """Whether a word begins with a capital, perhaps behind a particle: "аль-Хатиб"."""
    return word[0].isupper() or _JOINED_PARTICLE.match(word) is not None


@functools.lru_cache(maxsize=_CACHED)
def is_name_word(word: str) -> bool:
    """Whether a word shows that the name around it is a person's: a given name, a patronymic or initials."""
    return is_capital(word) and (
        INITIALS.fullmatch(word) is not None or (len(word) > 1 and (names_somebody(word) or is_patronymic(word)))
    )


def is_syllable(word: str) -> bool:
    """Whether a word with a capital is one syllable, as of Korean and Chinese names: "Хён"."""
    return len(_VOWEL.findall(word)) == 1 and len(word) < _LONG_SYLLABLE and is_capital(word)


def names_somebody(word: str) -> bool:
    """Whether a word is a form of a given name, of one bearer: "Линд" is hardly of several Lindas."""
    return any("Name" in one.traits and one.known and one.number != "plur" for one in words(word))


@functools.lru_cache(maxsize=_CACHED)
def is_body_word(low: str) -> bool:
    """Whether a single word names a body: "Кремль", "Минобороны"."""
    if is_whole_name(low) or (low.startswith(lists.BODY_PREFIXES) and any("Orgn" in one.traits for one in words(low))):
        return True
    return low.startswith(lists.CLIPPED) and any(one.lemma.endswith(_GROUPS) for one in words(low)[:1])


@functools.lru_cache(maxsize=_CACHED)
def is_whole_name(low: str) -> bool:
    """Whether a word is a body's name that nothing follows."""
    return any(one.lemma in lists.BODIES for one in words(low)) or _is_ministry(low) or _is_watchdog(low)


def _is_watchdog(low: str) -> bool:
    """Whether a word is an inspectorate's: "Рослеснадзор"."""
    return low.startswith("рос") and "надзор" in low


def is_ministry(word: str) -> bool:
    """Whether a ministry's short name stays as it is in every case: "Минприроды", but not "Минтранса"."""
    return word[-1] != "а" and _is_ministry(word.lower())


def _is_ministry(low: str) -> bool:
    """Whether a word is "мин" and what the ministry is for, in the genitive: "Минприроды", "Минобороны"."""
    rest = words(low[3:]) if low.startswith("мин") and len(low) > 7 and not any("Surn" in o.traits for o in words(low)) else ()
    return any(one.known and one.part == "NOUN" and one.case == "gent" for one in rest)


@functools.lru_cache(maxsize=_CACHED)
def stem(word: str) -> str:
    """A capitalised word without what a case changes."""
    return fold_word(word)[: max(3, len(word) - 2)]


@functools.lru_cache(maxsize=_CACHED)
def is_mans(word: str) -> bool:
    """Whether a word is a man's given name as it stands."""
    found = [one for one in words(word.lower()) if "Name" in one.traits and one.known]
    return any(one.case == "nomn" and one.number == "sing" and one.gender == "m" for one in found)
