"""The quotations that came in of late, held once for all digests that are planned together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property

from briefbot.answering.candidates import Candidate
from briefbot.answering.composer import answers
from briefbot.answering.questions.model import Query
from briefbot.answering.weighing import score
from briefbot.archive.archive import Archive
from briefbot.digests.contents import is_news
from briefbot.digests.follows import read_follow
from briefbot.digests.model import News
from briefbot.digests.near_duplicates import Clusters, fingerprint, statements
from briefbot.language.folding import fold
from briefbot.model import Citation, Kind, Passage
from briefbot.retrieval import PassageHit, checksum
from briefbot.store.documents import Added, Stored

Place = tuple[int, int]


class NewQuotations:
    """What came in from an instant on, and which of it each follow asks for. It holds an archive as it was when it was made."""

    def __init__(self, briefbot: Archive, since: datetime, today: date) -> None:
        """`since` is aware; `today` stands for the day in follows that speak of one."""
        self.since = since
        self._view = briefbot.view()
        self._today = today
        added = briefbot.store.added_since(since)
        self._passages: dict[Place, Passage] = {}
        self.news: dict[Place, News] = {}
        # When each quotation came in that is old stock and no news, for whoever asks why it is not told.
        self.old: list[datetime] = []
        stored = briefbot.store.documents(one.key for one in added)
        for one, document in zip(added, stored, strict=True):
            self._take_in(one, document)
        self._matches: dict[str, list[News]] = {}

    def _take_in(self, added: Added, stored: Stored) -> None:
        earlier = [(instant, fold(text)) for instant, text in added.earlier]
        for ordinal, passage in enumerate(stored.passages):
            if passage.kind is Kind.REPORTED:
                continue
            place = (stored.key, ordinal)
            citation = Citation.of(place, stored.document, passage, self._view.reader.person(passage.source.speaker))
            if citation.place != place:  # its utterance is among them
                self._passages[place] = passage
                continue
            first = _first_seen(fold(citation.text), added.added_at, earlier)
            if first < self.since:
                continue
            if not is_news(stored.document, first):
                self.old.append(first)
            else:
                self._passages[place] = passage
                self.news[place] = News(citation, fingerprint(citation.own), first)

    @cached_property
    def clusters(self) -> Clusters:
        """Which of the quotations tell one statement."""
        return statements(list(self.news.values()))

    @cached_property
    def _keys(self) -> frozenset[int]:
        return frozenset(key for key, _ in self.news)

    @cached_property
    def fingerprints(self) -> frozenset[str]:
        """Those of all quotations."""
        return frozenset(news.fingerprint for news in self.news.values())

    def read(self, typed: str) -> Query:
        """What a follow asks for."""
        return read_follow(self._view.reader, typed, self._today)

    def asks_for_something(self, query: Query) -> bool:
        """Whether a follow names somebody, a paper, or a topic in words that say something: "the" does not."""
        named = query.people or query.sources or query.strange_source
        return bool(named or self._view.index.words(query.topic))

    def matching(self, typed: str) -> Sequence[News]:
        """The quotations that a follow asks for, best first."""
        if typed not in self._matches:
            self._matches[typed] = list(self._match(self.read(typed)))
        return self._matches[typed]

    def _match(self, query: Query) -> Iterator[News]:
        """The quotations that answer a follow as they would a question, each with its score."""
        limits = replace(query.filters(), documents=self._keys)
        if query.people:
            limits = replace(limits, speakers=self._view.reader.names_of(query.people))
        if not self.asks_for_something(query) or query.strange_source:
            return
        hits = self._view.index.passages(query.topic, limits, len(self._passages) or 1) if self.news else []
        candidates = [one for hit in hits if (one := self._candidate(hit))]
        found: set[Place] = set()
        for candidate in sorted(candidates, key=lambda one: -score(query, one)):
            if candidate.shown_at not in found and answers(query, candidate):
                found.add(candidate.shown_at)
                news = self.news[candidate.shown_at]
                yield replace(news, citation=replace(news.citation, score=score(query, candidate)))

    def _candidate(self, hit: PassageHit) -> Candidate | None:
        passage = self._passages.get((hit.document, hit.ordinal))
        news = self.news.get((hit.document, passage.lead(hit.ordinal))) if passage else None
        if passage is None or news is None:
            return None
        document = news.citation.document
        if hit.checksum != checksum(passage.span.of(document.text)):  # the archive changed while it was read
            return None
        return Candidate(hit, document, passage, news.citation.speaker)


def _first_seen(words: str, added_at: datetime, earlier: Sequence[tuple[datetime, str]]) -> datetime:
    """Since when a document has these words (folded): the instant of the first version that had them, without a break since."""
    first = added_at
    for instant, text in earlier:
        if words not in text:
            break
        first = instant
    return first
