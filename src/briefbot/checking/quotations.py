"""Quotations as wordings: what one person says in one go, and what a paper says itself, of the documents that ranking found."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefbot.checking.wording import Wording, may_hold, worded
from briefbot.model import Attribution, Citation, Document, Kind, Passage, Span
from briefbot.reading.quotes.denials import is_denied
from briefbot.reading.quotes.marks import marked_words

# So many code points of narration stand between two quotations of one person that belong together: a tag, or a sentence.
_NARRATION = 160
_LINES = ("\n", "\r")
# An article tells something in its own words where so many of those asked for stand there.
_TOLD = 0.6
# What a turn of a dialogue begins with, and what parts it from the narrator.
_DASH = re.compile(r"[—–-]\s+")
_BETWEEN = re.compile(r"\s+[—–-]\s+")


@dataclass(frozen=True, slots=True)
class Source:
    """A document that may hold the words: the store's number for it, its passages by ordinal: the `hits`, and those near."""

    key: int
    document: Document
    passages: Mapping[int, Passage]
    hits: frozenset[int]


@dataclass(frozen=True)
class Quoted:
    """Words in marks that are one person's, in one go, however often the narrator comes between.

    `parts` are the places of the words, each with the ordinal of its passage. `speaker` is whoever the article names.
    """

    source: Source
    parts: tuple[tuple[int, Span], ...]

    @cached_property
    def wording(self) -> Wording:
        """Its words."""
        return worded(self.source.document.text, [span for _, span in self.parts])

    @property
    def passage(self) -> Passage:
        """The passage of its first words."""
        return self.source.passages[self.parts[0][0]]

    @property
    def is_denied(self) -> bool:
        """Whether the article says that nobody said it."""
        attribution = self.passage.source.attribution
        if attribution is Attribution.UNRESOLVED and self.passage.kind is Kind.MIXED:  # of several in a sentence, one may be
            return is_denied(self.source.document.text, self.parts[0][1], self.source.document.language)
        return attribution is Attribution.DENIED

    @property
    def speaker(self) -> str | None:
        """Whoever the article names."""
        return self.passage.source.speaker

    def citation(self, place: Span, speaker: str | None) -> Citation:
        """The passage that holds most of a place, under a name."""
        ordinal = max(self.parts, key=lambda part: _shared(part[1], place))[0]
        at = (self.source.key, ordinal)
        return Citation.of(at, self.source.document, self.source.passages[ordinal], speaker)


def quotations(source: Source, asked: Wording) -> Iterator[Quoted]:
    """What is quoted where ranking found something, and may hold some words: quotations, turns, fragments within sentences."""
    for run in _runs(source):
        if source.hits.intersection(run):
            parts = tuple((ordinal, part) for ordinal in run for part in _own(source, ordinal))
            if any(may_hold(part.of(source.document.text), asked) for _, part in parts):
                yield Quoted(source, parts)
    for ordinal in sorted(source.hits):
        passage = source.passages[ordinal]
        if passage.kind is Kind.MIXED:
            for one in marked_words(source.document.text, (passage.span,)):
                yield Quoted(source, ((ordinal, Span(one.start, one.end)),))


def _runs(source: Source) -> Iterator[list[int]]:
    """The ordinals of whole quotations and turns, those together that are one person's in one go."""
    run: list[int] = []
    for ordinal, passage in sorted(source.passages.items()):
        if passage.kind is not Kind.DIRECT and not _is_spoken(source, passage):
            continue
        if run and not _goes_on(source, source.passages[run[-1]], passage):
            yield run
            run = []
        run.append(ordinal)
    if run:
        yield run


def _is_spoken(source: Source, passage: Passage) -> bool:
    """Whether a sentence without marks is somebody's own: of a turn behind a label, or behind the dash of a dialogue."""
    if passage.kind is not Kind.REPORTED or passage.source.speaker is None or passage.source.mention is None:
        return False
    return passage.spoken or _DASH.match(source.document.text, passage.span.start) is not None


def _own(source: Source, ordinal: int) -> Iterator[Span]:
    """The places of the speaker's own words in a passage: behind dashes, those that are not the narrator's."""
    passage, text = source.passages[ordinal], source.document.text
    opening = _DASH.match(text, passage.span.start)
    if passage.kind is Kind.DIRECT or opening is None:
        yield passage.span
        return
    start, cue = opening.end(), passage.source.cue
    for end, following in (
        *(match.span() for match in _BETWEEN.finditer(text, start, passage.span.end)),
        (passage.span.end,) * 2,
    ):
        if cue is None or not Span(start, end).contains(cue):
            yield Span(start, end)
        start = following


def _goes_on(source: Source, one: Passage, other: Passage) -> bool:
    """Whether a quotation goes on one before it: paragraphs of one, or parts that a tag stands between."""
    if one.group == other.group and one.group is not None:
        return True
    if one.utterance is not None and one.utterance == other.utterance:
        return True
    between = source.document.text[one.span.end : other.span.start]
    is_same = one.source.speaker is not None and one.source.speaker == other.source.speaker
    return is_same and len(between) <= _NARRATION and not any(line in between for line in _LINES)


def narration(source: Source, asked: Wording) -> Iterator[Wording]:
    """The article's text around each hit that may hold most of some words: its paragraph, or several for so long a text."""
    text, done = source.document.text, Span(0, 0)
    for ordinal in sorted(source.hits):
        span = source.passages[ordinal].span
        if done.contains(span):
            continue
        done = _paragraphs(text, span, len(asked.text))
        if may_hold(done.of(text), asked, _TOLD):
            yield worded(text, [done])


def _paragraphs(text: str, span: Span, length: int) -> Span:
    """The lines that hold a place; where these may have fewer words, so many code points beside them as well."""
    start = max(text.rfind(line, 0, span.start) for line in _LINES) + 1
    ends = [at for line in _LINES if (at := text.find(line, span.end)) >= 0]
    end = min(ends, default=len(text))
    if (end - start) < length:
        return Span(max(0, start - length), min(len(text), end + length))
    return Span(start, end)


def passage_at(source: Source, place: Span) -> int:
    """The ordinal of the passage that holds most of a place; of several, the first."""
    return max(source.passages, key=lambda ordinal: (_shared(source.passages[ordinal].span, place), -ordinal))


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
