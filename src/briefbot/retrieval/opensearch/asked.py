"""Words of a question and the terms that are searched for them, as the built-in engine reads them (`retrieval/index.py`)."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from briefbot.language.folding import fold_word
from briefbot.language.terms import token_terms, tokens
from briefbot.language.transliteration import is_cyrillic
from briefbot.retrieval.index import UNTRANSLATED
from briefbot.retrieval.model import MOST_SOUGHT, Word
from briefbot.retrieval.opensearch.frequencies import Counting, Pair
from briefbot.retrieval.opensearch.rescoring import Term, TermGroup
from briefbot.retrieval.opensearch.statistics import Statistics
from briefbot.retrieval.spelling import Speller
from briefbot.retrieval.strings import Strings, distinct
from briefbot.retrieval.translations import Translations

_KEPT = 10_000  # words of questions whose terms are remembered


@dataclass(frozen=True, slots=True)
class Asked:
    """A word of the question with the terms that are searched for, those of the text's sequence first.

    `translated` are words in other languages that may stand for it, where it has terms of its own. `is_unsure`: what sounds or
    is spelt like it was not looked for, though it may be meant.
    """

    word: Word
    terms: tuple[str, ...]
    in_sequence: int = 0
    translated: tuple[str, ...] = ()
    is_unsure: bool = False


class Lexicon(Protocol):
    """The folded words of an archive, which are fetched when a word is asked for that is not there as it is typed."""

    def words(self) -> tuple[Strings, NDArray[np.int32]]:
        """The words, and how often each occurs."""
        ...


class _LazyWords:
    """The words of a lexicon, fetched when they are looked at."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def items(self) -> Iterator[tuple[str, int]]:
        """All words with their numbers."""
        return self._lexicon.words()[0].items()


class QuestionWords:
    """Reads the words of questions to one archive; safe to use from several threads."""

    def __init__(self, statistics: Statistics, lexicon: Lexicon) -> None:
        self._statistics = statistics
        self._lexicon = lexicon
        self._languages: tuple[str | None, ...] = statistics.languages or (None,)
        self._translations = Translations(_LazyWords(lexicon), self._languages)
        self._met: dict[tuple[str, bool], Asked | None] = {}

    def asked(self, question: str, counting: Counting) -> list[Asked]:
        """The words of a question; of those that are nowhere as they are typed, the first ones are sought.

        Where frequencies are not known yet, nothing is sought: it may not be needed.
        """
        every = tokens(question)
        found = [(token, self._word(token, counting, seek=False)) for token in every]
        if not counting.is_complete:
            return []
        sought: set[str] = set()
        result = []
        for token, one in found:
            asked = one
            if asked and asked.is_unsure and (token in sought or len(sought) < MOST_SOUGHT):
                sought.add(token)
                asked = self._word(token, counting, seek=True)
            if asked:
                result.append(asked)
        return result

    def word(self, token: str, counting: Counting) -> Asked | None:
        """What one word is searched for as it is typed; None for a word of grammar."""
        return self._word(token, counting, seek=False)

    def groups(self, asked: Iterable[Asked], counting: Counting) -> list[TermGroup]:
        """The words with what each and its terms weigh."""
        return [
            TermGroup(
                tuple(self._term(term, counting) for term in one.terms),
                self.weight(one, counting),
                tuple(self._term(term, counting) for term in one.translated),
            )
            for one in asked
        ]

    def weight(self, asked: Asked, counting: Counting) -> float:
        """What a word counts for coverage: the idf of its rarest term, or that of a word in no passage."""
        if asked.terms:
            return max(self._statistics.own.weight(counting.of(term).passages) for term in asked.terms)
        share = UNTRANSLATED if self._translations.is_missing(asked.word.text) else 1.0
        return share * math.log1p(2 * self._statistics.own.size + 1)

    def sequence(self, text: str, counting: Counting) -> list[str]:
        """The terms of a text's words, in its order, of those that the archive has."""
        return [term for token in tokens(text) for term in _there(self._terms(token)[0], counting)]

    def _term(self, term: str, counting: Counting) -> Term:
        found, statistics = counting.of(term), self._statistics
        return Term(term, statistics.own.weight(found.passages), statistics.articles.weight(found.articles))

    def _word(self, token: str, counting: Counting, *, seek: bool) -> Asked | None:
        if (token, seek) not in self._met:
            before = counting.misses
            found = self._looked_up(token, counting, seek=seek)
            if counting.misses > before:
                return found  # of frequencies that are not known yet
            if len(self._met) >= _KEPT:
                self._met.clear()
            self._met[token, seek] = found
            return found
        return self._met[token, seek]

    def _looked_up(self, token: str, counting: Counting, *, seek: bool) -> Asked | None:
        sequence, others = self._terms(token)
        if not sequence and not others:
            return None
        translated = _there(distinct(self._translations.of(token, by_sound=seek)), counting)
        by_sound = not seek and self._translations.has_a_sound(token)
        if terms := _there(sequence + others, counting):
            exact = len(_there(sequence, counting))
            return Asked(Word(token, known=True), terms, exact, _without(translated, terms), is_unsure=by_sound)
        if translated and is_cyrillic(token):  # a word of the lexicon is spelt right
            return Asked(Word(token, known=True), translated, is_unsure=by_sound)
        for word in self._speller.nearest(fold_word(token)) if seek else ():
            if terms := _there(self._terms(word)[0], counting):
                return Asked(Word(token, known=False, correction=word), terms, len(terms), _without(translated, terms))
        return Asked(Word(token, known=bool(translated)), translated, is_unsure=not seek)

    def _terms(self, token: str) -> tuple[list[str], list[str]]:
        """The terms of a word in each language of the archive, those of the sequence and others."""
        found = [token_terms(token, language) for language in self._languages]
        sequence = distinct(term for one in found for term in one.sequence)
        return sequence, [term for term in distinct(term for one in found for term in one.others) if term not in sequence]

    @cached_property
    def _speller(self) -> Speller:
        return Speller(*self._lexicon.words())


def pairs_there(sequence: list[str], counting: Counting) -> list[Pair]:
    """Those pairs of neighbours that the archive has."""
    return [pair for pair in pairwise(sequence) if counting.of_pair(*pair)]


def _there(terms: Iterable[str], counting: Counting) -> tuple[str, ...]:
    """Those terms that the archive has."""
    found = [(term, counting.of(term)) for term in terms]
    return tuple(term for term, frequency in found if frequency.articles)


def _without(terms: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(term for term in terms if term not in others)
