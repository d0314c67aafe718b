"""A segment of millions of made-up passages in little time: from a smaller one, its words exchanged for others as frequent."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from briefbot.retrieval.indexing import segment
from briefbot.retrieval.postings import Postings, places_of, sums
from briefbot.retrieval.segments import Segment, vocabulary
from briefbot.retrieval.strings import Strings
from briefbot.retrieval.tables import Tables
from support.made_texts import Numbers, made_documents

_SHARE = 0.25  # how far, in frequency, a word may be from that which it stands for
_NOTHING = Strings.of(())


def made_segments(passages: int, copies: int) -> Iterator[Segment]:
    """Segments of so many passages each: one of made-up documents, and those made of it; each has keys of its own."""
    tables = segment(made_documents(passages), vocabulary(()))
    yield Segment(tables)
    for number in range(1, copies):
        yield Segment(exchanged(tables, number))


def exchanged(tables: Tables, number: int) -> Tables:
    """The same documents in other words, under other keys: a word stands for one that is about as frequent."""
    numbers = exchange(np.bincount(tables.document_terms, minlength=len(tables.terms)), number)
    rows = numbers[tables.rows]
    order = np.argsort(rows)
    pair_keys = numbers[tables.pair_keys >> 32].astype(np.int64) << 32 | numbers[tables.pair_keys & 0xFFFFFFFF]
    pair_order = np.argsort(pair_keys)
    articles, [best, around] = reordered(tables.articles, order, [tables.best, tables.best_around])
    return replace(
        tables,
        terms=_NOTHING,
        words=_NOTHING,
        speakers=_NOTHING,
        sources=_NOTHING,
        languages=_NOTHING,
        keys=tables.keys + number * (int(tables.keys.max()) + 1),
        document_terms=numbers[tables.document_terms],
        rows=rows[order],
        articles=articles,
        best=best,
        best_around=around,
        passages=reordered(tables.passages, order, [])[0],
        pair_keys=pair_keys[pair_order],
        pairs=reordered(tables.pairs, pair_order, [])[0],
    )


def exchange(frequencies: Numbers, seed: int) -> Numbers:
    """By word, the number of another that is about as frequent; each once."""
    generator = np.random.default_rng(seed)
    logs = np.log(frequencies + 1.0)
    before, after = np.argsort(-logs, kind="stable"), np.argsort(-logs + generator.normal(0, _SHARE, len(logs)))
    numbers = np.zeros(len(logs), np.int32)
    numbers[before] = after
    return numbers


def reordered(
    postings: Postings,
    order: Numbers,
    beside: Sequence[Numbers],
) -> tuple[Postings, list[Numbers]]:
    """Postings with their rows in another order, and what stands beside them."""
    sizes = postings.frequencies()[order]
    places = places_of(postings.starts[order], sizes)
    made = Postings(sums(sizes), postings.items[places], postings.codes[places], postings.facts)
    return made, [one[places] for one in beside]
