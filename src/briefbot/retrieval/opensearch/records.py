"""A document as OpenSearch is given it: the terms of its levels as tokens, what filters ask for, and its terms packed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np

from briefbot.language.terms import pieces, token_terms, tokens
from briefbot.retrieval.indexing import passage_texts
from briefbot.retrieval.model import IndexedDocument, checksum, key_check
from briefbot.retrieval.opensearch.packed import Forward, hashes, packed_sequence, term_hash
from briefbot.retrieval.rows import REACH

# A longer term is sent as its hash: OpenSearch takes no token of any length.
_LONGEST = 100
# What stands between the two terms of a pair; no term has it.
_BETWEEN = "_"
NO_DATE = 0


@dataclass(frozen=True, slots=True)
class Record:
    """A document to be indexed: what is sent, and how often each folded word of it occurs, for spelling."""

    key: int
    body: dict[str, Any]
    words: Counter[str]


def token_of(term: str) -> str:
    """The token that a term is sent as."""
    return term if len(term) <= _LONGEST and not any(map(str.isspace, term)) else f"#{term_hash(term):016x}"


def pair_token(one: str, other: str) -> str:
    """The token of two terms side by side."""
    return f"{token_of(one)}{_BETWEEN}{token_of(other)}"


def mark_of(indexed: IndexedDocument) -> str:
    """What tells this version of a document, and how it was cut, from any other."""
    document = indexed.document
    told = (
        document.title, document.source, document.language, document.published, document.text,
        [(one.span.start, one.span.end, one.source.speaker, one.headline) for one in indexed.passages],
    )  # fmt: skip
    return blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def record_of(indexed: IndexedDocument) -> Record:
    """A document's terms, cut and counted as the built-in engine cuts and counts them."""
    document, passages = indexed.document, indexed.passages
    read = _Reader(document.language)
    title = read.terms(document.title or "")
    repeats = 1 if any(one.headline for one in passages) else 2
    read.sequence *= repeats
    source = read.terms(document.source or "")
    texts = [read.terms(text) for text in passage_texts(document, passages)]
    whole = texts or [read.terms(document.text)]
    head = title + source
    article = title * repeats + source + [term for text in whole for term in text]
    around = [head + [term for text in near for term in text] for near in _neighbours(texts)]
    pairs = [pair_token(*pair) for pair in zip(read.sequence, read.sequence[1:], strict=False)]
    names = list(dict.fromkeys(one.source.speaker for one in passages if one.source.speaker))
    speakers = [names.index(one.source.speaker) if one.source.speaker else -1 for one in passages]
    forward, sequence = _packed(article, texts, head, read.sequence, speakers, _checksums(indexed))
    body: dict[str, Any] = {
        "key": indexed.key,
        "mark": mark_of(indexed),
        "check": key_check(indexed.key),
        "date": document.published.toordinal() if document.published else NO_DATE,
        "source": document.source or None,
        "language": document.language or None,
        "passage_count": len(passages),
        "length": len(article),
        "pair_length": len(pairs),
        "own_length": sum(map(len, texts)),
        "around_length": sum(map(len, around)),
        "article": _sent(article),
        "pairs": " ".join(pairs),
        "passages": [
            {"speaker": passage.source.speaker or None, "own": _sent(own), "around": _sent(near)}
            for passage, own, near in zip(passages, texts, around, strict=True)
        ],
        "names": names,
        "packed": forward.packed(),
        "sequence": sequence,
    }
    return Record(indexed.key, body, read.words)


class _Reader:
    """Takes terms from the texts of one document, and counts its words."""

    def __init__(self, language: str | None) -> None:
        self._language = language
        self.sequence: list[str] = []
        self.words: Counter[str] = Counter()

    def terms(self, text: str) -> list[str]:
        """The terms of a text; those that follow each other are put behind `sequence` as well."""
        found = [(token, token_terms(token, self._language)) for token in tokens(text)]
        self.words.update(piece for token, _ in found for piece in pieces(token) if len(piece) > 2 and piece.isalpha())
        following = [term for _, one in found for term in one.sequence]
        self.sequence += following
        return following + [term for _, one in found for term in one.others]


def _neighbours(texts: Sequence[list[str]]) -> Iterator[list[list[str]]]:
    """For each passage those that stand within reach of it, and itself."""
    for at in range(len(texts)):
        yield list(texts[max(0, at - REACH) : at + REACH + 1])


def _checksums(indexed: IndexedDocument) -> list[int]:
    return [checksum(passage.span.of(indexed.document.text)) for passage in indexed.passages]


def _packed(
    article: list[str],
    texts: Sequence[list[str]],
    head: list[str],
    sequence: list[str],
    speakers: list[int],
    checksums: list[int],
) -> tuple[Forward, str]:
    counts = Counter(article)
    distinct = list(counts)
    found = hashes(distinct)
    order = np.argsort(found)
    numbers = {distinct[at]: number for number, at in enumerate(order.tolist())}
    forward = Forward(
        len(article),
        max(len(sequence) - 1, 0),
        found[order],
        np.array([counts[distinct[at]] for at in order.tolist()], np.uint32),
        np.array(list(map(len, texts)), np.uint32),
        np.array(checksums, np.uint32),
        np.array(speakers, np.int32),
        np.array([numbers[term] for text in texts for term in text], np.uint32),
        np.array([numbers[term] for term in head], np.uint32),
    )
    return forward, packed_sequence(np.array([numbers[term] for term in sequence], np.uint32))


def _sent(terms: list[str]) -> str:
    return " ".join(map(token_of, terms))
