"""Operators in a question: words that must stand as they are typed, words that must not, and which of several is enough.

`"the pier is rotten"` finds these words alone; `-sheep`, `NOT sheep` and "except about sheep" leave out what holds the word;
`quota OR meals` is content with either.
"""

import re
from dataclasses import dataclass
from re import Pattern

from briefbot.language.folding import fold, fold_name

# Fewer words between marks are rather a title or a word at arm's length than somebody's words to be found.
_PHRASE_FROM = 3
_MARKED = re.compile(r"[\"“„«](?P<words>[^\"“”„«»]+)[\"”“»]")
_LEFT_OUT = re.compile(r"(?:(?<!\S)-|\bNOT\s+|\bНЕ\s+)(?P<word>[^\W\d_][\w’'-]*)")
_EITHER = re.compile(r"\s+(?:OR|ИЛИ|\|)\s+")


@dataclass(frozen=True, slots=True)
class Operators:
    """A question's `rest` without its operators; `phrases` and `excluded` are folded; `alternatives` counts what OR joins."""

    rest: str
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    alternatives: int = 1


def read_operators(question: str, exception: Pattern[str]) -> Operators:
    """Take the operators out of a question; `exception` is how its language says "except about X" (group word).

    The words of a phrase stay, to be searched for.
    """
    phrases = tuple(
        normal
        for match in _MARKED.finditer(question)
        if len(normal := normalized(match["words"])) and len(normal.split()) >= _PHRASE_FROM
    )
    excluded = [fold(match["word"]) for pattern in (_LEFT_OUT, exception) for match in pattern.finditer(question)]
    rest = exception.sub(" ", _LEFT_OUT.sub(" ", question)) if excluded else question
    alternatives = 1 + len(_EITHER.findall(rest))
    rest = _EITHER.sub(" ", rest)
    return Operators(" ".join(rest.split()), phrases, tuple(dict.fromkeys(excluded)), alternatives)


def normalized(words: str) -> str:
    """Words as phrases are compared: without case, typography and marks, one space between two."""
    return " ".join(re.findall(r"\w+", fold_name(words).replace("'", "")))


def holds(text: str, phrases: tuple[str, ...], excluded: tuple[str, ...]) -> bool:
    """Whether a text has all the phrases, and none of the words to be left out (a word and its plural are one)."""
    if not phrases and not excluded:
        return True
    own = normalized(text)
    words = set(own.split())
    return all(f" {phrase} " in f" {own} " for phrase in phrases) and not any(
        word in words or f"{word}s" in words or word.removesuffix("s") in words for word in excluded
    )
