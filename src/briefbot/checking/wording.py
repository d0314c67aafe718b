"""Wording: a text as the words that a quotation is held to, without what typesetters, typists and editors may do to it.

Case, kinds of marks and dashes, entities, accents, invisible characters and spaces are no part of a word, nor what parts the
thousands of a number. What does change a word or a number: a decimal point, a minus, a sign of money, an apostrophe.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from briefbot.language.folding import fold_word
from briefbot.language.normalisation import Edit, normalised
from briefbot.language.terms import MARKS, UNSPACED
from briefbot.model import Span

_APOSTROPHES = "'’‘‛ʼʹ`´′＇"
_LETTER = rf"(?:[^\W\d_]|[{MARKS}])"
_SPACE = "[ \u00a0\u2009\u202f]"
_NUMBER = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?![\w])|\d+(?:[.,:/]\d+|[{_APOSTROPHES}]\d{{3}})*"
_WORD = re.compile(
    rf"(?P<unspaced>{UNSPACED})"
    rf"|(?P<acronym>(?<![^\W_])(?:[^\W\d_]\.){{1,}}[^\W\d_](?![\w{_APOSTROPHES}])\.?)"
    rf"|(?P<number>(?P<minus>(?<![\w.,)\]])[-−–])?(?:{_NUMBER}){_LETTER}*)"
    rf"|(?P<word>{_LETTER}+(?:[{_APOSTROPHES}]?(?:{_LETTER}|\d)+)*)"
    r"|(?P<sign>[%‰$€£¥₽₴&])"
)
# "[T]he", "want[s]": the letters that an editor changed.
_CHANGED_LETTERS = re.compile(r"\[(\w{1,3})\](?=\w)|(?<=\w)\[(\w{1,3})\]")
# What tells that words are a translation, or that they were translated as they were spoken.
_NOTE = re.compile(
    r"[(\[][^()\[\]]{0,60}(?:\btranslat|\binterpret|\bперевод|\bпер\. с\b|\bперевела?\b)[^()\[\]]{0,60}[)\]]", re.IGNORECASE
)
_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.")
_CLAUSE = re.compile(r"[,;:.!?…()]|\s[—–-]+\s|[—–]|\n")
_SENTENCE = re.compile(r"[.!?…](?!\w)|\n")
# A point behind one letter, or a title, ends no sentence.
_ABBREVIATED = re.compile(r"(?:^|\W)(?:[^\W\d_]|mr|mrs|ms|dr|st|sen|rep|gov|gen|jr|sr|no|vs|г|гг|тов)$", re.IGNORECASE)
_THOUSANDS = re.compile(rf"(?<=\d)(?:{_SPACE}|[,{_APOSTROPHES}])(?=\d{{3}}(?!\d))")
_DECIMAL = re.compile(r"(?<=\d),(?=\d)")
_SOUGHT = 4
# Words that are there again right behind: of fewer than three, nobody's paste ("Never, never, never."); of fewer than five they
# are one from so many times on, and of five or more where there is nothing else (then twice is enough) or three times.
_FEWEST_REPEATED, _SHORT, _OFTEN, _THRICE = 3, 5, 4, 3
# So many places are looked at where the first words of something stand again.
_TRIED = 4
_SIGNS = {"%": "percent", "&": "and"}
_SAME_WORD = {"процент": "percent", "процента": "percent", "процентов": "percent", "процентам": "percent"}
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")


class Word(NamedTuple):
    """A word: the `key` that it is compared by, its place, and what stands before it.

    `opens` tells that a clause begins with it, `begins` that a sentence does; `elided` that an ellipsis stands before it;
    `hyphen` that it goes on the word before, behind a hyphen; `bracketed` that it stands in square brackets, an editor's.
    """

    key: str
    start: int
    end: int
    opens: bool = True
    begins: bool = True
    elided: bool = False
    hyphen: bool = False
    bracketed: bool = False

    @property
    def is_figure(self) -> bool:
        """Whether it is a number."""
        return any(map(str.isdigit, self.key))


@dataclass(frozen=True)
class Wording:
    """The words of one or more places of a text, in order; `ends_elided` tells that an ellipsis stands behind the last."""

    text: str
    words: tuple[Word, ...]
    ends_elided: bool = False

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What the words are compared by."""
        return tuple(word.key for word in self.words)

    @cached_property
    def joined(self) -> str:
        """The keys as one string in which each is between spaces, for finding runs of them."""
        return f" {' '.join(self.keys)} "

    @cached_property
    def starts(self) -> dict[int, int]:
        """Which word begins at each place in `joined`: the one behind the space there."""
        at, found = 0, {}
        for number, key in enumerate(self.keys):
            found[at] = number
            at += len(key) + 1
        return found

    @cached_property
    def sought(self) -> frozenset[str]:
        """Those of the keys by which a text can be looked through: whole words, as they are written everywhere."""
        return frozenset(key for key in self.keys if len(key) >= _SOUGHT and key.isalpha() and key != "percent")

    def find(self, run: str) -> Iterator[int]:
        """Where a run of words (`joined`) stands: the numbers of its first word."""
        at = self.joined.find(run) if self.words else -1
        while at >= 0:
            yield self.starts[at]
            at = self.joined.find(run, at + 1)

    def is_whole(self, place: tuple[int, int]) -> bool:
        """Whether the words of a place, by number, are whole sentences."""
        first, last = place
        return self.words[first].begins and (last == len(self.words) or self.words[last].begins)

    def slice(self, first: int, last: int) -> str:
        """The text of the words from `first` up to, not including, `last`, with the marks that go with them."""
        pieces, begin = [], first
        for at in range(first + 1, last + 1):
            if at == last or self.words[at].start < self.words[at - 1].end or self._parted(at):
                pieces.append(self._piece(begin, at))
                begin = at
        return " ".join(pieces)

    def _parted(self, at: int) -> bool:
        """Whether words of others stand between a word and the one before it."""
        return _FOREIGN.search(self.text, self.words[at - 1].end, self.words[at].start) is not None

    def _piece(self, first: int, last: int) -> str:
        end = self.words[last - 1].end
        bound = self.words[last].start if last < len(self.words) else len(self.text)
        closing = _CLOSING.match(self.text, end, bound)
        opening = _OPENING.search(self.text, self.words[first - 1].end if first else 0, self.words[first].start)
        start = opening.start() if opening else self.words[first].start
        return self.text[start : closing.end() if closing else end]


# Letters between two words of one wording: narration that is none of it.
_FOREIGN = re.compile(r"[^\W_]")
_CLOSING = re.compile(r"[,;:.!?…)\]%]*")
_OPENING = re.compile(r"[(\[$€£#№]+$")


def may_hold(text: str, asked: Wording, share: float = 0.0) -> bool:
    """Whether a text may hold words, or such a share of them: a look that costs a tenth of taking it apart.

    Words alone are looked for that are written in one way, without points, marks and separators.
    """
    sought = asked.sought
    if not sought:
        return True
    folded = fold_word(unicodedata.normalize("NFKC", normalised(text).text))
    found = sum(word in folded for word in sought)
    return found > 0 and found >= share * len(sought)


def worded(text: str, places: Iterable[Span] | None = None) -> Wording:
    """The wording of a text, or of some places in it, which are in order: the words of one quotation, put together."""
    spans = [Span(0, len(text))] if places is None else list(places)
    words: list[Word] = []
    elided = False
    for span in spans:
        found, elided = _words(text, span)
        words += found
    return Wording(text, tuple(words), elided)


def once(text: str) -> str:
    """A text without what stands there again and again, as a paste that was pressed several times makes it.

    The last time may be there in part; what stands before and behind stays.
    """
    found = worded(text)
    keys, following = found.keys, _following(found.keys)
    places: list[tuple[int, int]] = []
    at = begin = 0
    while at < len(keys):
        size, end = _repeated(keys, at, following)
        if size:
            places.append((begin, at + size))
            begin = end
        at = end
    if not places:
        return text
    return " ".join(found.slice(*place) for place in (*places, (begin, len(keys))) if place[0] < place[1])


def _following(keys: Sequence[str]) -> dict[int, int]:
    """Where the words that begin at a place stand next: as many as are repeated at least."""
    found: dict[int, int] = {}
    last: dict[tuple[str, ...], int] = {}
    for at in range(len(keys) - _FEWEST_REPEATED, -1, -1):
        begins = tuple(keys[at : at + _FEWEST_REPEATED])
        if begins in last:
            found[at] = last[begins]
        last[begins] = at
    return found


def _repeated(keys: Sequence[str], at: int, following: Mapping[int, int]) -> tuple[int, int]:
    """How many words from a place on stand there again and again, and where that ends; 0, and the next place, where none do."""
    other = at
    for _ in range(_TRIED):
        if other not in following:
            break
        other = following[other]
        size, end = other - at, other
        while keys[end : end + size] == keys[at:other]:
            end += size
        is_all = at == 0 and end == len(keys)
        enough = _OFTEN if size < _SHORT else 2 if is_all else _THRICE
        if size >= _FEWEST_REPEATED and (end - at) // size >= enough:
            is_in_part = keys[end:] == keys[at : at + len(keys) - end]
            return size, len(keys) if is_in_part else end
    return 0, at + 1


def _words(text: str, span: Span) -> tuple[list[Word], bool]:
    """The words of a place, and whether an ellipsis ends it."""
    whole = normalised(span.of(text))
    whole = whole.edited(
        [Edit(match.start(), match.end(), match[1] or match[2]) for match in _CHANGED_LETTERS.finditer(whole.text)]
    )
    whole = whole.edited([Edit(match.start(), match.end(), " ") for match in _NOTE.finditer(whole.text)])
    read = whole.text
    found: list[Word] = []
    behind, bracketed = 0, False
    for match in _WORD.finditer(read):
        gap = read[behind : match.start()]
        elided = _ELLIPSIS.search(gap) is not None
        bracketed = _in_brackets(gap, bracketed)
        place = whole.stored(Span(*match.span()))
        opens = behind == 0 or _CLAUSE.search(gap) is not None
        begins = behind == 0 or (_SENTENCE.search(gap) is not None and not _is_abbreviated(read, behind, gap))
        hyphen = bool(found) and gap in _HYPHENS
        found.append(
            Word(_key(match), span.start + place.start, span.start + place.end, opens, begins, elided, hyphen, bracketed)
        )
        behind = match.end()
    return found, _ELLIPSIS.search(read, behind) is not None


def _is_abbreviated(read: str, behind: int, gap: str) -> bool:
    """Whether the point behind a word is that of an abbreviation."""
    return gap.strip() == "." and _ABBREVIATED.search(read, max(0, behind - 6), behind) is not None


_HYPHENS = frozenset("-‐‑–−")


def _in_brackets(gap: str, before: bool) -> bool:  # noqa: FBT001 (what the gap changes)
    """Whether what follows a gap is in square brackets."""
    opened, closed = gap.rfind("["), gap.rfind("]")
    return before if opened == closed else opened > closed


def _key(match: re.Match[str]) -> str:
    """What a word is compared by."""
    word = match[0]
    if match["sign"]:
        return _SIGNS.get(word, word)
    if match["number"]:
        return _figure(match)
    key = fold_word(unicodedata.normalize("NFKC", _APOSTROPHE.sub("'", word)))
    if match["acronym"]:
        return key.replace(".", "")
    return _SAME_WORD.get(key, key)


def _figure(match: re.Match[str]) -> str:
    number = _THOUSANDS.sub("", match["number"].lstrip("-−–"))
    sign = "-" if match["minus"] else ""
    return sign + fold_word(unicodedata.normalize("NFKC", _DECIMAL.sub(".", number)))


def run_of(keys: Sequence[str]) -> str:
    """Keys as `Wording.find` takes them."""
    return f" {' '.join(keys)} "
