"""Abbreviations that an article explains: whose letters stand in brackets behind a name."""

import re
from collections.abc import Sequence

from briefbot.reading.quotes.mentions import Mention
from briefbot.reading.quotes.tokens import Stream

_LETTERS = re.compile(r"[A-Z][A-Za-z]*[A-Z]")


def letters_behind_names(stream: Stream, mentions: Sequence[Mention]) -> dict[str, tuple[str, ...]]:
    """The capitals that stand in brackets behind a name of several words: "RESCO", of Ravi Electric Supply Company (RESCO)."""
    words = stream.words
    found: dict[str, tuple[str, ...]] = {}
    for m in mentions:
        behind = words[m.end : m.end + 3]
        if len(m.core) > 1 and len(behind) == 3 and (behind[0], behind[2]) == ("(", ")") and _LETTERS.fullmatch(behind[1]):
            found.setdefault(behind[1], m.core)
    return found
