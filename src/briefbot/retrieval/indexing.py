"""Documents read into the arrays of a segment, which is to stand behind the segments that are there."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from briefbot.language.terms import pieces, token_terms, tokens
from briefbot.model import Document, Passage
from briefbot.retrieval.bounds import best_codes
from briefbot.retrieval.model import IndexedDocument, checksum
from briefbot.retrieval.postings import Ints, Postings, counted, distinct, sums
from briefbot.retrieval.rows import REACH
from briefbot.retrieval.strings import Numbering, Vocabulary
from briefbot.retrieval.tables import Tables

_LINE_BREAK = re.compile(r"[\r\n\u2028\u2029]+")
_NO_DATE = 0


def segment(documents: Iterable[IndexedDocument], before: Vocabulary) -> Tables:
    """A segment of documents, numbering strings on from those of the segments before; ValueError where two have one key."""
    reader = _Reader(before)
    for document in documents:
        reader.read(document)
    if len(set(reader.keys)) < len(reader.keys):
        raise ValueError("a document was given twice")
    return reader.tables()


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
    """Documents read into lists."""

    def __init__(self, before: Vocabulary) -> None:
        self.terms, self.words = Numbering(before.terms), Numbering(before.words)
        self.tokens_met = Counter[str]()
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

    def tables(self) -> Tables:
        """The segment of all that was read."""
        by_document = np.array(self.by_document, np.int32).reshape(-1, 5)
        lengths, passage_lengths = _lengths(self.articles), _lengths(self.passages)
        passage_starts, term_starts = sums(by_document[:, 4]), sums(passage_lengths)
        rows, of_articles = _rows(*_counted(self.articles, lengths))
        of_passages = _counted(self.passages, passage_lengths)
        articles = self._articles(rows, of_articles, lengths)
        passages = _postings(rows, of_passages, passage_lengths)
        word_rows, word_counts = self._words()
        pair_lengths = np.maximum(_lengths(self.sequences) - 1, 0)
        pair_keys, pairs = self._pairs(pair_lengths)
        speaker_of = np.array(self.speaker_of, np.int32)
        speaker_rows, spoken_starts, spoken = said_by(speaker_of)
        around = around_lengths(passage_starts, passage_lengths, by_document[:, 3])
        in_heads = articles.facts[articles.codes, 2]
        best, best_around = best_codes((*of_articles[:2], in_heads), of_passages, passage_starts, passage_lengths, around)
        by_item = np.argsort(articles.items, kind="stable")
        return Tables(
            terms=self.terms.new(),
            words=self.words.new(),
            word_rows=word_rows,
            word_counts=word_counts,
            speakers=self.speakers.new(),
            sources=self.sources.new(),
            languages=self.languages.new(),
            keys=np.array(self.keys, np.int64),
            dates=by_document[:, 0].copy(),
            source_of=by_document[:, 1].copy(),
            language_of=by_document[:, 2].copy(),
            head_lengths=by_document[:, 3].copy(),
            lengths=lengths,
            pair_lengths=pair_lengths,
            around_lengths=np.diff(sums(around)[passage_starts]),
            passage_starts=passage_starts,
            speaker_of=speaker_of,
            checksums=np.array(self.checksums, np.uint32),
            term_starts=term_starts,
            speaker_rows=speaker_rows,
            spoken_starts=spoken_starts,
            spoken=spoken,
            document_term_starts=sums(np.bincount(articles.items, minlength=len(self.keys))),
            document_terms=np.repeat(rows, articles.frequencies())[by_item],
            rows=rows,
            articles=articles,
            best=best,
            best_around=best_around,
            passages=passages,
            pair_keys=pair_keys,
            pairs=pairs,
            most=np.array([one.frequencies().max(initial=0) for one in (articles, passages, pairs)], np.int64),
        )

    def _terms(self, text: str, language: str | None, sequence: list[int]) -> list[int]:
        """The numbers of a text's terms; those that follow each other are put behind `sequence` as well."""
        found = tokens(text)
        self.tokens_met.update(found)
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

    def _words(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The numbers of the folded words, ascending, and how often each occurs."""
        counts = Counter[int]()
        for token, count in self.tokens_met.items():
            for piece in pieces(token):
                if len(piece) > 2 and piece.isalpha():
                    counts[self.words[piece]] += count
        rows = np.fromiter(counts.keys(), np.int32, len(counts))
        order = np.argsort(rows)
        return rows[order], np.fromiter(counts.values(), np.int32, len(counts))[order]

    def _articles(self, terms: NDArray[np.int32], found: "_Counted", lengths: NDArray[np.int32]) -> Postings:
        """Terms of documents. A head's terms are all in its article, so its counts find their place there."""
        size = len(self.articles)
        rows, items, _ = found
        head_rows, head_items, head_counts = _counted(self.heads, _lengths(self.heads))
        in_head = np.zeros(len(rows), np.int64)
        in_head[np.searchsorted(rows * size + items, head_rows * size + head_items)] = head_counts
        return _postings(terms, found, lengths, in_head)

    def _pairs(self, pair_lengths: NDArray[np.int32]) -> tuple[NDArray[np.int64], Postings]:
        """Neighbouring terms of documents."""
        size = len(self.sequences)
        occurrences = _joined(self.sequences).astype(np.int64)
        items = np.repeat(np.arange(size), _lengths(self.sequences))
        inside = items[1:] == items[:-1]
        keys, items = (occurrences[:-1] << 32 | occurrences[1:])[inside], items[1:][inside]
        pair_keys, rows = np.unique(keys, return_inverse=True)
        rows, documents, counts = counted(rows, items, size)
        facts = np.column_stack((counts, pair_lengths[documents])).astype(np.int32)
        return pair_keys, Postings.of(rows, documents, facts, len(pair_keys))


_Counted = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]  # rows, items, counts


def _counted(parts: list[NDArray[np.int32]], lengths: NDArray[np.int32]) -> _Counted:
    """The terms of items, counted."""
    return counted(_joined(parts), np.repeat(np.arange(len(parts)), lengths), len(parts))


def _rows(rows: NDArray[np.int64], items: NDArray[np.int64], counts: NDArray[np.int64]) -> tuple[NDArray[np.int32], _Counted]:
    """The different terms, ascending, and what was counted of them."""
    return distinct(rows.astype(np.int32)), (rows, items, counts)


def _postings(terms: NDArray[np.int32], found: _Counted, lengths: NDArray[np.int32], *further: Ints) -> Postings:
    rows, items, counts = found
    facts = np.column_stack((counts, lengths[items], *further)).astype(np.int32)
    return Postings.of(np.searchsorted(terms, rows.astype(np.int32)), items, facts, len(terms))


def said_by(speaker_of: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int32]]:
    """Who speaks: speakers ascending, where the passages of each begin, and these; nobody's are left out."""
    spoken = np.argsort(speaker_of, kind="stable")[np.count_nonzero(speaker_of < 0) :].astype(np.int32)
    speakers, counts = np.unique(speaker_of[spoken], return_counts=True)
    return speakers, sums(counts), spoken


def around_lengths(passage_starts: Ints, lengths: Ints, head_lengths: Ints) -> NDArray[np.int64]:
    """By passage the length of its surroundings: itself, its neighbours in the document, and the head."""
    sizes = np.diff(passage_starts)
    documents, passages, before = np.repeat(np.arange(len(sizes)), sizes), np.arange(len(lengths)), sums(lengths)
    first = np.maximum(passages - REACH, passage_starts[documents])
    last = np.minimum(passages + REACH + 1, passage_starts[documents + 1])
    result: NDArray[np.int64] = before[last] - before[first] + head_lengths[documents]
    return result


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


def _lengths(parts: list[NDArray[np.int32]]) -> NDArray[np.int32]:
    return np.fromiter(map(len, parts), np.int32, len(parts))


def _joined(parts: list[NDArray[np.int32]]) -> NDArray[np.int32]:
    return np.concatenate(parts) if parts else np.zeros(0, np.int32)
