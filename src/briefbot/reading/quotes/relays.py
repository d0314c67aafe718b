"""Relayed words: somebody passes on what somebody else said, and the words are the latter's.

"The paper quoted X as saying “…”", "Y told reporters that X had said: “…”", "Y recalled how X once said “…”",
"Y said X told her “…”", "Y read a message from X: “…”".
"""

import re

from briefbot.model import Span

# Code points of the sentence before the marks, and behind them, that are looked at.
_BEFORE, _BEHIND = 200, 120
_SAID = r"(?:said|says|saying|told|telling|called|calling|wrote|written|writing|declared|shouted|replied|warned|asked|answered)"
_RELAYS = (
    r"(?:told|tells|tell|recall(?:s|ed|ing)?|remember(?:s|ed|ing)?|report(?:s|ed|ing)?|claim(?:s|ed|ing)?|revealed|testified|"
    r"recount(?:s|ed|ing)?|said|says|added|wrote|alleged|described|related)"
)
_WHO = r"(?P<who>(?:[A-Z][\w.’'-]*|the|his|her|their|my|our|a|an|of|[a-z]+)(?:,? (?:[\w.’'-]+)){0,7}?),?"
_AS_SAYING = re.compile(rf"\bquot(?:ed|es|e|ing)\s+{_WHO}\s+as\s+(?:having\s+)?{_SAID}\b")
_THAT_SAID = re.compile(
    rf"\b{_RELAYS}\b(?:\s+(?:reporters|journalists|them|him|her|us|me|the [a-z]+|[A-Z][\w’'-]+))?\s+"
    rf"(?:that|how|when)\s+{_WHO}\s+"
    rf"(?:(?:had|has|once|then|later|always|often|also)\s+){{0,2}}{_SAID}\b[^.!?]{{0,40}}$"
)
_TOLD_ME = re.compile(
    rf"\b(?:said|says|recalled|added)\s+{_WHO}\s+(?:had\s+)?(?:told|asked|warned|called)\s+(?:him|her|them|us|me)\b[^.!?]{{0,30}}$"
)
_CARRIER = r"(?:message|letter|note|statement|text|e-?mail|telegram|postcard|diary)"
_MESSAGE = re.compile(
    rf"\b{_CARRIER}\s+(?:from\s+{_WHO}(?:\s+saying)?|that\s+(?P<sent>{_WHO.replace('(?P<who>', '(?:')})\s+"
    r"(?:had\s+|has\s+)?(?:sent|wrote|written|left|posted)\b[^.!?]{0,20})\s*[,:]?\s*$"
)
# Each with what has to stand in the words, so that most are done with one quick look.
_PATTERNS = (
    (_AS_SAYING, re.compile("quot")),
    (_THAT_SAID, re.compile(r"(?:that|how|when)\s")),
    (_TOLD_ME, re.compile(r"(?:told|asked|warned|called)\s")),
    (_MESSAGE, re.compile(rf"{_CARRIER}\s")),
)
_SENTENCE = re.compile(r"[.!?]['’”\"]*\s+(?=[A-Z“\"])")


def whose(text: str, marks: Span, paragraph_start: int) -> Span | None:
    """Where the sentence of marked words names whose they are, if somebody else passes them on; None where nobody does.

    It looks at a bounded part of the text around the marks.
    """
    start = max(paragraph_start, marks.start - _BEFORE)
    before = text[start : marks.start]
    start += max((match.end() for match in _SENTENCE.finditer(before)), default=0)
    before = text[start : marks.start]
    behind = text[marks.end : marks.end + _BEHIND].split("\n", 1)[0]
    for pattern, sign in _PATTERNS:
        if sign.search(before) and (found := _last(pattern, before)):
            group = "who" if found["who"] else "sent"
            return Span(start + found.start(group), start + found.end(group))
    if "quot" in behind and (found := _AS_SAYING.search(behind.split(".", 1)[0])):
        return Span(marks.end + found.start("who"), marks.end + found.end("who"))
    return None


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(words))), None)
