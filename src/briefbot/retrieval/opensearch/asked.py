"""Words of a question, read to an archive whose terms are counted elsewhere (`retrieval/question_words.py`)."""

from collections.abc import Iterable, Iterator
from functools import cached_property, partial
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from briefbot.language.terms import tokens
from briefbot.retrieval.opensearch.frequencies import Counting, Pair
from briefbot.retrieval.opensearch.rescoring import Term, TermGroup
from briefbot.retrieval.opensearch.statistics import Statistics
from briefbot.retrieval.question_words import AskedWord, WordReader, asked_words
from briefbot.retrieval.spelling import Speller
from briefbot.retrieval.strings import Strings
from briefbot.retrieval.translations import Translations

Asked = AskedWord[str]
_KEPT = 10_000  # words of questions whose terms are remembered


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
        languages = statistics.languages or (None,)
        self._words = WordReader(languages, Translations(_LazyWords(lexicon), languages), lambda: self._speller)
        self._met: dict[tuple[str, bool], Asked | None] = {}

    def asked(self, question: str, counting: Counting) -> list[Asked]:
        """The words of a question; of those that are nowhere as they are typed, the first ones are sought.

        Where frequencies are not known yet, nothing is sought: it may not be needed.
        """
        every = tokens(question)
        for token in every:
            self.word(token, counting)
        return asked_words(every, partial(self.word, counting=counting)) if counting.is_complete else []

    def word(self, token: str, counting: Counting, *, seek: bool = False) -> Asked | None:
        """What one word is searched for, by default as it is typed; None for a word of grammar."""
        if (token, seek) not in self._met:
            before = counting.misses
            found = self._words.read(token, partial(_there, counting=counting), seek=seek)
            if counting.misses > before:
                return found  # of frequencies that are not known yet
            if len(self._met) >= _KEPT:
                self._met.clear()
            self._met[token, seek] = found
            return found
        return self._met[token, seek]

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
        """What a word counts for coverage."""
        own = self._statistics.own
        return self._words.weight(asked, lambda term: own.weight(counting.of(term).passages), own.size)

    def sequence(self, text: str, counting: Counting) -> list[str]:
        """The terms of a text's words, in its order, of those that the archive has."""
        return [term for token in tokens(text) for term in _there(self._words.terms(token)[0], counting)]

    def _term(self, term: str, counting: Counting) -> Term:
        found, statistics = counting.of(term), self._statistics
        return Term(term, statistics.own.weight(found.passages), statistics.articles.weight(found.articles))

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
