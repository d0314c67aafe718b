"""Candidates for an answer; those that tell one statement are put together, the same quotation in several papers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import ceil

from briefbot.language.folding import fold
from briefbot.language.turning import says_otherwise
from briefbot.model import Document, Passage
from briefbot.reading.copies import original_first
from briefbot.retrieval import PassageHit

# Two passages that share this much of their words (Jaccard) tell one statement.
_SAME_STATEMENT = 0.8
# A cut of fewer words is like too many others.
_TELLING = 8
_WORD = re.compile(r"\w+")

# What the rest of its article covers counts so much beside what a candidate's surroundings do.
ARTICLE_RATE = 0.5

# A passage's place: its document's key and its ordinal there.
Place = tuple[int, int]


def words_of(text: str) -> list[str]:
    """The words of a text, folded, whatever stands between them."""
    return _WORD.findall(fold(text))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that ranking found, and the fullest name in the archive of whose words it holds or reports.

    Documents of one `story` are copies of one article.
    """

    hit: PassageHit
    document: Document
    passage: Passage
    person: str | None
    story: int | None = None
    text: str = field(init=False, repr=False, compare=False)  # its words, as they stand in the document

    def __post_init__(self) -> None:
        """Note its words, which every rule asks for."""
        object.__setattr__(self, "text", self.passage.span.of(self.document.text))

    @property
    def place(self) -> Place:
        """Its document's key and its ordinal there."""
        return self.hit.document, self.hit.ordinal

    @property
    def shown_at(self) -> Place:
        """Where the citation stands that shows it: of all passages of one utterance, at the first of them."""
        return self.hit.document, self.passage.lead(self.hit.ordinal)

    @property
    def covered(self) -> float:
        """The share of what is asked (0 to 1) that it covers, the rest of its article counting less."""
        return (self.hit.coverage + ARTICLE_RATE * self.hit.article_coverage) / (1 + ARTICLE_RATE)


@dataclass(frozen=True, slots=True)
class Statement:
    """What was said, told once: its candidates, the best one first."""

    told: tuple[Candidate, ...]

    @property
    def best(self) -> Candidate:
        """The one that ranking has first."""
        return self.told[0]

    @property
    def original(self) -> Candidate:
        """Of those with the best one's very words, under the same name, the one that was printed first."""
        best = self.best
        if len(self.told) == 1:
            return best
        words = words_of(best.text)
        same = [
            one
            for one in self.told
            if one.person == best.person and one.passage.kind is best.passage.kind and words_of(one.text) == words
        ]
        return min(same, key=_printed)

    def beside(self, shown: Candidate) -> list[Candidate]:
        """The others where one is shown, one a document, as they were printed."""
        others = {
            one.hit.document: one for one in sorted(self.told, key=_printed)[::-1] if one.document.id != shown.document.id
        }
        return list(others.values())[::-1]


@dataclass(slots=True)
class _Told:
    """A statement while its candidates are found: the words of the first one, and the stories and people of all."""

    candidates: list[Candidate]
    words: set[str]
    stories: set[int]
    people: set[str]

    @classmethod
    def by(cls, candidate: Candidate, words: set[str]) -> "_Told":
        told = cls([], words, set(), set())
        told.add(candidate)
        return told

    def add(self, candidate: Candidate) -> None:
        self.candidates.append(candidate)
        if candidate.story is not None:
            self.stories.add(candidate.story)
        if candidate.person is not None:
            self.people.add(candidate.person)

    def is_told_by(self, candidate: Candidate, words: set[str]) -> bool:
        """Whether a candidate of these words tells the same: mostly its words or, in a copy of the article, a cut of them.

        Another number, or a "not", says something else.
        """
        fewer, more = len(words), len(self.words)
        if fewer > more:
            fewer, more = more, fewer
        cut = fewer >= _TELLING and candidate.story in self.stories
        shared = len(words & self.words)
        same = shared >= _SAME_STATEMENT * (fewer + more - shared) or (cut and shared >= _SAME_STATEMENT * fewer)
        if not same or not (candidate.person is None or self.people <= {candidate.person}):
            return False
        return words == self.words or not says_otherwise(candidate.text, self.candidates[0].text)


class _Found:
    """The statements that were found so far, in their order, by their words and stories.

    Two sets share four fifths of their words only if they share one of the rarest of either (prefix filtering, Chaudhuri, Ganti
    and Kaushik 2006): few of all statements are compared with a candidate.
    """

    def __init__(self, counted: Mapping[str, int]) -> None:
        """`counted` tells in how many candidates each word is."""
        self.told: list[_Told] = []
        self._rank = {word: rank for rank, word in enumerate(sorted(counted, key=counted.__getitem__))}
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_story: dict[int, set[int]] = defaultdict(set)

    def put(self, candidate: Candidate, words: set[str]) -> None:
        """Put a candidate of these words to the first statement that it tells, or begin another one with it."""
        rarest = self._rarest(words)
        number = next((one for one in self._near(candidate, rarest) if self.told[one].is_told_by(candidate, words)), None)
        if number is None:
            number = self._begin(candidate, words, rarest)
        else:
            self.told[number].add(candidate)
        self._note(candidate, number)

    def begin(self, candidate: Candidate, words: set[str]) -> None:
        """Begin another statement with a candidate."""
        self._note(candidate, self._begin(candidate, words, self._rarest(words)))

    def _begin(self, candidate: Candidate, words: set[str], rarest: Sequence[str]) -> int:
        number = len(self.told)
        self.told.append(_Told.by(candidate, words))
        for word in rarest:
            self._by_word[word].append(number)
        return number

    def _note(self, candidate: Candidate, number: int) -> None:
        if candidate.story is not None:
            self._by_story[candidate.story].add(number)

    def _rarest(self, words: set[str]) -> Sequence[str]:
        """Of the rarest of some words, by one order for all, as many as cannot all be missing where four fifths are shared."""
        return sorted(words, key=self._rank.__getitem__)[: len(words) - ceil(_SAME_STATEMENT * len(words)) + 1]

    def _near(self, candidate: Candidate, rarest: Sequence[str]) -> list[int]:
        """The numbers of the statements that a candidate may tell, ascending."""
        near = {number for word in rarest for number in self._by_word.get(word, ())}
        if candidate.story is not None:
            near |= self._by_story.get(candidate.story, set())
        return sorted(near)


def statements(ranked: Sequence[Candidate], shown: Sequence[Candidate] = ()) -> Iterator[Statement]:
    """What candidates tell, each once and in their order, without what tells the same as those `shown` before.

    Two different people never tell one statement, whatever their words are.
    """
    before, after = [(one, _words(one)) for one in shown], [(one, _words(one)) for one in ranked]
    found = _Found(Counter(chain.from_iterable(words for _, words in (*before, *after))))
    for candidate, words in before:
        found.begin(candidate, words)
    for candidate, words in after:
        found.put(candidate, words)
    return (Statement(tuple(told.candidates)) for told in found.told[len(before) :])


def _printed(candidate: Candidate) -> tuple[tuple[bool, int, bool, float], Place]:
    return original_first(candidate.document), candidate.place


def _words(candidate: Candidate) -> set[str]:
    return set(fold(candidate.text).split()) or {""}
