"""What a word of a question is searched for besides itself: words of the other language, and those of its kin.

Stems bring the forms of an English word together and most of its derivations, but not a country and its adjective; Russian
derives «сирийский» from «Сирия» and «решение» from «решить» with other stems, which the lexicon has in one line.
"""

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import numpy as np

from briefbot.language.countries import akin as akin_in_english
from briefbot.language.folding import fold_word
from briefbot.language.ru.morphology import readings, words
from briefbot.language.terms import terms
from briefbot.language.translations import akin, in_english, in_russian, russian_words
from briefbot.language.transliteration import Counterparts, is_cyrillic
from briefbot.retrieval.spelling import Speller
from briefbot.retrieval.strings import Strings

# Shorter parts of a compound are particles of names ("al-").
_SHORTEST = 4
# Readings of a misspelt word for which the nearest ones are looked up; comparing takes milliseconds.
_TRIED = 2
_NAME_TRAITS = frozenset(("Name", "Surn", "Patr", "Geox", "Orgn"))


class Words(Protocol):
    """The folded words of an archive: `Strings`, or what fetches them when they are looked at."""

    def items(self) -> Iterable[tuple[str, int]]:
        """All words with their numbers."""
        ...


class Translations:
    """Terms of the other language, for an archive that has these folded words and documents in these languages."""

    def __init__(self, archive: Words, languages: Sequence[str | None]) -> None:
        self._archive = archive
        self._has_russian = "ru" in languages
        self._has_others = any(language != "ru" for language in languages)

    def of(self, token: str, *, by_sound: bool = True) -> list[str]:
        """The terms that may stand for a word of a question in the languages of the archive.

        Without `by_sound` only those that the lexicon tells, which takes no time.
        """
        if is_cyrillic(token):
            english = terms(" ".join(self._from_russian(token, by_sound=by_sound)), "en") if self._has_others else []
            return english + (terms(" ".join(akin(token)), "ru") if self._has_russian else [])
        kin = terms(" ".join(akin_in_english(fold_word(token))), "en") if self._has_others else []
        return kin + (terms(" ".join(self._from_english(token, by_sound=by_sound)), "ru") if self._has_russian else [])

    def has_a_sound(self, token: str) -> bool:
        """Whether words of another language may stand for this one that the lexicon does not tell: it may be a name."""
        if is_cyrillic(token):
            parts = [token] if in_english(token) else token.split("-")
            return self._has_others and any(part[:1].isupper() or not in_english(part) for part in parts)
        return self._has_russian and any(part[:1].isupper() for part in token.split("-"))

    def is_missing(self, token: str) -> bool:
        """Whether a word may well be in documents of the other language, and the lexicon does not tell what it is there."""
        return is_cyrillic(token) and self._has_others and not in_english(token) and not _may_be_a_name(token)

    def _from_russian(self, token: str, *, by_sound: bool) -> Iterator[str]:
        """English words by the lexicon; else the archive's spellings of a name; else those for the lexicon's nearest word."""
        whole = in_english(token)
        for part in [token] if whole else token.split("-"):
            meant = whole or in_english(part)
            yield from meant
            if by_sound and (not meant or part[0].isupper()):  # «Роза» may be Rosa
                yield from self._spelt_alike(part) or (() if meant else self._corrected(part))

    def _spelt_alike(self, word: str) -> tuple[str, ...]:
        if len(word) < _SHORTEST or not _may_be_a_name(word):
            return ()
        forms = dict.fromkeys((fold_word(word), *(fold_word(one.name) for one in readings(word.title()))))
        return tuple(dict.fromkeys(other for form in forms for other in self._counterparts.of(form)))

    def _corrected(self, word: str) -> tuple[str, ...]:
        """What stands for the word of the lexicon that one which is no Russian word may be a slip of the fingers for."""
        if len(word) < _SHORTEST or any(one.known for one in words(word)):
            return ()
        forms = list(dict.fromkeys(one.lemma for one in words(word)))[:_TRIED]
        near = next(filter(None, map(_nearest, forms)), None)
        return in_english(near) if near else ()

    def _from_english(self, token: str, *, by_sound: bool) -> Iterator[str]:
        yield from in_russian(token)
        for part in token.split("-") if by_sound else ():
            if part[:1].isupper() and len(part) >= _SHORTEST:
                yield from self._counterparts.of(fold_word(part))

    @functools.cached_property
    def _counterparts(self) -> Counterparts:
        return Counterparts(word for word, _ in self._archive.items())


@functools.lru_cache(maxsize=1024)
def _nearest(word: str) -> str | None:
    """The lexicon's word nearest to this one, by letters."""
    return next(iter(_lexicon_speller().nearest(word)), None)


@functools.cache
def _lexicon_speller() -> Speller:
    known = sorted(russian_words())
    return Speller(Strings.of(known), np.zeros(len(known), np.int32))


def _may_be_a_name(word: str) -> bool:
    """Whether a word is written as a name, or is one by the dictionary, or none of the dictionary's words."""
    found = words(word)
    return word[0].isupper() or any(one.traits & _NAME_TRAITS for one in found) or not any(one.known for one in found)
