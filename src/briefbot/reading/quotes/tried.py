"""Who is tried: whom "the defendant" means, by what the article tells of a charge."""

from collections.abc import Sequence

from briefbot.reading.quotes.mentions import NAME, Mention
from briefbot.reading.quotes.tokens import Stream

CALLED = ("defendant", "accused")
_BE = frozenset("is was are were been stands stood".split())
_CHARGED = frozenset("accused charged convicted indicted acquitted arraigned sentenced jailed tried".split())
_ANSWERS = frozenset("pleaded pleads denies".split())  # to a charge
_ADVERBS = frozenset("also now not since being already".split())
_REACH = 24  # tokens of what explains a name before its verb


def defendants(stream: Stream, mentions: Sequence[Mention]) -> set[int]:
    """The people, by number, of whom a sentence that opens with their name says that they are charged or plead."""
    return {m.entity for m in mentions if m.kind is NAME and m.entity >= 0 and _is_charged(stream, m)}


def _is_charged(s: Stream, m: Mention) -> bool:
    """Whether the verb of a sentence that a name opens tells of a charge: "Lee, 48, of Mill Lane, is accused of"."""
    if not s.opens(m.start) or m.possessive or m.modifies:
        return False
    j = m.end
    if s.words[j : j + 1] == [","]:  # the verb stands behind the last comma of the explanation
        commas = [
            k for k in range(j, min(j + _REACH, len(s.words))) if s.words[k] == "," and s.sentence[k] == s.sentence[m.start]
        ]
        return any(_tells(s, k + 1 + (s.words[k + 1] == "who")) for k in commas if k + 1 < len(s.words))
    return _tells(s, j + (s.words[j : j + 1] == ["who"]))


def _tells(s: Stream, j: int) -> bool:
    """Whether "is accused" or "pleaded" stands at token `j`."""
    if s.words[j : j + 1] and s.words[j] in _ANSWERS:
        return True
    if not s.words[j : j + 1] or s.words[j] not in _BE | {"has", "had"}:
        return False
    behind = [word for word in s.words[j + 1 : j + 4] if word not in _BE and word not in _ADVERBS]
    return bool(behind) and (behind[0] in _CHARGED or behind[:2] == ["on", "trial"])
