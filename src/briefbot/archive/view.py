"""A view of an archive at one moment: its index, what reads questions to it, and what ranking finds for one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefbot.answering.candidates import Candidate
from briefbot.answering.questions.model import Query
from briefbot.answering.questions.reading import Reader
from briefbot.archive.held import HeldPassages
from briefbot.model import Filters
from briefbot.retrieval import PassageHit, Retriever, checksum
from briefbot.store.store import Store

# How many passages ranking hands over, for each of its lists. Answers are as good with 40 as with 100; "more" needs some.
DEPTH = 60
# The most that each list of ranking hands over where most of them say the same: a story that hundreds of papers print.
_DEEPEST = 16 * DEPTH


class Candidates(list[Candidate]):
    """Candidates for an answer; `is_partial` where a part of the archive did not answer in time."""

    is_partial = False


@dataclass(frozen=True, slots=True)
class View:
    """An archive at one moment: its index, what reads questions to it, and the story of each document that has copies.

    `passages` are those of the documents that were looked at last.
    """

    store: Store
    index: Retriever
    reader: Reader
    stories: Mapping[int, int]
    passages: HeldPassages

    def found(self, query: Query) -> Candidates:
        """The candidates for an answer: further ones where those that ranking has first say little but the same."""
        depth = DEPTH
        while True:
            hits, is_partial = self.hits(query, depth)
            found = self._candidates(hits)
            found.is_partial = is_partial
            if depth >= _DEEPEST or len(found) < depth or 2 * len({one.text for one in found}) > depth:
                return found
            depth *= 2

    def listed(self, words: str, filters: Filters) -> Candidates:
        """The best passages for these words among those that the filters let through."""
        (hits,) = self.index.searched([(words, filters)], DEPTH)
        found = self._candidates({(hit.document, hit.ordinal): hit for hit in hits})
        found.is_partial = hits.is_partial
        return found

    def _candidates(self, hits: Mapping[tuple[int, int], PassageHit]) -> Candidates:
        """The passages that were found, as they are stored; one with other words than were indexed is none that was found."""
        return Candidates(
            Candidate(
                hits[place], document, passage, self.reader.person(passage.source.speaker), self.stories.get(place[0], place[0])
            )
            for place, (document, passage) in self.passages.at(hits.keys()).items()
            if hits[place].checksum == checksum(passage.span.of(document.text))
        )

    def hits(self, query: Query, depth: int = DEPTH) -> tuple[dict[tuple[int, int], PassageHit], bool]:
        """What ranking finds: the best of all, of those who are asked for, and of what was shown before a follow-up.

        And whether a part of the archive did not answer.
        """
        filters = query.filters()
        limits = [] if query.people_by_hand else [filters]
        if query.people:
            limits.append(replace(filters, speakers=self.reader.names_of(query.people)))
        if query.documents:
            limits.append(replace(filters, documents=frozenset(query.documents[:1])))
        # A follow-up is ranked with the words of the question before, but may answer by covering its own alone.
        topics = dict.fromkeys((query.topic, query.own_topic))
        found: dict[tuple[int, int], PassageHit] = {}
        lists = self.index.searched([(topic, limit) for topic in topics for limit in limits], depth)
        for hit in (hit for one in lists for hit in one):
            before = found.get((hit.document, hit.ordinal))
            found[hit.document, hit.ordinal] = _better(hit, before) if before else hit
        return found, any(one.is_partial for one in lists)


def _better(one: PassageHit, other: PassageHit) -> PassageHit:
    """One passage found twice: with the higher score, and what it covers of either wording."""
    best = max(one, other, key=lambda hit: hit.score)
    return replace(
        best,
        coverage=max(one.coverage, other.coverage),
        article_coverage=max(one.article_coverage, other.article_coverage),
        near_coverage=max(one.near_coverage, other.near_coverage),
    )
