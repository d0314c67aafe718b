"""Marked words that nobody says: the names of works (“Blue Tide”, a song) and what is written on walls, shirts and stones."""

from briefbot.language.en.speech import ACTING, INSCRIBED, PERFORMING, WORKS
from briefbot.language.lexicon import AUXILIARY, DETERMINER
from briefbot.reading.quotes.tokens import QUOTE, Stream

_CALLED = frozenset("called titled entitled named".split())
_MOST_WORDS = 10
_NEAR = 6  # tokens


def is_work_or_inscription(stream: Stream, k: int, words: list[str]) -> bool:
    """Whether the marked words at token `k`, given one by one, are a work's name or stand written somewhere."""
    return _is_inscribed(stream, k) or (len(words) <= _MOST_WORDS and has_title_case(words) and _is_named(stream, k))


def has_title_case(words: list[str]) -> bool:
    """Whether the first, the last and all longer words begin with a capital or a digit, as in a work's name."""
    return not words[0][0].islower() and all(not word[0].islower() for word in words if len(word) > 4 or word is words[-1])


def _is_inscribed(s: Stream, k: int) -> bool:
    """Whether they stand written: “…” was sprayed on a wall, a shirt with “…” printed on it."""
    end = s.first[s.paragraph[k] + 1]
    j = k + 1
    while j < end and s.sentence[j] == s.sentence[k] and (s.bits[j] & AUXILIARY or s.words[j] in ("is", "was", "been")):
        j += 1
    return j < end and s.words[j] in INSCRIBED and s.words[j + 1 : j + 2] != ["by"]


def _is_named(s: Stream, k: int) -> bool:
    """Whether a word beside them makes them a name: sang “…”, starred in “…”, a song called “…”, a poem, “…”, “…,” a novel."""
    first, end = s.first[s.paragraph[k]], s.first[s.paragraph[k] + 1]
    before = [word.lower() for word in s.words[max(first, k - _NEAR) : k]]
    if before:
        last = before[-1]
        if last in PERFORMING or (last == "in" and not ACTING.isdisjoint(before)):
            return True
        if len(before) > 1 and (last in _CALLED or last == ",") and before[-2] in WORKS:
            return True
    j = k + 1
    while j < end and s.words[j] == ",":
        j += 1
    if j < end and s.words[j] is not QUOTE and s.bits[j] & DETERMINER:
        behind = s.words[j + 1 : min(j + 5, end)]
        return any(word in WORKS for word in behind[: next((i for i, w in enumerate(behind) if not w.islower()), len(behind))])
    return False
