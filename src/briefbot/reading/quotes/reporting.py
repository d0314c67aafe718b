"""Whether a verb of saying reports what its subject says, or only stands in a sentence that tells of something else.

"Lee said that …", "it will rain, Lee said" and "Lee left, saying that …" report. "When Lee said so", "Lee is expected to say",
"a promise to add soldiers", "voters hoping for more" and "in Super Tuesday states" do not: the sentence's own subject does
something else, or nobody says a thing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbot.language.lexicon import PAST, TRANSPARENT
from briefbot.reading.quotes.tokens import QUOTE

if TYPE_CHECKING:
    from briefbot.reading.quotes.clauses import Clause
    from briefbot.reading.quotes.tokens import Stream

_BE = frozenset("am is are was were be been being 's ’s 're ’re 'm ’m".split())
_APOSTROPHES = "'’"
# What opens a clause that says when, where, why or on what condition the main one holds, or what is compared.
_BELOW = frozenset("when whenever where why how if unless until because before after since than what whatever whether".split())
# These tell what somebody says only with the words that follow: "added that", "Time, Lee added, was short".
_WITH_WORDS = frozenset("add confirm highlight maintain observe state underline underscore".split())
_OPENS_WORDS = frozenset((",", ".", ":", "—", "–", "that", "how", "why", "whether", "in", "on", "to", QUOTE))
_NEAR = 3  # tokens behind the verb: "added on Friday that"


def reports(stream: Stream, clause: Clause) -> bool:
    """Whether a clause with a subject tells what that subject says."""
    if clause.according or clause.inverted or clause.subject is None or clause.subject.start > clause.cue:
        return True
    words, at = stream.words, clause.cue
    before = _word_before(stream, at)
    if words[at - 1] == "to":
        return words[at - 2] == "on"  # "she went on to say"
    if clause.gerund:
        return not clause.direct or words[before] in _BE
    if stream.bits[at] & PAST and words[before] in _BE:
        return words[before][0] in _APOSTROPHES  # "is expected", "it was revealed"; but "he's said"
    return not (clause.relative is not None or _is_below(stream, clause)) and _has_words(stream, clause)


def _word_before(stream: Stream, at: int) -> int:
    """The token before a verb, adverbs between them left out; a form of "be" counts."""
    at -= 1
    while at > 0 and (stream.bits[at] & TRANSPARENT or stream.words[at].endswith("ly")) and stream.words[at] not in _BE:
        at -= 1
    return at


def _is_below(stream: Stream, clause: Clause) -> bool:
    """Whether a clause hangs on another one. "As Lee said" gives Lee's words, "as bad as Lee said" compares."""
    start = clause.subject.start if clause.subject is not None else clause.cue
    if stream.opens(start):
        return False
    word = stream.words[start - 1].lower()
    if word == "as":
        return start > 1 and stream.sentence[start - 2] == stream.sentence[start] and stream.words[start - 2][0].isalnum()
    return word in _BELOW


def _has_words(stream: Stream, clause: Clause) -> bool:
    """Whether the words that are said stand where they must, with a verb that means something else without them."""
    if clause.lemma == "point":
        return stream.words[clause.cue + 1 : clause.cue + 2] == ["out"]  # not "pointed to the map"
    if clause.lemma not in _WITH_WORDS:
        return True
    behind = [
        stream.words[j]
        for j in range(clause.cue + 1, min(clause.cue + 1 + _NEAR, len(stream.words)))
        if stream.sentence[j] == stream.sentence[clause.cue]
    ]
    return not behind or any(word in _OPENS_WORDS for word in behind)
