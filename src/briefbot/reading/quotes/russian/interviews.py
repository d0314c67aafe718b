"""Transcripts and interviews: paragraphs that begin with who speaks ("ЛОСЕВ: …", "П. Л.: …", "Вопрос: …"), without marks.

Where questions alone are set off, by a dash or as bold, what stands between them is the guest's.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from briefbot.language.ru.morphology import words
from briefbot.model import Attribution, Span, SpeakerSource
from briefbot.reading.quotes.entities import PERSON_KIND
from briefbot.reading.quotes.mentions import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefbot.reading.quotes.coreference import Resolver
    from briefbot.reading.quotes.entities import Entity
    from briefbot.reading.quotes.mentions import Mention
    from briefbot.reading.quotes.reading import Reading

_FEWEST = 3  # turns that make a transcript, and questions an interview
_QUESTION, _ANSWER = ("Q", "Q.", "Вопрос", "ВОПРОС"), ("A", "A.", "Ответ", "ОТВЕТ")
_SET_OFF = re.compile(r"(?:[—–-]\s+|\*\*\s*|__\s*)[^\n]*\?\s*(?:\*\*|__)?\s*\Z")  # a question behind a dash, or bold
_SPOKEN = re.compile(r"[—–-]\s|\*\*|__")
_INITIALS = re.compile(r"(?:[А-ЯЁ]\.\s?){2}:")
_LONGEST_LABEL = 6  # tokens of initials and their colon
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
        return _between_questions(reading)
    by_start = {m.start: m for m in reading.mentions if m.kind is NAME}
    named = {p for p in labels if _word(reading, p) not in _QUESTION + _ANSWER}
    lettered = len(labels) - len(named) >= _FEWEST
    guest = _guest(reading, min(labels)) if lettered else None
    result = {}
    for p, end in labels.items():
        start = reading.stream.first[p]
        if p in named:
            source = _named(reading, resolver, by_start.get(start), Span(start, end))
        else:
            answers = _word(reading, p) in _ANSWER
            source = _lettered(reading, guest if answers else None, start)
        if source is not None and end < reading.stream.first[p + 1]:
            result[p] = Turn(Span(reading.stream.starts[end], reading.paragraphs[p].end), source)
    return result if len(result) >= _FEWEST else {}


def _word(reading: Reading, p: int) -> str:
    return reading.stream.words[reading.stream.first[p]]


def _labels(reading: Reading) -> dict[int, int]:
    """Paragraphs that begin with a label → the token behind it: a name or initials and a colon, or "Q." and "A."."""
    s = reading.stream
    ends = {m.start: m.end for m in reading.mentions if m.kind is NAME}
    found = {}
    for p, start in enumerate(s.first[:-1]):
        behind = min(start + 2, s.first[p + 1] - 1)
        if start >= behind:
            continue
        if s.words[start] in _QUESTION + _ANSWER and (s.words[start][-1] == "." or s.words[start + 1] in (":", ".")):
            found[p] = start + 1 + (s.words[start + 1] in (":", "."))
        elif (end := _initials_end(reading, start) or ends.get(start, 0)) and end < s.first[p + 1] and s.words[end] == ":":
            found[p] = end + 1
    return found


def _initials_end(reading: Reading, start: int) -> int:
    """The colon behind the initials that token `start` begins: "П. Л.:", "П.Л.:"; 0 where there are none."""
    s = reading.stream
    found = _INITIALS.match(reading.text, s.starts[start])
    behind = range(start + 1, min(start + _LONGEST_LABEL, len(s.words)))
    return next((k for k in behind if found is not None and s.starts[k] == found.end() - 1), 0)


def _named(reading: Reading, resolver: Resolver, mention: Mention | None, label: Span) -> SpeakerSource | None:
    """The source of a turn under a name; None where the name is no person's, and so its colon opens a list."""
    place = Span(reading.stream.starts[label.start], reading.stream.starts[label.end - 1])  # up to its colon
    written = place.of(reading.text).strip()
    initials = _INITIALS.fullmatch(f"{written}:") is not None
    entity = _abbreviated(reading, written) if initials else _in_capitals(reading, written)
    if entity is None and mention is not None and not initials:
        entity = _of_name(resolver, mention, upper=written.isupper())
    if entity is None:
        return None
    span = Span(place.start, place.start + len(written))
    return SpeakerSource(Attribution.NAMED, entity.name(reading.entities.lexicon), span, None, _LABEL_IS_RIGHT)


def _of_name(resolver: Resolver, mention: Mention, *, upper: bool) -> Entity | None:
    """Whom a label names: somebody named in full, or a name in capitals that comes back and is no common word."""
    entity, _ = resolver.entity(mention)
    if entity is None or (entity.kind == PERSON_KIND and len(entity.full) > 1):
        return entity
    common = any(one.known and one.part == "NOUN" and "Surn" not in one.traits for one in words(entity.full[-1].lower())[:1])
    return entity if upper and entity.seen > 1 and not common else None


def _people(reading: Reading) -> Iterator[Entity]:
    """The people whom the text names in full, and not by initials alone."""
    named = (one for one in reading.entities.all if one.kind == PERSON_KIND and len(one.full) > 1)
    yield from (one for one in named if len(one.full[-1].strip(".")) > 1)


def _abbreviated(reading: Reading, written: str) -> Entity | None:
    """The one person whose initials these are: the given name's, and the family name's or the patronymic's."""
    first, second = (letter for letter in written if letter.isalpha())
    found = [one for one in _people(reading) if one.full[0][0] == first and second in {word[0] for word in one.full[1:]}]
    return found[0] if len(found) == 1 else None


def _in_capitals(reading: Reading, written: str) -> Entity | None:
    """The one person whose family name, or whole name, is written in capitals on a label."""
    found = [one for one in _people(reading) if written in (one.full[-1].upper(), " ".join(one.full).upper())]
    return found[0] if len(found) == 1 and not found[0].full[-1].isupper() else None


def _lettered(reading: Reading, guest: Entity | None, start: int) -> SpeakerSource:
    return _guests(reading, guest, reading.span(start, start + 1))


def _guests(reading: Reading, guest: Entity | None, span: Span) -> SpeakerSource:
    if guest is None:
        return SpeakerSource(Attribution.UNRESOLVED, None, span, None, _ANSWER_IS_RIGHT)
    return SpeakerSource(Attribution.NAMED, guest.name(reading.entities.lexicon), span, None, _ANSWER_IS_RIGHT)


def _between_questions(reading: Reading) -> dict[int, Turn]:
    """The one guest's answers to questions that alone are set off: one paragraph to the last, any number to the others."""
    texts = [paragraph.of(reading.text) for paragraph in reading.paragraphs]
    questions = [p for p, text in enumerate(texts) if _SET_OFF.match(text)]
    answered = [p for p in questions if p + 1 < len(texts) and not _SPOKEN.match(texts[p + 1])]
    if len(answered) < _FEWEST or len(answered) < len(questions):
        return {}
    guest = _guest(reading, questions[0])
    if guest is None:
        return {}
    ends = [*questions[1:], questions[-1] + 2]
    answers = [p for p, end in zip(questions, ends, strict=True) for p in range(p + 1, end)]
    return {p: Turn(reading.paragraphs[p], _guests(reading, guest, reading.paragraphs[p])) for p in answers}


def _guest(reading: Reading, first: int) -> Entity | None:
    """Who answers: the one person whom the paragraphs before the first turn, number `first`, name in full."""
    until = reading.stream.first[first]
    seen = Counter(m.entity for m in reading.mentions if m.kind is NAME and m.entity >= 0 and m.start < until)
    people = [e for n in seen if (e := reading.entities.all[n]).kind == PERSON_KIND and len(e.full) > 1]
    return people[0] if len(people) == 1 else None
