"""The name that a comma sets off from the role before it: "один из защитников, Игорь Бушманов, …"."""

import functools
from collections.abc import Mapping

from briefbot.reading.quotes.mentions import NAME, NOMINAL, Mention
from briefbot.reading.quotes.russian.grammar import adjectives, cases, nouns
from briefbot.reading.quotes.tokens import QUOTE, Stream

_NARROWING = 3  # words in the genitive between a role and the comma: "адвокат подсудимого, …"


def apposed_behind(s: Stream, m: Mention, by_start: Mapping[int, Mention]) -> Mention | None:
    """The name, closed by a sign, in a case that the role can stand in; None where the role has none."""
    if m.kind is not NOMINAL:
        return None
    k = m.end
    while k < len(s.words) and k - m.end < _NARROWING and _is_genitive(s.words[k]):
        k += 1
    name = by_start.get(k + 1) if s.words[k : k + 1] == [","] else None
    if name is None or name.kind is not NAME or s.sentence[name.start] != s.sentence[m.start] or not name.cases & m.cases:
        return None
    return name if s.words[name.end : name.end + 1] in ([","], ["."], []) else None


@functools.lru_cache(maxsize=1 << 12)
def _is_genitive(word: str) -> bool:
    """Whether a word in small letters can stand in the genitive."""
    return word is not QUOTE and word.islower() and "gent" in cases(adjectives(word) + nouns(word))
