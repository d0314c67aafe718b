"""Segments merged into one, a part of their postings at a time, and when that is worth while.

Documents and strings keep their order, so that ranking and its ties are the same before and after. What is gone is left out.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from briefbot.retrieval.indexing import segment
from briefbot.retrieval.postings import Postings, distinct, distinct_facts, places_of, sums
from briefbot.retrieval.segments import Segment, vocabulary
from briefbot.retrieval.strings import joined
from briefbot.retrieval.tables import Tables

Array = NDArray[Any]

EMPTY = Segment(segment((), vocabulary(())))
# A segment is merged with those behind it when it is not so many times as large as they are together: so there are few, and
# what comes in is written anew a few times for each time that the index grows fivefold.
_RATIO = 4
# From such a share of documents that are gone on, a segment is written anew without them.
_GONE = 0.25
# Up to so many passages a merge takes a fraction of a second, and is made at once.
SMALL = 50_000
_AT_ONCE = 1_000_000  # postings that are merged at a time, in some 60 bytes each


class Sink(Protocol):
    """Where the arrays of a segment go."""

    def put(self, name: str, array: Array) -> None:
        """Take an array."""
        ...

    def column(self, name: str, dtype: np.dtype[Any], at_most: int) -> Callable[[Array], None]:
        """What takes an array of at most so many numbers, part by part."""
        ...

    def rest(self) -> None:
        """Nothing that was read or taken so far is needed in memory just now."""
        ...


class InMemory:
    """Arrays that are kept in memory; it is a `Sink`."""

    def __init__(self) -> None:
        """Of none yet."""
        self._parts: dict[str, list[Array]] = {}

    def put(self, name: str, array: Array) -> None:
        """Take an array."""
        self._parts[name] = [array]

    def column(self, name: str, dtype: np.dtype[Any], at_most: int) -> Callable[[Array], None]:  # noqa: ARG002 (the protocol's)
        """What takes an array part by part."""
        self._parts[name] = [np.zeros(0, dtype)]
        return self._parts[name].append

    def rest(self) -> None:
        """All is needed."""

    def tables(self) -> Tables:
        """The tables of what was taken."""
        return Tables.from_arrays({
            name: parts[0] if len(parts) == 1 else np.concatenate(parts) for name, parts in self._parts.items()
        })  # fmt: skip


def run_to_merge(segments: Sequence[Segment], most: int) -> slice | None:
    """Which neighbours are to be merged next, of at most so many passages together; None where all is well as it is.

    One alone is written anew where much of it is gone.
    """
    total, start = 0, len(segments)
    while start and (start == len(segments) or segments[start - 1].weight <= _RATIO * total):
        weight = segments[start - 1].weight
        if total + weight > most:
            break
        total, start = total + weight, start - 1
    if len(segments) - start > 1:
        return slice(start, len(segments))
    for at, one in enumerate(segments):
        if len(one.gone) > _GONE * len(one.tables.keys) and one.weight <= most:
            return slice(at, at + 1)
    return None


def compacted(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The same with those merged, in memory, that are to be and are small."""
    found = [one for one in segments if not _is_void(one.tables)]
    while run := run_to_merge(found, SMALL):
        sink = InMemory()
        merge(found[run], sink)
        found[run] = [Segment(sink.tables())]
    return tuple(found)


def merge(segments: Sequence[Segment], sink: Sink) -> None:
    """Put the arrays of one segment that stands for these neighbours into a sink."""
    tables = [one.tables for one in segments]
    for name in ("terms", "words", "speakers", "sources", "languages"):
        strings = joined([getattr(one, name) for one in tables])
        for part in ("units", "starts", "hashes", "order"):
            sink.put(f"{name}.{part}", getattr(strings, part))
    _merge_words(tables, sink)
    documents = _Renumbered.of([one.alive() if len(one.gone) else len(one.tables.keys) for one in segments])
    sizes = [np.diff(one.passage_starts) for one in tables]
    passages = _Renumbered.of([
        len(one.speaker_of) if alive is None else np.repeat(alive, size)
        for one, size, alive in zip(tables, sizes, documents.alive, strict=True)
    ])  # fmt: skip
    for name in (
        "keys", "dates", "source_of", "language_of", "head_lengths", "lengths", "pair_lengths", "around_lengths",
    ):  # fmt: skip
        sink.put(name, documents.kept([getattr(one, name) for one in tables]))
    sink.put("passage_starts", sums(documents.kept(sizes)))
    for name in ("speaker_of", "checksums"):
        sink.put(name, passages.kept([getattr(one, name) for one in tables]))
    sink.put("term_starts", sums(passages.kept([np.diff(one.term_starts) for one in tables])))
    sink.rest()
    _merge_document_terms(tables, documents, sink)
    _merge_spoken(tables, passages, sink)
    most = [*_merge_terms(tables, documents, passages, sink), _merge_pairs(tables, documents, sink)]
    sink.put("most", np.array(most, np.int64))


@dataclass(frozen=True, slots=True)
class _Renumbered:
    """Items of segments: whether each is there still (None where all are), and its number in what they are merged into."""

    alive: tuple[NDArray[np.bool_] | None, ...]
    numbers: tuple[NDArray[np.int32] | int, ...]  # -1 for one that is gone; or what is added to all

    @classmethod
    def of(cls, items: Sequence[NDArray[np.bool_] | int]) -> "_Renumbered":
        """From whether each is there, or how many all are."""
        alive: list[NDArray[np.bool_] | None] = []
        numbers: list[NDArray[np.int32] | int] = []
        first = 0
        for some in items:
            if isinstance(some, int):
                alive.append(None)
                numbers.append(first)
                first += some
            else:
                alive.append(some)
                numbers.append(np.where(some, np.cumsum(some) - 1 + first, -1).astype(np.int32))
                first += int(some.sum())
        return cls(tuple(alive), tuple(numbers))

    def kept(self, columns: Sequence[Array]) -> Array:
        """Columns of the segments' items as one."""
        return np.concatenate([
            column if alive is None else column[alive] for column, alive in zip(columns, self.alive, strict=True)
        ])  # fmt: skip


def _merge_words(tables: Sequence[Tables], sink: Sink) -> None:
    rows = np.concatenate([one.word_rows for one in tables])
    words, places = np.unique(rows, return_inverse=True)
    counts = np.zeros(len(words), np.int32)
    np.add.at(counts, places, np.concatenate([one.word_counts for one in tables]))
    sink.put("word_rows", words)
    sink.put("word_counts", counts)


def _merge_document_terms(tables: Sequence[Tables], documents: _Renumbered, sink: Sink) -> None:
    sizes = [np.diff(one.document_term_starts) for one in tables]
    sink.put("document_term_starts", sums(documents.kept(sizes)))
    add = sink.column("document_terms", np.dtype(np.int32), sum(len(one.document_terms) for one in tables))
    for one, size, alive in zip(tables, sizes, documents.alive, strict=True):
        if alive is None:
            for at in range(0, len(one.document_terms), _AT_ONCE):
                add(one.document_terms[at : at + _AT_ONCE])
                sink.rest()
        else:
            kept = np.flatnonzero(alive)
            for some in np.array_split(kept, int(size.sum()) // _AT_ONCE + 1):
                add(one.document_terms[places_of(one.document_term_starts[some], size[some])])
                sink.rest()


def _merge_spoken(tables: Sequence[Tables], passages: _Renumbered, sink: Sink) -> None:
    lists = [
        _List(one.speaker_rows, one.spoken_starts, (one.spoken,), numbers, ())
        for one, numbers in zip(tables, passages.numbers, strict=True)
    ]
    found = list(_merged(lists))
    sink.put("speaker_rows", np.concatenate([np.zeros(0, np.int32), *(keys for keys, _, _ in found)]))
    sink.put("spoken_starts", sums(np.concatenate([np.zeros(0, np.int64), *(counts for _, counts, _ in found)])))
    sink.put("spoken", np.concatenate([np.zeros(0, np.int32), *(columns[0] for _, _, columns in found)]))
    sink.rest()


def _merge_terms(tables: Sequence[Tables], documents: _Renumbered, passages: _Renumbered, sink: Sink) -> list[int]:
    """Postings of articles and passages; the most items that a row of each has."""
    of_articles = [
        (one.rows, one.articles, numbers, (one.best, one.best_around))
        for one, numbers in zip(tables, documents.numbers, strict=True)
    ]
    rows, most = _merge_postings("articles", of_articles, ("best", "best_around"), sink)
    sink.put("rows", rows)
    of_passages = [(one.rows, one.passages, numbers, ()) for one, numbers in zip(tables, passages.numbers, strict=True)]
    _, most_of_passages = _merge_postings("passages", of_passages, (), sink, rows)
    return [most, most_of_passages]


def _merge_pairs(tables: Sequence[Tables], documents: _Renumbered, sink: Sink) -> int:
    """Postings of pairs, whose keys are many; the most items that one has."""
    add = sink.column("pair_keys", np.dtype(np.int64), sum(len(one.pair_keys) for one in tables))
    of_pairs = [(one.pair_keys, one.pairs, numbers, ()) for one, numbers in zip(tables, documents.numbers, strict=True)]
    return _merge_postings("pairs", of_pairs, (), sink, add_keys=add)[1]


_Source = tuple[Array, Postings, NDArray[np.int32] | int, tuple[Array, ...]]  # keys, postings, items' numbers, beside postings


def _merge_postings(
    name: str,
    sources: Sequence[_Source],
    beside: tuple[str, ...],
    sink: Sink,
    rows: Array | None = None,
    add_keys: Callable[[Array], None] | None = None,
) -> tuple[Array, int]:
    """Merge postings into a sink; their keys, unless these are added to one, and the most items of one.

    Where `rows` are given, which hold all keys, there is a row for each of them.
    """
    facts, codes = distinct_facts(np.concatenate([postings.facts for _, postings, _, _ in sources]))
    sink.put(f"{name}.facts", facts)
    ends = np.cumsum([len(postings.facts) for _, postings, _, _ in sources])
    lists = [
        _List(keys, postings.starts, (postings.items, postings.codes, *more), numbers, codes[end - len(postings.facts) : end])
        for (keys, postings, numbers, more), end in zip(sources, ends.tolist(), strict=True)
    ]
    total = sum(len(postings.items) for _, postings, _, _ in sources)
    dtypes = (np.dtype(np.int32), codes.dtype, *(np.dtype(np.uint8) for _ in beside))
    names = (f"{name}.items", f"{name}.codes", *beside)
    adds = [sink.column(name, dtype, total) for name, dtype in zip(names, dtypes, strict=True)]
    at_most = len(rows) if rows is not None else sum(len(keys) for keys, _, _, _ in sources)
    add_starts = sink.column(f"{name}.starts", np.dtype(np.int64), at_most + 1)
    add_starts(np.zeros(1, np.int64))
    whole, most, met = 0, 0, list[Array]()
    every = np.zeros(0 if rows is None else len(rows), np.int64)
    for keys, counts, columns in _merged(lists):
        for add, column in zip(adds, columns, strict=True):
            add(column)
        if rows is None:
            add_starts(whole + np.cumsum(counts))
            (add_keys or met.append)(keys)
        else:
            every[np.searchsorted(rows, keys)] = counts
        whole, most = whole + int(counts.sum()), max(most, int(counts.max()))
        sink.rest()
    if rows is not None:
        add_starts(np.cumsum(every))
    return np.concatenate([np.zeros(0, np.int32), *met]), most


@dataclass(frozen=True, slots=True)
class _List:
    """Rows of one segment: keys (ascending), where each begins, and columns, the first being items to be numbered anew.

    The second is codes, which `codes` numbers anew, where there is one.
    """

    keys: Array
    starts: Array
    columns: tuple[Array, ...]
    numbers: NDArray[np.int32] | int
    codes: Array | tuple[()]

    def between(self, first: int, last: int) -> tuple[Array, Array, list[Array]]:
        """Some rows: keys, sizes and columns, without what is gone."""
        bounds = self.starts[first : last + 1]
        place = slice(bounds[0], bounds[-1])
        sizes, columns = np.diff(bounds), [column[place] for column in self.columns]
        if len(columns) > 1:
            columns[1] = np.asarray(self.codes)[columns[1]]
        if isinstance(self.numbers, int):
            columns[0] = columns[0] + np.int32(self.numbers)
        else:
            columns[0] = self.numbers[columns[0]]
            stays = columns[0] >= 0
            sizes = np.diff(sums(stays.astype(np.int8))[bounds - bounds[0]])
            columns = [column[stays] for column in columns]
        return self.keys[first:last], sizes, columns


def _merged(lists: Sequence[_List]) -> Iterator[tuple[Array, Array, list[Array]]]:
    """The rows of all in parts: keys, how many items each has, and columns; rows of no items are left out."""
    for cuts in _cuts(lists):
        found = [one.between(first, last) for one, (first, last) in zip(lists, cuts, strict=True) if first < last]
        keys = distinct(np.concatenate([keys for keys, _, _ in found]))
        places = [np.searchsorted(keys, some) for some, _, _ in found]
        counts = np.zeros(len(keys), np.int64)
        for place, (_, sizes, _) in zip(places, found, strict=True):
            counts[place] += sizes
        cursor = sums(counts)[:-1]
        columns = [np.zeros(int(counts.sum()), column.dtype) for column in found[0][2]]
        for place, (_, sizes, some) in zip(places, found, strict=True):
            where = places_of(cursor[place], sizes)
            cursor[place] += sizes
            for column, values in zip(columns, some, strict=True):
                column[where] = values
        filled = counts > 0
        if filled.any():
            yield keys[filled], counts[filled], columns


def _cuts(lists: Sequence[_List]) -> Iterator[list[tuple[int, int]]]:
    """Where to cut the rows of each, so that each part has the same keys of all, and not many more items than `_AT_ONCE`."""
    step = max(_AT_ONCE // len(lists), 1)
    bounds = [np.zeros(0, np.int64)]
    for one in lists:
        at = np.searchsorted(one.starts, np.arange(step, int(one.starts[-1]), step), side="right") - 1
        bounds.append(one.keys[at].astype(np.int64))
    between = distinct(np.concatenate(bounds))
    cuts = [np.concatenate(([0], np.searchsorted(one.keys, between.astype(one.keys.dtype)), [len(one.keys)])) for one in lists]
    items = sum(one.starts[cut] for one, cut in zip(lists, cuts, strict=True))
    begin = 0
    for end in np.flatnonzero(np.diff(np.asarray(items) // _AT_ONCE, append=-1)).tolist():
        if end > begin:
            part = [(int(cut[begin]), int(cut[end])) for cut in cuts]
            begin = end
            if any(first < last for first, last in part):
                yield part


def _is_void(tables: Tables) -> bool:
    """Whether there is nothing of a segment, not even a string that others name."""
    return not len(tables.keys) and not any(
        map(len, (tables.terms, tables.words, tables.speakers, tables.sources, tables.languages))
    )
