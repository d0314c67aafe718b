"""Turning words: two sentences that are alike in all others say different things by them: "not", 5, "two", "second"."""

import re
from collections.abc import Mapping

from briefbot.language.folding import fold
from briefbot.language.languages import PROFILES

_WORD = re.compile(r"\w+(?:[.,:/'’]\w+)*")
_APOSTROPHE_T = re.compile(r"n['’]t$")
# How negations are spelt together with a verb.
_NOT = "not"
_JOINED = frozenset("cannot cant dont wont".split())

_NEGATIONS = frozenset(form for profile in PROFILES.values() for word in profile.negations for form in (word, fold(word)))
# What is one of its kind is mostly an article or a pronoun: "one of them", "no one".
_NUMERALS: Mapping[str, str] = {
    fold(word): str(number) for profile in PROFILES.values() for word, number in profile.numerals.items() if number > 1
}


def is_negation(key: str) -> bool:
    """Whether a word (small letters) turns what is said into its opposite."""
    return key in _NEGATIONS or _APOSTROPHE_T.search(key) is not None


def turning_words(text: str) -> frozenset[str]:
    """The negations and numbers of a text, each in one spelling: "don't" is "not", "two" is "2", "one" is none."""
    found = (_turning(word) for word in _WORD.findall(fold(text)))
    return frozenset(word for word in found if word is not None)


def says_otherwise(one: str, other: str) -> bool:
    """Whether texts of mostly the same words differ in a negation or a number; a cut of the other that is whole does not."""
    if turning_words(one) == turning_words(other):
        return False
    lines = [f" {' '.join(_WORD.findall(fold(text)))} " for text in (one, other)]
    return min(lines, key=len) not in max(lines, key=len)


def _turning(word: str) -> str | None:
    if any(map(str.isdigit, word)):
        return word
    if word in _JOINED or _APOSTROPHE_T.search(word):
        return _NOT
    return word if word in _NEGATIONS else _NUMERALS.get(word)
