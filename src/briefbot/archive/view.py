"""A view of an archive at one moment: its index, what reads questions to it, and what ranking finds for one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefbot.answering.questions.model import Query
from briefbot.answering.questions.reading import Reader
from briefbot.retrieval import PassageHit, Retriever

# How many passages ranking hands over, for each of its lists. Answers are as good with 40 as with 100; "more" needs some.
DEPTH = 60


@dataclass(frozen=True, slots=True)
class View:
    """An archive at one moment: its index, what reads questions to it, and the story of each document that has copies."""

    index: Retriever
    reader: Reader
    stories: Mapping[int, int]

    def hits(self, query: Query, depth: int = DEPTH) -> dict[tuple[int, int], PassageHit]:
        """What ranking finds: the best of all, of those who are asked for, and of what was shown before a follow-up."""
        filters = query.filters()
        limits = [] if query.people_by_hand else [filters]
        if query.people:
            limits.append(replace(filters, speakers=self.reader.names_of(query.people)))
        if query.documents:
            limits.append(replace(filters, documents=frozenset(query.documents[:1])))
        # A follow-up is ranked with the words of the question before, but may answer by covering its own alone.
        topics = dict.fromkeys((query.topic, query.own_topic))
        found: dict[tuple[int, int], PassageHit] = {}
        for hit in (hit for topic in topics for limit in limits for hit in self.index.passages(topic, limit, depth)):
            before = found.get((hit.document, hit.ordinal))
            found[hit.document, hit.ordinal] = _better(hit, before) if before else hit
        return found


def _better(one: PassageHit, other: PassageHit) -> PassageHit:
    """One passage found twice: with the higher score, and what it covers of either wording."""
    best = max(one, other, key=lambda hit: hit.score)
    return replace(
        best,
        coverage=max(one.coverage, other.coverage),
        article_coverage=max(one.article_coverage, other.article_coverage),
    )
