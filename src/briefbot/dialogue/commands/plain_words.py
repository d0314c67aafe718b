"""Requests in plain words: what is asked for without a slash, in the languages that questions are read in."""

import re

from briefbot.dialogue.commands.questions import Look, More
from briefbot.dialogue.requests import Request

_ASKED_FOR: tuple[tuple[re.Pattern[str], Request], ...] = (
    (
        re.compile(
            r"(?:(?:show|give|tell|send) me )?(?:the |its |that )?(?:source|origin)|(?:which|what) (?:paper|source|"
            r"newspaper|outlet|article)"
            r"(?: (?:is|was) (?:that|this|it))?|where (?:is|was) (?:that|this|it) from|(?:покажи |дай )?источник|(?:какая|"
            r"что за) газета"
        ),
        Look("source", 1),
    ),
    (
        re.compile(
            r"(?:(?:show|give|tell|send) me )?(?:the |its )?context|the first one|(?:покажи |дай )?контекст|перв(?:ое|ая|ый)"
        ),
        Look("context", 1),
    ),
    (
        re.compile(
            r"(?:tell|show|give) me more|(?:any|something|anything) more|go on|continue|next|дальше|(?:покажи|расскажи|"
            r"дай) ещ[её]"
        ),
        More(),
    ),
)
_MORE = frozenset({"more", "еще", "ещё"})


def request_in(line: str) -> Request | None:
    """What a line asks for in plain words; None where it is a question."""
    bare = line.lower().rstrip("?.! ")
    for pattern, request in _ASKED_FOR:
        if pattern.fullmatch(bare):
            return request
    return More() if line.lower().rstrip(".!") in _MORE else None
