"""Everything that an index consists of, as arrays: made from documents, changed by documents, nothing asked of it here."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from briefbot.core.model import Document, Passage
from briefbot.core.retrieve.model import IndexedDocument
from briefbot.core.retrieve.postings import Ints, Postings, counted
from briefbot.core.retrieve.strings import Numbering, Strings
from briefbot.core.terms import pieces, token_terms, tokens

_LINE_BREAK = re.compile(r"[\r\n\u2028\u2029]+")
_NO_DATE = 0


@dataclass(frozen=True, slots=True)
class Tables:
    """The arrays of an index; documents and passages are numbered in the order they came in.

    A passage's *segment* is the passage with the words of its paragraph that are in no passage ("he told reporters"); a
    document's *head* is its title and publisher. `passages` holds terms of segments, with facts (frequency in the passage,
    length of the passage, frequency in the segment); `articles` those of whole documents, with (frequency, length, frequency
    in the head); `pairs` two terms that follow each other in a document, row n being pair_keys[n], which is
    first term << 32 | second term.
    """

    terms: Strings
    words: Strings  # folded, before they are stems
    word_counts: NDArray[np.int32]
    speakers: Strings
    sources: Strings
    languages: Strings
    keys: NDArray[np.int64]
    dates: NDArray[np.int32]  # day numbers of the calendar, 0 for none
    source_of: NDArray[np.int32]  # by document, -1 for none
    language_of: NDArray[np.int32]  # by document, -1 for none
    head_lengths: NDArray[np.int32]
    lengths: NDArray[np.int32]  # by document, in terms
    passage_starts: NDArray[np.int64]  # document d has passages passage_starts[d]:passage_starts[d + 1]
    speaker_of: NDArray[np.int32]  # by passage, -1 for none
    own_lengths: NDArray[np.int32]
    segment_starts: NDArray[np.int64]  # sums of the segments' lengths
    articles: Postings
    passages: Postings
    pair_keys: NDArray[np.int64]
    pairs: Postings

    @classmethod
    def empty(cls) -> "Tables":
        """Of no documents."""
        nothing, none32, none64 = Strings.of(()), np.zeros(0, np.int32), np.zeros(0, np.int64)
        three, two = np.zeros((0, 3), np.int32), np.zeros((0, 2), np.int32)
        return cls(
            nothing, nothing, none32, nothing, nothing, nothing, none64, none32, none32, none32, none32, none32,
            np.zeros(1, np.int64), none32, none32, np.zeros(1, np.int64),
            Postings.of(none64, none64, three, 0), Postings.of(none64, none64, three, 0),
            none64, Postings.of(none64, none64, two, 0),
        )  # fmt: skip

    def updated(self, added: Iterable[IndexedDocument], removed: Collection[int]) -> "Tables":
        """Without the documents of the keys `removed`, and with those `added`, which replace any of the same key.

        ValueError where two of those added have one key.
        """
        reader = _Reader(self)
        for document in added:
            reader.read(document)
        gone = {*removed, *reader.keys}
        if len(set(reader.keys)) < len(reader.keys):
            raise ValueError("a document was given twice")
        keep = ~np.isin(self.keys, np.fromiter(gone, np.int64, len(gone)))
        return reader.tables(self if keep.all() else self._kept(keep))

    def _kept(self, keep: NDArray[np.bool_]) -> "Tables":
        sizes = np.diff(self.passage_starts)
        keep_passages = np.repeat(keep, sizes)
        segments = np.diff(self.segment_starts)[keep_passages]
        return Tables(
            self.terms, self.words, self.word_counts, self.speakers, self.sources, self.languages,
            self.keys[keep], self.dates[keep], self.source_of[keep], self.language_of[keep],
            self.head_lengths[keep], self.lengths[keep], _sums(sizes[keep]),
            self.speaker_of[keep_passages], self.own_lengths[keep_passages], _sums(segments),
            self.articles.kept(keep), self.passages.kept(keep_passages), self.pair_keys, self.pairs.kept(keep),
        )  # fmt: skip

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Every array by its name, for keeping."""
        found: dict[str, NDArray[np.generic]] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, np.ndarray):
                found[field.name] = value
            else:
                found |= {f"{field.name}.{part.name}": getattr(value, part.name) for part in fields(value)}
        return found

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[np.generic]]) -> "Tables":
        """What `arrays` gave; KeyError where one is missing."""
        groups = {"terms": Strings, "words": Strings, "speakers": Strings, "sources": Strings, "languages": Strings,
                  "articles": Postings, "passages": Postings, "pairs": Postings}  # fmt: skip
        values = []
        for field in fields(cls):
            if kind := groups.get(field.name):
                values.append(kind(*(arrays[f"{field.name}.{part.name}"] for part in fields(kind))))
            else:
                values.append(arrays[field.name])
        return cls(*values)


class _Reader:
    """Documents read into lists, to be put behind the tables that are there."""

    def __init__(self, before: Tables) -> None:
        self.terms, self.words = Numbering(before.terms), Counter[str]()
        self.speakers, self.sources, self.languages = (
            Numbering(strings) for strings in (before.speakers, before.sources, before.languages)
        )
        self.keys: list[int] = []
        self.by_document: list[tuple[int, int, int, int, int]] = []  # date, source, language, head length, passages
        self.by_passage: list[tuple[int, int, int]] = []  # speaker, own length, segment length
        self.heads: list[NDArray[np.int32]] = []
        self.articles: list[NDArray[np.int32]] = []
        self.segments: list[NDArray[np.int32]] = []

    def read(self, indexed: IndexedDocument) -> None:
        """Take in one document."""
        document, passages = indexed.document, indexed.passages
        title = self._terms(document.title or "", document.language)
        source = self._terms(document.source or "", document.language)
        segments = []
        for passage, (own, rest) in zip(passages, _segments(document, passages), strict=True):
            own_terms, rest_terms = self._terms(own, document.language), self._terms(rest, document.language)
            self.by_passage.append((self._speaker(passage), len(own_terms), len(own_terms) + len(rest_terms)))
            segments.append(np.array(own_terms + rest_terms, np.int32))
        # A title counts twice: people search for what headlines say. One that is a passage too has been counted once.
        repeated = title if any(passage.headline for passage in passages) else title * 2
        self.keys.append(indexed.key)
        self.by_document.append(
            (
                document.published.toordinal() if document.published else _NO_DATE,
                self.sources[document.source] if document.source else -1,
                self.languages[document.language] if document.language else -1,
                len(title) + len(source),
                len(passages),
            )
        )
        self.heads.append(np.array(title + source, np.int32))
        self.segments += segments
        self.articles.append(np.concatenate((np.array(repeated + source, np.int32), *segments)))

    def tables(self, before: Tables) -> Tables:
        """The tables before with all that was read behind them."""
        terms, words = self.terms.strings(), self._words(before)
        by_document = np.array(self.by_document, np.int32).reshape(-1, 5)
        by_passage = np.array(self.by_passage, np.int32).reshape(-1, 3)
        lengths = np.fromiter(map(len, self.articles), np.int32, len(self.articles))
        pair_keys, pairs = self._pairs(before, lengths)
        documents, passages = len(before.keys), len(before.speaker_of)
        return Tables(
            terms=terms,
            words=words[0],
            word_counts=words[1],
            speakers=self.speakers.strings(),
            sources=self.sources.strings(),
            languages=self.languages.strings(),
            keys=np.concatenate((before.keys, np.array(self.keys, np.int64))),
            dates=np.concatenate((before.dates, by_document[:, 0])),
            source_of=np.concatenate((before.source_of, by_document[:, 1])),
            language_of=np.concatenate((before.language_of, by_document[:, 2])),
            head_lengths=np.concatenate((before.head_lengths, by_document[:, 3])),
            lengths=np.concatenate((before.lengths, lengths)),
            passage_starts=_sums(np.concatenate((np.diff(before.passage_starts), by_document[:, 4]))),
            speaker_of=np.concatenate((before.speaker_of, by_passage[:, 0])),
            own_lengths=np.concatenate((before.own_lengths, by_passage[:, 1])),
            segment_starts=_sums(np.concatenate((np.diff(before.segment_starts), by_passage[:, 2]))),
            articles=_grown(before.articles, len(terms)).extended(self._articles(len(terms), lengths), documents),
            passages=_grown(before.passages, len(terms)).extended(self._passages(len(terms), by_passage), passages),
            pair_keys=pair_keys,
            pairs=pairs,
        )

    def _terms(self, text: str, language: str | None) -> list[int]:
        found = tokens(text)
        self.words.update(found)
        return [self.terms[term] for token in found for term in token_terms(token, language)]

    def _speaker(self, passage: Passage) -> int:
        return self.speakers[passage.source.speaker] if passage.source.speaker else -1

    def _words(self, before: Tables) -> tuple[Strings, NDArray[np.int32]]:
        numbering, counts = Numbering(before.words), Counter[int]()
        for token, count in self.words.items():
            for piece in pieces(token):
                if len(piece) > 2 and piece.isalpha():
                    counts[numbering[piece]] += count
        strings = numbering.strings()
        totals = np.zeros(len(strings), np.int32)
        totals[: len(before.word_counts)] = before.word_counts
        np.add.at(
            totals, np.fromiter(counts.keys(), np.int64, len(counts)), np.fromiter(counts.values(), np.int32, len(counts))
        )
        return strings, totals

    def _articles(self, row_count: int, lengths: NDArray[np.int32]) -> Postings:
        """Terms of documents. A head's terms are all in its article, so its counts find their place there."""
        size = len(self.articles)
        rows, items, counts = counted(_joined(self.articles), np.repeat(np.arange(size), lengths), size)
        head_lengths = np.fromiter(map(len, self.heads), np.int64, size)
        head_rows, head_items, head_counts = counted(_joined(self.heads), np.repeat(np.arange(size), head_lengths), size)
        in_head = np.zeros(len(rows), np.int64)
        in_head[np.searchsorted(rows * size + items, head_rows * size + head_items)] = head_counts
        facts = np.column_stack((counts, lengths[items], in_head)).astype(np.int32)
        return Postings.of(rows, items, facts, row_count)

    def _passages(self, row_count: int, by_passage: NDArray[np.int32]) -> Postings:
        """Terms of segments; each segment begins with its passage's own terms."""
        own, whole = by_passage[:, 1].astype(np.int64), by_passage[:, 2].astype(np.int64)
        size = len(whole)
        occurrences, items = _joined(self.segments), np.repeat(np.arange(size), whole)
        place = np.arange(len(items)) - np.repeat(np.cumsum(whole) - whole, whole)
        is_own = place < own[items]
        rows, passages, counts = counted(occurrences, items, size)
        own_rows, own_passages, own_counts = counted(occurrences[is_own], items[is_own], size)
        in_own = np.zeros(len(rows), np.int64)
        in_own[np.searchsorted(rows * size + passages, own_rows * size + own_passages)] = own_counts
        facts = np.column_stack((in_own, own[passages], counts)).astype(np.int32)
        return Postings.of(rows, passages, facts, row_count)

    def _pairs(self, before: Tables, lengths: NDArray[np.int32]) -> tuple[NDArray[np.int64], Postings]:
        """Neighbouring terms of documents, put among the pairs that are there."""
        occurrences = _joined(self.articles).astype(np.int64)
        items = np.repeat(np.arange(len(lengths)), lengths)
        inside = items[1:] == items[:-1]
        keys = (occurrences[:-1] << 32 | occurrences[1:])[inside]
        items = items[1:][inside]
        pair_keys = np.union1d(before.pair_keys, keys)
        rows, documents, counts = counted(np.searchsorted(pair_keys, keys), items, len(lengths))
        facts = np.column_stack((counts, np.maximum(lengths[documents] - 1, 0))).astype(np.int32)
        later = Postings.of(rows, documents, facts, len(pair_keys))
        here = before.pairs.with_rows(np.searchsorted(pair_keys, before.pair_keys), len(pair_keys))
        return pair_keys, here.extended(later, len(before.keys))


def _segments(document: Document, passages: tuple[Passage, ...]) -> Iterator[tuple[str, str]]:
    """For each passage its own words, and those around it in its paragraph that are in no passage."""
    text = document.text
    before = _LINE_BREAK.split(text[: passages[0].span.start])[-1] if passages else ""
    for at, passage in enumerate(passages):
        end = passages[at + 1].span.start if at + 1 < len(passages) else len(text)
        after = text[passage.span.end : end]
        lines = _LINE_BREAK.split(after) if after.strip() else [""]
        yield passage.span.of(text), f"{before} {lines[0]}" if before or lines[0] else ""
        before = lines[-1] if len(lines) > 1 else ""


def _grown(postings: Postings, row_count: int) -> Postings:
    return postings.with_rows(np.arange(len(postings.starts) - 1), row_count)


def _joined(parts: list[NDArray[np.int32]]) -> NDArray[np.int32]:
    return np.concatenate(parts) if parts else np.zeros(0, np.int32)


def _sums(sizes: Ints) -> NDArray[np.int64]:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)))
