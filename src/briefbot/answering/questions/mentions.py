"""Mentions of somebody in the archive's texts: whether a name there is a person's, who may never be quoted."""

import re
from collections.abc import Iterable

from briefbot.answering.questions.words import COMMON
from briefbot.language.en.places import PLACES
from briefbot.language.folding import fold, fold_name
from briefbot.language.lexicon import given_names, lexicon
from briefbot.language.name_words import is_title

# What stands right before a family name: up to three words with initials and commas between them.
_BEFORE = r"(?P<before>(?:[^\W\d_]+[.,’'-]*\s+){1,3})"

_ARTICLES = frozenset("a an the".split())


def is_mentioned(name: str, text: str) -> bool:
    """Whether a text has this name, however it is written there."""
    return re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", fold(text)) is not None


def is_a_person(name: str, texts: Iterable[str]) -> bool:
    """Whether one of these texts has this name behind a given name, an initial or a title, as people's are: "Sergey V. Lee"."""
    pattern = re.compile(rf"{_BEFORE}(?={re.escape(name)}(?!\w))", re.IGNORECASE)
    return any(
        text[match.end()].isupper() and _introduces(match["before"]) for text in texts for match in pattern.finditer(text)
    )


def _introduces(before: str) -> bool:
    """Whether words right before a name say that it is a person's: a given name with initials behind it, or a title."""
    *_, last = words = [word.strip(".,’'-") for word in before.split()]
    while len(words) > 1 and len(words[-1]) == 1 and words[-1].isupper():
        words.pop()
    given = words[-1][0].isupper() and fold_name(words[-1]) in given_names()
    return given or is_title(fold_name(last))


def can_be_called(before: str, name: str) -> bool:
    """Whether a word in the speaker's place may be a name, `before` being what else stands there.

    In small letters it is one where it means nothing by itself, and has no article.
    """
    words = fold(before).split()
    titled = not words or _introduces(before.title())
    if name[0].isupper():
        may_be = titled or all(word in _ARTICLES for word in words)
    else:
        may_be = titled and not (fold(name) in COMMON or lexicon("en").bits.get(fold(name), 0))
    return may_be and fold(name) not in PLACES
