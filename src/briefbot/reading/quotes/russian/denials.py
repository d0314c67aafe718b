"""What the verb at a token does not tell: that words were not said, or that it is about a thing and reports nothing."""

from briefbot.language.ru import speech as lists
from briefbot.language.ru.morphology import words
from briefbot.reading.quotes.russian.grammar import verbs
from briefbot.reading.quotes.tokens import QUOTE, Stream

_FAR = 45  # tokens of a sentence before and behind a verb that are looked at
_DENYING = frozenset(("опровергнуть", "опровергать", "отрицать"))
_PROOFS = frozenset(("доказательство", "подтверждение", "свидетельство"))
# Who does not rule it out, or does not value a joke, says it himself.
_GRANTING = _DENYING | set(lists.GRANTING)


def has_object(s: Stream, i: int) -> bool:
    """Whether a verb is about a thing, for nothing that is said follows or goes before: no "что", no sign, no marks."""
    first, last = i, i
    while first > 0 and s.sentence[first - 1] == s.sentence[i] and i - first < _FAR:
        first -= 1
    while last + 1 < len(s.words) and s.sentence[last + 1] == s.sentence[i] and last - i < _FAR:
        last += 1
    around = s.words[first : last + 1]
    if QUOTE in around or s.words[last] == ":" or "," in s.words[first:i]:
        return False
    behind = s.words[i + 1 : last + 1]
    return not any(word in {"что", "чтобы", "как", "о", "об", "обо", "про"} for word in behind)


def is_denied(s: Stream, i: int) -> bool:
    """Whether the narrator says that this was not said: "не говорил", "опровергла, что говорила", "нет доказательств"."""
    first = i
    while first > 0 and s.sentence[first - 1] == s.sentence[i] and i - first < _FAR:
        first -= 1
    before = [word.lower() for word in s.words[first:i]]
    if before[-1:] == ["не"]:
        if any(one.part == "GRND" for one in verbs(s.words[i].lower())[:1]):
            return False  # "сообщил …, не уточнив"
        return not any(one.lemma in _GRANTING for one in verbs(s.words[i].lower()))
    if "что" not in before:
        return False
    lemmas = [{one.lemma for one in words(word)} for word in before if word is not QUOTE]
    return any(found & _DENYING for found in lemmas) or ("нет" in before and any(found & _PROOFS for found in lemmas))
