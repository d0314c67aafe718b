"""Words of a question and the terms that are searched for them: every engine reads them so, and finds the same by it.

An engine knows a term (`T`) by what it searches by: the built-in one by its row, OpenSearch by the term itself.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from briefbot.language.folding import fold_word
from briefbot.language.terms import token_terms
from briefbot.language.transliteration import is_cyrillic
from briefbot.retrieval.model import MOST_SOUGHT, Word
from briefbot.retrieval.spelling import Speller
from briefbot.retrieval.strings import distinct
from briefbot.retrieval.translations import Translations

T = TypeVar("T")
# Those terms that the archive has, as the engine knows them.
There = Callable[[Iterable[str]], tuple[T, ...]]

# What a word of the question that nobody could translate weighs: that the archive lacks it is not known.
_UNTRANSLATED = 0.5


@dataclass(frozen=True, slots=True)
class AskedWord(Generic[T]):
    """A word of the question with the terms that are searched for, those of the text's sequence first.

    `translated` are terms of words in other languages that may stand for it, where it has terms of its own. `is_unsure`: what
    sounds or is spelt like it was not looked for, though it may be meant.
    """

    word: Word
    terms: tuple[T, ...]
    in_sequence: int = 0
    translated: tuple[T, ...] = ()
    is_unsure: bool = False


class LookUp(Protocol[T]):
    """Looks a word up, or remembers it; `seek` is as in `WordReader.read`. None for a word of grammar."""

    def __call__(self, token: str, *, seek: bool) -> AskedWord[T] | None: ...  # noqa: D102 (the class says it)


class WordReader:
    """Reads words of questions to an archive in these languages; its `speller` is made with the first word that needs it."""

    def __init__(self, languages: Sequence[str | None], translations: Translations, speller: Callable[[], Speller]) -> None:
        self._languages = languages
        self._translations = translations
        self._speller = speller

    def read(self, token: str, there: There[T], *, seek: bool) -> AskedWord[T] | None:
        """What a word is searched for; None for a word of grammar.

        To `seek` it is to look for what sounds or is spelt like it too, where it is not there as it is typed.
        """
        sequence, others = self.terms(token)
        if not sequence and not others:
            return None
        translated = there(distinct(self._translations.of(token, by_sound=seek)))
        by_sound = not seek and self._translations.has_a_sound(token)
        if terms := there(sequence + others):
            exact = len(there(sequence))
            return AskedWord(Word(token, known=True), terms, exact, _without(translated, terms), is_unsure=by_sound)
        if translated and is_cyrillic(token):  # a word of the lexicon is spelt right
            return AskedWord(Word(token, known=True), translated, is_unsure=by_sound)
        for word in self._speller().nearest(fold_word(token)) if seek else ():
            if terms := there(self.terms(word)[0]):
                corrected = Word(token, known=False, correction=word)
                return AskedWord(corrected, terms, len(terms), _without(translated, terms))
        return AskedWord(Word(token, known=bool(translated)), translated, is_unsure=not seek)

    def terms(self, token: str) -> tuple[list[str], list[str]]:
        """The terms of a word in each language of the archive, those of the sequence and others."""
        found = [token_terms(token, language) for language in self._languages]
        sequence = distinct(term for one in found for term in one.sequence)
        return sequence, [term for term in distinct(term for one in found for term in one.others) if term not in sequence]

    def weight(self, asked: AskedWord[T], idf: Callable[[T], float], passages: int) -> float:
        """What a word counts for coverage: the idf of its rarest term, or that of a word in none of so many passages."""
        if asked.terms:
            return max(map(idf, asked.terms))
        share = _UNTRANSLATED if self._translations.is_missing(asked.word.text) else 1.0
        return share * math.log1p(2 * passages + 1)


def asked_words(tokens: Iterable[str], look_up: LookUp[T]) -> list[AskedWord[T]]:
    """The words of a question; of those that are nowhere as they are typed, the first ones are sought."""
    sought: set[str] = set()
    found = []
    for token in tokens:
        asked = look_up(token, seek=False)
        if asked and asked.is_unsure and (token in sought or len(sought) < MOST_SOUGHT):
            sought.add(token)
            asked = look_up(token, seek=True)
        if asked:
            found.append(asked)
    return found


def _without(terms: tuple[T, ...], others: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(term for term in terms if term not in others)
