"""Everything that an index consists of, as arrays: made from documents, changed by documents, nothing asked of it here."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from briefbot.language.terms import pieces, token_terms, tokens
from briefbot.model import Document, Passage
from briefbot.retrieval.model import IndexedDocument, checksum
from briefbot.retrieval.postings import Ints, Postings, counted
from briefbot.retrieval.strings import Numbering, Strings

_LINE_BREAK = re.compile(r"[\r\n\u2028\u2029]+")
_NO_DATE = 0


@dataclass(frozen=True, slots=True)
class Tables:
    """The arrays of an index; documents and passages are numbered in the order they came in.

    A passage is indexed with the words of its paragraph that follow it and are in no passage ("he told reporters"); a
    document's *head* is its title and publisher. `passages` and `articles` hold terms of passages and of whole documents,
    with the facts (frequency, length) and for articles a third, the frequency in the head; `pairs` holds two terms that
    follow each other in a document, row n being pair_keys[n], which is first term << 32 | second term.
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
    pair_lengths: NDArray[np.int32]  # by document, in pairs
    passage_starts: NDArray[np.int64]  # document d has passages passage_starts[d]:passage_starts[d + 1]
    speaker_of: NDArray[np.int32]  # by passage, -1 for none
    checksums: NDArray[np.uint32]  # by passage, of its words
    term_starts: NDArray[np.int64]  # passage p has term_starts[p + 1] - term_starts[p] terms
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
            nothing, nothing, none32, nothing, nothing, nothing, none64, none32, none32, none32, none32, none32, none32,
            np.zeros(1, np.int64), none32, np.zeros(0, np.uint32), np.zeros(1, np.int64),
            Postings.of(none64, none64, three, 0), Postings.of(none64, none64, two, 0),
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
        lengths = np.diff(self.term_starts)[keep_passages]
        return Tables(
            self.terms, self.words, self.word_counts, self.speakers, self.sources, self.languages,
            self.keys[keep], self.dates[keep], self.source_of[keep], self.language_of[keep],
            self.head_lengths[keep], self.lengths[keep], self.pair_lengths[keep], _sums(sizes[keep]),
            self.speaker_of[keep_passages], self.checksums[keep_passages], _sums(lengths),
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


class _TermNumbers(dict[str, tuple[int, ...]]):
    """The numbers of the terms of a token that follow each other as in the text; `others` of those few that have more."""

    def __init__(self, terms: Numbering, language: str | None) -> None:
        super().__init__()
        self.terms = terms
        self.language = language
        self.others: dict[str, tuple[int, ...]] = {}

    def __missing__(self, token: str) -> tuple[int, ...]:
        """Number the terms of a token that was not met before."""
        found = token_terms(token, self.language)
        self[token] = numbers = tuple(self.terms[term] for term in found.sequence)
        if found.others:
            self.others[token] = tuple(self.terms[term] for term in found.others)
        return numbers


class _Reader:
    """Documents read into lists, to be put behind the tables that are there."""

    def __init__(self, before: Tables) -> None:
        self.terms, self.words = Numbering(before.terms), Counter[str]()
        self.tokens: dict[str | None, _TermNumbers] = {}
        self.speakers, self.sources, self.languages = (
            Numbering(strings) for strings in (before.speakers, before.sources, before.languages)
        )
        self.keys: list[int] = []
        self.by_document: list[tuple[int, int, int, int, int]] = []  # date, source, language, head length, passages
        self.speaker_of: list[int] = []
        self.checksums: list[int] = []
        self.heads: list[NDArray[np.int32]] = []
        self.articles: list[NDArray[np.int32]] = []
        self.sequences: list[NDArray[np.int32]] = []  # the articles' terms that follow each other
        self.passages: list[NDArray[np.int32]] = []

    def read(self, indexed: IndexedDocument) -> None:
        """Take in one document."""
        document, passages = indexed.document, indexed.passages
        sequence: list[int] = []
        title = self._terms(document.title or "", document.language, sequence)
        # A title counts twice: people search for what headlines say. One that is a passage too is counted with that.
        repeats = 1 if any(passage.headline for passage in passages) else 2
        sequence *= repeats
        source = self._terms(document.source or "", document.language, sequence)
        texts = [
            np.array(self._terms(text, document.language, sequence), np.int32) for text in passage_texts(document, passages)
        ]
        self.speaker_of += [self._speaker(passage) for passage in passages]
        self.checksums += [checksum(passage.span.of(document.text)) for passage in passages]
        self.passages += texts
        if not texts:  # nothing of it can be shown, but the document can be found
            texts = [np.array(self._terms(document.text, document.language, sequence), np.int32)]
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
        self.articles.append(np.concatenate((np.array(title * repeats + source, np.int32), *texts)))
        self.sequences.append(np.array(sequence, np.int32))

    def tables(self, before: Tables) -> Tables:
        """The tables before with all that was read behind them."""
        terms, words = self.terms.strings(), self._words(before)
        by_document = np.array(self.by_document, np.int32).reshape(-1, 5)
        lengths, passage_lengths = _lengths(self.articles), _lengths(self.passages)
        pair_lengths = np.maximum(_lengths(self.sequences) - 1, 0)
        pair_keys, pairs = self._pairs(before, pair_lengths)
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
            pair_lengths=np.concatenate((before.pair_lengths, pair_lengths)),
            passage_starts=_sums(np.concatenate((np.diff(before.passage_starts), by_document[:, 4]))),
            speaker_of=np.concatenate((before.speaker_of, np.array(self.speaker_of, np.int32))),
            checksums=np.concatenate((before.checksums, np.array(self.checksums, np.uint32))),
            term_starts=_sums(np.concatenate((np.diff(before.term_starts), passage_lengths))),
            articles=_grown(before.articles, len(terms)).extended(self._articles(len(terms), lengths), documents),
            passages=_grown(before.passages, len(terms)).extended(self._passages(len(terms), passage_lengths), passages),
            pair_keys=pair_keys,
            pairs=pairs,
        )

    def _terms(self, text: str, language: str | None, sequence: list[int]) -> list[int]:
        """The numbers of a text's terms; those that follow each other are put behind `sequence` as well."""
        found = tokens(text)
        self.words.update(found)
        known = self.tokens.get(language)
        if known is None:
            known = self.tokens[language] = _TermNumbers(self.terms, language)
        numbers = list(chain.from_iterable(map(known.__getitem__, found)))
        sequence += numbers
        if known.others:
            for token in filter(known.others.__contains__, found):
                numbers += known.others[token]
        return numbers

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
        in_heads = np.repeat(np.arange(size), _lengths(self.heads))
        head_rows, head_items, head_counts = counted(_joined(self.heads), in_heads, size)
        in_head = np.zeros(len(rows), np.int64)
        in_head[np.searchsorted(rows * size + items, head_rows * size + head_items)] = head_counts
        facts = np.column_stack((counts, lengths[items], in_head)).astype(np.int32)
        return Postings.of(rows, items, facts, row_count)

    def _passages(self, row_count: int, lengths: NDArray[np.int32]) -> Postings:
        size = len(self.passages)
        rows, items, counts = counted(_joined(self.passages), np.repeat(np.arange(size), lengths), size)
        return Postings.of(rows, items, np.column_stack((counts, lengths[items])).astype(np.int32), row_count)

    def _pairs(self, before: Tables, pair_lengths: NDArray[np.int32]) -> tuple[NDArray[np.int64], Postings]:
        """Neighbouring terms of documents, put among the pairs that are there."""
        size = len(self.sequences)
        occurrences = _joined(self.sequences).astype(np.int64)
        items = np.repeat(np.arange(size), _lengths(self.sequences))
        inside = items[1:] == items[:-1]
        keys, items = (occurrences[:-1] << 32 | occurrences[1:])[inside], items[1:][inside]
        pair_keys = np.union1d(before.pair_keys, keys)
        rows, documents, counts = counted(np.searchsorted(pair_keys, keys), items, size)
        facts = np.column_stack((counts, pair_lengths[documents])).astype(np.int32)
        later = Postings.of(rows, documents, facts, len(pair_keys))
        here = before.pairs.with_rows(np.searchsorted(pair_keys, before.pair_keys), len(pair_keys))
        return pair_keys, here.extended(later, len(before.keys))


def passage_texts(document: Document, passages: tuple[Passage, ...]) -> Iterator[str]:
    """For each passage its words, with those of its paragraph that follow it and are in no passage.

    What stands before the first passage of a paragraph belongs to that one. Paragraphs without a passage are left out.
    """
    text = document.text
    before = _LINE_BREAK.split(text[: passages[0].span.start])[-1] if passages else ""
    for at, passage in enumerate(passages):
        end = passages[at + 1].span.start if at + 1 < len(passages) else len(text)
        after = text[passage.span.end : end]
        lines = _LINE_BREAK.split(after) if after.strip() else [""]
        yield f"{before} {passage.span.of(text)} {lines[0]}"
        before = lines[-1] if len(lines) > 1 else ""


def _grown(postings: Postings, row_count: int) -> Postings:
    return postings.with_rows(np.arange(len(postings.starts) - 1), row_count)


def _lengths(parts: list[NDArray[np.int32]]) -> NDArray[np.int32]:
    return np.fromiter(map(len, parts), np.int32, len(parts))


def _joined(parts: list[NDArray[np.int32]]) -> NDArray[np.int32]:
    return np.concatenate(parts) if parts else np.zeros(0, np.int32)


def _sums(sizes: Ints) -> NDArray[np.int64]:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)))
