"""The sentence before words that nobody understands alone: “Two to a customer,” or what begins with "that" or "it"."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from briefbot.language.languages import profile
from briefbot.model import Passage, Span

# Fewer words than these are a scrap.
_FEWEST_WORDS = 4
# A longer sentence is more than somebody reads for the sake of a scrap.
_LONGEST = 300
_WORD = re.compile(r"[^\W_]+")


def context_of(text: str, passage: Passage, sentences: Sequence[Span], language: str | None) -> Span | None:
    """The sentence before the one in which a passage is shown, where it is not understood without; else None.

    `sentences` are those of the document's body, in order; `language` is an ISO 639-1 code.
    """
    if passage.headline or not _points_back(passage.own(text), language):
        return None
    before = bisect_right(sentences, passage.shown.start, key=lambda sentence: sentence.start) - 2
    found = sentences[before] if before >= 0 else None
    return found if found and found.end <= passage.shown.start and len(found) <= _LONGEST else None


def _points_back(words: str, language: str | None) -> bool:
    first = _WORD.search(words)
    few = len(words.split(maxsplit=_FEWEST_WORDS)) < _FEWEST_WORDS
    return few or (first is not None and first[0].lower() in profile(language).pointing_words)
