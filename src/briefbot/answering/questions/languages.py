"""Which language a question is asked in."""

import functools
import re

from briefbot.answering.questions.english import ENGLISH
from briefbot.answering.questions.language import Language

_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")


def language_of(question: str) -> Language:
    """Russian where most words in small letters are Cyrillic, else English: names may stand in either script.

    Where there are as many of both, the letters decide.
    """
    if question.isascii() or not _CYRILLIC.search(question):
        return ENGLISH
    balance = letters = 0
    for word in _WORD.findall(question):
        side = 1 if _CYRILLIC.search(word) else -1
        balance += side * word[0].islower()
        letters += side * len(word)
    return _russian() if (balance, letters) > (0, 0) else ENGLISH


def language_of_document(code: str | None) -> Language:
    """The language of questions for a document's (ISO 639-1), English where there is none of its own."""
    return _russian() if code == "ru" else ENGLISH


@functools.cache
def _russian() -> Language:
    # Imported here: who asks in English need not wait for the patterns of another language.
    from briefbot.answering.questions.russian import RUSSIAN  # noqa: PLC0415

    return RUSSIAN
