"""Which quotations tell one statement: several papers print the same words, or one of them a shorter cut.

Measured on the 8,000 quotations of 840 articles, where 39 pairs of different wordings were put together and read: 38 are one
statement, the other is a question of five words (which is why what names nobody needs eight). Most pairs that share less, and
most shorter cuts, tell different things.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain, islice
from math import ceil
from typing import Protocol, TypeVar

from briefbot.language.folding import fold
from briefbot.language.turning import says_otherwise

_WORD = re.compile(r"\w+")
# Quotations that share this much of their words (Jaccard) tell one statement.
_SAME_WORDS = 0.8
# Two quotations of so many different words are one statement where one speaker says both; fewer ("We will win") come again.
_TELLING = 5
# The same where one of them names nobody: what is shorter ("How big is it?") is anybody's.
_TELLING_OF_NOBODY = 8
# Of the statements that have a quotation's rarest word, so many are compared with it, and as many more by its other words.
# What is missed by that is short and of the commonest words; without it, texts can be made to take long.
_COMPARED = 16


class Told(Protocol):
    """A quotation, by its `place` (key and ordinal): whose `own` words, with the `fingerprint` of these."""

    @property
    def place(self) -> tuple[int, int]: ...  # noqa: D102 (as above)

    @property
    def fingerprint(self) -> str: ...  # noqa: D102

    @property
    def own(self) -> str: ...  # noqa: D102

    @property
    def speaker(self) -> str | None: ...  # noqa: D102


_T = TypeVar("_T", bound=Told)


@dataclass(frozen=True, slots=True)
class Clusters:
    """Of each quotation, by its place, the number of the statement that it tells."""

    numbers: Mapping[tuple[int, int], int]

    def of(self, news: Told) -> int:
        """The number of its statement; KeyError for a quotation that was not there when these were made."""
        return self.numbers[news.place]


@dataclass(frozen=True, slots=True, eq=False)
class _Wording:
    """The quotations of one speaker (None where nobody is named) that have the same words.

    `ordered` are the words with the rarest first; `line` is the text of one of them, to tell a cut by.
    """

    words: frozenset[str]
    ordered: tuple[str, ...]
    line: str
    speaker: str | None
    news: tuple[Told, ...]

    @property
    def rarest(self) -> tuple[str, ...]:
        """Of the rarest words, as many as cannot all be missing where four fifths are shared."""
        count = len(self.ordered)
        return self.ordered[: count - ceil(_SAME_WORDS * count) + 1]


def fingerprint(words: str) -> str:
    """A hash of the words without accents, case and punctuation: the same in any document and version."""
    return blake2b(" ".join(_tokens(words)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def statements(news: Sequence[Told]) -> Clusters:
    """The quotations put together by what they tell: no two different speakers are ever together.

    A quotation that names nobody goes with somebody's words where it is long enough to tell, and no one else said the same.
    """
    clusters = _clusters(_wordings(news))
    return Clusters({each.place: number for number, cluster in enumerate(clusters) for each in cluster})


def groups(news: Sequence[_T], clusters: Clusters) -> Iterator[list[_T]]:
    """The quotations of each statement."""
    found: dict[int, list[_T]] = defaultdict(list)
    for each in news:
        found[clusters.of(each)].append(each)
    yield from found.values()


def _tokens(text: str) -> list[str]:
    folded = fold(text)
    return _WORD.findall(folded) or [folded.strip()]


def _wordings(news: Sequence[Told]) -> list[_Wording]:
    """The distinct wordings, those with the most words first, so that a cut finds the whole."""
    texts = {each.fingerprint: each.own for each in news}
    lines = {key: _tokens(text) for key, text in texts.items()}
    words = {key: frozenset(line) for key, line in lines.items()}
    together: dict[tuple[frozenset[str], str | None], list[Told]] = defaultdict(list)
    for each in news:
        together[words[each.fingerprint], each.speaker].append(each)
    rarity = Counter(chain.from_iterable(key for key, _ in together))
    orders = {key: tuple(sorted(key, key=lambda word: (rarity[word], word))) for key, _ in together}
    found = [
        _Wording(key, orders[key], f" {' '.join(lines[members[0].fingerprint])} ", speaker, tuple(members))
        for (key, speaker), members in together.items()
    ]
    return sorted(found, key=lambda wording: (-len(wording.words), wording.line, wording.news[0].place))


def _clusters(wordings: Sequence[_Wording]) -> list[list[Told]]:
    """The quotations of each statement: first the speakers' own, then what names nobody."""
    by_speaker: dict[str | None, list[_Wording]] = defaultdict(list)
    for wording in wordings:
        by_speaker[wording.speaker].append(wording)
    nobodys = by_speaker.pop(None, [])
    clusters: list[list[Told]] = []
    sought = frozenset(wording.ordered[0] for wording in wordings)
    everybodys = _Leads(sought)
    for theirs in by_speaker.values():
        leads = _Leads(sought)
        for wording in theirs:
            _join(wording, leads, clusters)
        for wording, number in leads.numbered():
            everybodys.add(wording, number)
    for wording in nobodys:
        _join(wording, everybodys, clusters)
    return clusters


def _join(wording: _Wording, leads: "_Leads", clusters: list[list[Told]]) -> None:
    """Put a wording to the statement that it tells, or make it a new one's lead."""
    number = leads.told_by(wording)
    if number is None:
        leads.add(wording, len(clusters))
        clusters.append(list(wording.news))
    else:
        clusters[number] += wording.news


class _Leads:
    """The first wordings of statements, by their words, with the statements' numbers.

    Two sets share four fifths of their words only if they share one of the rarest of each (prefix filtering, Chaudhuri, Ganti
    and Kaushik 2006); a cut has all of its words in the whole, its rarest too.
    """

    def __init__(self, sought: frozenset[str]) -> None:
        """`sought` are the words by which a cut looks for its whole: its rarest."""
        self._sought = sought
        self._numbers: dict[_Wording, int] = {}
        self._by_word: dict[str, list[_Wording]] = defaultdict(list)
        self._by_rare_word: dict[str, list[_Wording]] = defaultdict(list)

    def add(self, wording: _Wording, number: int) -> None:
        """One that tells the statement of this number."""
        self._numbers[wording] = number
        for index, words in ((self._by_word, wording.words & self._sought), (self._by_rare_word, wording.rarest)):
            for word in words:
                if len(index[word]) < _COMPARED:
                    index[word].append(wording)

    def numbered(self) -> Iterable[tuple[_Wording, int]]:
        """All of them, with their statements' numbers."""
        return self._numbers.items()

    def told_by(self, wording: _Wording) -> int | None:
        """The number of the statement that it tells; None where there is none, or several speakers' are alike."""
        if len(wording.words) < _TELLING:  # the same few words are one wording already
            return None
        alike = [lead for lead in self._candidates(wording) if _tell_the_same(lead, wording)]
        speakers = {lead.speaker for lead in alike} - {None}
        if len(speakers) > 1:
            return None
        return min((self._numbers[lead] for lead in alike if lead.speaker or not speakers), default=None)

    def _candidates(self, wording: _Wording) -> Iterable[_Wording]:
        """The leads that may tell the same, each once: those that share the rarest words first."""
        rare_here = self._by_word.get(wording.ordered[0], ())
        rare = self._by_rare_word
        rare_there = chain.from_iterable(rare[word] for word in wording.ordered if word in rare)
        return islice(dict.fromkeys(chain(rare_here, rare_there)), 2 * _COMPARED)


def _tell_the_same(one: _Wording, other: _Wording) -> bool:
    """Whether they share most of their words and each number and "not", or one is a cut of the other, long enough to tell."""
    less, more = sorted((len(one.words), len(other.words)))
    if less < (_TELLING if one.speaker == other.speaker else _TELLING_OF_NOBODY):
        return False
    shared = len(one.words & other.words)
    if shared >= _SAME_WORDS * (less + more - shared):
        return not says_otherwise(one.news[0].own, other.news[0].own)
    return shared == less and (one.line in other.line or other.line in one.line)
