"""Block quotations: paragraphs behind ">" or an indent, introduced by "X said:" or signed "— X" below them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from briefbot.model import Attribution, Span, SpeakerSource
from briefbot.reading.quotes.labels import person
from briefbot.reading.quotes.mentions import NAME
from briefbot.reading.quotes.said import Said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefbot.language.lexicon import Lexicon
    from briefbot.reading.quotes.coreference import Resolver
    from briefbot.reading.quotes.mentions import Mention
    from briefbot.reading.quotes.reading import Reading

_QUOTED = re.compile(r"(?:>[ \t]*)+")
_INDENTED = re.compile(r"(?: {3,}|\t+|\u3000+)$")
_SIGNED = re.compile(r"(?:>[ \t]*)*[—–~-]{1,2}\s?(?P<name>[^\W\d_][^,(\n]{2,50}?)\s*(?:[,(].{1,80})?$")
# "She posted this on Monday." introduces what follows, without a colon.
_ANNOUNCED = re.compile(r"\b(?:wrote|posted|said|tweeted|shared|published|issued|sent|read) (?:this|the following)\b[^.]*\.$")
_LETTER = re.compile(r"[^\W\d_]")
_FEWEST_PLAIN = 2  # paragraphs without an indent beside an indented one
# Behind these somebody stands who does not speak: "a letter to Ann Lee".
_NOT_BEHIND = frozenset(
    "to with about for against on after than into over before toward towards between among like at in".split()
)
_SIGNATURE_IS_RIGHT, _INTRODUCED_IS_RIGHT = 0.9, 0.85


def blocks(text: str, paragraphs: Sequence[Span], lexicon: Lexicon) -> list[Said]:
    """The paragraphs of block quotations that something tells the speaker of, in the order of the text."""
    indented = [_is_indented(text, paragraph) for paragraph in paragraphs]
    if indented.count(False) < _FEWEST_PLAIN:
        indented = [False] * len(paragraphs)
    found: list[Said] = []
    at = 0
    while at < len(paragraphs):
        end = at
        while end < len(paragraphs) and (text[paragraphs[end].start] == ">" or indented[end]):
            end += 1
        if end > at:
            found += _block(text, paragraphs, at, end, lexicon)
        at = max(end, at + 1)
    return found


def _is_indented(text: str, paragraph: Span) -> bool:
    start = text.rfind("\n", 0, paragraph.start) + 1
    return _INDENTED.fullmatch(text, start, paragraph.start) is not None


def _block(text: str, paragraphs: Sequence[Span], start: int, end: int, lexicon: Lexicon) -> list[Said]:
    """The words of the block of paragraphs `start`..`end`, under its signature or behind its introduction."""
    source = None
    words: list[Span] = []
    for paragraph in paragraphs[start:end]:
        signed = _SIGNED.match(text, paragraph.start, paragraph.end)
        if signed is not None and words and (name := person(signed["name"].split(), lexicon)):
            place = Span(*signed.span("name"))
            source = SpeakerSource(Attribution.NAMED, " ".join(name), place, None, _SIGNATURE_IS_RIGHT)
            break
        quoted = _QUOTED.match(text, paragraph.start, paragraph.end)
        span = Span(quoted.end() if quoted else paragraph.start, paragraph.end)
        if _LETTER.search(text, span.start, span.end):
            words.append(span)
    before = paragraphs[start - 1] if start else Span(0, 0)
    announced = start > 0 and (
        text[before.end - 1] == ":" or _ANNOUNCED.search(text, max(before.start, before.end - 60), before.end)
    )
    if source is None and not announced:
        return []
    return [Said(span, source, opens=not n, announced=-1 if source else start - 1) for n, span in enumerate(words)]


def introduced_by(reading: Reading, resolver: Resolver, p: int) -> SpeakerSource:
    """Whose words a paragraph announces with its colon: its last sentence's subject, else the one person whom it names."""
    s = reading.stream
    first, last = s.first[p], s.first[p + 1]
    sentence = s.sentence[last - 1] if last > first else -1
    low, high = (bisect_left(reading.mentions, edge, key=lambda m: m.start) for edge in (first, last))
    names = _names(reading, [m for m in reading.mentions[low:high] if s.sentence[m.start] == sentence])
    low, high = (bisect_left(reading.clauses, edge, key=lambda clause: clause.cue) for edge in (first, last))
    subjects = [
        clause.subject
        for clause in reversed(reading.clauses[low:high])
        if clause.subject is not None
        and s.sentence[clause.cue] == sentence
        and (clause.subject.kind is not NAME or clause.subject in names)
    ]
    alone = names if len({m.entity for m in names}) == 1 else []
    for mention in [*subjects, *alone]:
        entity, sure = resolver.entity(mention)
        if entity is not None and sure * _INTRODUCED_IS_RIGHT >= reading.model.threshold:
            place = reading.span(mention.start, mention.end)
            name = entity.name(reading.entities.lexicon)
            return SpeakerSource(Attribution.NAMED, name, place, None, round(sure * _INTRODUCED_IS_RIGHT, 3))
    return SpeakerSource(Attribution.UNRESOLVED)


def _names(reading: Reading, inside: Sequence[Mention]) -> list[Mention]:
    """The names in a sentence but those of whom something is said or written to, and of what comes with "and" behind them."""
    words = reading.stream.words
    names: list[Mention] = []
    addressed = -1  # where the last name ends that is only spoken to
    for m in inside:
        before = words[m.start - 1].lower() if m.start else ""
        if m.kind is not NAME or m.modifies:
            continue
        if before in _NOT_BEHIND or (before == "and" and addressed == m.start - 1):
            addressed = m.end
        else:
            names.append(m)
    return names
