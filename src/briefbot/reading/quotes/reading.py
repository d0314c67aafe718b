"""One document as every step of attribution sees it, whatever its language."""

from bisect import bisect_left
from typing import NamedTuple

from briefbot.model import Span
from briefbot.reading.quotes.clauses import Clause
from briefbot.reading.quotes.coreference import Resolver
from briefbot.reading.quotes.entities import Entities
from briefbot.reading.quotes.features import FeatureMaker
from briefbot.reading.quotes.marks import Marked
from briefbot.reading.quotes.mentions import Mention
from briefbot.reading.quotes.ranking import Model
from briefbot.reading.quotes.said import Layout
from briefbot.reading.quotes.tokens import QUOTE, Stream


class Reading(NamedTuple):
    """One document, read: everything that attribution looks at."""

    text: str
    language: str | None
    paragraphs: tuple[Span, ...]
    marked: list[Marked]
    stream: Stream
    mentions: list[Mention]
    clauses: list[Clause]
    entities: Entities
    maker: FeatureMaker
    model: Model
    layout: Layout = Layout()
    resolver_type: type[Resolver] = Resolver

    def span(self, start: int, end: int) -> Span:
        """The place in the text of tokens `start` up to, not including, `end`; marked words with their marks."""
        if self.stream.words[end - 1] is QUOTE:
            return Span(self.stream.starts[start], self.marked[bisect_left(self.stream.quote_at, end - 1)].outer_end)
        return Span(self.stream.starts[start], self.stream.end(end - 1))

    def cue(self, clause: Clause) -> Span:
        """The place of a clause's verb, or of "according to"."""
        return self.span(clause.cue - clause.according, clause.cue + 1)
