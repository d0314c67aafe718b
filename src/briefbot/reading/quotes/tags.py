"""Speech tags: what stands right beside marked words, by its place alone: “…,” shot back Moor; “…,” she crowed.

A verb need not be listed to be one of saying there: words that end in a comma go on into their tag. Behind "?" and "!" a new
sentence may begin, so that only a small letter tells a tag. A sign or a song may stand there too: a mention like any other.
"""

from collections.abc import Sequence

from briefbot.language.en.speech import IRREGULAR_PASTS
from briefbot.language.lexicon import (  # fmt: skip
    AUXILIARY,
    CUE,
    DETERMINER,
    FUNCTION,
    OBJECT,
    OPENER,
    PARTICLE,
    PAST,
    PERSON,
    PREPOSITION,
    TRANSPARENT,
)
from briefbot.reading.quotes.clauses import Clause, ClauseFinder
from briefbot.reading.quotes.marks import Marked
from briefbot.reading.quotes.mentions import NAME, NOMINAL, PRONOUN_KIND, Mention

_GOES_ON = frozenset(",—–-…")
_ASKS = frozenset("?!")
_LITTLE = frozenset("back in out off up on away over along".split())  # "shot back", "weighed in"
_ALSO_PREPOSITIONS = frozenset(("in", "on", "over"))
_ENDS = frozenset((".", ",", ";", ":", "—", "–", "-"))
_APPOSITION = 14  # tokens of a description between a subject and its verb


def speech_tags(finder: ClauseFinder, text: str, marked: Sequence[Marked], clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, with those of tags whose verb is in no list; a verb of thinking or doing says, where it is a tag."""
    held = {clause.cue: clause for clause in clauses}
    for k, words in zip(finder.stream.quote_at, marked, strict=True):
        tag = _tag(finder, k, text[words.end - 1]) or _tag_before(finder, k, text[words.start])
        if tag is None:
            continue
        known = held.get(tag.cue)
        if known is None or (known.subject is None and tag.subject is not None):
            held[tag.cue] = tag
        elif known.thinking and known.subject is tag.subject:
            known.thinking, known.saying = False, True
    return sorted(held.values(), key=lambda clause: clause.cue)


def _tag(finder: ClauseFinder, k: int, last: str) -> Clause | None:
    """The tag behind the quotation at token `k`, whose last character is `last`."""
    s = finder.stream
    end = s.first[s.paragraph[k] + 1]
    j = k + 1
    if k > s.first[s.paragraph[k]] and s.sentence[k - 1] == s.sentence[k]:
        return None  # a fragment of the narrator's sentence
    goes_on = last in _GOES_ON
    if j < end and s.words[j] in (",", "—", "–"):
        j, goes_on = j + 1, True
    if j + 1 >= end or not (goes_on or (last in _ASKS and s.sentence[j] == s.sentence[k])):
        return None
    subject = finder.by_start.get(j)
    if subject is not None and not (subject.kind is NOMINAL and s.words[j].islower() and subject.end - j == 1):
        return _behind_subject(finder, subject, end)
    if s.bits[j] & DETERMINER and (phrase := finder.phrase_right(j)) is not None and phrase.start <= j:
        return _behind_subject(finder, phrase, end)
    return _before_subject(finder, j, end) if _may_be_verb(finder, j, end) else None


def _tag_before(finder: ClauseFinder, k: int, first: str) -> Clause | None:
    """The tag right before whole words, whose first character is `first`: "Moor shot back, “…”", "She fired off: “…”"."""
    s = finder.stream
    start, j = s.first[s.paragraph[k]], k - 2
    if j <= start or s.words[k - 1] not in (",", ":") or s.sentence[j] != s.sentence[k - 1] or not first.isupper():
        return None
    if s.words[j] in _LITTLE and j - 1 > start:
        j -= 1
    subject = finder.by_end.get(j)
    if subject is None or s.bits[j] & CUE or subject.modifies or not _may_speak(finder, subject):
        return None
    if not _may_be_verb(finder, j, k) or s.sentence[subject.start] != s.sentence[j] or subject.kind is NOMINAL:
        return None
    return Clause(j, finder.lexicon.lemma.get(s.words[j], ""), saying=True, subject=subject, direct=True)


def _behind_subject(finder: ClauseFinder, subject: Mention, end: int) -> Clause | None:
    """The tag whose subject comes first: "Moor shot back", "she crowed", "Dora Pilz, the captain, griped"."""
    s = finder.stream
    if subject.modifies or not _may_speak(finder, subject):
        return None
    j = subject.end
    if j < end and s.words[j] == ",":
        j = next((i + 1 for i in range(j + 1, min(j + _APPOSITION, end)) if s.words[i] == ","), end)
    while j < end and s.words[j].endswith("ly"):
        j += 1
    if j >= end or s.sentence[j] != s.sentence[subject.start] or not _may_be_verb(finder, j, end):
        return None
    return Clause(j, finder.lexicon.lemma.get(s.words[j], ""), saying=True, subject=subject, direct=True)


def _before_subject(finder: ClauseFinder, j: int, end: int) -> Clause | None:
    """The tag whose verb comes first: "shot back Moor", "weighed in her assistant, Noor Haddon"."""
    s = finder.stream
    at = j
    if s.words[at + 1] in _LITTLE and at + 2 < end:
        at += 1
    subject = finder.subject_right(at)
    if subject is None or not _may_speak(finder, subject):
        return None
    if s.words[at] in _ALSO_PREPOSITIONS and at > j and not _is_person(finder, subject):
        return None  # "recorded in a barn"
    return Clause(j, finder.lexicon.lemma.get(s.words[j], ""), saying=True, subject=subject, inverted=True, direct=True)


def _may_speak(finder: ClauseFinder, m: Mention) -> bool:
    """Whether a mention can be a tag's subject: no owner, no object, not "it" or "which"."""
    if m.kind is PRONOUN_KIND:
        return m.gender in "mfpij" and not finder.stream.bits[m.start] & OBJECT
    return not m.possessive


def _may_be_verb(finder: ClauseFinder, j: int, end: int) -> bool:
    """Whether a word can be the verb of a tag: a past form, or a small word that the sentence ends with."""
    s = finder.stream
    word, bits = s.words[j], s.bits[j]
    if not word.islower() or not word.isalpha():
        return False
    if bits & (PREPOSITION | DETERMINER | OPENER | FUNCTION | TRANSPARENT | AUXILIARY | PARTICLE) and not bits & CUE:
        return False
    if word.endswith("ed") or word in IRREGULAR_PASTS or bits & PAST:
        return True
    following = s.words[j + 1] if j + 1 < end else "."
    return word.endswith("s") and (following in _ENDS or following in _LITTLE)


def _is_person(finder: ClauseFinder, m: Mention) -> bool:
    if m.kind is NAME:
        return bool(m.titles) or len(m.core) > 1
    return m.kind is PRONOUN_KIND or bool(finder.stream.bits[m.end - 1] & PERSON)
