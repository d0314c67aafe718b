"""Candidates for an answer; those that tell one statement are put together, the same quotation in several papers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefbot.language.folding import fold
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

    @property
    def text(self) -> str:
        """Its words, as they stand in the document."""
        return self.passage.span.of(self.document.text)


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
        """Whether a candidate of these words tells the same: mostly its words or, in a copy of the article, a cut of them."""
        fewer, more = len(words), len(self.words)
        if fewer > more:
            fewer, more = more, fewer
        cut = fewer >= _TELLING and candidate.story in self.stories
        if not cut and fewer < _SAME_STATEMENT * more:  # so different in length they cannot share enough: most pairs end here
            return False
        shared = len(words & self.words)
        same = shared >= _SAME_STATEMENT * (fewer + more - shared) or (cut and shared >= _SAME_STATEMENT * fewer)
        return same and (candidate.person is None or self.people <= {candidate.person})


def statements(ranked: Sequence[Candidate], shown: Sequence[Candidate] = ()) -> Iterator[Statement]:
    """What candidates tell, each once and in their order, without what tells the same as those `shown` before.

    Two different people never tell one statement, whatever their words are.
    """
    before = [_Told.by(one, _words(one)) for one in shown]
    found = list(before)
    for candidate in ranked:
        words = _words(candidate)
        together = next((told for told in found if told.is_told_by(candidate, words)), None)
        if together is None:
            found.append(_Told.by(candidate, words))
        else:
            together.add(candidate)
    return (Statement(tuple(told.candidates)) for told in found[len(before) :])


def _printed(candidate: Candidate) -> tuple[tuple[bool, int, bool, float], Place]:
    return original_first(candidate.document), candidate.place


def _words(candidate: Candidate) -> set[str]:
    return set(fold(candidate.text).split())
