"""How a text uses its marks, brought to one convention: what `marks` reads are double marks that stand at the words.

British papers mark words with single marks, tokenised corpora set every mark apart by spaces, and a nickname stands in marks
inside a name. Everything is an edit of what is read, never of the stored text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from briefbot.language.lexicon import CUE, FUNCTION, HEAD, ORGANIZATION, PREPOSITION, given_names, lexicon
from briefbot.language.normalisation import Edit, Normalised, normalised
from briefbot.model import Analysis, Span, SpeakerSource, Statement

_OPENING, _CLOSING = "“", "”"
_DOUBLE = re.compile(r"[“”„‟«»\"＂❝❞]|''|``|’’|‘‘")
# A single mark at the beginning of a word, and one at the end of a word or behind its stop. What is cut off a word's or a
# decade's beginning ("'em", "'90s") is written with the same sign.
_ELISION = r"(?:\d\ds?\b|(?:em|tis|twas|til|till|cause|bout|round|n|cos|ere|un|uns|er|im)\b)"
_SINGLE_OPENING = re.compile(rf"['‘](?<![\w'’‘`.,;:!?].)(?=[\w(\[“\"…$£€¡¿])(?!{_ELISION})", re.IGNORECASE)
_SINGLE_CLOSING = re.compile(r"['’](?<![\s'’‘(\[].)(?<!['’]n.)(?![\w'’])")
_STOPS = frozenset(",.!?…;:—–")
_SENTENCE_ENDS = frozenset(".!?…,:'’”\"")
_SPACED = re.compile(r"(?<!\S)(?:\"|''|``|“|”)(?!\S)")
_MAIL_SIGN = re.compile(r"\n[ \t]*(?P<sign>>[> \t]*)")
_MOST_SPACED = 200  # more of them in one paragraph are no quotations
_APART = re.compile(r"[\"“'`](?<!\S.)['`]?(?!\S)")
_SPACED_SINGLE = re.compile(r"(?<!\S)'(?!\S)")
_LATER = 5  # paragraphs in which an open mark may still be closed
_ONE_WAY = {"“": _OPENING, "``": _OPENING, "”": _CLOSING}
_STRAIGHT = re.compile(r"\"|''|``")
_NICKNAME = re.compile(
    r"[“\"‘'](?P<nickname>[^\s“”\"‘’'][^“”\"‘’'\n,.!?;:]{0,24})(?:[”\"’']|'')\)? "
    r"(?=(?P<after>(?:(?:de|del|dela|van|von|da|dos|al|bin) ){0,2}[A-Z][\w’'-]+))"
)
_NAME_BEFORE = re.compile(r"(?:^|(?<=[^\w.]))(?P<before>[A-Z][\w’'-]+|[A-Z]\.)(?P<cut> \(?'?)$")
# Behind these words stands what somebody is called, and a name is nobody's words.
_CALLED = re.compile(
    r"\b(?:go(?:es|ing)? by|went by|known(?: \w+){0,3} as|nicknamed(?: (?:him|her|them))?|dubbed|answer(?:s|ed)? to|"
    r"a\.?k\.?a\.?,?|alias|"
    r"[Tt]o [\w ]{2,40}?,? (?:he|she) (?:is|was)|(?:friends|everyone|everybody|they|children) calls? (?:him|her|them))"
    r"(?: (?:the name|simply|only|just|by|of))*\s*\W?$"
)


class _Pair(NamedTuple):
    """Two single marks; `stopped` tells that a stop stands before the closing one, as behind somebody's words."""

    opening: int
    closing: int
    stopped: bool


class _Singles(NamedTuple):
    """The single marks of one paragraph.

    `pairs` belong together; `unclosed` is where one opens that nothing closes, `first` where the first one opens,
    `stray` where one behind a stop closes what no mark before it opens; -1 for none.
    """

    pairs: list[_Pair]
    unclosed: int
    first: int
    stray: int


def in_one_convention(text: str, paragraphs: Sequence[Span], language: str | None) -> Normalised:
    """A text as it is read: normalised, with double marks where the text means somebody's words, and names in one piece."""
    plain = normalised(text)
    if "\n>" in text:
        plain = plain.edited(_signs_of_mail(plain.text, [plain.here(paragraph) for paragraph in paragraphs]))
    if _may_quote_with_single_marks(plain.text):
        plain = plain.edited(_single_marks(plain.text, [plain.here(paragraph) for paragraph in paragraphs]))
    if _APART.search(plain.text):
        plain = plain.edited(_spaced_marks(plain.text, [plain.here(paragraph) for paragraph in paragraphs]))
    return plain.edited(_nicknames(plain.text, language))


def stored(plain: Normalised, analysis: Analysis) -> Analysis:
    """What was found in the text as it is read, with its places in the stored text."""
    if not plain.edits:
        return analysis
    quotes = (
        replace(quote, span=plain.stored(quote.span), whole=plain.stored(quote.whole), source=_source(plain, quote.source))
        for quote in analysis.quotes
    )
    statements = (Statement(plain.stored(one.span), _source(plain, one.source)) for one in analysis.statements)
    return Analysis(tuple(quotes), tuple(statements))


def is_nickname(text: str, words: Span, marks: Span) -> bool:
    """Whether marked words are what somebody is called ("she goes by “Nan”"): a name with capitals behind such a verb."""
    called = words.of(text).rstrip(".,").split()
    if not 0 < len(called) < 4 or not all(word[0].isupper() for word in called):
        return False
    return _CALLED.search(text, max(0, marks.start - 60), marks.start) is not None


def _source(plain: Normalised, source: SpeakerSource) -> SpeakerSource:
    mention, cue = source.mention, source.cue
    return replace(source, mention=mention and plain.stored(mention), cue=cue and plain.stored(cue))


def _signs_of_mail(text: str, paragraphs: Sequence[Span]) -> Iterator[Edit]:
    """The signs before the further lines of a paragraph that mail quotes left out; those before its first line stay."""
    for paragraph in paragraphs:
        for match in _MAIL_SIGN.finditer(text, paragraph.start, paragraph.end):
            yield Edit(*match.span("sign"), "")


def _may_quote_with_single_marks(text: str) -> bool:
    """Whether single marks open anything at all, and more of them than double ones can be beside."""
    openings = sum(1 for _ in _SINGLE_OPENING.finditer(text))
    return openings > 0 and text.count('"') + text.count("“") + text.count("«") <= 4 * openings


def _single_marks(text: str, paragraphs: Sequence[Span]) -> Iterator[Edit]:
    """Single marks made double, where the text has them for its quotations: more of them than of double ones beside them."""
    read = [_single_pairs(text, paragraph) for paragraph in paragraphs]
    outside = told = 0
    for paragraph, found in zip(paragraphs, read, strict=True):
        doubles = [match.start() for match in _DOUBLE.finditer(text, paragraph.start, paragraph.end)]
        outside += sum(not _lies_inside(found.pairs, at) for at in doubles)
        if len(paragraphs) == 1 or text[paragraph.end - 1] in _SENTENCE_ENDS:  # headlines have single marks everywhere
            told += sum(pair.stopped or not outside for pair in found.pairs)
    signs: dict[int, str] = {}
    for n, found in enumerate(read):
        further = _going_on(paragraphs, read, n) if found.unclosed >= 0 else {}
        told += len(further) > 1
        signs |= further
    if told <= outside:
        return
    for found in read:
        signs |= {pair.opening: _OPENING for pair in found.pairs} | {pair.closing: _CLOSING for pair in found.pairs}
    yield from (Edit(at, at + 1, signs[at]) for at in sorted(signs))


def _lies_inside(pairs: Sequence[_Pair], at: int) -> bool:
    """Whether a place is between the marks of one of the pairs, which are in order."""
    n = bisect_left(pairs, at, key=lambda pair: pair.opening) - 1
    return n >= 0 and at < pairs[n].closing


def _going_on(paragraphs: Sequence[Span], read: Sequence[_Singles], n: int) -> dict[int, str]:
    """The marks of a quotation that paragraph number `n` leaves open: the next one reopens it, or one of the next closes it."""
    opening = read[n].unclosed
    for m in range(n + 1, min(n + 1 + _LATER, len(read))):
        if m == n + 1 and read[m].first == paragraphs[m].start:
            return {opening: _OPENING}
        if read[m].stray >= 0:
            return {opening: _OPENING, read[m].stray: _CLOSING}
        if read[m].first >= 0:
            break
    # A paragraph that opens with a mark and has no other has lost the closing one.
    return {opening: _OPENING} if opening == paragraphs[n].start and not read[n].pairs else {}


def _single_pairs(text: str, paragraph: Span) -> _Singles:
    """The single marks of a paragraph."""
    openings = [match.start() for match in _SINGLE_OPENING.finditer(text, paragraph.start, paragraph.end)]
    closings = [match.start() for match in _SINGLE_CLOSING.finditer(text, paragraph.start, paragraph.end)]
    first = openings[0] if openings else -1
    stray = next((at for at in closings[:3] if text[at - 1] in _STOPS and (first < 0 or at < first)), -1)
    pairs: list[_Pair] = []
    at, reach = 0, -1
    for i, opening in enumerate(openings):
        if opening < reach:
            continue
        until = openings[i + 1] if i + 1 < len(openings) else paragraph.end
        while at < len(closings) and closings[at] <= opening:
            at += 1
        closing = _closing(text, closings, at, until)
        if closing is None:
            continue
        pairs.append(_Pair(opening, closing, text[closing - 1] in _STOPS or text[closing + 1 : closing + 2] == ","))
        reach = closing
    return _Singles(pairs, openings[-1] if openings and openings[-1] > reach else -1, first, stray)


def _closing(text: str, closings: Sequence[int], at: int, until: int) -> int | None:
    """Which mark closes: the first that is plainly no apostrophe ("the boys' club"), else the last before the next opening."""
    found = None
    while at < len(closings) and closings[at] < until:
        found = closings[at]
        if text[found - 1] not in "sSzZ" or not text[found + 1 : found + 3].strip().isalnum():
            return found
        at += 1
    return found


def _spaced_marks(text: str, paragraphs: Sequence[Span]) -> Iterator[Edit]:
    """Marks with spaces at both sides, told apart by turns, in paragraphs that have no others and close what they open."""
    for paragraph in paragraphs:
        found = list(_SPACED.finditer(text, paragraph.start, paragraph.end))
        if not found and _DOUBLE.search(text, paragraph.start, paragraph.end) is None:
            found = list(_SPACED_SINGLE.finditer(text, paragraph.start, paragraph.end))
            if not all(text[max(mark.start() - 2, 0)] in _STOPS for mark in found[1::2]):  # "the boys ' club"
                continue
        if (
            not 0 < len(found) < _MOST_SPACED
            or len(found) % 2
            or sum(1 for _ in _STRAIGHT.finditer(text, paragraph.start, paragraph.end)) > len(found)
        ):
            continue
        signs = (_OPENING, _CLOSING) * (len(found) // 2)
        if any(mark[0] in _ONE_WAY and _ONE_WAY[mark[0]] != sign for mark, sign in zip(found, signs, strict=True)):
            continue
        yield from (Edit(*mark.span(), sign) for mark, sign in zip(found, signs, strict=True) if mark[0] != sign)


def _nicknames(text: str, language: str | None) -> Iterator[Edit]:
    """Nicknames in marks between a given name and a family name left out: "Ann “Nan” Lee" is Ann Lee."""
    bits = lexicon(language).bits
    no_name = CUE | FUNCTION | HEAD | ORGANIZATION | PREPOSITION
    for match in _NICKNAME.finditer(text):
        found = _NAME_BEFORE.search(text[max(0, match.start() - 30) : match.start()])
        front = match["nickname"].lower()
        if (
            found is None
            and match["after"].lower() in given_names()
            and match["nickname"][0].isupper()
            and " " not in front
            and not bits.get(front, 0) & no_name
        ):
            yield Edit(match.start(), match.end(), "")  # "“Big” Ann Lee"
            continue
        if found is None or bits.get(match["after"].lower(), 0) & (CUE | FUNCTION):
            continue
        if not all(word[:1].isupper() or word in ("the", "of", "de", "la") for word in match["nickname"].split()):
            continue
        before = found["before"].lower()
        start = match.start() - len(found[0])
        inside = text[start - 1 : start].strip("\n") != ""  # a sentence's first word has its capital from there
        if before in given_names() or before.endswith(".") or (inside and not bits.get(before, 0) & no_name):
            yield Edit(match.start() - len(found["cut"]), match.end() - 1, "")
