"""Letters: words without marks between a salutation or a heading and the name below them, as on a page of letters."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from briefbot.language.lexicon import Lexicon
from briefbot.model import Attribution, Span, SpeakerSource
from briefbot.reading.quotes.nameplates import Plate, plate_at
from briefbot.reading.quotes.said import Said

_SALUTATION = re.compile(
    r"(?:Sir|Madam|Sirs|Sir or Madam|Editor|(?:Dear|My dear|To the) [^\n,:.!?]{2,40})\s?(?:[,:]|\s[—–-]\s)|"
    r"(?:Dear|To the) [^\n,:.!?]{2,40}$"
)
_PAGE = re.compile(r"\bletters?\b", re.IGNORECASE)
_LONGEST = 40  # paragraphs of a letter
_LINE = 100  # code points of a name with a place
_DASHES = frozenset("—–~-")
_MARKS = frozenset("“\"‘'«„»")
_HEAD = 4  # paragraphs in which a page of letters says so
_FEWEST = 2  # letters of such a page; a salutation makes a letter alone
_ENDS = re.compile(r"[.!?…][\"'”’»)]*$")
_CLOSING = re.compile(
    r"(?:yours|sincerely|regards|respectfully|best|with|in|love|faithfully|kind|warm)\b[^.!?]{0,40},?$", re.IGNORECASE
)
_SIGNED_IS_RIGHT = 0.85


def letters(text: str, paragraphs: Sequence[Span], lexicon: Lexicon) -> list[Said]:
    """The paragraphs of every signed letter, in the order of the text; none where it is no page of letters."""
    greeted = [
        at
        for at, paragraph in enumerate(paragraphs)
        if text[paragraph.start] in "SMDTE" and _SALUTATION.match(text, paragraph.start, paragraph.end)
    ]
    page = any(
        _PAGE.search(text, paragraph.start, min(paragraph.end, paragraph.start + 80)) for paragraph in paragraphs[:_HEAD]
    )
    if not (greeted or page or "\n—" in text or "\n–" in text or "\n-" in text or "\n~" in text):
        return []
    signed = [
        its
        for at, paragraph in enumerate(paragraphs)
        if at
        and (greeted or page or text[paragraph.start] in _DASHES)
        and paragraph.end - paragraph.start < _LINE
        and text[paragraph.end - 1] not in ".!?:"
        and _ends_letter(text, paragraphs[at - 1])
        and (its := plate_at(text, paragraphs, at, lexicon)) is not None
    ]
    if not greeted and not page:
        return _testimonials(text, paragraphs, signed)
    found: list[Said] = []
    begun = 0
    greetings = frozenset(greeted)
    count = 0
    for its in signed:
        start = _start(text, paragraphs, begun, its.paragraph, greeted)
        begun = its.paragraph + 1
        if start < its.paragraph and (page or start in greetings):
            count += 1
            found += _letter(text, paragraphs[start : its.paragraph], its)
    return found if greeted or count >= _FEWEST else []


def _testimonials(text: str, paragraphs: Sequence[Span], signed: Sequence[Plate]) -> list[Said]:
    """What stands without marks in one block with a dash and a name below it, where there are several of them."""
    found: list[Said] = []
    if len(signed) < _FEWEST:
        return found
    for its in signed:
        if text[paragraphs[its.paragraph - 1].start] in _MARKS:
            continue
        start = its.paragraph
        while start > 0 and text.count("\n", paragraphs[start - 1].end, paragraphs[start].start) < 2:
            start -= 1
        found += _letter(text, paragraphs[start : its.paragraph], its)
    return found


def _ends_letter(text: str, paragraph: Span) -> bool:
    """Whether a name may stand below a paragraph: it is prose, or says goodbye."""
    return bool(
        _ENDS.search(text, max(paragraph.start, paragraph.end - 4), paragraph.end)
        or _CLOSING.match(text, paragraph.start, paragraph.end)
    )


def _start(text: str, paragraphs: Sequence[Span], begun: int, end: int, greeted: Sequence[int]) -> int:
    """The first paragraph of the letter that is signed at number `end`: its salutation, else what follows the last heading."""
    at = bisect_left(greeted, end) - 1
    if at >= 0 and greeted[at] >= max(begun, end - _LONGEST):
        return greeted[at]
    start = end
    while start > begun and _ends_letter(text, paragraphs[start - 1]):
        start -= 1
    return start


def _letter(text: str, inside: Sequence[Span], its: Plate) -> list[Said]:
    source = SpeakerSource(Attribution.NAMED, its.name, its.place, None, _SIGNED_IS_RIGHT)
    words = [span for span in inside if _ENDS.search(text, span.start, span.end)]
    return [Said(span, source, opens=not n) for n, span in enumerate(words)]
