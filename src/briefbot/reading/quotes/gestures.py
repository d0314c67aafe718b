"""Words without a verb of saying, behind a sentence that tells what somebody did: "Moor shrugged. “We checked it.”"."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from briefbot.language.en.speech import IRREGULAR_PASTS
from briefbot.language.lexicon import OBJECT
from briefbot.reading.quotes.entities import PERSON_KIND
from briefbot.reading.quotes.mentions import NAME, Mention

if TYPE_CHECKING:
    from briefbot.reading.quotes.coreference import Resolver
    from briefbot.reading.quotes.features import Situation
    from briefbot.reading.quotes.reading import Reading

_LONGEST = 14  # tokens: a longer sentence tells more than what somebody did
_HAVING = frozenset("has had gives gave offers offered".split())
_ANSWERS = frozenset("answer answers message advice warning reply response explanation retort word words question".split())
_NEAR = 5  # tokens behind such a verb
_LINKS = frozenset((":", ",", "that"))
_WHOLE = frozenset(".?!…")


def actor(reading: Reading, q: int, situation: Situation) -> Mention | None:
    """Who did something in the short sentence before words that stand alone; None where anything else tells whose they are."""
    s, k = reading.stream, situation.token
    start, end = s.first[situation.paragraph], s.first[situation.paragraph + 1]
    alone = k + 1 >= end or s.sentence[k + 1] != s.sentence[k]
    if situation.before or situation.after or situation.first or not alone or k == start or s.words[k - 1] != ".":
        return None
    content = reading.text[reading.marked[q].start : reading.marked[q].end]
    if content[-1] not in _WHOLE or content[0].islower():
        return None
    at = k - 1
    while at > start and s.sentence[at - 1] == s.sentence[k - 1]:
        at -= 1
    first = bisect_left(reading.mentions, at, key=lambda mention: mention.start)
    m = reading.mentions[first] if first < len(reading.mentions) else None
    if m is None or m.start != at or k - at > _LONGEST or not _is_person(reading, m):
        return None
    verb = s.words[m.end]
    acts = verb.islower() and (verb.endswith("ed") or verb in IRREGULAR_PASTS or verb == "began")
    says = any(clause.saying for clause in (situation.earlier,) if clause is not None and clause.cue >= at)
    return m if acts and not says else None


def related(reading: Reading, resolver: Resolver, situation: Situation) -> Mention | None:
    """Who says something in a relative clause right before words: the miller, in "Lind saw the miller who said: “…”"."""
    s, k, before = reading.stream, situation.token, situation.before
    if before is None or before.relative is None or not before.saying or before.subject is None or situation.after is not None:
        return None
    behind = range(before.cue + 1, k)
    if s.words[before.relative.start] != "who" or not all(s.words[i] in _LINKS or s.bits[i] & OBJECT for i in behind):
        return None
    meant, told = resolver.entity(before.relative)[0], resolver.entity(before.subject)[0]
    return before.relative if meant is not None and meant is not told else before.subject  # "wrote Lind to Lee, who said"


def answerer(reading: Reading, situation: Situation) -> Mention | None:
    """Who has an answer, a message … before a colon: "Moor has a short answer for those who ask: “Gone.”"."""
    s, k = reading.stream, situation.token
    start = s.first[situation.paragraph]
    if k == start or s.words[k - 1] != ":" or s.sentence[k - 1] != s.sentence[k]:
        return None
    at = k - 1
    while at > start and s.sentence[at - 1] == s.sentence[k]:
        at -= 1
    first = bisect_left(reading.mentions, at, key=lambda mention: mention.start)
    m = reading.mentions[first] if first < len(reading.mentions) else None
    if m is None or m.start != at or not _is_person(reading, m) or s.words[m.end] not in _HAVING:
        return None
    return m if _ANSWERS.intersection(s.words[m.end + 1 : m.end + 1 + _NEAR]) else None


def _is_person(reading: Reading, m: Mention) -> bool:
    entity = reading.entities.of(m)
    if m.kind is not NAME or entity is None or m.possessive or m.modifies:
        return False
    return entity.kind == PERSON_KIND or (bool(m.titles) and entity.kind != "place")
