"""Small talk: what asks for nothing of the archive: greetings, thanks, laughter, a sticker's text, questions to the bot itself.

A line is small talk where a language's pattern matches all of it, where all of its words are such words and one of them says
nothing else, and where it is a bare address, handle, command or short number.
"""

import re
import unicodedata

from briefbot.answering.questions.languages import language_of
from briefbot.answering.questions.small_talk import SmallTalk

# Whoever greets is brief, in characters.
_LONGEST = 100
_BARE = re.compile(r"(?:https?://|www\.)\S+|[@/]\w+|\d{1,3}|[^\W\d]?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
# Emoji, their modifiers, and what joins them.
_SYMBOLS = frozenset(("So", "Sk", "Cf", "Mn", "Me", "Co"))


def is_courtesy(question: str) -> bool:
    """Whether somebody only greets, thanks, or looks whether anybody is there: nothing is asked."""
    words = " ".join(question.split())
    if not words or len(words) > _LONGEST:
        return False
    plain = " ".join("".join(sign for sign in words if unicodedata.category(sign) not in _SYMBOLS).split())
    language = language_of(plain)
    return (
        _BARE.fullmatch(plain.strip(" .!?…:;()-*~")) is not None
        or language.courtesy.fullmatch(plain) is not None
        or language.small_talk.to_the_bot.fullmatch(plain) is not None
        or _are_small(plain.casefold(), language.small_talk)
    )


def _are_small(line: str, talk: SmallTalk) -> bool:
    """Whether all words of a line are small talk, or stand beside it; numbers do not count."""
    words = _WORD.findall(line)
    return not talk.words.isdisjoint(words) and all(word in talk.words or word in talk.beside for word in words)
