"""Relayed words: somebody passes on what somebody else said, and the words are the latter's.

"The paper quoted X as saying “…”", "Y told reporters that X had said: “…”", "Y recalled how X once said “…”",
"Y said X told her “…”", "Y read a message from X: “…”", "“…,” Y recalled X saying", "Y dismissed X's claim that it is “…”",
"what critics call “…”".
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from briefbot.model import Span
from briefbot.reading.quotes.russian import relays as russian_relays

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
_WORDS = r"[^.!?,;:“”\"]"
_NAME = r"(?P<who>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*)"
_HEARD = re.compile(
    rf"\b(?:recall(?:s|ed|ing)?|remember(?:s|ed|ing)?|hear(?:s|d|ing)?)\s+{_WHO}\s+(?:say|saying|tell|telling|shout|shouting|ask|asking)\b"
)
_QUOTING = re.compile(rf"\bquoting\s+{_NAME}(?=,|$)")
_TOLD_ME_BEHIND = re.compile(
    rf"^[^,.]{{0,40}}\b(?:said|says|recalled)\s+{_WHO}\s+(?:had\s+)?(?:told|asked|warned)\s+(?:him|her|them|us|me)\b"
)
_ASSERTIONS = (
    r"(?:claims?|assertions?|allegations?|accusations?|suggestions?|promises?|pledges?|vows?|warnings?|contentions?|arguments?|insistence|"
    r"comments?|remarks?|statements?|boasts?|declarations?|predictions?|complaints?|admission|belief)"
)
# What is claimed: "that it was", "that they favor a"; behind "that Bo favors ships is" somebody judges the claim.
_CLAIMED = (
    r"that\s+(?:(?:[\w.’'-]+\s+){1,3}(?:is|are|was|were|be|being)\s+|"
    rf"(?:(?!\b(?:said|says|called|added)\b){_WORDS}){{0,60}}(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere ))$"
)
_CLAIM = re.compile(rf"\b{_NAME}(?:(?<=s)[’']|[’']s)\s+(?:(?!own\b)[a-z-]+\s+){{0,2}}{_ASSERTIONS}\s+{_CLAIMED}")
_WHAT_CALL = re.compile(
    rf"\bwhat\s+(?!(?:he|she|it|they|I|we)\b){_WHO}\s+(?:(?:has|have|had|once|often|also|later)\s+){{0,2}}(?:calls?|called|describes?\s+as|described\s+as)\s+(?:(?:a|an|the)\s+)?$"
)
_CARRIER = r"(?:message|letter|note|statement|text|e-?mail|telegram|postcard|diary)"
_MESSAGE = re.compile(
    rf"\b{_CARRIER}\s+(?:from\s+{_WHO}(?:\s+saying)?|that\s+(?P<sent>{_WHO.replace('(?P<who>', '(?:')})\s+"
    r"(?:had\s+|has\s+)?(?:sent|wrote|written|left|posted)\b[^.!?]{0,20})\s*[,:]?\s*$"
)
_SAY = r"(?:say|says|tell|tells|call|calls|declare|declares|write|writes|describe|describes)"
# Whoever stands beside such words does not say them: names of things, what somebody rejects or is charged with, and what may
# be said one day.
_NOBODYS = (
    re.compile(r"\bso-called\s+$"),
    re.compile(
        r"\b(?:reject|dismiss|disput|refut|den(?:y|ie)|ridicul|mock)\w*\s+(?:\w+\s+){0,2}?"
        rf"(?:{_ASSERTIONS}|ideas?|notion|rumou?rs|talk|criticism|reports)\s+that\s+{_WORDS}{{0,60}}$"
    ),
    re.compile(
        r"\b(?:(?:was|were|is|are|been|being|be|get|got)\s+(?:\w+ly\s+)?(?:charged|fined|convicted|arrested|jailed|sentenced|suspended|"
        r"fired|sacked|sued|indicted|banned|disciplined|reprimanded|nominated|honou?red)|found\s+guilty|(?:plead(?:s|ed)?|pled)\s+"
        rf"(?:not\s+)?guilty|(?:won|wins|received)\s+(?:an?|the)\s+(?:\w+\s+)?(?:prize|award|medal))\s+(?:with|for|of|to|on)\s+{_WORDS}{{0,40}}$"
    ),
    re.compile(rf"\b(?:[Ii]f|[Uu]nless)\s+(?:[\w.’'-]+\s+){{1,4}}{_SAY}\b{_WORDS}{{0,50}}$"),
    re.compile(
        r"\b(?:hop|want|expect|wait|wonder|wish|urg|fear)\w*\s+(?:[\w.’'-]+\s+){1,4}(?:will|would|to|might|could)\s+"
        rf"{_SAY}\b{_WORDS}{{0,50}}$"
    ),
)
_SENTENCE = re.compile(r"[.!?]['’”\"»]*\s+(?=[A-ZА-ЯЁ“\"«])")


class Relay(NamedTuple):
    """A pattern whose group "who", or "sent", names whose words they are, and what stands in most words that it finds, fast."""

    pattern: re.Pattern[str]
    sign: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Relays:
    """How a language passes words on: `before` the marks and `behind` them; and, before them, that they are `nobodys`."""

    before: tuple[Relay, ...]
    behind: tuple[Relay, ...]
    nobodys: tuple[re.Pattern[str], ...]


_ENGLISH = Relays(
    before=(
        Relay(_AS_SAYING, re.compile("quot")),
        Relay(_THAT_SAID, re.compile(r"(?:that|how|when)\s")),
        Relay(_TOLD_ME, re.compile(r"(?:told|asked|warned|called)\s")),
        Relay(_MESSAGE, re.compile(rf"{_CARRIER}\s")),
        Relay(_HEARD, re.compile("recall|remember|hear")),
        Relay(_QUOTING, re.compile("quoting")),
        Relay(_CLAIM, re.compile(rf"{_ASSERTIONS} that\s")),
        Relay(_WHAT_CALL, re.compile(r"\bwhat\s")),
    ),
    behind=(
        Relay(_AS_SAYING, re.compile("quot")),
        Relay(_QUOTING, re.compile("quoting")),
        Relay(_HEARD, re.compile("recall|remember|hear")),
        Relay(_TOLD_ME_BEHIND, re.compile(r"(?:told|asked|warned)\s")),
    ),
    nobodys=_NOBODYS,
)
_RUSSIAN = Relays(before=tuple(Relay(*one) for one in russian_relays.RELAYS), behind=(), nobodys=russian_relays.NOBODYS)


class Surroundings(NamedTuple):
    """The words of a sentence `before` marked words, from `start` on, and `behind` them, from `end` on, within reach."""

    start: int
    before: str
    end: int
    behind: str


def surroundings(text: str, marks: Span, paragraph_start: int) -> Surroundings:
    """What stands around marked words in their sentence: a bounded part of the text."""
    start = max(paragraph_start, marks.start - _BEFORE)
    start += max((match.end() for match in _SENTENCE.finditer(text[start : marks.start])), default=0)
    behind = text[marks.end : marks.end + _BEHIND].split("\n", 1)[0].split(".", 1)[0]
    return Surroundings(start, text[start : marks.start], marks.end, behind)


def whose(around: Surroundings, language: str | None) -> Span | None:
    """Where the sentence of marked words names whose they are, if somebody else passes them on; None where nobody does."""
    relays = _relays(language)
    for pattern, sign in relays.before:
        if sign.search(around.before) and (found := _last(pattern, around.before)):
            group = "who" if found["who"] else "sent"
            return Span(around.start + found.start(group), around.start + found.end(group))
    for pattern, sign in relays.behind:
        if sign.search(around.behind) and (found := pattern.search(around.behind)):
            return Span(around.end + found.start("who"), around.end + found.end("who"))
    return None


def is_nobodys(around: Surroundings, language: str | None) -> bool:
    """Whether the sentence before marked words tells that nobody of whom it speaks says them: "the so-called “…” rule"."""
    return any(pattern.search(around.before) for pattern in _relays(language).nobodys)


def _relays(language: str | None) -> Relays:
    return _RUSSIAN if language == "ru" else _ENGLISH


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(words))), None)
