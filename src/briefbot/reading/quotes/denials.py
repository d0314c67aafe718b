"""Denials: marked words that their own article says nobody said, said wrongly, or that were made up.

"He denied saying “…”", "never said “…”", "misquoted her as saying “…”", "a fabricated post claims “…”", "should have said “…”".
Such words stand in marks like any others, and the name beside them is the one that must not stand under them.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from briefbot.model import Attribution, Kind, Quote, Span, SpeakerSource
from briefbot.reading.quotes import russian_denials

# How many code points of the narrator's words before and behind the marks are looked at: a long sentence.
_BEFORE, _BEHIND = 260, 90
_SAYING = (
    r"(?:sa(?:y|ys|id|ying)|t(?:ell|old|elling)|call(?:ed|ing)?(?! for| on)|"
    r"wr(?:ite|ote|itten|iting)|tweet(?:ed|ing)?|post(?:ed|ing)?|"
    r"utter(?:ed|ing)?|use[ds]?|using|sp(?:eak|oke|oken|eaking)|claim(?:ed|ing)?|declare[ds]?|shout(?:ed|ing)?|promise[ds]?|"
    r"describe[ds]?|describing|refer(?:red|ring)?|quot(?:e|ed|ing)|state[ds]?|stating|compared?|threaten(?:ed)?)"
)
_NOT = (
    r"(?:(?:did|do|does|has|have|had|would|could|will|is|was)(?:\s+not|n['’]t)|never|denie[sd]|deny|denying|refuted?|"
    r"rejected claims|without(?:\s+ever)?|no ?(?:one|body)(?:\s+ever)?)"
)
_FAKE = (
    r"(?:fabricat\w+|fak(?:e|ed)|doctored|fictitious|fictional|made-up|invented|bogus|hoax|parody|satirical|spoof\w*|deepfake\w*|"
    r"forged|manipulated|false|spurious|apocryphal)"
)
_CARRIER = (
    r"(?:posts?|tweets?|quot(?:e|es|ation|ations)|recordings?|videos?|audio|clips?|images?|pictures?|screenshots?|memes?|letters?|"
    r"statements?|accounts?|pages?|transcripts?|messages?|e-?mails?|speech|documents?|headlines?|stor(?:y|ies)|articles?|voice|"
    r"interviews?|claims?|reports?|remarks?|comments?|captions?|version)"
)
# What stands between the denial and the words: no other verb of saying that affirms them.
_GAP = r"(?:(?!\b(?:said|says|saying|added|told|replied|responded|wrote|answered|insisted|believed|thought)\b)[^.!?])*"
_BETWEEN = r"(?:(?:that|having|ever|once|actually|really|even|to|publicly|he|she|they|it|had|has|have|[A-Z]\w+)\s+){0,5}"
_WHEN = r"(?:\s+(?:(?:on|last|late on|early on)\s+\w+day|yesterday|today|this week|last (?:week|month|year)))?"
_BEFORE_WORDS = tuple(
    re.compile(rf"\b(?:{pattern}$", re.IGNORECASE)
    for pattern in (
        rf"{_NOT})\b(?:,[^,]{{1,60}},)?{_WHEN}\s+{_BETWEEN}{_SAYING}\b(?! (?:it|that|so):){_GAP}",
        rf"mis(?:quot|attribut|report|represent))\w*\b{_GAP}(?:\b(?:said|says|saying)\b{_GAP})?",
        r"wrongly|falsely|incorrectly|erroneously|mistakenly)\s+(?:\w+\s+)?(?:quot|attribut|claim|report|credit|assert|stat)\w*\b[^.!?]*",
        rf"{_FAKE})\s+(?:\w+\s+){{0,2}}{_CARRIER}\b[^.!?]*",
        r"no (?:evidence|record|proof|truth|sign(?= th))|not true|untrue|a (?:myth|lie|hoax)|false)\s(?:that|of|for)\b[^.!?]*",
        rf"should|ought to) have {_SAYING}\b{_GAP}",
        rf"(?:if only|as if|as though|imagine[sd]?|pretend\w*|wish(?:e[sd])?)) (?:\w+ ){{0,5}}{_SAYING}\b{_GAP}",
        rf"asked (?:whether|if))\b[^.!?,]*\b{_SAYING}\b{_GAP}",
    )
)
# They begin in these ways: most sentences hold none of them, and are done with one look.
_HINT = re.compile(
    rf"n['’]t\b|\b(?:not|never|denies|denied|deny|denying|refuted?|rejected|without|no|noone|nobody|mis(?:quot|attribut|report|represent)\w*|"
    rf"wrongly|falsely|incorrectly|erroneously|mistakenly|{_FAKE}|untrue|a (?:myth|lie|hoax)|should|ought|if only|as if|"
    r"as though|imagine[sd]?|pretend\w*|wish(?:e[sd])?|asked)\b",
    re.IGNORECASE,
)
# What stands in whatever the hint finds, in small letters: to look for these takes a tenth of its time.
_SIGNS = (
    "n't", "n’t", "never", "den", "refute", "reject", "without", "mis", "wrong", "fals", "incorrect", "errone", "asked",
    "should", "ought", "if only", "as if", "as though", "imagine", "pretend", "wish", "untrue", "a myth", "a lie", "hoax",
    "fak", "fabricat", "doctored", "ficti", "made-up", "invented", "bogus", "parody", "satirical", "spoof", "forged",
    "manipulated", "spurious", "apocryphal",
)  # fmt: skip
_NO = re.compile(r"no(?<!\wno)(?:t|one|body)?\b")
_BEHIND_WORDS = re.compile(
    rf"^[,.]?\s*(?:(?:is|was|were|are)\s+(?:\w+\s+)?(?:{_FAKE}|misquot\w+|never (?:said|spoken|uttered|made))\b|"
    rf"(?:[–—-]+\s*)?(?:words|a (?:line|phrase|quote|remark)|something)?\s*(?:that\s+)?(?:\w+\s+){{0,3}}"
    rf"(?:never|did(?:\s+not|n['’]t)|denie[sd])\s+(?:ever\s+|actually\s+|having\s+)?{_SAYING}\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(
    r"[.!?](?<![\s.][A-Z].)(?<!\b(?:Mr|Ms|Dr|St|Jr).)(?<!\b(?:Mrs|Sen|Rep|Gov|Gen).)['’”\"]*\s+(?=[\w“‘\"'])"
)


@dataclass(frozen=True, slots=True)
class Denials:
    """How a language denies: patterns of the narrator's words before marked words and behind them; `hints` tells of most fast.

    `hints` are false only of words that none of the patterns before holds of.
    """

    before: tuple[re.Pattern[str], ...]
    behind: re.Pattern[str]
    hints: Callable[[str], object]

    def hold(self, before: str, behind: str) -> bool:
        """Whether the narrator's words of a sentence say that what stands between them was not said."""
        told = self.hints(before) and any(pattern.search(before) for pattern in self.before)
        return bool(told) or self.behind.match(behind) is not None


def _hints(before: str) -> bool:
    """Whether English words may deny something."""
    low = before.lower()
    return (any(sign in low for sign in _SIGNS) or bool(_NO.search(low))) and bool(_HINT.search(before))


_ENGLISH = Denials(_BEFORE_WORDS, _BEHIND_WORDS, _hints)
_RUSSIAN = Denials(russian_denials.BEFORE, russian_denials.BEHIND, russian_denials.HINT.search)


def denials_of(language: str | None) -> Denials:
    """How a language (ISO 639-1) denies, English where nothing is known of it."""
    return _RUSSIAN if language == "ru" else _ENGLISH


def is_denied(text: str, place: Span, language: str | None) -> bool:
    """Whether the sentence around a place, with or without marks there, says that its words were not said."""
    line = text.rfind("\n", 0, place.start) + 1
    before = _last_sentence(text[max(line, place.start - _BEFORE) : place.start]).rstrip("\"“”«»„' ")
    behind = text[place.end : place.end + _BEHIND].split("\n", 1)[0].lstrip("\"“”«»„'")
    return denials_of(language).hold(before + " ", behind)


def denied(text: str, paragraphs: Sequence[Span], quotes: Sequence[Quote], language: str | None = None) -> list[Quote]:
    """The quotations; where the sentence of one says that it was not said, under nobody's name, `denied_of` whose it would be.

    It takes time that grows with the number of quotations alone: a bounded part of the text is looked at for each.
    """
    starts, denials = [paragraph.start for paragraph in paragraphs], denials_of(language)
    found = list(quotes)
    for at, quote in enumerate(quotes):
        within = bisect_left(starts, quote.whole.start + 1) - 1
        opening = max(starts[within] if within >= 0 else 0, quote.whole.start - _BEFORE)
        before = _narration(text, opening, quote.whole.start, quotes, at)
        behind = text[quote.whole.end : quote.whole.end + _BEHIND].split("\n", 1)[0]
        if denials.hold(before, behind):
            found[at] = replace(quote, kind=Kind.MIXED, source=_of_nobody(quote.source))
    return found


def _narration(text: str, start: int, end: int, quotes: Sequence[Quote], at: int) -> str:
    """The narrator's words of the sentence before a quotation, other marked words emptied."""
    words = text[start:end]
    for other in quotes[max(0, at - 3) : at]:
        if other.whole.start >= start:
            first, last = other.whole.start - start, other.whole.end - start
            closing = "." if text[other.whole.end - 2] in ".!?" else "_"
            words = words[:first] + "_" * (last - first - 1) + closing + words[last:]
    return _last_sentence(words)


def _last_sentence(words: str) -> str:
    return words[max((match.end() for match in _SENTENCE_END.finditer(words)), default=0) :]


def _of_nobody(source: SpeakerSource) -> SpeakerSource:
    return SpeakerSource(Attribution.DENIED, None, source.mention, source.cue, source.confidence, denied_of=source.speaker)
