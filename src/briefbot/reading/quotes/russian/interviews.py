"""Transcripts and interviews: paragraphs that begin with who speaks ("LEE: …", "Q. …") and go on without marks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from briefbot.model import Attribution, Span, SpeakerSource
from briefbot.reading.quotes.entities import PERSON_KIND
from briefbot.reading.quotes.mentions import NAME

if TYPE_CHECKING:
    from briefbot.reading.quotes.coreference import Resolver
    from briefbot.reading.quotes.entities import Entity
    from briefbot.reading.quotes.mentions import Mention
    from briefbot.reading.quotes.reading import Reading

_FEWEST = 3  # turns that make a transcript
_QUESTION, _ANSWER = ("Q", "Q.", "Вопрос", "ВОПРОС"), ("A", "A.", "Ответ", "ОТВЕТ")
# A label names the speaker as surely as "said" does; who answers is inferred from whom the introduction is about.
_LABEL_IS_RIGHT = 0.9
_ANSWER_IS_RIGHT = 0.7


class Turn(NamedTuple):
    """The words of one paragraph behind its label, and whose they are."""

    words: Span
    source: SpeakerSource


def turns(reading: Reading, resolver: Resolver) -> dict[int, Turn]:
    """Paragraph number → its turn, for every paragraph that is one; empty where the text is no transcript."""
    labels = _labels(reading)
    if len(labels) < _FEWEST:
        return {}
    by_start = {m.start: m for m in reading.mentions if m.kind is NAME}
    named = {p for p in labels if _word(reading, p) not in _QUESTION + _ANSWER}
    lettered = len(labels) - len(named) >= _FEWEST
    guest = _guest(reading, min(labels)) if lettered else None
    result = {}
    for p, end in labels.items():
        start = reading.stream.first[p]
        if p in named:
            source = _named(reading, resolver, by_start.get(start))
        else:
            answers = _word(reading, p) in _ANSWER
            source = _lettered(reading, guest if answers else None, start)
        if source is not None and end < reading.stream.first[p + 1]:
            result[p] = Turn(Span(reading.stream.starts[end], reading.paragraphs[p].end), source)
    return result if len(result) >= _FEWEST else {}


def _word(reading: Reading, p: int) -> str:
    return reading.stream.words[reading.stream.first[p]]


def _labels(reading: Reading) -> dict[int, int]:
    """Paragraphs that begin with a label → the token behind it: a name and a colon, or "Q." and "A."."""
    s = reading.stream
    ends = {m.start: m.end for m in reading.mentions if m.kind is NAME}
    found = {}
    for p, start in enumerate(s.first[:-1]):
        behind = min(start + 2, s.first[p + 1] - 1)
        if start >= behind:
            continue
        if s.words[start] in _QUESTION + _ANSWER and (s.words[start][-1] == "." or s.words[start + 1] in (":", ".")):
            found[p] = start + 1 + (s.words[start + 1] in (":", "."))
        elif (end := ends.get(start, 0)) and end < s.first[p + 1] and s.words[end] == ":":
            found[p] = end + 1
    return found


def _named(reading: Reading, resolver: Resolver, mention: Mention | None) -> SpeakerSource | None:
    """The source of a turn under a name; None where the name is no person's, and so its colon opens a list."""
    if mention is None:
        return None
    entity, _ = resolver.entity(mention)
    upper = reading.stream.words[mention.start].isupper()
    if entity is None or not ((entity.kind == PERSON_KIND and len(entity.full) > 1) or (upper and entity.seen > 1)):
        return None
    span = reading.span(mention.start, mention.end)
    return SpeakerSource(Attribution.NAMED, entity.name(reading.entities.lexicon), span, None, _LABEL_IS_RIGHT)


def _lettered(reading: Reading, guest: Entity | None, start: int) -> SpeakerSource:
    span = reading.span(start, start + 1)
    if guest is None:
        return SpeakerSource(Attribution.UNRESOLVED, None, span, None, _ANSWER_IS_RIGHT)
    return SpeakerSource(Attribution.NAMED, guest.name(reading.entities.lexicon), span, None, _ANSWER_IS_RIGHT)


def _guest(reading: Reading, first: int) -> Entity | None:
    """Who answers: the one person whom the paragraphs before the first turn, number `first`, name in full."""
    until = reading.stream.first[first]
    seen = Counter(m.entity for m in reading.mentions if m.kind is NAME and m.entity >= 0 and m.start < until)
    people = [e for n in seen if (e := reading.entities.all[n]).kind == PERSON_KIND and len(e.full) > 1]
    return people[0] if len(people) == 1 else None
